"""What comes in can be found in the transaction that takes it in."""

from __future__ import annotations

import json
from pathlib import Path

from backoffice_gui.actions.searchable import make_searchable
from backoffice_gui.caseload.case_hits import hits
from backoffice_gui.domain.case_text import read_case
from backoffice_gui.domain.search_terms import search_terms
from backoffice_gui.storage.casebook.store import Casebook
from tests.support.cases import certificate_form, change_form, take
from tests.support.desks import Store
from tests.support.stores import make_casebook


def test_a_form_is_found_by_what_it_declares(tmp_path: Path) -> None:
    """Names, birth place and numbers; what can't be read is found by nothing, and hides nothing."""
    person = {
        "family_name": "EXEMPLOVA",
        "given_names": ["Démo", "Zoé"],
        "birth_place": "Exempleville",
        "ofpra_number": "99 11 00042",
    }
    form = json.dumps({"person": person, "certificates": []}).encode()
    with make_casebook(tmp_path / "s", bytes(32)) as casebook:
        with casebook.transaction() as tx:
            make_searchable(tx, [(1, read_case("certificate_request", form)), (2, read_case("unread", b"["))])
        assert isinstance(casebook, Casebook)
        with casebook.reading() as connection:
            for words in ("exemplova zoe", "exempl demo", "exempleville", "991100042", "9911"):
                assert list(hits(connection, search_terms(words).words, 5)) == [1], words


def test_a_case_is_found_by_where_people_live_and_whom_they_married(store: Store) -> None:
    """Towns and postcodes of every address it names; a marriage under either name."""
    spouse = {"family_name": "CONJOINT-EXEMPLE"}
    take(store, change_form(), certificate_form(certificates=[{"type": "marriage", "spouse": spouse}]))
    with store.desk.casebook.reading() as connection:
        for words, found in (("autreville", [1]), ("99998", [1]), ("demoville", [2, 1]), ("conjoint", [2])):
            assert list(hits(connection, search_terms(words).words, 5)) == found, words
