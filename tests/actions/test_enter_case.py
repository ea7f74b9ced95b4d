"""Requests that came by post or e-mail."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from backoffice_gui.actions.enter_case import Entered, enter_case
from backoffice_gui.actions.intake import intake
from backoffice_gui.domain.case_acts import CaseKey
from backoffice_gui.domain.cases import Badge, CaseKind, Source
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook.caseload_schema import case_event, cases, person
from tests.support.cases import certificate_form, lines, rows, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store

CLOCK = TurnedClock()
ENTERED = Entered(CaseKind.CERTIFICATE, certificate_form(), Source.POST, dt.date(2026, 11, 20))


def test_what_came_by_post_is_a_case_like_any_other(store: Store) -> None:
    """Of the same person, numbered in the same row, due from the day it came; marked so, and audited with a name."""
    take(store, certificate_form())
    made = enter_case(store.desk, ENTERED, CLOCK)
    assert (made.key, made.number) == (CaseKey(2, 1), "DL-2026-000002")
    case = rows(store, cases)[1]
    assert (case["source"], case["person"], case["submission"], case["inbox_row"]) == ("post", 1, "", None)
    assert (case["received_at"].isoformat(), case["due_on"]) == ("2026-11-20T11:00:00+00:00", "2026-12-04")
    assert case["badges"] & Badge.DUPLICATE
    assert rows(store, person)[0]["cases"] == 2
    told = [(event["case"], event["name"], event["who"]) for event in rows(store, case_event)]
    assert told[-2:] == [(2, "entered", "agent-exemple"), (1, "asked_again", "program")]
    (line,) = lines(store, "case_entered")
    assert dict(line.details) == {"agent": "agent-exemple", "number": "DL-2026-000002", "source": "post"}


def test_two_of_them_are_two_cases_and_intake_goes_on(store: Store) -> None:
    """They have no submission by which they could be one."""
    enter_case(store.desk, ENTERED, CLOCK)
    enter_case(store.desk, replace(ENTERED, source=Source.EMAIL, received_on=dt.date(2026, 11, 23)), CLOCK)
    assert intake(store.world.inbox, store.desk, CLOCK).again == 0
    take(store, certificate_form())
    assert [case["source"] for case in rows(store, cases)] == ["post", "email", "site"]
    assert rows(store, cases)[1]["received_at"] == CLOCK.now(), "today's noon is still to come"


@pytest.mark.parametrize(
    ("entered", "code"),
    [
        (replace(ENTERED, source=Source.SITE), "entry-source"),
        (replace(ENTERED, kind=CaseKind.UNREAD), "entry-kind"),
        (replace(ENTERED, received_on=dt.date(2026, 11, 24)), "entry-day"),
        (replace(ENTERED, received_on=dt.date(2011, 1, 1)), "entry-day"),
        (replace(ENTERED, form=certificate_form({})), "person-needed"),
        (replace(ENTERED, form=certificate_form(comment="x" * 2**20)), "entry-too-long"),
    ],
)
def test_what_can_not_be_is_refused(store: Store, entered: Entered, code: str) -> None:
    """And leaves nothing."""
    with pytest.raises(UsageError) as caught:
        enter_case(store.desk, entered, CLOCK)
    assert caught.value.reason == code
    assert rows(store, cases) == []
