"""Walking through hits: whichever way is taken, what is found is what one plain query finds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from backoffice_gui.caseload import case_hits, team_hits
from backoffice_gui.caseload.case_hits import expression, hits, newest_first
from backoffice_gui.domain.search_terms import search_terms
from backoffice_gui.storage.casebook import search_index
from backoffice_gui.storage.casebook.search_index import SearchEntry
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.dialect import is_postgresql
from tests.caseload.conftest import Practised

_SIZE = 120
_CASES = st.sets(st.integers(1, 60_000), max_size=60)
_RUN = st.builds(lambda first, size: set(range(first, first + size)), st.integers(1, 50_000), st.integers(0, 9_000))


@given(st.builds(set.union, _CASES, _RUN), st.integers(1, 7_000), st.none() | _CASES)
def test_windows_find_what_one_look_would(there: set[int], most: int, marked: set[int] | None) -> None:
    """Rare ones, runs of them, holes: the newest, each once, whatever the mask leaves out."""
    looked: list[tuple[int, int]] = []
    mask = None if marked is None else bytes(case in marked for case in range(1, 60_001))
    left = sorted(there if marked is None else there & marked)

    def between(low: int, high: int, wanted: int) -> list[int]:
        assert wanted > 0
        looked.append((low, high))
        return [case for case in left if low < case <= high]

    assert list(newest_first(60_000, most, between, mask)) == left[::-1][:most]
    assert all(behind >= high for (behind, _), (_, high) in pairwise(looked))


@pytest.fixture(scope="module")
def spelled(filled: Practised, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """Cases with words that all of them have, half, few, and in other spellings."""
    dice = random.Random(5)
    with filled(tmp_path_factory.mktemp("spelled") / "s", _SIZE) as casebook:
        entries = []
        for case in range(1, _SIZE + 1):
            names = ["EXEMPLE" if dice.random() < 0.9 else "EXEMPEL"]
            names += ["Démo"] * (dice.random() < 0.5)
            names += [dice.choice(("Mohamed", "Мухаммед", "Muhammad"))] * (dice.random() < 0.1)
            entries.append(SearchEntry(case, tuple(names), (str(99_000 + case % 7),)))
        with casebook.transaction() as tx:
            search_index.put(tx, entries)
        yield casebook


def _plain(connection: Connection, words: str, most: int, mask: bytes | None) -> list[int]:
    asked = search_terms(words).words
    if is_postgresql(connection):
        plain = text(
            'SELECT "case" FROM case_search WHERE words @@ ALL (CAST(:words AS tsquery[])) ORDER BY "case" DESC'
        )
        found = connection.scalars(plain, {"words": team_hits.asked(asked)})
    else:
        plain = text("SELECT rowid FROM case_search WHERE case_search MATCH :words ORDER BY rowid DESC")
        found = connection.scalars(plain, {"words": expression(asked)})
    return [case for case in found if mask is None or mask[case - 1]][:most]


@pytest.mark.parametrize("costs", [(0.002, 0.04, 150.0), (0.0, 1.0, 0.0), (1.0, 0.001, 0.01)])
@pytest.mark.parametrize("marked", [None, 0.5, 0.05])
def test_every_way_finds_the_same(
    monkeypatch: pytest.MonkeyPatch, spelled: Casebook, costs: tuple[float, float, float], marked: float | None
) -> None:
    """Walked through, looked for one by one, or first some words and then the others: by whatever it may cost."""
    dice = random.Random(7)
    for name, value in zip(("_MARK", "_STEP", "_PROBE"), costs, strict=True):
        monkeypatch.setattr(case_hits, name, value)
    for name, size in (("_WINDOW", 8), ("_WIDE", 8), ("_SAMPLE", 20)):
        monkeypatch.setattr(case_hits, name, size)
    mask = None if marked is None else bytes(dice.random() < marked for _ in range(_SIZE))
    with spelled.reading() as connection:
        for words in ("exemple", "exemple demo", "mohamed demo exemple", "muhammad ex", "99003 exempel", "zzzz demo"):
            terms = search_terms(words).words
            for most in (3, 1_000):
                assert list(hits(connection, terms, most, mask)) == _plain(connection, words, most, mask), words


def test_nothing_asked_for_is_nothing(spelled: Casebook) -> None:
    """No word finds no case."""
    with spelled.reading() as connection:
        assert list(hits(connection, (), 5)) == []
