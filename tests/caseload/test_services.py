"""Lists of an agent of one service: the cases of it alone, whichever way they are found."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import Connection

from backoffice_gui.caseload.case_hits import hits
from backoffice_gui.caseload.case_list import CaseList
from backoffice_gui.caseload.case_search import find
from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseQuery, CaseSort
from backoffice_gui.domain.search_terms import search_terms
from backoffice_gui.storage.team.grants import EVERYWHERE, group_of
from tests.support.postgres import Server
from tests.support.practice import ASKING
from tests.support.team_practice import seated, team_database

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
