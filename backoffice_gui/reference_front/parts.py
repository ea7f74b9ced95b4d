"""A part on the wire: whole or a range of it, in constant memory, cut off where its octets are destroyed meanwhile."""

from __future__ import annotations

import base64
from collections.abc import Callable

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from backoffice_gui.reference_front.holdings import PartHead
from backoffice_gui.reference_front.intake import CHUNK
from backoffice_gui.reference_front.requests import Span

__all__ = ["PartAnswer", "etag"]


def etag(head: PartHead) -> str:
    """The strong validator of 3.3."""
    return f'"sha256-{head.sha256}"'


class PartAnswer(Response):
    """200 with the whole part, or 206 with `span` of it; `chunk(k)` gives the k-th MiB, or nothing."""

    def __init__(self, head: PartHead, span: Span | None, chunk: Callable[[int], bytes | None]) -> None:
        self._first, self._last = (0, head.size - 1) if span is None else (span.first, span.last)
        self._chunk = chunk
        headers = {
            "cache-control": "no-store",
            "etag": etag(head),
            "repr-digest": f"sha-256=:{base64.b64encode(bytes.fromhex(head.sha256)).decode()}:",
            "accept-ranges": "bytes",
            "content-length": str(self._last - self._first + 1),
            "content-type": head.media_type if _plain(head.media_type) else "application/octet-stream",
            "x-content-type-options": "nosniff",
        }
        if span is not None:
            headers["content-range"] = f"bytes {span.first}-{span.last}/{head.size}"
        self.status_code = 200 if span is None else 206
        self.background = None
        self.init_headers(headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it chunk by chunk; the connection's flow control decides how fast."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        at = self._first
        while at <= self._last:
            octets = None if scope["state"]["gone"]() else self._chunk(at // CHUNK)
            if octets is None:
                await _cut(scope, receive)
                return
            piece = octets[at % CHUNK : self._last - at // CHUNK * CHUNK + 1]
            at += len(piece)
            await send({"type": "http.response.body", "body": piece, "more_body": at <= self._last})
        if self._first > self._last:
            await send({"type": "http.response.body", "body": b"", "more_body": False})


def _plain(media_type: str) -> bool:
    """Whether a declared type may stand in a header as it is."""
    return bool(media_type) and media_type.isascii() and media_type.isprintable() and "/" in media_type


async def _cut(scope: Scope, receive: Receive) -> None:
    """Octets or caller went meanwhile: break the connection, so that nobody takes the beginning for the whole."""
    scope["state"]["cut"]()
    while (await receive())["type"] != "http.disconnect":
        pass
