"""One line for everything."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.cases import CaseState
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.windows import palette as palette_module
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.gui.windows.palette import Palette, fits
from tests.support.caseload import MemoryCaseload
from tests.support.desk import go_to, opened


@pytest.mark.parametrize(
    ("typed", "words", "fit"),
    [
        ("", "Prendre", True),
        ("piece", "Demander une pièce manquante…", True),
        ("manq dem", "Demander une pièce manquante…", True),
        ("echeance", "Échéance < 2 j", True),
        ("etat", "Changer d’état…", True),
        ("raccuorcis", "Raccourcis clavier", True),
        ("raccourcs", "Raccourcis clavier", True),
        ("racoourcis", "Raccourcis clavier", True),
        ("xyz", "Raccourcis clavier", False),
        ("plo", "Plein écran", False),
    ],
)
def test_accents_order_and_a_slip_do_not_matter(typed: str, words: str, fit: bool) -> None:
    """Every word typed begins a word; short words allow no slip."""
    assert fits(typed, words) is fit


@pytest.fixture
def palette(desk: Desk) -> Palette:
    """The palette over the window."""
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    window.do_key(Key.PALETTE)
    assert window.house is not None
    opened_one = window.house.palette
    assert opened_one is not None
    return opened_one


def lines(palette: Palette) -> list[str]:
    """What is offered."""
    return [palette.list.item(n).text() for n in range(palette.list.count())]


def test_commands_show_their_keys_and_why_not(palette: Palette) -> None:
    """What can't be done now can't be chosen, and says why."""
    palette.text.setText("note")
    found = next(n for n, line in enumerate(lines(palette)) if line.startswith("Écrire une note"))
    assert "aucune demande n’est ouverte" in lines(palette)[found]
    assert not palette.list.item(found).flags()
    palette.text.setText("filtrer")
    assert lines(palette)[1] == "Filtrer cette liste   Ctrl+F"


def test_enter_does_what_is_chosen(qtbot: QtBot, desk: Desk, palette: Palette) -> None:
    """Arrows go through the lines; what was done last comes first the next time."""
    told: list[Key] = []
    palette.key_asked.connect(told.append)
    palette.text.setText("taille normale")
    qtbot.keyClick(palette.text, Qt.Key.Key_Down)
    qtbot.keyClick(palette.text, Qt.Key.Key_Up)
    qtbot.keyClick(palette.text, Qt.Key.Key_Return)
    assert told == [Key.USUAL]
    assert not palette.isVisible()
    palette.ask(desk)
    assert lines(palette)[1].startswith("Taille normale")


@pytest.mark.parametrize(
    ("typed", "found"),
    [("purg", "Conservation"), ("certif", "Conservation"), ("confor", "Conformité"), ("rapport", "Conformité"),
     ("journ", "Journal"), ("verifier", "Journal")],
)  # fmt: skip
def test_pages_are_found_by_what_is_done_there(palette: Palette, typed: str, found: str) -> None:
    """Who wants to purge need not know what the page is called."""
    palette.text.setText(typed)
    assert any(line.startswith(f"Aller à\N{NO-BREAK SPACE}: {found}   ") for line in lines(palette))


def test_views_are_gone_to(qtbot: QtBot, desk: Desk, palette: Palette) -> None:
    """By their name."""
    palette.text.setText("traitees")
    qtbot.keyClick(palette.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.views.id == "done")


def test_cases_are_found_and_opened(
    qtbot: QtBot, desk: Desk, palette: Palette, caseload: MemoryCaseload, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A moment after typing rests; an exact number first of all, also outside of the view, and what Enter does is said."""
    said: list[str] = []
    monkeypatch.setattr(palette_module, "announce", lambda _widget, text: said.append(text))
    closed = next(n for n, one in caseload.details.items() if one.row.state is CaseState.CLOSED)
    palette.text.setText(caseload.row(closed).number.lower())
    qtbot.waitUntil(lambda: len(lines(palette)) > 1 and lines(palette)[1].startswith(caseload.row(closed).number))
    assert said[-1].startswith(caseload.row(closed).number)
    qtbot.keyClick(palette.text, Qt.Key.Key_Return)
    assert opened(qtbot, desk, closed).row.case == closed
    assert caseload.calls.count("find") == 1


def test_what_was_chosen_stays_when_cases_come_and_is_said(
    qtbot: QtBot, palette: Palette, caseload: MemoryCaseload, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter does what the agent went to, not what came first meanwhile; who listens hears where they are."""
    said: list[str] = []
    monkeypatch.setattr(palette_module, "announce", lambda _widget, text: said.append(text))
    palette.text.setText("texte")
    qtbot.keyClick(palette.text, Qt.Key.Key_Down)
    chosen = palette.list.currentItem().text()
    assert said[-1] == chosen.replace("   ", ", ")
    palette._found = (caseload.row(3), caseload.row(4))
    palette._fill()
    assert palette.list.currentItem().text() == chosen


def test_nothing_that_matches_is_said(palette: Palette) -> None:
    """Enter does nothing then."""
    palette.text.setText("qqqq")
    assert lines(palette) == ["Rien ne correspond"]
    palette._take(palette.list.currentItem())
    assert palette.isVisible()


def test_an_act_by_the_palette_is_the_act_by_its_key(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """*Prendre* from the palette takes the case that is open."""
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    window.do_key(Key.PALETTE)
    assert window.house is not None
    opened_one = window.house.palette
    assert opened_one is not None
    opened_one.text.setText("prendre")
    qtbot.keyClick(opened_one.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: caseload.row(row.case).state is CaseState.TAKEN)
