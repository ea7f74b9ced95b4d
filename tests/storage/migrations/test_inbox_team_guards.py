"""A team's triggers: those of the embedded inbox by name, and what this database could do besides.

What each of them refuses is tried on both databases in `test_inbox_guards`.
"""

from __future__ import annotations

import re

from sqlalchemy import text

from backoffice_gui.storage.migrations import inbox_guards, inbox_team_guards
from backoffice_gui.storage.team.guards import guards
from backoffice_gui.storage.team.removal_rules import removing
from backoffice_gui.storage.team.tracing import tracing
from tests.support.dialects import guarded
from tests.support.stores import World, invented

_MADE = re.compile(r"CREATE OR REPLACE TRIGGER (\w+)")
EMBEDDED = {
    name
    for names in (
        inbox_guards.NAMES_1_0, inbox_guards.NAMES_1_1, inbox_guards.NAMES_1_2, inbox_guards.NAMES_1_3,
        inbox_guards.NAMES_1_4,
    )
    for name in names
}  # fmt: skip


def test_no_guard_is_missing(team_world: World) -> None:
    """Every one of the embedded inbox, and one against TRUNCATE wherever nothing is deleted freely."""
    names = set(inbox_team_guards.NAMES_1_4)
    assert names >= EMBEDDED
    assert all(name.endswith("_truncate") for name in names - EMBEDDED)
    with team_world.inbox.reading() as connection:
        query = text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'")
        found = set(connection.scalars(query))
    assert found >= names
    anew = " ".join((*guards("inbox"), *removing(), *tracing("inbox")))  # at each making, beside the migrations' own
    assert found - names - {"guard_trace_update", "guard_trace_truncate"} == set(_MADE.findall(anew))


def test_no_table_is_emptied_in_one_word(team_world: World) -> None:
    """Not by its owner either, and not by way of the tables that refer to it."""
    team_world.verify(invented())
    for table in ("audit", "submission, attempt, chunk, incident, notification, probe, purged, transit", "ledger"):
        guarded(team_world.inbox, f"TRUNCATE {table} CASCADE")
