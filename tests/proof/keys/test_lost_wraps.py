"""Wraps to a key that nobody has (issue 8): what only the collector's memory could open is never acknowledged.

A disk, or somebody, changes the wrapped key of what was just stored, or the run key that it is wrapped
under, between the commit and the reading back, or between that and a restart. The chunks themselves are whole all the
time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.storage.inbox import keys
from backoffice_gui.storage.inbox.schema import attempt
from backoffice_gui.wiring import parts
from tests.support import proof
from tests.support.houses import House, a_house, beneath_guards
from tests.support.waiting import until

CLOCK = SystemClock()
_NOISE = "x'" + "5a" * 60 + "'"
WRAPPED = f"UPDATE attempt SET wrapped_key = {_NOISE} WHERE attempt = (SELECT max(attempt) FROM attempt)"
EVERY_WRAP = f"UPDATE attempt SET wrapped_key = {_NOISE}"
SWAPPED = (
    "UPDATE attempt SET wrapped_key = (SELECT a.wrapped_key FROM attempt a WHERE a.attempt <> attempt.attempt LIMIT 1) "
    "WHERE attempt = (SELECT max(attempt) FROM attempt)"
)
RUN_KEY = "UPDATE run_key SET sealed = zeroblob(length(sealed)) WHERE id = (SELECT max(id) FROM run_key)"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with three submissions waiting on the web."""
    with a_house(tmp_path) as made:
        yield made


def _whenever_stored(change: Callable[[], None]) -> Callable[[CollectorEvent], None]:
    """Do something for each submission that was stored and not yet read back; two groups may follow one another."""

    def heard(event: CollectorEvent) -> None:
        if event.name is EventName.STORED:
            change()

    return heard


@pytest.mark.parametrize("statement", [WRAPPED, SWAPPED, RUN_KEY], ids=["wrapped key", "another's wrap", "run key"])
def test_once_it_is_found_set_aside_and_fetched_again(house: House, statement: str) -> None:
    """The reading back finds it; a new attempt under a new run key is acknowledged, and all of that opens."""
    with proof.suite("keys") as done:
        left = [statement]
        house.hear = _whenever_stored(lambda: beneath_guards(house.store, left.pop()) if left else None)
        house.collect()
        assert left == []
        with parts.inbox(house.settings, CLOCK) as opened, opened.reading() as connection:
            aside = connection.execute(
                select(attempt.c.set_aside_reason, func.count()).group_by(attempt.c.set_aside_reason)
            ).all()
            assert len(keys.run_keys(connection)) == 2
        assert {reason for reason, _ in aside} <= {None, "key"}
        house.all_home()
        done["key_cases"] += 1


def _never_while(house: House, change: Callable[[], None]) -> None:
    """Collect on such a disk until each was in quarantine; it is tried again from there, and nothing of it was taken."""
    aside: set[int | None] = set()
    stored = _whenever_stored(change)

    def heard(event: CollectorEvent) -> None:
        if event.name is EventName.QUARANTINED:
            aside.add(event.seq)
        stored(event)

    house.hear = heard
    with house.collecting() as failures:
        until(lambda: len(aside) == 3, 120)
        house.nothing_taken()
    assert failures == []
    house.hear = lambda _event: None


@pytest.mark.timeout(300)
def test_every_time_it_is_never_acknowledged(house: House) -> None:
    """Three times, and it is in quarantine; the front end holds it. On a disk that keeps what it is given all comes home."""
    with proof.suite("keys") as done:
        _never_while(house, lambda: beneath_guards(house.store, EVERY_WRAP))
        house.collect()
        house.all_home()
        done["key_cases"] += 1


@pytest.mark.timeout(300)
@pytest.mark.expected_logs("incident")
def test_a_run_key_that_no_longer_opens_stops_acknowledging_until_it_does(house: House) -> None:
    """The canaries of those rows fail: what is verified under a sound key waits too, until the rows are put back."""
    with proof.suite("keys") as done:
        kept: dict[int, bytes] = {}

        def change() -> None:
            with parts.inbox(house.settings, CLOCK) as opened, opened.reading() as connection:
                newest = max(keys.run_keys(connection).values(), key=lambda row: row.id)
            kept.setdefault(newest.id, newest.sealed)
            beneath_guards(house.store, RUN_KEY)

        _never_while(house, change)
        assert house.collect().acknowledged == 0
        house.nothing_taken()
        assert house.alarms() == {AlarmKind.KEY_NOT_PROVEN: "canary"}
        rows = [f"UPDATE run_key SET sealed = x'{sealed.hex()}' WHERE id = {number}" for number, sealed in kept.items()]
        beneath_guards(house.store, *rows)
        house.collect()
        house.all_home()
        done["key_cases"] += 1


class _Died(Exception):
    """Where the process ends: all is verified, nothing acknowledged."""


def _dies_before_acknowledging(house: House) -> None:
    verified: list[int | None] = []

    def heard(event: CollectorEvent) -> None:
        if event.name is EventName.VERIFIED:
            verified.append(event.seq)
            if len(verified) == 3:
                raise _Died

    house.hear = heard
    with pytest.raises(_Died):
        house.collect()
    house.hear = lambda _event: None
    house.nothing_taken()
    assert house.counts() == {Stage.VERIFIED: 3}


@pytest.mark.parametrize(
    ("statement", "aside"),
    [(WRAPPED, 1), (SWAPPED, 1), (RUN_KEY, 3)],
    ids=["wrapped key", "another's wrap", "run key"],
)
def test_after_a_restart_it_is_found_set_aside_and_fetched_again(house: House, statement: str, aside: int) -> None:
    """Verified is not enough: the canary was opened before, the chunks are whole, and all three were acknowledged."""
    with proof.suite("keys") as done:
        mirror = house.root.parent / "mirror"
        mirror.mkdir()
        file = house.root / "config.toml"
        file.write_text(file.read_text().replace("[store]\n", f'[store]\nmirror = "{mirror}"\n'))
        _dies_before_acknowledging(house)
        beneath_guards(house.store, statement)
        again: list[str] = []
        house.hear = lambda event: again.append(event.name.value) if event.name is EventName.STORED else None
        assert house.collect().acknowledged == 3
        assert len(again) == aside
        with parts.inbox(house.settings, CLOCK) as opened, opened.reading() as connection:
            reasons = connection.execute(
                select(attempt.c.set_aside_reason, func.count()).group_by(attempt.c.set_aside_reason)
            )
            assert {row[0] for row in reasons} <= {None, "key"}
        house.all_home()
        done["key_cases"] += 1
