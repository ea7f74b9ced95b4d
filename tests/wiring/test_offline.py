"""A desk whose server goes away: real wires that are cut, a real outbox, nothing lost and nothing twice."""

from __future__ import annotations

import inspect
import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from backoffice_gui.actions.case_notes import keep_draft
from backoffice_gui.actions.hold import place_hold
from backoffice_gui.actions.treat import treat
from backoffice_gui.domain.case_acts import Asked, CaseKey, Mark, Undo
from backoffice_gui.domain.case_list import CaseFilter, CaseQuery, CaseView
from backoffice_gui.domain.cases import CaseAct, CaseState, Duty
from backoffice_gui.domain.outbox import TOO_OLD_DAYS, Fate, Line
from backoffice_gui.errors import StoreError, StoreUnreachable, UsageError
from backoffice_gui.storage.outbox import OUTBOX_FILE
from backoffice_gui.wiring.case_exports import CaseExports
from backoffice_gui.wiring.case_reading import CaseReading
from backoffice_gui.wiring.cases import Cases
from backoffice_gui.wiring.retention import Keeping, Retention
from tests.support.clock import TurnedClock
from tests.support.postgres import Server
from tests.support.team_desks import TeamDesk, TeamPattern, a_team_store, served_team, team_pattern_of

_DUTIES = frozenset({Duty.AGENT, Duty.LEAD})
_TAKE = Asked(CaseAct.TAKE)


@pytest.fixture(scope="module")
def pattern(server: Server, tmp_path_factory: pytest.TempPathFactory) -> TeamPattern:
    """Three cases on a server."""
    return team_pattern_of(server, tmp_path_factory.mktemp("pattern"))


@pytest.fixture
def desk(server: Server, pattern: TeamPattern, tmp_path: Path) -> Iterator[TeamDesk]:
    """Unlocked, its outbox empty."""
    with a_team_store(server, pattern, tmp_path) as team, served_team(team) as made:
        yield made


def test_what_is_on_the_screen_stays_readable(desk: TeamDesk) -> None:
    """The list, the views, a case that was opened; what was never read can't be, and is said so at once."""
    query = CaseQuery(CaseFilter())
    page, views, detail = desk.cases.page(query, 0, 10), desk.cases.views(), desk.cases.case(1)
    number = page.rows[0].number
    found = desk.cases.numbered(number)
    desk.team.wire.down()
    assert desk.cases.page(query, 0, 10) == page
    assert not desk.cases.outbox.line().reachable
    team = desk.cases.team  # asked for on the window's thread, where nothing may fail: who is in it is not
    assert desk.cases.outbox.line().since is not None
    assert (desk.cases.views(), desk.cases.case(1), desk.cases.numbered(number)) == (views, detail, found)
    cases = desk.cases
    for unread in (lambda: cases.case(2), lambda: cases.page(query, 10, 10), lambda: cases.find("x", 9), team.members):
        with pytest.raises(StoreUnreachable, match="offline"):
            unread()
    desk.caseload.forget()
    with pytest.raises(StoreUnreachable):
        desk.cases.case(1)


