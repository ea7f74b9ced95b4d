"""Two people had the same case before them: what goes through, what is left, and what is said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from backoffice_gui.actions.case_notes import write_note
from backoffice_gui.actions.join_persons import link_case, link_person
from backoffice_gui.actions.treat import receipt_sent, treat
from backoffice_gui.actions.undo_case import undo
from backoffice_gui.domain.case_acts import Asked, CaseKey, Outcome
from backoffice_gui.domain.cases import Answer, CaseAct, CaseState, Duty
from backoffice_gui.domain.conflicts import Clash, Side, resolved
from backoffice_gui.domain.treating import Standing
from backoffice_gui.storage.casebook import standing
from tests.support.cases import certificate_form, keys_of, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store

CLOCK = TurnedClock()
BOTH = frozenset({Duty.AGENT, Duty.LEAD})
THEM = "collegue.exemple"


def do(store: Store, key: CaseKey, asked: Asked, agent: str = "") -> Outcome:
    """One act, by whoever sits here or by a colleague."""
    desk = replace(store.desk, agent=agent) if agent else store.desk
    return treat(desk, [key], asked, CLOCK, duties=BOTH)


def now(store: Store, case: int) -> Standing:
    """Where a case stands."""
    with store.desk.casebook.reading() as connection:
        return standing.load(connection, [case])[case]


def test_what_only_one_changed_goes_through_over_the_other(store: Store) -> None:
    """A receipt is noted while a colleague takes the case, and the other way round; both events stand."""
    first, second = take(store, certificate_form(), certificate_form())
    do(store, first, Asked(CaseAct.TAKE), THEM)
    assert receipt_sent(store.desk, [first], CLOCK, duties=BOTH).done == (CaseKey(1, 3),)
    receipt_sent(replace(store.desk, agent=THEM), [second], CLOCK, duties=BOTH)
    outcome = do(store, second, Asked(CaseAct.TAKE))
    assert outcome.done == (CaseKey(2, 3),)
    found = now(store, 2)
    assert (found.agent, found.state, bool(found.receipt_done_at)) == (store.desk.agent, CaseState.TAKEN, True)
    assert bool(undo(store.desk, outcome.undo, CLOCK).done), "what went through can be taken back as ever"
    assert receipt_sent(store.desk, [second], CLOCK, duties=BOTH).done == (CaseKey(2, 4),), "noted already, and said so"


def test_who_takes_what_he_has_does_not_take_it_back_from_a_colleague(store: Store) -> None:
    """Over what he saw it changes nothing; over what a colleague did meanwhile it would (`history-3` of the proof)."""
    (key,) = take(store, certificate_form())
    (mine,) = do(store, key, Asked(CaseAct.TAKE)).done
    do(store, mine, Asked(CaseAct.TAKE), THEM)
    (failed,) = do(store, mine, Asked(CaseAct.TAKE)).failed
    assert (failed.code, now(store, 1).agent) == ("case-changed", THEM)


def test_two_who_take_the_same_case_meet(store: Store) -> None:
    """The second hears who has it; what he chooses is done over the case as it is now, or nothing is."""
    (key,) = take(store, certificate_form())
    do(store, key, Asked(CaseAct.TAKE), THEM)
    asked = Asked(CaseAct.TAKE)
    (failed,) = do(store, key, asked).failed
    conflict = failed.conflict
    assert conflict is not None
    assert (failed.code, conflict.seen, conflict.now, conflict.by) == ("case-changed", 1, 2, (THEM,))
    me = store.desk.agent
    assert conflict.clashes == (Clash("agent", "", THEM, me),)
    assert resolved(asked, conflict, {"agent": Side.THEIRS}) is None
    mine = resolved(asked, conflict, {"agent": Side.MINE})
    assert mine == asked
    assert do(store, CaseKey(1, conflict.now), mine).done == (CaseKey(1, 3),)
    assert now(store, 1).agent == me


def test_the_same_done_twice_is_said_and_not_done(store: Store) -> None:
    """A colleague has answered what is being answered: no second letter goes out unknowingly."""
    (key,) = take(store, certificate_form())
    (taken,) = do(store, key, Asked(CaseAct.TAKE)).done
    answer = Asked(CaseAct.ANSWER, certificates=((1, Answer.ISSUED, ""),))
    assert do(store, taken, answer, THEM).done
    (failed,) = do(store, taken, answer).failed
    assert failed.conflict is not None
    assert failed.conflict.by == (THEM,)
    assert {one.field for one in failed.conflict.clashes} == {"certificate:1", "state"}
    assert all(one.theirs == one.mine != one.base for one in failed.conflict.clashes)


def test_a_case_that_was_given_to_another_is_not_answered_by_who_had_it(store: Store) -> None:
    """Who has a case is part of where it stands; each value is told."""
    (key,) = take(store, certificate_form())
    (taken,) = do(store, key, Asked(CaseAct.TAKE)).done
    do(store, taken, Asked(CaseAct.ASSIGN, agent=THEM), "chef.exemple")
    write_note(store.desk, 1, "EXEMPLE", CLOCK)
    (failed,) = do(store, taken, Asked(CaseAct.ANSWER, certificates=((1, Answer.NOT_ENTITLED, "EXEMPLE"),))).failed
    assert failed.conflict is not None
    me = store.desk.agent
    assert failed.conflict.clashes == (
        Clash("agent", me, THEM, me),
        Clash("state", "taken", "taken", "answered"),
    )
    assert failed.conflict.by == ("chef.exemple", me), "the note is an event as well, and changes nothing"


def test_whom_a_case_is_about_is_said_by_one_at_a_time(store: Store) -> None:
    """Two who link it at once meet; a link goes through beside an act on its state."""
    other = {"ofpra_number": "850312009", "family_name": "AUTRE"}
    first, _second = take(store, certificate_form(), certificate_form(certificate_form()["person"] | other))
    them = replace(store.desk, agent=THEM)
    do(store, first, Asked(CaseAct.TAKE), THEM)
    linked = link_case(them, first, 2, CLOCK, duties=BOTH)
    assert linked.done == (CaseKey(1, 3),)
    (failed,) = link_person(store.desk, first, now(store, 2).person or 0, CLOCK, duties=BOTH).failed
    assert failed.conflict is not None
    assert [one.field for one in failed.conflict.clashes] == ["person"]


@pytest.mark.parametrize("told", [False, True])
def test_what_was_seen_and_can_not_be_told_is_read_again(store: Store, told: bool) -> None:
    """A form that was read again says nothing of what was there before; an older version than any is none."""
    (key,) = take(store, certificate_form())
    if told:
        with store.desk.casebook.transaction() as tx:
            tx.execute(text("UPDATE cases SET version = version + 1"))
    else:
        key = CaseKey(1, 0)
    (failed,) = do(store, key, Asked(CaseAct.TAKE)).failed
    assert failed.conflict is not None
    assert (failed.code, failed.conflict.clashes, failed.conflict.by) == ("case-changed", (), ())
    assert keys_of(store)[0].version == failed.conflict.now
