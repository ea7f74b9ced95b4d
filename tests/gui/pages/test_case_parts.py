"""The pieces of a case, and the one looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_detail import CaseDetail
from backoffice_gui.gui.bridge import Bridge, Query
from backoffice_gui.gui.pages.case_parts import CaseParts
from tests.support.attachments import MemoryAttachments
from tests.support.caseload import MemoryCaseload


@pytest.fixture
def office() -> MemoryAttachments:
    """Attachments in memory."""
    return MemoryAttachments()


@pytest.fixture
def page(qtbot: QtBot, bridge: Bridge, office: MemoryAttachments) -> CaseParts:
    """The page, on the screen."""
    made = CaseParts(bridge, office)
    qtbot.addWidget(made)
    made.resize(450, 600)
    made.show()
    return made


@pytest.fixture
def detail(caseload: MemoryCaseload) -> CaseDetail:
    """A case with three pieces beside its form."""
    return caseload.case(next(n for n, one in caseload.details.items() if one.row.parts == 3))


def opens(office: MemoryAttachments) -> list[str]:
    """What was opened."""
    return [call for call in office.calls if call.startswith("open_part")]


def test_nothing_is_opened_until_the_page_is_looked_at(
    qtbot: QtBot, bridge: Bridge, page: CaseParts, office: MemoryAttachments, detail: CaseDetail
) -> None:
    """Opening is audited: only what is on the screen; round at the end."""
    case = detail.row.case
    page.show_detail(detail)
    page.step(1)
    passed: list[bool] = []
    bridge.ask(Query(page, lambda: True, passed.append, apart=True))
    qtbot.waitUntil(lambda: passed == [True])
    assert opens(office) == []
    page.look()
    qtbot.waitUntil(lambda: opens(office) == [f"open_part {case} 2"])
    page.step(2)
    qtbot.waitUntil(lambda: opens(office)[-1] == f"open_part {case} 0")
    page.unlook()
    assert [call for call in office.calls if call != "warm"][-1] == "close_part"
    page.look()
    qtbot.waitUntil(lambda: len(opens(office)) == 3)
    assert office.calls.count(f"kinds {case}") == 1


def test_the_next_preview_is_made_ready_where_one_stays(
    qtbot: QtBot, page: CaseParts, office: MemoryAttachments, detail: CaseDetail
) -> None:
    """Not for whom passes by, and not where nothing came with the case."""
    page.show_detail(detail)
    page.leave()
    page.show_detail(replace(detail, parts=detail.parts[:1]))
    assert not page._calm.isActive()
    page.show_detail(detail)
    qtbot.waitUntil(lambda: office.calls.count("warm") == 1)


def test_where_nothing_is_attached_the_form_is_opened_only_when_asked(
    qtbot: QtBot, page: CaseParts, office: MemoryAttachments, detail: CaseDetail
) -> None:
    """No raw octets by a key, no empty preview; the next case with pieces shows them again."""
    page.look()
    page.show_detail(replace(detail, parts=detail.parts[:1]))
    assert page.list.none.isVisible()
    assert not page.preview.isVisible()
    assert not page.copy.button.isVisible()
    assert opens(office) == []
    page.list.raw.click()
    qtbot.waitUntil(lambda: opens(office) == [f"open_part {detail.row.case} 0"])
    assert page.preview.isVisible()
    page.show_detail(detail)
    assert page.list.table.isVisible()
    assert not page.list.none.isVisible()
    qtbot.waitUntil(lambda: opens(office)[-1] == f"open_part {detail.row.case} 1")


def test_the_same_case_read_again_keeps_what_is_open(
    qtbot: QtBot, page: CaseParts, office: MemoryAttachments, detail: CaseDetail
) -> None:
    """An act reads the case anew: the page one reads stays."""
    page.look()
    page.show_detail(detail)
    qtbot.waitUntil(lambda: not page.preview.view.image.isNull())
    page.show_detail(detail)
    assert len(opens(office)) == 1
    assert not page.preview.view.image.isNull()


def test_another_case_closes_the_piece(
    qtbot: QtBot, page: CaseParts, office: MemoryAttachments, detail: CaseDetail
) -> None:
    """Nothing of the one before stays open, or on the screen."""
    page.look()
    page.show_detail(detail)
    qtbot.waitUntil(lambda: not page.preview.view.image.isNull())
    page.leave()
    assert [call for call in office.calls if call != "warm"][-1] == "close_part"
    assert page.preview.view.image.isNull()
    assert not page.facts.isVisible()
    assert not page.copy.button.isEnabled()


def test_list_and_preview_stand_beside_each_other_where_there_is_room(
    qtbot: QtBot, page: CaseParts, detail: CaseDetail
) -> None:
    """And below each other where there is none."""
    page.look()
    page.show_detail(detail)
    assert page.preview.y() > page.list.y()
    page.resize(1_400, 700)
    qtbot.waitUntil(lambda: page.preview.x() > page.list.x())
    page.resize(450, 700)
    qtbot.waitUntil(lambda: page.preview.y() > page.list.y() and page.preview.x() == page.list.x())
