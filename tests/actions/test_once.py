"""A change with a key is done once: the wire is cut at every word of it, and what came of that is told from the key."""

from __future__ import annotations

import json
import os
import secrets
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text

from backoffice_gui.actions.case_notes import keep_draft, write_note
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.hold import place_hold
from backoffice_gui.actions.moving import Move, carry_out
from backoffice_gui.actions.once import APPLIED, changing, forget_keys, noted
from backoffice_gui.actions.open_case import open_case
from backoffice_gui.actions.treat import treat
from backoffice_gui.audit import Verb
from backoffice_gui.domain.case_acts import Asked, Outcome
from backoffice_gui.domain.cases import Badge, CaseAct, Duty
from backoffice_gui.domain.deadlines import Delays
from backoffice_gui.domain.outbox import KEPT_DAYS, Once
from backoffice_gui.domain.treating import Standing, treated
from backoffice_gui.errors import Defect, StoreBusy, StoreError, StoreUnreachable, UsageError, WrongKey
from backoffice_gui.storage.away import is_away
from backoffice_gui.storage.casebook import audit_log, standing
from backoffice_gui.storage.team import backing, session
from backoffice_gui.storage.team.engine import LOCKS, WRITING
from backoffice_gui.storage.team.session import TeamConnection
from tests.support.cases import certificate_form, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store
from tests.support.postgres import Server, running_server
from tests.support.stores import MOMENT
from tests.support.team_desks import TeamPattern, TeamStore, a_team_store, team_pattern_of
from tests.support.waiting import until
from tests.support.wire import Wire

CLOCK = TurnedClock()
DUTIES = frozenset({Duty.AGENT, Duty.LEAD})


@pytest.fixture(scope="module")
def pattern(server: Server, tmp_path_factory: pytest.TempPathFactory) -> TeamPattern:
    """Three cases on a server."""
    return team_pattern_of(server, tmp_path_factory.mktemp("pattern"))


@pytest.fixture
def team(server: Server, pattern: TeamPattern, tmp_path: Path) -> Iterator[TeamStore]:
    """A desk of its own on them."""
    with a_team_store(server, pattern, tmp_path) as made:
        yield made


def _keyed(team: TeamStore, n: int) -> Desk:
    return replace(team.desk, once=Once({1: f"{n:032x}"}))


def _notes(team: TeamStore) -> list[str]:
    return [str(text) for (text,) in team.ask("SELECT text FROM casebook.note ORDER BY note")]


def test_cut_at_every_word_a_note_is_written_once(team: TeamStore) -> None:
    """Before the server has the word, and after it has done it: whoever sends it again finds out, and nothing is twice.

    Where nothing was raised it is there; where COMMIT was not answered it is looked up by itself.
    """
    write_note(_keyed(team, 0), 1, "EXEMPLE 0", CLOCK)
    tried, said = ["EXEMPLE 0"], set()
    for after in (False, True):
        n = 0
        while True:
            n, number = n + 1, len(tried)
            team.wire.trip(n, after=after)
            try:
                write_note(_keyed(team, number), 1, f"EXEMPLE {number}", CLOCK)
                said.add("done")
                assert f"EXEMPLE {number}" in _notes(team)
            except StoreUnreachable as error:
                said.add(error.reason)
                assert f"EXEMPLE {number}" not in _notes(team)
                write_note(_keyed(team, number), 1, f"EXEMPLE {number}", CLOCK)
            tried.append(f"EXEMPLE {number}")
            if team.wire.sent < n:
                break
            with pytest.raises(UsageError, match=APPLIED):
                write_note(_keyed(team, number), 1, f"EXEMPLE {number}", CLOCK)
        assert n > 8
    assert said == {"done", "lost"}
    assert _notes(team) == tried
    assert len(team.ask("SELECT 1 FROM casebook.case_event WHERE name = 'note'")) == len(tried)


