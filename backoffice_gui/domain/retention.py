"""How long what we hold is kept: rules as data, and one pure function that says what is due and what stops it.

Every duration is a setting (`[retention]`); legal bases are code words whose sentences stand at the rim, because
articles are renumbered (domain.md §6.3). Days are civil days where the office stands.
"""

from __future__ import annotations

import enum
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from backoffice_gui.domain.deadlines import civil_day

__all__ = [
    "APART_MOST",
    "APPROVAL_HOURS",
    "SITE_MINUTES",
    "Basis",
    "CaseStanding",
    "Category",
    "Due",
    "Durations",
    "Item",
    "Plan",
    "Rule",
    "Start",
    "Stop",
    "SubmissionStanding",
    "digest_of",
    "first_day",
    "judge_case",
    "judge_submission",
    "rules",
]

APART_MOST = 90
"""Days that what is kept apart may stay at most, whatever is configured."""
APPROVAL_HOURS = 24
"""Hours that a request for a purge waits for its second person."""
SITE_MINUTES = 30
"""What the site promises for its own copy: another clock than any rule here (protocol §1)."""


class Category(enum.Enum):
    """What a rule is about."""

    PAYLOAD = "payload"
    """What was sent: the form as it came, and the pieces."""
    CASE = "case"
    """The case, and the person where nothing else hangs on them."""
    ACCOUNT = "account"
    """Data of the digital account; our own evidence of a notification is no part of it."""
    APART = "apart"
    """What never became a case: in quarantine, taken by another store, never proven, lost."""


class Start(enum.Enum):
    """The event from which a duration is counted."""

    CASE_CLOSED = "case_closed"
    DECISION_NOTIFIED = "decision_notified"
    INCIDENT_CLOSED = "incident_closed"


class Basis(enum.Enum):
    """On what a duration rests."""

    LIMITATION = "limitation"
    ARCHIVES = "archives"
    PRIVACY_NOTICE = "privacy_notice"


class Stop(enum.Enum):
    """Why something that is due is not purged."""

    OPEN_CASE = "open_case"
    NEWER_MESSAGE = "newer_message"
    HOLD = "hold"
    PROPOSAL = "proposal"
    OPEN_INCIDENT = "open_incident"


