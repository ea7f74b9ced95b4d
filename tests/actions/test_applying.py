"""What waited is done once, or kept with its reason: every kind of it, on a server whose wire is cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest

from backoffice_gui.actions.applying import TOO_OLD, By, apply
from backoffice_gui.actions.case_notes import keep_draft
from backoffice_gui.actions.once import forget_keys
from backoffice_gui.actions.treat import treat
from backoffice_gui.domain.case_acts import Asked, Mark
from backoffice_gui.domain.cases import CaseAct, Duty
from backoffice_gui.domain.deadlines import Delays
from backoffice_gui.domain.outbox import (
    TOO_OLD_DAYS,
    Act,
    Change,
    Drafted,
    Fate,
    Freed,
    Held,
    Judged,
    Linked,
    LinkedPerson,
    Looked,
    Marked,
    Noted,
    Pending,
    Undone,
)
from backoffice_gui.errors import StoreError, UsageError
from backoffice_gui.storage.casebook import proposals
from backoffice_gui.storage.casebook.proposals import Proposed
from tests.conftest import ExpectedLogs
from tests.support.clock import TurnedClock
from tests.support.postgres import Server
from tests.support.team_desks import TeamPattern, TeamStore, a_team_store, team_pattern_of

CLOCK = TurnedClock()
_DUTIES = frozenset({Duty.AGENT, Duty.LEAD})


@pytest.fixture(scope="module")
def pattern(server: Server, tmp_path_factory: pytest.TempPathFactory) -> TeamPattern:
    """Three cases on a server."""
    return team_pattern_of(server, tmp_path_factory.mktemp("pattern"))


@pytest.fixture
def team(server: Server, pattern: TeamPattern, tmp_path: Path) -> Iterator[TeamStore]:
    """A desk of its own on them."""
    with a_team_store(server, pattern, tmp_path) as made:
        yield made


def _by(team: TeamStore) -> By:
    def numbered(number: str) -> int:
        if number != "DL-2026-000002":
            raise UsageError("case-unknown")
        return 2

    return By(team.desk, CLOCK, _DUTIES, Delays(), numbered)


def _pending(change: Change, n: int = 1, case: int = 1, version: int = 1) -> Pending:
    return Pending(f"{n:032x}", case, "", change, version, version + 1, CLOCK.now())


_COUNTED = ("case_event", "note", "draft", "hold", "applied", "audit")
_STATE = "SELECT (SELECT jsonb_agg(cases ORDER BY 1) FROM casebook.cases), " + ", ".join(
    f"(SELECT count(*) FROM casebook.{table})" for table in _COUNTED
)


def _state(team: TeamStore) -> list[tuple[object, ...]]:
    """Everything that a change changes, but for the times of what was said again."""
    return team.ask(_STATE)


def test_every_kind_of_change_is_done_once(team: TeamStore) -> None:
    """Sent a second time, as after a cut that nobody heard of, it changes nothing and is done all the same."""
    with team.desk.casebook.transaction() as tx:
        proposals.add(tx, [Proposed(1, 2, kind, 80, ()) for kind in ("duplicate", "repeat")], CLOCK.now())
    by = _by(team)
    changes: list[Change] = [
        Act(Asked(CaseAct.TAKE)),
        Marked(Mark.RECEIPT),
        Marked(Mark.UNREAD),
        Noted("EXEMPLE"),
        Drafted("answer", "EXEMPLE"),
        Held("EXEMPLE de raison", date(2030, 1, 1)),
        Freed(1),
        Looked(),
        Linked("DL-2026-000002"),
        LinkedPerson(1),
        Judged(2, "duplicate", accepted=True),
        Judged(2, "repeat", accepted=False),
    ]
    for n, change in enumerate(changes, start=1):
        (key, *_others) = team.versions()
        before = _state(team)
        pending = _pending(change, n, version=key.version)
        done = apply(by, pending)
        assert (done.pending.fate, done.pending.code) == (Fate.APPLIED, ""), change
        after = _state(team)
        assert after != before, change
        assert apply(by, pending).pending.fate is Fate.APPLIED
        assert _state(team) == after, change


def test_what_somebody_else_was_first_with_is_kept_to_be_decided(team: TeamStore) -> None:
    """It is said; nothing of his is overwritten, and the change itself stays as it was made."""
    colleague = team.colleague()
    treat(colleague, team.versions()[:1], Asked(CaseAct.TAKE), CLOCK, duties=_DUTIES)
    pending = _pending(Act(Asked(CaseAct.TAKE)))
    kept = apply(_by(team), pending).pending
    assert (kept.fate, kept.code) == (Fate.CLASHED, "case-changed")
    assert replace(kept, fate=Fate.WAITING, code="", conflict=None) == pending
    assert team.ask('SELECT agent FROM casebook.cases WHERE "case" = 1') == [(colleague.agent,)]


_REFUSED: list[tuple[Change, str]] = [
    (Act(Asked(CaseAct.REOPEN, reason="EXEMPLE")), "case-not-possible"),
    (Noted(" "), "note-empty"),
    (Held("EXEMPLE de raison", date(2020, 1, 1)), "hold-day"),
    (Freed(1), "hold-none"),
    (Judged(2, "duplicate", accepted=False), "proposal-unknown"),
    (Linked("DL-2026-000009"), "case-unknown"),
    (LinkedPerson(99), "person-unknown"),
]


def test_what_can_not_be_done_is_kept_with_its_reason(team: TeamStore) -> None:
    """Its agent reads why; nothing changed on the server."""
    before = _state(team)
    for n, (change, code) in enumerate(_REFUSED, start=1):
        kept = apply(_by(team), _pending(change, n)).pending
        assert (kept.fate, kept.code, kept.change) == (Fate.REFUSED, code, change)
    assert _state(team) == before


def test_an_undo_of_several_is_one_change_and_done_once(team: TeamStore) -> None:
    """Its key stands for every case that it touches."""
    taken = treat(team.desk, team.versions(), Asked(CaseAct.TAKE), CLOCK, duties=_DUTIES)
    pending = _pending(Undone(taken.undo.events), case=0, version=0)
    assert apply(_by(team), pending).pending.fate is Fate.APPLIED
    assert [key.version for key in team.versions()] == [3, 3, 3]
    assert apply(_by(team), pending).pending.fate is Fate.APPLIED
    assert [key.version for key in team.versions()] == [3, 3, 3]
    late = _pending(Undone(taken.undo.events), 2, case=0, version=0)
    assert apply(_by(team), late).pending.fate is Fate.CLASHED


def test_what_waited_too_long_is_not_sent(team: TeamStore) -> None:
    """The server may have forgotten its key: its agent sends it, or gives it up."""
    pending = replace(_pending(Noted("EXEMPLE")), at=CLOCK.now() - timedelta(days=TOO_OLD_DAYS, seconds=1))
    kept = apply(_by(team), pending).pending
    assert (kept.fate, kept.code) == (Fate.REFUSED, TOO_OLD)
    assert team.ask("SELECT 1 FROM casebook.note") == []


def test_what_was_done_long_ago_is_not_asked_about(team: TeamStore) -> None:
    """Nobody heard that it was done; another post has tidied since: it is known, and not done twice."""
    pending = _pending(Noted("EXEMPLE"))
    assert apply(_by(team), pending).pending.fate is Fate.APPLIED
    assert forget_keys(team.desk, CLOCK.now() + timedelta(days=36)) == 0
    old = replace(pending, at=CLOCK.now() - timedelta(days=TOO_OLD_DAYS, seconds=1))
    assert apply(_by(team), old).pending.fate is Fate.APPLIED
    assert team.ask("SELECT text FROM casebook.note") == [("EXEMPLE",)]


def test_a_draft_that_waited_does_not_go_over_a_newer_one(team: TeamStore) -> None:
    """Typed on another machine since: both are kept and the agent decides, but where the newer one holds all of it."""
    by, hour = _by(team), timedelta(hours=1)
    keep_draft(team.desk, 1, "note", "EXEMPLE, suite", CLOCK)
    older = replace(_pending(Drafted("note", "EXEMPLE autre")), at=CLOCK.now() - hour)
    kept = apply(by, older).pending
    assert (kept.fate, kept.code, kept.change) == (Fate.CLASHED, "case-changed", older.change)
    for n, (what, text) in enumerate([("note", ""), ("note", "EXEMPLE"), ("answer", "EXEMPLE")], start=2):
        one = replace(_pending(Drafted(what, text), n), at=CLOCK.now() - hour)
        assert apply(by, one).pending.fate is Fate.APPLIED
    kept_now = "SELECT what, text FROM casebook.draft ORDER BY what"
    assert team.ask(kept_now) == [("answer", "EXEMPLE"), ("note", "EXEMPLE, suite")]
    assert apply(by, replace(older, at=CLOCK.now() + hour)).pending.fate is Fate.APPLIED
    assert team.ask(kept_now) == [("answer", "EXEMPLE"), ("note", "EXEMPLE autre")]


def test_one_that_trips_us_is_kept_and_said(team: TeamStore, expected_logs: ExpectedLogs) -> None:
    """A defect of ours keeps none of the others from being done."""
    expected_logs.allow("change_not_applied")
    with team.desk.casebook.transaction() as tx:
        tx.exec_driver_sql("ALTER TABLE draft ADD COLUMN odd TEXT NOT NULL")
    kept = apply(_by(team), _pending(Drafted("note", "EXEMPLE"))).pending
    assert (kept.fate, kept.code) == (Fate.REFUSED, "defect")
    assert apply(_by(team), _pending(Noted("EXEMPLE"), 2)).pending.fate is Fate.APPLIED


def test_while_the_server_is_away_it_waits(team: TeamStore) -> None:
    """Neither done nor refused; once the server is back, it is done."""
    pending = _pending(Noted("EXEMPLE"))
    team.wire.down()
    with pytest.raises(StoreError, match=r"STO-015"):
        apply(_by(team), pending)
    team.wire.up()
    assert apply(_by(team), pending).pending.fate is Fate.APPLIED
    assert len(team.ask("SELECT 1 FROM casebook.note")) == 1


def test_every_kind_is_tried_here() -> None:
    """One that is new is one more row above."""
    here = {Act, Marked, Noted, Drafted, Held, Freed, Looked, Linked, LinkedPerson, Judged, Undone}
    assert here == set(get_args(Change))
