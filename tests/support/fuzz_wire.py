"""What is fuzzed of HTTP and of files: the strict reader, the fields of answers, the configuration, the pinned keys."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import h11
import httpx

from backoffice_gui import settings
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.manifest import Part
from backoffice_gui.errors import BadAnswer, ConfigurationError
from backoffice_gui.transfer.answers import length_of, retry_after
from backoffice_gui.transfer.connection import Connection, Limits
from backoffice_gui.transfer.jws import KeySet
from backoffice_gui.transfer.media import essence
from backoffice_gui.transfer.parts import PartReader
from tests.support.proof import ROOT

__all__ = ["PART", "headers", "http", "jwks", "toml"]

_LIMITS = Limits(connect=5, read=5, head=30, total=30)
_CLOCK = SystemClock()
_OCTETS = b"EXEMPLE " * 16
PART = Part(1, "piece-1.pdf", "application/pdf", len(_OCTETS), hashlib.sha256(_OCTETS).hexdigest())
_NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


_BAD_SPACE = re.compile(rb"(\r\n[0-9A-Fa-f]{1,12})[ \t]+;")
"""White space before a chunk's extension: RFC 9112 §7.1.1 has us take it, h11 does not."""


class _Wire:
    """A socket at its edge: what the other side sent, in pieces of a given size, and then its end."""

    def __init__(self, octets: bytes, piece: int) -> None:
        self._octets, self._piece, self._at = octets, piece, 0

    def recv(self, most: int) -> bytes:
        """The next piece."""
        found = self._octets[self._at : self._at + min(self._piece, most)]
        self._at += len(found)
        return found

    def settimeout(self, _seconds: float) -> None:
        """Nothing here waits."""

    def gettimeout(self) -> float:
        """Always the same."""
        return 0.25


def _answer(octets: bytes, piece: int) -> tuple[int, list[tuple[bytes, bytes]], bytes, bool] | None:
    """Status, fields and body as our reader has them, and whether nothing was left over; nothing where refused."""
    connection = Connection("front.example", 443, None, _CLOCK)
    connection._socket = _Wire(octets, piece)  # type: ignore[assignment]
    connection.begin(_LIMITS)
    try:
        head = connection.head()
        body = b"".join(connection.body(head))
    except httpx.TransportError:
        return None
    assert head.length is None or len(body) == head.length, "another length than was said"
    return head.status, head.fields, body, connection.clean


def http(octets: bytes) -> None:
    """An answer is refused or read the same however it is cut into pieces, and as h11 reads it."""
    whole = _answer(octets, 1 << 16)
    if len(octets) <= 4096:
        pieces = _answer(octets, 7)
        assert (whole and whole[:3]) == (pieces and pieces[:3]), "pieces make a difference"
    if whole is not None:
        _assert_plain(octets)
        other = _as_h11(octets) or _as_h11(_BAD_SPACE.sub(rb"\1;", octets))
        assert other is not None, "h11 refuses it"
        assert whole[0] == other[0], "another status"
        assert whole[2] == other[2], "another body"


def _assert_plain(octets: bytes) -> None:
    """What was taken has nothing in its heads that readers are known to differ about (RFC 9112 §2.2, §5.2, §6.3)."""
    at, status = 0, 0
    while status < 200:
        end = octets.index(b"\r\n\r\n", at)
        first, *lines = octets[at:end].split(b"\r\n")
        at, status = end + 4, int(first[9:12])
        names = [line.partition(b":")[0].lower() for line in lines]
        assert not any(set(line) & {0, 10, 13} for line in (first, *lines)), "a bare line feed, return or NUL was taken"
        assert not any(line[:1] in {b" ", b"\t", b":", b""} for line in lines), "a folded or nameless field was taken"
        assert not any(name != name.strip() for name in names), "a space before the colon was taken"
        said = [line.partition(b":")[2].strip() for line in lines if line.lower().startswith(b"content-length:")]
        assert all(length.isdigit() for length in said), "a length that is no plain number was taken"
        assert sum(name in {b"content-length", b"transfer-encoding"} for name in names) <= 1, "two lengths were taken"


