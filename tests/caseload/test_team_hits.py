"""Words on a server: whichever way the function takes, what it finds is what one plain query finds."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from backoffice_gui.caseload import team_hits
from backoffice_gui.caseload.case_hits import hits
from backoffice_gui.caseload.case_list import CaseList
from backoffice_gui.caseload.case_search import find
from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseQuery, CaseSort
from backoffice_gui.domain.search_terms import Word, search_terms
from backoffice_gui.storage.casebook import search_index
from backoffice_gui.storage.casebook.search_index import SearchEntry
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.migrations.team_search import case_found
from backoffice_gui.storage.team.grants import EVERYWHERE, group_of
from tests.support.postgres import Server
from tests.support.practice import ASKING
from tests.support.team_practice import seated, team_database, team_practised

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


# --- who sees what ---

_SERVICES = """
    SET search_path = casebook;
    INSERT INTO service (name) VALUES ('EXEMPLE'), ('AUTRE');
    INSERT INTO agent_service (agent, service) VALUES ('demo_agent', 1);
    UPDATE cases SET service = CASE WHEN "case" % 3 = 0 THEN 1 ELSE 2 END;
"""
_HANDED_OVER = """
    SET search_path = casebook;
    UPDATE cases SET service = 1 WHERE "case" = 7;
    UPDATE cases SET service = 2 WHERE "case" = 9;
"""
_OWN = range(3, 121, 3)
_NEWEST = CaseSort(CaseColumn.NUMBER, descending=True)


def _shown(connection: Connection, cases: CaseList, seen: Sequence[int]) -> None:
    """Every page, count and word has these cases and no others."""
    found = {each.case for each in find(connection, "demo", 200)}
    assert len(seen) >= len(found) > len(seen) * 0.8
    assert set(hits(connection, search_terms("demo").words, 200)) == found
    for sort in (_NEWEST, CaseSort(CaseColumn.APPLICANT), CaseSort(CaseColumn.DUE), CaseSort(CaseColumn.CLOSED)):
        page = cases.page(connection, CaseQuery(CaseFilter(), sort), 0, 200, ASKING)
        assert sorted(row.case for row in page.rows) == sorted(seen)
        words = cases.page(connection, CaseQuery(CaseFilter((), "demo"), sort), 0, 200, ASKING)
        assert {row.case for row in words.rows} == found <= set(seen)
    assert cases.count(connection, CaseFilter(), ASKING).number == len(seen)


def test_an_agent_of_one_service_is_shown_the_cases_of_it_alone(server: Server, tmp_path: Path) -> None:
    """Filled or not; what comes into the service is shown, what leaves it is not; who sees all sees all."""
    agent = server.login("demo_agent", group_of(TeamRole.AGENT))
    everywhere = server.login("demo_all", group_of(TeamRole.AGENT), EVERYWHERE)
    with team_database(server, tmp_path / "mine", 120) as name, ExitStack() as opened:
        server.do(name, _SERVICES)
        seats = [
            opened.enter_context(seated(server.address(name, each), tmp_path / each)) for each in (agent, everywhere)
        ]
        warm = [CaseList() for _ in seats]
        for seat, cases in zip(seats, warm, strict=True):
            with seat.reading() as connection:
                cases.fill(connection)
        for own in (list(_OWN), [7, *(case for case in _OWN if case != 9)]):
            for seat, filled, seen in zip(seats, warm, (own, range(1, 121)), strict=True):
                with seat.reading() as connection:
                    for cases in (filled, CaseList()):
                        _shown(connection, cases, seen)
            server.do(name, _HANDED_OVER)
