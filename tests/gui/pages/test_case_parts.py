"""The pieces of a case, and the place of the preview."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.pages.case_parts import CaseParts
from tests.support.caseload import MemoryCaseload


class Looked(QLabel):
    """A preview that remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[int, int] | str] = []

    def show_part(self, case: int, n: int) -> None:
        """Remember."""
        self.asked.append((case, n))

    def clear(self) -> None:
        """Remember."""
        self.asked.append("clear")


@pytest.fixture
def case(caseload: MemoryCaseload) -> int:
    """A case with three pieces beside its form."""
    return next(n for n, one in caseload.details.items() if one.row.parts == 3)


def test_nothing_is_opened_until_the_page_is_looked_at(qtbot: QtBot, caseload: MemoryCaseload, case: int) -> None:
    """Opening is the preview's, and only for what is on the screen."""
    page, preview = CaseParts(), Looked()
    qtbot.addWidget(page)
    page.set_preview(preview, preview)
    page.show_detail(caseload.case(case))
    assert preview.asked == ["clear"]
    page.look()
    assert preview.asked[-1] == (case, 0)
    page.step(1)
    assert preview.asked[-1] == (case, 1)
    page.step(-2)
    assert preview.asked[-1] == (case, 3)
    page.unlook()
    page.step(1)
    assert preview.asked[-1] == (case, 3)


def test_without_a_preview_the_place_says_so(qtbot: QtBot, caseload: MemoryCaseload, case: int) -> None:
    """Nothing is opened by the system either."""
    page = CaseParts()
    qtbot.addWidget(page)
    page.show()
    page.show_detail(caseload.case(case))
    page.look()
    assert any("rien n’est ouvert" in label.text() for label in page.findChildren(QLabel))