def _as_h11(octets: bytes) -> tuple[int, None, bytes] | None:
    reader = h11.Connection(h11.CLIENT, max_incomplete_event_size=1 << 20)
    reader.send(h11.Request(method="GET", target="/", headers=[("Host", "front.example")]))
    reader.send(h11.EndOfMessage())
    reader.receive_data(octets)
    status, body = 0, b""
    try:
        while True:
            event = reader.next_event()
            if isinstance(event, h11.Response):
                status = event.status_code
            elif isinstance(event, h11.Data):
                body += bytes(event.data)
            elif isinstance(event, h11.EndOfMessage):
                return status, None, body
            elif not isinstance(event, h11.InformationalResponse):
                return None
    except h11.RemoteProtocolError:
        return None


def headers(octets: bytes) -> None:
    """A part's head is judged without another error, and what contradicts the manifest is never begun.

    The first octet picks status and length; lines are `name: value`.
    """
    first = octets[0] if octets else 0
    fields = []
    for line in octets[1:].split(b"\n")[:50]:
        name, colon, value = line.partition(b":")
        if colon and name.strip():
            fields.append((name.strip().lower(), value.strip()))
    response = httpx.Response((200, 206, 416, 503)[first % 4], headers=httpx.Headers(fields))
    pause = retry_after(response.headers.get("retry-after"), _NOW)
    assert 0.0 <= pause <= 1e9
    essence(response.headers)
    try:
        length = length_of(response)
        assert length is None or length >= 0
    except BadAnswer:
        pass
    _begin(response, first)


def _begin(response: httpx.Response, first: int) -> None:
    reader = PartReader(PART)
    resumes = bool(first & 4)
    if resumes:
        reader.begin(200, PART.size, {"etag": f'"sha256-{PART.sha256}"'})
        reader.feed(_OCTETS[:40])
    length = PART.size - reader.received if first & 8 else PART.size
    try:
        reader.begin(response.status_code, length, response.headers)
    except BadAnswer:
        return
    assert response.status_code == (206 if resumes else 200)
    assert length == PART.size - reader.received
    assert not resumes or response.headers["content-range"] == "bytes 40-127/128", "another range was taken"
    etag = response.headers.get("etag", "")
    if etag.startswith('"sha256-') and etag.endswith('"') and etag.count('"') == 2:
        assert etag == f'"sha256-{PART.sha256}"', "another ETag was taken"
    said = response.headers.get("repr-digest", "")
    if said.startswith("sha-256=:") and said.endswith(":") and said.count(":") == 2:
        assert base64.b64decode(said[9:-1]).hex() == PART.sha256, "another Repr-Digest was taken"
    reader.feed(_OCTETS[reader.received :])
    assert reader.complete


def _file(octets: bytes, name: str) -> Path:
    folder = ROOT / "build" / "fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{os.getpid()}-{name}"
    file.write_bytes(octets)
    return file


def _expect(refused: ConfigurationError, *reasons: str) -> None:
    assert refused.reason in reasons, refused.reason


def toml(octets: bytes) -> None:
    """A configuration file is read, or refused as one of ours, by its name and key and never a value."""
    file = _file(octets, "config.toml")
    try:
        found = settings.load(file, {})
    except ConfigurationError as refused:
        _expect(refused, "not-toml", "unreadable", "unknown-key", "value", "url")
        return
    finally:
        file.unlink()
    assert 1 <= found.transfer.poll_seconds <= 300
    assert found.transfer.probe_one_in >= 1
    url = found.transfer.url
    assert (
        not url
        or url.startswith(("https://", "http://127.", "http://localhost", "http://[::1]"))
        or url[:5].lower() in {"https", "http:"}
    )


def jwks(octets: bytes) -> None:
    """A key file is read, or refused by its name; what is read are keys of 32 octets."""
    file = _file(octets, "front-end.jwks.json")
    try:
        keys = KeySet.load(file)
    except ConfigurationError as refused:
        _expect(refused, "not-jwks")
        return
    finally:
        file.unlink()
    assert keys.kids
