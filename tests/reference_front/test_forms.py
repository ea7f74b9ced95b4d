"""Filled forms."""

from __future__ import annotations

import random

from backoffice_gui.reference_front.forms import FORM_KINDS, certificate_request, contact_change


def test_the_kinds_are_those_of_the_protocol() -> None:
    """Two forms, no more."""
    assert FORM_KINDS == ("certificate_request", "contact_change")


def test_a_certificate_request_has_every_member() -> None:
    """Each certificate has a form that its type allows; a marriage has the other spouse."""
    seen: set[object] = set()
    for n in range(200):
        form = certificate_request(random.Random(n))
        assert set(form) == {
            *("person", "requester", "certificates", "delivery", "email", "phone", "language", "comment"),
        }
        certificates, requester = form["certificates"], form["requester"]
        assert isinstance(certificates, list)
        assert isinstance(requester, dict)
        seen.add(requester["relation"])
        for certificate in certificates:
            assert set(certificate) == {"type", "form", "copies", "event", "spouse", "parents"}
            assert 1 <= certificate["copies"] <= 5
            assert (certificate["spouse"] is not None) == (certificate["type"] == "marriage")
            assert certificate["type"] != "death" or certificate["form"] == "full_copy"
            seen.add(certificate["type"])
    assert seen == {
        *("self", "spouse", "ascendant", "descendant", "legal_representative"),
        *("birth", "marriage", "death"),
    }


def test_who_asks_for_oneself_has_the_name_of_the_person() -> None:
    """With the relation `self` both names agree."""
    for n in range(50):
        form = certificate_request(random.Random(n))
        person, requester = form["person"], form["requester"]
        assert isinstance(person, dict)
        assert isinstance(requester, dict)
        if requester["relation"] == "self":
            assert requester["family_name"] == person["family_name"]


def test_a_change_names_its_proofs() -> None:
    """Both contacts are there, and the proofs are the numbers of the parts that follow."""
    form = contact_change(random.Random(1), 3)
    assert set(form) == {"person", "status", "old", "new", "effective_date", "proofs", "language", "comment"}
    assert form["proofs"] == [1, 2, 3]
    old, new = form["old"], form["new"]
    assert isinstance(old, dict)
    assert isinstance(new, dict)
    assert set(old) == set(new) == {"address", "email", "phone"}


def test_the_same_dice_fill_the_same_form() -> None:
    """A seed fills a form again."""
    assert certificate_request(random.Random(5)) == certificate_request(random.Random(5))
    assert contact_change(random.Random(5), 0) == contact_change(random.Random(5), 0)
