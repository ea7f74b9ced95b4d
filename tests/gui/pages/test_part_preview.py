"""An attachment, looked at."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from backoffice_gui.errors import PreviewRefused
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.pages import part_preview
from backoffice_gui.gui.pages.part_preview import PartPreview
from tests.support.attachments import MemoryAttachments


class Shown:
    """A preview on the screen, its office, and what was called out."""

    def __init__(self, qtbot: QtBot, bridge: Bridge) -> None:
        self.qtbot, self.office = qtbot, MemoryAttachments()
        self.preview = PartPreview(bridge, self.office)
        qtbot.addWidget(self.preview)
        self.preview.resize(500, 400)
        self.preview.show()

    def open(self, n: int = 1) -> None:
        """Open a piece, and wait for its first page."""
        self.preview.show_part(7, n)
        self.qtbot.waitUntil(lambda: not self.preview.view.image.isNull())

    def wait_for(self, call: str) -> None:
        """Until the office is asked this."""
        self.qtbot.waitUntil(lambda: any(said.startswith(call) for said in self.office.calls))


@pytest.fixture
def shown(qtbot: QtBot, bridge: Bridge) -> Shown:
    """Nothing is open."""
    return Shown(qtbot, bridge)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told."""
    told: list[str] = []
    monkeypatch.setattr(part_preview, "announce", lambda _widget, text, **_: told.append(text))
    return told


def test_the_first_page_is_as_wide_as_there_is_room(shown: Shown, said: list[str]) -> None:
    """And says which it is, to eyes and ears."""
    shown.open()
    view, bar = shown.preview.view, shown.preview.bar
    wide = view.wide_in(shown.preview.stack.width())
    assert wide - 12 <= view.image.width() / view.image.devicePixelRatio() <= wide
    assert bar.fit.isChecked()
    assert bar.pages.text() == "1/3"
    assert view.accessibleName() == "Page 1 sur 3"
    assert said == ["Page 1 sur 3"]


def test_pages_sizes_and_turns_are_asked_of_the_office(shown: Shown, said: list[str]) -> None:
    """100 % is 96 pixels an inch; a turn changes the sides."""
    shown.open()
    preview, bar = shown.preview, shown.preview.bar
    bar.after.click()
    shown.wait_for("picture 1")
    shown.qtbot.waitUntil(lambda: said[-1] == "Page 2 sur 3")
    bar.percent.click()
    shown.wait_for("picture 1 1.33 0")
    assert not bar.fit.isChecked()
    preview.zoom(1)
    shown.wait_for("picture 1 1.47 0")
    preview.zoom(-1)
    preview.zoom(-1)
    shown.wait_for("picture 1 1.20 0")
    bar.turn.click()
    shown.wait_for("picture 1 1.20 90")
    shown.qtbot.waitUntil(lambda: preview.view.image.width() > preview.view.image.height())
    bar.before.click()
    bar.before.click()
    shown.qtbot.waitUntil(lambda: said[-1] == "Page 1 sur 3")


def test_the_text_can_be_read_and_copied_and_hides_nothing(shown: Shown) -> None:
    """A hidden direction is written out; a page without text says so; the keyboard reaches it."""
    shown.open()
    preview = shown.preview
    preview.bar.text.click()
    shown.qtbot.waitUntil(lambda: preview.stack.currentWidget() is preview.words)
    assert preview.words.toPlainText() == "Justificatif (EXEMPLE) ⟨U+202E⟩ page 1"
    assert preview.words.isReadOnly()
    assert preview.words.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert preview.words.accessibleName() == "Page 1 sur 3"
    preview.page_on(1)
    shown.qtbot.waitUntil(lambda: "pas de texte" in preview.words.toPlainText())
    assert not preview.bar.turn.isEnabled()


def test_a_text_has_no_image(shown: Shown) -> None:
    """The form is shown as what it is."""
    shown.preview.show_part(7, 0)
    shown.qtbot.waitUntil(lambda: shown.preview.stack.currentWidget() is shown.preview.words)
    assert not shown.preview.bar.text.isEnabled()
    shown.preview.zoom(1)
    assert not [call for call in shown.office.calls if call.startswith("picture")]


def test_flags_stand_above_the_page(shown: Shown) -> None:
    """What it really is, and that a script is not run."""
    shown.open(3)
    assert "Type réel différent" in shown.preview.flags.text
    assert "jamais exécuté" in shown.preview.flags.text
    shown.open(1)
    assert not shown.preview.flags.isVisible()


@pytest.mark.parametrize(
    ("reason", "title", "again"),
    [
        ("unsupported", "Pas d’aperçu de ce genre de fichier", False),
        ("encrypted", "Pièce protégée par un mot de passe", False),
        ("broken", "Pièce illisible", False),
        ("timeout", "Page trop longue à préparer", True),
        ("memory", "Pièce trop lourde", True),
    ],
)
def test_what_cannot_be_seen_says_why(shown: Shown, reason: str, title: str, again: bool) -> None:
    """With what to do; what may pass can be tried again."""
    shown.office.failure = PreviewRefused(f"preview-{reason}")
    shown.preview.show_part(7, 1)
    shown.qtbot.waitUntil(lambda: title in shown.preview.state.text)
    buttons = [one for one in shown.preview.state.findChildren(QPushButton) if one.isVisible()]
    assert bool(buttons) is again
    if again:
        shown.office.failure = None
        buttons[0].click()
        shown.qtbot.waitUntil(lambda: not shown.preview.view.image.isNull())


def test_loading_is_said_only_when_it_takes_a_while(shown: Shown) -> None:
    """Nothing before 300 ms; then a sentence, then the page."""
    gate = shown.office.gate = threading.Event()
    shown.preview.show_part(7, 1)
    assert "Préparation" not in shown.preview.state.text
    shown.qtbot.waitUntil(lambda: "Préparation" in shown.preview.state.text)
    gate.set()
    shown.qtbot.waitUntil(lambda: not shown.preview.view.image.isNull())
    assert shown.preview.stack.currentWidget() is shown.preview.view


def test_what_is_superseded_is_closed_and_never_shown(shown: Shown) -> None:
    """Another piece is asked for while the first is being opened; then nothing is."""
    gate = shown.office.gate = threading.Event()
    opened: list[int] = []
    shown.preview.opened.connect(lambda part: opened.append(part.n))
    shown.preview.show_part(7, 1)
    shown.wait_for("open_part 7 1")
    shown.preview.show_part(7, 3)
    assert "close_part" in shown.office.calls
    gate.set()
    shown.qtbot.waitUntil(lambda: opened == [3])
    shown.preview.clear()
    assert shown.office.calls[-1] == "close_part"
    assert shown.preview.view.image.isNull()


def test_a_page_larger_than_can_be_painted_is_asked_for_smaller(shown: Shown) -> None:
    """No side beyond what a picture may have."""
    shown.open()
    for _ in range(20):
        shown.preview.zoom(1)
    shown.wait_for("picture 0 4.85 0")
    assert all(float(call.split()[2]) * 842 <= 4096 for call in shown.office.calls if call.startswith("picture"))
