"""A bare front end: the protocol's answers made before the first request, and sent as they are.

It has no database, no framework and no duties: what a collector reaches against it is the
collector's own speed, as far as a server in Python allows. Only receipts are signed when they are
asked for: their place in the ledger is not known before.

    python -m benchmarks.stub --dir D --load small
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import hashlib
import json
import secrets
import socket
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from backoffice_gui.clock import SystemClock, iso
from backoffice_gui.reference_front.channel import server_context
from backoffice_gui.reference_front.gathering import GatheringTransport
from backoffice_gui.reference_front.jose import MANIFEST, RECEIPT, Signer
from backoffice_gui.reference_front.site import prepare
from benchmarks.workload import Load, by_name

__all__ = ["Stub", "main"]

_PREFIX = "/transfer/v1"
_ORIGIN = "stub.example"
_WAIT = 20.0
_PAGE = 4 * 1024 * 1024

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Headers = list[tuple[bytes, bytes]]


@dataclass(slots=True)
class _Held:
    """One submission with every answer about it."""

    id: str
    digest: str
    manifest: bytes
    item: bytes
    inlined: bytes
    parts: tuple[tuple[Headers, bytes], ...]
    seq: int
    receipt: bytes = b""


def _headers(octets: bytes, media_type: bytes, *more: tuple[bytes, bytes]) -> Headers:
    length = (b"content-length", str(len(octets)).encode())
    return [(b"content-type", media_type), length, (b"cache-control", b"no-store"), *more]


def _part(octets: bytes) -> tuple[Headers, bytes]:
    digest = hashlib.sha256(octets)
    etag = (b"etag", f'"sha256-{digest.hexdigest()}"'.encode())
    whole = (b"repr-digest", b"sha-256=:" + base64.b64encode(digest.digest()) + b":")
    return _headers(octets, b"application/octet-stream", etag, whole, (b"accept-ranges", b"bytes")), octets


@dataclass(slots=True)
class Stub:
    """The application, and what it holds."""

    signer: Signer
    held: list[_Held] = field(default_factory=list)
    by_id: dict[str, _Held] = field(default_factory=dict)
    ledger: list[bytes] = field(default_factory=list)
    since: str = field(default_factory=lambda: iso(datetime.now(UTC)))
    epoch: str = field(default_factory=lambda: secrets.token_hex(8))

    def fill(self, load: Load) -> None:
        """Make every answer there will be but the receipts."""
        now = datetime.now(UTC)
        for seq, parts in enumerate(load.submissions(), 1):
            one = self._hold(seq, parts, now)
            self.held.append(one)
            self.by_id[one.id] = one

    def _hold(self, seq: int, parts: tuple[bytes, ...], now: datetime) -> _Held:
        name = secrets.token_urlsafe(18)
        manifest = {
            "version": 1,
            "origin": _ORIGIN,
            "id": name,
            "seq": seq,
            "kind": "contact_change",
            "submitted_at": iso(now),
            "expires_at": iso(now + timedelta(minutes=29)),
            "parts": [
                {
                    "n": n,
                    "name": "form.json" if n == 0 else "scan.pdf",
                    "media_type": "application/json" if n == 0 else "application/pdf",
                    "size": len(octets),
                    "sha256": hashlib.sha256(octets).hexdigest(),
                }
                for n, octets in enumerate(parts)
            ],
        }
        payload = json.dumps(manifest).encode()
        digest = "sha256-" + hashlib.sha256(payload).hexdigest()
        jws = self.signer.sign(payload, MANIFEST)
        item = f'{{"seq":{seq},"id":"{name}","expires_in":1740.0,"manifest":"{jws}"'.encode()
        small = base64.b64encode(parts[0])
        return _Held(
            id=name,
            digest=digest,
            manifest=jws.encode(),
            item=item + b"}",
            inlined=item + b',"parts":{"0":"' + small + b'"}}',
            parts=tuple(_part(octets) for octets in parts),
            seq=seq,
        )

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """One request."""
        body = b""
        if scope["method"] != "GET":
            more = True
            while more:
                message = await receive()
                body += message.get("body", b"")
                more = message.get("more_body", False)
        query = dict(pair.partition(b"=")[::2] for pair in scope["query_string"].split(b"&") if pair)
        status, headers, octets = self._answer(scope["path"].removeprefix(_PREFIX), scope["method"], query, body)
        if scope["path"].endswith("/submissions") and octets.endswith(b'"items":[]}') and _waits(scope):
            await asyncio.sleep(_WAIT)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": octets})

    def _answer(self, path: str, method: str, query: dict[bytes, bytes], body: bytes) -> tuple[int, Headers, bytes]:
        match path.split("/")[1:]:
            case ["submissions"]:
                return self._json(self._page(query))
            case ["acknowledgements"]:
                return self._json(self._acknowledge(msgspec.json.decode(body)))
            case ["ledger"]:
                return self._json(self._ledger(query))
            case ["submissions", name]:
                one = self.by_id[name]
                return 200, _headers(one.manifest, b"application/jose"), one.manifest
            case ["submissions", name, "parts", n]:
                headers, octets = self.by_id[name].parts[int(n)]
                return 200, headers, octets
            case ["submissions", name, "acknowledgement"]:
                if method == "PUT":
                    self._take(self.by_id[name], json.loads(body)["store_id"])
                receipt = self.by_id[name].receipt
                return 200, _headers(receipt, b"application/jose"), receipt
            case _:
                return 404, _headers(b"{}", b"application/problem+json"), b"{}"

    @staticmethod
    def _json(octets: bytes) -> tuple[int, Headers, bytes]:
        return 200, _headers(octets, b"application/json"), octets

    def _page(self, query: dict[bytes, bytes]) -> bytes:
        after, limit = int(query.get(b"after", b"0")), int(query.get(b"limit", b"100"))
        inline = int(query.get(b"inline", b"0"))
        waiting = (one for one in self.held[after:] if not one.receipt)
        items = b",".join(_within(waiting, limit, inline))
        head = {"version": 1, "epoch": self.epoch, "server_time": iso(datetime.now(UTC)), "high_seq": len(self.held)}
        head |= {"held": len(self.held) - len(self.ledger), "ledger_high": len(self.ledger)}
        return json.dumps(head)[:-1].encode() + b',"items":[' + items + b"]}"

    def _ledger(self, query: dict[bytes, bytes]) -> bytes:
        after, limit = int(query.get(b"after", b"0")), int(query.get(b"limit", b"100"))
        entries = b",".join(b'"' + entry + b'"' for entry in self.ledger[after : after + limit])
        head = {"version": 1, "epoch": self.epoch, "low_pos": 1, "high_pos": len(self.ledger)}
        return json.dumps(head)[:-1].encode() + b',"entries":[' + entries + b"]}"

    def _take(self, one: _Held, store_id: str) -> int:
        if one.receipt:
            return 200
        at = iso(datetime.now(UTC))
        before = hashlib.sha256(self.ledger[-1]).hexdigest() if self.ledger else "0" * 64
        receipt = {"version": 1, "origin": _ORIGIN, "pos": len(self.ledger) + 1, "seq": one.seq, "id": one.id}
        receipt |= {"digest": one.digest, "outcome": "acknowledged", "submitted_at": self.since, "store_id": store_id}
        receipt |= {"collector": "CN=collector-1", "stored_at": at, "at": at, "parts_destroyed": len(one.parts)}
        receipt |= {"prev": "sha256-" + before}
        one.receipt = self.signer.sign(msgspec.json.encode(receipt), RECEIPT).encode()
        self.ledger.append(one.receipt)
        return 201

    def _acknowledge(self, asked: dict[str, Any]) -> bytes:
        results = []
        for item in asked["items"]:
            one = self.by_id[item["id"]]
            assert item["digest"] == one.digest
            status = self._take(one, asked["store_id"])
            results.append(b'{"id":"%s","status":%d,"receipt":"%s"}' % (one.id.encode(), status, one.receipt))
        return b'{"results":[' + b",".join(results) + b"]}"


def _within(waiting: Iterator[_Held], limit: int, inline: int) -> Iterator[bytes]:
    octets = 0
    for count, one in enumerate(waiting, 1):
        chosen = one.inlined if len(one.parts[0][1]) <= inline else one.item
        octets += len(chosen)
        if count > limit or (octets > _PAGE and count > 1):
            return
        yield chosen


def _waits(scope: dict[str, Any]) -> bool:
    return any(name == b"prefer" and b"wait" in value for name, value in scope["headers"])


class _Gathered(H11Protocol):
    """Sends head and body of a small answer in one piece, as a good front end does."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(GatheringTransport(transport, self.loop))


