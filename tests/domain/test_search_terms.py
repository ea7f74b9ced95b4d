from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from backoffice_gui.domain.search_terms import Exact, ExactKind, Terms, index_text, search_terms


@pytest.mark.parametrize(
    ("query", "kind", "key"),
    [
        ("DL-2026-000412", ExactKind.CASE, "DL-2026-000412"),
        ("dl 2026 412", ExactKind.CASE, "DL-2026-000412"),
        ("2026-412", ExactKind.CASE, "DL-2026-000412"),
        ("412", ExactKind.CASE_SHORT, "412"),
        ("000412", ExactKind.CASE_SHORT, "412"),
        ("200512345", ExactKind.OFPRA, "200512345"),
        ("20 05 12345", ExactKind.OFPRA, "200512345"),
        ("ab12", ExactKind.OFPRA, "AB12"),
        ("99 03 123456", ExactKind.FOREIGNER, "9903123456"),
        ("99.03.123456", ExactKind.FOREIGNER, "9903123456"),
        ("٩٩٠٣١٢٣٤٥٦", ExactKind.FOREIGNER, "9903123456"),
        ("123456789", ExactKind.FOREIGNER, "0123456789"),
        ("exemple 99 03 123456", ExactKind.FOREIGNER, "9903123456"),
        ("06 12 34 56 78", ExactKind.PHONE, "+33612345678"),
        ("+33 6 12 34 56 78", ExactKind.PHONE, "+33612345678"),
        ("Ali@Exemple.test", ExactKind.EMAIL, "ali@exemple.test"),
        ("aB3dEf9h", ExactKind.SUBMISSION, "aB3dEf9h"),
        ("Zk3_f0-a9QqWx7LmB2vNcA", ExactKind.SUBMISSION, "Zk3_f0-a9QqWx7LmB2vNcA"),
    ],
)
def test_numbers_addresses_and_ids_are_recognised(query: str, kind: ExactKind, key: str) -> None:
    """However they are typed, beside whatever else it may be."""
    assert Exact(kind, key) in search_terms(query).exact


@pytest.mark.parametrize(
    "query", ["exemple", "Jean-Paul", "nguyen sukru", "Мухаммед", "@", "a@", "", " \u202e ", "\ud800"]
)
def test_words_are_not_taken_for_numbers(query: str) -> None:
    """A name leads nowhere but to names."""
    assert search_terms(query).exact == ()


def test_a_query_without_end_is_cut() -> None:
    """The first twelve words count."""
    assert len(search_terms("mot " * 5_000).words) == 12
    assert len(search_terms("x" * 100_000).words) == 1


def _matches(terms: Terms) -> str:
    """The words as a query of FTS5."""
    return " AND ".join(
        "(" + " OR ".join([
            *("(" + " AND ".join(f'"{each}" *' for each in way) + ")" for way in word.ways),
            *(f'"{key}"' for key in sorted(word.keys)),
        ]) + ")"
        for word in terms.words
    )  # fmt: skip


PEOPLE = {
    "sukru": (("NGUYỄN", "Şükrü"), ("200512345", "DL-2026-000412")),
    "mohamed": (("EXEMPLE", "Mohamed"), ()),
    "cyrillic": (("ДЕМО", "Мухаммед"), ()),
    "mahmoud": (("EXEMPLE", "Mahmoud"), ()),
    "abdallah": (("DÉMO", "Abdallah"), ()),
    "arabic": (("ديمو", "عبد الله"), ()),
    "servant": (("DÉMO", "Abd al-Rahman"), ()),
    "ndiaye": (("N’DIAYE", "Fatou"), ()),
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Şükrü NGUYỄN", {"sukru"}),
        ("nguyen sukru", {"sukru"}),
        ("suk ngu", {"sukru"}),
        ("nguyễn 2005", {"sukru"}),
        ("DL-2026-000412", {"sukru"}),
        ("muhammad", {"mohamed", "cyrillic"}),
        ("Мухаммед", {"mohamed", "cyrillic"}),
        ("محمد exemple", {"mohamed", "mahmoud"}),
        ("mahmud", {"mahmoud"}),
        ("عبد الله", {"abdallah", "arabic"}),
        ("Abd Allah", {"abdallah", "arabic"}),
        ("abdoullah", {"abdallah", "arabic"}),
        ("abdurrahman", {"servant"}),
        ("abd al rah", {"servant"}),
        ("abderrahmane demo", {"servant"}),
        ("ndiaye", {"ndiaye"}),
        ("n'dia", {"ndiaye"}),
        ("N DIAYE fatou", {"ndiaye"}),
        ("absent", set()),
    ],
)
def test_what_is_typed_meets_what_is_indexed(query: str, found: set[str]) -> None:
    """In a real full-text index, with the tokenizer of the casebook."""
    base = dbapi2.connect(":memory:")
    base.execute('CREATE VIRTUAL TABLE f USING fts5(name, text, tokenize="unicode61 remove_diacritics 2")')
    base.executemany("INSERT INTO f VALUES (?, ?)", [(who, index_text(*person)) for who, person in PEOPLE.items()])
    rows = base.execute("SELECT name FROM f WHERE text MATCH ?", [_matches(search_terms(query))]).fetchall()
    base.close()
    assert {row[0] for row in rows} == found


@given(st.text(st.characters()), st.lists(st.text(st.characters()), max_size=3))
def test_any_query_can_be_asked_of_any_index(query: str, names: list[str]) -> None:
    """Total; everything is letters and digits, so that it needs no quoting; a name finds itself."""
    terms = search_terms(query)
    for word in terms.words:
        assert word.ways
        assert all(each.isalnum() for way in word.ways for each in way)
        assert all(key.isalnum() for key in word.keys)
    tokens = index_text(names).split(" ")
    assert all(not token or token.isalnum() for token in tokens)
    for exact in terms.exact:
        exact.key.encode("utf-8")


@pytest.mark.parametrize("length", [1, 95, 96, 97, 300])
def test_a_long_name_is_indexed_like_a_short_one(length: int) -> None:
    """Short ones are remembered, long ones are not; nobody can tell."""
    name = f"{'é' * length} ali"
    assert index_text([name]) == index_text([name])
    assert index_text([name]).split()[:2] == ["e" * length, "ali"]
