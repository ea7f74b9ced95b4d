"""The thread that hears colleagues: on one database, with lines that are cut, swallowed and taken up again."""

from __future__ import annotations

import dataclasses
import datetime as dt
import secrets
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backoffice_gui.actions.case_notes import write_note
from backoffice_gui.clock import Clock, SystemClock
from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.colleagues import Heard, Hearing, Way
from backoffice_gui.domain.presence import Company, Patience
from backoffice_gui.errors import StoreUnreachable
from backoffice_gui.storage.bell import Bell
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.line import Line
from backoffice_gui.wiring.listening import Listening, Opens, Rhythm, _Due
from tests.support.clock import TurnedClock
from tests.support.pooler import pooler
from tests.support.postgres import Server
from tests.support.team_store import HERE, PEOPLE, THERE, populated
from tests.support.teams import THEM, Team, a_team
from tests.support.waiting import until

CLOCK = SystemClock()
QUICK = Rhythm(breath=0.01, gather=0.01, spread=0.01, near=0.01, company=0.01, poll=0.05, first=0.01, longest=0.05)


@pytest.fixture
def team(server: Server, tmp_path: Path) -> Iterator[Team]:
    """Three cases."""
    with a_team(server, tmp_path) as made:
        yield made


class Told:
    """What was heard, put together."""

    def __init__(self) -> None:
        self.heard = Heard()
        self._guard = threading.Lock()

    def __call__(self, heard: Heard) -> None:
        with self._guard:
            self.heard = self.heard.then(heard)

    def notes(self) -> list[int]:
        """The cases about which a colleague has written."""
        with self._guard:
            return [each.case for each in self.heard.changes if (each.who, each.name) == (THEM, "note")]

    def forget(self) -> None:
        """From now on."""
        with self._guard:
            self.heard = Heard()


def line_to(address: Address, post: str = "POSTE-EXEMPLE") -> Opens:
    """How a desk's line is opened."""
    return lambda bell: Line(address, bell, post, Patience())


@contextmanager
def listening(opens: Opens, rhythm: Rhythm = QUICK, clock: Clock = CLOCK) -> Iterator[tuple[Listening, Told]]:
    """A thread that listens, once it does."""
    told = Told()
    run = Listening(opens, clock, told, rhythm)
    run.start()
    try:
        until(lambda: run.hearing.way in {Way.LISTENING, Way.POLLING} and bool(told.heard))
        told.forget()
        yield run, told
    finally:
        assert run.stop(20.0)


def test_a_colleagues_change_is_heard_and_this_desk_is_seen(team: Team) -> None:
    """By number and by who; what is shown, written and left is known to others; at the end the desk is gone."""
    desk = team.desk(THEM)
    with listening(line_to(team.address, "AILLEURS")) as (other, _):
        with listening(line_to(team.address)) as (run, told):
            assert run.hearing == Hearing(Way.LISTENING)
            write_note(desk, 2, "EXEMPLE", CLOCK)
            until(lambda: told.notes() == [2])
            run.show(2)
            run.do(lambda seat: seat.write(2))
            until(lambda: [one.post for one in other.company.on(2)] == ["POSTE-EXEMPLE"])
            until(lambda: other.company.editor(2) is not None)
            until(lambda: told.heard.company)
            mine = run.company.editor(2)
            assert mine is not None
            assert mine.here
            run.show(3)
            until(lambda: other.company.cases() == {3})
            assert other.company.editor(2) is None
        until(lambda: other.company.presences == ())


def _turns(run: Listening) -> None:
    """The thread has gone round once, whatever it was at."""
    turns: list[object] = []
    run.do(turns.append)
    until(lambda: len(turns) == 1)
    run.do(turns.append)
    until(lambda: len(turns) == 2)


