"""Each warning stands beside the contact detail that it concerns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from backoffice_gui.caseload.case_detail import Reader, open_case
from backoffice_gui.domain.cases import Duty
from tests.support.cases import PERSON, certificate_form, change_form, take
from tests.support.desks import Store, a_store

_READER = Reader("demo.someone", frozenset({Duty.AGENT}))
_OTHER = {**PERSON, "family_name": "DÉMO-AUTRE", "ofpra_number": "5", "birth_date": "1970-01-02"}
_HOSTED = {
    "lines": ["2 RUE DÉMO"], "postcode": "99998", "town": "AUTREVILLE", "country": "FR",
    "domiciliation": {"organisation": "ASSOCIATION DÉMO", "box": "12"},
}  # fmt: skip


def warned(store: Store, case: int) -> dict[str, set[str]]:
    """What stands beside each field of a case."""
    detail = open_case(None, store.desk.casebook, {}, case, _READER)
    return {change.field: set(change.warnings) for change in detail.changes}


def changing(**new: Any) -> dict[str, Any]:
    """A change of these details of the same person."""
    return {**change_form(), "new": new}


def test_what_is_on_its_way_concerns_the_address_alone(tmp_path: Path) -> None:
    """And a host is told of beside it: many share it."""
    with a_store(tmp_path / "s") as store:
        take(store, certificate_form(), changing(address=_HOSTED, phone="06 00 00 00 02"))
        assert warned(store, 2) == {"address": {"in_flight", "domiciliation"}, "phone": set()}


def test_a_second_change_stands_beside_what_changes_again(tmp_path: Path) -> None:
    """Of another detail it concerns, where none is the same, all that changes."""
    with a_store(tmp_path / "s") as store:
        phone = changing(phone="06 00 00 00 02")
        take(store, phone, changing(phone="06 00 00 00 03", email="autre@demo.example"), changing(address=_HOSTED))
        assert warned(store, 1)["phone"] == set()
        assert warned(store, 2) == {"phone": {"second_change"}, "email": set()}
        assert warned(store, 3) == {"address": {"second_change", "domiciliation"}}


def test_what_is_shared_is_told_of_the_shared_detail(tmp_path: Path) -> None:
    """The same number of an unrelated person, another e-mail."""
    with a_store(tmp_path / "s") as store:
        mine = changing(phone="06 00 00 00 02", email="un@demo.example")
        theirs = {**changing(phone="06 00 00 00 02", email="deux@demo.example"), "person": _OTHER}
        take(store, mine, theirs)
        assert warned(store, 2) == {"phone": {"shared_contact"}, "email": set()}
