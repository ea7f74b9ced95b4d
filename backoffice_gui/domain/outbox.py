"""What an agent did while the team's server was away: changes that wait on the workstation, and the line to the server.

A change that waits is a value of code words and texts, made on the version of the case that was on the screen; its key,
128 random bits, is what the server knows it by, so that it is done once however often it is sent.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from backoffice_gui.domain.case_acts import Asked, Mark
from backoffice_gui.domain.conflicts import Conflict

__all__ = [
    "KEPT_DAYS",
    "KEY_OCTETS",
    "NEVER_AWAY",
    "ONCE",
    "TOO_OLD_DAYS",
    "Act",
    "Change",
    "Drafted",
    "Fate",
    "Freed",
    "Held",
    "Judged",
    "Line",
    "Linked",
    "LinkedPerson",
    "Looked",
    "Marked",
    "Noted",
    "Once",
    "Pending",
    "Undone",
    "follow",
    "judged_anew",
    "moves",
    "written_anew",
]

KEY_OCTETS = 16
"""Of a change's key: nobody meets the same twice."""
TOO_OLD_DAYS = 30
"""A change that waited longer is decided by its agent anew: nothing is sent by itself after so long."""
KEPT_DAYS = 365
"""So long the server remembers a key: longer than any change waits by itself, and than its agent takes to decide."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act for one case (`actions.treat`)."""

    asked: Asked


@dataclass(frozen=True, slots=True)
class Marked:
    """Something noted of a case without moving it."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class Noted:
    """An internal note."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was being written; an empty text forgets it. `seen`: what was known to be kept by the server before."""

    what: str
    text: str = field(repr=False)
    seen: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Undone:
    """What these events of the store did is taken back."""

    events: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What was proposed is so, or is not: `other` is a case, or a person where `kind` is `same_person`."""

    other: int
    kind: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Linked:
    """The case's person is that of the case people call so."""

    number: str


@dataclass(frozen=True, slots=True)
class LinkedPerson:
    """The case's person is this one, by its number in the store."""

    person: int


@dataclass(frozen=True, slots=True)
class Held:
    """The case is kept from being purged until the end of a day."""

    reason: str = field(repr=False)
    until: date


@dataclass(frozen=True, slots=True)
class Freed:
    """This hold, by its number, keeps the case from being purged no more.

    0 in what an older version kept: which holds were seen then nobody knows, and none is ended by it.
    """

    hold: int = 0


@dataclass(frozen=True, slots=True)
class Looked:
    """It was opened from what was in memory: the journal is told of that too."""


Change = Act | Marked | Noted | Drafted | Undone | Judged | Linked | LinkedPerson | Held | Freed | Looked


_STILL = Noted | Drafted | Held | Freed | Looked


def moves(change: Change) -> bool:
    """Whether a case has another version once such a change is applied."""
    return not isinstance(change, _STILL) and change != Marked(Mark.UNREAD)


class Fate(enum.Enum):
    """What became of a change that was kept."""

    WAITING = "waiting"
    CLASHED = "clashed"
    """The case had moved on meanwhile: its agent decides."""
    REFUSED = "refused"
    """It could not be done: `Pending.code` says why."""
    APPLIED = "applied"


@dataclass(frozen=True, slots=True)
class Pending:
    """A change that was kept on the workstation, and what became of it.

    `key`: 32 hexadecimal digits; `number`: the case's, as people say it; `version`: the case's on the screen when it
    was made; `after`: the one expected once it is applied. `code`: a code word of `UsageError` or of
    `treating.refusal`, with `CLASHED` and `REFUSED`; `conflict`: what meets what, where that can be told. `case` is 0
    for an undo of several.
    """

    key: str
    case: int
    number: str
    change: Change
    version: int
    after: int
    at: datetime
    fate: Fate = Fate.WAITING
    code: str = ""
    conflict: Conflict | None = None

    @property
    def shown(self) -> bool:
        """Whether it is shown: that a draft waits, or that a case was looked at, nobody has to be told."""
        return self.fate is not Fate.WAITING or not isinstance(self.change, Drafted | Looked)

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.fate is Fate.APPLIED


def _upon(before: Pending, kept: Iterable[Pending]) -> list[Pending]:
    """What was made upon a change."""
    return [
        each for each in kept if each.case == before.case and each.key != before.key and each.version >= before.after
    ]


def follow(before: Pending, kept: Iterable[Pending], by: int) -> list[Pending]:
    """What was made upon a change, where it came to a version that is further than expected; nothing by nothing."""
    later = _upon(before, kept) if by else ()
    return [replace(each, version=each.version + by, after=each.after + by) for each in later]


def written_anew(changes: Iterable[Pending], kept: Iterable[Pending]) -> tuple[tuple[Pending, ...], tuple[str, ...]]:
    """Drafts take the place of those that wait: the changes, knowing what those knew, and the keys of those."""
    waiting = {
        (each.case, each.change.what): (each.key, each.change.seen)
        for each in kept
        if isinstance(each.change, Drafted) and each.fate is Fate.WAITING
    }
    made, gone = list[Pending](), list[str]()
    for each in changes:
        change, key, seen = each.change, "", None
        if isinstance(change, Drafted):
            key, seen = waiting.get((each.case, change.what), ("", None))
            change = change if key in {"", each.key} else replace(change, seen=seen)
        gone += [key] if key not in {"", each.key} else []
        made.append(replace(each, change=change))
    return tuple(made), tuple(gone)


def judged_anew(before: Pending, kept: Iterable[Pending]) -> list[Pending]:
    """What was made upon a change, seen at the version that the change itself was made on.

    Somebody else's change came between: whoever made these has not seen it, and it is to be compared with each.
    """
    version = before.version
    return [
        replace(each, version=version, after=version + int(moves(each.change)))
        for each in _upon(before, kept)
        if moves(each.change)
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """How the line to the team's server is, and what waits for it.

    `since`: when it was found away, nothing while it answers. `waiting`, `clashed`, `refused`: shown changes of each
    fate; `applied`: those that reached the server since it answers again. `set_aside`: something that was kept could
    not be read and lies beside the outbox. `held`: another window of this workstation has the outbox. `ended`: the
    server is there, and takes nobody by this login any more. `sending`: changes that are on their way at the moment it
    is asked; no listener is told of those.
    """

    reachable: bool = True
    since: datetime | None = None
    waiting: int = 0
    clashed: int = 0
    refused: int = 0
    applied: int = 0
    set_aside: bool = False
    held: bool = False
    ended: bool = False
    sending: int = 0


NEVER_AWAY = Line()
"""That of a store of one's own."""


@dataclass(frozen=True, slots=True)
class Once:
    """What goes with a change to a team's server: its keys, by case, and when it was made where it has waited.

    `every`: one from which the key of each case that has none follows, where nobody knows the cases yet.
    """

    keys: Mapping[int, str] = field(default_factory=dict)
    every: str = ""
    made_at: datetime | None = None

    def of(self, cases: Iterable[int]) -> tuple[str, ...]:
        """The keys of what these cases are given, each once; none where changes have no keys."""
        return tuple(sorted({self._of(case) for case in cases} - {""}))

    def _of(self, case: int) -> str:
        if case in self.keys or not self.every:
            return self.keys.get(case, "")
        return hashlib.sha256(f"{self.every}|{case}".encode("ascii")).hexdigest()[: 2 * KEY_OCTETS]


ONCE = Once()
"""No key: on a store of one's own nothing is sent twice."""
