"""What can be asked of a preview: page, size, turn, text. Tells what is asked, is told what to show."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from backoffice_gui.gui import formats
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.widgets.flow import Flow
from backoffice_gui.gui.widgets.labels import Words

__all__ = ["PreviewBar"]


def _marked(words: str, *, on: bool) -> str:
    """A button that is on says so in more than its shade, which the dark theme hardly shows."""
    return f"✓ {words}" if on else words


class PreviewBar(QWidget):
    """Buttons above the page; each says its key where it has one."""

    page_asked = Signal(int)
    """The next (+1) or previous (-1) page."""
    zoom_asked = Signal(int)
    """Larger (+1), smaller (-1), or as large as it is (0)."""
    fit_asked = Signal(bool)
    """As wide as there is room, or no longer."""
    turn_asked = Signal()
    """A quarter to the right."""
    text_asked = Signal(bool)
    """The page's text, or its image."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Commandes de l’aperçu"))
        self.before = self._button("‹", self.tr("Page précédente (Maj+Espace en haut de page)"))
        self.pages = Words("", self)
        self.pages.setWordWrap(False)
        self.after = self._button("›", self.tr("Page suivante (Espace en bas de page)"))
        self.smaller = self._button("−", self.tr("Réduire (−)"))
        self.percent = self._button("", self.tr("Taille réelle"))
        self.larger = self._button("+", self.tr("Agrandir (+)"))
        self.fit = self._button(self.tr("Largeur"), self.tr("Ajuster à la largeur"), checkable=True)
        self.turn = self._button("⟳", self.tr("Tourner d’un quart de tour vers la droite"))
        self.text = self._button(
            self.tr("Texte"), self.tr("Texte de la page, à copier ou à faire lire"), checkable=True
        )
        self._picture = (self.smaller, self.percent, self.larger, self.fit, self.turn)
        line = Flow(gap=max(2, em(self) // 4))
        for widget in (self.before, self.pages, self.after, *self._picture, self.text):
            line.addWidget(widget)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addLayout(line)
        self.before.clicked.connect(lambda: self.page_asked.emit(-1))
        self.after.clicked.connect(lambda: self.page_asked.emit(1))
        self.smaller.clicked.connect(lambda: self.zoom_asked.emit(-1))
        self.percent.clicked.connect(lambda: self.zoom_asked.emit(0))
        self.larger.clicked.connect(lambda: self.zoom_asked.emit(1))
        self.fit.clicked.connect(self.fit_asked)
        self.turn.clicked.connect(self.turn_asked)
        self.text.clicked.connect(self.text_asked)
        self._fit_sizes()
        self.rest()

    def _button(self, words: str, tip: str, *, checkable: bool = False) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setCheckable(checkable)
        button.setToolTip(tip)
        # the name begins with what is seen, so that it can be spoken to (EN 301 549, 11.2.5.3)
        button.setAccessibleName(tip if len(words) <= 1 else f"{words} : {tip}")
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        return button

    def rest(self) -> None:
        """Nothing is open: nothing can be asked."""
        self.pages.setText("")
        self.percent.setText(self.tr("{n} %").format(n=100))
        for button in (self.before, self.after, *self._picture, self.text):
            button.setEnabled(False)

    def show_page(self, page: int, pages: int, *, picture: bool, text: bool) -> None:
        """On page `page` (from 0) of `pages`; `picture`: it can be sized and turned, `text`: its text is shown."""
        words = f"{formats.number(page + 1)}/{formats.number(pages)}"
        self.pages.setText(words)
        self.pages.setAccessibleName(words)
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page + 1 < pages)
        for button in self._picture:
            button.setEnabled(picture and not text)
        self.text.setEnabled(picture)
        self.text.setChecked(text)
        self.text.setText(_marked(self.tr("Texte"), on=text))

    def show_zoom(self, percent: int, *, fit: bool) -> None:
        """So large, because it fits the width or was asked for."""
        self.percent.setText(self.tr("{n} %").format(n=percent))
        self.percent.setAccessibleName(f"{self.percent.text()} : {self.percent.toolTip()}")
        self.fit.setChecked(fit)
        self.fit.setText(_marked(self.tr("Largeur"), on=fit))

    def _fit_sizes(self) -> None:
        for button in (self.before, self.after, self.smaller, self.larger, self.turn):
            button.setFixedWidth(round(em(self) * 2.3))
        self.pages.setMinimumHeight(self.before.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_sizes()
