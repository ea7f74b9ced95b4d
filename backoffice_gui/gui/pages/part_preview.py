"""An attachment, looked at: a page's pixels or its text, or why it can't be seen.

Everything is asked of the attachment office on the *looking* thread, so that no list waits for a hostile file; what
is superseded is dropped, and ends the process that decodes. An answer that comes too late is not shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from backoffice_gui.domain.preview import SIDE, Kind
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.bridge import Query
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.plain import escaped
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_parts import flag_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.page_view import PageView
from backoffice_gui.gui.widgets.preview_bar import PreviewBar
from backoffice_gui.gui.widgets.state_panel import StatePanel
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.attachments import OpenPart
    from backoffice_gui.domain.preview import PageSize, Picture
    from backoffice_gui.gui.attachment_office import AttachmentOffice
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure

__all__ = ["PartPreview"]

T = TypeVar("T")

_NAME = "part"
_CALM_MS = 300
_SETTLE_MS = 150
_POINTS = 96 / 72
"""Pixels of the screen to a PDF's point, at 100 %."""
_STEPS = (25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 200, 300, 400)
_MAY_PASS = frozenset({"preview-timeout", "preview-memory", "preview-closed", "preview-unavailable", "busy", "locked"})
"""What may be otherwise the next time."""


class PartPreview(QWidget):
    """The preview beside the list of pieces; one piece at a time, none while the page is not looked at."""

    opened = Signal(object)
    """This `OpenPart` is shown."""

    def __init__(self, bridge: Bridge, office: AttachmentOffice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._office = bridge, office
        self._asked: tuple[int, int] | None = None
        self._part: OpenPart | None = None
        self._page, self._percent, self._turn = 0, 100, 0
        self._fit, self._text = True, False
        self._end: bool | None = False
        """Where on the page to stand once it is here: its top, its end, or where one was."""
        self._wanted = 0
        self.bar = PreviewBar(self)
        self.flags = Strip(Tone.WARNING, self)
        self.view = PageView(self)
        self.words = QPlainTextEdit(self)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        by = Qt.TextInteractionFlag
        self.words.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)
        self.words.setFrameShape(QFrame.Shape.NoFrame)
        self.state = StatePanel(self)
        self.stack = QStackedWidget(self)
        for widget in (self.state, self.view, self.words):
            self.stack.addWidget(widget)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(em(self) // 3)
        body.addWidget(self.bar)
        body.addWidget(self.flags)
        body.addWidget(self.stack, 1)
        self._calm = QTimer(self, interval=_CALM_MS, singleShot=True)
        self._calm.timeout.connect(self._say_loading)
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._refit)
        self._connect()
        self.clear()

    def _connect(self) -> None:
        self.bar.page_asked.connect(self.go_by)
        self.bar.zoom_asked.connect(self.zoom)
        self.bar.fit_asked.connect(self._choose_fit)
        self.bar.turn_asked.connect(self._choose_turn)
        self.bar.text_asked.connect(self._choose_text)
        self.view.passed.connect(self.go_by)
        self.view.zoomed.connect(self.zoom)
        self.view.resized.connect(self._settle.start)
        self.state.acted.connect(self._again)

    # which piece

    def show_part(self, case: int, n: int) -> None:
        """Open part `n` of this case; what was shown before is dropped."""
        self.clear()
        self._asked = (case, n)
        self._wanted += 1
        wanted = self._wanted
        self._calm.start()

        def show(part: OpenPart) -> None:
            if wanted == self._wanted:
                self._show(part)

        self._query(wanted, lambda: self._office.open_part(case, n), show)

    def clear(self) -> None:
        """Show nothing, and end what is being looked at."""
        self._wanted += 1
        self._bridge.drop(self, _NAME, self._office.close_part)
        if self._asked is not None:
            self._office.close_part()  # also what has been opened, but not told yet
        self._asked = self._part = None
        self._page, self._turn, self._fit, self._text, self._end = 0, 0, True, False, False
        self._calm.stop()
        self.flags.hide()
        self.bar.rest()
        self.view.clear()
        self.words.clear()
        self.state.say("", "")
        self.stack.setCurrentWidget(self.state)

    def _again(self) -> None:
        if self._asked is not None:
            self.show_part(*self._asked)

    def _show(self, part: OpenPart) -> None:
        self._part = part
        said = [flag_text(flag) for flag in sorted(part.document.flags, key=lambda flag: flag.value)]
        if said:
            self.flags.say(" ".join(said))
        self._text = part.document.kind is Kind.TEXT
        self._ask()
        self.opened.emit(part)

    # which page of it, and how

    def go_by(self, by: int) -> None:
        """The next page (+1), or the previous one (-1), where there is one."""
        pages = 0 if self._part is None else len(self._part.document.pages)
        if 0 <= self._page + by < pages:
            self._page += by
            self._end = by < 0
            self._ask()

    def page_on(self, by: int) -> None:
        """A screenful on, or back."""
        if self.stack.currentWidget() is self.words:
            bar = self.words.verticalScrollBar()
            before = bar.value()
            bar.setValue(before + by * bar.pageStep())
            if bar.value() == before:
                self.go_by(by)
        elif self.stack.currentWidget() is self.view:
            self.view.page_on(by)

    def zoom(self, by: int) -> None:
        """Larger (+1), smaller (-1), or 100 % (0)."""
        if self._part is None or self._text:
            return
        steps = [step for step in _STEPS if (step - self._percent) * by > 0]
        if by and not steps:
            return
        self._fit = False
        self._percent = (min(steps) if by > 0 else max(steps)) if by else 100
        self._ask()

    def _choose_fit(self, on: bool) -> None:
        self._fit = on
        self._ask()

    def _choose_turn(self) -> None:
        self._turn, self._end = (self._turn + 90) % 360, False
        self._ask()

    def _choose_text(self, on: bool) -> None:
        self._text = on
        self._ask()
        (self.words if on else self.view).setFocus()

    def _refit(self) -> None:
        if self._fit and self._part is not None and not self._text and self._fitting() != self._percent:
            self._ask()

    def _unit(self) -> float:
        return _POINTS if self._part is not None and self._part.document.kind is Kind.PDF else 1.0

    def _size(self) -> PageSize | None:
        return None if self._part is None else self._part.document.pages[self._page]

    def _fitting(self) -> int:
        """The percent at which the page is as wide as there is room, within what can be painted."""
        size = self._size()
        if size is None:
            return 100
        wide = size.height if self._turn in {90, 270} else size.width
        return max(
            _STEPS[0] // 5,
            min(_STEPS[-1], int(100 * self.view.wide_in(self.stack.width()) / max(1.0, wide * self._unit()))),
        )

    def _ask(self) -> None:
        """Ask for the page as it is wanted now; what was asked for before is not waited for."""
        part = self._part
        if part is None:
            return
        self._wanted += 1
        self._calm.start()
        picture = part.document.kind is not Kind.TEXT
        self.bar.show_page(self._page, len(part.document.pages), picture=picture, text=self._text)
        if self._text:
            self._ask_text(self._wanted, self._page)
        else:
            self._ask_picture(self._wanted, self._page)

    def _ask_picture(self, wanted: int, page: int) -> None:
        size = self._size()
        if self._fit:
            self._percent = self._fitting()
        longest = 1.0 if size is None else max(1.0, size.width, size.height) * self._unit()
        most = max(1, int(100 * SIDE / (longest * self.devicePixelRatioF())))
        self._percent = min(self._percent, most)
        self.bar.show_zoom(self._percent, fit=self._fit)
        zoom, turn = self._percent / 100 * self._unit() * self.devicePixelRatioF(), self._turn

        def show(picture: Picture) -> None:
            if wanted == self._wanted:
                self._calm.stop()
                self.view.show_picture(picture, self._where())
                self._put(self.view)
                if self._end is not None:
                    self.view.begin_at(end=self._end)
                self._end = None

        self._query(wanted, lambda: self._office.picture(page, zoom, turn), show)

    def _ask_text(self, wanted: int, page: int) -> None:
        def show(text: str) -> None:
            if wanted == self._wanted:
                self._calm.stop()
                self.words.setAccessibleName(self._where())
                nothing = self.tr("Cette page n’a pas de texte : c’est une image.")
                self.words.setPlainText(escaped(text) if text.strip() else nothing)
                self._put(self.words)

        self._query(wanted, lambda: self._office.text(page), show)

    def _query(self, wanted: int, ask: Callable[[], T], show: Callable[[T], None]) -> None:
        def failed(failure: Failure) -> None:
            self._failed(wanted, failure)

        self._bridge.ask(Query(self, ask, show, failed, replaces=_NAME, apart=True))

    def _where(self) -> str:
        pages = 0 if self._part is None else len(self._part.document.pages)
        return self.tr("Page {n} sur {m}").format(n=self._page + 1, m=pages)

    def _put(self, widget: QWidget) -> None:
        self.stack.setCurrentWidget(widget)
        if self.isVisible():
            announce(self, self._where())

    # how it goes

    def _say_loading(self) -> None:
        self.state.say("", self.tr("Préparation de l’aperçu…"))
        self.stack.setCurrentWidget(self.state)

    def _failed(self, wanted: int, failure: Failure) -> None:
        if wanted != self._wanted:
            return
        self._calm.stop()
        said = explain(failure)
        again = self.tr("Réessayer") if failure.reason in _MAY_PASS else ""
        self.state.say(said.title, f"{said.line}\n{said.advice}\n({said.code})", again)
        self.stack.setCurrentWidget(self.state)
        if self.isVisible():
            announce(self, f"{said.title}. {said.advice}")
