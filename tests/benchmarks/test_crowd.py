"""The crowd's benchmark works, and what it says of lost updates it would say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import crowd_store
from benchmarks.crowd import Wanted, measured
from benchmarks.crowd_store import Place
from tests.support.postgres import Server

_WANTED = Wanted(agents=10, cases=0, seconds=5.0, pace=1.0, processes=2)


@pytest.mark.timeout(240)
def test_ten_agents_work_for_five_seconds(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every figure is there; nothing is lost, nobody waited for each other in a circle; what goes is missed."""
    told: list[dict[str, object]] = []

    def kept(place: Place, believed: list[dict[str, object]]) -> list[str]:
        told.extend(json.loads(json.dumps(believed)))
        assert crowd_store.discrepancies(place, believed) == []
        words = "SET session_replication_role = replica; DELETE FROM casebook.case_event WHERE name = 'close'"
        place.server.do(place.name, words)
        return crowd_store.discrepancies(place, believed)

    monkeypatch.setattr("benchmarks.crowd.discrepancies", kept)
    figures = {figure.name: figure.value for figure in measured(server, tmp_path, _WANTED)}
    closed = sum(act == "close" for tale in told for _case, act, _version in tale["acts"])  # type: ignore[attr-defined]
    assert closed > 5
    assert figures["crowd_lost"] >= closed
    assert figures["crowd_deadlocks"] == 0
    assert figures["crowd_acts"] > 2
    for act in ("list", "open", "take", "note", "close"):
        assert 0 < figures[f"crowd_{act}_p50"] <= figures[f"crowd_{act}_p99"]
