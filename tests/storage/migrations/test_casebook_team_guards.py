"""A team's triggers: those of the embedded casebook by name, and what this database could do besides.

What each of them refuses is tried on both databases in `test_casebook_guards`.
"""

from __future__ import annotations

from sqlalchemy import text

from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.migrations import casebook_guards, casebook_team_guards
from tests.support.dialects import guarded

EMBEDDED = {
    *casebook_guards.NAMES_1_0, *casebook_guards.NAMES_1_1, *casebook_guards.NAMES_JOURNAL,
    *casebook_guards.NAMES_RETENTION,
}  # fmt: skip


def test_no_guard_is_missing(team_casebook: Casebook) -> None:
    """Every one of the embedded casebook, and one against TRUNCATE wherever nothing is deleted freely."""
    names = set(casebook_team_guards.TRIGGERS_1_3)
    assert names >= EMBEDDED
    assert all(name.endswith("_truncate") for name in names - EMBEDDED)
    with team_casebook.reading() as connection:
        query = text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'")
        assert set(connection.scalars(query)) >= names


def test_no_table_is_emptied_in_one_word(team_casebook: Casebook) -> None:
    """Not by its owner either, and not by way of the tables that refer to it."""
    for table in ("audit", "cases", "person", "purge", "note", "case_event", "contact", "tombstone"):
        guarded(team_casebook, f"TRUNCATE {table} CASCADE")


def test_what_keeps_the_lists_has_its_own_rights_and_its_own_path(team_casebook: Casebook) -> None:
    """SECURITY DEFINER without a fixed path would run what somebody else has put in its way."""
    query = text(
        "SELECT proname, prosecdef, proconfig FROM pg_proc WHERE pronamespace = 'casebook'::regnamespace "
        "AND proname LIKE 'keep_%'"
    )
    with team_casebook.reading() as connection:
        found = connection.execute(query).all()
    assert len(found) == 5
    assert all(row.prosecdef and row.proconfig == ["search_path=casebook, pg_temp"] for row in found)
