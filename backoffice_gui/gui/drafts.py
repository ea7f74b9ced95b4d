"""What is being written, kept a second after the last key, so that a crash loses nothing.

The newest text stands here too, because what is read from the store may be older by that second.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.office import Changes
from backoffice_gui.errors import WrongKey
from backoffice_gui.gui.bridge import Command

if TYPE_CHECKING:
    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.case_office import CaseOffice

__all__ = ["Drafts"]

_QUIET_MS = 1_000


class Drafts(QObject):
    """Texts by case and kind (`note`, `answer`, `reason`)."""

    written = Signal(int)
    """An answer or its reason is being written about this case; a note is everybody's to add, and keeps nobody."""
    forgotten = Signal(int)
    """It was sent, or given up."""

    def __init__(self, bridge: Bridge, office: CaseOffice, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._office = bridge, office
        self._texts: dict[tuple[int, str], str] = {}
        self._unkept: set[tuple[int, str]] = set()
        self._asked = 0
        self._waiting: dict[int, Unkept] = {}
        """On their way to the store."""
        self._quiet = QTimer(self, interval=_QUIET_MS, singleShot=True)
        self._quiet.timeout.connect(self.flush)

    def write(self, case: int, what: str, text: str) -> None:
        """This is written now; an empty text is forgotten."""
        if self._texts.get((case, what), "") != text:
            self._texts[case, what] = text
            self._unkept.add((case, what))
            self._quiet.start()
            if what != "note":
                (self.written if text else self.forgotten).emit(case)

    def text(self, detail: CaseDetail, what: str) -> str:
        """What was being written about a case, by us or by an earlier life."""
        kept = next((draft.text for draft in detail.drafts if draft.what == what), "")
        return self._texts.setdefault((detail.row.case, what), kept)

    def forget(self, case: int, what: str) -> None:
        """It was sent."""
        self.write(case, what, "")
        self.flush()

    def flush(self) -> None:
        """Keep now what is not kept yet."""
        self._quiet.stop()
        unkept, self._unkept = self._unkept, set()
        for case, what in sorted(unkept):
            self._keep(Unkept(case, what, self._texts[case, what]))

    def _keep(self, draft: Unkept) -> None:
        """Words that wait for the office's thread stand in `_waiting` alone: the lock takes them out of it."""
        self._asked += 1
        number, office, waiting = self._asked, self._office, self._waiting
        waiting[number] = draft

        def keep() -> Changes:
            wanted = waiting.get(number)
            if wanted is not None:
                with contextlib.suppress(WrongKey):  # locked just now: the lock has kept it
                    office.keep_draft(wanted.case, wanted.what, wanted.text)
            return Changes()

        def kept(_: Changes) -> None:
            waiting.pop(number, None)

        self._bridge.do(Command(self, keep, kept))

    def leave(self) -> tuple[Unkept, ...]:
        """The desk is locked: what is not known to be kept, for the lock to keep; nothing more is kept from here."""
        self._quiet.stop()
        unkept, self._unkept = self._unkept, set()
        newest = {(each.case, each.what) for each in self._waiting.values()} | unkept
        self._waiting.clear()
        return tuple(Unkept(case, what, self._texts[case, what]) for case, what in sorted(newest))
