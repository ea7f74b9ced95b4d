"""The pieces of a case, and the one in full."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.detail import PartView
from backoffice_gui.gui.pages.piece_list import PieceFacts, PieceList
from tests.support.attachments import MemoryAttachments
from tests.support.caseload import MemoryCaseload


@pytest.fixture
def parts(caseload: MemoryCaseload) -> tuple[PartView, ...]:
    """The form and three pieces, one with a name that lies."""
    return next(one.parts for one in caseload.details.values() if one.row.parts == 3)


def test_the_first_attachment_is_chosen_and_lies_are_written_out(qtbot: QtBot, parts: tuple[PartView, ...]) -> None:
    """The form is read elsewhere, and comes last under a name of ours; alone, it is one click away."""
    pieces = PieceList()
    qtbot.addWidget(pieces)
    seen: list[int] = []
    pieces.looked_at.connect(lambda part: seen.append(part.n))
    pieces.show_parts(parts)
    model = pieces.table.model()
    assert model is not None
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert seen == [1]
    assert "⟨U+202E⟩" in str(model.index(1, 1).data())
    assert [model.index(3, column).data() for column in (0, 1)] == ["", "Formulaire (données brutes)"]
    assert model.index(1, 2).data() == "…"
    pieces.step(-2)
    assert seen == [1, 3]
    pieces.show_parts(parts[:1])
    assert (seen, pieces.none.isHidden(), pieces.table.isHidden()) == ([1, 3], False, True)
    pieces.step(1)
    assert seen == [1, 3], "a key shows nobody raw octets for a piece"
    pieces.raw.click()
    assert seen == [1, 3, 0]
    assert not pieces.table.isHidden()


def test_what_a_piece_really_is_is_flagged(qtbot: QtBot, parts: tuple[PartView, ...]) -> None:
    """In words and with a sign, in the row's sentence too; one stays on the same piece."""
    pieces, facts = PieceList(), PieceFacts()
    qtbot.addWidget(pieces)
    qtbot.addWidget(facts)
    pieces.show_parts(parts)
    pieces.step(2)
    pieces.show_kinds(MemoryAttachments().kinds(1))
    model = pieces.table.model()
    assert model is not None
    assert [model.index(n, 2).data() for n in range(4)] == [
        "PDF", "sans aperçu", "JPEG ≠ déclaré", "texte",
    ]  # fmt: skip
    assert "≠ déclaré" in model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert pieces.table.currentIndex().row() == 2
    facts.show_part(parts[3], pieces.kind(3))
    words = "".join(label.text() for label in facts.findChildren(QLabel))
    assert "≠ déclaré" in words
    assert parts[3].sha256 in words.replace(" ", "")
    facts.show_part(None, None)
    assert facts.isHidden()


def test_space_and_sizes_are_the_previews(qtbot: QtBot, parts: tuple[PartView, ...]) -> None:
    """From the list, without leaving it; other keys are the list's."""
    pieces = PieceList()
    qtbot.addWidget(pieces)
    pieces.show_parts(parts)
    told: list[tuple[str, int]] = []
    pieces.paged.connect(lambda by: told.append(("page", by)))
    pieces.zoomed.connect(lambda by: told.append(("zoom", by)))
    qtbot.keyClick(pieces.table, Qt.Key.Key_Space)
    qtbot.keyClick(pieces.table, Qt.Key.Key_Minus)
    qtbot.keyClick(pieces.table, Qt.Key.Key_Down)
    assert told == [("page", 1), ("zoom", -1)]
    assert pieces.table.currentIndex().row() == 1
