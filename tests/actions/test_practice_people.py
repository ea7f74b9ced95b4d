"""Invented people."""

from __future__ import annotations

from backoffice_gui.actions.practice_people import Dice, person_of


def test_people_are_many_and_as_in_life() -> None:
    """Several spellings of one name, births without a day, shared domiciliations, fictional phones, no real town."""
    people = [person_of(1, n) for n in range(1, 400)]
    assert people[6] == person_of(1, 7) != person_of(2, 7)
    assert len({each.family_name for each in people}) > 200
    assert any(len(ways) > 2 for each in people for ways in each.spellings)
    assert any(each.birth.endswith("XX") for each in people)
    hosts = [each.host for each in people if each.host]
    assert len(hosts) > len(set(hosts))
    assert all(each.phone == "" or each.phone.startswith("+3363998") for each in people)
    assert all(each.given(n)[-1] == "Démo" and "EXEMPLE" in each.town for n, each in enumerate(people))
    assert all("␣" not in each.family_name + "".join(each.given(1)) for each in people)


def test_dice_follow_from_their_seed() -> None:
    """And keep within what was asked."""
    drawn = [Dice(1, "x", n).below(6) for n in range(200)]
    assert drawn == [Dice(1, "x", n).below(6) for n in range(200)]
    assert set(drawn) == set(range(6))
    assert {Dice(1, "x", n).weighted((0, 5)) for n in range(50)} == {1}
