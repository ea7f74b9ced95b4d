"""Attachments for the window: one open at a time, behind walls of its own (structurally `gui.attachment_office`)."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from backoffice_gui import logs
from backoffice_gui.actions import attachments
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.part_marks import OPENING, note_refused, note_shown, refused_page
from backoffice_gui.clock import Clock
from backoffice_gui.documents.preview import Preview, PreviewSession
from backoffice_gui.domain.attachments import OpenPart, PartKind, SavedPart
from backoffice_gui.domain.preview import Kind, Picture
from backoffice_gui.errors import Circumstance, PreviewRefused
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["Attachments"]

_LOG = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(slots=True)
class _Looked:
    """What is open: which part of which case, what of it is known as not to be read, and the pages that were seen."""

    session: PreviewSession
    case: int
    n: int
    refused: int | None
    seen: set[int] = field(default_factory=set)


def _nobody() -> None:
    """Hears nothing."""


class Attachments:
    """Opens a part of a case in a preview's process, asks it for pixels and text, saves copies.

    `unlocked` gives the open inbox and desk, or raises `WrongKey`; `make` starts previews (a test has its own). A part
    that can't be read is noted with its case; `tell` hears that lists show something else now.
    """

    def __init__(
        self,
        unlocked: Callable[[], tuple[Inbox, Desk]],
        clock: Clock,
        make: Callable[[], Preview] = Preview,
        tell: Callable[[], None] = _nobody,
    ) -> None:
        self._tell = tell
        self._unlocked = unlocked
        self._clock = clock
        self._make = make
        self._guard = threading.Lock()
        self._preview: Preview | None = None
        self._looked: _Looked | None = None
        self._asked = 0

    def warm(self) -> None:
        """Start the process that the next preview will need; what keeps it from starting is said when one is opened."""
        with contextlib.suppress(PreviewRefused):
            self._previews().warm()

    def kinds(self, case: int) -> tuple[PartKind, ...]:
        """What each part of a case is by its first octets. Raises what `actions.attachments.part_kinds` raises."""
        inbox, desk = self._unlocked()
        return attachments.part_kinds(inbox, desk, case)

    def open_part(self, case: int, n: int) -> OpenPart:
        """Open a part of a case in place of what was open; audited. Raises `PreviewRefused` and `part_to_look_at`'s."""
        self.close_part()
        with self._guard:
            self._asked += 1
            mine = self._asked
        inbox, desk = self._unlocked()
        part = attachments.part_to_look_at(inbox, desk, case, n, self._clock)
        refused = refused_page(desk, case, n)
        try:
            session = self._previews().open(part.octets, declared=part.media_type, name=part.name)
        except PreviewRefused as error:
            with self._guard:
                late = mine != self._asked
            if late:
                raise PreviewRefused("preview-closed") from error
            self._refused(case, n, error.reason, OPENING)
            raise
        with self._guard:
            late = mine != self._asked
            if not late:
                self._looked = _Looked(session, case, n, refused)
        if late:  # it was closed, or another was asked for, while this one was being opened
            session.close()
            raise PreviewRefused("preview-closed")
        return OpenPart(case, n, part.name, part.media_type, part.size, session.document)

    def picture(self, page: int, zoom: float = 1.0, rotation: int = 0) -> Picture:
        """The pixels of a page of what is open. Raises `PreviewRefused`."""
        looked = self._open_one()
        return self._asked_for(looked, page, lambda: looked.session.page(page, zoom, rotation))

    def text(self, page: int) -> str:
        """The text of a page of what is open. Raises `PreviewRefused`."""
        looked = self._open_one()
        if looked.session.document.kind is not Kind.TEXT:  # what is read beside the page that is seen
            return looked.session.text(page)
        return self._asked_for(looked, page, lambda: looked.session.text(page))

    def _asked_for(self, looked: _Looked, page: int, ask: Callable[[], T]) -> T:
        """What shows a page of the part; that it can't be shown, or can be after all, is noted."""
        try:
            answer = ask()
        except PreviewRefused as error:
            with self._guard:
                gone = self._looked is not looked
            if not gone and page not in looked.seen:  # one that was seen is only too large at this size
                self._refused(looked.case, looked.n, error.reason, page)
            raise
        looked.seen.add(page)
        refused = looked.refused
        if refused is not None and refused in (OPENING, page):
            looked.refused = None
            self._noted(lambda: note_shown(self._unlocked()[1], looked.case, looked.n, refused, self._clock.now()))
        return answer

    def _refused(self, case: int, n: int, why: str, page: int) -> None:
        self._noted(lambda: note_refused(self._unlocked()[1], case, n, why, self._clock.now(), page=page))

    def _noted(self, note: Callable[[], bool]) -> None:
        """What can't be noted now is noted at the next look; the agent hears of the part, not of this."""
        try:
            new = note()
        except Circumstance as error:
            logs.event(_LOG, logging.INFO, "part_not_noted", code=error.code, detail=error.reason)
            return
        if new:
            self._tell()

    def close_part(self) -> None:
        """End what is open, and what is being opened."""
        with self._guard:
            looked, self._looked = self._looked, None
            self._asked += 1
        if looked is not None:
            looked.session.close()

    def save_part(self, case: int, n: int, folder: Path, reason: str) -> SavedPart:
        """Save a copy, with a reason; audited. Raises what `actions.attachments.save_part` raises."""
        inbox, desk = self._unlocked()
        return attachments.save_part(inbox, desk, case, n, folder, reason=reason, clock=self._clock)

    def close(self) -> None:
        """End every process."""
        self.close_part()
        with self._guard:
            preview, self._preview = self._preview, None
        if preview is not None:
            preview.close()

    def _previews(self) -> Preview:
        with self._guard:
            if self._preview is None:
                self._preview = self._make()
            return self._preview

    def _open_one(self) -> _Looked:
        with self._guard:
            if self._looked is None:
                raise PreviewRefused("preview-closed")
            return self._looked
