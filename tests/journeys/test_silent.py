"""The line to a team's server falls silent, and nothing says so: a cable that was pulled, a tunnel that went.

No connection goes, no word is heard, for as long as nobody looks. What was done last is quit, or locked, in that time.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_acts import Asked, CaseKey, Outcome
from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.domain.office import Changes, LockCause, OfficeState
from backoffice_gui.domain.outbox import Act, Drafted, Noted
from backoffice_gui.errors import WrongKey
from backoffice_gui.gui.bridge import Bridge, Command
from backoffice_gui.gui.windows.session import Session
from backoffice_gui.settings import Settings
from backoffice_gui.storage.outbox import OUTBOX_FILE
from backoffice_gui.storage.team.address import Address
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.cases import Cases
from backoffice_gui.wiring.office import Office, open_office
from tests.conftest import ExpectedLogs
from tests.support.logins import lead_over
from tests.support.postgres import Server
from tests.support.waiting import until
from tests.support.wire import Wire

CLOCK = SystemClock()
_COMMIT = b"COMMIT\0"


@pytest.fixture(autouse=True)
def _may_be_logged(expected_logs: ExpectedLogs) -> None:
    """What a program says whose line was cut while it was being closed."""
    expected_logs.allow("not_logged", "lead_waits", "collector_stopped")


@pytest.fixture(scope="module")
def wire(server: Server) -> Iterator[Wire]:
    """The way to the server."""
    with Wire(server.folder, server.folder / f"w{secrets.token_hex(3)}") as made:
        yield made


@pytest.fixture(autouse=True)
def _mended(wire: Wire) -> Iterator[None]:
    """What one test broke is no other's."""
    yield
    wire.up()