def test_what_is_changed_waits_is_shown_so_and_goes_on_return(desk: TeamDesk) -> None:
    """Three things done with one case while the server is away, each upon the one before."""
    desk.cases.case(1)
    desk.cases.page(CaseQuery(CaseFilter()), 0, 10)
    desk.team.wire.down()
    taken = desk.cases.do([CaseKey(1, 1)], _TAKE, lambda _done: None, lambda: False)
    assert (taken.done, taken.failed, taken.waiting) == ((), (), (CaseKey(1, 2),))
    shown = desk.cases.case(1)
    assert (shown.row.state, shown.row.agent, shown.row.version) == (CaseState.TAKEN, "agent-exemple", 2)
    assert CaseAct.GIVE_BACK in shown.possible
    desk.cases.write_note(1, "EXEMPLE de note")
    desk.cases.keep_draft(1, "answer", "EXEMPLE")
    desk.cases.keep_draft(1, "answer", "EXEMPLE, plus loin")
    desk.cases.do([CaseKey(1, 2)], Asked(CaseAct.ASK_COLLEAGUE), lambda _done: None, lambda: False)
    shown = desk.cases.case(1)
    assert shown.row.state is CaseState.WAITING_COLLEAGUE
    assert [(note.text, note.note) for note in shown.notes] == [("EXEMPLE de note", 0)]
    assert [draft.text for draft in shown.drafts] == ["EXEMPLE, plus loin"]
    assert [type(each.change).__name__ for each in desk.cases.outbox.pending()] == ["Act", "Noted", "Act"]
    assert {each.number for each in desk.cases.outbox.pending()} == {shown.row.number}
    assert desk.cases.outbox.line().waiting == 3
    assert desk.team.versions()[0] == CaseKey(1, 1)
    desk.back()
    assert desk.team.versions()[0] == CaseKey(1, 3)
    assert desk.notes() == ["EXEMPLE de note"]
    assert desk.team.ask("SELECT text FROM casebook.draft") == [("EXEMPLE, plus loin",)]
    line = desk.cases.outbox.line()
    assert (line.reachable, line.waiting, line.applied) == (True, 0, 3)
    assert desk.heard[-1] == line
    assert not (desk.team.folder / OUTBOX_FILE).exists()
    opened = desk.team.ask("SELECT event FROM casebook.audit WHERE verb = 'case_opened'")
    assert len(opened) == 3  # once before, and each look from memory


@pytest.mark.expected_logs("look_not_noted")
def test_a_look_that_is_refused_keeps_nothing_from_being_sent(desk: TeamDesk) -> None:
    """It is too old to be noted by itself; what was done to the case later goes with the same return."""
    desk.cases.case(1)
    desk.team.wire.down()
    desk.cases.case(1)
    clock = desk.caseload.clock
    assert isinstance(clock, TurnedClock)
    clock.advance(60)
    desk.cases.do([CaseKey(1, 1)], _TAKE, lambda _done: None, lambda: False)
    clock.advance(TOO_OLD_DAYS * 86_400 - 30)
    desk.back()
    assert desk.cases.outbox.pending() == ()
    assert desk.team.versions()[0] == CaseKey(1, 2)


def test_what_can_not_be_is_refused_while_the_server_is_away_too(desk: TeamDesk) -> None:
    """By the same function as on the server; an old version, an act that does not fit, a note without a word."""
    desk.cases.case(1)
    desk.team.wire.down()
    desk.cases.do([CaseKey(1, 1)], _TAKE, lambda _done: None, lambda: False)
    late = desk.cases.do([CaseKey(1, 1)], _TAKE, lambda _done: None, lambda: False)
    assert [each.code for each in late.failed] == ["case-changed"]
    odd = desk.cases.do([CaseKey(1, 2)], Asked(CaseAct.REOPEN, reason="EXEMPLE"), lambda _done: None, lambda: False)
    assert [each.code for each in odd.failed] == ["case-not-possible"]
    with pytest.raises(UsageError, match="note-empty"):
        desk.cases.write_note(1, " ")
    assert len(desk.cases.outbox.pending()) == 1


def test_what_waits_is_taken_back_without_being_sent(desk: TeamDesk) -> None:
    """And what was made upon it goes on from the version before."""
    desk.cases.case(1)
    desk.team.wire.down()
    desk.cases.do([CaseKey(1, 1)], _TAKE, lambda _done: None, lambda: False)
    receipt = desk.cases.mark([CaseKey(1, 2)], Mark.RECEIPT, lambda _done: None, lambda: False)
    (first, second) = desk.cases.outbox.pending()
    assert receipt.undo == Undo(waiting=(second.key,))
    assert desk.cases.undo(Undo(waiting=(first.key,))).done == (CaseKey(1, 1),)
    desk.back()
    assert desk.team.ask('SELECT agent, version FROM casebook.cases WHERE "case" = 1') == [("", 2)]
    with pytest.raises(UsageError, match="undo-too-late"):
        desk.cases.undo(receipt.undo)


