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
from backoffice_gui.storage.migrations import team_hidden
from backoffice_gui.storage.migrations.team_search import case_found
from backoffice_gui.storage.team.grants import EVERYWHERE, group_of
from backoffice_gui.storage.team.searching import searching
from tests.support.postgres import Server
from tests.support.practice import ASKING
from tests.support.team_practice import seated, team_database, team_practised
from tests.support.team_store import Raw

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


_OF_ONES_OWN: dict[str, dict[str, float]] = {
    "walking": {"probe": 1e9},
    "by the index": {"patience": -1, "probe": 1e9},
    "marked ones": {"probe": 0.0},
}


@pytest.mark.parametrize("way", _OF_ONES_OWN)
def test_every_way_of_an_agents_finds_his_own(server: Server, tmp_path: Path, way: str) -> None:
    """Whatever is taken to cost: of all that there is, what his services have, masked or not."""
    agent = server.login("demo_agent", group_of(TeamRole.AGENT))
    dice = random.Random(9)
    with team_database(server, tmp_path / "mine", _SIZE) as name, ExitStack() as opened:
        server.do(name, _SERVICES)
        mine = opened.enter_context(seated(server.address(name, agent), tmp_path / "agent"))
        whole = opened.enter_context(seated(server.address(name), tmp_path / "owner"))
        with whole.transaction() as tx:
            for words in searching({**_SMALL, **_OF_ONES_OWN[way]}):
                tx.exec_driver_sql(words)
        masks = [None, *(bytes(dice.random() < share for _ in range(_SIZE)) for share in (1.0, 0.3, 0.0))]
        with mine.reading() as connection, whole.reading() as everything:
            for typed in ("demo", "exemple", "zzzz demo"):
                asked = search_terms(typed).words
                for mask in masks:
                    for most in (3, 1_000):
                        there = [case for case in _plain(everything, asked, 1_000, mask) if case in _OWN][:most]
                        assert list(hits(connection, asked, most, mask)) == there, (typed, most)


def _read(raw: Raw, words: str) -> object:
    """How many pages a search has read, once all it needs to know of the tables is known."""
    asked = f"SELECT casebook.case_found(ARRAY['{words}'::tsquery], 0, NULL, 200, NULL, NULL, NULL)"
    for _ in range(2):
        ((found,),) = raw.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {asked}".encode()).fetchall()
    raw.rollback()
    return found[0]["Plan"]["Shared Hit Blocks"] + found[0]["Plan"]["Shared Read Blocks"]  # type: ignore[index]


def test_a_search_tells_nothing_of_what_is_not_found(server: Server, tmp_path: Path) -> None:
    """A word that others' cases have, in which an index has them all, costs an agent what one costs that none has."""
    agent = server.login("demo_agent", group_of(TeamRole.AGENT))
    with team_database(server, tmp_path / "mine", _SIZE) as name:
        server.do(name, _SERVICES)
        server.do(
            name,
            "UPDATE casebook.case_search SET words = words || array_to_tsvector(ARRAY['elsewhere']) WHERE service = 2; "
            f"{'; '.join(searching(_SMALL))}",
        )
        with server.connect(name, agent) as raw:
            assert _read(raw, "elsewhere") == _read(raw, "nowhere")


def test_a_search_reads_an_agent_s_own_cases_and_no_others(server: Server, tmp_path: Path) -> None:
    """A word that nobody has is looked for in his cases: everybody's are not read to keep his."""
    agent = server.login("demo_agent", group_of(TeamRole.AGENT))
    with team_database(server, tmp_path / "mine", _SIZE) as name:
        server.do(name, f"{_SERVICES}; ANALYZE casebook.case_search; {'; '.join(searching({'patience': 1e9}))}")
        with server.connect(name, agent) as raw:
            raw.execute(b"SET enable_sort = off; SET enable_bitmapscan = off")  # as it decides among a million
            raw.execute(b"SELECT casebook.case_found(ARRAY['nowhere'::tsquery], 0, NULL, 200, NULL, NULL, NULL)")
            read = raw.execute(
                b"SELECT sum(pg_stat_get_xact_tuples_fetched(indexrelid)) FROM pg_index "
                b"WHERE indrelid = to_regclass('casebook.case_search')"
            ).fetchall()
        assert len(_OWN) <= int(str(read[0][0])) <= len(_OWN) + 1  # the newest of them


def test_the_planner_knows_nothing_of_names(server: Server, tmp_path: Path) -> None:
    """What it expects of a name that others' cases have often is what it expects of one that is not there."""
    agent = server.login("demo_agent", group_of(TeamRole.AGENT))
    columns = [(table, column) for table, columns in team_hidden.NONE.items() for column in columns.split()]
    with team_database(server, tmp_path / "mine", _SIZE) as name:
        server.do(name, _SERVICES)
        server.do(
            name,
            "SET session_replication_role = replica; SET search_path = casebook; "
            "UPDATE cases SET applicant = 'EXEMPLE COMMUN' WHERE service = 2; "
            "UPDATE person SET family_name = 'COMMUN', ofpra_number = '123'; UPDATE contact SET value = 'COMMUN'; ANALYZE",
        )
        with server.connect(name, agent) as raw:
            for table, column in columns:
                if (table, column) in {("case_event", "before"), ("draft", "text")}:
                    continue
                asked = f"EXPLAIN (FORMAT JSON) SELECT 1 FROM casebook.{table} WHERE {column} = '{{}}'"
                plans = [
                    raw.execute(asked.format(word).encode()).fetchall()[0][0][0]["Plan"]["Plan Rows"]  # type: ignore[index]
                    for word in ("EXEMPLE COMMUN", "COMMUN", "123", "nowhere")
                ]
                assert len(set(plans)) == 1, (table, column, plans)


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
