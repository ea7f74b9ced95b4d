"""What the simulation's failures are made small with."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.support.simulation.run import Shrunk, without_pieces
from tests.support.simulation.weather import PROFILES, Weather

EDGES = ("wire", "commit", "begin", "read", "write", "step")


def lived(weather: Weather) -> tuple[list[str | None], float]:
    """What struck at a many chances, and what the dice said after them."""
    return [weather.strikes(EDGES[n % len(EDGES)]) for n in range(300)], weather.dice.random()


@given(st.integers(0, 10_000))
def test_the_faults_of_a_weather_asked_for_by_name_are_that_weather(seed: int) -> None:
    """The same at the same chances, and the dice stand where they stood."""
    first = Weather(f"storm-{seed}", PROFILES["storm"])
    whole = lived(first)
    assert lived(Weather(f"storm-{seed}", PROFILES["storm"], frozenset(first.struck))) == whole


@given(st.integers(0, 10_000))
def test_a_fault_that_is_left_out_moves_no_other(seed: int) -> None:
    """Each has its chance for a name, and the dice are thrown whether it strikes or not."""
    whole = Weather(f"storm-{seed}", PROFILES["storm"])
    lived(whole)
    left = Weather(f"storm-{seed}", PROFILES["storm"], frozenset(whole.struck[1:]))
    lived(left)
    assert left.struck == whole.struck[1:]


@given(st.lists(st.integers(0, 99), unique=True, min_size=1), st.data())
def test_what_is_left_fails_and_none_of_it_can_go(numbers: list[int], data: st.DataObject) -> None:
    """Whatever some failure needs: that is left, of however many there were."""
    faults = tuple(f"wire:{number}:busy" for number in numbers)
    needs = data.draw(st.sets(st.sampled_from(faults), min_size=1))
    left = without_pieces(Shrunk(faults), lambda tried: needs <= set(tried.faults))
    assert set(left.faults) == needs
