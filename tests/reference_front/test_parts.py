"""A part on the wire."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message

from backoffice_gui.reference_front.holdings import PartHead
from backoffice_gui.reference_front.intake import CHUNK
from backoffice_gui.reference_front.parts import PartAnswer, etag
from backoffice_gui.reference_front.requests import Span

_OCTETS = bytes(range(251)) * (3 * CHUNK // 251)


def _head(octets: bytes, media_type: str = "application/pdf") -> PartHead:
    return PartHead(len(octets), hashlib.sha256(octets).hexdigest(), media_type)


def _send(answer: PartAnswer, cut: list[str], gone_after: int = 1000) -> list[Any]:
    sent: list[Any] = []
    state = {"cut": lambda: cut.append("cut"), "gone": lambda: len(sent) > gone_after}

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    asyncio.run(answer({"type": "http", "state": state}, receive, send))
    return sent


def _body(sent: list[Any]) -> bytes:
    assert [message["more_body"] for message in sent[1:]] == [True] * (len(sent) - 2) + [False]
    return b"".join(message["body"] for message in sent[1:])


def _chunk(octets: bytes, k: int) -> bytes | None:
    return octets[k * CHUNK : (k + 1) * CHUNK] or None


def test_the_headers_say_what_comes() -> None:
    """Validator, digest of the whole, length, ranges; the declared type, and no sniffing."""
    head = _head(b"abc")
    answer = PartAnswer(head, None, lambda k: _chunk(b"abc", k))
    digest = base64.b64encode(hashlib.sha256(b"abc").digest()).decode()
    assert answer.status_code == 200
    assert dict(answer.headers) == {
        "cache-control": "no-store",
        "etag": f'"sha256-{hashlib.sha256(b"abc").hexdigest()}"',
        "repr-digest": f"sha-256=:{digest}:",
        "accept-ranges": "bytes",
        "content-length": "3",
        "content-type": "application/pdf",
        "x-content-type-options": "nosniff",
    }
    assert etag(head) == answer.headers["etag"]


@given(st.integers(0, len(_OCTETS) - 1), st.integers(0, len(_OCTETS) - 1))
def test_any_span_is_sent_exactly(one: int, other: int) -> None:
    """Across chunks, to the octet; the digest stays that of the whole."""
    span = Span(min(one, other), max(one, other))
    answer = PartAnswer(_head(_OCTETS), span, lambda k: _chunk(_OCTETS, k))
    sent = _send(answer, [])
    assert _body(sent) == _OCTETS[span.first : span.last + 1]
    assert sent[0]["status"] == 206
    assert answer.headers["content-range"] == f"bytes {span.first}-{span.last}/{len(_OCTETS)}"
    assert int(answer.headers["content-length"]) == span.last - span.first + 1


@pytest.mark.parametrize("octets", [b"", b"a", b"x" * CHUNK, b"x" * (CHUNK + 1)])
def test_the_whole_is_sent(octets: bytes) -> None:
    """Empty, small, a chunk exactly, one octet more."""
    assert _body(_send(PartAnswer(_head(octets), None, lambda k: _chunk(octets, k)), [])) == octets


def test_what_is_destroyed_meanwhile_cuts_the_connection() -> None:
    """The body is never completed, so nobody takes the beginning for the whole."""
    cut: list[str] = []
    sent = _send(PartAnswer(_head(_OCTETS), None, lambda k: _chunk(_OCTETS, k) if k == 0 else None), cut)
    assert cut == ["cut"]
    assert sent[-1]["more_body"] is True


def test_nothing_is_read_for_a_caller_who_has_gone() -> None:
    """The rest of a large part is left where it is."""
    read: list[int] = []

    def chunk(k: int) -> bytes | None:
        read.append(k)
        return _chunk(_OCTETS, k)

    sent = _send(PartAnswer(_head(_OCTETS), None, chunk), [], gone_after=1)
    assert read == [0]
    assert sent[-1]["more_body"] is True


@pytest.mark.parametrize("media_type", ["", "text/html\r\nX: 1", "é/é", "pdf"])
def test_an_odd_type_never_reaches_a_header(media_type: str) -> None:
    """What isn't a plain type is sent as octets."""
    answer = PartAnswer(_head(b"a", media_type), None, lambda _k: b"a")
    assert answer.headers["content-type"] == "application/octet-stream"
