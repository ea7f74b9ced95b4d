"""*Conservation* in its place: a dry run, two people, a purge as a task, holds, a certificate."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.office import Changes
from backoffice_gui.domain.purging import Purged
from backoffice_gui.errors import UsageError
from backoffice_gui.gui.bridge import Bridge, Command
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.purge_card import PurgeCard
from backoffice_gui.gui.windows import retention_place
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.gui.windows.purge_dialog import HoldDialog, PurgeDialog
from backoffice_gui.gui.windows.retention_place import RetentionPlace
from tests.support.caseload import MemoryCaseload
from tests.support.office import MemoryOffice
from tests.support.retentions import MemoryRetention

Opener = Callable[..., MainWindow]


@pytest.fixture
def window(open_window: Opener, office: MemoryOffice, caseload: MemoryCaseload) -> MainWindow:
    """The window with a desk, and so with retention."""
    office.caseload = caseload
    return open_window(office)


@pytest.fixture
def kept(caseload: MemoryCaseload) -> MemoryRetention:
    """What is behind the page."""
    return caseload.retention


@pytest.fixture
def place(qtbot: QtBot, window: MainWindow) -> RetentionPlace:
    """The place, come to by key, and read."""
    assert window.house is not None
    assert window.house.workplace is not None
    found = window.house.workplace.retention
    assert found is not None
    window.do_key(Key.GO_RETENTION)
    qtbot.waitUntil(lambda: found.plan is not None)
    return found


def confirm(place: RetentionPlace, count: int) -> None:
    """Type the count and press the verb."""
    dialog = place.dialog
    assert isinstance(dialog, PurgeDialog)
    dialog.typed.setText(str(count))
    dialog.do_it.click()


def test_it_is_read_when_one_goes_there(window: MainWindow, place: RetentionPlace, kept: MemoryRetention) -> None:
    """Looking at what is due is an event of the journal: opening the window is none."""
    assert kept.looks == 1
    assert window.windowTitle().startswith("Conservation")
    assert place.page.due.table.model().rowCount() == 40
    assert "24 éléments peuvent partir" in place.page.due.count.text()


def test_one_asks_and_another_approves_and_it_goes(
    qtbot: QtBot, place: RetentionPlace, kept: MemoryRetention, window: MainWindow
) -> None:
    """The one who asked is told to wait; another approves, carries it out as a task, and is told of the certificate."""
    page = place.page
    page.due.request.click()
    confirm(place, 23)
    assert kept.all == [], "not the count"
    confirm(place, 24)
    qtbot.waitUntil(page.purges.approve.isVisible)
    assert not page.purges.approve.isEnabled()
    assert "un collègue" in page.purges.advice.text()
    kept.agent = "b.exemple"
    page.again.click()
    qtbot.waitUntil(page.purges.approve.isEnabled)
    page.purges.approve.setFocus()
    page.purges.approve.click()
    confirm(place, 24)
    qtbot.waitUntil(page.purges.start.isVisible)
    assert window.focusWidget() is page.purges.start, "not on what would take it back"
    assert kept.all[0].approver == "b.exemple"
    kept.gate = threading.Event()
    page.purges.start.click()
    confirm(place, 24)
    assert window.house is not None
    qtbot.waitUntil(lambda: bool(window.findChildren(PurgeCard)))
    assert not page.purges.start.isEnabled()
    assert window.focusWidget() is page.purges.table
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    assert page.verticalScrollBar().value()
    kept.gate.set()
    qtbot.waitUntil(page.purges.certify.isVisible)
    assert page.verticalScrollBar().value() == 0, "what came of it is in sight"
    assert page.news.tone is Tone.SUCCESS
    (card,) = window.findChildren(PurgeCard)
    assert card.text == "24 éléments purgés."
    qtbot.waitUntil(page.due.none.isVisible)


def test_alone_in_a_demonstration(qtbot: QtBot, place: RetentionPlace, kept: MemoryRetention) -> None:
    """Who sits alone stands in for the colleague, who is invented; the page says so, and says nothing elsewhere."""
    assert not place.page.practice.isVisible()
    kept.colleague = "collegue.demo"
    place.page.due.request.click()
    confirm(place, 24)
    qtbot.waitUntil(place.page.purges.approve.isVisible)
    assert place.page.practice.isVisible()
    assert place.page.purges.approve.isEnabled()
    place.page.purges.approve.click()
    confirm(place, 24)
    qtbot.waitUntil(place.page.purges.start.isVisible)
    assert (kept.all[0].requester, kept.all[0].approver) == ("a.exemple", "collegue.demo")


def test_a_purge_is_stopped_between_groups_and_gone_on_with(
    qtbot: QtBot, place: RetentionPlace, kept: MemoryRetention, window: MainWindow
) -> None:
    """Stopped, it says so; failing, it says why; it can be gone on with either way."""
    kept.request(kept.plan().digest)
    kept.agent = "b.exemple"
    purge = kept.approve(1, kept.all[0].digest)
    kept.gate = threading.Event()
    place.run(purge)
    qtbot.waitUntil(lambda: bool(window.findChildren(PurgeCard)))
    window.findChildren(PurgeCard)[0].stop.click()
    kept.gate.set()
    qtbot.waitUntil(lambda: place.page.news.text.startswith("Purge arrêtée"))
    qtbot.waitUntil(lambda: place.page.purges.start.text() == "Reprendre…")
    kept.failure = UsageError("purge-lapsed", hours=24)
    place.run(purge)
    qtbot.waitUntil(lambda: place.page.news.tone is Tone.WARNING)
    kept.failure = None
    place.refresh()
    qtbot.waitUntil(place.page.purges.start.isEnabled)


def test_others_are_heard_between_two_slices(
    qtbot: QtBot, place: RetentionPlace, kept: MemoryRetention, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its second over, the purge lets what the agent asked for meanwhile go first, then goes on, counting on."""
    monkeypatch.setattr(retention_place, "_SLICE_MS", -1)
    kept.request(kept.plan().digest)
    kept.agent = "b.exemple"
    purge = kept.approve(1, kept.all[0].digest)
    kept.gate = threading.Event()
    heard: list[str] = []

    def run(number: int, progress: Callable[[int], None], cancelled: Callable[[], bool]) -> Purged:
        assert kept.gate is not None
        kept.gate.wait(10)
        heard.append("slice")
        assert not cancelled(), "a slice does one group at least, however long it waited for its turn"
        progress(1)
        assert cancelled()
        return Purged(number, len(heard), 0, cancelled=heard.count("slice") < 3)

    monkeypatch.setattr(kept, "run", run)
    place.run(purge)

    def other() -> Changes:
        heard.append("agent")
        return Changes()

    bridge.do(Command(place, other, lambda _: None))
    kept.gate.set()
    qtbot.waitUntil(lambda: "terminée" in place.page.news.text)
    assert heard == ["slice", "agent", "slice", "slice"]
    (task,) = place._tasks.purges
    assert task.came is not None
    assert not task.came.cancelled


