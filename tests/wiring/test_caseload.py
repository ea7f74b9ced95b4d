from __future__ import annotations

import dataclasses

import pytest

from backoffice_gui.domain.authority import Authority, TeamRole
from backoffice_gui.domain.cases import Duty
from backoffice_gui.errors import UsageError, WrongKey
from tests.support.caseloads import Served


def test_while_it_is_sealed_nothing_is_given(desk: Served) -> None:
    """Each question says so; an interruption, which nobody waits for, says nothing."""
    desk.sealed = True
    for ask in (desk.caseload.unlocked, desk.caseload.asking, desk.caseload.settle, desk.cases.me):
        with pytest.raises(WrongKey):
            ask()
    desk.cases.interrupt()


def test_one_alone_is_agent_and_lead(desk: Served) -> None:
    """In a store of one's own nobody else could assign anything; of a team one may what its server has granted."""
    assert {Duty.AGENT, Duty.LEAD} <= desk.cases.authority.duties
    agent = Authority("agent.demo", frozenset({TeamRole.AGENT}))
    granted = dataclasses.replace(desk.store.desk, granted=agent)
    assert granted.authority is agent


def test_a_case_is_opened_by_name_and_its_news_are_read(desk: Served) -> None:
    """Logged before it is shown; one that is not there is not."""
    detail = desk.caseload.opened(2)
    assert (detail.row.number, detail.row.unread) == ("DL-2026-000002", False)
    with pytest.raises(UsageError):
        desk.caseload.opened(4)
    assert [line.object for line in desk.logged("case_opened")] == ["case:2"]


def test_what_can_wait_is_done_when_it_is_settled(desk: Served) -> None:
    """The list's columns, and the searches that a reader did not wait for."""
    assert not desk.caseload.list.filled()
    desk.cases.find("exemple", 5)
    desk.caseload.settle()
    assert desk.caseload.list.filled()
    assert [dict(line.details)["found"] for line in desk.logged("searched")] == [2]


def test_many_searches_do_not_wait(desk: Served) -> None:
    """Whoever searches without end writes them down."""
    for n in range(50):
        desk.caseload.searched(f"{n} exemple", n)
    with desk.store.desk.casebook.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM audit WHERE event LIKE '%searched%'").scalar() == 50
