"""The same lists on a team's PostgreSQL, over a network: each figure is that of `caseload`, journeys and all.

The server is one of the benchmark's own. A tenth of its cases come from `practice`; each is then there ten times
over, one behind the other, with numbers of its own and in one of three services by turns: a million cases in minutes.
They are asked for twice, by a lead, who sees all of them, and by an agent of one service, from whom row security keeps
the others. Nobody is beside: what 150 agents do at once is another figure.
"""

from __future__ import annotations

import dataclasses
import secrets
import tempfile  # noqa: TID251  # a benchmark's store is invented, and goes with its folder
import time
from collections.abc import Iterator
from pathlib import Path

from backoffice_gui.actions.practice import practice
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.sealing import generate
from backoffice_gui.storage.casebook import keys
from backoffice_gui.storage.team.casebook import create_casebook, open_casebook
from backoffice_gui.storage.team.grants import group_of
from benchmarks.caseload import measure_store
from benchmarks.far import far
from benchmarks.figures import Figure
from tests.support.postgres import Server, running_server

__all__ = ["filled", "measure"]

_KEY = bytes(range(32))
_AWAY = 5.0
"""Milliseconds there and back."""
_BOUND = 100.0
_TIMES = 10
_SERVICES = 3
_WHO = {"lead": ("lead_exemple", TeamRole.LEAD), "agent": ("agent_exemple", TeamRole.AGENT)}
_SETTINGS = ("shared_buffers=1GB", "work_mem=16MB", "maintenance_work_mem=256MB", "max_wal_size=4GB")
_MEMORY = Path("/dev/shm")
_MANY = (
    "SET search_path = casebook",
    "SET session_replication_role = replica",
    "INSERT INTO service (service, name) SELECT s, 'service ' || s FROM generate_series(1, {services}) AS s",
    "INSERT INTO agent_service (agent, service) VALUES ('agent_exemple', 1)",
    "CREATE TEMP TABLE times AS SELECT generate_series(0, {times} - 1) AS k",
    *(f"CREATE TEMP TABLE {name}_once AS SELECT * FROM {name}" for name in ("person", "cases", "case_fact", "contact")),
    "CREATE TEMP TABLE case_search_once AS SELECT * FROM case_search",
    "TRUNCATE person, cases, case_fact, contact, case_search, tally CASCADE",
    (
        "INSERT INTO person SELECT (made).* FROM (SELECT jsonb_populate_record(o, jsonb_build_object("
        "'person', (o.person - 1) * {times} + k + 1)) AS made FROM person_once AS o, times ORDER BY o.person, k) AS m"
    ),
    (
        "INSERT INTO contact SELECT (made).* FROM (SELECT jsonb_populate_record(o, jsonb_build_object("
        "'contact', (o.contact - 1) * {times} + k + 1, 'person', (o.person - 1) * {times} + k + 1)) AS made "
        "FROM contact_once AS o, times ORDER BY o.contact, k) AS m"
    ),
    (
        "INSERT INTO cases SELECT (made).* FROM (SELECT jsonb_populate_record(o, jsonb_build_object("
        "'case', (o.\"case\" - 1) * {times} + k + 1, 'person', (o.person - 1) * {times} + k + 1, "
        "'number', left(o.number, 10) || to_char((o.\"case\" - 1) * {times} + k + 1, 'FM9000000'), "
        "'submission', o.submission || k, 'digest', o.digest || k, 'service', 1 + k % {services})) AS made "
        'FROM cases_once AS o, times ORDER BY o."case", k) AS m'
    ),
    (
        'INSERT INTO case_fact ("case", what, days, service) '
        'SELECT (o."case" - 1) * {times} + k + 1, o.what, o.days, 1 + k % {services} '
        'FROM case_fact_once AS o, times ORDER BY o."case", k'
    ),
    "DROP INDEX ix_case_search_words",
    (
        'INSERT INTO case_search ("case", words, service) '
        'SELECT (o."case" - 1) * {times} + k + 1, o.words, 1 + k % {services} '
        'FROM case_search_once AS o, times ORDER BY o."case", k'
    ),
    "CREATE INDEX ix_case_search_words ON case_search USING gin (words) WITH (fastupdate = off)",
    (
        "INSERT INTO tally (bucket, state, kind, agent, service, number) "
        "SELECT bucket, state, kind, agent, service, count(*) FROM cases GROUP BY 1, 2, 3, 4, 5"
    ),
)
"""What lists are made of, each so many times; the guards stand aside, and what is not shown in lists goes."""


def filled(server: Server, name: str, folder: Path, cases: int) -> Iterator[Figure]:
    """Invented cases by `practice`, then each of them so many times."""
    once = cases // _TIMES
    begun = time.perf_counter()
    casebook = create_casebook(server.address(name), folder, _KEY)
    try:
        with casebook.transaction() as tx:
            keys.put_private(tx, generate(), SystemClock().now())
        practice(casebook, SystemClock(), wanted=once, seed=7)
    finally:
        casebook.close()
    took = time.perf_counter() - begun
    yield Figure("team_caseload_practice", once / took, "cases/s", f"{once} invented cases put into a server's store")
    begun = time.perf_counter()
    server.do(name, ";".join(_MANY).format(times=_TIMES, services=_SERVICES))
    server.do(name, "VACUUM ANALYZE")
    against = f"{cases} cases made of them, ten of each, by the server itself"
    yield Figure("team_caseload_many", time.perf_counter() - begun, "s", against)


def _seen(figure: Figure, who: str) -> Figure:
    bound = None if figure.floor is None else figure.floor if figure.unit == "MiB" else _BOUND
    against = f"{figure.against}; by the {who}, {_AWAY:g} ms away, there and back"
    return dataclasses.replace(
        figure, name=f"team_{who}_{figure.name.removeprefix('caseload_')}", floor=bound, goal=None, against=against
    )


def measure(cases: int = 100_000) -> Iterator[Figure]:
    """Begin a server, fill it, then ask from afar."""
    place = _MEMORY if _MEMORY.is_dir() else Path("/tmp")
    with tempfile.TemporaryDirectory(prefix="bench-") as kept, tempfile.TemporaryDirectory(prefix="far-") as away:
        folder, inner = Path(kept), place / f"backoffice-{secrets.token_hex(4)}"
        with running_server(inner, folder, *_SETTINGS) as server, far(Path(away), inner, _AWAY):
            name = server.new()
            yield from filled(server, name, folder, cases)
            octets = server.do(name, "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r'")[0][0]
            yield Figure("team_caseload_store", int(str(octets)) / 2**20, "MiB", f"what lists of {cases} cases are of")
            distant = dataclasses.replace(server, folder=Path(away))
            for who, (login, role) in _WHO.items():
                server.login(login, group_of(role))
                casebook = open_casebook(distant.address(name, login), folder, _KEY)
                try:
                    yield from (_seen(figure, who) for figure in measure_store(casebook))
                finally:
                    casebook.close()
