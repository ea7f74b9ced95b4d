"""How cases are moved: `test_treat` goes the whole way."""

from __future__ import annotations

from backoffice_gui.actions.moving import Move, carry_out, never, silent
from backoffice_gui.audit import Verb
from backoffice_gui.domain.case_acts import CaseKey, Failed
from backoffice_gui.storage.casebook.caseload_schema import case_event
from tests.support.cases import certificate_form, rows, take
from tests.support.desks import Store
from tests.support.stores import MOMENT


def test_what_does_not_move_is_done_without_an_event(store: Store) -> None:
    """And what the mover refuses stays, with its code."""
    one, two = take(store, certificate_form(), certificate_form())
    outcome = carry_out(
        store.desk,
        [one, two],
        lambda _tx, case: Move(case, case, "take", Verb.CASE_TREATED) if case.case == 1 else "case-not-yours",
        MOMENT,
    )
    assert (outcome.done, outcome.failed, outcome.undo.events) == ((CaseKey(1, 1),), (Failed(2, "case-not-yours"),), ())
    assert len(rows(store, case_event)) == 2
    assert not never()
    silent(1)
