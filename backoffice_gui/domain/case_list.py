"""What crosses to the window and the console about the list of cases: frozen values only."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import date, datetime

from backoffice_gui.domain.cases import Badge, CaseKind, CaseState, Source

__all__ = [
    "CaseColumn",
    "CaseCount",
    "CaseFilter",
    "CasePage",
    "CaseQuery",
    "CaseRow",
    "CaseSort",
    "CaseView",
    "Condition",
    "Field",
    "Operator",
]


class CaseColumn(enum.Enum):
    """The columns offered; which can be sorted by is the query's to say: those that an index carries."""

    STATE = "state"
    NUMBER = "number"
    KIND = "kind"
    APPLICANT = "applicant"
    RECEIVED = "received"
    DUE = "due"
    PARTS = "parts"
    AGENT = "agent"
    BADGES = "badges"
    OFPRA_NUMBER = "ofpra_number"
    SOURCE = "source"
    CLOSED = "closed"


class Field(enum.Enum):
    """What a condition can speak of; each is indexed."""

    STATE = "state"
    KIND = "kind"
    AGENT = "agent"
    SOURCE = "source"
    RECEIVED = "received"
    DUE = "due"
    CLOSED = "closed"
    BADGE = "badge"
    PARTS = "parts"
    UNREAD = "unread"
    ANSWER = "answer"


class Operator(enum.Enum):
    """How a field is compared with the values of a condition."""

    IS = "is"
    IS_NOT = "is_not"
    BEFORE = "before"
    """A day before the value: an ISO date, or `+2` / `-30`: working days from today for `DUE`, days for the others."""
    AFTER = "after"
    """A day on or after the value, said as in `BEFORE`."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One chip of the filter: `field operator values`; several values mean any of them.

    Values are the enums' values; for `AGENT` a login, `me` or an empty text for nobody; for `UNREAD` and
    `PARTS` `yes` or `no`.
    """

    field: Field
    operator: Operator
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What the list is narrowed to: every condition holds, and every word is found."""

    conditions: tuple[Condition, ...] = ()
    words: str = ""
    """As typed: names in any order and script, places, numbers."""


@dataclass(frozen=True, slots=True)
class CaseSort:
    """One column and a direction; the one due first by default."""

    column: CaseColumn = CaseColumn.DUE
    descending: bool = False


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """A filter and a sort."""

    filter: CaseFilter = field(default_factory=CaseFilter)
    sort: CaseSort = field(default_factory=CaseSort)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in the list. `case`: its number in the store, in order of arrival; `number`: the one people say."""

    case: int
    version: int
    """Rises with every change; what compares and sets (a change of an older version is refused)."""
    number: str
    kind: CaseKind
    about: str
    """What exactly, as code words: the certificates' types (`birth marriage`), or the changed fields."""
    state: CaseState
    source: Source
    applicant: str
    """`FAMILY Given names` as declared, never corrected; empty where the form names nobody."""
    ofpra_number: str
    received_at: datetime
    due_on: date | None
    closed_at: datetime | None
    parts: int
    """Attachments beside the form."""
    agent: str
    """The holder's login; empty for nobody."""
    badges: Badge
    unread: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """Some rows in order; `start` is the index of the first in the whole list."""

    start: int
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True, slots=True)
class CaseCount:
    """How many cases a filter leaves; `more`: at least so many (counting stopped there)."""

    number: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class CaseView:
    """A named view: what is asked, and which columns are shown.

    `id` is a code word for those that come with the program (`to_do`, `mine`, `due_soon`, `waiting`, `done`,
    `all`), `view:<n>` for saved ones; `owner` is empty where it is everybody's.
    """

    id: str
    name: str
    query: CaseQuery
    columns: tuple[CaseColumn, ...]
    owner: str = ""