def test_a_colleagues_change_meanwhile_is_a_conflict_and_nothing_is_lost(desk: TeamDesk) -> None:
    """What was made upon it waits with it; a note does not. Then its agent decides."""
    desk.cases.case(1)
    desk.team.wire.down()
    desk.cases.do([CaseKey(1, 1)], _TAKE, lambda _done: None, lambda: False)
    desk.cases.mark([CaseKey(1, 2)], Mark.RECEIPT, lambda _done: None, lambda: False)
    desk.cases.write_note(1, "EXEMPLE")
    colleague = desk.team.colleague()
    treat(colleague, [CaseKey(1, 1)], _TAKE, TurnedClock(), duties=_DUTIES)
    desk.back()
    assert [each.fate for each in desk.cases.outbox.pending()] == [Fate.CLASHED, Fate.WAITING]
    assert desk.notes() == ["EXEMPLE"]
    line = desk.cases.outbox.line()
    assert (line.waiting, line.clashed, line.applied) == (1, 1, 1)
    assert desk.team.ask('SELECT agent FROM casebook.cases WHERE "case" = 1') == [("collegue-exemple",)]
    assert desk.replay() == 0
    assert desk.cases.case(1).row.agent == "collegue-exemple"
    (clashed, upon) = (each.key for each in desk.cases.outbox.pending())
    desk.cases.outbox.discard(upon)
    desk.cases.outbox.redo(clashed)
    desk.replay()
    assert desk.team.ask('SELECT agent, version FROM casebook.cases WHERE "case" = 1') == [("agent-exemple", 3)]
    assert desk.cases.outbox.pending() == ()
    with pytest.raises(UsageError, match="change-unknown"):
        desk.cases.outbox.discard(clashed)


def _take(desk: TeamDesk, version: int) -> None:
    desk.cases.do([CaseKey(1, version)], _TAKE, lambda _done: None, lambda: False)


def _receipt(desk: TeamDesk, version: int) -> None:
    desk.cases.mark([CaseKey(1, version)], Mark.RECEIPT, lambda _done: None, lambda: False)


def _holder(desk: TeamDesk) -> object:
    ((agent,),) = desk.team.ask('SELECT agent FROM casebook.cases WHERE "case" = 1')
    return agent


def test_what_follows_a_change_that_was_put_together_does_not_go_over_the_colleague_unseen(desk: TeamDesk) -> None:
    """Ours marked the receipt, then took the case; a colleague took it meanwhile: nobody takes it from him unasked."""
    desk.cases.case(1)
    desk.team.wire.down()
    _receipt(desk, 1)
    _take(desk, 2)
    treat(desk.team.colleague(), [CaseKey(1, 1)], _TAKE, TurnedClock(), duties=_DUTIES)
    desk.back()
    assert desk.team.versions()[0] == CaseKey(1, 3)
    assert _holder(desk) == "collegue-exemple"
    (kept,) = desk.cases.outbox.pending()
    assert kept.fate is Fate.CLASHED
    assert kept.conflict is not None
    assert (kept.conflict.seen, kept.conflict.now) == (1, 3)
    assert "collegue-exemple" in kept.conflict.by


def test_what_follows_a_change_the_server_has_already_does_not_go_over_the_colleague_either(desk: TeamDesk) -> None:
    """The first was put together with the colleague's, and the window was killed before its outbox knew."""
    desk.cases.case(1)
    desk.team.wire.down()
    _receipt(desk, 1)
    before = (desk.team.folder / OUTBOX_FILE).read_bytes()
    treat(desk.team.colleague(), [CaseKey(1, 1)], _TAKE, TurnedClock(), duties=_DUTIES)
    desk.back()
    desk.caseload.offline.end()
    (desk.team.folder / OUTBOX_FILE).write_bytes(before)
    with served_team(desk.team) as again:
        again.caseload.offline.server.lost(TurnedClock().now())
        _take(again, 2)
        again.back()
        assert _holder(desk) == "collegue-exemple"
        assert [each.fate for each in again.cases.outbox.pending()] == [Fate.CLASHED]


