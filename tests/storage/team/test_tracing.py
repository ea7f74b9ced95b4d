"""What the server notes by itself: a trigger for each act, whatever the login says of it."""

from __future__ import annotations

import pytest

from backoffice_gui.storage.team.tracing import tracing


@pytest.mark.parametrize("schema", ["inbox", "casebook"])
def test_each_act_has_a_trigger_of_its_own_name(schema: str) -> None:
    """Said again it stands once; what it notes is the code word of its name."""
    said = [each for each in tracing(schema) if "note_trace('" in each]
    names = [each.split("TRIGGER ", 1)[1].split(" ", 1)[0] for each in said]
    assert len(set(names)) == len(names) > 5
    assert all(f"note_trace('{name.removeprefix('trace_')}', " in each for name, each in zip(names, said, strict=True))
