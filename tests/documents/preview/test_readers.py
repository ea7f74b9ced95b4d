from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.documents.preview.readers import fitting
from backoffice_gui.domain.preview import SIDE

_SIDES = st.floats(1e-4, 1e7)


@given(_SIDES, _SIDES, st.floats(1e-3, 64))
def test_a_page_is_never_larger_than_a_side(width: float, height: float, zoom: float) -> None:
    """Whatever its size and the wished zoom, and never zoomed more than was wished."""
    scale = fitting(width, height, zoom)
    assert scale <= zoom
    assert math.ceil(max(width, height) * scale) <= SIDE


def test_what_fits_is_zoomed_as_wished() -> None:
    """Up to the last pixel."""
    assert fitting(595, 842, 2.0) == 2.0
    assert math.ceil(842 * fitting(595, 842, 64)) == SIDE


@pytest.mark.parametrize(("width", "height"), [(0, 5), (5, 0), (-1, 5), (math.inf, 5), (5, math.nan)])
def test_a_page_without_an_area_is_none(width: float, height: float) -> None:
    """It cannot be painted."""
    with pytest.raises(ValueError, match="area"):
        fitting(width, height, 1.0)
