"""One part on its way: running hash, size, resume within an attempt's life, pace (protocol §3.3, §4.9)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from backoffice_gui.clock import Clock
from backoffice_gui.domain.manifest import Part
from backoffice_gui.errors import BadAnswer, Unreachable
from backoffice_gui.transfer.media import FOR_PEOPLE, essence

__all__ = ["MEBIBYTE", "Pace", "PartReader", "Slice", "mebibytes"]

MEBIBYTE = 1024 * 1024
_GRACE_SECONDS = 10.0
_LEAST_SECONDS = 60.0
_RESERVE_SECONDS = 120.0
_LEAST_RATE = 1024.0
_ETAG = re.compile(r'(W/)?"sha256-([^"]*)"')
_REPR_DIGEST = re.compile(r"(?:^|[,\s])sha-256=([^,;\s]*)")
_CONTENT_RANGE = re.compile(r"bytes ([0-9]{1,16})-([0-9]{1,16})/([0-9]{1,16})")


class PartReader:
    """What is known of one part within one attempt: octets so far, their hash, the strong `ETag`.

    It belongs to one attempt and one part; a part that must be fetched again from its start is
    a new reader in a new attempt (architecture.md, Sealing).
    """

    def __init__(self, part: Part) -> None:
        self.part = part
        self.received = 0
        self.etag: str | None = None
        self._hash = hashlib.sha256()
        self._complete = False

    @property
    def complete(self) -> bool:
        """Whether all octets came and hash to what the manifest says."""
        return self._complete

    @property
    def resumable(self) -> bool:
        """Whether a further request can go on: at the start, or with a strong `ETag`."""
        return not self._complete and (self.received == 0 or self.etag is not None)

    def conditions(self) -> dict[str, str]:
        """The request's `Range` and `If-Range`; raises `BadAnswer("range")` where nothing can be resumed."""
        if not self.resumable:
            raise BadAnswer("range")
        if self.received == 0 or self.etag is None:
            return {}
        return {"Range": f"bytes={self.received}-", "If-Range": self.etag}

    def begin(self, status: int, length: int, headers: Mapping[str, str]) -> None:
        """Judge an answer's head against the manifest and what came before.

        `headers` are looked up by lower-case names. Raises `BadAnswer`: `range` where it doesn't
        go on from here, `etag`, `repr-digest`, `size` or `media-type` where it contradicts the
        manifest.
        """
        etag = self._etag(headers)
        self._repr_digest(headers)
        self._media_type(headers)
        if self.received == 0:
            if status != 200:
                raise BadAnswer("range", status=status)
            if length != self.part.size:
                raise BadAnswer("size")
            self.etag = etag
        else:
            self._resumed(status, length, headers, etag)
        if self.part.size == 0:
            self._finish()

    def feed(self, piece: bytes) -> None:
        """Count and hash a piece; raises `BadAnswer`: `size` beyond the manifest's, `digest` at the end."""
        self.received += len(piece)
        if self.received > self.part.size:
            raise BadAnswer("size")
        self._hash.update(piece)
        if self.received == self.part.size:
            self._finish()

    def _finish(self) -> None:
        if self._hash.hexdigest() != self.part.sha256:
            raise BadAnswer("digest")
        self._complete = True

    def _resumed(self, status: int, length: int, headers: Mapping[str, str], etag: str | None) -> None:
        found = _CONTENT_RANGE.fullmatch(headers.get("content-range", ""))
        if status != 206 or found is None or etag != self.etag:
            raise BadAnswer("range", status=status)
        first, last, whole = (int(number) for number in found.groups())
        if (first, last, whole) != (self.received, self.part.size - 1, self.part.size):
            raise BadAnswer("range", status=status)
        if length != self.part.size - self.received:
            raise BadAnswer("size")

    def _etag(self, headers: Mapping[str, str]) -> str | None:
        """The strong `ETag` that can be resumed by; one that names another digest is a refusal."""
        value = headers.get("etag", "").strip()
        found = _ETAG.fullmatch(value)
        if found is None:
            return None
        if found[2] != self.part.sha256:
            raise BadAnswer("etag")
        return None if found[1] else value

    def _repr_digest(self, headers: Mapping[str, str]) -> None:
        for said in _REPR_DIGEST.findall(headers.get("repr-digest", "")):
            try:
                octets = base64.b64decode(said[1:-1], validate=True) if said[:1] == said[-1:] == ":" else b""
            except (binascii.Error, ValueError):
                octets = b""
            if octets.hex() != self.part.sha256:
                raise BadAnswer("repr-digest")

    def _media_type(self, headers: Mapping[str, str]) -> None:
        """A page for people in place of a part is a portal's answer, not a part that fails its digest."""
        said = essence(headers)
        if said in FOR_PEOPLE and said != self.part.media_type.lower():
            raise BadAnswer("media-type")


class Pace:
    """A total deadline and a minimum rate for one request, because a slow drip never trips a read time-out.

    `seconds_left` counts to the submission's expiry on the web. The deadline is that, at least
    60 s; the rate, after 10 s of grace, `size / (seconds_left - 120)` over at least 60 s, and
    at least 1 KiB/s. Elapsed seconds are the `Clock`'s, suspended time included.
    """

    def __init__(self, clock: Clock, octets: int, seconds_left: float) -> None:
        self._clock = clock
        self._started = clock.elapsed()
        self._deadline = max(seconds_left, _LEAST_SECONDS)
        self._rate = max(octets / max(seconds_left - _RESERVE_SECONDS, _LEAST_SECONDS), _LEAST_RATE)
        self._received = 0

    @property
    def total(self) -> float:
        """Seconds that the whole request may take."""
        return self._deadline

    def came(self, octets: int) -> None:
        """Count octets; raises `Unreachable`: `deadline` or `too-slow`."""
        self._received += octets
        spent = self._clock.elapsed() - self._started
        if spent > self._deadline:
            raise Unreachable("deadline")
        if spent > _GRACE_SECONDS and self._received < self._rate * (spent - _GRACE_SECONDS):
            raise Unreachable("too-slow")


@dataclass(frozen=True, slots=True)
class Slice:
    """The `n`-th chunk of a part, 1 MiB but for the last one: what is sealed as one."""

    n: int
    octets: bytes
    last: bool


def mebibytes(pieces: Iterable[bytes]) -> Iterator[Slice]:
    """Cut pieces of any size into chunks of 1 MiB; an empty part is one empty last chunk.

    Wrap it around all the pieces of a part, resumes included: what is left of a broken request
    waits inside for the next one.
    """
    waiting: list[bytes] = []
    size = n = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size <= MEBIBYTE:
            continue
        octets = b"".join(waiting)
        start = 0
        while size - start > MEBIBYTE:
            yield Slice(n, octets[start : start + MEBIBYTE], last=False)
            n += 1
            start += MEBIBYTE
        waiting, size = [octets[start:]], size - start
    yield Slice(n, b"".join(waiting), last=True)
