"""One case opened: what was asked, by whom, what happened, and what is proposed. Frozen values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import Answer, CaseAct, Decision
from backoffice_gui.domain.detail import FormView, PartView

__all__ = [
    "CaseDetail",
    "CertificateView",
    "ChangedField",
    "ContactEntry",
    "Draft",
    "Happening",
    "NoteView",
    "PersonView",
    "Proposal",
    "Unkept",
]


@dataclass(frozen=True, slots=True)
class PersonView:
    """The person a case hangs on: the identity last declared, and the numbers known."""

    person: int
    family_name: str
    used_name: str
    given_names: tuple[str, ...]
    birth: str
    """As declared (EDTF where it was one)."""
    birth_place: str
    birth_country: str
    nationalities: tuple[str, ...]
    ofpra_number: str
    foreigner_number: str
    cases: int
    """How many cases hang on this person, this one included; on all who were said to be one, where there are."""
    also: tuple[str, ...] = ()
    """The names of the others who an agent said are this person."""


@dataclass(frozen=True, slots=True)
class CertificateView:
    """One certificate asked for, and what became of it."""

    n: int
    type: str
    form: str
    copies: str
    event: str
    answer: Answer | None
    reason: str


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One contact detail: before, after, and what was decided. `field`: `address`, `email`, `phone`."""

    field: str
    before: str
    """What the store knows, or what the form says was so where the store knows nothing."""
    before_known: bool
    after: str
    decision: Decision | None
    reason: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """One line of a person's contact history, which is never overwritten; `now`: whether it is what counts."""

    field: str
    value: str
    valid_from: date | None
    received_at: datetime
    entered_by: str
    case: int | None
    ended_at: datetime | None
    now: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline: from the site (`submitted`, `stored` …) to the desk (`take`, `note` …).

    `details` are code words and values to be put into the rim's sentence; `undone`: it was taken back.
    """

    name: str
    at: datetime
    who: str = ""
    details: tuple[tuple[str, str], ...] = ()
    undone: bool = False


@dataclass(frozen=True, slots=True)
class NoteView:
    """An internal note, which the person may one day read (domain.md §6.2)."""

    note: int
    at: datetime
    agent: str
    text: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another case or person that resembles this one, with its reasons; never merged alone."""

    case: int | None
    person: int | None
    label: str
    score: int
    kind: str
    """`duplicate`, `repeat` or `same_person`."""
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What an agent was writing; kept until it is sent or thrown away. `what`: `note`, `answer` or `reason`."""

    what: str
    text: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Unkept:
    """What was being written about a case and is not in the store yet; an empty text forgets what is.

    `seen`: what was known to be kept there; nothing where nobody looked.
    """

    case: int
    what: str
    text: str = field(repr=False)
    seen: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """Everything the detail pane shows."""

    row: CaseRow
    form: FormView
    parts: tuple[PartView, ...]
    person: PersonView | None
    certificates: tuple[CertificateView, ...]
    changes: tuple[ChangedField, ...]
    contacts: tuple[ContactEntry, ...]
    timeline: tuple[Happening, ...]
    notes: tuple[NoteView, ...]
    drafts: tuple[Draft, ...]
    proposals: tuple[Proposal, ...]
    possible: frozenset[CaseAct]
    receipt_due_on: date | None
    """When the acknowledgement owed to the person is due (CRPA L. 112-11); nothing once it is done."""
    comment: str
    submission: str
    """The submission's id on the site, empty for what came by post or was entered by hand."""
