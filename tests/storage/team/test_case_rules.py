"""What taking in alone writes, as words; what is refused is tried in `tests/contract/test_team_told`."""

from __future__ import annotations

from backoffice_gui.storage.casebook.persons import _DECLARED
from backoffice_gui.storage.team.case_rules import DECLARED, taking_in


def test_all_that_is_declared_of_a_person_is_guarded() -> None:
    """A column that is declared later, too."""
    assert tuple(DECLARED.split(", ")) == _DECLARED
    assert [each for each in taking_in() if f"BEFORE UPDATE OF {DECLARED} ON casebook.person" in each]
