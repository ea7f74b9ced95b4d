"""Answers and refusals: every one says `Cache-Control: no-store`, every refusal is a problem (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from starlette.responses import Response

__all__ = ["JOSE", "Refused", "jose", "json", "plain_problem", "problem", "problem_members"]

JOSE = "application/jose"
_NO_STORE = {"cache-control": "no-store"}
_TITLES = {
    "unknown-submission": "No such submission was ever heard of here",
    "not-acknowledged": "The submission is held; nobody has taken it over yet",
    "acknowledged": "The submission was taken over; the web copy is destroyed",
    "expired": "The submission expired; the web copy is destroyed",
    "digest-mismatch": "The digest is not that of the manifest; nothing was destroyed",
    "malformed": "The request does not follow the protocol",
    "unauthenticated": "A client certificate is required",
    "forbidden": "This role may not do that",
    "range-not-satisfiable": "The range lies outside the part",
    "too-many-requests": "Too many requests; try again later",
    "unavailable": "The front end can't answer now; try again later",
}


class Refused(ValueError):
    """A request that ends in a problem: its name, its status, and headers that belong to it."""

    def __init__(
        self,
        name: str,
        status: int,
        *,
        detail: str = "",
        receipt: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(name)
        self.name = name
        self.status = status
        self.detail = detail
        self.receipt = receipt
        self.headers = dict(headers or {})


def problem_members(refused: Refused) -> dict[str, str | int]:
    """The members of the problem; `receipt` is there with 410 alone."""
    members: dict[str, str | int] = {
        "type": f"urn:transfer:problem:{refused.name}",
        "title": _TITLES[refused.name],
        "status": refused.status,
    }
    if refused.detail:
        members["detail"] = refused.detail
    if refused.receipt is not None:
        members["receipt"] = refused.receipt
    return members


def problem(refused: Refused) -> Response:
    """The refusal as an answer."""
    body = msgspec.json.encode(problem_members(refused))
    return Response(body, refused.status, {**_NO_STORE, **refused.headers}, "application/problem+json")


def plain_problem(status: int, title: str, headers: Mapping[str, str] | None = None) -> Response:
    """A refusal that the protocol has no name for (no such route, no such method)."""
    body = msgspec.json.encode({"type": "about:blank", "title": title, "status": status})
    return Response(body, status, {**_NO_STORE, **(headers or {})}, "application/problem+json")


def json(value: object) -> Response:
    """200 with JSON; octets inside become base64."""
    return Response(msgspec.json.encode(value), 200, _NO_STORE, "application/json")


def jose(jws: str, status: int = 200) -> Response:
    """A signed object as it is stored."""
    return Response(jws, status, _NO_STORE, JOSE)