def test_what_follows_one_s_own_goes_on_however_often_the_first_is_sent(desk: TeamDesk) -> None:
    """Three upon one another, the first of them done already: nobody is asked about his own."""
    desk.cases.case(1)
    desk.team.wire.down()
    _take(desk, 1)
    before = (desk.team.folder / OUTBOX_FILE).read_bytes()
    desk.back()
    desk.caseload.offline.end()
    (desk.team.folder / OUTBOX_FILE).write_bytes(before)
    with served_team(desk.team) as again:
        again.caseload.offline.server.lost(TurnedClock().now())
        again.cases.do([CaseKey(1, 2)], Asked(CaseAct.GIVE_BACK), lambda _done: None, lambda: False)
        _take(again, 3)
        again.back()
        assert again.cases.outbox.pending() == ()
    assert (_holder(desk), desk.team.versions()[0]) == ("agent-exemple", CaseKey(1, 4))


def test_what_was_made_upon_a_clash_is_compared_with_the_colleague_too_once_that_is_done_over(desk: TeamDesk) -> None:
    """Ours took the case and put it back; the colleague took it: sent again, ours takes it, and no more than that."""
    desk.cases.case(1)
    desk.team.wire.down()
    _take(desk, 1)
    desk.cases.do([CaseKey(1, 2)], Asked(CaseAct.ASK_COLLEAGUE), lambda _done: None, lambda: False)
    treat(desk.team.colleague(), [CaseKey(1, 1)], _TAKE, TurnedClock(), duties=_DUTIES)
    desk.back()
    (clashed, _upon) = desk.cases.outbox.pending()
    desk.cases.outbox.redo(clashed.key)
    desk.replay()
    assert desk.team.ask('SELECT agent, state, version FROM casebook.cases WHERE "case" = 1') == [
        ("agent-exemple", "taken", 3)
    ]
    assert [each.fate for each in desk.cases.outbox.pending()] == [Fate.CLASHED]


def test_what_is_sent_again_goes_over_what_was_shown_and_over_nothing_later(desk: TeamDesk) -> None:
    """A list that was read meanwhile has shown its agent nothing of what a colleague did after the clash."""
    desk.cases.case(1)
    desk.team.wire.down()
    _take(desk, 1)
    colleague = desk.team.colleague()
    treat(colleague, [CaseKey(1, 1)], _TAKE, TurnedClock(), duties=_DUTIES)
    desk.back()
    (clashed,) = desk.cases.outbox.pending()
    treat(colleague, [CaseKey(1, 2)], Asked(CaseAct.ASK_COLLEAGUE), TurnedClock(), duties=_DUTIES)
    assert desk.cases.page(CaseQuery(CaseFilter()), 0, 10).rows
    desk.cases.outbox.redo(clashed.key)
    desk.replay()
    assert (_holder(desk), desk.team.versions()[0]) == ("collegue-exemple", CaseKey(1, 3))
    (kept,) = desk.cases.outbox.pending()
    assert (kept.fate, kept.conflict and kept.conflict.now) == (Fate.CLASHED, 3)


def test_a_draft_that_met_a_newer_one_stays_until_its_agent_decides(desk: TeamDesk) -> None:
    """What is typed after it does not take its place, and it goes over the newer one only when it is sent again."""
    desk.cases.case(1)
    desk.team.wire.down()
    desk.cases.keep_draft(1, "note", "EXEMPLE, lundi")
    (waiting,) = desk.caseload.offline.pending()
    tuesday = TurnedClock(TurnedClock().now() + timedelta(days=1))
    keep_draft(desk.team.colleague("agent-exemple"), 1, "note", "EXEMPLE, mardi", tuesday)
    desk.back()
    assert [each.fate for each in desk.cases.outbox.pending()] == [Fate.CLASHED]
    desk.team.wire.down()
    desk.cases.keep_draft(1, "note", "EXEMPLE, jeudi")
    assert [each.change for each in desk.cases.outbox.pending()] == [waiting.change]


