"""A dry run: what is due and what stops it, cases and what is kept apart; and nothing is changed by it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backoffice_gui.actions import retention as actions_retention
from backoffice_gui.actions.close_incident import close_incident
from backoffice_gui.actions.hold import place_hold
from backoffice_gui.actions.join_persons import link_case
from backoffice_gui.audit import Role
from backoffice_gui.domain.cases import Duty
from backoffice_gui.domain.deadlines import civil_day
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.domain.retention import Category, Stop
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.casebook.schema import audit
from backoffice_gui.storage.inbox import incidents, outcomes
from tests.support.cases import arrive, certificate_form, form_of, keys_of, rows, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store
from tests.support.purging import DAY, DURATIONS, close_all, planned
from tests.support.stores import receipt_for


def _person(name: str) -> dict[str, object]:
    return {"family_name": name, "given_names": ["Démo"], "birth_date": "1980-01-01"}


def test_each_case_has_its_reason(store: Store) -> None:
    """Free, held, a newer message of the same person (though an agent had to say that it is the same), an open one."""
    clock = TurnedClock()
    take(store, *(certificate_form(_person(name)) for name in ("UN", "DEUX", "TROIS")))
    close_all(store, clock)
    clock.advance(700 * DAY)
    store.world.at = clock.now()
    (newer,) = take(store, certificate_form(_person("TROIS-BIS")))
    link_case(store.desk, newer, 3, clock, duties=frozenset(Duty))
    clock.advance(30 * DAY)
    place_hold(store.desk, 2, "EXEMPLE", clock.now().date(), clock.now())
    before = rows(store, audit)
    made = planned(store, clock)
    found = {each.item.subject: each.stops for each in made.due}
    assert found[1] == ()
    assert found[2] == (Stop.HOLD,)
    assert Stop.NEWER_MESSAGE in found[3]
    assert newer.case not in found
    assert [item.subject for item in made.free] == [1]
    assert rows(store, audit) == before
    assert len(keys_of(store)) == 4


def test_more_than_one_purge_may_hold_is_said(store: Store) -> None:
    """The longest closed go first."""
    clock = TurnedClock()
    take(store, *(certificate_form(_person(name)) for name in ("UN", "DEUX", "TROIS")))
    close_all(store, clock)
    clock.advance(730 * DAY)
    made = planned(store, clock, most=2)
    assert ([each.item.subject for each in made.due], made.more) == ([1, 2], True)
    assert planned(store, clock, most=3).more is False


@pytest.mark.parametrize("at_once", [1, 500])
def test_what_is_stopped_keeps_nothing_newer_from_going(
    store: Store, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    """A purge is of so many that may go; of what stays so many are listed, and that there may be others is said."""
    monkeypatch.setattr(actions_retention, "_BATCH", at_once)
    clock = TurnedClock()
    take(store, *(certificate_form(_person(name)) for name in ("UN", "DEUX", "TROIS", "QUATRE", "CINQ")))
    (apart,) = arrive(store.world, [form_of(certificate_form())], ours=False)
    store.world.do(lambda tx: outcomes.quarantined(tx, apart.row, "signature", store.world.at))
    close_all(store, clock)
    clock.advance(730 * DAY)
    for case in (1, 2, 4):
        place_hold(store.desk, case, "EXEMPLE", clock.now().date(), clock.now())
    made = planned(store, clock, most=2)
    assert [each.item.subject for each in made.due] == [3, 5, 1, 2]
    assert (made.stopped(), made.cut, made.more) == ({Stop.HOLD: 2}, True, True)
    whole = planned(store, clock, most=4)
    assert [(each.category, each.item.subject) for each in whole.due if each.free] == [
        (Category.CASE, 3), (Category.CASE, 5), (Category.APART, apart.row),
    ]  # fmt: skip
    assert (whole.stopped(), whole.cut, whole.more) == ({Stop.HOLD: 3}, False, False)


def test_what_was_closed_at_one_moment_is_found_whole(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few are read at once."""
    monkeypatch.setattr(actions_retention, "_BATCH", 2)
    clock = TurnedClock()
    take(store, *(certificate_form(_person(name)) for name in ("UN", "DEUX", "TROIS", "QUATRE", "CINQ")))
    close_all(store, clock)
    assert len({row["closed_at"] for row in rows(store, cases)}) == 1
    clock.advance(730 * DAY)
    assert [item.subject for item in planned(store, clock).free] == [1, 2, 3, 4, 5]


def test_what_never_became_a_case_has_its_rule(store: Store) -> None:
    """Quarantined, foreign, lost: thirty days after its incident was closed; one that is open, or may still come, stays."""
    clock = TurnedClock()
    world = store.world
    (quarantined, foreign, lost, waiting) = arrive(world, [form_of(certificate_form())] * 4, ours=False)
    taken = outcomes.Receipted(foreign.row, "EXEMPLE.f.r", receipt_for(foreign, "f" * 32), False, False)
    world.do(lambda tx: outcomes.receipted(tx, [taken], world.at))
    world.do(lambda tx: outcomes.quarantined(tx, quarantined.row, "signature", world.at))
    world.do(lambda tx: outcomes.lost(tx, lost.row, world.at))
    with world.inbox.transaction() as tx:
        number = incidents.open_incident(tx, IncidentKind.LOST, world.at, row=lost.row)
        assert number is not None
    clock.advance(31 * DAY)
    made = planned(store, clock)
    assert {(each.item.subject, each.stops) for each in made.due} == {
        (quarantined.row, ()), (foreign.row, ()), (lost.row, (Stop.OPEN_INCIDENT,)),
    }  # fmt: skip
    assert {each.category for each in made.due} == {Category.APART}
    close_incident(world.inbox, store.desk, number, "EXEMPLE", clock.now(), role=Role.DESK)
    assert lost.row not in {each.item.subject for each in planned(store, clock).due}, "the clock begins with its end"
    clock.advance(30 * DAY)
    assert lost.row in {each.item.subject for each in planned(store, clock).due if each.free}
    assert waiting.row not in {each.item.subject for each in planned(store, clock).due}


def test_the_next_day_on_which_something_falls_due_is_said(store: Store) -> None:
    """What was closed since: first what was sent with it, later the case; nothing where no case is closed."""
    clock = TurnedClock()
    take(store, *(certificate_form() for _ in range(3)))
    assert planned(store, clock).coming is None
    close_all(store, clock)
    on = civil_day(clock.now()) + timedelta(days=DURATIONS.payload)
    assert planned(store, clock).coming == (on, 3)
    clock.advance((DURATIONS.payload + 1) * DAY)
    later = planned(store, clock)
    assert len(later.due) == 3
    assert later.coming == (on + timedelta(days=DURATIONS.case - DURATIONS.payload), 3)
