"""What is being written is kept."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.office import Changes
from backoffice_gui.errors import WrongKey
from backoffice_gui.gui.bridge import Bridge, Command
from backoffice_gui.gui.drafts import Drafts
from tests.support.caseload import MemoryCaseload


@pytest.fixture
def drafts(bridge: Bridge, caseload: MemoryCaseload) -> Drafts:
    """Drafts over the caseload."""
    return Drafts(bridge, caseload, bridge)


def test_a_second_after_the_last_key_it_is_kept(qtbot: QtBot, drafts: Drafts, caseload: MemoryCaseload) -> None:
    """Ten keys are one draft."""
    for n in range(1, 11):
        drafts.write(7, "note", "x" * n)
    qtbot.waitUntil(lambda: caseload.drafts.get((7, "note")) == "x" * 10, timeout=3_000)
    assert caseload.calls.count("keep_draft") == 1


def test_leaving_keeps_at_once_and_sending_forgets(qtbot: QtBot, drafts: Drafts, caseload: MemoryCaseload) -> None:
    """`flush` waits for nothing."""
    drafts.write(7, "note", "abc")
    drafts.write(8, "answer", "{}")
    drafts.flush()
    qtbot.waitUntil(lambda: len(caseload.drafts) == 2)
    drafts.sent(7, "note", "ab")
    assert drafts.text(caseload.case(7), "note") == "abc", "other words than those that were sent"
    drafts.sent(7, "note", "abc")
    qtbot.waitUntil(lambda: (7, "note") not in caseload.drafts)


def test_what_an_earlier_life_kept_comes_back(drafts: Drafts, caseload: MemoryCaseload) -> None:
    """From the store first; what is typed here since wins over an older reading."""
    caseload.drafts[7, "note"] = "d’avant"
    assert drafts.text(caseload.case(7), "note") == "d’avant"
    drafts.write(7, "note", "maintenant")
    assert drafts.text(caseload.case(7), "note") == "maintenant"
    assert drafts.text(caseload.case(8), "note") == ""
    drafts.flush()


def test_what_was_written_elsewhere_is_not_written_over(qtbot: QtBot, drafts: Drafts, caseload: MemoryCaseload) -> None:
    """Both stay until one is chosen; what is typed meanwhile is not kept over it; own words never meet themselves."""
    assert drafts.text(caseload.case(7), "note") == ""
    for words in ("ici", "ici, puis", "ici"):
        drafts.write(7, "note", words)
        drafts.flush()
    qtbot.waitUntil(lambda: caseload.drafts.get((7, "note")) == "ici" and not drafts._waiting)
    caseload.drafts[7, "note"] = "là-bas"
    drafts.write(7, "note", "ici, encore")
    with qtbot.waitSignal(drafts.met) as told:
        drafts.flush()
    assert told.args == [7]
    drafts.write(7, "note", "ici, encore plus")
    drafts.flush()
    assert (caseload.drafts[7, "note"], drafts.disputed(7)) == ("là-bas", ("note",))
    assert drafts.undecided == (Unkept(7, "note", "ici, encore plus", "ici"),)
    assert drafts.text(caseload.case(7), "note") == "ici, encore plus"
    drafts.choose(7, "note", ours=True)
    qtbot.waitUntil(lambda: caseload.drafts[7, "note"] == "ici, encore plus" and not drafts._waiting)
    caseload.drafts[7, "note"] = "là-bas, plus tard"
    assert drafts.text(caseload.case(7), "note") == "là-bas, plus tard", "nothing was being written here"
    drafts.write(7, "note", "autre chose")
    drafts.flush()
    qtbot.waitUntil(lambda: caseload.drafts[7, "note"] == "autre chose")


def test_a_lock_takes_what_is_not_known_to_be_kept(qtbot: QtBot, bridge: Bridge, caseload: MemoryCaseload) -> None:
    """What waits behind a long command and what was typed since, the newest words of each; nothing is kept twice."""
    drafts = Drafts(bridge, caseload, bridge)
    gate = threading.Event()

    def hold() -> Changes:
        gate.wait(20)
        return Changes()

    bridge.do(Command(bridge, hold))
    drafts.write(7, "note", "avant")
    drafts.write(8, "answer", "{}")
    drafts.flush()
    drafts.write(7, "note", "après")
    assert drafts.leave() == (Unkept(7, "note", "après"), Unkept(8, "answer", "{}"))
    assert "après" not in repr(Unkept(7, "note", "après"))
    gate.set()
    done: list[object] = []
    bridge.do(Command(bridge, Changes, done.append))
    qtbot.waitUntil(lambda: bool(done))
    assert caseload.drafts == {}
    assert drafts.leave() == ()


def test_a_desk_that_was_locked_meanwhile_is_no_failure(
    qtbot: QtBot, bridge: Bridge, caseload: MemoryCaseload, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was closed between two steps: nobody is told, for the lock has kept the words."""

    def closed(*_: object) -> None:
        raise WrongKey("locked")

    monkeypatch.setattr(caseload, "keep_draft", closed)
    drafts = Drafts(bridge, caseload, bridge)
    told: list[object] = []
    bridge.failed.connect(told.append)
    drafts.write(7, "note", "abc")
    with qtbot.waitSignal(bridge.changed):
        drafts.flush()
    assert told == []
