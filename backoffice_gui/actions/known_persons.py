"""Whom a case hangs on: the persons that a group of cases names, found once, added to, and written at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui.actions.arrivals import Incoming
from backoffice_gui.domain.case_text import Declaration, Reached, declaration
from backoffice_gui.domain.contact_lines import FORM
from backoffice_gui.domain.identity import Identity
from backoffice_gui.domain.matching import SURE, Match, compare, profile
from backoffice_gui.storage.casebook import contacts, persons
from backoffice_gui.storage.casebook.contacts import NewContact
from backoffice_gui.storage.casebook.persons import KnownPerson
from backoffice_gui.storage.casebook.proposals import SAME_PERSON, Proposed

__all__ = ["Found", "KnownPersons", "fits"]

_EVIDENCE = frozenset(
    {
        *("same_names", "names_spelled_differently", "some_names"),
        *("same_birth", "same_birth_administrative", "birth_swapped", "birth_near", "birth_compatible"),
    }
)
_AGAINST = frozenset({"other_names", "other_birth", "other_ofpra_number", "other_foreigner_number"})


@dataclass(frozen=True, slots=True)
class Found:
    """The person of a case, and who else it may be.

    `known` where it was there before, `contradicted` where a number says one and the rest another.
    """

    person: int | None = None
    known: bool = False
    contradicted: bool = False
    proposed: tuple[Proposed, ...] = ()


def fits(match: Match) -> bool:
    """Whether a shared number is enough: names or birth agree too, and nothing speaks against it."""
    codes = set(match.codes)
    return match.score >= SURE and bool(codes & _EVIDENCE) and not codes & _AGAINST


class KnownPersons:
    """The persons with the numbers that a group of cases names, and those that come with it."""

    def __init__(self, tx: Connection, declared: Sequence[Declaration]) -> None:
        ofpra = sorted({each.ofpra_key for each in declared} - {""})
        foreigner = sorted({each.foreigner_key for each in declared} - {""})
        self._by_number: dict[str, list[KnownPerson]] = {}
        self._rows: dict[int, KnownPerson] = {}
        self._circles: dict[int, tuple[int, ...]] = {}
        known = persons.by_numbers(tx, ofpra, foreigner)
        for each in known:
            self._index(each)
        for number in persons.not_alone(tx, [each.person for each in known]):
            self._circles[number] = persons.circle(tx, number)
        self.known = sorted({member for each in known for member in self.circle(each.person)})
        self._last = persons.declared_last(tx, [each.person for each in known])
        self._reached = contacts.known(tx, self.known)
        self._next = persons.last(tx) + 1
        self._new: dict[int, tuple[Declaration, int]] = {}
        self._again: list[tuple[int, Declaration]] = []
        self._declared: list[tuple[int, int, datetime, Identity]] = []
        self._contacts: list[NewContact] = []

    def circle(self, person: int) -> tuple[int, ...]:
        """Every row that is this person."""
        return self._circles.get(person, (person,))

    def _index(self, known: KnownPerson) -> None:
        self._rows[known.person] = known
        for key in _numbers(known.ofpra_key, known.foreigner_key):
            several = self._by_number.setdefault(key, [])
            if all(each.person != known.person for each in several):
                several.append(known)

    def find(self, case: int, one: Incoming) -> Found:
        """The person of a case: found, or made; what was declared is noted."""
        said = one.read.person
        if said is None:
            return Found()
        candidates = self._candidates(said)
        fitting = [each for each, match in candidates if fits(match)]
        others = [(each, match) for each, match in candidates if not fits(match)]
        person = fitting[0].person if fitting else self._made(said)
        if fitting:
            self._declared_again(person, said, one.received_at)
        self._last[person] = max(one.received_at, self._last.get(person, one.received_at))
        self._declared.append((person, case, one.received_at, said.identity))
        self._note_reached(person, case, one)
        proposed = tuple(
            Proposed(case, each.person, SAME_PERSON, match.score, match.codes)
            for each, match in others
            if each.person not in self.circle(person)
        )
        return Found(person, bool(fitting), bool(proposed), proposed)

    def _candidates(self, said: Declaration) -> list[tuple[KnownPerson, Match]]:
        keys = _numbers(said.ofpra_key, said.foreigner_key)
        found = {each.person: each for key in keys for each in self._by_number.get(key, ())}
        if not found:
            return []
        mine = profile(said.identity)
        return [(each, compare(mine, profile(each.identity))) for each in found.values()]

    def _made(self, said: Declaration) -> int:
        person, self._next = self._next, self._next + 1
        self._new[person] = (said, 1)
        self._index(KnownPerson(person, said.identity, said.ofpra_key, said.foreigner_key, None))
        return person

    def _declared_again(self, person: int, said: Declaration, at: datetime) -> None:
        """The row shows the identity declared last, though an older one may come late; numbers left out stay."""
        before = self._rows[person]
        shown = declaration(before.identity) if at < self._last.get(person, at) else None
        if shown is None:
            kept = _with_numbers(said, before)
        else:
            kept = _with_numbers(
                shown, KnownPerson(person, said.identity, said.ofpra_key, said.foreigner_key, before.joined_to)
            )
        if person in self._new:
            self._new[person] = (kept, self._new[person][1] + 1)
        else:
            self._again.append((person, kept))
        self._index(KnownPerson(person, kept.identity, kept.ofpra_key, kept.foreigner_key, before.joined_to))

    def _note_reached(self, person: int, case: int, one: Incoming) -> None:
        """What a form mentions in passing is kept where nothing is known; accepted by nobody, it ends nothing."""
        circle = self.circle(person)
        for each in one.read.reached:
            if not any((member, each.field) in self._reached for member in circle):
                self._reached.add((person, each.field))
                self._contacts.append(_line(person, case, one, each))

    def write(self, tx: Connection, at: datetime) -> None:
        """Write persons, identities and contact details down."""
        persons.insert(tx, [(person, said, number) for person, (said, number) in self._new.items()], at)
        persons.declare_again(tx, self._again)
        persons.add_declarations(tx, self._declared)
        contacts.add(tx, self._contacts)


def _numbers(ofpra: str, foreigner: str) -> Iterable[str]:
    return [f"{kind}:{key}" for kind, key in (("o", ofpra), ("f", foreigner)) if key]


def _with_numbers(said: Declaration, before: KnownPerson) -> Declaration:
    """What was declared, with the numbers of before where it has none."""
    if said.ofpra_key and said.foreigner_key:
        return said
    old, new = before.identity, said.identity
    ofpra, foreigner = new.ofpra_number or old.ofpra_number, new.foreigner_number or old.foreigner_number
    identity = replace(new, ofpra_number=ofpra, foreigner_number=foreigner)
    keys = said.ofpra_key or before.ofpra_key, said.foreigner_key or before.foreigner_key
    return Declaration(identity, said.applicant, said.sort_key, *keys)


def _line(person: int, case: int, one: Incoming, reached: Reached) -> NewContact:
    return NewContact(
        person=person,
        field=reached.field,
        value=reached.value,
        key=reached.key,
        valid_from=None,
        received_at=one.received_at,
        entered_by=FORM,
        case=case,
    )
