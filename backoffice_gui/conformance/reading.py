"""What answers say, read strictly: JSON, signed objects, times; each fault is a finding that names its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backoffice_gui.conformance.verdicts import Notes, failed
from backoffice_gui.conformance.wire import Answer
from backoffice_gui.domain.manifest import moment
from backoffice_gui.domain.signed import NotCompactJws, segments
from backoffice_gui.domain.strict_json import NotStrictJson, loads
from backoffice_gui.transfer.jws import KeySet, Verdict, verify

__all__ = ["ALGORITHMS", "FIRST_PREV", "Signed", "digest_of", "hashed", "members_of", "object_of", "signed", "utc"]

ALGORITHMS = ("Ed25519", "EdDSA")
"""Two names of one thing (RFC 9864, RFC 8037)."""
FIRST_PREV = "sha256-" + "0" * 64
_UTC = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]00:00)")


@dataclass(frozen=True, slots=True)
class Signed:
    """A compact JWS as served: its header, the octets and members of its payload, what its signature is worth."""

    jws: str
    header: Mapping[str, Any]
    octets: bytes
    members: Mapping[str, Any]
    verdict: Verdict


def digest_of(octets: bytes) -> str:
    """`D` of a manifest's octets."""
    return "sha256-" + hashlib.sha256(octets).hexdigest()


def hashed(jws: str) -> str:
    """The `prev` of what follows this entry."""
    return digest_of(jws.encode("utf-8"))


def object_of(answer: Answer, what: str) -> dict[str, Any]:
    """The JSON object of a 200; raises `Failed`."""
    if answer.status != 200:
        failed(f"{what}: status", answer.status, 200)
    try:
        raw = loads(answer.body)
    except NotStrictJson as error:
        failed(f"{what}: JSON", str(error), "RFC 8259, UTF-8")
    if not isinstance(raw, dict):
        failed(f"{what}: JSON", type(raw).__name__, "object")
    return raw


def signed(jws: object, keys: KeySet, typ: str, what: str) -> Signed:
    """Take a JWS apart and judge it; raises `Failed` where it isn't one, never for a bad signature."""
    if not isinstance(jws, str):
        failed(what, type(jws).__name__, "compact JWS")
    try:
        head, octets, _signature = segments(jws)
        header, members = loads(head), loads(octets)
    except (NotCompactJws, NotStrictJson, UnicodeEncodeError) as error:
        failed(what, str(error), "compact JWS")
    if not isinstance(header, dict) or not isinstance(members, dict):
        failed(what, "?", "compact JWS")
    return Signed(jws, header, octets, members, verify(jws, keys, typ))


def utc(text: object) -> datetime | None:
    """An RFC 3339 time in UTC, or nothing."""
    return moment(text) if isinstance(text, str) and _UTC.fullmatch(text) else None


def members_of(notes: Notes, raw: Mapping[str, Any], kinds: Mapping[str, type | tuple[type, ...]], what: str) -> bool:
    """Whether every named member is there and of its type; what isn't is noted."""
    good = True
    for name, kind in kinds.items():
        value = raw.get(name)
        right = isinstance(value, kind) and not (isinstance(value, bool) and kind is not bool)
        named = kind.__name__ if isinstance(kind, type) else "number"
        good &= notes.that(right, f"{what}.{name}", "–" if name not in raw else type(value).__name__, named)
    return good
