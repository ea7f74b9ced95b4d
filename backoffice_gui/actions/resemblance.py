"""What a new case resembles, and what an agent is warned of: proposals with their reasons, and badges.

Looked at for the whole group at once; nothing here changes another case.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection

from backoffice_gui.actions.arrivals import Incoming
from backoffice_gui.actions.known_persons import Found, KnownPersons
from backoffice_gui.domain.cases import Badge, CaseKind
from backoffice_gui.domain.identity import Identity
from backoffice_gui.domain.ids import Origin, SubmissionId
from backoffice_gui.domain.names import folded
from backoffice_gui.storage.casebook import cases, contacts, persons
from backoffice_gui.storage.casebook.cases import Earlier
from backoffice_gui.storage.casebook.proposals import DUPLICATE, REPEAT, Proposed

__all__ = ["SECOND_WITHIN", "Resemblance"]

SECOND_WITHIN = timedelta(days=30)
"""Within so long a second change is a warning, and the same wish a duplicate; later it is a repeat."""
_SURE = 100


class Resemblance:
    """What a group of cases may resemble: earlier cases of the same persons, and who shares a contact detail."""

    def __init__(self, tx: Connection, incoming: Sequence[Incoming], people: KnownPersons) -> None:
        self.proposed: list[Proposed] = []
        self._tx = tx
        self._people = people
        self._earlier = cases.earlier(tx, people.known)
        known = cases.by_submissions(tx, [each.come_of.submission for each in incoming if each.come_of.submission])
        self._same_id: dict[tuple[Origin, SubmissionId], list[int]] = {}
        for key, case in sorted(known.items(), key=lambda item: item[1]):
            self._same_id.setdefault((key.origin, key.id), []).append(case)
        self._sharing: dict[tuple[str, str], set[int]] = {}
        self._names: dict[int, frozenset[str]] = {}
        self._note_sharing(incoming)

    def _note_sharing(self, incoming: Sequence[Incoming]) -> None:
        wanted: dict[str, set[str]] = {}
        for one in incoming:
            for each in one.read.text.changes:
                if each.key:
                    wanted.setdefault(each.field, set()).add(each.key)
        for field, keys in wanted.items():
            for found in (
                contacts.sharing(self._tx, field, sorted(keys)),
                cases.sharing_wish(self._tx, field, sorted(keys)),
            ):
                for key, holders in found.items():
                    self._sharing.setdefault((field, key), set()).update(holders)
        others = sorted({person for holders in self._sharing.values() for person in holders})
        for person, known in persons.load(self._tx, others).items() if others else ():
            self._names[person] = _family(known.identity)

    def badges(self, case: int, one: Incoming, found: Found) -> Badge:
        """The badges of a case, in the group's order; what it resembles is in `proposed` after it."""
        self.proposed += found.proposed
        badges = self._of_same_id(case, one)
        if found.person is None:
            return badges
        circle = self._people.circle(found.person)
        before = [each for member in circle for each in self._earlier.get(member, ())]
        badges |= self._of_wishes(case, one, before)
        if one.read.text.kind is CaseKind.CONTACT:
            badges |= self._of_contact(one, circle, before)
        self._remember(case, one, found.person)
        return badges

    def _of_same_id(self, case: int, one: Incoming) -> Badge:
        """Two contents under one id are two cases; the second says so."""
        key = one.come_of.key
        if not key.id:
            return Badge.NONE
        several = self._same_id.setdefault((key.origin, key.id), [])
        self.proposed += [Proposed(case, other, DUPLICATE, _SURE, ("same_id",)) for other in several]
        badge = Badge.DUPLICATE if several else Badge.NONE
        several.append(case)
        return badge

    def _of_wishes(self, case: int, one: Incoming, before: Sequence[Earlier]) -> Badge:
        badges = Badge.NONE
        text = one.read.text
        for each in before:
            if each.kind is not text.kind or not _same_wish(text.kind, text.wishes, each.wishes):
                continue
            soon = abs(one.received_at - each.received_at) <= SECOND_WITHIN
            kind, when = (DUPLICATE, "within_30_days") if soon else (REPEAT, "asked_before")
            self.proposed.append(Proposed(case, each.case, kind, _SURE, ("same_person", "same_wish", when)))
            badges |= Badge.DUPLICATE if soon else Badge.REPEAT
        return badges

    def _of_contact(self, one: Incoming, circle: Sequence[int], before: Sequence[Earlier]) -> Badge:
        badges = Badge.NONE
        for each in before:
            near = abs(one.received_at - each.received_at) <= SECOND_WITHIN
            if each.kind is CaseKind.CONTACT and near:
                badges |= Badge.SECOND_CHANGE
            moves = any(change.field == "address" for change in one.read.text.changes)
            if each.kind is CaseKind.CERTIFICATE and each.open and moves:
                badges |= Badge.IN_FLIGHT
        said = one.read.person
        mine = frozenset() if said is None else _family(said.identity)
        for change in one.read.text.changes:
            holders = self._sharing.get((change.field, change.key), set()) if change.key else set()
            if any(not mine & self._names.get(each, frozenset()) for each in holders - set(circle)):
                badges |= Badge.SHARED_CONTACT
        return badges

    def _remember(self, case: int, one: Incoming, person: int) -> None:
        """The cases of a group see those before them."""
        text = one.read.text
        earlier = Earlier(case, person, text.kind, True, one.received_at, text.wishes)
        self._earlier.setdefault(person, []).append(earlier)
        if one.read.person is not None:
            self._names.setdefault(person, _family(one.read.person.identity))
        for change in text.changes:
            if change.key:
                self._sharing.setdefault((change.field, change.key), set()).add(person)


def _family(identity: Identity) -> frozenset[str]:
    """The words of the surnames: who shares one may live at one place, and has something to do with the other."""
    return frozenset(folded(f"{identity.family_name[:200]} {identity.used_name[:200]}").split())


def _same_wish(kind: CaseKind, new: frozenset[str], old: frozenset[str]) -> bool:
    """One certificate of several is enough; of a change of contact details, all of it."""
    return bool(new & old) if kind is CaseKind.CERTIFICATE else bool(new) and new <= old
