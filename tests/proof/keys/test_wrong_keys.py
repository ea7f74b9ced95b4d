"""Keys that do not open (issue 8): never an acknowledgement of what cannot be opened; storing goes on; an alarm.

Each case runs the product's own collector over the real front end, asks that front end's truth, puts
the right key back, and sees everything acknowledged and opened.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions.make_store import Making, make_store
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.security.sources import FileSource
from backoffice_gui.wiring import parts
from tests.journeys.commands import console
from tests.support import proof
from tests.support.front import ShiftedClock, running_front
from tests.support.houses import House, a_house
from tests.support.waiting import until

OTHER_KEY = "ab" * 32


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with three submissions waiting on the web."""
    with a_house(tmp_path) as made:
        yield made


def _another_key(house: House) -> None:
    house.key_file.write_text(OTHER_KEY)


def _no_key_at_all(house: House) -> None:
    house.key_file.write_text("EXEMPLE")


def _no_casebook(house: House) -> None:
    (house.store / "casebook.db").unlink()


def _a_file_of_noise(house: House) -> None:
    (house.store / "casebook.db").write_bytes(b"EXEMPLE " * 2048)


def _another_house(house: House) -> None:
    """Casebook and key file of another store, which fit each other: the wrong key, and it opens its casebook."""
    root = house.root / "aside-other"
    source = FileSource(root / "store.key")
    root.mkdir()
    making = Making(folder=root / "store", pins=root / "pins", source=source, clock=SystemClock(), program="EXEMPLE")
    make_store(making)
    shutil.copy2(root / "store.key", house.key_file)
    shutil.copy2(root / "store" / "casebook.db", house.store / "casebook.db")


WRONG = {
    "key file of another store": _another_key,
    "casebook gone": _no_casebook,
    "casebook and key file of another store": _another_house,
    "key file without a key": _no_key_at_all,
    "casebook is noise": _a_file_of_noise,
}
_TRIED = dict(list(WRONG.items())[: proof.size(3, len(WRONG))])


def _stored_only(house: House, count: int) -> None:
    """Everything is brought home and proven, nothing acknowledged, and it is said loudly."""
    assert house.counts() == {Stage.VERIFIED: count}
    house.nothing_taken()
    assert house.alarms() == {AlarmKind.KEY_NOT_PROVEN: "canary"}
    assert house.incidents() == [IncidentKind.CANARY_FAILED]


@pytest.mark.expected_logs("incident")
@pytest.mark.parametrize("wrong", _TRIED.values(), ids=_TRIED)
def test_with_a_wrong_key_all_is_stored_and_nothing_taken(house: House, wrong: Callable[[House], None]) -> None:
    """And with the right one back, all of it is acknowledged and opens."""
    with proof.suite("keys") as done:
        aside, key = house.set_aside("casebook.db"), house.key_file.read_bytes()
        wrong(house)
        summary = house.collect()
        assert (summary.stored, summary.acknowledged, summary.held) == (3, 0, 3)
        _stored_only(house, 3)
        assert house.collect().acknowledged == 0
        _stored_only(house, 3)
        house.key_file.write_bytes(key)
        house.put_back(aside)
        assert house.collect().acknowledged == 3
        house.all_home()
        done["key_cases"] += 1


@pytest.mark.expected_logs("incident")
def test_a_casebook_from_before_its_key_was_saved_stops_acknowledging(tmp_path: Path) -> None:
    """An old copy of `casebook.db` put back: our key opens it, and there is no private key in it."""
    with proof.suite("keys") as done, a_house(tmp_path) as house:
        shutil.rmtree(house.store)
        shutil.rmtree(house.pins)
        house.key_file.unlink()
        early: list[Path] = []

        def step(name: str) -> None:
            if name == "casebook_made":
                early.append(house.set_aside("casebook.db"))

        source = FileSource(house.key_file)
        make_store(
            Making(
                folder=house.store, pins=house.pins, source=source, clock=SystemClock(), program="EXEMPLE", step=step
            )
        )
        late = house.set_aside("casebook.db")
        house.put_back(early[0])
        assert house.collect().acknowledged == 0
        _stored_only(house, 3)
        house.put_back(late)
        assert house.collect().acknowledged == 3
        house.all_home()
        done["key_cases"] += 1


@pytest.mark.expected_logs("incident")
def test_what_was_not_acknowledged_expires_on_the_web_and_is_ours_all_the_same(tmp_path: Path) -> None:
    """Until its end the front end holds it; then it is stored here, said to have expired, and opens with the right key."""
    clock = ShiftedClock()
    with proof.suite("keys") as done, running_front(tmp_path / "front", clock=clock) as front:
        house = House(front, front.folder)
        parts.new_store(house.settings, SystemClock())
        house.more(2)
        key = house.key_file.read_bytes()
        _another_key(house)
        house.collect()
        _stored_only(house, 2)
        clock.forward(minutes=29, seconds=5)
        front.desk.turn()
        assert set(front.outcomes().values()) == {"expired"}
        house.collect()
        assert house.counts() == {Stage.STORED_EXPIRED: 2}
        house.key_file.write_bytes(key)
        house.collect()
        assert house.opens() == 4
        assert house.alarms() == {}
        done["key_cases"] += 1


@pytest.mark.expected_logs("incident")
def test_a_collector_that_goes_on_takes_over_by_itself_once_the_right_key_is_back(tmp_path: Path) -> None:
    """Within its minute, without being started again: what waits on the web does not wait for us."""
    clock = ShiftedClock()
    with proof.suite("keys") as done, a_house(tmp_path, clock=clock) as house:
        key = house.key_file.read_bytes()
        _another_key(house)
        with house.collecting() as failures:
            until(lambda: house.counts() == {Stage.VERIFIED: 3})
            house.nothing_taken()
            house.key_file.write_bytes(key)
            clock.forward(seconds=61)
            until(lambda: house.counts() == {Stage.CLOSED: 3})
        assert failures == []
        house.all_home()
        done["key_cases"] += 1


@pytest.mark.deep
def test_the_console_says_it_and_ends_well_once_the_key_is_back(house: House) -> None:
    """The real program: 1 with something left on the web, `status` and `incident list` say why; then all comes home."""
    with proof.suite("keys") as done:
        config, key = house.root / "config.toml", house.key_file.read_bytes()
        _another_key(house)
        first = console(config, "collect", "--once")
        assert first.code == 1
        assert (first.last["stored"], first.last["acknowledged"], first.last["held"]) == (3, 0, 3)
        house.nothing_taken()
        said = console(config, "status").last
        assert (said["alarms"], said["ready"], said["check"]) == (["key_not_proven"], False, 2)
        assert [line["kind"] for line in console(config, "incident", "list").lines] == ["canary_failed"]
        house.key_file.write_bytes(key)
        second = console(config, "collect", "--once")
        assert (second.last["acknowledged"], second.last["closed"], second.last["held"]) == (3, 3, 0)
        house.all_home()
        done["key_cases"] += 1