def test_a_draft_that_waited_goes_over_nothing_that_it_had_not_seen(desk: TeamDesk) -> None:
    """Made later than what its agent wrote elsewhere, and all the same blind to it; what it had seen it follows."""
    desk.cases.keep_draft(1, "note", "EXEMPLE, lundi", "")
    desk.cases.case(1)
    desk.team.wire.down()
    monday = TurnedClock(TurnedClock().now() - timedelta(days=1))
    keep_draft(desk.team.colleague("agent-exemple"), 1, "note", "EXEMPLE, ailleurs", monday)
    desk.cases.keep_draft(1, "note", "EXEMPLE, ici", "EXEMPLE, lundi")
    desk.cases.keep_draft(1, "note", "EXEMPLE, ici encore", "EXEMPLE, ici")
    desk.cases.keep_draft(2, "note", "EXEMPLE, seule", "")
    desk.cases.keep_draft(2, "note", "EXEMPLE, changée", "EXEMPLE, seule")
    desk.back()
    (met,) = desk.cases.outbox.pending()
    assert (met.case, met.fate) == (1, Fate.CLASHED)
    assert [draft.text for draft in desk.cases.case(1).drafts] == ["EXEMPLE, ailleurs"]
    assert [draft.text for draft in desk.cases.case(2).drafts] == ["EXEMPLE, changée"]
    desk.cases.outbox.redo(met.key)
    desk.replay()
    assert [draft.text for draft in desk.cases.case(1).drafts] == ["EXEMPLE, ici encore"]


def test_an_undo_that_came_too_late_holds_no_other(desk: TeamDesk) -> None:
    """Two cases taken, and each given back; a colleague has the first one."""
    first, second = (treat(desk.team.desk, [CaseKey(n, 1)], _TAKE, TurnedClock(), duties=_DUTIES) for n in (1, 2))
    desk.caseload.offline.server.lost(TurnedClock().now())
    for each in (first, second):
        desk.cases.undo(each.undo)
    treat(desk.team.colleague(), [CaseKey(1, 2)], _TAKE, TurnedClock(), duties=_DUTIES)
    desk.back()
    assert [each.fate for each in desk.cases.outbox.pending()] == [Fate.CLASHED]


def test_cut_at_every_word_of_the_way_back_nothing_is_lost_and_nothing_twice(desk: TeamDesk) -> None:
    """Before the server has a word, or after it has done it and nobody heard so, in turn."""
    n, noticed = 0, [True]
    while True:
        n += 1
        desk.team.wire.down()
        for text in ("un", "deux"):
            desk.cases.write_note(1, f"EXEMPLE {n} {text}")
        desk.team.wire.up()
        desk.caseload.offline.server.back()
        desk.team.wire.trip(n, after=n % 2 == 0)
        try:
            desk.replay()
        except StoreError as error:
            noticed.append(desk.caseload.offline.noticed(error))
        sent = desk.team.wire.sent
        desk.back()
        assert desk.cases.outbox.pending() == ()
        if sent < n or n > 40:
            break
    assert n > 20
    assert all(noticed)
    assert desk.notes() == [f"EXEMPLE {m} {text}" for m in range(1, n + 1) for text in ("un", "deux")]


def test_a_window_that_is_killed_with_changes_waiting_loses_none(desk: TeamDesk) -> None:
    """SIGKILL once they are kept, and once more after the server has them and before the outbox knows."""
    desk.cases.case(1)
    desk.team.wire.down()
    desk.cases.do([CaseKey(1, 1)], _TAKE, lambda _done: None, lambda: False)
    desk.cases.write_note(1, "EXEMPLE")
    kept = desk.cases.outbox.pending()
    child = os.fork()
    if child == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    before = (desk.team.folder / OUTBOX_FILE).read_bytes()
    desk.back()
    assert desk.team.versions()[0] == CaseKey(1, 2)
    desk.caseload.offline.end()
    (desk.team.folder / OUTBOX_FILE).write_bytes(before)  # as if what was applied had not been noted any more
    with served_team(desk.team) as again:
        assert again.cases.outbox.pending() == kept
        assert again.replay() == 2
        assert desk.team.versions()[0] == CaseKey(1, 2)
        assert desk.notes() == ["EXEMPLE"]


