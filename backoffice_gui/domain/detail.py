"""One submission opened with the private key, as values a screen reader could read aloud."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from backoffice_gui.domain.listing import Row

__all__ = ["Detail", "FieldValue", "FormShape", "FormView", "Moment", "PartView", "Section"]


class FormShape(enum.Enum):
    """How part 0 could be read."""

    KNOWN = "known"
    """A kind this version has a form for."""
    GENERIC = "generic"
    """JSON of a kind nobody here knows: shown member by member."""
    RAW = "raw"
    """Not JSON: shown as what it is."""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One field: `name` is a code word the rim translates (or, in a generic form, the raw path).

    `value` is what the person wrote, never corrected; `warning` is a code word or nothing.
    """

    name: str
    value: str
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A group of fields; `name` is a code word, `number` tells repeated ones apart (1, 2 …)."""

    name: str
    number: int | None
    fields: tuple[FieldValue, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """Part 0 as it could be read; `note` is a code word where it could not wholly."""

    shape: FormShape
    kind: str
    sections: tuple[Section, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PartView:
    """One part by its manifest: what it says it is, and its digest; nothing is opened."""

    n: int
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline: `name` is a stage or a code word."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Detail:
    """A submission, opened: what was declared, what came with it, what happened to it."""

    row: Row
    verified: bool
    """False for a quarantined or unverified copy: shown with a warning."""
    form: FormView
    parts: tuple[PartView, ...]
    timeline: tuple[Moment, ...]
    origin: str
    store_id: str | None
    """The store its receipt names."""
    case: str = ""
    """The number of the case that it became."""
    retainable: bool = False
    """It is held here, has ended on the web, and would never become a case by itself."""
