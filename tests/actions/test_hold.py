"""Holds: in the story with their reason, in the chain by number only, and over when somebody says so."""

from __future__ import annotations

from datetime import date

import pytest

from backoffice_gui.actions.hold import place_hold, release_hold
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import holds
from backoffice_gui.storage.casebook.caseload_schema import case_event
from tests.support.cases import certificate_form, keys_of, lines, rows, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store

CLOCK = TurnedClock()
UNTIL = date(2027, 1, 31)


def test_who_why_and_until_when(store: Store) -> None:
    """All three in the case's story; the chain has no word of the reason; the case has the version it had."""
    (key,) = take(store, certificate_form())
    number = place_hold(store.desk, 1, " contentieux EXEMPLE ", UNTIL, CLOCK.now())
    with store.desk.casebook.reading() as connection:
        (held,) = holds.holds(connection)
        assert holds.held_until(connection, [1, 2]) == {1: UNTIL}
    assert (held.number, held.agent, held.reason, held.until) == (
        "DL-2026-000001", "agent-exemple", "contentieux EXEMPLE", UNTIL,
    )  # fmt: skip
    assert keys_of(store) == [key]
    assert [dict(line.details) for line in lines(store, "hold_placed")] == [
        {"agent": "agent-exemple", "hold": number, "until": "2027-01-31"}
    ]
    release_hold(store.desk, 1, number, CLOCK.now())
    with store.desk.casebook.reading() as connection:
        assert holds.holds(connection) == ()
        (ended,) = holds.holds(connection, standing_only=False)
    assert ended.ended_by == "agent-exemple"
    assert [row["name"] for row in rows(store, case_event)] == ["received", "held", "hold_released"]


@pytest.mark.parametrize(
    ("case", "reason", "until", "code"),
    [(9, "x", UNTIL, "not-found"), (1, " ", UNTIL, "reason-needed"), (1, "x", date(2026, 11, 22), "hold-day")],
)
def test_a_hold_that_is_none(store: Store, case: int, reason: str, until: date, code: str) -> None:
    """No such case, no reason, a day that is past; and nothing to end."""
    take(store, certificate_form())
    with pytest.raises(UsageError, match=code):
        place_hold(store.desk, case, reason, until, CLOCK.now())
    with pytest.raises(UsageError, match="hold-none" if case == 1 else "not-found"):
        release_hold(store.desk, case, 1, CLOCK.now())


def test_one_hold_ends_and_no_other(store: Store) -> None:
    """What a colleague has placed since nobody looked stands; what is ended, or said by no number, ends nothing."""
    take(store, certificate_form())
    mine, theirs = (place_hold(store.desk, 1, words, UNTIL, CLOCK.now()) for words in ("EXEMPLE", "autre EXEMPLE"))
    with pytest.raises(UsageError, match="case-changed"):
        release_hold(store.desk, 1, 0, CLOCK.now())
    release_hold(store.desk, 1, mine, CLOCK.now())
    with pytest.raises(UsageError, match="hold-none"):
        release_hold(store.desk, 1, mine, CLOCK.now())
    with store.desk.casebook.reading() as connection:
        assert [each.hold for each in holds.holds(connection)] == [theirs]
    assert [dict(line.details)["hold"] for line in lines(store, "hold_released")] == [mine]
