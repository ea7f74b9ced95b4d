"""A team's store with people in it: two services with a case each, and a login for every role.

Everything is invented; what a refusal is made of (numbers, roles) stands here once, for the matrix and the attacks.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.sealing import generate
from backoffice_gui.storage.casebook import keys
from backoffice_gui.storage.team.casebook import create_casebook
from backoffice_gui.storage.team.grants import EVERYWHERE, group_of
from backoffice_gui.storage.team.inbox import create_inbox
from tests.support.postgres import Server
from tests.support.stores import complete

__all__ = ["ALL", "HERE", "KEY", "PEOPLE", "THERE", "Raw", "TeamStore", "ask", "logged_in", "populated", "refused"]

KEY = bytes(range(32))
"""The key of the team."""
Raw = psycopg.Connection[tuple[object, ...]]
HERE, THERE = 1, 2
"""The case, the person and the service that are the agent's own, and those that are not."""
ALL = "demo_all"
"""An agent who sees all services."""
PEOPLE = {role: f"demo_{role.value}" for role in TeamRole}

_AT = "2026-01-05T08:00:00.000000Z"
_LONG_AGO = datetime(2020, 1, 5, 8, tzinfo=UTC)
"""A first line of the journal that may be purged."""
_ONE = """
INSERT INTO person (person, made_at, applicant, family_name, ofpra_key) VALUES ({n}, '{at}', 'EXEMPLE {n}', 'EXEMPLE', 'K{n}');
INSERT INTO cases ("case", number, kind, source, state, bucket, person, applicant, received_at, store_id, inbox_row, origin,
  submission, digest, service) VALUES ({n}, 'DL-2026-00000{n}', 'certificate_request', 'site', 'new', 0, {n}, 'EXEMPLE {n}',
  '{at}', 'demo', {n}, 'demo', 'demo-{n}', 'd{n}', {n});
INSERT INTO case_form ("case", kind, octets) VALUES ({n}, 'demo', '\\x7b7d');
INSERT INTO certificate ("case", n, type) VALUES ({n}, 1, 'birth');
INSERT INTO change ("case", field, after) VALUES ({n}, 'phone', 'EXEMPLE');
INSERT INTO case_event (event, "case", at, who, name, version) VALUES ({n}, {n}, '{at}', 'program', 'received', 1);
INSERT INTO note (note, "case", at, agent, text) VALUES ({n}, {n}, '{at}', 'demo_lead', 'EXEMPLE {n}');
INSERT INTO proposal ("case", other, kind, score, reasons, made_at) VALUES ({n}, 9, 'same_person', 1, '[]', '{at}');
INSERT INTO hold ("case", agent, reason, until, made_at) VALUES ({n}, 'demo_lead', 'EXEMPLE', '2030-01-01', '{at}');
INSERT INTO identity (person, "case", declared_at, form) VALUES ({n}, {n}, '{at}', '{{}}');
INSERT INTO contact (contact, person, field, value, key, received_at, entered_by, "case")
  VALUES ({n}, {n}, 'phone', 'EXEMPLE', 'k{n}', '{at}', 'form', {n});
INSERT INTO match_key (key, person) VALUES ('k{n}', {n});
INSERT INTO draft ("case", agent, what, text, saved_at) VALUES ({n}, 'demo_lead', 'note', 'EXEMPLE', '{at}');
INSERT INTO case_search ("case", words) VALUES ({n}, array_to_tsvector(ARRAY['exemple', 'mot{n}']));
"""
_CASEBOOK = """
INSERT INTO service (name) VALUES ('état civil'), ('courrier');
INSERT INTO agent_service (agent, service) VALUES ('demo_agent', 1);
{cases}
UPDATE cases SET closed_at = '{at}' WHERE "case" = 2;
UPDATE hold SET until = '2020-01-01' WHERE "case" = 2;
INSERT INTO saved_view (owner, name, query) VALUES ('', 'commune', '{{}}'), ('demo_lead', 'privée', '{{}}');
INSERT INTO purge (purge, requested_at, requester, digest, items, rules) VALUES
  (1, '{at}', 'demo_chief', 'd1', 1, '{{}}'), (2, '{at}', 'demo_chief', 'd2', 1, '{{}}');
INSERT INTO purge_item (purge, category, subject, version) VALUES (1, 'case', 2, 1), (2, 'case', 2, 1);
UPDATE purge SET approver = 'demo_other', approved_at = '{at}' WHERE purge = 2;
INSERT INTO agent_key (agent, suite, public, fingerprint, sealed, asked_at, admitted_by, admitted_at)
  VALUES ('demo_lead', 'demo', '\\x01', 'sha256-1', '\\x02', '{at}', 'demo_chief', '{at}'),
  ('demo_chief', 'demo', '\\x04', 'sha256-4', '\\x05', '{at}', 'demo_chief', '{at}');
INSERT INTO agent_key (agent, suite, public, fingerprint, asked_at) VALUES ('demo_new', 'demo', '\\x03', 'sha256-3', '{at}');
"""
_INBOX = """
INSERT INTO store (n, store_id, made_at, reason, place) VALUES (9, 'demo', '{at}', 'made', 'demo');
INSERT INTO run_key (id, store_id, generation, suite, sealed, made_at, canary) VALUES (9, 'demo', 1, 'demo', '', '{at}', '');
INSERT INTO submission (row, origin, id, digest, seq, kind, size, parts, first_seen_at, stage)
  SELECT n, 'demo', 'demo-' || n, 'd' || n, n, 'demo', 1, 1, '{at}', 'OFFERED' FROM generate_series(1, 4) AS n;
INSERT INTO attempt (attempt, row, tag, store_id, run_key, wrapped_key, started_at)
  SELECT n, least(n, 4), decode(lpad(n::text, 32, '0'), 'hex'), 'demo', 9, '\\x0102', '{at}' FROM generate_series(1, 5) AS n;
INSERT INTO chunk (attempt, part, n, last, sealed) SELECT n, 1, 0, true, '\\x00' FROM generate_series(1, 5) AS n;
UPDATE attempt SET stored_at = '{at}';
UPDATE attempt SET verified_at = '{at}', chunk_hashes = sha256('\\x00') WHERE attempt IN (1, 2, 5);
INSERT INTO incident (number, kind, opened_at, row, detail) VALUES (1, 'lost', '{at}', 1, 'demo');
"""
"""Of submission 4 there are two attempts: 4, which was never verified, and 5, which was."""


