"""Parts and timeline."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.pages.parts import PartsPage, TimelinePage
from tests.support.office import MemoryOffice, parts_of, row_of


def words(page: PartsPage | TimelinePage) -> str:
    """All words, isolates left out."""
    return "\n".join(label.text() for label in page.findChildren(QLabel)).replace("\u2068", "").replace("\u2069", "")


def test_a_name_that_lies_is_shown_as_what_it_is(qtbot: QtBot) -> None:
    """No path, no turned line: every hidden character is written out, the digest stands in full."""
    page = PartsPage()
    qtbot.addWidget(page)
    row = row_of(99_999)
    assert row.parts == 4
    page.show_parts(parts_of(row))
    model = page.table.model()
    assert model is not None
    assert model.rowCount() == 4
    page.table.selectRow(2)
    assert "../../photo⟨U+202E⟩gpj.exe" in words(page)
    digest = parts_of(row)[2].sha256
    assert digest in words(page).replace(" ", "")


def test_another_submission_without_parts_leaves_nothing_of_the_last(qtbot: QtBot) -> None:
    """The name of the part before is gone."""
    page = PartsPage()
    qtbot.addWidget(page)
    page.show_parts(parts_of(row_of(99_999)))
    page.show_parts(())
    assert "form.json" not in words(page)


def test_the_timeline_tells_the_life_in_order(qtbot: QtBot) -> None:
    """Submitted to destroyed, with seconds, and the names by which others know it."""
    page = TimelinePage()
    qtbot.addWidget(page)
    office = MemoryOffice(1)
    detail = office.detail(office.rows[0].row)
    page.show_detail(detail)
    model = page.table.model()
    assert model is not None
    told = [model.index(n, 1).data() for n in range(model.rowCount())]
    assert told[0] == "Déposée sur le site"
    assert told[-1] == "Destruction de la copie du site prouvée"
    assert detail.row.id in words(page)
    assert detail.row.digest in words(page).replace(" ", "")