@pytest.mark.parametrize("after", [False, True])
def test_where_nobody_can_be_asked_the_outcome_is_unknown_and_said_so(team: TeamStore, after: bool) -> None:
    """The server goes amid COMMIT and stays away; once it is back, the key tells."""
    desk = replace(team.desk, once=Once({1: "0a" * 16, 2: "0b" * 16}))
    keys = team.versions()[:2]
    with team.desk.casebook.transaction():
        team.wire.trip(2, after=after, word=b"COMMIT\0", stays=True)
    with pytest.raises(StoreError, match="commit-unknown"):
        treat(desk, keys, Asked(CaseAct.TAKE), CLOCK, duties=DUTIES)
    team.wire.up()
    assert [key.version for key in team.versions()] == ([2, 2, 1] if after else [1, 1, 1])
    again = treat(desk, keys, Asked(CaseAct.TAKE), CLOCK, duties=DUTIES)
    assert again.failed == ()
    assert [key.case for key in again.done] == [1, 2]
    assert [key.version for key in team.versions()] == [2, 2, 1]
    assert len(team.ask("SELECT 1 FROM casebook.case_event WHERE name = 'take'")) == 2


def test_what_may_still_be_committed_is_not_called_lost(
    team: TeamStore, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The session of a cut COMMIT has the writers' lock until it ends: before, that nothing is there says nothing."""
    monkeypatch.setattr(TeamConnection, "lock_ms", 200)
    note = _keyed(team, 7)

    def cut(_connection: object) -> None:
        server.end_backends(team.name)
        stack.enter_context(closing(server.connect(team.name, "backoffice"))).execute(held)

    held = f"SELECT pg_advisory_lock({LOCKS}, {WRITING['casebook']})"
    with ExitStack() as stack:
        event.listen(team.desk.casebook._writer, "commit", cut, once=True)
        with pytest.raises(StoreError, match="commit-unknown"):
            write_note(note, 1, "EXEMPLE 7", CLOCK)
    write_note(note, 1, "EXEMPLE 7", CLOCK)
    assert _notes(team) == ["EXEMPLE 7"]


def test_what_is_still_on_its_way_is_not_called_lost(team: TeamStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server has been sent all of it, COMMIT included, and has not begun with it when the connection goes."""
    monkeypatch.setattr(TeamConnection, "lock_ms", 200)
    stopped: list[int] = []

    def stop(connection: Connection) -> None:
        stopped.append(connection.connection.driver_connection.info.backend_pid)  # type: ignore[union-attr]
        os.kill(stopped[0], signal.SIGSTOP)
        team.wire.trip(1, after=True, word=b"COMMIT\0")
        cutting.start()

    def cut() -> None:
        until(lambda: bool(team.wire._deaf))
        team.wire.cut()

    cutting = threading.Thread(target=cut)
    event.listen(team.desk.casebook._writer, "commit", stop, once=True)
    try:
        with pytest.raises(StoreError, match="commit-unknown"):
            write_note(_keyed(team, 9), 1, "EXEMPLE 9", CLOCK)
        cutting.join(10)
        assert _notes(team) == []
    finally:
        os.kill(stopped[0], signal.SIGCONT)
    until(lambda: _notes(team) == ["EXEMPLE 9"])
    with pytest.raises(UsageError, match=APPLIED):
        write_note(_keyed(team, 9), 1, "EXEMPLE 9", CLOCK)


def test_what_a_standby_may_not_have_is_not_called_done(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody ended a COMMIT's wait: it is there to be read, and would be gone with the first server."""
    monkeypatch.setattr(backing, "COMMIT_SECONDS", 1.0)
    place = server.folder.with_name(f"backoffice-{secrets.token_hex(4)}")
    waits = "FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
    with ExitStack() as stack:
        waiting = stack.enter_context(running_server(place, tmp_path, "wal_level=replica", "max_wal_senders=2"))
        team = stack.enter_context(a_team_store(waiting, team_pattern_of(waiting, tmp_path / "p"), tmp_path))

        def follows(words: str) -> None:
            waiting.do(team.name, f"ALTER SYSTEM {words}")
            waiting.do(team.name, "SELECT pg_reload_conf()")

        def ended() -> bool:
            return bool(waiting.admin.execute(f"SELECT pg_cancel_backend(pid) {waits}").fetchall())

        def waited_for() -> bool:
            """Whether a COMMIT waits: the server's checkpointer tells its sessions, a moment after it was asked to."""
            probe = threading.Thread(
                target=lambda: waiting.do(team.name, "SELECT pg_logical_emit_message(true, '', '')")
            )
            probe.start()
            while probe.is_alive():
                if ended():
                    probe.join()
                    return True
            return False

        open_case(team.desk, 1, MOMENT)
        follows("SET synchronous_standby_names = 'nobody'")
        until(waited_for)
        with pytest.raises(StoreError, match="commit-unknown"):
            open_case(team.desk, 2, MOMENT)  # it is heard with COMMIT alone that a standby is waited for
        until(ended)
        until(lambda: not waiting.admin.execute(f"SELECT 1 {waits}").fetchall())
        ending = threading.Thread(target=lambda: until(ended))
        ending.start()
        for _ in range(2):  # the first is committed, and looked up; the second finds it there
            with pytest.raises(StoreError, match="commit-unknown"):
                write_note(_keyed(team, 8), 1, "EXEMPLE 8", CLOCK)
            until(ended)
            until(lambda: not waiting.admin.execute(f"SELECT 1 {waits}").fetchall())
        ending.join(10)
        follows("RESET synchronous_standby_names")
        until(lambda: waiting.do(team.name, "SHOW synchronous_standby_names") == [("",)])
        with pytest.raises(UsageError, match=APPLIED):
            write_note(_keyed(team, 8), 1, "EXEMPLE 8", CLOCK)
        assert _notes(team) == ["EXEMPLE 8"]


def test_what_was_refused_has_no_key_and_may_be_tried_again(team: TeamStore) -> None:
    """A case that moved on: its change was not done, and the server does not say so either."""
    desk = replace(team.desk, once=Once(every="0a" * 16))
    (first, second, _third) = team.versions()
    late = treat(desk, [first, replace(second, version=9)], Asked(CaseAct.TAKE), CLOCK, duties=DUTIES)
    assert [each.code for each in late.failed] == ["case-changed"]
    assert len(team.ask("SELECT 1 FROM casebook.applied")) == 1
    again = treat(desk, [second], Asked(CaseAct.TAKE), CLOCK, duties=DUTIES)
    assert again.failed == ()
    assert len(team.ask("SELECT 1 FROM casebook.applied")) == 2


def test_every_change_says_when_it_was_made_where_it_waited(team: TeamStore) -> None:
    """In the case's story and in the chain; what did not wait says nothing of it."""
    desk = replace(team.desk, once=Once(every="0a" * 16, made_at=MOMENT))
    write_note(desk, 1, "EXEMPLE", CLOCK)
    taking, holding = (replace(desk, once=Once(every=each * 16, made_at=MOMENT)) for each in ("0b", "0c"))
    treat(taking, team.versions()[:1], Asked(CaseAct.TAKE), CLOCK, duties=DUTIES)
    place_hold(holding, 2, "EXEMPLE de raison", date(2030, 1, 1), MOMENT)
    found = team.ask("SELECT details FROM casebook.case_event WHERE name IN ('note', 'take', 'held')")
    assert [json.loads(str(words))["made"] for (words,) in found] == ["2026-11-23T09:00:00+00:00"] * 3
    lines = team.ask("SELECT event FROM casebook.audit WHERE verb IN ('note_written', 'case_treated', 'hold_placed')")
    assert [json.loads(str(words))["details"]["made"] for (words,) in lines] == ["2026-11-23T09:00:00+00:00"] * 3
    write_note(team.desk, 1, "EXEMPLE", CLOCK)
    ((last,),) = team.ask("SELECT details FROM casebook.case_event ORDER BY event DESC LIMIT 1")
    assert json.loads(str(last)) == {"note": 2}


def test_old_keys_are_forgotten_by_their_own_desk(team: TeamStore) -> None:
    """Once no workstation sends them by itself any more."""
    write_note(_keyed(team, 1), 1, "EXEMPLE", CLOCK)
    assert forget_keys(team.desk, CLOCK.now() + timedelta(days=KEPT_DAYS - 1)) == 0
    assert forget_keys(team.desk, CLOCK.now() + timedelta(days=KEPT_DAYS + 1)) == 1


def test_on_a_store_of_ones_own_there_are_no_keys(store: Store) -> None:
    """A transaction like any other: no table of keys is asked."""
    take(store, certificate_form())
    write_note(store.desk, 1, "EXEMPLE", CLOCK)
    with changing(store.desk, [1]) as tx:
        noted(tx, store.desk, [1], MOMENT)
    assert forget_keys(store.desk, MOMENT + timedelta(days=400)) == 0


def _while_it_is_looked_at(team: TeamStore, act: CaseAct, between: Callable[[], object]) -> Outcome:
    """An act at a desk; `between` happens once it has read all it has to know, and has said nothing yet."""
    asked = Asked(act)

    def move(_tx: object, case: Standing) -> Move | str:
        if happens:
            happens.pop()()
        new = treated(case, asked, team.desk.agent, MOMENT, Delays())
        return Move(case, new, act.value, Verb.CASE_TREATED)

    happens = [between]
    return carry_out(_keyed(team, 1), team.versions()[:1], move, MOMENT, alone=True)


def test_who_looks_at_a_case_keeps_nobody_waiting(team: TeamStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even where his machine sleeps amid it: a colleague acts on another case and writes a note meanwhile."""
    monkeypatch.setattr(TeamConnection, "lock_ms", 200)
    colleague = team.colleague()

    def meanwhile() -> None:
        assert treat(colleague, team.versions()[1:2], Asked(CaseAct.TAKE), CLOCK, duties=DUTIES).failed == ()
        assert write_note(colleague, 2, "EXEMPLE", CLOCK).note == 1
        open_case(colleague, 2, MOMENT)

    outcome = _while_it_is_looked_at(team, CaseAct.TAKE, meanwhile)
    assert [key.version for key in outcome.done] == [2]
    events = team.ask('SELECT event, "case", who, name FROM casebook.case_event ORDER BY event DESC LIMIT 3')
    assert [each[2:] for each in events] == [
        ("agent-exemple", "take"),
        ("collegue-exemple", "note"),
        ("collegue-exemple", "take"),
    ]
    assert outcome.undo.events == (events[0][0],)
    _chained(team)


def test_who_was_overtaken_is_told_so_and_has_changed_nothing(team: TeamStore) -> None:
    """A colleague took the very case between looking and saying: no lost update, and no doubled one."""
    colleague, (first, *_more) = team.colleague(), team.versions()
    outcome = _while_it_is_looked_at(
        team, CaseAct.TAKE, lambda: treat(colleague, [first], Asked(CaseAct.TAKE), CLOCK, duties=DUTIES)
    )
    assert [(each.code, each.case) for each in outcome.failed] == [("case-changed", 1)]
    assert team.ask("SELECT who FROM casebook.case_event WHERE name = 'take'") == [("collegue-exemple",)]
    assert team.ask("SELECT 1 FROM casebook.applied") == []
    _chained(team)


@pytest.mark.parametrize("badge", [Badge.NEWS, Badge.PIECE_REFUSED])
def test_a_badge_that_came_meanwhile_stays(team: TeamStore, badge: Badge) -> None:
    """It has no version: news, a piece that was refused, the end of a hold."""
    colleague = team.colleague()

    def comes() -> None:
        with colleague.casebook.transaction() as tx:
            assert standing.set_badge(tx, [1], badge, on=True) == 1

    outcome = _while_it_is_looked_at(team, CaseAct.TAKE, comes)
    assert [key.version for key in outcome.done] == [2]
    assert team.ask('SELECT badges FROM casebook.cases WHERE "case" = 1') == [(int(badge),)]
    assert len(team.ask("SELECT 1 FROM casebook.case_event WHERE name = 'take'")) == 1
    _chained(team)


def test_an_act_whose_answer_was_lost_can_be_undone(team: TeamStore) -> None:
    """It is there, by its key, and so is its event."""
    desk = replace(team.desk, once=Once({1: "0a" * 16}))
    team.wire.trip(1, after=True, word=b"COMMIT\0")
    outcome = treat(desk, team.versions()[:1], Asked(CaseAct.TAKE), CLOCK, duties=DUTIES)
    assert [key.version for key in outcome.done] == [2]
    ((event_of_it,),) = team.ask("SELECT event FROM casebook.case_event WHERE name = 'take'")
    assert outcome.undo.events == (event_of_it,)


def test_a_lock_breaks_off_what_waits_for_its_turn(team: TeamStore) -> None:
    """The desk is locked while a colleague has the turn: what waited is not done, now or afterwards."""
    told: list[Exception] = []

    def write() -> None:
        with pytest.raises(WrongKey, match="locked") as refused:
            write_note(_keyed(team, 1), 1, "EXEMPLE", CLOCK)
        told.append(refused.value)

    waits = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    with closing(team.server.connect(team.name, "admin")) as other:
        other.execute(f"SELECT pg_advisory_lock({LOCKS}, {WRITING['casebook']})")
        writing = threading.Thread(target=write)
        writing.start()
        until(lambda: bool(team.ask(waits)))
        team.desk.casebook.shut(0.08)
        writing.join(10)
        until(lambda: not team.ask(waits))
    assert len(told) == 1
    assert _notes(team) == []


def test_nothing_is_changed_out_of_turn(team: TeamStore) -> None:
    """Who takes his turn late takes it with his first change, and not past it."""
    for words in ("UPDATE cases SET badges = 0", "DELETE FROM draft"):
        with pytest.raises(Defect, match="out of turn"), team.desk.casebook.transaction(late=True) as tx:
            tx.execute(text(words))


def test_a_change_leaves_the_machine_at_once(team: TeamStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The turn and COMMIT in one piece: what stands between them, nobody has to wait for."""
    said: list[bytes] = []
    passed = Wire._count

    def counted(self: Wire, end: object, octets: bytes) -> None:
        said.append(octets)
        passed(self, end, octets)  # type: ignore[arg-type]

    monkeypatch.setattr(Wire, "_count", counted)
    write_note(_keyed(team, 1), 1, "EXEMPLE " * 500, CLOCK)
    (turn,) = (octets for octets in said if b", pg_advisory_xact_lock(" in octets and b"audit_append" in octets)
    assert b"COMMIT" in turn


def test_the_same_change_sent_twice_at_once_is_done_once(team: TeamStore) -> None:
    """It came in between, by its key, from the same agent's other desk: whoever is later finds it in turn."""
    desk = replace(team.colleague(team.desk.agent), once=Once({1: f"{1:032x}", 2: f"{2:032x}"}))
    seen = team.versions()[:1]

    def elsewhere() -> None:
        assert len(treat(desk, team.versions()[:2], Asked(CaseAct.TAKE), CLOCK, duties=DUTIES).done) == 2

    outcome = _while_it_is_looked_at(team, CaseAct.TAKE, elsewhere)
    assert (outcome.failed, outcome.done) == ((), tuple(seen))
    assert len(team.ask("SELECT 1 FROM casebook.case_event WHERE name = 'take'")) == 2
    _chained(team)


def test_a_note_on_a_case_that_moves_on_meanwhile_has_its_version(team: TeamStore) -> None:
    """It is looked at again in turn."""
    colleague, heard = team.colleague(), [0]

    def moves(*_words: object) -> None:
        heard[0] += 1
        if heard[0] == 1:
            treat(colleague, team.versions()[:1], Asked(CaseAct.TAKE), CLOCK, duties=DUTIES)

    event.listen(team.desk.casebook._writer, "commit", moves)
    assert write_note(_keyed(team, 1), 1, "EXEMPLE", CLOCK).note == 1
    assert heard == [2]
    found = team.ask("SELECT name, version, details FROM casebook.case_event ORDER BY event DESC LIMIT 2")
    assert found == [("note", 2, '{"note": 1}'), ("take", 2, found[1][2])]
    _chained(team)


def _in_vain(team: TeamStore, server: Server, monkeypatch: pytest.MonkeyPatch, *locks: tuple[int, int]) -> StoreBusy:
    """What a note hears that waits a moment for what somebody else holds."""
    monkeypatch.setattr(session, "LOCK_MS", 200)
    monkeypatch.setattr(TeamConnection, "lock_ms", 200)
    with closing(server.connect(team.name, "admin")) as other:
        for lock in locks:
            other.execute("SELECT pg_advisory_lock(%s::int, %s::int)", lock)
        with pytest.raises(StoreBusy) as refused:
            write_note(_keyed(team, 1), 1, "EXEMPLE 1", CLOCK)
    return refused.value


def test_who_waits_for_a_changes_own_lock_is_told_nobodys_name(
    team: TeamStore, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has the writers' turn just then has nothing to do with it."""
    refused = _in_vain(team, server, monkeypatch, (LOCKS + 1, 0), (LOCKS, WRITING["casebook"]))
    assert (refused.reason, refused.facts.get("login")) == ("locked", None)
    assert _notes(team) == []


@pytest.mark.parametrize("before", ["", "EXEMPLE"])
def test_a_draft_that_comes_from_elsewhere_meanwhile_is_not_written_over(team: TeamStore, before: str) -> None:
    """The same agent writes at two desks: both were looked at, and one of them after the other was kept."""
    if before:
        keep_draft(team.desk, 1, "note", before, CLOCK)
    elsewhere, heard = team.colleague(team.desk.agent), [0]

    def writes(*_words: object) -> None:
        heard[0] += 1
        if heard[0] == 1:
            keep_draft(elsewhere, 1, "note", "EXEMPLE de là-bas", CLOCK, seen=before)

    event.listen(team.desk.casebook._writer, "commit", writes)
    with pytest.raises(UsageError, match="draft-changed"):
        keep_draft(_keyed(team, 1), 1, "note", "EXEMPLE d'ici", CLOCK, seen=before)
    assert team.ask("SELECT text FROM casebook.draft") == [("EXEMPLE de là-bas",)]


def test_whoever_waits_in_vain_at_commit_is_told_for_whom(
    team: TeamStore, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where he waits at the beginning; nothing of it was done, and the next one is."""
    refused = _in_vain(team, server, monkeypatch, (LOCKS, WRITING["casebook"]))
    assert (refused.reason, refused.facts["login"]) == ("locked-by", "admin")
    write_note(_keyed(team, 2), 1, "EXEMPLE 2", CLOCK)
    assert _notes(team) == ["EXEMPLE 2"]


def test_a_case_is_opened_in_one_journey_and_not_where_the_server_could_lose_it(
    team: TeamStore, server: Server
) -> None:
    """Nothing of it is heard before COMMIT: the server itself refuses it then, and it is said in turn why."""

    def opened() -> int:
        return len(team.ask("SELECT 1 FROM casebook.audit WHERE verb = 'case_opened'"))

    def settled(words: str, value: str) -> None:
        server.do("postgres", f"ALTER SYSTEM {words}")
        server.do("postgres", "SELECT pg_reload_conf()")
        until(lambda: server.do("postgres", "SHOW synchronous_commit") == [(value,)])

    open_case(team.desk, 1, MOMENT)  # what a connection finds first is heard
    team.wire.journeys = 0
    open_case(team.desk, 2, MOMENT)
    assert (opened(), team.wire.journeys) == (2, 1)
    settled("SET synchronous_commit = off", "off")
    try:
        with pytest.raises(StoreError, match="unsafe-server setting=synchronous_commit found=off"):
            open_case(team.desk, 1, MOMENT)
    finally:
        settled("RESET synchronous_commit", "on")
    assert opened() == 2
    with pytest.raises(UsageError, match="not-found"):
        open_case(team.desk, 99, MOMENT)
    open_case(team.desk, 1, MOMENT)
    assert opened() == 3


def test_cut_at_every_word_an_opening_is_noted_at_least_once(team: TeamStore) -> None:
    """Over a line that had gone as well: it is noted again; where that fails too, nobody knows, and it is said so."""
    open_case(team.desk, 1, MOMENT)
    noted, tries, said = 1, 1, {True}
    for after in (False, True):
        for stays in (False, True):
            n = 0
            while True:
                n += 1
                team.wire.trip(n, after=after, stays=stays)
                try:
                    open_case(team.desk, 1, MOMENT)
                    shown = 1
                except StoreError as error:
                    said.add(is_away(error))
                    shown = 0
                team.wire.up()
                there = len(team.ask("SELECT 1 FROM casebook.audit WHERE verb = 'case_opened'"))
                assert noted + shown <= there
                noted, tries = there, tries + 1
                if team.wire.sent < n:
                    break
            assert n > 6
    assert said == {True}
    assert noted <= 2 * tries
    team.wire.trip(10_000)  # no more: the last one was past the last word
    with team.desk.casebook.fresh() as connection:
        assert audit_log.verify(connection).ok


def _chained(team: TeamStore) -> None:
    """Every line follows the one before."""
    with team.desk.casebook.reading() as connection:
        assert audit_log.verify(connection).ok
