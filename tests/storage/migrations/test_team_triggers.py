"""A team's guards as words: what each refuses is tried on the server, beside the tables that it guards."""

from __future__ import annotations

from backoffice_gui.storage.migrations.team_triggers import REFUSE, checked, never, never_emptied


def test_every_refusal_is_a_check_violation() -> None:
    """As a broken CHECK is, so that the stores know it by its class."""
    function, trigger = checked("guard_example", "DELETE", "example", "OLD.n = 1", "never")
    assert all("ERRCODE = 'check_violation'" in each for each in (REFUSE, function))
    assert "RETURN OLD" in function
    assert trigger.endswith("EXECUTE FUNCTION guard_example()")


def test_names_follow_the_table_and_the_verb() -> None:
    """Those of the embedded store, by which a missing one is found."""
    assert never("example", "UPDATE").startswith("CREATE TRIGGER guard_example_update BEFORE UPDATE ON example ")
    assert never_emptied("example").startswith("CREATE TRIGGER guard_example_truncate BEFORE TRUNCATE ON example ")
