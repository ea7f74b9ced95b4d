"""The crowd's benchmark works, and what it says of lost updates it would say."""

from __future__ import annotations

import dataclasses
import json
import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from benchmarks import crowd_store
from benchmarks.crowd import Wanted, measured
from benchmarks.crowd_desks import Order, Sitter
from benchmarks.crowd_store import Place
from tests.support.postgres import Server
from tests.support.wire import Wire

T = TypeVar("T")
_ROUNDS = 5
_FAR = 0.03
"""Seconds, as a program far away waits for."""
_JOURNEYS = {"list": 2, "open": 3, "take": 2, "note": 2, "close": 2, "draft": 2}
_WANTED = Wanted(agents=10, cases=0, seconds=5.0, pace=1.0, looks=100)


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


def test_each_act_at_a_desk_is_few_journeys(server: Server, tmp_path: Path) -> None:
    """So many times does an agent wait for the network, whatever is read and written; not one more."""
    place = Place(server, server.new(), tmp_path)
    assert list(crowd_store.peopled(place, 1, 0, crowd_store.SERVICES * (_ROUNDS + 1))) == []
    (login,) = crowd_store.logins(1)
    with Wire(server.folder, server.folder / f"w{secrets.token_hex(3)}", far=_FAR) as wire:
        address = str(dataclasses.replace(server, folder=wire.folder).address(place.name, login))
        sitter = Sitter(login, address, Order({}, crowd_store.KEY.hex(), str(tmp_path), 0, 0, 1))
        made: dict[str, list[int]] = {}

        def timed(act: str, deed: Callable[[], T]) -> T:
            wire.journeys = 0
            done = deed()
            made.setdefault(act, []).append(wire.journeys)
            return done

        sitter._timed = timed  # type: ignore[method-assign]
        for n in range(_ROUNDS):
            sitter._treat()
            case = sitter.tale.notes[-1][0]
            timed("draft", partial(sitter._cases.keep_draft, case, "note", f"EXEMPLE {n}"))
        sitter.leave()
    server.drop(place.name)
    assert sitter.tale.left == []
    # a machine that holds a client up between two pieces makes a journey more of it; not in each round
    assert set(made) == set(_JOURNEYS)
    assert all(min(many[1:]) <= _JOURNEYS[act] for act, many in made.items()), made
    assert all(max(many[1:]) <= _JOURNEYS[act] + 1 for act, many in made.items()), made