@dataclasses.dataclass(frozen=True, slots=True)
class TeamStore:
    """The database of a populated store, and its server."""

    server: Server
    name: str


def populated(server: Server, folder: Path) -> TeamStore:
    """Make both schemas as a program would, fill them as their owner, and give everybody a login."""
    name = server.new()
    address = server.address(name)
    complete(create_inbox(address, folder)).inbox.close()
    with (
        contextlib.closing(create_casebook(address, folder, KEY)) as casebook,
        casebook.transaction() as tx,
    ):
        keys.put_private(tx, generate(), _LONG_AGO)
    owner = server.connect(name, "backoffice")
    cases = "".join(_ONE.format(n=n, at=_AT) for n in (HERE, THERE))
    owner.execute("SET search_path = casebook, pg_temp")
    owner.execute(_CASEBOOK.format(cases=cases, at=_AT).encode())
    owner.execute("SET search_path = inbox, pg_temp")
    owner.execute(_INBOX.format(at=_AT).encode())
    owner.commit()
    owner.close()
    for role, login in PEOPLE.items():
        server.login(login, group_of(role))
    server.login(ALL, group_of(TeamRole.AGENT), EVERYWHERE)
    return TeamStore(server, name)


@contextlib.contextmanager
def logged_in(team: TeamStore) -> Iterator[dict[str, Raw]]:
    """One connection for each of them, and one for the owner."""
    with contextlib.ExitStack() as stack:
        yield {
            user: stack.enter_context(contextlib.closing(team.server.connect(team.name, user)))
            for user in (*PEOPLE.values(), ALL, "backoffice")
        }


def ask(raw: Raw, words: str) -> Sequence[tuple[object, ...]]:
    """What the server answers."""
    found = raw.execute(words.encode())
    return found.fetchall() if found.description else []


def refused(raw: Raw, words: str) -> None:
    """The server says no; everything else is a hole."""
    try:
        with pytest.raises((errors.InsufficientPrivilege, errors.CheckViolation)):
            raw.execute(words.encode())
    finally:
        raw.rollback()
