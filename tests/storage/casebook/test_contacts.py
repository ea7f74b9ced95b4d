"""A contact history in which a line ends another."""

from __future__ import annotations

from backoffice_gui.domain.contact_lines import standing
from backoffice_gui.storage.casebook import contacts
from backoffice_gui.storage.casebook.caseload_schema import person
from backoffice_gui.storage.casebook.contacts import NewContact
from backoffice_gui.storage.casebook.store import Casebook
from tests.support.stores import MOMENT


def _line(who: int, value: str, key: str, replaces: int | None = None) -> NewContact:
    return NewContact(who, "phone", value, key, None, MOMENT, "form", 1, replaces)


def test_what_is_so_now_is_what_nothing_ended(casebook: Casebook) -> None:
    """By person; sharing counts these only, and nothing that has no key."""
    with casebook.transaction() as tx:
        for number in (1, 2, 3):
            tx.execute(person.insert().values(person=number, made_at=MOMENT))
        assert contacts.add(tx, [_line(1, "a", "ka"), _line(2, "a", "ka"), _line(3, "", "")]) == [1, 2, 3]
        contacts.add(tx, [_line(1, "b", "kb", 1)])
        lines = contacts.of_persons(tx, [1, 2])
        assert [(line.person, line.value, line.received_at) for line in lines] == [
            (1, "a", MOMENT), (2, "a", MOMENT), (1, "b", MOMENT),
        ]  # fmt: skip
        assert [(line.person, line.value) for line in standing(lines)] == [(2, "a"), (1, "b")]
        assert contacts.sharing(tx, "phone", ["ka", "kb", "", "kc"]) == {"ka": (2,), "kb": (1,), "": (), "kc": ()}
        assert contacts.sharing(tx, "email", ["ka"]) == {"ka": ()}
        last, former = contacts.ended_by_case(tx, 1)["phone"]
        assert (last.value, former and former.value) == ("b", "a")
