"""Attachments for the window: one open at a time, behind walls of its own (structurally `gui.attachment_office`)."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

from backoffice_gui.actions import attachments
from backoffice_gui.actions.desk import Desk
from backoffice_gui.clock import Clock
from backoffice_gui.documents.preview import Preview, PreviewSession
from backoffice_gui.domain.attachments import OpenPart, PartKind, SavedPart
from backoffice_gui.domain.preview import Picture
from backoffice_gui.errors import PreviewRefused
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["Attachments"]


class Attachments:
    """Opens a part of a case in a preview's process, asks it for pixels and text, saves copies.

    `unlocked` gives the open inbox and desk, or raises `WrongKey`; `make` starts previews (a test has its own).
    """

    def __init__(
        self, unlocked: Callable[[], tuple[Inbox, Desk]], clock: Clock, make: Callable[[], Preview] = Preview
    ) -> None:
        self._unlocked = unlocked
        self._clock = clock
        self._make = make
        self._guard = threading.Lock()
        self._preview: Preview | None = None
        self._session: PreviewSession | None = None
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
        session = self._previews().open(part.octets, declared=part.media_type, name=part.name)
        with self._guard:
            late = mine != self._asked
            if not late:
                self._session = session
        if late:  # it was closed, or another was asked for, while this one was being opened
            session.close()
            raise PreviewRefused("preview-closed")
        return OpenPart(case, n, part.name, part.media_type, part.size, session.document)

    def picture(self, page: int, zoom: float = 1.0, rotation: int = 0) -> Picture:
        """The pixels of a page of what is open. Raises `PreviewRefused`."""
        return self._open_one().page(page, zoom, rotation)

    def text(self, page: int) -> str:
        """The text of a page of what is open. Raises `PreviewRefused`."""
        return self._open_one().text(page)

    def close_part(self) -> None:
        """End what is open, and what is being opened."""
        with self._guard:
            session, self._session = self._session, None
            self._asked += 1
        if session is not None:
            session.close()

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

    def _open_one(self) -> PreviewSession:
        with self._guard:
            if self._session is None:
                raise PreviewRefused("preview-closed")
            return self._session
