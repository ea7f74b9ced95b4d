"""What crosses to the window and the console about the list of submissions: frozen values only."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import datetime

from backoffice_gui.domain.facts import Stage

__all__ = ["Anchor", "Column", "Filter", "ListQuery", "Page", "Row", "Sort"]


class Column(enum.Enum):
    """The columns offered; each is sorted by an index that ends in the row number."""

    SEQ = "seq"
    RECEIVED = "received"
    KIND = "kind"
    STAGE = "stage"
    SIZE = "size"
    PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Sort:
    """One column and a direction; newest first by default."""

    column: Column = Column.RECEIVED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to; empty sets mean everything."""

    stages: frozenset[Stage] = frozenset()
    kinds: frozenset[str] = frozenset()
    text: str = ""
    """The beginning of an id, or a `seq`; nothing personal is searchable in the clear facts."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A filter and a sort: what the window asks the list with."""

    filter: Filter = field(default_factory=Filter)
    sort: Sort = field(default_factory=Sort)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The sort key and row number of a row, from which a page goes on without counting."""

    value: str | int
    row: int


@dataclass(frozen=True, slots=True)
class Row:
    """One submission in the list, by its clear facts."""

    row: int
    seq: int
    id: str
    digest: str
    kind: str
    stage: Stage
    size: int
    parts: int
    first_seen_at: datetime
    stored_at: datetime | None
    verified_at: datetime | None
    acknowledged_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows in order; `start` is the index of the first in the whole list."""

    start: int
    rows: tuple[Row, ...]
