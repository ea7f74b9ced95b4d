"""The caseload for the window and the console, structurally `gui.case_desk.CaseDesk`: one way, one audit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from backoffice_gui.actions import case_notes, saved_views, undo_case
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.join_persons import accept_proposal, dismiss_proposal, link_case, link_person
from backoffice_gui.actions.treat import receipt_sent, treat
from backoffice_gui.domain.case_acts import Asked, CaseKey, Mark, Outcome, Undo
from backoffice_gui.domain.case_list import CaseView
from backoffice_gui.domain.cases import Duty
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.domain.outbox import Act, Change, Drafted, Judged, Linked, LinkedPerson, Marked, Noted, Undone
from backoffice_gui.wiring.attachments import Attachments
from backoffice_gui.wiring.case_exports import CaseExports
from backoffice_gui.wiring.case_numbers import called
from backoffice_gui.wiring.case_reading import CaseReading
from backoffice_gui.wiring.caseload import Caseload
from backoffice_gui.wiring.colleagues import Colleagues
from backoffice_gui.wiring.journal import JournalDesk
from backoffice_gui.wiring.retaining import Retaining
from backoffice_gui.wiring.retention import Keeping, Retention

__all__ = ["MOST_EVENTS", "Cases"]

MOST_EVENTS = 1_000_000
"""Of the journal in one export: what a sheet can hold."""

_CASES = Changes(frozenset({Topic.CASES, Topic.VIEWS}))
_VIEWS = Changes(frozenset({Topic.VIEWS}))


class Cases(CaseReading, Retaining):
    """Everything that can be seen of cases and done to them; raises `WrongKey` while the desk is sealed.

    `export_rows`: how many cases one export may hold; `anchors`: where the journals' heads are anchored; `keeping`:
    how long cases are kept; `colleagues`: who else is there, nobody where it is not said.
    """

    def __init__(
        self,
        caseload: Caseload,
        export_rows: int,
        anchors: Path | None = None,
        keeping: Keeping | None = None,
        colleagues: Colleagues | None = None,
    ) -> None:
        super().__init__(caseload, colleagues)
        self._clock = caseload.clock
        self._attachments = Attachments(caseload.unlocked, caseload.clock, tell=caseload.tell)
        self._exports = CaseExports(caseload, export_rows)
        self._journal = JournalDesk(caseload, MOST_EVENTS, anchors)
        self._retention = Retention(caseload, keeping or Keeping(), self.numbered)

    def _duties(self) -> frozenset[Duty]:
        return self.authority.duties

    @property
    def attachments(self) -> Attachments:
        """What came with the cases: previews, and copies that are saved."""
        return self._attachments

    @property
    def exports(self) -> CaseExports:
        """What leaves the house: tables, sheets, labels."""
        return self._exports

    @property
    def journal(self) -> JournalDesk:
        """Who did what, and who looked at what."""
        return self._journal

    @property
    def retention(self) -> Retention:
        """How long things are kept: what is due, holds, purges."""
        return self._retention

    def do(
        self, keys: Sequence[CaseKey], asked: Asked, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> Outcome:
        """One act for one case or many, each in its own right; `progress` hears how many are done."""

        def send(desk: Desk) -> Outcome:
            duties, delays = self._duties(), self._caseload.rules.delays
            return treat(
                desk, keys, asked, self._clock, duties=duties, delays=delays, progress=progress, cancelled=cancelled
            )

        return self._send(keys, Act(asked), send)

    def _send(self, keys: Sequence[CaseKey], change: Change, send: Callable[[Desk], Outcome]) -> Outcome:
        return self._caseload.offline.send(self._caseload.desk_here(), keys, change, send)

    def undo(self, undo: Undo) -> Outcome:
        """Take back what a command did, where nothing came after it; what still waits is not sent."""
        if undo.waiting:
            return self._caseload.offline.unsend(undo.waiting)
        return self._send((), Undone(undo.events), lambda desk: undo_case.undo(desk, undo, self._clock))

    def dismiss(self, key: CaseKey, other: int, kind: str) -> Outcome:
        """Say that a case is not what was proposed: `other` is a case, or a person where `kind` is `same_person`."""

        def send(desk: Desk) -> Outcome:
            return dismiss_proposal(desk, key, other, kind, self._clock, duties=self._duties())

        return self._send([key], Judged(other, kind, accepted=False), send)

    def accept(self, key: CaseKey, other: int, kind: str) -> Outcome:
        """Say that a case is what was proposed: the same person, or the same request, named as in `dismiss`."""

        def send(desk: Desk) -> Outcome:
            return accept_proposal(desk, key, other, kind, self._clock, duties=self._duties())

        return self._send([key], Judged(other, kind, accepted=True), send)

    def link(self, key: CaseKey, number: str) -> Outcome:
        """Say that a case's person is that of another case, by its number; raises what `numbered` raises."""

        def send(desk: Desk) -> Outcome:
            return link_case(desk, key, called(desk, number).case, self._clock, duties=self._duties())

        return self._send([key], Linked(number), send)

    def link_person(self, key: CaseKey, person: int) -> Outcome:
        """Say that a case's person is this one, by its number in the store (`PersonView.person`)."""

        def send(desk: Desk) -> Outcome:
            return link_person(desk, key, person, self._clock, duties=self._duties())

        return self._send([key], LinkedPerson(person), send)

    def mark(
        self, keys: Sequence[CaseKey], mark: Mark, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> Outcome:
        """Note something of cases without moving them; `progress` hears how many are done."""

        def send(desk: Desk) -> Outcome:
            if mark is Mark.RECEIPT:
                duties = self._duties()
                return receipt_sent(desk, keys, self._clock, duties=duties, progress=progress, cancelled=cancelled)
            case_notes.mark_unread(desk, [key.case for key in keys], self._clock.now())
            progress(len(keys))
            return Outcome(tuple(keys))

        return self._send(keys, Marked(mark), send)

    def write_note(self, case: int, text: str) -> Changes:
        """Add an internal note; raises `UsageError`, at once while the server is away too."""
        case_notes.check_note(text)

        def send(desk: Desk) -> Outcome:
            case_notes.write_note(desk, case, text, self._clock)
            return Outcome(())

        return _touched(self._send([CaseKey(case, 0)], Noted(text), send))

    def keep_draft(self, case: int, what: str, text: str, seen: str | None = None) -> None:
        """Keep what is being written, so that a crash loses nothing; an empty text forgets it.

        `seen`: what was known to be kept before; raises `UsageError("draft-changed")` where that is another text now.
        """
        case_notes.check_draft(what, text)

        def send(desk: Desk) -> Outcome:
            case_notes.keep_draft(desk, case, what, text, self._clock, seen=seen)
            return Outcome(())

        self._send([CaseKey(case, 0)], Drafted(what, text, seen), send)

    def save_view(self, view: CaseView, seen: CaseView | None = None) -> Changes:
        """Keep a view under its name: a new one where its id is empty, else in place of what was `seen`."""
        saved_views.save_view(self._caseload.desk(), view, self._duties(), self._clock, seen=seen)
        return _VIEWS

    def delete_view(self, view: CaseView) -> Changes:
        """Forget a saved view, as it was seen."""
        saved_views.delete_view(self._caseload.desk(), view, self._duties(), self._clock)
        return _VIEWS


def _touched(outcome: Outcome) -> Changes:
    return Changes(_CASES.topics | {Topic.OUTBOX}) if outcome.waiting else _CASES