@dataclass(frozen=True, slots=True)
class Durations:
    """Days of each category, and who answers for them."""

    payload: int = 90
    case: int = 730
    account: int = 365
    apart: int = 30
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table that the DPO signs."""

    category: Category
    start: Start
    days: int
    basis: Basis
    owner: str


def rules(durations: Durations) -> tuple[Rule, ...]:
    """The rules in the order in which they are shown; what is kept apart stays 90 days at most."""
    owner = durations.owner
    return (
        Rule(Category.PAYLOAD, Start.CASE_CLOSED, durations.payload, Basis.LIMITATION, owner),
        Rule(Category.CASE, Start.CASE_CLOSED, durations.case, Basis.ARCHIVES, owner),
        Rule(Category.ACCOUNT, Start.DECISION_NOTIFIED, durations.account, Basis.PRIVACY_NOTICE, owner),
        Rule(Category.APART, Start.INCIDENT_CLOSED, min(durations.apart, APART_MOST), Basis.LIMITATION, owner),
    )


def _days(durations: Durations, category: Category) -> int:
    return next(rule.days for rule in rules(durations) if rule.category is category)


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """What one purge is about: a case, or a submission of the inbox that is none, as it was seen (`version`)."""

    category: str
    subject: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStanding:
    """What decides about one case; times of the person are those of all rows that are this person.

    `payload`: whether what was sent is still here. `newest_other_at`: when this person's last other case came in.
    `held_until`: the last day of the longest hold that stands.
    """

    case: int
    number: str
    version: int
    open: bool
    closed_at: datetime | None
    payload: bool
    newest_other_at: datetime | None = None
    held_until: date | None = None
    proposals: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionStanding:
    """What decides about a submission that is no case: `since` is when it was set apart, or its last incident ended."""

    row: int
    version: int
    since: datetime
    open_incident: bool


@dataclass(frozen=True, slots=True)
class Due:
    """What is due: under which rule, since which day, and what stops it; nothing stops what may go."""

    item: Item
    category: Category
    number: str
    on: date
    stops: tuple[Stop, ...] = field(default=())

    @property
    def free(self) -> bool:
        """Whether it may be purged now."""
        return not self.stops


def first_day(start: datetime, days: int) -> date:
    """The first day on which something may go: so many whole days after the day of its start event."""
    return civil_day(start) + timedelta(days=days)


def judge_case(standing: CaseStanding, durations: Durations, today: date) -> Due | None:
    """What is due of a case today: all of it, else what was sent; nothing where neither is.

    An open case has no start event, so nothing of it is ever due. A newer message of the person keeps an older
    case for as long as the newer one would be kept itself; a case put on hold, or for which something is still
    proposed, waits.
    """
    if standing.closed_at is None:
        return None
    for category in (Category.CASE, Category.PAYLOAD):
        days = _days(durations, category)
        on = first_day(standing.closed_at, days)
        if on <= today and (category is Category.CASE or standing.payload):
            item = Item(category.value, standing.case, standing.version)
            return Due(item, category, standing.number, on, _stops(standing, days, today))
    return None


def _stops(standing: CaseStanding, days: int, today: date) -> tuple[Stop, ...]:
    closed, newest = standing.closed_at, standing.newest_other_at
    newer = closed is not None and newest is not None and newest > closed and first_day(newest, days) > today
    found = (
        (Stop.OPEN_CASE, standing.open),
        (Stop.NEWER_MESSAGE, newer),
        (Stop.HOLD, standing.held_until is not None and standing.held_until >= today),
        (Stop.PROPOSAL, standing.proposals > 0),
    )
    return tuple(stop for stop, holds in found if holds)


def judge_submission(standing: SubmissionStanding, durations: Durations, today: date) -> Due | None:
    """Whether what was kept apart is due today; while an incident about it is open, it waits."""
    on = first_day(standing.since, _days(durations, Category.APART))
    if on > today:
        return None
    item = Item(Category.APART.value, standing.row, standing.version)
    stops = (Stop.OPEN_INCIDENT,) if standing.open_incident else ()
    return Due(item, Category.APART, "", on, stops)


def digest_of(items: Iterable[Item], durations: Durations) -> str:
    """SHA-256, in hexadecimal, of the exact selection and of the rules that made it: what an approval is bound to."""
    said = hashlib.sha256(b"ofpra back office: purge\n")
    for rule in rules(durations):
        said.update(f"{rule.category.value} {rule.start.value} {rule.days} {rule.basis.value}\n".encode())
    for item in sorted(set(items)):
        said.update(f"{item.category} {item.subject} {item.version}\n".encode())
    return said.hexdigest()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due on a day, with what stops each; `more`: more may go than one purge holds, and nobody looked further.

    `coming`: the next day on which something falls due, and how much of it then; nothing where nothing is closed.
    `cut`: of what stays no more are listed, nor counted: there may be others.
    """

    today: date
    durations: Durations
    due: tuple[Due, ...]
    more: bool = False
    coming: tuple[date, int] | None = None
    cut: bool = False

    @property
    def free(self) -> tuple[Item, ...]:
        """The exact selection: what may go now."""
        return tuple(each.item for each in self.due if each.free)

    @property
    def digest(self) -> str:
        """What an approval of this selection is bound to."""
        return digest_of(self.free, self.durations)

    def counts(self) -> Mapping[Category, int]:
        """How many may go, by category."""
        return Counter(each.category for each in self.due if each.free)

    def stopped(self) -> Mapping[Stop, int]:
        """How many stay for which reason; what has two reasons counts under its first."""
        return Counter(each.stops[0] for each in self.due if each.stops)