class _NoSignals(uvicorn.Server):
    """Ends with its process; says its address once it listens."""

    def __init__(self, config: uvicorn.Config, say: Callable[[], None]) -> None:
        super().__init__(config)
        self._say = say

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._say()


def main(arguments: list[str]) -> None:
    """Serve until SIGTERM; the first line says the address and the files for a client."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--dir", type=Path, required=True)
    parser.add_argument("--load", required=True)
    parser.add_argument("--share", type=float, default=1.0)
    options = parser.parse_args(arguments)
    (options.dir / "front").mkdir(parents=True, exist_ok=True)
    signer = Signer.kept_in(options.dir / "front" / "signing.key")
    site = prepare(options.dir, signer, SystemClock())
    stub = Stub(signer)
    stub.fill(by_name(options.load, options.share))
    # The protocol is named, because asyncio turns Nagle's delay off only where it reads IPPROTO_TCP:
    # with it curl would get 22 answers a second, and everything would look fast beside it.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    url = f"https://127.0.0.1:{listener.getsockname()[1]}{_PREFIX}"
    site.write_config(url)
    names = [[f"{url}/submissions/{one.id}/parts/{n}" for n in range(len(one.parts))] for one in stub.held]
    (options.dir / "parts.json").write_text(json.dumps(names), "utf-8")
    context = server_context(site.server.certificate, site.server.key, site.authority)
    config = uvicorn.Config(
        stub,
        http=_Gathered,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=75,
        ssl_context_factory=lambda _config, _default: context,
    )
    ready = json.dumps({"event": "ready", "url": url, "config": str(site.config)})
    _NoSignals(config, lambda: print(ready, flush=True)).run(sockets=[listener])


if __name__ == "__main__":
    main(sys.argv[1:])
