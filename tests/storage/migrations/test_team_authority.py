"""What a row of a team's casebook is judged by: its service, kept wherever lists are made from; and who signed it."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import Connection, text

from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.migrations import team_authority

_CASE = (
    'INSERT INTO cases ("case", number, kind, source, state, bucket, received_at) '
    "VALUES (1, 'DL-2026-000001', 'unread', 'site', 'new', 0, '2026-01-05T08:00:00.000000Z')"
)


def _services(tx: Connection) -> tuple[object, ...]:
    """Of the case, its facts, its words, and of what is counted."""
    query = (
        "SELECT c.service, f.service, s.service, (SELECT string_agg(service || ':' || number, ' ' ORDER BY service) "
        'FROM tally WHERE number > 0) FROM cases c JOIN case_fact f USING ("case") JOIN case_search s USING ("case")'
    )
    return tuple(tx.execute(text(query)).one())


def test_what_comes_in_goes_to_the_service_of_its_kind(team_casebook: Casebook) -> None:
    """All that lists are made from has it too; read again as another kind it goes where that goes; then a lead decides."""
    with team_casebook.transaction() as tx:
        tx.exec_driver_sql("INSERT INTO service (service, name) VALUES (1, 'exemple'), (2, 'démo')")
        tx.exec_driver_sql("INSERT INTO service_kind (kind, service) VALUES ('contact_change', 2)")
        tx.exec_driver_sql(_CASE)
        tx.exec_driver_sql("INSERT INTO case_search (\"case\", words) VALUES (1, '')")
        assert _services(tx) == (0, 0, 0, "0:1")
        tx.exec_driver_sql("UPDATE cases SET kind = 'contact_change'")
        assert _services(tx) == (2, 2, 2, "2:1")
        tx.exec_driver_sql("UPDATE cases SET service = 1")
        tx.exec_driver_sql("UPDATE cases SET kind = 'certificate_request'")
        assert _services(tx) == (1, 1, 1, "1:1")
        moved = tx.exec_driver_sql("SELECT count(*) FROM case_moved").scalar()
        assert moved == 1
    with pytest.raises(Exception, match="rule of the schema"), team_casebook.transaction() as tx:
        tx.exec_driver_sql("UPDATE cases SET service = 3")


def test_every_function_is_the_owners_with_a_path_of_its_own(team_casebook: Casebook) -> None:
    """Whoever calls it brings no schema of his into it, and nobody but those named may call it."""
    query = text(
        "SELECT proname, prosecdef, proconfig::text, EXISTS (SELECT 1 FROM aclexplode(proacl) WHERE grantee = 0) "
        "FROM pg_proc WHERE pronamespace = 'casebook'::regnamespace"
    )
    with team_casebook.reading() as connection:
        found = {name: (definer, path, public) for name, definer, path, public in connection.execute(query)}
    assert set(team_authority.FUNCTIONS_1_3) <= set(found)
    for name in (*team_authority.FUNCTIONS_1_3, "audit_append", "audit_head", "case_found"):
        definer, path, _public = found[name]
        assert definer, name
        assert "search_path=casebook, pg_temp" in str(path), name
    assert not [name for name, (_definer, _path, public) in found.items() if public]


def test_an_owner_signs_as_he_likes(team_casebook: Casebook) -> None:
    """Moving a store writes what others did."""
    with team_casebook.transaction() as tx:
        tx.exec_driver_sql(_CASE)
        tx.exec_driver_sql(
            "INSERT INTO note (note, \"case\", at, agent, text) VALUES (1, 1, '', 'demo_other', 'EXEMPLE')"
        )
        assert tx.exec_driver_sql("SELECT highest('note')").scalar() == 1


def test_a_key_that_was_ended_is_sealed_to_nobody(team_casebook: Casebook) -> None:
    """An agent's row says when he was admitted, or holds nothing."""
    with pytest.raises(Exception, match="rule of the schema"), team_casebook.transaction() as tx:
        tx.exec_driver_sql(
            "INSERT INTO agent_key (agent, suite, public, fingerprint, sealed, asked_at) "
            "VALUES ('demo', 'demo', '', '', '\\x01', '')"
        )
    assert psycopg.errors.CheckViolation.sqlstate == "23514"
