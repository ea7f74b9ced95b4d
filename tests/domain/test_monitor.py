"""How near a submission is to its end on the web."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.monitor import WEB_SECONDS, Band, band_of

_ORDER = list(Band)


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (-5.0, Band.NORMAL),
        (0.0, Band.NORMAL),
        (599.9, Band.NORMAL),
        (600.0, Band.WATCH),
        (1199.9, Band.WATCH),
        (1200.0, Band.URGENT),
        (1499.9, Band.URGENT),
        (1500.0, Band.CRITICAL),
        (float(WEB_SECONDS), Band.CRITICAL),
    ],
)
def test_bands_begin_at_ten_twenty_and_twenty_five_minutes(age: float, band: Band) -> None:
    """Each band begins at its minute, not after it."""
    assert band_of(age) is band


@given(st.floats(0, 3600), st.floats(0, 3600))
def test_growing_older_never_looks_safer(one: float, other: float) -> None:
    """The band of a greater age is never an earlier one."""
    young, old = sorted((one, other))
    assert _ORDER.index(band_of(young)) <= _ORDER.index(band_of(old))
