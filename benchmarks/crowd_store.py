"""The store that a crowd of agents works on: invented cases by the thousand, fresh ones among them, and who may what.

What agents open has come in as everything does: sealed in the inbox, taken in by a desk. The rest is only there to be
many. Each agent has a login of his own, in one of several services, and sees the cases of that.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.intake import intake
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.storage.casebook import audit_log, keys
from backoffice_gui.storage.team.casebook import create_casebook, open_casebook
from backoffice_gui.storage.team.grants import group_of
from backoffice_gui.storage.team.inbox import create_inbox
from benchmarks.figures import Figure
from benchmarks.team_caseload import filled
from tests.support.cases import arrive, from_generator
from tests.support.postgres import Server
from tests.support.stores import MOMENT, complete

__all__ = ["KEY", "SERVICES", "Place", "deadlocks", "discrepancies", "logins", "peopled"]

KEY = bytes(range(32))
SERVICES = 5
_AT_ONCE = 500
_ROUTED = (
    "SET search_path = casebook",
    "SET session_replication_role = replica",
    (
        "INSERT INTO service (service, name) SELECT n, 'service ' || n FROM generate_series(1, {services}) AS n "
        "ON CONFLICT DO NOTHING"
    ),
    'UPDATE cases SET service = 1 + "case" % {services}',
    'UPDATE case_fact SET service = 1 + "case" % {services}',
    'UPDATE case_search SET service = 1 + "case" % {services}',
    "TRUNCATE tally",
    (
        "INSERT INTO tally (bucket, state, kind, agent, service, number) "
        "SELECT bucket, state, kind, agent, service, count(*) FROM cases GROUP BY 1, 2, 3, 4, 5"
    ),
)
"""Every service has its share, whatever its kind: the guards stand aside while it is dealt out."""
_EVENTS = (
    "SELECT e.\"case\", e.name, e.version, e.who FROM casebook.case_event e WHERE e.who LIKE 'agent_%'"
    ' ORDER BY e."case", e.event'
)
_STOOD = (
    'SELECT c."case", c.version, c.state, c.agent FROM casebook.cases c '
    'WHERE EXISTS (SELECT 1 FROM casebook.case_event e WHERE e."case" = c."case" AND e.who LIKE \'agent_%\')'
)
_OPENED = "SELECT count(*) FROM casebook.audit WHERE verb = 'case_opened'"
_STATES = {"take": "taken", "close": "closed"}


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A database of a server; `folder`: of whoever opens it here."""

    server: Server
    name: str
    folder: Path


def peopled(place: Place, agents: int, cases: int, fresh: int) -> Iterator[Figure]:
    """Fill a database: `cases` invented ones (none for 0), `fresh` that came in, and so many `agents` in services."""
    server, name, folder = place.server, place.name, place.folder
    world = complete(create_inbox(server.address(name), folder))
    try:
        if cases:
            yield from filled(server, name, folder, cases)
            casebook = open_casebook(server.address(name), folder, KEY)
        else:
            casebook = create_casebook(server.address(name), folder, KEY)
        with contextlib.closing(casebook):
            with casebook.transaction() as tx:
                keys.put_private(tx, world.private, MOMENT)
                keys.link(tx, world.store_id, MOMENT)
            desk = Desk(casebook, {world.private.public().fingerprint: world.private}, "agent.exemple")
            forms = from_generator(fresh)
            for start in range(0, fresh, _AT_ONCE):
                arrive(world, forms[start : start + _AT_ONCE])
            intake(world.inbox, desk, SystemClock())
    finally:
        world.inbox.close()
    server.do(name, ";".join(_ROUTED).format(services=SERVICES))
    for n in range(agents):
        login = server.login(_login(n), group_of(TeamRole.AGENT))
        words = f"INSERT INTO casebook.agent_service (agent, service) VALUES ('{login}', {1 + n % SERVICES})"
        server.do(name, words)
    server.do(name, "VACUUM ANALYZE")


def _login(n: int) -> str:
    return f"agent_{n:03}"


def logins(agents: int) -> tuple[str, ...]:
    """Who sits there."""
    return tuple(map(_login, range(agents)))


def deadlocks(place: Place) -> int:
    """How many the server has broken since the database was made."""
    server, name = place.server, place.name
    server.do(name, "SELECT pg_stat_force_next_flush()")
    return int(str(server.do(name, f"SELECT deadlocks FROM pg_stat_database WHERE datname = '{name}'")[0][0]))


def discrepancies(place: Place, believed: Iterable[dict[str, Any]]) -> list[str]:
    """What is in the store otherwise than agents believe, in words; nothing where all is as they were told."""
    server, name = place.server, place.name
    acts, notes, opened, refused, wrong = Counter[tuple[Any, ...]](), Counter[tuple[Any, ...]](), 0, 0, list[str]()
    for one in believed:
        acts.update((case, act, version, one["agent"]) for case, act, version in one["acts"])
        notes.update((case, one["agent"], text) for case, text in one["notes"])
        opened, refused = opened + one["opened"], refused + len(one["left"])
    events = [tuple(row) for row in server.do(name, _EVENTS)]
    there = Counter(row for row in events if row[1] != "note")
    wrong += [f"believed, and not there once: {each}" for each in acts if there[each] != 1]
    wrong += [f"there, and not believed: {each}" for each in there if each not in acts]
    written = Counter(server.do(name, 'SELECT "case", agent, text FROM casebook.note'))
    wrong += [f"a note is there {written[each]} times: {each[:2]}" for each in notes if written[each] != 1]
    wrong += [f"a note nobody wrote: {each[:2]}" for each in written if each not in notes]
    wrong += _moved(place, events)
    noted = int(str(server.do(name, _OPENED)[0][0]))
    if not opened <= noted <= opened + refused:
        wrong.append(f"opened {opened} times, and the journal says {noted}")
    opened_again = contextlib.closing(open_casebook(server.address(name), place.folder, KEY))
    with opened_again as casebook, casebook.reading() as connection:
        whole = audit_log.verify(connection).ok
    return wrong if whole else [*wrong, "the journal is broken"]


def _moved(place: Place, events: list[tuple[object, ...]]) -> Iterator[str]:
    """Each version of a case was made by one act, and the case stands as the last one left it."""
    made: dict[object, list[tuple[object, ...]]] = {}
    for case, act, version, who in events:
        if act != "note":
            made.setdefault(case, []).append((version, act, who))
    for case, version, state, agent in place.server.do(place.name, _STOOD):
        acts = made.get(case, [])
        if [each[0] for each in acts] != list(range(2, 2 + len(acts))):
            yield f"versions of case {case}: {json.dumps([each[0] for each in acts])}"
        elif acts and (version, state) != (acts[-1][0], _STATES[str(acts[-1][1])]):
            yield f"case {case} stands at {version}, {state}"
        elif acts and agent != acts[-1][2]:
            yield f"case {case} is {agent}'s"
