"""The function that words are looked for with; what it finds is held by tests/caseload/test_team_hits.py."""

from __future__ import annotations

from backoffice_gui.storage.migrations.team_search import FUNCTIONS_1_3, NAMES_1_3, V1_3, case_found


def test_it_is_made_anew_with_a_condition() -> None:
    """The same name, so that another slice can say who sees; and no percent sign, which the driver would read."""
    assert FUNCTIONS_1_3 == ("case_found",)
    assert NAMES_1_3 == ()
    assert (case_found(),) == V1_3
    assert case_found("AND s.service = 1").count("AND s.service = 1") == 3
    assert "%" not in case_found()
