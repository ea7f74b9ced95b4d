"""What may be taken for an answer at all: status, coding, framing, media type, budget (protocol §1).

A captive portal's page, a proxy's error or a cut body end here, before anything is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NoReturn

import httpx

from backoffice_gui.domain.strict_json import MAX_OCTETS
from backoffice_gui.errors import BadAnswer, CredentialRefused, Defect, Redirected, Throttled, Unreachable
from backoffice_gui.transfer.failures import failure_of
from backoffice_gui.transfer.media import PROBLEM, essence
from backoffice_gui.transfer.wire import read_problem

__all__ = ["Expected", "check_status", "length_of", "pieces_of", "refuse", "retry_after", "small_body"]

_SECONDS = re.compile(r"[0-9]{1,9}")
_LONGEST_PAUSE = 1e9
_LENGTH = re.compile(r"[0-9]{1,16}")


@dataclass(frozen=True, slots=True)
class Expected:
    """A route's answer: its media type, and what to call one that is of another type, or unreadable."""

    media_type: str
    statuses: frozenset[int]
    unreadable: str
    mistyped: str = "media-type"


def check_status(response: httpx.Response, now: datetime) -> None:
    """Raise for what a status says by itself, whatever the body: 3xx, 401, 403, 429, 503."""
    status = response.status_code
    if 300 <= status < 400:
        raise Redirected(status=status)
    if status in {401, 403}:
        raise CredentialRefused(f"status-{status}", status=status)
    if status in {429, 503}:
        raise Throttled(f"status-{status}", status=status, pause=retry_after(response.headers.get("retry-after"), now))


def retry_after(value: str | None, now: datetime) -> float:
    """`Retry-After` in seconds from `now` (RFC 9110 §10.2.3), 0 where it says nothing readable."""
    said = (value or "").strip()
    if said.isascii() and said.isdigit():
        return float(said) if _SECONDS.fullmatch(said) else _LONGEST_PAUSE
    try:
        until = parsedate_to_datetime(said)
        until = until.replace(tzinfo=UTC) if until.tzinfo is None else until
        return min(max((until - now).total_seconds(), 0.0), _LONGEST_PAUSE)
    except (ValueError, TypeError, OverflowError, IndexError):
        return 0.0


def length_of(response: httpx.Response) -> int | None:
    """The declared length, or nothing for a chunked body; raises `BadAnswer`: `coding` or `length`.

    A body that ends with the connection can't be told from a cut one: httpx would give it out
    as whole [measured].
    """
    headers = response.headers
    coding = headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"", "identity"}:
        raise BadAnswer("coding")
    length, transfer = headers.get("content-length"), headers.get("transfer-encoding")
    if length is None and transfer is not None and transfer.strip().lower() == "chunked":
        return None
    if transfer is not None or length is None or not _LENGTH.fullmatch(length):
        raise BadAnswer("length")
    return int(length)


def pieces_of(response: httpx.Response) -> Iterator[bytes]:
    """The body as it comes off the wire, never decoded; raises `Unreachable` where it breaks off.

    The stream itself is read, as `iter_raw` would without a chunk size.
    """
    if not isinstance(response.stream, httpx.SyncByteStream):
        raise Defect("a transport for another kind of waiting")
    try:
        yield from response.stream
    except httpx.TransportError as error:
        raise failure_of(error) from error


def small_body(response: httpx.Response, expected: Expected, now: datetime) -> bytes:
    """The whole body of an answer that is one of `expected`, at most 8 MiB.

    Raises `BadAnswer` (`coding`, `length`, or as `expected` names it), `Unreachable` for a cut
    body, and for any other status what `refuse` raises.
    """
    status = response.status_code
    if status not in expected.statuses:
        refuse(response, now)
    length = length_of(response)
    if essence(response.headers) != expected.media_type:
        raise BadAnswer(expected.mistyped, fault="media-type", status=status)
    return _gathered(response, length, expected.unreadable)


def refuse(response: httpx.Response, now: datetime) -> NoReturn:
    """Raise for an answer that isn't what was asked for.

    `Problem` for problem+json, `BadAnswer("status")` for anything else at 1xx to 5xx that
    `check_status` has no name for.
    """
    check_status(response, now)
    status = response.status_code
    if status < 400 or essence(response.headers) != PROBLEM:
        raise BadAnswer("status", status=status)
    raise read_problem(_gathered(response, length_of(response), "problem"), status)


def _gathered(response: httpx.Response, length: int | None, over: str) -> bytes:
    """The body; one over budget is a `BadAnswer` of the reason `over`."""
    if length is not None and length > MAX_OCTETS:
        raise BadAnswer(over, fault="budget")
    octets = bytearray()
    for piece in pieces_of(response):
        octets += piece
        if len(octets) > MAX_OCTETS:
            raise BadAnswer(over, fault="budget")
    if length is not None and len(octets) != length:
        raise Unreachable("cut")
    return bytes(octets)
