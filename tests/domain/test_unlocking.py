from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.unlocking import DELAYS, FREE, Tries


def test_five_are_free_then_each_costs_more_up_to_a_quarter_of_an_hour() -> None:
    """10 s after the fifth, 30 s after the sixth … 15 minutes from the eleventh on."""
    tries, seen = Tries(), []
    for _ in range(FREE + len(DELAYS) + 3):
        tries = tries.more(100.0)
        seen.append(tries.delay)
    assert seen == [0] * (FREE - 1) + [10, 30, 60, 120, 300, 600, *[900] * 5]


def test_what_is_left_to_wait_is_told_in_whole_seconds() -> None:
    """Rounded up: at nought it may be tried."""
    tries = Tries(FREE, 1_000.0)
    assert [tries.wait(1_000.0 + passed) for passed in (0.0, 0.2, 9.1, 10.0, 500.0)] == [10, 10, 1, 0, 0]


@given(wrong=st.integers(0, 40), at=st.floats(0, 1e7), passed=st.floats(0, 1e4), up=st.floats(0, 1e4))
def test_starting_the_machine_anew_never_shortens_the_wait(wrong: int, at: float, passed: float, up: float) -> None:
    """However long it ran before: what its clock shows after a start has passed since, and no more is counted."""
    tries = Tries(wrong, at)
    assert tries.wait(up) >= tries.delay - up - (0 if up < at else 1e-6)
    assert tries.wait(at + passed) <= max(0.0, tries.delay - passed) + 1.001