def test_what_is_heard_is_read_at_a_time_of_each_desks_own(team: Team) -> None:
    """All desks are told at one moment: if all asked then, whoever opens a case would wait for them."""
    clock, desk = TurnedClock(), team.desk(THEM)
    waiting = threading.Event()

    class Telling(Line):
        """Says that its desk was told."""

        def wait(self, seconds: float) -> frozenset[str]:
            said = super().wait(seconds)
            if "moved" in said:
                waiting.set()
            return said

    def opens(bell: Bell) -> Line:
        return Telling(team.address, bell, "POSTE-EXEMPLE", Patience())

    with listening(opens, dataclasses.replace(QUICK, breath=0.0, spread=1e5, beat=1e6), clock) as (run, told):
        write_note(desk, 2, "EXEMPLE", CLOCK)
        assert waiting.wait(20)
        _turns(run)
        assert told.notes() == []
        clock.advance(1e5)
        run.show(1)
        until(lambda: told.notes() == [2])


def test_what_was_said_while_a_desk_rested_is_read_when_that_ends(team: Team) -> None:
    """After a reading nothing is listened to for a while of its own, longer where much goes on; nothing else delays it."""
    clock, desk = TurnedClock(), team.desk(THEM)
    rhythm = dataclasses.replace(QUICK, breath=1e3, gather=1e5, spread=2e6, beat=2e6)
    with listening(line_to(team.address), rhythm, clock) as (run, told):
        for cases, rest in (((2,), 1.25e3), ((1, 3), 1.25e3), ((2,), 1.25e5)):
            told.forget()
            for case in cases:
                write_note(desk, case, "EXEMPLE", CLOCK)
            _turns(run)
            clock.advance(0.5 * rest)
            _turns(run)
            assert told.notes() == []
            clock.advance(0.5 * rest)
            _turns(run)
            until(lambda: told.notes() == list(cases))  # noqa: B023


def test_of_the_company_that_is_read_which_a_word_names(team: Team) -> None:
    """All of it at first, and at each sign of life; in between a colleague who moves is one row of a hundred and fifty."""
    reads: list[object] = []

    class Reading(Line):
        """Says what its desk reads."""

        def __init__(self, address: Address, bell: Bell) -> None:
            super().__init__(address, bell, "POSTE-EXEMPLE", Patience())
            read, self.seat.read = self.seat.read, self.read  # type: ignore[method-assign]
            self.of = read

        def read(self, now: dt.datetime, cases: Collection[int] | None = None) -> Company:
            reads.append(None if cases is None else set(cases))
            return self.of(now, cases)

    quiet = dataclasses.replace(QUICK, beat=1e6)
    with listening(line_to(team.address, "AILLEURS")) as (other, _):
        other.show(1)
        with listening(lambda bell: Reading(team.address, bell), quiet) as (run, _told):
            until(lambda: run.company.cases() == {1})
            other.show(2)
            until(lambda: run.company.cases() == {2})
            other.do(lambda seat: seat.write(2))
            until(lambda: run.company.editor(2) is not None)
            other.show(None)
            until(lambda: not run.company.cases())
            assert run.company.editings == ()
        assert reads[0] is None
        assert None not in reads[1:]
        assert set[int]().union(*reads[1:]) <= {1, 2}  # type: ignore[arg-type]


def test_a_line_that_is_cut_is_taken_up_and_what_was_missed_is_told_once(team: Team, server: Server) -> None:
    """The server ends every connection; what is done before the next one is there is read by number."""
    cut = threading.Event()
    gate = threading.Event()
    gate.set()

    def opens(bell: Bell) -> Line:
        if not gate.is_set():
            cut.set()
            raise StoreUnreachable("connect")
        return line_to(team.address)(bell)

    with listening(opens) as (run, told):
        run.show(1)
        until(lambda: len(run.company.presences) == 1)
        gate.clear()
        server.end_backends(team.name)
        assert cut.wait(20)
        until(lambda: run.hearing.way is Way.AWAY and run.hearing.tries > 1)
        desk = team.desk(THEM)
        write_note(desk, 3, "EXEMPLE", CLOCK)
        server.do(team.name, "DELETE FROM casebook.presence")
        gate.set()
        until(lambda: told.notes() == [3])
        until(lambda: run.hearing == Hearing(Way.LISTENING, 0, 1))
        until(lambda: server.do(team.name, 'SELECT "case" FROM casebook.presence') == [(1,)])
        write_note(desk, 1, "EXEMPLE", CLOCK)
        until(lambda: told.notes() == [3, 1])


