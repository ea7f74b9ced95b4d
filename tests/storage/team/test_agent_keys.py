"""Who asks for the team's key, and to whom it is sealed: under one's own login, by another's word."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.errors import StoreError
from backoffice_gui.sealing import generate
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.team import agent_keys
from backoffice_gui.storage.team.backing import TeamBacking
from tests.support.postgres import Server
from tests.support.stores import MOMENT

_COLLEAGUE = (
    "INSERT INTO agent_key (agent, suite, public, fingerprint, sealed, asked_at, admitted_by, admitted_at) "
    "VALUES ('demo_colleague', 'demo', '\\x01', 'sha256-1', '\\x02', '', 'demo', '')"
)
"""Somebody else who is admitted."""


@pytest.fixture
def desks(team_casebook: Casebook, server: Server, tmp_path: Path) -> Iterator[tuple[Database, Database]]:
    """A lead's and an agent's, neither with the team's key."""
    name = team_casebook._backing.address.database  # type: ignore[attr-defined]
    lead, agent = server.login("demo_chief_key", "backoffice_lead"), server.login("demo_agent_key", "backoffice_agent")
    with contextlib.ExitStack() as stack:
        one, two = (
            stack.enter_context(
                contextlib.closing(Database(TeamBacking(server.address(name, who), "casebook", tmp_path)))
            )
            for who in (lead, agent)
        )
        yield one, two


def test_an_agent_is_admitted_by_another(desks: tuple[Database, Database]) -> None:
    """The first admits himself; the next asks, and is admitted by the fingerprint that two people compared."""
    lead, agent = desks
    first, second, third = generate().public(), generate().public(), generate().public()
    with lead.transaction() as tx:
        assert agent_keys.mine(tx) is None
        assert not agent_keys.sealed_to_anybody(tx)
        assert agent_keys.ask(tx, first, MOMENT) == first.fingerprint
        assert agent_keys.admit(tx, "demo_chief_key", first.fingerprint, b"EXEMPLE 1", MOMENT)
        assert agent_keys.sealed_to_anybody(tx)
        assert agent_keys.sealed(tx) == b"EXEMPLE 1"
    with agent.transaction() as tx:
        agent_keys.ask(tx, second, MOMENT)
        agent_keys.ask(tx, second, MOMENT)
        assert agent_keys.sealed(tx) is None
    with pytest.raises(StoreError, match="not-permitted"), agent.transaction() as tx:
        agent_keys.admit(tx, "demo_agent_key", second.fingerprint, b"EXEMPLE", MOMENT)
    with pytest.raises(StoreError, match="not-permitted"), lead.transaction() as tx:
        agent_keys.admit(tx, "demo_chief_key", first.fingerprint, b"EXEMPLE", MOMENT)
    with lead.transaction() as tx:
        assert not agent_keys.admit(tx, "demo_agent_key", third.fingerprint, b"EXEMPLE", MOMENT)
        assert agent_keys.admit(tx, "demo_agent_key", second.fingerprint, b"EXEMPLE 2", MOMENT)
        known = {each.agent: each for each in agent_keys.everyone(tx)}
        assert known["demo_agent_key"].public == second
        assert known["demo_agent_key"].admitted_by == "demo_chief_key"
    with agent.reading() as connection:
        assert agent_keys.sealed(connection) == b"EXEMPLE 2"
        mine = agent_keys.mine(connection)
        assert mine is not None
        assert (mine.fingerprint, mine.ended_at) == (second.fingerprint, None)


def test_what_was_ended_is_sealed_to_nobody(team_casebook: Casebook) -> None:
    """Sealed anew for those who have it; whoever was ended asks again, and waits."""
    public = generate().public()
    with team_casebook.transaction() as tx:
        agent_keys.ask(tx, public, MOMENT)
        assert not agent_keys.seal_anew(tx, "backoffice", b"EXEMPLE")
        assert agent_keys.admit(tx, "backoffice", public.fingerprint, b"EXEMPLE 1", MOMENT)
        tx.execute(text(_COLLEAGUE))
        assert agent_keys.seal_anew(tx, "backoffice", b"EXEMPLE 2")
        assert agent_keys.sealed(tx) == b"EXEMPLE 2"
        assert agent_keys.end(tx, "backoffice", MOMENT)
        assert not agent_keys.end(tx, "backoffice", MOMENT)
        assert agent_keys.sealed(tx) is None
    with pytest.raises(StoreError, match="not-permitted"), team_casebook.transaction() as tx:
        agent_keys.admit(tx, "backoffice", public.fingerprint, b"EXEMPLE 3", MOMENT)
    with team_casebook.transaction() as tx:
        agent_keys.ask(tx, public, MOMENT)
        mine = agent_keys.mine(tx)
        assert mine is not None
        assert mine.ended_at is None


def test_nobody_ends_the_last_who_is_admitted(team_casebook: Casebook) -> None:
    """Nobody would have the team's key; nor does he come from another workstation, which has none yet."""
    public, other = generate().public(), generate().public()
    with team_casebook.transaction() as tx:
        agent_keys.ask(tx, public, MOMENT)
        assert agent_keys.admit(tx, "backoffice", public.fingerprint, b"EXEMPLE", MOMENT)
    with pytest.raises(StoreError, match="not-permitted"), team_casebook.transaction() as tx:
        agent_keys.end(tx, "backoffice", MOMENT)
    with pytest.raises(StoreError, match="not-permitted"), team_casebook.transaction() as tx:
        agent_keys.ask(tx, other, MOMENT)
    with team_casebook.transaction() as tx:
        tx.execute(text(_COLLEAGUE))
        agent_keys.ask(tx, other, MOMENT)
        assert agent_keys.sealed(tx) is None


def test_what_is_done_without_our_program_leaves_its_line(desks: tuple[Database, Database]) -> None:
    """Admitting, ending, sealing anew: the server itself writes them down, under the login that it knows."""
    lead, agent = desks
    first, second = generate().public(), generate().public()
    with lead.transaction() as tx:
        agent_keys.ask(tx, first, MOMENT)
        assert agent_keys.admit(tx, "demo_chief_key", first.fingerprint, b"EXEMPLE 1", MOMENT)
    with agent.transaction() as tx:
        agent_keys.ask(tx, second, MOMENT)
        agent_keys.ask(tx, second, MOMENT)
    with lead.transaction() as tx:
        assert agent_keys.admit(tx, "demo_agent_key", second.fingerprint, b"EXEMPLE 2", MOMENT)
    with lead.reading() as connection:
        lines = [(line.verb, dict(line.details)) for line in audit_log.read(connection) if line.object == "agent_key"]
    one, two = ({"agent": "demo_chief_key", "fingerprint": each.fingerprint} for each in (first, second))
    assert lines == [
        ("admission_asked", one),
        ("agent_admitted", {**one, "member": "demo_chief_key"}),
        ("agent_admitted", {**two, "member": "demo_agent_key"}),
    ], "his own asking is his own to read"
