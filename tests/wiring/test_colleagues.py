"""The company of a desk, as the window is given it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.colleagues import Heard, Hearing, Way
from backoffice_gui.domain.office import OfficeState
from backoffice_gui.domain.presence import Company, Patience
from backoffice_gui.settings import load
from backoffice_gui.storage.bell import Bell
from backoffice_gui.storage.team.line import Line
from backoffice_gui.system.names import machine
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.colleagues import Colleagues
from backoffice_gui.wiring.listening import Opens, Rhythm
from backoffice_gui.wiring.office import Office
from tests.support.clock import TurnedClock
from tests.support.logins import admitted, as_login
from tests.support.postgres import Server
from tests.support.teams import Team, a_team, enter
from tests.support.waiting import until

QUICK = Rhythm(breath=0.01, gather=0.01, spread=0.01, near=0.01, company=0.01, first=0.01, longest=0.05)


@pytest.fixture
def office(server: Server, tmp_path: Path) -> Iterator[Team]:
    """Three cases."""
    with a_team(server, tmp_path) as made:
        yield made


def post(office: Team, name: str) -> Opens:
    """How a desk at this post opens its line."""
    return lambda bell: Line(office.address, bell, name, Patience())


def test_in_a_store_of_ones_own_nobody_else_is_there() -> None:
    """Whatever is said, nobody hears it, and nothing is missed."""
    clock = TurnedClock()
    alone = Colleagues(clock)
    alone.open()
    alone.hear(lambda _: None)
    alone.show(1)
    alone.write(1)
    alone.ask_for(1)
    alone.keep_on(1)
    alone.stop_writing(1)
    alone.show(None)
    alone.watch()
    assert alone.company() == Company(clock.now())
    assert alone.hearing() == Hearing(Way.ALONE)
    alone.leave()


def test_it_listens_from_the_unlocking_to_the_lock(office: Team) -> None:
    """What is shown and written is seen by a colleague, whose question is heard; locked, this desk is gone."""
    clock, heard = SystemClock(), list[Heard]()
    mine, theirs = (Colleagues(clock, post(office, name), rhythm=QUICK) for name in ("ICI", "AILLEURS"))
    for one in (mine, theirs):
        one.hear(heard.append)
        assert one.hearing().way is Way.ALONE
        one.open()
        one.open()
        one.show(1)
    until(lambda: [each.post for each in theirs.company().on(1)] == ["ICI"])
    mine.write(1)
    mine.write(1)
    until(lambda: (editor := theirs.company().editor(1)) is not None and not editor.here)
    theirs.ask_for(1)
    until(lambda: (editor := mine.company().editor(1)) is not None and editor.wanted_by != "")
    mine.keep_on(1)
    until(lambda: (editor := theirs.company().editor(1)) is not None and not editor.wanted_by)
    mine.stop_writing(1)
    until(lambda: theirs.company().editor(1) is None)
    theirs.write(1)
    until(lambda: (editor := mine.company().editor(1)) is not None and not editor.here)
    assert any(each.company for each in heard)
    theirs.watch()
    theirs.leave(20.0)
    assert theirs.hearing().way is Way.ALONE
    assert theirs.company().presences == ()
    until(lambda: mine.company().on(1) == () and mine.company().editor(1) is None)
    mine.leave(20.0)
    assert office.server.do(office.name, "SELECT count(*) FROM casebook.presence") == [(0,)]
    theirs.open()
    until(lambda: theirs.hearing().way is Way.LISTENING)
    theirs.leave(20.0)
    assert not _listens()


def test_who_has_no_cases_has_no_colleagues_on_them(office: Team) -> None:
    """A role that may read no case is not told that the server is away: there is nothing for it to hear."""
    office.server.do(office.name, "ALTER TABLE casebook.presence OWNER TO admin")
    office.server.do(office.name, "REVOKE ALL ON casebook.presence FROM backoffice")
    collector = Colleagues(SystemClock(), post(office, "ICI"), rhythm=QUICK)
    collector.open()
    collector.hear(lambda _: None)
    until(lambda: collector.hearing().way is Way.ALONE)
    collector.watch()
    collector.leave(20.0)


def test_a_defect_is_begun_anew_after_a_minute(office: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread has ended of a fault of ours; what comes in meanwhile is caught up with."""
    faults: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", faults.append)
    clock, broken = TurnedClock(), [True]

    def opens(bell: Bell) -> Line:
        if broken.pop() if broken else False:
            raise KeyError
        return post(office, "ICI")(bell)

    mine = Colleagues(clock, opens, rhythm=QUICK)
    mine.hear(lambda _: None)
    mine.open()
    until(lambda: bool(faults) and not _listens())
    assert faults[0].exc_type is KeyError
    mine.watch()
    assert mine.hearing().way is Way.AWAY
    clock.advance(60)
    mine.watch()
    until(lambda: mine.hearing().way is Way.LISTENING)
    mine.leave(20.0)


def test_a_desk_listens_from_its_opening_to_its_lock_and_again(server: Server, tmp_path: Path) -> None:
    """The office as the window has it, on a team's server: locked, it is seen by nobody, and nothing is left running."""
    database, told = server.new(), list[Heard]()
    config = tmp_path / "config.toml"
    config.write_text(
        '[transfer]\nurl = "https://front.invalid/transfer/v1"\n'
        f'[store]\nfolder = "store"\nkey_file = "store.key"\nserver = "{server.address(database)}"\n'
    )
    settings = load(config, {})
    parts.new_store(settings, SystemClock(), program="test")
    lead = server.login("demo_lead", "backoffice_lead")
    office = Office(admitted(settings, as_login(settings, server.address(database, lead)), lead), SystemClock())
    assert office.condition().state is OfficeState.OPEN
    cases, desk = office.cases(), office._store.desk
    assert cases is not None
    assert desk is not None
    assert cases.colleagues.hearing().way is Way.ALONE, "nobody wants to hear yet"
    cases.colleagues.hear(told.append)
    until(lambda: cases.colleagues.hearing().way is Way.LISTENING)
    enter(desk)
    until(lambda: sum(each.arrived for each in told) == 1)
    there = f"SELECT count(*) FROM casebook.presence WHERE post = '{machine()}'"
    cases.colleagues.show(1)
    until(lambda: server.do(database, there) == [(1,)])
    office.lock()
    until(lambda: not _listens() and server.do(database, there) == [(0,)])
    office.unlock("")
    until(lambda: cases.colleagues.hearing().way is Way.LISTENING)
    cases.colleagues.show(1)
    until(lambda: server.do(database, there) == [(1,)])
    office.close()
    assert not _listens()
    assert server.do(database, there) == [(0,)]
    server.drop(database)


def _listens() -> bool:
    """Whether a thread of ours listens."""
    return any(thread.name == "listening" for thread in threading.enumerate())
