from __future__ import annotations

from backoffice_gui.domain.case_exports import Going, LabelRefused, TableWanted
from backoffice_gui.domain.case_list import CaseColumn
from backoffice_gui.domain.postal import NotPrintable


def test_nothing_is_written_over_unless_a_person_said_so() -> None:
    """The default is the careful one."""
    assert not Going("EXEMPLE.csv", "point du mois").replacing


def test_values_are_compared_by_what_they_say() -> None:
    """For whoever waits for the same thing twice."""
    assert TableWanted((CaseColumn.NUMBER,), "csv") == TableWanted((CaseColumn.NUMBER,), "csv")
    why = NotPrintable((), ())
    assert LabelRefused(1, "DL-2026-000001", why) != LabelRefused(2, "DL-2026-000001", why)
