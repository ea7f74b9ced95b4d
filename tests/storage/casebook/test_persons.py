"""Persons, their keys and circles."""

from __future__ import annotations

from backoffice_gui.domain.case_json import identity_of_members
from backoffice_gui.domain.case_text import declaration
from backoffice_gui.storage.casebook import persons
from backoffice_gui.storage.casebook.store import Casebook
from tests.support.stores import MOMENT


def test_circles_follow_every_join(casebook: Casebook) -> None:
    """Whoever is joined to one that is joined to another is the same person; parted, it is not."""
    said = declaration(identity_of_members({"family_name": "EXEMPLE", "ofpra_number": "1"}))
    assert said is not None
    with casebook.transaction() as tx:
        assert persons.last(tx) == 0
        persons.insert(tx, [(number, said, 1) for number in (1, 2, 3, 4)], MOMENT)
        assert persons.last(tx) == 4
        persons.join(tx, 1, 2)
        persons.join(tx, 3, 2)
        persons.join(tx, 2, 4)
        assert [persons.circle(tx, number) for number in (1, 2, 3, 4)] == [(1, 2, 3, 4)] * 4
        assert [persons.root(tx, number) for number in (1, 2, 3, 4)] == [4] * 4
        persons.part(tx, 2)
        assert persons.circle(tx, 4) == (4,)
        assert persons.circle(tx, 3) == (1, 2, 3)
        assert persons.not_alone(tx, [1, 2, 4]) == [1, 2]
        assert persons.not_alone(tx, []) == []


def test_persons_are_found_by_number_and_key(casebook: Casebook) -> None:
    """Only those that have it; of a key that very many have, the newest."""
    one = declaration(identity_of_members({"family_name": "EXEMPLE", "given_names": ["A", "B"], "ofpra_number": "7"}))
    two = declaration(identity_of_members({"family_name": "DÉMO", "foreigner_number": "9900000001"}))
    assert one is not None
    assert two is not None
    with casebook.transaction() as tx:
        persons.insert(tx, [(1, one, 1), (2, two, 1)], MOMENT)
        found = persons.by_numbers(tx, ["7"], ["9900000001", "x"])
        assert [(each.person, each.identity.given_names) for each in found] == [(1, ("A", "B")), (2, ())]
        assert persons.by_numbers(tx, [], []) == []
        persons.add_keys(tx, [("k", 1), ("k", 2), ("k", 1)])
        assert persons.by_keys(tx, ["k", "none"]) == {"k": (2, 1), "none": ()}
        assert [each.person for each in persons.uncompared(tx, 10)] == [1, 2]
        persons.mark_compared(tx, [1])
        assert [each.person for each in persons.uncompared(tx, 10)] == [2]
        persons.count(tx, [(1, 2), (2, -1)])
        persons.declare_again(tx, [(1, two)])
        assert persons.load(tx, [1])[1].identity.family_name == "DÉMO"
        assert persons.last_cases(tx, [1, 2]) == {}
