"""The office's life in the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.office import Changes, Condition, OfficeState, Topic
from backoffice_gui.errors import ConfigurationError, DiskFull, StoreHeld
from backoffice_gui.gui.bridge import Bridge, Command
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.windows.session import Session
from tests.support.caseload import MemoryCaseload
from tests.support.office import MemoryOffice


@pytest.fixture
def owner() -> QObject:
    """Keeps the session alive."""
    return QObject()


def settle(qtbot: QtBot, session: Session) -> Condition:
    """Open, and wait for the condition."""
    with qtbot.waitSignal(session.settled, timeout=3_000) as told:
        session.open()
    assert told.args is not None
    condition = told.args[0]
    assert isinstance(condition, Condition)
    return condition


def test_an_open_office_collects_once(qtbot: QtBot, bridge: Bridge, owner: QObject, office: MemoryOffice) -> None:
    """Opened, its condition told, the collector started; asked again, it is not started twice."""
    session = Session(bridge, lambda: office, owner)
    assert settle(qtbot, session).state is OfficeState.OPEN
    qtbot.waitUntil(lambda: office.collecting)
    settle(qtbot, session)
    session.poll_now()
    qtbot.waitUntil(lambda: "poll_now" in office.calls)
    assert office.calls.count("start_collecting") == 1


@pytest.mark.parametrize(
    ("state", "collects"),
    [
        (OfficeState.SEALED, True),
        (OfficeState.NO_STORE, False),
        (OfficeState.NOT_CONFIGURED, False),
        (OfficeState.UNAVAILABLE, False),
    ],
)
def test_only_a_store_collects(
    qtbot: QtBot, bridge: Bridge, owner: QObject, state: OfficeState, collects: bool
) -> None:
    """A sealed store still collects; without one there is nothing to collect into."""
    office = MemoryOffice(1, state=state)
    session = Session(bridge, lambda: office, owner)
    settle(qtbot, session)
    done: list[Changes] = []
    bridge.do(Command(owner, Changes, done.append))
    qtbot.waitUntil(lambda: bool(done))
    assert office.collecting is collects


def test_what_is_undecided_is_kept_before_all_is_closed(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    """Who quits between two drafts loses neither."""
    caseload = MemoryCaseload(9)
    office = MemoryOffice(1, caseload=caseload)
    session = Session(bridge, lambda: office, owner)
    settle(qtbot, session)
    qtbot.waitUntil(lambda: office.collecting)
    with qtbot.waitSignal(session.stopped):
        session.leave((Unkept(7, "note", "ici"),))
    assert office.calls.index("lock") < office.calls.index("close")
    assert caseload.drafts == {(7, "note"): "ici"}


def test_an_office_that_does_not_open_can_be_tried_again(
    qtbot: QtBot, bridge: Bridge, owner: QObject, office: MemoryOffice
) -> None:
    """A configuration that is off is told; the next try may succeed."""
    tries: list[int] = []

    def opening() -> MemoryOffice:
        tries.append(1)
        if len(tries) == 1:
            raise ConfigurationError("absent", file="config.toml")
        return office

    session = Session(bridge, opening, owner)
    with qtbot.waitSignal(session.refused, timeout=3_000) as told:
        session.open()
    assert told.args is not None
    assert told.args[0].code == "CFG-001"
    assert settle(qtbot, session).state is OfficeState.OPEN


def test_another_collector_is_no_error(qtbot: QtBot, bridge: Bridge, owner: QObject, office: MemoryOffice) -> None:
    """A store that is held is shown by its holder; anything else is told."""
    told: list[Failure] = []
    bridge.failed.connect(told.append)
    office.failures["start_collecting"] = StoreHeld(holder="backoffice")
    session = Session(bridge, lambda: office, owner)
    settle(qtbot, session)
    qtbot.waitUntil(lambda: "start_collecting" in office.calls and not session._collecting)
    assert told == []
    office.failures["start_collecting"] = DiskFull("folder")
    settle(qtbot, session)
    qtbot.waitUntil(lambda: [failure.code for failure in told] == ["STO-009"])
    office.failures["start_collecting"] = KeyError("EXEMPLE")
    settle(qtbot, session)
    qtbot.waitUntil(lambda: len(told) > 1)
    assert [failure.code for failure in told] == ["STO-009", "DEF-001"]  # once: the bridge has said it


def test_a_store_that_changed_is_looked_at_again(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    """A command that touched the store makes the condition new."""
    office = MemoryOffice(0, state=OfficeState.NO_STORE)
    session = Session(bridge, lambda: office, owner)
    settle(qtbot, session)
    office.state = Condition(OfficeState.OPEN)
    with qtbot.waitSignal(session.settled, timeout=3_000):
        bridge.do(Command(owner, lambda: Changes(frozenset({Topic.STORE}))))


Opening = Callable[[], MemoryOffice]


def test_leaving_stops_before_it_closes(qtbot: QtBot, bridge: Bridge, owner: QObject, office: MemoryOffice) -> None:
    """The collector stops, the stores close, then it is told; once."""
    session = Session(bridge, lambda: office, owner)
    settle(qtbot, session)
    told: list[bool] = []
    session.stopped.connect(lambda: told.append(True))
    session.leave()
    session.leave()
    qtbot.waitUntil(lambda: bool(told))
    assert [each for each in office.calls if each != "let_go"][-2:] == ["stop_collecting", "close"]
    assert told == [True]
    qtbot.waitUntil(lambda: office.calls.count("let_go") == 1)
    session.poll_now()
    session.look()
    assert set(office.calls[-2:]) <= {"stop_collecting", "close", "let_go"}


def test_leaving_without_an_office_is_at_once(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    """Nothing to stop."""
    session = Session(bridge, lambda: MemoryOffice(0), owner)
    with qtbot.waitSignal(session.stopped):
        session.leave()


def test_an_office_that_fails_to_stop_does_not_hold_the_window(
    qtbot: QtBot, bridge: Bridge, owner: QObject, office: MemoryOffice
) -> None:
    """A store that won't close is left as it is."""
    office.failures["stop_collecting"] = DiskFull("folder")
    session = Session(bridge, lambda: office, owner)
    settle(qtbot, session)
    with qtbot.waitSignal(session.stopped, timeout=3_000):
        session.leave()


def test_an_office_whose_configuration_was_written_is_made_anew(qtbot: QtBot, bridge: Bridge, owner: QObject) -> None:
    """The old one is closed, the new one opened; one that collects is left alone."""
    offices = [MemoryOffice(0, state=OfficeState.NOT_CONFIGURED), MemoryOffice(0)]
    given = iter(offices)
    session = Session(bridge, lambda: next(given), owner)
    session.renew()
    settle(qtbot, session)
    session.renew()
    qtbot.waitUntil(lambda: session.office is offices[1] and offices[1].collecting)
    assert offices[0].calls[-1] == "close"
    session.renew()
    assert session.office is offices[1]
    assert "close" not in offices[1].calls
