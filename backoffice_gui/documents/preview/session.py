"""A document that is looked at: opened once, then asked for pages and text; a warm process waits for the next one.

Everything here may take as long as the process is given (`seconds`), so it is called from a worker thread. What comes
back has passed every check; what does not come back in time, or not well formed, ends the process.
"""

from __future__ import annotations

import contextlib
import itertools
import math
import struct
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self, TypeVar

from backoffice_gui.documents.preview.process import Decoder, program
from backoffice_gui.documents.preview.wire import (
    CHUNK_OCTETS,
    INPUT_OCTETS,
    KINDS,
    PAGE,
    Ask,
    Opened,
    Say,
    unpack_opened,
    unpack_text,
)
from backoffice_gui.domain.preview import TURNS, Document, Flag, Kind, Picture, Protections, differs, sniff
from backoffice_gui.errors import Defect, PreviewRefused

__all__ = ["SECONDS", "Preview", "PreviewSession"]

SECONDS = 20.0
"""The time for opening a document, and for each answer about it."""
_HEAD_OCTETS = 4096
_LEAST_ZOOM, _GREATEST_ZOOM = 1e-3, 64.0
_SAID_HERE = {Flag.TYPE_DIFFERS, Flag.TOO_MANY_PAGES}
_PAGE_NUMBER = struct.Struct("<I")

_T = TypeVar("_T")


class Preview:
    """Opens documents, each in a process of its own; keeps one started and warmed up for the next.

    `seconds` is the time for each answer; `words` start the process, this program's own by default. For any thread.
    """

    def __init__(self, *, seconds: float = SECONDS, words: Sequence[str] | None = None) -> None:
        self._seconds = seconds
        self._words = tuple(words if words is not None else program())
        self._lock = threading.Lock()
        self._spare: Decoder | None = None
        self._ended = False

    def warm(self) -> None:
        """Start the next process, unless one waits; returns at once. Raises `PreviewRefused("preview-unavailable")`."""
        with self._lock:
            if self._spare is None and not self._ended:
                self._spare = Decoder(self._words, self._seconds)

    def open(self, source: Iterable[bytes], *, declared: str = "", name: str = "") -> PreviewSession:
        """Open a document from its octets.

        `declared` is its media type and `name` its file's name, as the applicant had them: they are compared with what
        it is, and go nowhere. Where `source` can be gone through again (no iterator), a process that has died of one
        page is replaced for the next. Raises `PreviewRefused`, and what `source` raises.
        """
        kind, octets = _beginning(source)
        try:
            decoder = self._walled_in()
            opened = _handed_over(decoder, kind, octets)
        except BaseException:
            self._warm_quietly()
            raise
        flags = set(opened.flags) - _SAID_HERE
        flags |= {Flag.TYPE_DIFFERS} if differs(kind, declared, name) else set()
        flags |= {Flag.TOO_MANY_PAGES} if opened.total > len(opened.pages) else set()
        document = Document(kind, opened.total, opened.pages, frozenset(flags))
        again = None if isinstance(source, Iterator) else lambda: self._again(source, kind, opened)
        return PreviewSession(decoder, document, again=again, answered=self._warm_quietly)

    def _again(self, source: Iterable[bytes], kind: Kind, opened: Opened) -> Decoder:
        """The same document in another process, where it is the same."""
        found, octets = _beginning(source)
        decoder = self._walled_in()
        if found is kind and _handed_over(decoder, kind, octets) == opened:
            return decoder
        decoder.close()
        raise PreviewRefused("preview-broken")

    def protections(self) -> Protections:
        """Which walls stand around a process here, whether they are enough or not. Raises `PreviewRefused`."""
        decoder = self._taken()
        try:
            with decoder.within():
                return decoder.hello()
        finally:
            with self._lock:
                if self._spare is None and not self._ended and not decoder.over:
                    self._spare, kept = decoder, True
                else:
                    kept = False
            if not kept:
                decoder.close()

    def close(self) -> None:
        """End the process that waits; sessions go on until they are closed themselves."""
        with self._lock:
            self._ended = True
            spare, self._spare = self._spare, None
        if spare is not None:
            spare.close()

    def _taken(self) -> Decoder:
        """The process that waits, or one that is started now."""
        with self._lock:
            if self._ended:
                raise PreviewRefused("preview-closed")
            spare, self._spare = self._spare, None
        return Decoder(self._words, self._seconds) if spare is None else spare

    def _walled_in(self) -> Decoder:
        """A process that has said which walls stand around it, and they are enough. One may have died waiting."""
        for _ in range(2):
            decoder = self._taken()
            try:
                with decoder.within():
                    stands = decoder.hello()
            except PreviewRefused:
                continue
            if stands.enough:
                return decoder
            decoder.close()
        raise PreviewRefused("preview-unavailable")

    def _warm_quietly(self) -> None:
        with contextlib.suppress(PreviewRefused):
            self.warm()


