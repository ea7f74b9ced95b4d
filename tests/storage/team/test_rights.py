"""Who may what, cell by cell, as the server says it to each role's own login."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import psycopg
import pytest

from backoffice_gui.domain.authority import ROWS, Action, Row, TeamRole, may
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.team.engine import maker_engine
from backoffice_gui.storage.team.home import TeamHome
from backoffice_gui.storage.team.inbox import create_inbox
from backoffice_gui.storage.team.rights import ensure_groups, settle
from tests.support.postgres import Server
from tests.support.team_cells import CASE, PLAIN
from tests.support.team_store import ALL, HERE, PEOPLE, THERE, Raw, TeamStore

_EVERYWHERE = {Action.ENTER, Action.TAKE_IN}


def _reaches(raw: Raw, statements: tuple[str, ...]) -> dict[str, bool]:
    """Whether each of these touched a row; a refusal ends the savepoint that it was tried in, and nothing else."""
    found = {}
    try:
        for statement in statements:
            try:
                with raw.transaction():
                    found[statement] = raw.execute(statement.encode()).rowcount > 0
            except psycopg.errors.InsufficientPrivilege:
                found[statement] = False
    finally:
        raw.rollback()
    return found


def _cells() -> Iterator[tuple[TeamRole, Action, Row]]:
    for role, action in product(TeamRole, Action):
        yield from ((role, action, row) for row in ROWS[action])


def _statements(role: TeamRole, action: Action, row: Row) -> tuple[str, ...]:
    if row is Row.NONE:
        own = "inbox" if role is TeamRole.COLLECTOR else "casebook"
        return tuple(each.replace("{own}", own) for each in PLAIN[action])
    return tuple(each.format(n=HERE if row is Row.OWN else THERE) for each in CASE[action])


_RECOVERABLE = (
    "INSERT INTO casebook.recovery_key (n, suite, public, sealed_master, made_at) VALUES (1, 'demo', '\\x0a', '\\x0b', '')",
    "INSERT INTO casebook.recovery_vouch (n, code, word) VALUES (1, '\\x0c', sha256('the word of EXEMPLE'))",
)


def test_every_cell_is_as_the_table_has_it(team: TeamStore, logins: dict[str, Raw]) -> None:
    """What a role may its login can, statement by statement; what it may not the server refuses: all of it."""
    wrong = []
    for words in _RECOVERABLE:
        team.server.do(team.name, words)
    for role, action, row in _cells():
        user = ALL if role is TeamRole.AGENT and action in _EVERYWHERE else PEOPLE[role]
        raw = logins[user]
        raw.execute("SELECT 1")  # the savepoints of a cell lie in one transaction
        found = _reaches(raw, _statements(role, action, row))
        wanted = may(role, action, row)
        wrong += [(role.value, action.value, row.value, said) for said, done in found.items() if done is not wanted]
    assert not wrong, "\n".join(map(str, wrong))


def test_who_may_not_make_roles_is_told_what_somebody_who_may_runs(
    server: Server, team: TeamStore, tmp_path: Path
) -> None:
    """The words are exact, and name what is missing alone; nothing was made meanwhile."""
    name = server.new()
    server.admin.execute("ALTER ROLE backoffice_dpo RENAME TO elsewhere")
    try:
        with pytest.raises(StoreError) as refused:
            create_inbox(server.address(name), tmp_path)
    finally:
        server.admin.execute("ALTER ROLE elsewhere RENAME TO backoffice_dpo")
    assert refused.value.reason == "roles"
    assert refused.value.facts["sql"] == "CREATE ROLE backoffice_dpo NOLOGIN;"
    assert not TeamHome(server.address(name), tmp_path).begun()
    server.drop(name)


def test_roles_are_made_by_who_may_and_once(server: Server) -> None:
    """As the server's administrator; again changes nothing."""
    server.admin.execute("ALTER ROLE backoffice_dpo RENAME TO elsewhere")
    engine = maker_engine(server.address("postgres", "admin"), "public")
    try:
        with engine.begin() as tx:
            ensure_groups(tx)
            ensure_groups(tx)
            assert (
                tx.exec_driver_sql("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'backoffice_dpo'").scalar()
                is False
            )
            tx.exec_driver_sql("DROP ROLE backoffice_dpo")
    finally:
        server.admin.execute("ALTER ROLE elsewhere RENAME TO backoffice_dpo")
        engine.dispose()


def test_what_an_earlier_version_granted_is_taken_away(team: TeamStore) -> None:
    """Said anew, it is what the table says: nothing is left of what was granted by hand."""
    query = "SELECT has_table_privilege('demo_auditor', 'casebook.cases', 'SELECT')"
    team.server.do(team.name, "GRANT SELECT ON casebook.cases TO backoffice_auditor")
    assert team.server.do(team.name, query) == [(True,)]
    engine = maker_engine(team.server.address(team.name), "casebook")
    with engine.begin() as tx:
        settle(tx)
    engine.dispose()
    assert team.server.do(team.name, query) == [(False,)]
