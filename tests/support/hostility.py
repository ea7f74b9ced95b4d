"""What a hostile front end can say, generated: good answers of the seven routes, each wrong in one way.

`cases(dice)` goes on for ever; `curated()` ends. A `Case` prints as what it is.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.manifest import parse_manifest
from backoffice_gui.transfer import (
    FrontEnd,
    PartReader,
)
from tests.support.signing import Signer, Submission, b64url, chain_hash, page

__all__ = ["CALLS", "SIGNER", "Case", "Saying", "cases", "curated", "good"]

SIGNER = Signer("k1")
STRANGER = Signer("k1", b"STRANGER" * 4)
ONE, TWO = Submission(7, b'{"n": 1}', b"x" * 500), Submission(8, b'{"n": 2}')
_STORE = StoreId("store-EXEMPLE")
_PART = parse_manifest(ONE.octets).parts[1]
_JSON, _JOSE = "application/json", "application/jose"
ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1, 2**53, 2**64, 10**400, -0.5, 1e308, "", "x", "\ud800", "\u0000", "9" * 5000, [], {}, [[]],
    {"a": None}, "-1", "NaN", "../../etc/passwd", "2026-13-45T99:99:99Z", "sha256-" + "0" * 64, "é" * 300,
)  # fmt: skip


def _part(front: FrontEnd) -> object:
    return b"".join(front.part(ONE.name, PartReader(_PART), seconds_left=1000.0))


CALLS: dict[str, Callable[[FrontEnd], object]] = {
    "LIST": lambda front: front.submissions(inline=4096, ready=True),
    "MANIFEST": lambda front: front.manifest(ONE.name),
    "PART": _part,
    "ACK": lambda front: front.acknowledge(ONE.copy(), _STORE),
    "ACKS": lambda front: front.acknowledge_many([ONE.copy(), TWO.copy()], _STORE),
    "RECEIPT": lambda front: front.receipt(ONE.key),
    "LEDGER": lambda front: front.ledger(0),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One answer: what is wrong with it, and whether some value may be made of it all the same."""

    route: str
    wrong: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    refused: bool = True

    def __str__(self) -> str:
        shown = self.body if len(self.body) < 1500 else self.body[:1500] + b"..."
        return f"{self.route}: {self.wrong} {self.status} {dict(self.headers)} {shown!r}"


