"""The same schedules over a team's server: other stores, other faults below them, and not one word of another judge."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from backoffice_gui.storage.inbox import removal
from tests.support import proof
from tests.support.postgres import Server
from tests.support.simulation.acts import Failed, play
from tests.support.simulation.planted import PLANTED
from tests.support.simulation.schedule import Template
from tests.support.simulation.team_ground import TeamTemplate

pytestmark = [pytest.mark.expected_logs("incident", "store_trouble", "psycopg"), pytest.mark.timeout(6000)]

NAMES = ("disk", "storm", "deaths", "war", "weather", "hostile", "clocks")
FIRST = 1
HELD = {"old-attempts-go-at-once"}
"""A server judges by itself what may be removed (`inbox.may_end`): there the bug can't do what it does in a file."""
HELD_SEEDS = 40
"""Among which the server is asked for what must stay; without the bug it never is (seen)."""


@pytest.fixture(scope="module")
def ground(server: Server, folder: Path) -> Iterator[TeamTemplate]:
    """Databases, made once."""
    made = TeamTemplate.make(server, folder / "team")
    yield made
    made.close()


def test_no_schedule_over_a_server_breaks_an_invariant(folder: Path, ground: TeamTemplate) -> None:
    """Statements refused, COMMITs that fail or whose answer nobody heard, connections that end: nothing is lost."""
    with proof.suite("simulation") as done:
        for n in range(proof.size(2, 350)):
            outcome = play(f"{NAMES[n % len(NAMES)]}-{FIRST + n}", folder / "play", ground)
            done["schedules"] += 1
            done["team_schedules"] += 1
            done["steps"] += outcome.steps


def test_where_nothing_goes_wrong_both_stores_are_the_same_trace(
    folder: Path, template: Template, ground: TeamTemplate
) -> None:
    """Every request, answer, event and time: what a collector does is not the store's to say."""
    for n in range(proof.size(1, 20)):
        assert play(f"calm-{n}", folder / "play", ground).trace == play(f"calm-{n}", folder / "play", template).trace


def test_the_same_seed_is_the_same_trace_over_a_server(folder: Path, ground: TeamTemplate) -> None:
    """Another process of the server's, other numbers of connections: none of it is in the trace."""
    for n in range(proof.size(1, 20)):
        seed = f"storm-{2 + n}"
        assert play(seed, folder / "play", ground).trace == play(seed, folder / "play", ground).trace, seed


def _finds(bug: str, seed: str, folder: Path, ground: TeamTemplate) -> bool:
    plant, _profiles = PLANTED[bug]
    try:
        with plant():
            play(seed, folder / "play", ground)
    except Failed:
        return True
    return False


@pytest.mark.deep
@pytest.mark.parametrize("bug", [bug for bug in PLANTED if bug not in HELD])
def test_a_planted_bug_is_found_over_a_server(bug: str, folder: Path, ground: TeamTemplate) -> None:
    """Each of them, and the same seed holds without it."""
    _plant, profiles = PLANTED[bug]
    seeds = (f"{profiles[n % len(profiles)]}-{n}" for n in range(150))
    seed = next((seed for seed in seeds if _finds(bug, seed, folder, ground)), None)
    assert seed is not None, f"{bug} was not found"
    play(seed, folder / "play", ground)


@pytest.mark.deep
@pytest.mark.parametrize("bug", sorted(HELD))
def test_a_planted_bug_that_the_server_holds_does_no_harm(
    bug: str, folder: Path, ground: TeamTemplate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked to let go what must stay, refuses, and every invariant holds."""
    plant, profiles = PLANTED[bug]
    real, refused = removal.may_forget, list[int]()

    def may_forget(tx: Connection, number: int) -> bool:
        may = real(tx, number)
        if not may:
            refused.append(number)
        return may

    monkeypatch.setattr(removal, "may_forget", may_forget)
    with plant():
        for n in range(HELD_SEEDS):
            play(f"{profiles[n % len(profiles)]}-{n}", folder / "play", ground)
    assert refused


def test_an_unknown_commit_taken_for_a_success_is_found_over_a_server(folder: Path, ground: TeamTemplate) -> None:
    """The bug that a store on the other side of a wire makes likely."""
    assert any(_finds("unknown-is-success", f"disk-{n}", folder, ground) for n in (1, 3, 9, *range(10, 40)))
