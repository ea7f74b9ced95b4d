"""What the server notes by itself: a trigger for each act, whatever the login says of it."""

from __future__ import annotations

import pytest

from backoffice_gui.storage.casebook.retention_schema import purge
from backoffice_gui.storage.inbox.schema import MODEL as INBOX
from backoffice_gui.storage.team.authority_schema import TEAM_MODEL
from backoffice_gui.storage.team.tracing import _TRACED, tracing


@pytest.mark.parametrize("schema", ["inbox", "casebook"])
def test_each_act_has_a_trigger_of_its_own_name(schema: str) -> None:
    """Said again it stands once; what it notes is the code word of its name."""
    said = [each for each in tracing(schema) if "note_trace('" in each]
    names = [each.split("TRIGGER ", 1)[1].split(" ", 1)[0] for each in said]
    assert len(set(names)) == len(names) > 5
    assert all(f"note_trace('{name.removeprefix('trace_')}', " in each for name, each in zip(names, said, strict=True))


def test_what_is_noted_has_a_number_of_its_own() -> None:
    """A column that is not there would refuse the act itself."""
    tables = {("inbox", each.name): each for each in INBOX.tables.values()}
    tables |= {("casebook", each.name): each for each in (*purge.metadata.tables.values(), *TEAM_MODEL.tables.values())}
    for schema, traced in _TRACED.items():
        for name, columns, _what, number in traced:
            if name == "case_search":  # no table of the embedded store's
                continue
            wanted = {number, *columns.split(", ")} - {"", "-"}
            assert wanted <= {each.name for each in tables[schema, name].columns}, name