@dataclass
class Saying(httpx.BaseTransport):
    """A transport that says what the case says."""

    case: Case | None = None
    asked: list[httpx.Request] = field(default_factory=list)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Say it."""
        assert self.case is not None
        self.asked.append(request)
        stream = httpx.ByteStream(self.case.body)
        return httpx.Response(self.case.status, headers=list(self.case.headers), stream=stream)


def _results(*pairs: tuple[Submission, Any]) -> bytes:
    made = [{"id": one.id, "status": 201, "receipt": receipt} for one, receipt in pairs]
    return json.dumps({"results": made}).encode()


def _ledger(entries: list[Any], **members: object) -> bytes:
    raw = {"version": 1, "epoch": "epoch-EXEMPLE", "low_pos": 1, "high_pos": len(entries), "entries": entries}
    return json.dumps(raw | members).encode()


def _bodies(receipt: str, manifest: str) -> dict[str, bytes]:
    """The body of each route, with this receipt and this manifest for the first submission."""
    items = [ONE.item(SIGNER, manifest=manifest, inline=True), TWO.item(SIGNER, inline=True)]
    return {
        "LIST": page(items),
        "MANIFEST": manifest.encode("utf-8", "replace"),
        "PART": ONE.contents[1],
        "ACK": receipt.encode("utf-8", "replace"),
        "ACKS": _results((ONE, receipt), (TWO, SIGNER.receipt(TWO))),
        "RECEIPT": receipt.encode("utf-8", "replace"),
        "LEDGER": _ledger([receipt, SIGNER.receipt(TWO, pos=2, prev=chain_hash(receipt))]),
    }


def _headers(route: str, body: bytes) -> tuple[tuple[str, str], ...]:
    kind = {"LIST": _JSON, "ACKS": _JSON, "LEDGER": _JSON, "PART": "application/pdf"}.get(route, _JOSE)
    return (("content-type", kind), ("content-length", str(len(body))))


def _case(route: str, wrong: str, body: bytes, *, refused: bool = True) -> Case:
    return Case(route, wrong, 200, _headers(route, body), body, refused)


def good(route: str) -> Case:
    """An answer as it should be."""
    return _case(route, "nothing", _bodies(SIGNER.receipt(ONE, pos=1), ONE.manifest(SIGNER))[route], refused=False)


# --- papers that are not what they should be ---


def _headers_of_papers(typ: str) -> Iterator[tuple[str, dict[str, object]]]:
    for alg in (
        "none",
        "None",
        "NONE",
        "",
        "HS256",
        "ES256",
        "RS256",
        "Ed448",
        "ed25519",
        "EdDSA ",
        None,
        5,
        ["Ed25519"],
    ):
        yield f"alg {alg!r}", {"alg": alg}
    for kid in ("k2", "", "K1", "k1 ", "../k1", 1, None, ["k1"], "x" * 1000):
        yield f"kid {kid!r}", {"kid": kid}
    other = "transfer-manifest" if typ == "transfer-receipt" else "transfer-receipt"
    for name in (other, "JWT", "", None, typ.upper(), f"application/{typ}", 1, [typ]):
        yield f"typ {name!r}", {"typ": name}
    yield "crit", {"crit": ["exp"]}
    yield "b64", {"b64": False, "crit": ["b64"]}


def _forged(payload: bytes, typ: str) -> Iterator[tuple[str, str]]:
    """The right payload, with every signature that is none."""
    for wrong, header in _headers_of_papers(typ):
        yield wrong, SIGNER.sign(payload, typ, **header)
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": b64url(STRANGER.public)}
    for wrong, more in (("jwk", {"jwk": jwk}), ("jku", {"jku": "https://elsewhere.example/"}), ("plain", {})):
        yield f"another key's, {wrong}", STRANGER.sign(payload, typ, **more)
    head, body, signature = SIGNER.sign(payload, typ).split(".")
    public = hmac.new(SIGNER.public, f"{head}.{body}".encode(), hashlib.sha256).digest()
    hs = b64url(json.dumps({"alg": "HS256", "kid": "k1", "typ": typ}).encode())
    keyed = hmac.new(SIGNER.public, f"{hs}.{body}".encode(), hashlib.sha256).digest()
    none = b64url(json.dumps({"alg": "none", "kid": "k1", "typ": typ}).encode())
    yield "hmac by the public key", f"{head}.{body}.{b64url(public)}"
    yield "hmac by the public key, and says so", f"{hs}.{body}.{b64url(keyed)}"
    yield "none, unsigned", f"{none}.{body}."
    for wrong, text in (
        ("no signature", f"{head}.{body}."),
        ("half a signature", f"{head}.{body}.{signature[:40]}"),
        ("zeros", f"{head}.{body}.{b64url(bytes(64))}"),
        ("twice", f"{head}.{body}.{signature}{signature}"),
        ("padded", f"{head}.{body}.{signature}=="),
        ("a space", f"{head}.{body}.{signature} "),
        ("a line", f"{head}.{body}.{signature}\n"),
        ("four segments", f"{head}.{body}.{signature}.{signature}"),
        ("two segments", f"{head}.{body}"),
        ("parts swapped", f"{body}.{head}.{signature}"),
        ("json serialisation", json.dumps({"payload": body, "protected": head, "signature": signature})),
        ("html", "<html>Connectez-vous</html>"),
        ("nothing", ""),
    ):
        yield wrong, text
    doubled = b'{"alg":"Ed25519","alg":"Ed25519","kid":"k1","typ":"%s"}' % typ.encode()
    yield "a member twice", SIGNER.sign_raw(doubled, payload)


def _papers() -> Iterator[Case]:
    receipt = SIGNER.receipt(ONE, pos=1)
    payload = base64.urlsafe_b64decode(receipt.split(".")[1] + "==")
    for wrong, text in _forged(payload, "transfer-receipt"):
        bodies = _bodies(text, ONE.manifest(SIGNER))
        for route in ("ACK", "ACKS", "RECEIPT", "LEDGER"):
            yield _case(route, f"receipt: {wrong}", bodies[route], refused=route in {"ACK", "RECEIPT"})
    for wrong, text in _forged(ONE.octets, "transfer-manifest"):
        bodies = _bodies(receipt, text)
        for route in ("LIST", "MANIFEST"):
            yield _case(route, f"manifest: {wrong}", bodies[route], refused=False)


def _receipts_of_others() -> Iterator[Case]:
    """Signed as it must be, and of something else: each member with every odd value."""
    members = json.loads(base64.urlsafe_b64decode(SIGNER.receipt(ONE, pos=1).split(".")[1] + "=="))
    decisive = {"id": TWO.id, "digest": TWO.digest, "origin": "elsewhere.example", "outcome": "expired"}
    for member in members:
        for value in (*ODD, members[member], decisive.get(member)):
            text = _signed({**members, member: value}, "transfer-receipt")
            bodies = _bodies(text, ONE.manifest(SIGNER))
            wrong = f"receipt: {member} {str(value)[:40]!r}"
            harmful = member in decisive and value != members[member]
            for route in ("ACK", "ACKS", "RECEIPT", "LEDGER"):
                yield _case(route, wrong, bodies[route], refused=harmful and route in {"ACK", "RECEIPT"})


def _signed(members: object, typ: str) -> str:
    return SIGNER.sign(json.dumps(members).encode(), typ)


def _manifests() -> Iterator[Case]:
    members = json.loads(ONE.octets)
    odd = [(m, {**members, m: value}) for m in members for value in ODD]
    first, second = members["parts"]
    odd += [(m, {**members, "parts": [first, {**second, m: value}]}) for m in second for value in ODD]
    for member, said in odd:
        bodies = _bodies(SIGNER.receipt(ONE, pos=1), _signed(said, "transfer-manifest"))
        for route in ("LIST", "MANIFEST"):
            harmful = route == "MANIFEST" and member == "id"
            yield _case(route, f"manifest: {member} {said.get(member)!r:.40}", bodies[route], refused=harmful)


# --- bodies, heads and statuses ---


def _shapes() -> Iterator[Case]:
    for route in ("LIST", "ACKS", "LEDGER"):
        raw = json.loads(good(route).body)
        for member in raw:
            for value in ODD:
                said = json.dumps({**raw, member: value}).encode()
                yield _case(route, f"{member} {str(value)[:40]!r}", said, refused=False)
            yield _case(
                route, f"no {member}", json.dumps({k: v for k, v in raw.items() if k != member}).encode(), refused=False
            )
        for wrong, body in _not_json(good(route).body):
            yield _case(route, wrong, body)
    raw = json.loads(good("LIST").body)
    for member in raw["items"][0]:
        for value in ODD:
            items = [{**raw["items"][0], member: value}, raw["items"][1]]
            yield _case("LIST", f"item: {member} {str(value)[:40]!r}", page(items), refused=False)
    raw = json.loads(good("ACKS").body)
    for member in raw["results"][0]:
        for value in ODD:
            results = [{**raw["results"][0], member: value}, raw["results"][1]]
            yield _case(
                "ACKS",
                f"result: {member} {str(value)[:40]!r}",
                json.dumps({"results": results}).encode(),
                refused=False,
            )


def _inline() -> Iterator[Case]:
    """Parts sent along with the list that are as long as the manifest says, and are others."""
    raw = json.loads(good("LIST").body)
    for n, octets in enumerate(ONE.contents):
        parts = {**raw["items"][0]["parts"], str(n): base64.b64encode(octets[::-1]).decode()}
        items = [{**raw["items"][0], "parts": parts}, raw["items"][1]]
        yield _case("LIST", f"inline part {n} reversed", page(items), refused=False)
    swapped = {"0": base64.b64encode(TWO.contents[0]).decode()}
    items = [{**raw["items"][0], "parts": swapped}, raw["items"][1]]
    yield _case("LIST", "inline part of another submission", page(items), refused=False)


def _not_json(body: bytes) -> Iterator[tuple[str, bytes]]:
    inside = body[1:]
    yield "duplicate key", b'{"version":1,"epoch":"e","results":[],' + inside.replace(b"{", b"{", 1) + b""
    yield "NaN", b'{"a":NaN,' + inside
    yield "Infinity", b'{"a":-Infinity,' + inside
    yield "a huge integer", b'{"a":' + b"9" * 5000 + b"," + inside
    yield "beyond 2^53", b'{"a":9007199254740993,' + inside
    yield "lone surrogate", b'{"a":"\\ud800",' + inside
    yield "not UTF-8", b'{"a":"\xff",' + inside
    yield "byte order mark", b"\xef\xbb\xbf" + body
    yield "UTF-16", body.decode().encode("utf-16")
    yield "nesting", b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"," + inside
    yield "nesting of objects", b'{"a":' + b'{"a":' * 5000 + b"1" + b"}" * 5000 + b"," + inside
    yield "many values", b'{"a":[' + b"0," * 200_000 + b"0]," + inside
    yield "10 MB", b'{"a":"' + b"x" * 10_000_000 + b'",' + inside
    yield "trailing octets", body + b"x"
    yield "two documents", body + body
    yield "a comment", body + b"/* */"
    yield "nothing", b""
    yield "null", b"null"
    yield "a list", b"[" + body + b"]"
    yield "html", b"<html>Connectez-vous</html>"
    yield "cut", body[: len(body) // 2]


def _heads() -> Iterator[Case]:
    for route in CALLS:
        whole = good(route)
        length = ("content-length", str(len(whole.body)))
        kind = whole.headers[0]
        for coding in ("gzip", "deflate", "br", "zstd", "x-gzip", "identity, gzip", "GZIP", "compress"):
            yield Case(route, f"coding {coding}", 200, (kind, length, ("content-encoding", coding)), whole.body)
        for said in (
            None,
            "",
            "-1",
            "+5",
            "1e3",
            "0x10",
            "9" * 30,
            str(len(whole.body) + 1),
            str(len(whole.body) - 1),
            "12, 12",
        ):
            fields = (kind,) if said is None else (kind, ("content-length", said))
            yield Case(route, f"length {said}", 200, fields, whole.body)
        for said in ("gzip, chunked", "identity", "chunked, chunked"):
            yield Case(route, f"transfer {said}", 200, (kind, ("transfer-encoding", said)), whole.body)
        for media in ("text/html", "application/xhtml+xml; charset=utf-8", "TEXT/HTML"):
            yield Case(route, f"media type {media}", 200, (("content-type", media), length), whole.body)
        for status in (*range(201, 209), *range(300, 309), *range(400, 430), 451, *range(500, 512), 599):
            if route == "ACK" and status == 201:
                continue
            refused = route != "ACKS" or status not in {404, 405}  # there it falls back to asking one by one
            elsewhere = (*whole.headers, ("location", "https://elsewhere.example/transfer/v1/"))
            yield Case(route, "status", status, elsewhere, whole.body, refused)
            problem = b'{"type":"urn:transfer:problem:expired","status":%d,"receipt":"a.b.c"}' % status
            fields = (("content-type", "application/problem+json"), ("content-length", str(len(problem))))
            yield Case(route, "problem", status, fields, problem, refused)


def _part_heads() -> Iterator[Case]:
    """Right octets under a head that contradicts the manifest."""
    whole = good("PART")
    for name, said in (
        ("etag", f'"sha256-{"0" * 64}"'),
        ("etag", f'W/"sha256-{"0" * 64}"'),
        ("etag", '"sha256-"'),
        ("repr-digest", "sha-256=:AAAA:"),
        ("repr-digest", "sha-256=AAAA"),
        ("repr-digest", "sha-512=:AAAA:, sha-256=::"),
    ):
        yield Case("PART", f"{name} {said}", 200, (*whole.headers, (name, said)), whole.body)


def curated() -> Iterator[Case]:
    """Every way of being wrong that somebody has thought of."""
    yield from _papers()
    yield from _receipts_of_others()
    yield from _manifests()
    yield from _shapes()
    yield from _inline()
    yield from _heads()
    yield from _part_heads()


def cases(dice: random.Random) -> Iterator[Case]:
    """Good answers with octets changed at random, without end."""
    known = {route: good(route) for route in CALLS}
    while True:
        whole = known[dice.choice(list(CALLS))]
        body = bytearray(whole.body)
        for _ in range(dice.choice((1, 1, 2, 5))):
            at = dice.randrange(len(body))
            match dice.randrange(4):
                case 0:
                    body[at] = dice.randrange(256)
                case 1:
                    del body[at : at + dice.randrange(1, 20)]
                case 2:
                    body[at:at] = dice.randbytes(dice.randrange(1, 5))
                case _:
                    body[at:at] = body[dice.randrange(len(body)) :][: dice.randrange(1, 200)]
            body = body or bytearray(b"0")
        yield _case(whole.route, "changed", bytes(body), refused=False)