@pytest.fixture(scope="module")
def settings(server: Server, wire: Wire, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A team's store, reached over the wire by a lead's login; each test has cases of its own."""
    with lead_over(wire, server, tmp_path_factory.mktemp("silent"), 10) as made:
        yield made


def _opened(settings: Settings) -> tuple[Office, Cases]:
    office = open_office(settings, CLOCK)
    assert office.condition().state is OfficeState.OPEN
    cases = office.cases()
    assert cases is not None
    return office, cases


def _take(cases: Cases, case: int, version: int = 1) -> Outcome:
    return cases.do([CaseKey(case, version)], Asked(CaseAct.TAKE), lambda _done: None, lambda: False)


def _kinds(office: Office) -> list[tuple[int, type[object]]]:
    return sorted(
        ((each.case, type(each.change)) for each in office._caseload.offline.pending()), key=lambda each: each[0]
    )


def _on_its_way(cases: Cases, deed: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    """Something an agent does while the line is silent, and what came of it."""
    heard: list[object] = []

    def do() -> None:
        try:
            heard.append(deed())
        except WrongKey as error:
            heard.append(error)

    thread = threading.Thread(target=do)
    thread.start()
    until(lambda: cases.outbox.line().sending == 1)
    return thread, heard


def _done(settings: Settings, server: Server, words: str) -> list[tuple[object, ...]]:
    return server.do(Address.read(settings.store.server).database, words)


class _Window:
    """A window's own threads and its office's life, without what is shown."""

    def __init__(self, qtbot: QtBot, settings: Settings) -> None:
        self.qtbot, self.owner, self.folder = qtbot, QObject(), settings.store_folder
        self.bridge = Bridge(self.owner)
        self.session = Session(self.bridge, lambda: open_office(settings, CLOCK), self.owner)
        self.session.open()
        qtbot.waitUntil(lambda: self.session.office is not None and self.session.office.cases() is not None)
        office = self.session.office
        assert isinstance(office, Office)
        self.office = office

    @property
    def cases(self) -> Cases:
        cases = self.office.cases()
        assert cases is not None
        return cases

    def does(self, deed: Callable[[], object]) -> None:
        """A command, as a key gives it."""

        def command() -> Changes:
            deed()
            return Changes()

        self.bridge.do(Command(self.owner, command))

    def quit(self, unsaid: tuple[Unkept, ...] = ()) -> float:
        """Quit, as the window does; how many seconds it took. All that is kept is kept by then."""
        began = time.monotonic()
        with self.qtbot.waitSignal(self.session.stopped, timeout=20_000):
            self.session.leave((), unsaid)
        took, outbox = time.monotonic() - began, self.folder / OUTBOX_FILE
        kept = outbox.read_bytes() if outbox.exists() else b""
        assert self.bridge.stop(30)
        assert (outbox.read_bytes() if outbox.exists() else b"") == kept, "the program would have ended before"
        return took


def test_what_was_done_last_on_a_silent_line_waits_once_the_window_is_quit(
    qtbot: QtBot, settings: Settings, server: Server, wire: Wire
) -> None:
    """An act that nobody answers, a note and an act behind it, and what was being written: quit within the second."""
    window = _Window(qtbot, settings)
    cases = window.cases
    for case in (1, 2, 3):
        assert cases.case(case).row.version == 1
    wire.mute()
    window.does(lambda: _take(cases, 1))
    window.does(lambda: cases.write_note(2, "EXEMPLE de note"))
    window.does(lambda: _take(cases, 3))
    qtbot.waitUntil(lambda: cases.outbox.line().sending == 1)
    assert window.quit((Unkept(4, "note", "EXEMPLE de brouillon", ""),)) < 7
    assert (settings.store_folder / OUTBOX_FILE).exists()
    wire.up()
    office, cases = _opened(settings)
    with closing(office):
        assert _kinds(office) == [(1, Act), (2, Noted), (3, Act), (4, Drafted)]
        assert cases.outbox.line().waiting == 3
        cases.outbox.start()
        until(lambda: not office._caseload.offline.pending())
        assert [cases.case(case).row.version for case in (1, 2, 3)] == [2, 1, 2]
        assert [draft.text for draft in cases.case(4).drafts] == ["EXEMPLE de brouillon"]
    assert _done(settings, server, 'SELECT text FROM casebook.note WHERE "case" = 2') == [("EXEMPLE de note",)]
    assert not (settings.store_folder / OUTBOX_FILE).exists()


_VERSION = 'SELECT version FROM casebook.cases WHERE "case" = 5'
_NOTES = 'SELECT text FROM casebook.note WHERE "case" = 5'


@pytest.mark.parametrize(("what", "words", "done"), [(Act, _VERSION, (2,)), (Noted, _NOTES, ("EXEMPLE",))])
def test_what_was_committed_and_never_answered_is_not_done_twice(
    request: pytest.FixtureRequest, what: type[object], words: str, done: tuple[object, ...]
) -> None:
    """The server has done it, and its answer goes nowhere; the window is quit, and begun again."""
    settings, server, wire = (request.getfixturevalue(name) for name in ("settings", "server", "wire"))
    office, cases = _opened(settings)
    with closing(office):
        version = cases.case(5).row.version
        wire.trip(word=_COMMIT, after=True, mute=True)
        doing, heard = _on_its_way(
            cases, (lambda: _take(cases, 5, version)) if what is Act else (lambda: cases.write_note(5, "EXEMPLE"))
        )
        until(lambda: _done(settings, server, words) == [done])
        began = time.monotonic()
        office.let_go()
        doing.join(10)
    assert time.monotonic() - began < 7
    assert heard
    wire.up()
    office, cases = _opened(settings)
    with closing(office):
        assert _kinds(office) == [(5, what)]
        cases.outbox.start()
        until(lambda: not office._caseload.offline.pending())
    assert _done(settings, server, words) == [done]


def test_a_lock_on_a_silent_line_is_quick_and_keeps_what_is_on_its_way_and_what_was_being_written(
    settings: Settings, wire: Wire
) -> None:
    """A lid that is closed half a second after the cable went; and the program ends before anybody opens it again."""
    office, cases = _opened(settings)
    with closing(office):
        assert [cases.case(case).row.version for case in (7, 8)] == [1, 1]
        wire.mute()
        taking, heard = _on_its_way(cases, lambda: _take(cases, 7))
        began = time.monotonic()
        office.lock(LockCause.SLEEP, [Unkept(8, "answer", "EXEMPLE de brouillon", "")])
        assert time.monotonic() - began < 3
        taking.join(10)
        assert [outcome.waiting if isinstance(outcome, Outcome) else outcome for outcome in heard] == [(CaseKey(7, 2),)]
        assert office.cases() is None
    sealed = (settings.store_folder / OUTBOX_FILE).read_bytes()
    assert not [word for word in (b"EXEMPLE", b"taken") if word in sealed]
    wire.up()
    office, cases = _opened(settings)
    with closing(office):
        assert _kinds(office) == [(7, Act), (8, Drafted)]
        cases.outbox.start()
        until(lambda: not office._caseload.offline.pending())
        assert (cases.case(7).row.version, cases.case(7).row.agent) == (2, cases.me())
        assert [draft.text for draft in cases.case(8).drafts] == ["EXEMPLE de brouillon"]


def test_a_lock_that_is_the_first_to_meet_the_silence_is_quick_too(settings: Settings, wire: Wire) -> None:
    """Nothing was on its way: the lock's own words are what nobody answers."""
    office, cases = _opened(settings)
    with closing(office):
        assert cases.case(6).row.case == 6
        wire.mute()
        began = time.monotonic()
        office.lock(LockCause.SLEEP, [Unkept(6, "answer", "EXEMPLE, autre brouillon", "")])
        assert time.monotonic() - began < 3
        wire.up()
    office, cases = _opened(settings)
    with closing(office):
        assert _kinds(office) == [(6, Drafted)]
        cases.outbox.start()
        until(lambda: not office._caseload.offline.pending())


def test_a_lock_on_a_good_line_leaves_nothing_behind(settings: Settings, server: Server) -> None:
    """What was being written is the casebook's with the lock itself: at another post it is there at once."""
    office, _cases = _opened(settings)
    with closing(office):
        office.lock(LockCause.ASKED, [Unkept(9, "note", "EXEMPLE de brouillon", "")])
        assert not (settings.store_folder / OUTBOX_FILE).exists()
        assert _done(settings, server, 'SELECT text FROM casebook.draft WHERE "case" = 9') == [
            ("EXEMPLE de brouillon",)
        ]


def test_an_answer_that_comes_late_takes_out_what_was_kept(settings: Settings, server: Server, wire: Wire) -> None:
    """Kept ahead after a third of a second, shown as waiting nowhere, sent by nobody else, and done once."""
    office, cases = _opened(settings)
    held, inside = threading.Event(), threading.Event()
    with closing(office):
        cases.outbox.start()
        with parts.inbox(settings, CLOCK) as inbox, parts.desk(settings, inbox, CLOCK) as desk:

            def hold() -> None:
                with desk.casebook.transaction():
                    inside.set()
                    held.wait(30)

            holding = threading.Thread(target=hold)
            holding.start()
            assert inside.wait(20)
            taking, heard = _on_its_way(cases, lambda: _take(cases, 10))
            until((settings.store_folder / OUTBOX_FILE).exists)
            assert (cases.outbox.pending(), cases.outbox.line().waiting, cases.outbox.line().sending) == ((), 0, 1)
            held.set()
            holding.join(10)
            taking.join(10)
        assert [outcome.done for outcome in heard if isinstance(outcome, Outcome)] == [(CaseKey(10, 2),)]
        assert not (settings.store_folder / OUTBOX_FILE).exists()
        assert cases.outbox.line().sending == 0
    assert _done(settings, server, 'SELECT version FROM casebook.cases WHERE "case" = 10') == [(2,)]
