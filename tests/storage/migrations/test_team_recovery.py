"""Which recovery keys were vouched for: written once, for good; a store of before gets the table by migrating."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.errors import Defect, StoreError
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.migrations import run, team_recovery
from backoffice_gui.storage.team.authority_schema import TEAM_MODEL
from backoffice_gui.storage.team.casebook import migrate_casebook, open_casebook
from backoffice_gui.storage.team.engine import maker_engine
from backoffice_gui.storage.versions import TEAM_CASEBOOK
from tests.support.postgres import Server


def test_what_was_vouched_for_is_never_changed(team_casebook: Casebook) -> None:
    """The guards refuse what a program of ours would not try."""
    with team_casebook.transaction() as tx:
        found = [each for each in run.differences(tx, TEAM_MODEL) if "recovery_vouch" in str(each)]
        tx.execute(text("INSERT INTO recovery_vouch (n, code) VALUES (1, '\\x01')"))
    assert found == []
    assert team_recovery.NAMES_1_4 == ("recovery_vouch",)
    for words in ("UPDATE recovery_vouch SET code = '\\x02'", "DELETE FROM recovery_vouch", "TRUNCATE recovery_vouch"):
        with pytest.raises(Defect), team_casebook.transaction() as tx:
            tx.execute(text(words))


def test_a_store_of_before_is_migrated(team_casebook: Casebook, server: Server, tmp_path: Path) -> None:
    """Nobody but its administrator changes it; then the table is there, and who may read it may.

    Where a program of before took it down, what that one did not know of stands there still.
    """
    left = "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname IN ('guard_person_taken_in', 'trace_person_declared')"
    address = team_casebook._backing.address  # type: ignore[attr-defined]
    engine = maker_engine(address, "casebook")
    with engine.begin() as tx:
        known = list(tx.scalars(text(left)))
        run.downgrade(tx, TEAM_CASEBOOK.scripts, "1.3")
        for each in known:
            tx.exec_driver_sql(each)
    assert len(known) == 2
    engine.dispose()
    with pytest.raises(StoreError, match="schema-older"):
        open_casebook(address, tmp_path, bytes(32))
    migrate_casebook(address)
    granted = "SELECT has_table_privilege('backoffice_agent', 'casebook.recovery_vouch', 'SELECT')"
    assert server.do(address.database, granted) == [(True,)]
    assert len(server.do(address.database, left)) == 2
