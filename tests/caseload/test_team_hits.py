"""Words on a server: whichever way the function takes, what it finds is what one plain query finds."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from backoffice_gui.caseload import team_hits
from backoffice_gui.caseload.case_hits import hits
from backoffice_gui.domain.search_terms import Word, search_terms
from backoffice_gui.storage.casebook import search_index
from backoffice_gui.storage.casebook.search_index import SearchEntry
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.migrations.team_search import case_found
from tests.support.postgres import Server
from tests.support.team_practice import team_practised

_SIZE = 120
_SMALL: dict[str, float] = {"window": 8, "wider": 2, "sample": 20, "batch": 3}
_WAYS: dict[str, dict[str, float]] = {
    "as it weighs": {},
    "walking": {"step": 0.0, "read": 0.0},
    "by the index": {"posting": 0.0, "fetch": 0.0},
    "marked ones": {"probe": 0.0, "fetch": 1e9},
}
_PLAIN = text('SELECT "case" FROM case_search WHERE words @@ ALL (CAST(:words AS tsquery[])) ORDER BY "case" DESC')


@pytest.fixture(scope="module")
def spelled(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """Cases with words that all of them have, half, few; some are gone."""
    dice = random.Random(5)
    with team_practised(server, tmp_path_factory.mktemp("spelled"), _SIZE) as casebook:
        entries = [
            SearchEntry(case, ("EXEMPLE", *["Démo"] * (case % 2), *["Mohamed"] * (dice.random() < 0.1)), (f"99{case}",))
            for case in range(1, _SIZE + 1)
        ]
        with casebook.transaction() as tx:
            search_index.put(tx, entries)
            search_index.remove(tx, [3, 77, 120])
        yield casebook


def _plain(connection: Connection, words: tuple[Word, ...], most: int, mask: bytes | None) -> list[int]:
    found = connection.scalars(_PLAIN, {"words": team_hits.asked(words)})
    return [case for case in found if mask is None or mask[case - 1]][:most]


@pytest.mark.parametrize("way", _WAYS)
def test_every_way_finds_the_same(spelled: Casebook, way: str) -> None:
    """Walked through, by the index of the rarest word, or the marked cases one by one: whatever it is taken to cost."""
    dice = random.Random(7)
    with spelled.transaction() as tx:
        tx.exec_driver_sql(case_found("", _SMALL | _WAYS[way]))
    masks = [None, *(bytes(dice.random() < share for _ in range(_SIZE)) for share in (1.0, 0.5, 0.05, 0.0))]
    with spelled.reading() as connection:
        for typed in ("exemple", "demo ex", "mohamed demo exemple", "mohamed", "9917 exemple", "zzzz demo"):
            words = search_terms(typed).words
            for mask in masks:
                for most in (3, 1_000):
                    assert list(hits(connection, words, most, mask)) == _plain(connection, words, most, mask), typed


def test_no_condition_is_left_out_on_any_way(spelled: Casebook) -> None:
    """What a case is not to be seen by is looked at wherever cases are."""
    words, mask = search_terms("exemple").words, bytes([1]) * _SIZE
    for costs in _WAYS.values():
        with spelled.transaction() as tx:
            tx.exec_driver_sql(case_found('AND s."case" <> 50', _SMALL | costs))
        with spelled.reading() as connection:
            assert list(hits(connection, words, 1_000, mask)) == [
                case for case in _plain(connection, words, 1_000, mask) if case != 50
            ]


def test_marks_are_bits_the_first_the_lowest() -> None:
    """As `get_bit` counts them."""
    assert team_hits.bits(b"\1\0\0\0\0\0\0\0\0\1") == (b"\1\2", 2)
    assert team_hits.bits(b"") == (b"", 0)


def test_a_store_without_a_case_finds_nothing(server: Server, tmp_path: Path) -> None:
    """Nor raises."""
    with team_practised(server, tmp_path, 0) as casebook, casebook.reading() as connection:
        assert list(hits(connection, search_terms("exemple").words, 5)) == []
