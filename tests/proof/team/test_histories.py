"""Histories of two collectors and several agents on one server, whose connections end at statements and COMMITs.

After each, against a model: no submission lost or doubled, no update lost, no case treated twice, and each agent was
told what is so. `BACKOFFICE_HISTORIES` plays so many (500 take two hours of a core), `BACKOFFICE_HISTORIES_FIRST` begins
at another seed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.collector import duties
from tests.support import proof
from tests.support.postgres import Server
from tests.support.team.history import Size, a_pattern, play

FIRST = int(os.environ.get("BACKOFFICE_HISTORIES_FIRST", "1"))
COUNT = int(os.environ.get("BACKOFFICE_HISTORIES", "0")) or proof.size(4, 500)
PARTS = proof.size(1, 4)
SIZE = Size(agents=proof.size(3, 20))

pytestmark = [
    pytest.mark.expected_logs("store_trouble", "lead_lost", "psycopg"),
    pytest.mark.timeout(proof.size(300, 14_400)),
]


@pytest.fixture(scope="module")
def pattern(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The tables of both stores, made once."""
    name = a_pattern(server, tmp_path_factory.mktemp("pattern"))
    yield name
    server.drop(name)


@pytest.fixture(autouse=True)
def _asked_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who leads asks often whether it still does."""
    monkeypatch.setattr(duties, "_LEADING", 0.05)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_history_loses_or_doubles_anything(part: int, server: Server, pattern: str, tmp_path: Path) -> None:
    """Whoever's connection ends, wherever: what was said is so, and all of it comes home."""
    ended = 0
    with proof.suite("team") as done:
        for n in range(FIRST + part, FIRST + COUNT, PARTS):
            outcome = play(f"history-{n}", server, pattern, tmp_path / f"{n}", SIZE)
            done["histories"] += 1
            done["connections_ended"] += outcome.cuts
            done["acts"] += len(outcome.said)
            ended += outcome.cuts
    assert ended >= COUNT // PARTS
