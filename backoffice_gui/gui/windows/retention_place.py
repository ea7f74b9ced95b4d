"""*Conservation* in its place: read when one goes there, its acts asked for in dialogs, a purge run as a task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject

from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.gui import formats
from backoffice_gui.gui.bridge import Command, Query
from backoffice_gui.gui.choosing import choose_file
from backoffice_gui.gui.pages.retention import RetentionPage
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.purge_dialog import HoldDialog, PurgeAsked, PurgeDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from PySide6.QtWidgets import QDialog

    from backoffice_gui.domain.purging import Held, Purge, Purged
    from backoffice_gui.domain.retention import Plan, Rule
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.case_desk import CaseDesk
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.retention_office import RetentionOffice
    from backoffice_gui.gui.tasks import PurgeTask, Tasks
    from backoffice_gui.gui.windows.panes import Panes

__all__ = ["RetentionPlace"]

_SLICE_MS = 1_000
_CASES = Changes(frozenset({Topic.CASES, Topic.VIEWS, Topic.SUBMISSIONS}))


@dataclass(frozen=True, slots=True)
class _Seen:
    """All that the page shows, of one moment."""

    rules: tuple[Rule, ...]
    plan: Plan
    holds: tuple[Held, ...]
    purges: tuple[Purge, ...]
    agent: str
    colleague: str
    now: datetime


class RetentionPlace(QObject):
    """Joins the page, the panes and the office; it lives as long as its page."""

    def __init__(self, bridge: Bridge, caseload: CaseDesk, tasks: Tasks, panes: Panes) -> None:
        page = RetentionPage(panes)
        super().__init__(page)
        self.page = page
        self._bridge, self._caseload, self._tasks = bridge, caseload, tasks
        self.dialog: QDialog | None = None
        self.plan: Plan | None = None
        page.refresh_asked.connect(self.refresh)
        page.due.requested.connect(self._ask_request)
        page.due.hold_asked.connect(self._ask_hold)
        page.holds.released.connect(self._release)
        page.purges.approved.connect(self._ask_approval)
        page.purges.started.connect(self._ask_start)
        page.purges.withdrawn.connect(lambda purge: self._do(lambda: self._office.withdraw(purge.purge)))
        page.purges.certified.connect(self._certify)
        panes.replace_place(Place.RETENTION, page)
        panes.went.connect(self._went)
        if panes.navigation.place is Place.RETENTION:
            self.refresh()

    @property
    def _office(self) -> RetentionOffice:
        return self._caseload.retention

    def _went(self, place: Place) -> None:
        if place is Place.RETENTION:
            self.refresh()

    def refresh(self) -> None:
        """Read everything anew: looking at what is due is an event of the journal, so only when somebody looks."""
        self._bridge.ask(Query(self, self._look, self._show, self.page.show_failure, replaces="retention", apart=True))

    def _look(self) -> _Seen:
        office = self._office
        plan, who = office.plan(), (office.agent, office.colleague)
        return _Seen(office.rules(), plan, office.holds(), office.purges(), *who, office.now)

    def _show(self, seen: _Seen) -> None:
        self.plan = seen.plan
        self.page.rules.show_rules(seen.rules)
        self.page.due.show_plan(seen.plan)
        self.page.holds.show_holds(seen.holds)
        self.page.purges.show_purges(seen.purges, seen.agent, seen.now, seen.colleague)
        self.page.practice.setVisible(bool(seen.colleague))

    # what is asked

    def _open(self, asked: PurgeAsked, confirmed: Callable[[], None]) -> None:
        dialog = PurgeDialog(asked, self.page.window())
        dialog.confirmed.connect(confirmed)
        self._begin(dialog)

    def _begin(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _many(self, count: int) -> str:
        return self.tr("%n élément(s)", "", count).replace(str(count), formats.number(count), 1)

    def _digest_note(self, digest: str) -> str:
        words = self.tr("Empreinte de la sélection : {digest} (elle change dès que la liste change)")
        return words.format(digest=f"{digest[:16]}…")

    def _ask_request(self) -> None:
        plan = self.plan
        if plan is None or not plan.free:
            return
        count, digest = len(plan.free), plan.digest
        words = self.tr(
            "{many} que la liste donne comme pouvant partir : une fois un collègue d’accord et la purge exécutée, "
            "rien ne les rend. Demander ne purge encore rien."
        ).format(many=self._many(count))
        note = self._digest_note(digest)
        asked = PurgeAsked(self.tr("Demander la purge"), words, count, self.tr("Demander la purge"), note)
        self._open(asked, lambda: self._do(lambda: self._office.request(digest)))

    def _ask_approval(self, purge: Purge) -> None:
        words = self.tr(
            "La purge {number} : {many}, demandée par {who}. Votre accord porte sur exactement cette sélection et vaut "
            "24 heures."
        ).format(number=purge.purge, many=self._many(purge.items), who=purge.requester)
        note = self._digest_note(purge.digest)
        asked = PurgeAsked(self.tr("Approuver la purge"), words, purge.items, self.tr("Approuver"), note)
        self._open(asked, lambda: self._do(lambda: self._office.approve(purge.purge, purge.digest)))

    def _ask_start(self, purge: Purge) -> None:
        words = self.tr(
            "La purge {number} : {many}. Les clés, le contenu et les demandes sont détruits, et rien ne les rend. "
            "Ce qui a été rouvert, retenu ou modifié depuis reste."
        ).format(number=purge.purge, many=self._many(purge.items))
        asked = PurgeAsked(self.tr("Exécuter la purge"), words, purge.items, self.tr("Purger"))
        self._open(asked, lambda: self.run(purge))

    def _ask_hold(self, number: str) -> None:
        dialog = HoldDialog(number, formats.today(), self.page.window())
        dialog.held.connect(self._hold)
        self._begin(dialog)

    def _hold(self, number: str, reason: str, until: date) -> None:
        def hold() -> Changes:
            return self._office.hold(number, reason, until)

        self._bridge.do(Command(self, hold, lambda _: self.refresh(), self.page.show_failure))

    def _release(self, held: Held) -> None:
        def release() -> Changes:
            return self._office.release(held.case, held.hold)

        self._bridge.do(Command(self, release, lambda _: self.refresh(), self._failed))

    def _do(self, act: Callable[[], object]) -> None:
        def done() -> Changes:
            act()
            return Changes()

        self._bridge.do(Command(self, done, lambda _: self.refresh(), self._failed))

    def _failed(self, failure: Failure) -> None:
        self.page.show_failure(failure)
        self.refresh()

    # the purge

    def run(self, purge: Purge) -> None:
        """Carry it out, as a task: how far it is, and stopping it, are in *Tâches*."""
        task = self._tasks.begin_purge(purge.purge, purge.items)
        self.page.purges.set_busy(True)
        self._slice(task, 0)

    def _slice(self, task: PurgeTask, before: int) -> None:
        """A second of it, then whatever else the agent has asked for, then the next: the desk stays alive."""
        came: list[Purged] = []
        seen, began = [before], QElapsedTimer()

        def progress(done: int) -> None:
            seen[0] = before + done
            task.progress(seen[0])

        def over() -> bool:
            if not began.isValid():  # a second of purging: a writer waited for before is no part of it
                began.start()
                return task.cancelled()
            return task.cancelled() or began.elapsed() > _SLICE_MS

        def make() -> Changes:
            came.append(self._office.run(task.number, progress, over))
            return _CASES

        def made(_: Changes) -> None:
            if came[0].cancelled and not task.cancelled():
                self._slice(task, seen[0])
                return
            task.end(came[0])
            if not task.left:
                self._ended(came[0])

        def failed(failure: Failure) -> None:
            task.end(failure)
            if not task.left:
                self.page.purges.set_busy(False)
                self._failed(failure)

        self._bridge.do(Command(task, make, made, failed))

    def _ended(self, came: Purged) -> None:
        self.page.purges.set_busy(False)
        if came.cancelled:
            self.page.tell(self.tr("Purge arrêtée : ce qui est purgé l’est, le reste attend."), Tone.INFO)
        else:
            words = self.tr("Purge {number} terminée. Enregistrez son certificat.").format(number=came.purge)
            self.page.tell(words, Tone.SUCCESS)
        self.refresh()

    def _certify(self, purge: Purge) -> None:
        name = f"certificat-purge-{purge.purge}.pdf"
        file = choose_file(self.page.window(), self.tr("Enregistrer le certificat"), name, "PDF (*.pdf)")
        if file is None:
            return
        if file.suffix.lower() != ".pdf":
            file = file.with_name(f"{file.name}.pdf")

        def write() -> Changes:
            self._office.certificate(purge.purge, str(file))
            return Changes()

        words = self.tr("Certificat enregistré : {file}, avec son JSON à côté.").format(file=file)
        self._bridge.do(Command(self, write, lambda _: self.page.tell(words, Tone.SUCCESS), self.page.show_failure))
