"""What is being written, kept a second after the last key, so that a crash loses nothing.

The newest text stands here too, because what is read from the store may be older by that second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from backoffice_gui.domain.office import Changes
from backoffice_gui.gui.bridge import Command

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.case_office import CaseOffice

__all__ = ["Drafts"]

_QUIET_MS = 1_000


class Drafts(QObject):
    """Texts by case and kind (`note`, `answer`, `reason`)."""

    def __init__(self, bridge: Bridge, office: CaseOffice, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._office = bridge, office
        self._texts: dict[tuple[int, str], str] = {}
        self._unkept: set[tuple[int, str]] = set()
        self._quiet = QTimer(self, interval=_QUIET_MS, singleShot=True)
        self._quiet.timeout.connect(self.flush)

    def write(self, case: int, what: str, text: str) -> None:
        """This is written now; an empty text is forgotten."""
        if self._texts.get((case, what), "") != text:
            self._texts[case, what] = text
            self._unkept.add((case, what))
            self._quiet.start()

    def text(self, detail: CaseDetail, what: str) -> str:
        """What was being written about a case, by us or by an earlier life."""
        kept = next((draft.text for draft in detail.drafts if draft.what == what), "")
        return self._texts.setdefault((detail.row.case, what), kept)

    def forget(self, case: int, what: str) -> None:
        """It was sent."""
        self.write(case, what, "")
        self.flush()

    def flush(self) -> list[Callable[[], Changes]]:
        """Keep now what is not kept yet; what does it."""
        self._quiet.stop()
        unkept, self._unkept = self._unkept, set()
        keeps = [self._keep(case, what, self._texts[case, what]) for case, what in sorted(unkept)]
        for keep in keeps:
            self._bridge.do(Command(self, keep))
        return keeps

    def _keep(self, case: int, what: str, text: str) -> Callable[[], Changes]:
        office = self._office

        def keep() -> Changes:
            office.keep_draft(case, what, text)
            return Changes()

        return keep
