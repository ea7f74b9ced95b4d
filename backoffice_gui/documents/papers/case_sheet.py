"""The sheet of one case: what an agent lays into a folder, or hands to a colleague without a screen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backoffice_gui.documents.papers.typesetting import Paper, Scribe, Typesetter
from backoffice_gui.documents.papers.wording import begins_right, breakable, made_visible, shortened
from backoffice_gui.domain.paris import shown_moment
from backoffice_gui.domain.sheets import Entry, Line, Sheet

__all__ = ["WATERMARK", "case_sheet"]

WATERMARK = "DÉMO"
_VALUE, _LABEL = 30.0, 9.0
"""Ems that a column has at least: values, and labels with the summary."""
_BRIEF = (240, 4)
"""Characters and lines of what stands in the summary: the sections have place for more."""
_OFFICE = "Office français de protection des réfugiés et apatrides"
_NO_TITLE = "Sans titre"
"""A heading without words is none to a screen reader."""
_TRANSLITERATED = "Écriture d’origine absente des polices de ce poste : transcription automatique."


def _value(scribe: Scribe, untrusted: str, room: float = _VALUE) -> tuple[dict[str, Any], bool]:
    """A value for the template, and whether it had to be transliterated."""
    text, cut = shortened(made_visible(untrusted), *(_BRIEF if room == _LABEL else ()))
    if cut:
        scribe.was_shortened()
    said, changed = scribe.shown(text)
    return {"text": breakable(said, room), "rtl": begins_right(said)}, changed


def _plain(scribe: Scribe, text: str, room: float = _VALUE) -> str:
    return breakable(scribe.shown(shortened(made_visible(text))[0])[0], room)


def _line(scribe: Scribe, line: Line, *, narrow: bool = False) -> dict[str, Any]:
    value, changed = _value(scribe, line.value or "—", _LABEL if narrow else _VALUE)
    warnings = [_plain(scribe, line.warning, _LABEL if narrow else _VALUE), _TRANSLITERATED if changed else ""]
    return {"label": _plain(scribe, line.label, _LABEL), "value": value, "warning": " ".join(filter(None, warnings))}


def _entry(scribe: Scribe, entry: Entry) -> dict[str, Any]:
    words, changed = _value(scribe, entry.words)
    by, _ = _value(scribe, entry.by, _LABEL)
    said = _TRANSLITERATED if changed else ""
    return {"at": shown_moment(entry.at), "by": by, "words": words, "warning": said}


def case_sheet(sheet: Sheet, typesetter: Typesetter, *, made_at: datetime, demo: bool = False) -> Paper:
    """Set the sheet in PDF/A-2a and PDF/UA-1; `demo` lays a watermark under every page.

    Values longer than 4,000 characters or 60 lines (in the summary: 240 and 4) end with a mark; where no font
    has a script, the words in it are transliterated, with a sentence below: `altered` counts both.
    """

    def data(scribe: Scribe) -> dict[str, Any]:
        title, reference = _plain(scribe, sheet.title or _NO_TITLE), _plain(scribe, sheet.reference)
        return {
            "document-title": made_visible(f"{sheet.title or _NO_TITLE} {sheet.reference}").strip(),
            "office": _OFFICE,
            "title": title,
            "reference": reference,
            "footer": f"{reference} · fiche établie le {shown_moment(made_at).replace(' ', ' à ')}",
            "watermark": WATERMARK if demo else "",
            "summary": [_line(scribe, line, narrow=True) for line in sheet.summary],
            "sections": [
                {
                    "title": _plain(scribe, each.title or _NO_TITLE),
                    "lines": [_line(scribe, line) for line in each.lines],
                }
                for each in sheet.sections
            ],
            "notes": [_entry(scribe, each) for each in sheet.notes],
            "timeline": [_entry(scribe, each) for each in sheet.timeline],
        }

    return typesetter.set("case_sheet.typ", data, made_at)