def test_where_notifications_are_swallowed_the_server_is_asked(team: Team, server: Server) -> None:
    """A pooler stands between: that is said, and a change is seen all the same; so is who is there."""
    folder = server.folder.parent / f"pooler-{secrets.token_hex(3)}"
    with pooler(server.folder, folder) as towards:
        address = dataclasses.replace(server, folder=towards).address(team.name)
        with listening(line_to(address)) as (run, told), listening(line_to(team.address, "AILLEURS")) as (other, _):
            assert run.hearing.way is Way.POLLING
            write_note(team.desk(THEM), 2, "EXEMPLE", CLOCK)
            until(lambda: told.notes() == [2])
            other.show(2)
            until(lambda: [one.post for one in run.company.on(2)] == ["AILLEURS"])


def test_what_is_no_more_told_is_found_at_the_next_sign_of_life(team: Team, server: Server) -> None:
    """Notifications stop passing while one listens: what a beat finds untold is a reason to ask from then on."""
    server.do(team.name, "DROP TRIGGER tell_case_event ON casebook.case_event")
    desk = team.desk(THEM)
    with listening(line_to(team.address), dataclasses.replace(QUICK, beat=0.05)) as (run, told):
        write_note(desk, 2, "EXEMPLE", CLOCK)
        until(lambda: told.notes() == [2])
        assert run.hearing.way is Way.LISTENING, "others' words still come: the probe was heard"


def test_a_case_that_goes_to_another_service_while_it_is_shown_ends_no_hearing(server: Server, tmp_path: Path) -> None:
    """Its agent is there for nobody any more, who may not see it; what he may see he goes on to hear of."""
    team = populated(server, tmp_path)
    address = team.server.address(team.name, PEOPLE[TeamRole.AGENT])
    with listening(line_to(address), dataclasses.replace(QUICK, beat=0.05)) as (run, told):
        run.show(HERE)
        until(lambda: len(run.company.presences) == 1)
        handed = 'UPDATE casebook.cases SET service = {} WHERE "case" = {}'
        for n in ((THERE, HERE), (HERE, THERE)):
            team.server.do(team.name, handed.format(*n))
        until(lambda: not run.company.presences)
        _turns(run)
        told.forget()
        words = (
            'INSERT INTO casebook.case_event (event, "case", at, who, name, version) '
            "SELECT max(event) + 1, {}, '2026-11-27T09:00:00+00:00', 'demo_lead', 'note', 1 FROM casebook.case_event"
        )
        team.server.do(team.name, words.format(THERE))
        until(lambda: [each.case for each in told.heard.changes] == [THERE])
        run.show(THERE)
        _turns(run)
        assert run.hearing.way is Way.LISTENING
    server.drop(team.name)


@pytest.mark.parametrize("when", ["resting", "listening"])
def test_it_ends_when_it_is_told_to(team: Team, when: str) -> None:
    """Whatever it waits for: a pause between two tries, or the server."""
    tried = threading.Event()

    def away(_bell: Bell) -> Line:
        tried.set()
        raise StoreUnreachable("connect")

    opens: Callable[[Bell], Line] = away if when == "resting" else line_to(team.address)
    run = Listening(opens, CLOCK, Told(), Rhythm(first=600.0, longest=600.0))
    run.start()
    until(lambda: run.hearing.way is Way.LISTENING or tried.is_set())
    assert run.alive
    assert run.stop(20.0)
    run.do(lambda seat: seat.leave())


def test_a_word_that_names_no_case_names_all() -> None:
    """Anybody may say words on the channel: more digits than a number has end no desk's hearing."""
    for digits in ("1" * 5_000, "9" * 19):
        due = _Due(whole=False)
        due.hear(frozenset({f"company {digits}"}), None, 0.0)
        assert (due.whole, due.cases) == (True, set())
