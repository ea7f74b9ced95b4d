from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backoffice_gui.domain.case_acts import Asked, CaseKey, Mark
from backoffice_gui.domain.case_list import CaseColumn, CaseQuery, CaseView
from backoffice_gui.domain.cases import CaseAct, CaseState
from backoffice_gui.domain.office import Topic
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import proposals
from tests.support.caseloads import Served

if TYPE_CHECKING:
    from backoffice_gui.gui.case_desk import CaseDesk


def test_the_window_is_served_as_its_protocol_says(desk: Served) -> None:
    """Structurally the `CaseDesk` that the window knows."""
    served: CaseDesk = desk.cases
    assert served.me() == "agent-exemple"


def test_what_is_done_is_written_down_and_can_be_taken_back(desk: Served) -> None:
    """Taken, undone; the second of two who saw the same version is told."""
    seen: list[int] = []
    keys = [CaseKey(1, 1), CaseKey(2, 1)]
    outcome = desk.cases.do(keys, Asked(CaseAct.TAKE), seen.append, lambda: False)
    assert [key.version for key in outcome.done] == [2, 2]
    assert seen == [2]
    again = desk.cases.do(keys, Asked(CaseAct.TAKE), seen.append, lambda: False)
    assert {failed.code for failed in again.failed} == {"case-changed"}
    assert desk.cases.case(1).row.agent == "agent-exemple"
    desk.cases.undo(outcome.undo)
    assert desk.cases.case(1).row.state is CaseState.NEW
    assert len(desk.logged("case_treated")) == len(desk.logged("case_undone")) == 2


def test_what_was_proposed_is_put_aside_by_a_person(desk: Served) -> None:
    """Once: a second time there is no such proposal; both are results, not failures."""
    with desk.caseload.desk().casebook.transaction() as tx:
        proposals.add(tx, [proposals.Proposed(1, 2, "duplicate", 96, ())], desk.clock.now())
    assert [one.kind for one in desk.cases.case(1).proposals] == ["duplicate"]
    first = desk.cases.dismiss(CaseKey(1, desk.cases.case(1).row.version), 2, "duplicate")
    assert desk.cases.case(1).proposals == ()
    again = desk.cases.dismiss(first.done[0], 2, "duplicate")
    assert [one.code for one in again.failed] == ["proposal-unknown"]
    assert len(desk.logged("proposal_dismissed")) == 1


def test_a_note_and_a_draft_stand_beside_the_case(desk: Served) -> None:
    """The draft of a note goes with the note."""
    desk.cases.keep_draft(1, "note", "EXEMPLE, à rel")
    assert [draft.text for draft in desk.cases.case(1).drafts] == ["EXEMPLE, à rel"]
    changes = desk.cases.write_note(1, "EXEMPLE, à relire")
    assert {Topic.CASES, Topic.VIEWS} == changes.topics
    detail = desk.cases.case(1)
    assert ([note.text for note in detail.notes], detail.drafts) == (["EXEMPLE, à relire"], ())
    with pytest.raises(UsageError):
        desk.cases.write_note(1, " ")


def test_a_saved_view_is_kept_changed_and_forgotten(desk: Served) -> None:
    """It comes back as it was saved, with its count."""
    view = CaseView("", "À relire", CaseQuery(), (CaseColumn.NUMBER,), "agent-exemple")
    assert Topic.VIEWS in desk.cases.save_view(view).topics
    (kept, count), *_ = [each for each in desk.cases.views() if each[0].id.startswith("view:")]
    assert (kept.name, kept.columns, count.number) == ("À relire", (CaseColumn.NUMBER,), 3)
    desk.cases.delete_view(kept)
    assert not [each for each in desk.cases.views() if each[0].id.startswith("view:")]


def test_a_case_is_linked_by_number_and_by_person(desk: Served) -> None:
    """The case of nobody hangs on the other's person; what is so already changes nothing."""
    person = desk.cases.case(1).person
    assert person is not None
    assert desk.cases.case(3).person is None
    linked = desk.cases.link(CaseKey(3, 1), "1")
    assert desk.cases.case(3).person == desk.cases.case(1).person
    assert desk.cases.link_person(linked.done[0], person.person).undo.events == ()
    with pytest.raises(UsageError, match="case-unknown"):
        desk.cases.link(linked.done[0], "4711")


def test_what_was_proposed_is_accepted(desk: Served) -> None:
    """It is settled, and written down."""
    with desk.caseload.desk().casebook.transaction() as tx:
        proposals.add(tx, [proposals.Proposed(1, 2, "duplicate", 96, ())], desk.clock.now())
    done = desk.cases.accept(CaseKey(1, 1), 2, "duplicate")
    assert (done.failed, desk.cases.case(1).proposals) == ((), ())
    assert len(desk.logged("cases_linked")) == 1


def test_marks_are_set_on_many(desk: Served) -> None:
    """Unread is neither event nor version; the acknowledgement is both, and can be taken back."""
    seen: list[int] = []
    for number in (1, 2):
        desk.cases.case(number)
    keys = [CaseKey(1, 1), CaseKey(2, 1)]
    marked = desk.cases.mark(keys, Mark.UNREAD, seen.append, lambda: False)
    assert (marked.undo.events, seen, desk.cases.numbered("1").unread) == ((), [2], True)
    sent = desk.cases.mark(keys, Mark.RECEIPT, seen.append, lambda: False)
    assert desk.cases.case(1).receipt_due_on is None
    desk.cases.undo(sent.undo)
    assert desk.cases.case(1).receipt_due_on is not None
