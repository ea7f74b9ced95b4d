"""How words are looked for, as statements; what each way finds is tried in `tests/caseload/test_team_hits`."""

from __future__ import annotations

from backoffice_gui.storage.team.searching import searching


def test_each_function_is_the_owners_and_one_is_called() -> None:
    """Who asks never chooses which: it follows from what he sees."""
    said = list(searching())
    assert [each.split("FUNCTION ", 1)[1].split("(", 1)[0] for each in said] == [
        "casebook.case_found_all",
        "casebook.case_found_all",
        "casebook.case_found_all",
        "casebook.case_found_mine",
        "casebook.case_found",
    ]
    assert all("SECURITY DEFINER" in each or "search_path" in each for each in said[1:])
    assert not [each for each in said if "%" in each]
