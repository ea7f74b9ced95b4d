"""Invented cases: the n-th of so many, as of a moment, follows from the seed; ages, states and habits as in life."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate

from backoffice_gui.actions.practice_people import Dice
from backoffice_gui.domain.cases import Answer, Badge, CaseKind, CaseState, Decision, befitting
from backoffice_gui.domain.deadlines import Delays, civil_day, due_on, working_days_between

__all__ = ["AGENTS", "InventedCase", "World", "case_of"]

AGENTS = tuple(f"demo.agent{n:03}" for n in range(1, 151))
"""The logins of people who aren't there."""

_A_DAY = 1_440
"""Cases that come in on a day, seven days a week: two thousand on a working day (domain.md §5)."""
_SHORTEST = 120
_TYPES = (("birth",), ("birth", "marriage"), ("marriage",), ("death",), ("birth", "death"), ("birth",) * 3)
_TYPE_SUMS = tuple(accumulate((60, 16, 15, 5, 2, 2)))
_FIELDS = (("address",), ("address", "phone"), ("phone",), ("email",), ("address", "email", "phone"))
_FIELD_SUMS = tuple(accumulate((50, 15, 15, 10, 10)))
_KINDS = (CaseKind.CERTIFICATE, CaseKind.CONTACT, CaseKind.UNREAD)
_KIND_SUMS = tuple(accumulate((398, 597, 5)))
_PARTS_SUMS = tuple(accumulate((30, 35, 18, 9, 5, 2, 1)))
_ANSWERS = tuple(Answer)
_ANSWER_SUMS = tuple(accumulate((70, 12, 4, 3, 2, 6, 3)))
_COMMENTS = (
    "Ceci est un exemple inventé.",
    "Merci de traiter ma demande de démonstration rapidement.",
    "J'ai changé d'hébergement, voir la pièce jointe (exemple).",
    "This is an invented example, please answer by e-mail.",
    "هذا مثال للتجربة فقط",
    "Это вымышленный пример",
)
_RARE: Mapping[Badge, int] = {
    Badge.DUPLICATE: 50,
    Badge.PIECE_REFUSED: 100,
    Badge.FORM_DOUBT: 25,
    Badge.IN_FLIGHT: 300,
    Badge.UNVERIFIED: 1_000,
}
"""One in so many."""
_MINUTE = timedelta(minutes=1)
_DELAYS = Delays()


@dataclass(frozen=True, slots=True)
class World:
    """What all cases of one practice share: how many, of whom, as of when."""

    seed: int
    cases: int
    persons: int
    now: datetime


@dataclass(frozen=True, slots=True)
class InventedCase:
    """One case: whose, what, where it stands."""

    n: int
    person: int
    spelling: int
    kind: CaseKind
    about: tuple[str, ...]
    state: CaseState
    agent: str
    received_at: datetime
    due_on: date
    taken_at: datetime | None
    closed_at: datetime | None
    parts: int
    badges: Badge
    unread: bool
    answers: tuple[str, ...]
    comment: str
    noted: bool


def _received(world: World, n: int) -> datetime:
    """Cases come in one after the other, the last a quarter of an hour ago."""
    minutes = max(_SHORTEST, world.cases // _A_DAY) * 1_440
    return world.now - timedelta(minutes=15) - timedelta(minutes=minutes) * ((world.cases - n) / world.cases)


@lru_cache(maxsize=8_192)
def _due(kind: CaseKind, day: date) -> date:
    return due_on(kind, day, _DELAYS)


@lru_cache(maxsize=8_192)
def _age(day: date, today: date) -> int:
    return working_days_between(day, today)


_OLD = tuple(accumulate((1, 1, 6, 2, 20, 970)))
_STATES = tuple(CaseState)


def _state(age: int, delay: int, dice: Dice) -> CaseState:
    """The older a case is beside what it may take, the likelier it is done."""
    if age > 3 * delay + 10:
        return _STATES[dice.weighted(_OLD)]
    done = min(92, age * 70 // max(delay, 1))
    if dice.below(100) < done:
        return CaseState.CLOSED if dice.below(5) else CaseState.ANSWERED
    return _STATES[dice.weighted((55, 80, 93, 100))]


def _about(kind: CaseKind, dice: Dice) -> tuple[str, ...]:
    if kind is CaseKind.CERTIFICATE:
        return _TYPES[dice.weighted(_TYPE_SUMS)]
    return _FIELDS[dice.weighted(_FIELD_SUMS)] if kind is CaseKind.CONTACT else ()


def _answers(kind: CaseKind, about: tuple[str, ...], dice: Dice) -> tuple[str, ...]:
    if kind is CaseKind.CERTIFICATE:
        return tuple(_ANSWERS[dice.weighted(_ANSWER_SUMS)].value for _ in about)
    return tuple((Decision.REFUSED if dice.below(14) == 0 else Decision.ACCEPTED).value for _ in about)


def _badges(state: CaseState, dice: Dice, *, again: bool) -> Badge:
    badges = Badge.NEWS if state is CaseState.NEW else Badge.NONE
    for badge, one_in in _RARE.items():
        if dice.below(one_in) == 0:
            badges |= badge
    if again:
        badges |= Badge.REPEAT if dice.below(4) else Badge.SECOND_CHANGE
    return Badge(befitting(int(badges), state))


def _agent(dice: Dice) -> str:
    """Some do much more than others."""
    return AGENTS[min(dice.below(len(AGENTS)), dice.below(len(AGENTS)))]


def case_of(world: World, n: int) -> InventedCase:
    """The n-th case, from 1. One in four is of somebody who asked before."""
    dice = Dice(world.seed, "case", n)
    again = n > 1 and dice.below(4) == 0
    person = dice.below(n - 1) + 1 if again else n
    kind = _KINDS[dice.weighted(_KIND_SUMS)]
    received = _received(world, n)
    day, today = civil_day(received), civil_day(world.now)
    due, age = _due(kind, day), _age(day, today)
    delay = _age(day, due)
    state = _state(age, delay, dice)
    about = _about(kind, dice)
    held = state is not CaseState.NEW
    ended = state in (CaseState.ANSWERED, CaseState.CLOSED)
    left = (world.now - received) / 2
    taken = received + min(left, timedelta(days=delay) * (dice.below(80) / 100)) if held else None
    closed = None if taken is None else min(world.now, taken + min(left, (1 + dice.below(2_000)) * _MINUTE))
    return InventedCase(
        n=n,
        person=(person - 1) % world.persons + 1,
        spelling=dice.below(5) if again else 0,
        kind=kind,
        about=about,
        state=state,
        agent=_agent(dice) if held else "",
        received_at=received,
        due_on=due,
        taken_at=taken,
        closed_at=closed if state is CaseState.CLOSED else None,
        parts=dice.weighted(_PARTS_SUMS),
        badges=_badges(state, dice, again=again),
        unread=state is CaseState.NEW and dice.below(10) < 7,
        answers=_answers(kind, about, dice) if ended else (),
        comment=dice.of(_COMMENTS) if dice.below(12) == 0 else "",
        noted=held and dice.below(10) == 0,
    )
