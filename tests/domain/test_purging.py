"""Where a purge stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from backoffice_gui.domain.purging import VALID, Purge, Stage

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
ASKED = Purge(
    purge=1,
    requested_at=AT,
    requester="agent-exemple",
    digest="0" * 64,
    items=1,
    rules="{}",
    approver="",
    approved_at=None,
    started_at=None,
    ended_at=None,
    withdrawn_by="",
    certificate="",
)


def test_a_request_and_an_approval_hold_for_a_day_each() -> None:
    """What has begun is finished, however late."""
    late = AT + VALID
    assert ASKED.stage(AT) is Stage.REQUESTED
    assert ASKED.stage(late) is Stage.LAPSED
    approved = replace(ASKED, approver="agent-second", approved_at=late)
    assert approved.stage(late) is Stage.APPROVED
    assert approved.stage(late + VALID) is Stage.LAPSED
    begun = replace(approved, started_at=late)
    assert begun.stage(late + 2 * VALID) is Stage.UNDER_WAY
    assert replace(begun, ended_at=late).stage(late + 2 * VALID) is Stage.DONE
    assert replace(ASKED, ended_at=late, withdrawn_by="x").stage(late) is Stage.WITHDRAWN


def test_a_clock_that_was_set_back_makes_nothing_young_again() -> None:
    """An agreement of last month is none, whatever day this machine says; two machines may differ by minutes."""
    approved = replace(ASKED, approver="agent-second", approved_at=AT)
    assert approved.stage(AT - timedelta(minutes=50)) is Stage.APPROVED
    assert approved.stage(AT - timedelta(hours=2)) is Stage.LAPSED
    assert ASKED.stage(AT - timedelta(days=30)) is Stage.LAPSED
