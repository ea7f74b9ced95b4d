"""A lead hands cases over to another service: which one is asked for, and it can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from backoffice_gui.domain.case_acts import CaseKey, Outcome
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.gui.bridge import Command, Query
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.text import in_a_line
from backoffice_gui.gui.text_tasks import Told
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.prompt_bar import PromptBar

if TYPE_CHECKING:
    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.domain.team import Service
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.case_desk import CaseDesk
    from backoffice_gui.gui.pages.case_detail import CaseDetailPane
    from backoffice_gui.gui.pages.cases import Cases
    from backoffice_gui.gui.windows.desk_acts import DeskActs

__all__ = ["DeskHanding"]


class DeskHanding(QObject):
    """Asks where to: of the case that is open at its pane, of several that are selected below the list."""

    asked = Signal()
    """It is asked at the pane: to the front with it."""

    def __init__(self, bridge: Bridge, office: CaseDesk, page: Cases, detail: CaseDetailPane, acts: DeskActs) -> None:
        super().__init__(page)
        self._bridge, self._office, self._page, self._detail, self._acts = bridge, office, page, detail, acts
        self.bar = PromptBar(page)
        """Where several are asked about, below the list."""
        self._rows: dict[PromptBar, tuple[CaseRow, ...]] = {}
        self.bar.answered.connect(lambda service: self._answered(self.bar, service))
        detail.handing.answered.connect(lambda service: self._answered(detail.handing, service))
        self.bar.left.connect(page.focus_list)
        page.list.selected.connect(self._forget)

    def ask(self) -> None:
        """To which service? Of the selected cases where some are, else of the one that is open."""
        one = self._one()
        if self._page.list.many_selected:
            self._page.list.read_selection(lambda rows: self._ask(self.bar, rows), self._refuse)
        elif one is not None:
            self._ask(self._detail.handing, (one,))

    def _one(self) -> CaseRow | None:
        detail = self._detail.detail
        return self._page.list.current if detail is None else detail.row

    def _forget(self, _many: int) -> None:
        """Others are selected: those that were are asked about no more."""
        self._rows.pop(self.bar, None)
        self.bar.hide()

    def _ask(self, bar: PromptBar, rows: tuple[CaseRow, ...]) -> None:
        self._rows = {bar: rows}
        other = self.bar if bar is self._detail.handing else self._detail.handing
        other.hide()  # it is about other cases

        def known(services: tuple[Service, ...]) -> None:
            if not services:
                self._page.undo.tell(
                    self.tr("Cette équipe n’a encore aucun service : un administrateur peut en ajouter."), undo=False
                )
            elif self._rows.get(bar) is rows and (bar is self.bar or self._still(rows[0])):
                if bar is not self.bar:
                    self.asked.emit()
                bar.ask(self._question(rows), self.tr("Confier"), agents=[one.name for one in services])

        def services() -> tuple[Service, ...]:
            return self._office.team.services()

        self._bridge.ask(Query(self, services, known, self._refuse, replaces="services"))

    def _question(self, rows: tuple[CaseRow, ...]) -> str:
        if len(rows) == 1:
            words = self.tr("À quel service confier la demande {number} ? Son agent la rend.")
            return words.format(number=one_line(rows[0].number))
        return self.tr("À quel service confier %n demande(s) ? Leurs agents les rendent.", "", len(rows))

    def _still(self, row: CaseRow) -> bool:
        """Whether one is on this case yet."""
        one = self._one()
        return one is not None and one.case == row.case

    def _answered(self, bar: PromptBar, service: str) -> None:
        rows = self._rows.pop(bar, ())
        if rows:
            self._hand_over(rows, service)

    def _hand_over(self, rows: tuple[CaseRow, ...], service: str) -> None:
        came = list[Outcome]()
        keys = tuple(CaseKey(row.case, row.version) for row in rows)

        def do() -> Changes:
            came.append(self._office.team.hand_over(keys, service))
            return Changes(frozenset({Topic.CASES, Topic.VIEWS}))

        command = Command(self, do, lambda _: self._done(rows, service, came[0]), self._refuse)
        self._bridge.do(self._acts.awaited(command))

    def _done(self, rows: tuple[CaseRow, ...], service: str, outcome: Outcome) -> None:
        if outcome.failed and not outcome.done:
            self._refuse(Failure("USE-001", outcome.failed[0].code))
            return
        told = self.tr("%n demande(s) confiée(s) à « {service} ».", "", len(outcome.done))
        words = [told.format(service=one_line(service))]
        if outcome.failed:
            words.append(Told().failures(len(outcome.failed)))
        self._acts.handed(outcome, rows[0] if len(rows) == 1 else None, " ".join(words))

    def _refuse(self, failure: Failure) -> None:
        self._page.undo.tell(in_a_line(failure), undo=False, tone=Tone.WARNING)
        if failure.reason == "case-changed":
            self._detail.reload()
