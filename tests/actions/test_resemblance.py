"""What a new case resembles, and what an agent is warned of."""

from __future__ import annotations

import json

import pytest

from backoffice_gui.domain.cases import Badge
from backoffice_gui.storage.casebook.caseload_schema import cases, proposal
from tests.support.cases import PERSON, certificate_form, change_form, rows, take
from tests.support.desks import Store

OTHER = {
    **PERSON,
    "family_name": "AUTREMENT",
    "given_names": ["Tout"],
    "birth_date": "1971-05-05",
    "ofpra_number": "710505009",
}


def _badges(store: Store) -> list[Badge]:
    return [Badge(case["badges"]) for case in rows(store, cases)]


def _proposals(store: Store) -> list[tuple[int, int, str, list[str]]]:
    return [(each["case"], each["other"], each["kind"], json.loads(each["reasons"])) for each in rows(store, proposal)]


@pytest.mark.parametrize("apart", [False, True])
def test_the_same_wish_soon_again_is_a_duplicate(store: Store, apart: bool) -> None:
    """Whether it came in the same group or later; another wish is none."""
    forms = [certificate_form(), certificate_form(), certificate_form(certificates=[{"type": "death"}])]
    if apart:
        for form in forms:
            take(store, form)
    else:
        take(store, *forms)
    assert _badges(store) == [Badge.NONE, Badge.DUPLICATE, Badge.NONE]
    assert _proposals(store) == [(2, 1, "duplicate", ["same_person", "same_wish", "within_30_days"])]


def test_the_same_wish_long_after_is_a_repeat(store: Store) -> None:
    """What was answered then helps."""
    take(store, certificate_form())
    with store.desk.casebook.transaction() as tx:
        tx.execute(cases.update().values(received_at=store.world.at.replace(year=2025)))
    take(store, certificate_form())
    assert _badges(store)[1] == Badge.REPEAT
    assert _proposals(store)[0][2] == "repeat"


def test_two_marriages_of_other_days_are_two_wishes(store: Store) -> None:
    """A birth is one, a marriage is told by its day."""
    first, second = ({"type": "marriage", "event": {"date": day}} for day in ("2001-01-02", "2011-01-02"))
    take(store, certificate_form(certificates=[first]), certificate_form(certificates=[second]))
    assert _badges(store) == [Badge.NONE, Badge.NONE]


def test_a_second_change_within_thirty_days_is_warned_of(store: Store) -> None:
    """Whatever is changed."""
    take(store, change_form(), change_form(town="ENCORE"))
    assert _badges(store) == [Badge.NONE, Badge.SECOND_CHANGE]


def test_mail_on_its_way_to_the_old_address_is_warned_of(store: Store) -> None:
    """While a certificate request is open; a new phone sends nothing astray."""
    take(store, certificate_form())
    take(store, change_form(old={}, new={"phone": "0600000077"}))
    take(store, change_form())
    assert Badge.IN_FLIGHT not in _badges(store)[1]
    assert Badge.IN_FLIGHT in _badges(store)[2]


def test_an_address_of_somebody_unrelated_is_warned_of(store: Store) -> None:
    """Of another family: yes, also while nobody has accepted either; of the same family, or an organisation's: no."""
    family = {**OTHER, "family_name": "Exemple-Autre", "ofpra_number": "1"}
    hosted = {
        "lines": ["9 RUE DÉMO"],
        "postcode": "1",
        "town": "X",
        "domiciliation": {"organisation": "DÉMO", "box": "7"},
    }
    take(store, change_form())
    take(store, change_form(OTHER))
    take(store, change_form(family))
    take(store, change_form({**OTHER, "ofpra_number": "3"}, new={"address": hosted}))
    take(store, change_form({**OTHER, "family_name": "TIERS", "ofpra_number": "4"}, new={"address": hosted}))
    shared = [bool(badges & Badge.SHARED_CONTACT) for badges in _badges(store)]
    assert shared[:2] == [False, True]
    assert shared[3:] == [False, False]


def test_a_known_address_of_somebody_else_is_warned_of(store: Store) -> None:
    """What a form declared of another person counts too: phones and addresses of who asked for a certificate."""
    take(store, certificate_form())
    take(store, change_form(OTHER, old={}, new={"phone": "+33 6 00 00 00 01"}))
    assert Badge.SHARED_CONTACT in _badges(store)[1]


def test_a_number_that_says_one_and_names_that_say_another(store: Store) -> None:
    """A new person, a proposal with the reasons, and a badge: nothing is merged."""
    take(store, certificate_form())
    take(store, certificate_form({**OTHER, "ofpra_number": PERSON["ofpra_number"]}))
    first, second = rows(store, cases)
    assert first["person"] != second["person"]
    assert second["badges"] & Badge.FORM_DOUBT
    ((case, other, kind, reasons),) = _proposals(store)
    assert (case, other, kind) == (2, first["person"], "same_person")
    assert {"same_ofpra_number", "other_names"} <= set(reasons)
