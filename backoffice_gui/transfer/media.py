"""Media types of the protocol, and how an answer's is read (protocol §1)."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["FOR_PEOPLE", "JOSE", "JSON", "PROBLEM", "essence"]

JSON = "application/json"
JOSE = "application/jose"
PROBLEM = "application/problem+json"
FOR_PEOPLE = frozenset({"text/html", "application/xhtml+xml"})
"""A page for people where something else was asked for: a captive portal, a proxy's error."""


def essence(headers: Mapping[str, str]) -> str:
    """Type and subtype in lower case, without parameters; `headers` are looked up by lower-case names."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()
