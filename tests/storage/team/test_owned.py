"""Functions of the owner's, as words: what they refuse is tried in `tests/contract`."""

from __future__ import annotations

from backoffice_gui.storage.team.owned import on, owned


def test_a_function_has_a_path_of_its_own_and_stands_in_place_of_an_earlier_one() -> None:
    """Whoever calls it brings no schema of his into it."""
    said = owned("inbox", "demo() RETURNS VOID", "BEGIN END")
    assert said.startswith("CREATE OR REPLACE FUNCTION inbox.demo() RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER ")
    assert "SET search_path = inbox, pg_temp" in said


def test_a_trigger_calls_the_function_of_its_name_or_another() -> None:
    """For each row, where its condition holds."""
    assert on("inbox", "demo", "AFTER INSERT", "store") == (
        "CREATE OR REPLACE TRIGGER demo AFTER INSERT ON inbox.store FOR EACH ROW EXECUTE FUNCTION inbox.demo()"
    )
    other = on("inbox", "demo", "AFTER INSERT", "store", of="NEW.n > 1", function="other('x')")
    assert other.endswith("FOR EACH ROW WHEN (NEW.n > 1) EXECUTE FUNCTION inbox.other('x')")
