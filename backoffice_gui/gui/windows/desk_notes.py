"""A note is sent once: its words stay in the field and as a draft until it is known to be added, and go only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from backoffice_gui.domain.office import Topic
from backoffice_gui.gui.bridge import Command
from backoffice_gui.gui.text_tasks import Told
from backoffice_gui.gui.theme import Tone

if TYPE_CHECKING:
    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.domain.office import Changes
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.case_desk import CaseDesk
    from backoffice_gui.gui.drafts import Drafts
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.pages.case_detail import CaseDetailPane
    from backoffice_gui.gui.pages.cases import Cases
    from backoffice_gui.gui.windows.desk_acts import DeskActs

__all__ = ["DeskNotes"]


class DeskNotes(QObject):
    """Gives the caseload what was noted; what can't be is said as `DeskActs` says it."""

    def __init__(
        self,
        bridge: Bridge,
        office: CaseDesk,
        page: Cases,
        detail: CaseDetailPane,
        *,
        acts: DeskActs,
        drafts: Drafts,
    ) -> None:
        super().__init__(page)
        self._bridge, self._office, self._page, self._detail = bridge, office, page, detail
        self._acts, self._drafts = acts, drafts
        self._sending: set[int] = set()
        """The cases whose note is on its way."""
        detail.noted.connect(self._note)
        detail.opened.connect(self._hold)

    def _note(self, text: str) -> None:
        detail = self._detail.detail
        if detail is None or detail.row.case in self._sending:
            return
        row = detail.row

        def noted(changes: Changes) -> None:
            self._sending.discard(row.case)
            self._drafts.sent(row.case, "note", text)
            waits = Topic.OUTBOX in changes.topics
            words = Told().note_kept() if waits else self.tr("Note ajoutée.")
            self._page.undo.tell(words, undo=False, tone=Tone.INFO if waits else Tone.SUCCESS)
            if self._acts.is_open(row):
                self._detail.reload()

        def failed(failure: Failure) -> None:
            self._sending.discard(row.case)
            self._release()
            self._acts.refuse(failure, row)

        self._sending.add(row.case)
        self._hold(detail)
        self._bridge.do(Command(self, lambda: self._office.write_note(row.case, text), noted, failed))

    def _hold(self, detail: CaseDetail) -> None:
        self._detail.story.notes.hold(detail.row.case in self._sending)

    def _release(self) -> None:
        if self._detail.detail is not None:
            self._hold(self._detail.detail)
