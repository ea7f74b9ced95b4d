"""Rules as data, and what is due under them: every stop, the days at their edges, and the digest of a selection."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from backoffice_gui.domain.retention import (
    APART_MOST,
    CaseStanding,
    Category,
    Durations,
    Item,
    Plan,
    Start,
    Stop,
    SubmissionStanding,
    digest_of,
    first_day,
    judge_case,
    judge_submission,
    rules,
)

DURATIONS = Durations(owner="DPO EXEMPLE")
CLOSED = datetime(2026, 1, 1, 12, tzinfo=UTC)
CASE = CaseStanding(case=1, number="DL-2026-000001", version=3, open=False, closed_at=CLOSED, payload=True)
LATER = date(2028, 6, 1)


def test_rules_are_data_with_an_owner() -> None:
    """Each category once; account data from the notification of the decision; what is apart 90 days at most."""
    found = {rule.category: rule for rule in rules(replace(DURATIONS, apart=900))}
    assert set(found) == set(Category)
    assert found[Category.ACCOUNT].start is Start.DECISION_NOTIFIED
    assert found[Category.APART].days == APART_MOST
    assert {rule.owner for rule in found.values()} == {"DPO EXEMPLE"}


def test_days_are_civil_days_of_paris() -> None:
    """What is closed at half past eleven of an evening in UTC is closed on the next day here."""
    assert first_day(datetime(2026, 1, 1, 23, 30, tzinfo=UTC), 90) == date(2026, 4, 2)
    assert first_day(CLOSED, 90) == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("today", "category"),
    [
        (date(2026, 3, 31), None),
        (date(2026, 4, 1), Category.PAYLOAD),
        (date(2027, 12, 31), Category.PAYLOAD),
        (date(2028, 1, 1), Category.CASE),
    ],
)
def test_what_was_sent_goes_before_the_case(today: date, category: Category | None) -> None:
    """Not a day before either is due."""
    due = judge_case(CASE, DURATIONS, today)
    assert (None if due is None else due.category) is category
    assert due is None or due.free


def test_what_went_is_not_due_again() -> None:
    """Of a case whose octets are gone nothing is due before the case is."""
    assert judge_case(replace(CASE, payload=False), DURATIONS, date(2026, 4, 1)) is None
    assert judge_case(replace(CASE, payload=False), DURATIONS, LATER) is not None


@pytest.mark.parametrize(
    ("change", "stops"),
    [
        ({"open": True}, (Stop.OPEN_CASE,)),
        ({"held_until": LATER}, (Stop.HOLD,)),
        ({"held_until": LATER - timedelta(days=1)}, ()),
        ({"proposals": 1}, (Stop.PROPOSAL,)),
        ({"newest_other_at": datetime(2027, 1, 1, tzinfo=UTC)}, (Stop.NEWER_MESSAGE,)),
        ({"newest_other_at": datetime(2025, 12, 31, tzinfo=UTC)}, ()),
        ({"newest_other_at": datetime(2026, 6, 1, tzinfo=UTC)}, ()),
        ({"held_until": LATER, "proposals": 2}, (Stop.HOLD, Stop.PROPOSAL)),
    ],
)
def test_every_reason_that_stops_it_is_named(change: dict[str, object], stops: tuple[Stop, ...]) -> None:
    """A newer message for as long as it would be kept itself; an older one, or a hold that is past, stops nothing."""
    due = judge_case(replace(CASE, **change), DURATIONS, LATER)  # type: ignore[arg-type]
    assert due is not None
    assert due.stops == stops


def test_an_open_case_is_never_due() -> None:
    """It has no start event."""
    assert judge_case(replace(CASE, closed_at=None, open=True), DURATIONS, LATER) is None


def test_what_is_apart_waits_for_its_incident() -> None:
    """Thirty days after it was closed; while it is open, it is listed and stays."""
    one = SubmissionStanding(row=4, version=0, since=CLOSED, open_incident=False)
    assert judge_submission(one, DURATIONS, date(2026, 1, 30)) is None
    due = judge_submission(one, DURATIONS, date(2026, 1, 31))
    assert due is not None
    assert due.free
    waiting = judge_submission(replace(one, open_incident=True), DURATIONS, LATER)
    assert waiting is not None
    assert waiting.stops == (Stop.OPEN_INCIDENT,)


def test_the_digest_is_of_the_exact_selection_and_its_rules() -> None:
    """Order is nothing to it; a version, a case more, or a day more is."""
    one, two = Item("case", 1, 3), Item("payload", 2, 1)
    digest = digest_of([one, two], DURATIONS)
    assert digest == digest_of([two, one, one], DURATIONS)
    others = (
        digest_of([one], DURATIONS),
        digest_of([replace(one, version=4), two], DURATIONS),
        digest_of([one, two], replace(DURATIONS, case=731)),
    )
    assert digest not in others
    assert len(set(others)) == 3


def test_a_plan_counts_what_may_go_and_what_stays() -> None:
    """What stays is in no selection."""
    free = judge_case(CASE, DURATIONS, LATER)
    held = judge_case(replace(CASE, case=2, held_until=LATER), DURATIONS, LATER)
    assert free is not None
    assert held is not None
    plan = Plan(LATER, DURATIONS, (free, held))
    assert plan.free == (free.item,)
    assert plan.counts() == {Category.CASE: 1}
    assert plan.stopped() == {Stop.HOLD: 1}
    assert plan.digest == digest_of([free.item], DURATIONS)
