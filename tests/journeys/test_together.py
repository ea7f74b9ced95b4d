"""Two agents at the same cases at the same moment: on a team's server, and on a file that two programs have open."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from backoffice_gui.actions.case_notes import keep_draft, write_note
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.hold import place_hold
from backoffice_gui.actions.treat import receipt_sent, treat
from backoffice_gui.actions.undo_case import undo
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_acts import Asked, CaseKey, Outcome
from backoffice_gui.domain.cases import Answer, CaseAct, CaseState, Duty
from backoffice_gui.domain.conflicts import Side, resolved
from backoffice_gui.domain.deadlines import civil_day
from backoffice_gui.domain.treating import Standing
from backoffice_gui.storage.casebook import events, notes, standing
from backoffice_gui.storage.casebook.store import Casebook
from tests.support.desks import MASTER, a_store
from tests.support.postgres import Server
from tests.support.teams import ME, THEM, a_team, enter

CLOCK = SystemClock()
AGENTS, LEADS = frozenset({Duty.AGENT}), frozenset(Duty)
ROUNDS = 6
ANSWER = Asked(CaseAct.ANSWER, certificates=((1, Answer.ISSUED, ""), (2, Answer.NO_MATCH, "")))


@contextmanager
def _on_a_server(server: Server, folder: Path) -> Iterator[tuple[Desk, Desk]]:
    with a_team(server, folder) as team:
        yield team.desk(ME), team.desk(THEM)


@contextmanager
def _in_a_file(_server: Server, folder: Path) -> Iterator[tuple[Desk, Desk]]:
    with a_store(folder / "s") as store, ExitStack() as opened:
        other = opened.enter_context(closing(Casebook.open(store.folder, MASTER.casebook_key())))
        enter(store.desk, 3)
        yield replace(store.desk, agent=ME), Desk(other, {}, THEM)


@pytest.fixture(params=[_on_a_server, _in_a_file], ids=["postgresql", "sqlcipher"])
def desks(request: pytest.FixtureRequest, server: Server, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two desks, each with connections of its own, and three new cases."""
    with request.param(server, tmp_path) as made:
        yield made


def at_once(*deeds: Callable[[], Outcome]) -> list[Outcome]:
    """Everybody does what is his at the same moment, on threads of their own; what came of each."""
    start = threading.Barrier(len(deeds))
    came: dict[int, Outcome] = {}

    def go(n: int, deed: Callable[[], Outcome]) -> None:
        start.wait(20)
        came[n] = deed()

    threads = [threading.Thread(target=go, args=(n, deed), name=f"agent-{n}") for n, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return [came[n] for n in range(len(deeds))]


def now(desk: Desk, case: int) -> Standing:
    """Where a case stands."""
    with desk.casebook.reading() as connection:
        return standing.load(connection, [case])[case]


def versions(desk: Desk, case: int) -> list[int]:
    """The versions that its changes made, in order: each once where nothing was lost."""
    with desk.casebook.reading() as connection:
        return [kept.what.version for kept in events.of_case(connection, case) if kept.what.before]


def act(desk: Desk, key: CaseKey, asked: Asked, duties: frozenset[Duty] = AGENTS) -> Outcome:
    """One act."""
    return treat(desk, [key], asked, CLOCK, duties=duties)


def test_of_two_who_take_a_case_one_has_it_and_the_other_is_told(desks: tuple[Desk, Desk]) -> None:
    """Again and again: given back, taken; never both, never neither; who insists has it with one more change."""
    mine, theirs = desks
    key = CaseKey(1, 1)
    for _ in range(ROUNDS):
        seen = key
        came = at_once(*(partial(act, desk, seen, Asked(CaseAct.TAKE)) for desk in desks))
        assert Counter(len(one.done) for one in came) == {0: 1, 1: 1}
        loser = came.index(next(one for one in came if one.failed))
        conflict = came[loser].failed[0].conflict
        assert conflict is not None
        assert (conflict.by, conflict.now) == ((desks[1 - loser].agent,), seen.version + 1)
        assert [(one.field, one.theirs, one.mine) for one in conflict.clashes] == [
            ("agent", desks[1 - loser].agent, desks[loser].agent)
        ]
        insists = resolved(Asked(CaseAct.TAKE), conflict, {"agent": Side.MINE})
        assert insists is not None
        (key,) = act(desks[loser], CaseKey(1, conflict.now), insists).done
        assert now(mine, 1).agent == desks[loser].agent
        (key,) = act(desks[loser], key, Asked(CaseAct.GIVE_BACK)).done
    assert versions(theirs, 1) == list(range(2, 2 + 3 * ROUNDS))


def test_what_two_change_of_a_case_apart_is_there_twice(desks: tuple[Desk, Desk]) -> None:
    """A receipt beside an act, a note, a draft and a hold beside both; each is in the story, and each version once."""
    mine, theirs = desks
    for case in (1, 2, 3):
        came = at_once(
            partial(act, mine, CaseKey(case, 1), Asked(CaseAct.TAKE)),
            partial(receipt_sent, theirs, [CaseKey(case, 1)], CLOCK, duties=AGENTS),
            partial(_beside, theirs, case),
        )
        assert not any(one.failed for one in came)
        found = now(theirs, case)
        assert (found.state, found.agent, found.version) == (CaseState.TAKEN, ME, 3)
        assert found.receipt_done_at is not None
        assert versions(mine, case) == [2, 3]
        with mine.casebook.reading() as connection:
            assert [one.text for one in notes.notes(connection, case)] == ["EXEMPLE"]
            assert [one.text for one in notes.drafts(connection, case, THEM)] == ["EXEMPLE"]


def _beside(desk: Desk, case: int) -> Outcome:
    write_note(desk, case, "EXEMPLE", CLOCK)
    keep_draft(desk, case, "answer", "EXEMPLE", CLOCK)
    place_hold(desk, case, "EXEMPLE, un recours", civil_day(CLOCK.now()), CLOCK.now())
    return Outcome(())


def test_a_case_is_treated_once_whoever_was_first(desks: tuple[Desk, Desk]) -> None:
    """Two leads answer the same case alike: one answer stands, one letter goes out, the other is told by whom."""
    mine, theirs = desks
    for case in (1, 2, 3):
        (key,) = act(mine, CaseKey(case, 1), Asked(CaseAct.TAKE)).done
        came = at_once(*(partial(act, desk, key, ANSWER, LEADS) for desk in desks))
        assert sorted(len(one.done) for one in came) == [0, 1]
        (failed,) = next(one.failed for one in came if one.failed)
        assert failed.conflict is not None
        assert {one.field for one in failed.conflict.clashes} == {"state", "certificate:1", "certificate:2"}
        assert versions(theirs, case) == [2, 3]


def test_what_is_taken_back_at_once_is_taken_back_once(desks: tuple[Desk, Desk]) -> None:
    """An undo and a colleague's act meet: one of them is done, and the other is told that it came too late."""
    mine, theirs = desks
    for case in (1, 2, 3):
        taken = act(mine, CaseKey(case, 1), Asked(CaseAct.TAKE))
        piece = Asked(CaseAct.ASK_PIECE, reason="EXEMPLE")
        came = at_once(partial(undo, mine, taken.undo, CLOCK), partial(act, theirs, taken.done[0], piece, LEADS))
        assert sorted(len(one.done) for one in came) == [0, 1]
        (failed,) = next(one.failed for one in came if one.failed)
        assert failed.code == ("undo-too-late" if came[0].failed else "case-changed")
        assert versions(theirs, case) == [2, 3]
