"""Part 0 as it could be read: a form in French, a table of members, or a note that it is kept as it came.

Every value is somebody's words: `PlainLabel` or an escaped cell, never markup.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from backoffice_gui.domain.detail import FormShape
from backoffice_gui.gui.countries import country_names
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.pages.members import Members
from backoffice_gui.gui.plain import escaped
from backoffice_gui.gui.text_fields import field_text, note_text, section_text, value_text, warning_text
from backoffice_gui.gui.theme import Tone, tone_colors
from backoffice_gui.gui.widgets.fact_grid import FactGrid
from backoffice_gui.gui.widgets.labels import Heading, PlainLabel, Words
from backoffice_gui.gui.widgets.panel import Ground
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from backoffice_gui.domain.detail import FieldValue, FormView, Section

__all__ = ["FormPage", "FormSections"]

_EMPTY = "—"
_COUNTRIES = frozenset({"birth_country", "nationalities", "country"})
"""Members that hold codes of countries, which nobody has to know by heart: the code is in the tooltip."""


class _SectionCard(Ground):
    """One section; it takes the focus, and says all its lines to a screen reader."""

    def __init__(self, section: Section, parent: QWidget) -> None:
        super().__init__(Tone.NEUTRAL, parent)
        title = section_text(section.name, section.number)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        unit = self.fontMetrics().height()  # as `Card`, beside which it stands
        body = QVBoxLayout(self)
        body.setContentsMargins(unit, round(unit * 0.7), unit, round(unit * 0.8))
        body.addWidget(Heading(title, 2, self))
        grid = FactGrid(self)
        self._raw = section.name == "other"
        told = [self._add(grid, field) for field in section.fields]
        body.addWidget(grid)
        self.setAccessibleDescription(" ; ".join(told))

    def _add(self, grid: FactGrid, field: FieldValue) -> str:
        name = escaped(field.name) if self._raw else field_text(field.name)
        shown = value_text(field.name, field.value) or _EMPTY
        if field.name in _COUNTRIES:
            shown = country_names(shown)
        value = PlainLabel(shown, self)
        if field.name in _COUNTRIES and shown != field.value:
            value.setToolTip(f"<p>{html.escape(escaped(field.value))}</p>")
        grid.add(name, value, beside=None if field.warning is None else self._warned(value, field.warning))
        value.setAccessibleName(f"{name} : {escaped(shown)}")
        warned = "" if field.warning is None else f" ({warning_text(field.warning)})"
        return f"{name} : {escaped(shown)}{warned}"

    def _warned(self, value: PlainLabel, code: str) -> QWidget:
        both = QWidget(self)
        body = QVBoxLayout(both)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(value)
        warning = Words(f"⚠ {warning_text(code)}", both)
        palette = warning.palette()
        palette.setColor(QPalette.ColorRole.WindowText, tone_colors(self.palette(), Tone.WARNING).fg)
        warning.setPalette(palette)
        body.addWidget(warning)
        return both


class FormSections(QWidget):
    """A known form, section by section, as high as it is; `alone`: a page of its own, with a page's margins."""

    def __init__(self, form: FormView, parent: QWidget | None = None, *, alone: bool = True) -> None:
        super().__init__(parent)
        body = QVBoxLayout(self)
        unit = em(self)
        if alone:
            body.setContentsMargins(0, unit // 2, unit // 3, unit // 2)
        else:
            body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(round(unit * 0.7))
        for section in form.sections:
            body.addWidget(_SectionCard(section, self))
        body.addStretch(1)


class FormPage(QWidget):
    """Shows a `FormView` of any shape."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = Strip(Tone.INFO, self)
        self._form: FormView | None = None
        self._content: QWidget | None = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(self._note)

    def show_form(self, form: FormView) -> None:
        """Show another form."""
        self._form = form
        if self._content is not None:
            self._body.removeWidget(self._content)
            self._content.deleteLater()
        note = form.note or {FormShape.GENERIC: "unknown_kind", FormShape.RAW: "not_json"}.get(form.shape)
        if note is None:
            self._note.hide()
        else:
            self._note.say(note_text(note), tone=Tone.INFO if form.shape is not FormShape.RAW else Tone.WARNING)
        self._content = self._sections(form) if form.shape is FormShape.KNOWN else Members(form, self)
        self._body.addWidget(self._content, 1)

    def _sections(self, form: FormView) -> QWidget:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Formulaire"))
        area.setWidget(FormSections(form, area))
        return area

    def changeEvent(self, event: QEvent) -> None:
        """Draw the form again in the new colours and size."""
        super().changeEvent(event)
        again = {QEvent.Type.PaletteChange, QEvent.Type.FontChange}
        if event.type() in again and self._form is not None:
            self.show_form(self._form)
