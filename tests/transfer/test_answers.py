"""What may be taken for an answer: a portal's page, a redirect, a coding or a cut body never is."""

from __future__ import annotations

import datetime as dt
import gzip
import tracemalloc
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.errors import (
    BadAnswer,
    CredentialRefused,
    Defect,
    FrontEndError,
    Problem,
    Redirected,
    Throttled,
    Unreachable,
)
from backoffice_gui.transfer.answers import Expected, length_of, pieces_of, retry_after, small_body
from backoffice_gui.transfer.media import JSON
from tests.support.signing import NOW

EXPECTED = Expected(JSON, frozenset({200}), "page")
GOOD = {"content-type": JSON, "content-length": "2"}
HTML = {"content-type": "text/html; charset=utf-8", "content-length": "2"}
PROBLEM = {"content-type": "application/problem+json"}


class Pieces(httpx.SyncByteStream):
    """A body in pieces, counted."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces, self.taken = pieces, 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            self.taken += 1
            yield piece


def _response(status: int, fields: dict[str, str], *pieces: bytes) -> httpx.Response:
    return httpx.Response(status, headers=fields, stream=Pieces(*pieces))


def _refused(status: int, fields: dict[str, str], *pieces: bytes) -> FrontEndError:
    with pytest.raises(FrontEndError) as refused:
        small_body(_response(status, fields, *pieces), EXPECTED, NOW)
    return refused.value


def test_expected_answer_is_its_octets() -> None:
    """Status, type and length as promised."""
    assert small_body(_response(200, GOOD, b"{", b"}"), EXPECTED, NOW) == b"{}"


@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 307, 308, 399])
def test_redirect_is_never_followed(status: int) -> None:
    """Any 3xx is a refusal, wherever it points."""
    error = _refused(status, {"location": "https://elsewhere.example/"})
    assert isinstance(error, Redirected)
    assert error.facts == {"status": status}


@pytest.mark.parametrize("status", [401, 403])
def test_refused_credential_is_told_by_status(status: int) -> None:
    """Whatever its body says."""
    for fields in (HTML, PROBLEM | {"content-length": "2"}):
        error = _refused(status, fields, b"{}")
        assert isinstance(error, CredentialRefused)
        assert (error.reason, error.facts["status"]) == (f"status-{status}", status)


@pytest.mark.parametrize("status", [429, 503])
def test_throttling_has_its_pause(status: int) -> None:
    """With what `Retry-After` asked for, not clamped here."""
    error = _refused(status, HTML | {"retry-after": "1700"}, b"xx")
    assert isinstance(error, Throttled)
    assert (error.pause, error.reason, error.facts["status"]) == (1700.0, f"status-{status}", status)
    dated = _refused(status, {"retry-after": "Mon, 23 Nov 2026 09:05:00 GMT"})
    assert isinstance(dated, Throttled)
    assert dated.pause == 300.0
    without = _refused(status, {})
    assert isinstance(without, Throttled)
    assert without.pause == 0.0


@pytest.mark.parametrize(
    ("status", "fields", "pieces", "reason"),
    [
        (200, HTML, (b"xx",), "media-type"),
        (200, {"content-length": "2"}, (b"{}",), "media-type"),
        (200, {"content-type": "text/json", "content-length": "2"}, (b"{}",), "media-type"),
        (201, GOOD, (b"{}",), "status"),
        (206, GOOD, (b"{}",), "status"),
        (404, HTML, (b"xx",), "status"),
        (500, GOOD, (b"{}",), "status"),
        (502, {}, (), "status"),
        (200, PROBLEM | {"content-length": "2"}, (b"{}",), "media-type"),
        (200, GOOD | {"content-encoding": "gzip"}, (b"{}",), "coding"),
        (200, GOOD | {"content-encoding": "identity, br"}, (b"{}",), "coding"),
        (404, PROBLEM | {"content-length": "2", "content-encoding": "gzip"}, (b"{}",), "coding"),
        (200, {"content-type": JSON}, (b"{}",), "length"),
        (200, {"content-type": JSON, "content-length": "x"}, (b"{}",), "length"),
        (200, {"content-type": JSON, "content-length": "-2"}, (b"{}",), "length"),
        (200, GOOD | {"transfer-encoding": "chunked"}, (b"{}",), "length"),
        (200, {"content-type": JSON, "transfer-encoding": "gzip, chunked"}, (b"{}",), "length"),
        (200, {"content-type": JSON, "content-length": "8388609"}, (b"{}",), "page"),
        (404, PROBLEM | {"content-length": "3"}, (b"<p>",), "problem"),
    ],
)
def test_anything_else_counts_as_nothing(
    status: int, fields: dict[str, str], pieces: tuple[bytes, ...], reason: str
) -> None:
    """HTML, another status, a coding, an open end, over budget: a bad answer, by name."""
    error = _refused(status, fields, *pieces)
    assert isinstance(error, BadAnswer)
    assert error.reason == reason


def test_what_was_wrong_is_among_the_facts() -> None:
    """With the status where it says something; a problem over budget is called one."""
    assert _refused(200, HTML, b"xx").facts == {"fault": "media-type", "status": 200}
    assert _refused(200, {"content-type": JSON, "content-length": "8388609"}).facts == {"fault": "budget"}
    assert _refused(404, PROBLEM | {"content-length": "8388609"}).reason == "problem"


def test_an_answer_of_exactly_the_budget_is_one() -> None:
    """One octet more is not (above)."""
    fields = {"content-type": JSON, "content-length": "8388608"}
    assert len(small_body(_response(200, fields, bytes(8_388_608)), EXPECTED, NOW)) == 8_388_608


def test_problem_of_the_protocol_is_a_problem() -> None:
    """problem+json with its parameters, at a status of its own."""
    body = b'{"type": "urn:transfer:problem:digest-mismatch"}'
    error = _refused(409, {"content-type": "application/problem+json; x=y", "content-length": str(len(body))}, body)
    assert isinstance(error, Problem)
    assert (error.name, error.status) == ("digest-mismatch", 409)


@pytest.mark.parametrize("pieces", [(b"{",), (b"{", b"}}"), ()])
def test_body_of_another_length_is_cut(pieces: tuple[bytes, ...]) -> None:
    """Held to its Content-Length whatever transport it came over."""
    error = _refused(200, GOOD, *pieces)
    assert isinstance(error, Unreachable)
    assert error.reason == "cut"


def test_endless_body_is_left_at_the_budget() -> None:
    """Chunked without end: no more than 8 MiB is ever read, nor held."""
    piece = bytes(1024 * 1024)
    stream = Pieces(*[piece] * 1000)
    response = httpx.Response(200, headers={"content-type": JSON, "transfer-encoding": "chunked"}, stream=stream)
    tracemalloc.start()
    try:
        with pytest.raises(BadAnswer) as refused:
            small_body(response, EXPECTED, NOW)
        assert tracemalloc.get_traced_memory()[1] < 20 * 1024 * 1024
    finally:
        tracemalloc.stop()
    assert (refused.value.reason, refused.value.facts["fault"], stream.taken) == ("page", "budget", 9)


def test_gzip_bomb_stays_shut() -> None:
    """A hundred kilobytes that would be a hundred megabytes are refused unread."""
    bomb = gzip.compress(bytes(10_000_000))
    stream = Pieces(bomb)
    fields = {"content-type": JSON, "content-length": str(len(bomb)), "content-encoding": "gzip"}
    with pytest.raises(BadAnswer):
        small_body(httpx.Response(200, headers=fields, stream=stream), EXPECTED, NOW)
    assert stream.taken == 0


def test_length_is_known_or_chunked() -> None:
    """A number, or nothing for chunks; identity is no coding."""
    assert length_of(_response(200, {"content-length": "5", "content-encoding": "identity"})) == 5
    assert length_of(_response(200, {"content-length": "5", "content-encoding": " "})) == 5
    assert length_of(_response(200, {"transfer-encoding": "Chunked"})) is None


def test_stream_of_another_kind_is_a_defect() -> None:
    """A transport for asyncio has been mounted: ours, not the world's."""

    class Waiting(httpx.AsyncByteStream):
        pass

    with pytest.raises(Defect):
        list(pieces_of(httpx.Response(200, stream=Waiting())))


