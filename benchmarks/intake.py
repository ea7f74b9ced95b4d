"""Forms a second from the inbox into the caseload, and 500 cases treated at once.

Against what no intake can do without: the same octets parsed as JSON and written as one row each into
a table of the same encrypted database, in transactions of the same size.
"""

from __future__ import annotations

import json
import random
import secrets
import tempfile  # noqa: TID251  # a benchmark's store is invented, and goes with its folder
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import text

from backoffice_gui.actions.arrivals import GROUP
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.intake import intake
from backoffice_gui.actions.treat import treat
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_acts import Asked, CaseKey
from backoffice_gui.domain.cases import CaseAct, Duty
from backoffice_gui.reference_front.generator import submission
from backoffice_gui.storage.casebook import cases, keys
from backoffice_gui.storage.casebook.store import Casebook
from benchmarks.figures import Figure, median
from tests.support.cases import arrive
from tests.support.stores import World, make_inbox

__all__ = ["measure"]

_AT_ONCE = 500


def _forms(count: int) -> list[tuple[str, bytes]]:
    dice = random.Random(1)
    made = [submission(dice) for _ in range(count)]
    return [(one.kind, b"".join(one.parts[0].pieces)) for one in made]


def _plain(casebook: Casebook, forms: Sequence[tuple[str, bytes]]) -> float:
    """Seconds for the least: parsed, and written as it is."""
    with casebook.transaction() as tx:
        tx.execute(text("CREATE TABLE plain (n INTEGER PRIMARY KEY, octets BLOB NOT NULL)"))
    began = time.perf_counter()
    for first in range(0, len(forms), GROUP):
        rows = []
        for _kind, octets in forms[first : first + GROUP]:
            json.loads(octets)
            rows.append((octets,))
        with casebook.transaction() as tx:
            tx.exec_driver_sql("INSERT INTO plain (octets) VALUES (?)", rows)
    took = time.perf_counter() - began
    with casebook.transaction() as tx:
        tx.execute(text("DROP TABLE plain"))
    return took


def _taken_in(world: World, desk: Desk, forms: Sequence[tuple[str, bytes]]) -> float:
    for first in range(0, len(forms), _AT_ONCE):
        arrive(world, forms[first : first + _AT_ONCE])
    began = time.perf_counter()
    if intake(world.inbox, desk, SystemClock()).cases != len(forms):
        raise SystemExit("not every form became a case")
    return time.perf_counter() - began


def _idle(world: World, desk: Desk) -> float:
    began = time.perf_counter()
    intake(world.inbox, desk, SystemClock())
    return time.perf_counter() - began


def _treated(desk: Desk, act: CaseAct) -> float:
    with desk.casebook.reading() as connection:
        most = min(cases.last(connection), _AT_ONCE)
    keys_ = [CaseKey(case, 1 if act is CaseAct.TAKE else 2) for case in range(1, most + 1)]
    began = time.perf_counter()
    outcome = treat(desk, keys_, Asked(act), SystemClock(), duties=frozenset(Duty))
    if len(outcome.done) != most:
        raise SystemExit("not every case was treated")
    return (time.perf_counter() - began) * _AT_ONCE / most


def measure(count: int = 6_000, rounds: int = 3) -> Iterator[Figure]:
    """In rounds, each of new forms, beside the least in the same round."""
    forms = _forms(count * rounds)
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        world = make_inbox(Path(name) / "store")
        casebook = Casebook.create(world.inbox.folder, secrets.token_bytes(32))
        with casebook.transaction() as tx:
            keys.put_private(tx, world.private, world.at)
        desk = Desk(casebook, {world.private.public().fingerprint: world.private}, "exemple")
        ratios, rates = [], []
        for n in range(rounds):
            these = forms[n * count : (n + 1) * count]
            least, took = _plain(casebook, these), _taken_in(world, desk, these)
            ratios.append(took / least)
            rates.append(count / took)
        idle = [_idle(world, desk) for _ in range(50)]
        bulk = [_treated(desk, act) for act in (CaseAct.TAKE, CaseAct.ASK_COLLEAGUE)]
        casebook.close()
        world.inbox.close()
    yield Figure("intake_forms", median(rates), "forms/s", f"{rounds} × {count} forms into an empty store", 1_500)
    yield Figure("intake_ratio", median(ratios), "times", "the same forms parsed and written as one row each")
    yield Figure("intake_idle", median(idle) * 1e3, "ms", "50 looks with nothing new", 2, at_most=True)
    yield Figure("bulk_500", max(bulk), "s", "500 cases taken, then a colleague asked", 1, at_most=True)
