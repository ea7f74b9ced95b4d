"""Stores that were cloned or put back from a backup, and keys of two generations (issue 8).

A clone that nothing gives away bears the name of its original: what the one acknowledges the other is
told to have. Nothing may be acknowledged that neither holds, and what one lacks is an incident there.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.storage.inbox import identity, keys
from backoffice_gui.storage.place import place_of
from backoffice_gui.wiring import keeping, parts
from tests.support import proof
from tests.support.front import ShiftedClock
from tests.support.houses import House, a_house, beneath_guards
from tests.support.waiting import until

CLOCK = SystemClock()


def _name(house: House) -> str:
    with parts.inbox(house.settings, CLOCK) as opened, opened.reading() as connection:
        return identity.ids(connection).current


def _undetected_clone(house: House, root: Path) -> House:
    """A copy on a machine that says of itself what the original's says: same name, same keys, same notes."""
    twin = house.clone(root)
    beneath_guards(twin.store, f"UPDATE store SET place = '{place_of(twin.store / 'inbox.db')}'")
    return twin


@pytest.mark.expected_logs("incident")
def test_two_clones_of_one_name_lose_nothing_and_say_what_they_lack(tmp_path: Path) -> None:
    """They take turns; whatever was acknowledged opens at one of them, and the other has an incident for it."""
    with proof.suite("keys") as done, a_house(tmp_path, count=1) as house:
        assert house.collect().acknowledged == 1
        twin = _undetected_clone(house, tmp_path / "twin")
        house.more(2)
        assert house.collect().acknowledged == 2
        twin.collect()
        assert _name(twin) == _name(house)
        assert twin.incidents() == [IncidentKind.MISSING] * 2
        house.more(3)
        assert twin.collect().acknowledged == 3
        house.collect()
        assert house.incidents() == [IncidentKind.MISSING] * 3
        made = house.front.made()
        assert house.front.outcomes() == dict.fromkeys(made, "acknowledged")
        both = 2  # the parts of the first, which the copy brought with it
        assert house.opens() + twin.opens() == sum(len(one.parts) for one in made.values()) + both
        done["key_cases"] += 1


def test_two_clones_that_hold_the_same_both_keep_it(tmp_path: Path) -> None:
    """Both have proven their copy; the second asks, and is shown the first one's receipt, which names them both."""
    with proof.suite("keys") as done, a_house(tmp_path, count=2) as house:
        twin = _undetected_clone(house, tmp_path / "twin")
        raced: list[int] = []

        def first_the_other(event: CollectorEvent) -> None:
            if event.name is EventName.VERIFIED and not raced:
                raced.append(twin.collect().acknowledged)

        house.hear = first_the_other
        house.collect()
        assert raced == [2]
        house.all_home()
        twin.all_home()
        done["key_cases"] += 1


@pytest.mark.expected_logs("incident")
def test_a_clone_that_is_found_out_has_a_name_of_its_own(tmp_path: Path) -> None:
    """It knows its old name, so that what the original took is missing here, not a stranger's; and it works."""
    with proof.suite("keys") as done, a_house(tmp_path, count=1) as house:
        assert house.collect().acknowledged == 1
        twin = house.clone(tmp_path / "twin")
        house.more(2)
        assert house.collect().acknowledged == 2
        twin.collect()
        assert _name(twin) != _name(house)
        assert twin.incidents() == [IncidentKind.MISSING] * 2
        house.more(2)
        assert twin.collect().acknowledged == 2
        assert (house.opens(), twin.opens()) == (6, 6)
        done["key_cases"] += 1


@pytest.mark.expected_logs("incident")
def test_a_store_put_back_from_a_backup_says_what_it_lost_and_goes_on(tmp_path: Path) -> None:
    """What was acknowledged since the backup is missing, by name; what comes now is taken, and opens with the old key."""
    with proof.suite("keys") as done, a_house(tmp_path, count=2) as house:
        assert house.collect().acknowledged == 2
        backup, first = house.set_aside("inbox.db", "casebook.db"), _name(house)
        house.more(3)
        assert house.collect().acknowledged == 3
        house.put_back(backup)
        house.more(1)
        assert house.collect().acknowledged == 1
        assert _name(house) != first
        assert house.incidents() == [IncidentKind.MISSING] * 3
        assert house.counts() == {Stage.CLOSED: 3, Stage.MISSING: 3}
        assert house.opens() == 6
        done["key_cases"] += 1


def test_another_key_pair_is_taken_up_by_a_collector_that_runs(tmp_path: Path) -> None:
    """What it brings home under the old one opens, and from its next run key on it seals to the new one; nothing stops."""
    clock = ShiftedClock()
    with proof.suite("keys") as done, a_house(tmp_path, count=2, clock=clock) as house:
        with house.collecting() as failures:
            until(lambda: house.counts() == {Stage.CLOSED: 2})
            assert keeping.change_inbox_keys(house.settings, CLOCK, lambda: "").generation == 2
            house.more(2)
            until(lambda: house.counts() == {Stage.CLOSED: 4})
            clock.forward(minutes=61)
            house.more(1)
            until(lambda: house.counts() == {Stage.CLOSED: 5})
        assert failures == []
        with parts.inbox(house.settings, CLOCK) as opened, opened.reading() as connection:
            assert {row.generation for row in keys.run_keys(connection).values()} == {1, 2}
        house.all_home()
        done["key_cases"] += 1