def test_broken_stream_is_unreachable() -> None:
    """A transport's failure while reading has our name."""

    class Broken(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            yield b"x"
            raise httpx.ReadTimeout("read")

    with pytest.raises(Unreachable) as refused:
        list(pieces_of(httpx.Response(200, stream=Broken())))
    assert refused.value.reason == "time-out"


# --- Retry-After ---


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 7 ", 7),
        ("9" * 400, 1e9),
        ("-5", 0),
        ("1.5", 0),
        ("soon", 0),
        ("", 0),
        (None, 0),
        ("²", 0),
        ("Mon, 23 Nov 2026 09:05:00 GMT", 300),
        ("Mon, 23 Nov 2026 08:00:00 GMT", 0),
        ("Monday, 23-Nov-26 09:05:00 GMT", 300),
        ("Mon Nov 23 09:05:00 2026", 300),
        ("Mon, 23 Nov 2026 09:05:00 -0000", 300),
        ("Mon, 23 Nov 2026 11:05:00 +0200", 300),
        ("Mon, 99 Nov 2026 09:05:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 1e9),
    ],
)
def test_pause_is_read_from_seconds_or_a_date(said: str | None, seconds: float) -> None:
    """Both forms of RFC 9110; what is neither asks for nothing."""
    assert retry_after(said, NOW) == seconds


@given(st.text(max_size=60), st.datetimes(timezones=st.just(dt.UTC)))
def test_any_pause_is_a_bounded_number(said: str, now: dt.datetime) -> None:
    """No text makes the collector sleep for ever, or fall over."""
    assert 0 <= retry_after(said, now) <= 1e9