def test_a_case_is_kept_and_let_go(qtbot: QtBot, place: RetentionPlace, kept: MemoryRetention) -> None:
    """From the list, with a reason, until a day; a hold ends by one press."""
    place.page.due.table.selectRow(1)
    place.page.due.hold.click()
    dialog = place.dialog
    assert isinstance(dialog, HoldDialog)
    assert dialog.number.text() == "DL-2026-000002"
    dialog.do_it.click()
    assert dialog.isVisible(), "a reason is needed"
    dialog.reason.setText("contentieux EXEMPLE")
    dialog.do_it.click()
    qtbot.waitUntil(place.page.holds.release.isVisible)
    assert (kept.held[0].number, kept.held[0].reason) == ("DL-2026-000002", "contentieux EXEMPLE")
    place.page.holds.release.click()
    qtbot.waitUntil(lambda: not kept.held)


def test_what_fails_is_said_on_the_page(qtbot: QtBot, place: RetentionPlace, kept: MemoryRetention) -> None:
    """A selection that moved; a request that is withdrawn."""
    kept.request(kept.plan().digest)
    place.refresh()
    qtbot.waitUntil(place.page.purges.withdraw.isVisible)
    place.page.purges.withdraw.click()
    qtbot.waitUntil(lambda: kept.all[0].withdrawn_by == "a.exemple")
    kept.failure = UsageError("purge-other")
    place.page.due.request.click()
    confirm(place, 24)
    qtbot.waitUntil(lambda: "n’est plus exactement" in place.page.news.text)
    kept.failure = None
    place.refresh()


def test_a_certificate_is_written_where_one_says(
    qtbot: QtBot, place: RetentionPlace, kept: MemoryRetention, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As PDF; who changes their mind writes none."""
    kept.request(kept.plan().digest)
    kept.agent = "b.exemple"
    kept.approve(1, kept.all[0].digest)
    kept.run(1, lambda _: None, lambda: False)
    place.refresh()
    qtbot.waitUntil(place.page.purges.certify.isVisible)
    monkeypatch.setattr(retention_place, "choose_file", lambda *_: None)
    place.page.purges.certify.click()
    assert kept.written == []
    monkeypatch.setattr(retention_place, "choose_file", lambda *_: tmp_path / "certificat")
    place.page.purges.certify.click()
    qtbot.waitUntil(lambda: kept.written == [str(tmp_path / "certificat.pdf")])
    qtbot.waitUntil(lambda: place.page.news.text.startswith("Certificat enregistré"))
    assert "certificat.pdf" in place.page.news.text