def _beginning(source: Iterable[bytes]) -> tuple[Kind, Iterator[bytes]]:
    """What a document is by its first octets, and all of its octets."""
    octets = iter(source)
    head: list[bytes] = []
    while sum(map(len, head)) < _HEAD_OCTETS and (piece := next(octets, None)) is not None:
        head.append(piece)
    if not any(head):
        raise PreviewRefused("preview-empty")
    kind = sniff(b"".join(head)[:_HEAD_OCTETS])
    if kind is None:
        raise PreviewRefused("preview-unsupported")
    return kind, itertools.chain(head, octets)


def _handed_over(decoder: Decoder, kind: Kind, octets: Iterable[bytes]) -> Opened:
    """Give a process its document; it is closed where that fails. What the source takes is not its time."""
    total = 0
    try:
        for piece in octets:
            total += len(piece)
            if total > INPUT_OCTETS:
                raise PreviewRefused("preview-memory")
            with decoder.within():
                for start in range(0, len(piece), CHUNK_OCTETS):
                    decoder.send(Ask.DATA, memoryview(piece)[start : start + CHUNK_OCTETS])
        with decoder.within():
            decoder.send(Ask.OPEN, bytes((KINDS.index(kind),)))
            return unpack_opened(decoder.answer(Say.OPENED))
    except BaseException:
        decoder.close()
        raise


class PreviewSession:
    """One open document. For one thread at a time, others wait; `close` may be called from any, and ends the asking.

    Every call but `close` raises `PreviewRefused`; a page or turn that is not there is a `Defect` of the caller's.
    """

    def __init__(
        self,
        decoder: Decoder,
        document: Document,
        *,
        again: Callable[[], Decoder] | None,
        answered: Callable[[], None],
    ) -> None:
        self.document = document
        self._decoder = decoder
        self._again = again
        self._answered = answered
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._gone = ""

    def page(self, number: int, zoom: float = 1.0, rotation: int = 0) -> Picture:
        """The pixels of a page (from 0): `zoom` pixels to a unit of its size, turned clockwise by 0, 90, 180 or 270.

        A zoom that would make a side longer than `SIDE` pixels is lessened until it fits; the picture tells its size.
        """
        self._check(number)
        if rotation not in TURNS or not math.isfinite(zoom):
            raise Defect("a page is turned by right angles and zoomed by a number")
        if self.document.kind is Kind.TEXT:
            raise PreviewRefused("preview-unsupported")
        wanted = PAGE.pack(number, min(max(zoom, _LEAST_ZOOM), _GREATEST_ZOOM), rotation)
        return self._asked(lambda decoder: _picture(decoder, wanted))

    def text(self, number: int) -> str:
        """The text of a page (from 0), lines ended by LF, without other control characters; nothing for an image."""
        self._check(number)
        return self._asked(lambda decoder: _text(decoder, _PAGE_NUMBER.pack(number)))

    def _check(self, number: int) -> None:
        if not 0 <= number < len(self.document.pages):
            raise Defect("no such page")

    def _asked(self, ask: Callable[[Decoder], _T]) -> _T:
        with self._lock:
            if self._decoder.over or self._gone:
                self._replace()
            try:
                answer = self._once(ask)
            except PreviewRefused:
                if self._again is None or not self._decoder.spent:
                    raise
                self._replace()
                answer = self._once(ask)
        self._answered()
        return answer

    def _once(self, ask: Callable[[Decoder], _T]) -> _T:
        try:
            return ask(self._decoder)
        except PreviewRefused as error:
            self._gone = error.reason if self._decoder.over else ""
            raise

    def _replace(self) -> None:
        """Go on in another process, where the source gives the document again; else say what has become of it."""
        if self._closed.is_set():
            raise PreviewRefused("preview-closed")
        if self._again is None:
            raise PreviewRefused(self._gone) if self._gone else self._decoder.why()  # it ended between two questions
        self._decoder.close()
        self._decoder, self._gone = self._again(), ""
        if self._closed.is_set():
            self._decoder.close()
            raise PreviewRefused("preview-closed")

    def close(self) -> None:
        """End the process and forget the document; may be done twice."""
        self._closed.set()
        self._decoder.kill()
        with self._lock:
            self._decoder.close()
            self._again = None
        self._answered()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _picture(decoder: Decoder, wanted: bytes) -> Picture:
    with decoder.within():
        decoder.send(Ask.PAGE, wanted)
        return decoder.picture()


def _text(decoder: Decoder, wanted: bytes) -> str:
    with decoder.within():
        decoder.send(Ask.TEXT, wanted)
        return unpack_text(decoder.answer(Say.TEXT))
