"""A case by its number: in full, short, and none."""

from __future__ import annotations

import pytest

from backoffice_gui.errors import UsageError
from backoffice_gui.wiring.case_numbers import called
from tests.support.caseloads import Served


def test_a_case_is_found_by_what_people_call_it(desk: Served) -> None:
    """With or without the year; one that nobody has is unknown."""
    here = desk.caseload.desk()
    (first, *_others) = desk.cases.find("EXEMPLE", 3)
    assert called(here, first.number).case == first.case
    assert called(here, str(int(first.number[-6:]))).case == first.case
    with pytest.raises(UsageError, match="case-unknown"):
        called(here, "DL-2020-000001")
