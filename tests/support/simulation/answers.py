"""Answers as they pass the network, and what a broken or hostile middle makes of them."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from typing import Any

import httpx

__all__ = ["Answer", "altered"]

_STATUSES = (302, 401, 403, 404, 404, 405, 409, 410, 416, 418, 422, 500, 502)
_PROBLEMS = {
    401: "unauthenticated", 403: "forbidden", 404: "unknown-submission", 409: "digest-mismatch", 410: "expired",
    416: "range-not-satisfiable", 422: "malformed", 429: "too-many-requests", 503: "unavailable",
}  # fmt: skip


@dataclass(slots=True)
class Answer:
    """Status, fields and body."""

    status: int
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""

    @classmethod
    def of(cls, status: int, media_type: str, body: bytes, **headers: str) -> Answer:
        """An answer made here."""
        fields = [(b"content-type", media_type.encode()), (b"content-length", str(len(body)).encode())]
        fields += [(name.encode(), value.encode()) for name, value in headers.items()]
        return cls(status, fields, body)

    @classmethod
    def problem(cls, status: int, **headers: str) -> Answer:
        """A problem of the protocol where it has one for this status."""
        name = _PROBLEMS.get(status, "other")
        body = json.dumps({"type": f"urn:transfer:problem:{name}", "title": name, "status": status}).encode()
        return cls.of(status, "application/problem+json", body, **headers)

    def length(self) -> int:
        """What its head promises; raises as a real connection does for one that promises nothing."""
        said = [value for name, value in self.headers if name.lower() == b"content-length"]
        if len(said) != 1 or not said[0].isdigit():
            raise httpx.RemoteProtocolError("framing")
        return int(said[0])

    def with_body(self, body: bytes) -> Answer:
        """The same with another body, its length set right."""
        fields = [(name, value) for name, value in self.headers if name.lower() != b"content-length"]
        return Answer(self.status, [*fields, (b"content-length", str(len(body)).encode())], body)


def altered(answer: Answer, fault: str, dice: random.Random) -> Answer:
    """What a middle makes of an answer."""
    match fault:
        case "answer-flip":
            return answer.with_body(_flipped(answer.body, dice))
        case "head-flip":
            return _head_flipped(answer, dice)
        case "html":
            return Answer.of(200, "text/html", b"<html><body>portail</body></html>")
        case "status":
            status = dice.choice(_STATUSES)
            return Answer.problem(status) if dice.random() < 0.7 else Answer.of(status, "text/html", b"<html>")
        case "shuffle":
            return answer.with_body(_shuffled(answer.body, dice))
        case "forged":
            return answer.with_body(_forged(answer.body, dice))
        case "shorter":
            return answer.with_body(answer.body[: dice.randrange(len(answer.body) + 1)])
    return answer


def _flipped(body: bytes, dice: random.Random) -> bytes:
    if not body:
        return body
    octets = bytearray(body)
    octets[dice.randrange(len(octets))] ^= 1 << dice.randrange(8)
    return bytes(octets)


def _head_flipped(answer: Answer, dice: random.Random) -> Answer:
    fields = list(answer.headers)
    at = dice.randrange(len(fields))
    name, value = fields[at]
    octets = bytearray(value)
    octets[dice.randrange(len(octets))] ^= 1 << dice.randrange(5)
    fields[at] = (name, bytes(octets))
    return Answer(answer.status, fields, answer.body)


def _shuffled(body: bytes, dice: random.Random) -> bytes:
    """Items of a list in another order, doubled, left out."""
    try:
        said = json.loads(body)
    except ValueError:
        return body
    for name in ("items", "results", "entries"):
        if isinstance(said, dict) and isinstance(said.get(name), list) and said[name]:
            items = [item for item in said[name] for _ in range(dice.choice((0, 1, 1, 2)))]
            dice.shuffle(items)
            if name == "results" and dice.random() < 0.6:
                items = _exchanged(items, dice)
            said[name] = items
    return json.dumps(said).encode()


def _exchanged(results: list[Any], dice: random.Random) -> list[Any]:
    """Each result with the receipt of another."""
    receipts = [one.get("receipt") for one in results]
    dice.shuffle(receipts)
    return [{**one, "receipt": receipt} for one, receipt in zip(results, receipts, strict=True)]


def _forged(body: bytes, dice: random.Random) -> bytes:
    """One of the signatures in it is another; what it signs is as it was."""
    signatures = list(re.finditer(rb"[\w-]{20,}\.[\w-]{20,}\.([\w-]{40,})", body))
    if not signatures:
        return body
    at = dice.choice(signatures).start(1) + 7
    return body[:at] + (b"A" if body[at : at + 1] != b"A" else b"B") + body[at + 1 :]
