"""Searching: spellings, scripts, numbers, beginnings, and what is nearly so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from backoffice_gui.caseload.case_hits import expression
from backoffice_gui.caseload.case_search import find
from backoffice_gui.domain.search_terms import search_terms
from backoffice_gui.storage.casebook import search_index
from backoffice_gui.storage.casebook.search_index import SearchEntry
from backoffice_gui.storage.casebook.store import Casebook
from tests.caseload.conftest import Practised

_NAMES = {
    1: ("NGUYỄN-EXEMPLE", "Şükrü Démo"),
    2: ("EXEMPLOV", "Мухаммед Демо"),
    3: ("AL EXEMPLI", "عبد الله"),
    4: ("N’DÉMO", "Jean-Pierre"),
    5: ("EXEMPLIDZE", "Muhammad"),
}


@pytest.fixture(scope="module")
def named(filled: Practised, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """Five cases whose names are known, among others."""
    with filled(tmp_path_factory.mktemp("named") / "s", 120) as casebook:
        with casebook.transaction() as tx:
            search_index.put(tx, [SearchEntry(case, names) for case, names in _NAMES.items()])
            for case, names in _NAMES.items():
                tx.execute(
                    text('UPDATE cases SET applicant = :name WHERE "case" = :case'),
                    {"name": " ".join(names), "case": case},
                )
        yield casebook


@pytest.mark.parametrize(
    ("words", "case"),
    [
        ("nguyen sukru", 1),
        ("SUKRU nguyễn", 1),
        ("sük ngu", 1),
        ("mohamed exemplov", 2),
        ("Muhammad exemplov", 2),
        ("abdallah exempli", 3),
        ("عبد الله", 3),
        ("ndemo", 4),
        ("n demo jean", 4),
        ("pierre jean", 4),
        ("Мохаммед exemplidze", 5),
        ("exemplidse", 5),
    ],
)
def test_spellings_meet(named: Casebook, words: str, case: int) -> None:
    """Accents, order, case, apostrophes, scripts, beginnings, and a slip of a finger."""
    with named.reading() as connection:
        found = [row.case for row in find(connection, words, 10)]
    assert case in found[:3]


def test_exact_numbers_come_first(named: Casebook) -> None:
    """The case's number and its end, the person's numbers, the submission's id and its beginning."""
    with named.reading() as connection:
        number, submission, person = connection.execute(
            text('SELECT number, submission, person FROM cases WHERE "case" = 9')
        ).one()
        ofpra = connection.execute(text("SELECT ofpra_key FROM person WHERE person = :p"), {"p": person}).scalar_one()
        for words in (number, number.lower(), "9", submission, submission[:24], ofpra):
            assert find(connection, words, 5)[0].case == 9, words


def test_nothing_typed_finds_nothing(named: Casebook) -> None:
    """And no text breaks the query."""
    assert expression(search_terms("").words) == ""
    with named.reading() as connection:
        for words in (
            "",
            '"',
            "' OR 1",
            "AND NOT (",
            "*",
            "\ud800",
            "a" * 10_000,
            "NEAR(x y)",
            "words:x",
            "\0",
            "a\0@b.fr",
            "\ud800@b.fr",
        ):
            find(connection, words, 3)
        assert find(connection, "", 3) == ()