def test_a_locked_workstation_shows_nothing_and_an_unlock_shows_it_again(desk: TeamDesk) -> None:
    """What waits is sealed; the line says nothing of it."""
    desk.cases.case(1)
    desk.team.wire.down()
    desk.cases.write_note(1, "EXEMPLE-Secret")
    kept = desk.cases.outbox.pending()
    desk.caseload.forget()
    assert desk.cases.outbox.pending() == ()
    assert desk.cases.outbox.line() == Line()
    assert not [file for file in desk.team.folder.iterdir() if b"EXEMPLE-Secret" in file.read_bytes()]
    desk.team.wire.up()
    desk.caseload.offline.begin(desk.team.inbox, desk.team.desk)
    assert desk.cases.outbox.pending() == kept
    assert desk.replay() == 1


def test_what_can_not_wait_is_refused_at_once(desk: TeamDesk) -> None:
    """Nothing is asked of a server that is known to be away."""
    desk.cases.case(1)
    desk.team.wire.down()
    desk.cases.write_note(1, "EXEMPLE")
    retention = desk.cases.retention
    view = CaseView("view:1", "EXEMPLE", CaseQuery(CaseFilter()), (), "")
    for deed in (lambda: desk.cases.delete_view(view), retention.plan, retention.holds):
        with pytest.raises(StoreUnreachable, match="offline"):
            deed()


def test_an_ended_backend_alone_is_no_absence(desk: TeamDesk) -> None:
    """A restart, an idle time-out: it is tried again over a new connection, and done once."""
    desk.cases.case(1)
    for n in range(3):
        desk.team.server.end_backends(desk.team.name)
        desk.cases.write_note(1, f"EXEMPLE {n}")
        desk.team.server.end_backends(desk.team.name)
        desk.cases.case(1)
    assert desk.heard == []
    assert len(desk.notes()) == 3


def test_a_second_window_works_and_can_not_go_on_alone(desk: TeamDesk) -> None:
    """The outbox is the first one's; the second hears what any window hears whose server is away."""
    with served_team(desk.team) as other:
        assert other.cases.outbox.line().held
        other.cases.write_note(1, "EXEMPLE")
        desk.team.wire.down()
        with pytest.raises(StoreUnreachable):
            other.cases.write_note(1, "EXEMPLE")
        assert other.cases.outbox.line().reachable


_GOES_ON = ("self._send(", "offline.send(", "offline.unsend(", "_caseload.read(")
_REFUSED = (".desk()", ".unlocked()")
_NO_SERVER = {f"CaseReading.{name}" for name in ("columns", "interrupt", "me")} | {
    "CaseExports.chosen",
    "Retention.rules",
}
"""What asks the server nothing; or asks it through another that is looked at."""


def test_every_command_waits_or_is_refused_at_once() -> None:
    """A new one of the desk's is written so that it goes on without the server, or says that it can't."""
    seen = 0
    for kind in (Cases, CaseReading, Retention, CaseExports):
        for name, deed in vars(kind).items():
            if name.startswith("_") or not inspect.isfunction(deed) or f"{kind.__name__}.{name}" in _NO_SERVER:
                continue
            source, seen = inspect.getsource(deed), seen + 1
            assert any(word in source for word in (*_GOES_ON, *_REFUSED)), f"{kind.__name__}.{name}"
    assert seen > 25


def test_what_a_colleague_holds_meanwhile_stands(desk: TeamDesk) -> None:
    """The end of a hold waits while another is placed: the one that was seen ends; an older version's ends none."""
    kept = Retention(desk.caseload, Keeping(), CaseReading(desk.caseload).numbered)
    desk.cases.case(1)
    number = desk.cases.page(CaseQuery(CaseFilter()), 0, 10).rows[0].number
    case = desk.cases.numbered(number).case
    kept.hold(number, "EXEMPLE", kept.now.date())
    (seen,) = kept.holds()
    desk.team.wire.down()
    kept.release(case, seen.hold)
    theirs = place_hold(desk.team.colleague(), case, "EXEMPLE autre", kept.now.date(), kept.now)
    standing = "SELECT hold FROM casebook.hold WHERE ended_at IS NULL"
    assert desk.back() == 1
    assert desk.team.ask(standing) == [(theirs,)]
    desk.team.wire.down()
    kept.release(case, 0)
    assert desk.back() == 0
    assert [(each.fate, each.code) for each in desk.cases.outbox.pending()] == [(Fate.CLASHED, "case-changed")]
    assert desk.team.ask(standing) == [(theirs,)]
