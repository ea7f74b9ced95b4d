"""Keys that somebody has put in the place of ours (issue 8): nothing is sealed to them, and it is said.

The public key and the recovery key lie in the inbox, in clear; what they are held against is noted
outside of it. Whoever can write to the inbox must not be able to make us seal to his key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import ConfigurationError, KeyNotProven
from backoffice_gui.sealing import generate
from backoffice_gui.storage.inbox import keys
from backoffice_gui.wiring import parts
from tests.support import proof
from tests.support.front import ShiftedClock
from tests.support.houses import House, a_house, beneath_guards
from tests.support.waiting import until

CLOCK = SystemClock()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house with three submissions waiting on the web."""
    with a_house(tmp_path) as made:
        yield made


def _added(house: House) -> None:
    """A newer generation of the public key, as our own program would add it."""
    with parts.inbox(house.settings, CLOCK) as opened, opened.transaction() as tx:
        keys.put_public(tx, generate().public(), CLOCK.now())


def _added_taken_away(house: House) -> None:
    beneath_guards(house.store, "DELETE FROM inbox_key WHERE generation = 2")


def _in_place(house: House) -> None:
    """Other octets where ours were, beneath every guard."""
    other = generate().public()
    with parts.inbox(house.settings, CLOCK) as opened, opened.reading() as connection:
        known = keys.public(connection)
    assert known is not None
    (house.root / "aside-public").write_bytes(known.public.octets)
    beneath_guards(house.store, f"UPDATE inbox_key SET public = x'{other.octets.hex()}'")


def _in_place_put_back(house: House) -> None:
    octets = (house.root / "aside-public").read_bytes()
    beneath_guards(house.store, f"UPDATE inbox_key SET public = x'{octets.hex()}'")


def _recovery(house: House) -> None:
    """A recovery key of somebody's own, to which every run key would be sealed."""
    with parts.inbox(house.settings, CLOCK) as opened, opened.transaction() as tx:
        keys.put_recovery(tx, generate().public(), b"EXEMPLE", CLOCK.now())


def _recovery_taken_away(house: House) -> None:
    beneath_guards(house.store, "DELETE FROM recovery_key")


_Change = Callable[[House], None]
SWAPS: dict[str, tuple[_Change, _Change, str]] = {
    "a public key in place": (_in_place, _in_place_put_back, "differs"),
    "a public key added": (_added, _added_taken_away, "differs"),
    "a recovery key": (_recovery, _recovery_taken_away, "recovery"),
}
_EACH_SWAP = pytest.mark.parametrize(("swap", "mend", "reason"), SWAPS.values(), ids=SWAPS)
_SOME = dict(list(SWAPS.items())[: proof.size(1, len(SWAPS))])
_SOME_SWAPS = pytest.mark.parametrize(("swap", "mend", "reason"), _SOME.values(), ids=_SOME)


def _sealed_to_others(house: House, known: int) -> int:
    """Run keys made since there were `known`."""
    with parts.inbox(house.settings, CLOCK) as opened, opened.reading() as connection:
        return len(keys.run_keys(connection)) - known


@_EACH_SWAP
def test_before_the_start_it_is_refused(house: House, swap: _Change, mend: _Change, reason: str) -> None:
    """Nothing is listed, stored or sealed; the alarm stands in the inbox too; with the right key all comes home."""
    with proof.suite("keys") as done:
        swap(house)
        for _ in range(2):
            with pytest.raises(KeyNotProven) as refused:
                house.collect()
            assert refused.value.reason == reason
        assert house.counts() == {}
        assert _sealed_to_others(house, 0) == 0
        house.nothing_taken()
        assert house.alarms() == {AlarmKind.KEY_NOT_PROVEN: reason}
        mend(house)
        assert house.collect().acknowledged == 3
        house.all_home()
        done["key_cases"] += 1


@pytest.mark.expected_logs("mark_not_noted")
@_SOME_SWAPS
def test_while_it_runs_the_next_run_key_is_sealed_to_nobody(
    tmp_path: Path, swap: _Change, mend: _Change, reason: str
) -> None:
    """Under the run key of before all goes on, and opens; at the hour's end the collector stops, loudly."""
    clock = ShiftedClock()
    with proof.suite("keys") as done, a_house(tmp_path, clock=clock) as house:
        with house.collecting() as failures:
            until(lambda: house.counts() == {Stage.CLOSED: 3})
            swap(house)
            house.more(1)
            until(lambda: house.counts() == {Stage.CLOSED: 4})
            clock.forward(minutes=61)
            house.more(2)
            until(lambda: bool(failures))
        assert [getattr(error, "reason", "") for error in failures] == [reason]
        assert house.alarms() == {AlarmKind.KEY_NOT_PROVEN: reason}
        assert sorted(house.front.outcomes().values()) == ["acknowledged"] * 4
        assert _sealed_to_others(house, 1) == 0
        mend(house)
        assert house.collect().acknowledged == 2
        house.all_home()
        done["key_cases"] += 1


@pytest.mark.expected_logs("mark_not_noted")
@_SOME_SWAPS
def test_between_the_canary_and_the_acknowledgement_nothing_is_sealed_to_it(
    house: House, monkeypatch: pytest.MonkeyPatch, swap: _Change, mend: _Change, reason: str
) -> None:
    """What is acknowledged was sealed to the proven key, though another lies in its place by then."""
    with proof.suite("keys") as done:

        def prove_and_swap() -> None:
            parts.open_waiting_canaries(house.settings, CLOCK)
            swap(house)

        monkeypatch.setattr(house, "prove", prove_and_swap)
        house.collect()
        monkeypatch.undo()
        assert _sealed_to_others(house, 1) == 0
        with pytest.raises(KeyNotProven) as refused:
            house.collect()
        assert refused.value.reason == reason
        mend(house)
        house.collect()
        house.all_home()
        done["key_cases"] += 1


def _pin_removed(house: House) -> None:
    for pin in house.pins.iterdir():
        pin.unlink()


def _pin_changed(house: House) -> None:
    for pin in house.pins.iterdir():
        pin.write_text(pin.read_text().replace("sha256-", "sha256-0", 1))


def _pin_cut(house: House) -> None:
    for pin in house.pins.iterdir():
        pin.write_bytes(pin.read_bytes()[:20])


@pytest.mark.parametrize(
    ("change", "kind", "alarm"),
    [
        (_pin_removed, KeyNotProven, "unpinned"),
        (_pin_changed, KeyNotProven, "differs"),
        (_pin_cut, ConfigurationError, None),
    ],
    ids=["removed", "changed", "cut"],
)
def test_without_what_is_noted_of_the_key_nothing_is_fetched(
    house: House, change: _Change, kind: type[Exception], alarm: str | None
) -> None:
    """The note outside of the store is what proves the key; put back, all comes home."""
    with proof.suite("keys") as done:
        kept = {pin: pin.read_bytes() for pin in house.pins.iterdir()}
        change(house)
        with pytest.raises(kind):
            house.collect()
        house.nothing_taken()
        assert house.counts() == {}
        assert house.alarms() == ({AlarmKind.KEY_NOT_PROVEN: alarm} if alarm else {})
        for pin, octets in kept.items():
            pin.write_bytes(octets)
        assert house.collect().acknowledged == 3
        house.all_home()
        done["key_cases"] += 1
