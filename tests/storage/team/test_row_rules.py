"""What every desk can read, as words; what is refused is tried in `tests/contract/test_team_told`."""

from __future__ import annotations

from backoffice_gui.domain.cases import BUCKETS
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.casebook.retention_schema import hold, purge
from backoffice_gui.storage.team.row_rules import _TIMES, readable
from backoffice_gui.storage.types import Moment


def test_each_time_of_a_row_that_all_read_is_judged() -> None:
    """A column of times that came later too."""
    for table in (cases, hold, purge):
        moments = {each.name for each in table.columns if isinstance(each.type, Moment)}
        assert moments == {column for column, form in _TIMES[table.name].items() if form == "moment"}, table.name


def test_each_state_has_its_heap() -> None:
    """By the program's own table."""
    said = "\n".join(readable())
    assert all(f"WHEN '{state.value}' THEN {bucket.value}" in said for state, bucket in BUCKETS.items())
