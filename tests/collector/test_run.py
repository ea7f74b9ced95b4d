"""What a run counts and says, and how a failure is put off."""

from __future__ import annotations

import math
import random
import threading
from collections import Counter
from datetime import timedelta

import pytest

from backoffice_gui.collector.lanes import ThreadLanes
from backoffice_gui.collector.run import Run, Tally, unexpected
from backoffice_gui.domain.collecting import EventName
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.domain.monitor import WEB_SECONDS
from backoffice_gui.errors import Defect, StoreBusy
from backoffice_gui.storage.inbox import submissions
from backoffice_gui.storage.inbox.identity import StoreIds
from tests.support.collecting import Desk
from tests.support.errands import some
from tests.support.facts import submission
from tests.support.front import Front


@pytest.fixture
def run(desk: Desk) -> Run:
    """A run that has not begun."""
    front = desk.front()
    lanes = ThreadLanes()
    lanes.close()
    front.close()
    parts = desk.parts(front, dice=random.Random(1))
    ids = StoreIds(StoreId("s"), frozenset())
    return Run(parts, lanes, once=True, ids=ids, tally=Tally(0.0), stop=threading.Event())


def test_a_failure_waits_and_is_said(run: Run, desk: Desk) -> None:
    """The submission backs off alone, its trouble is told, and it is planned again."""
    work = run.works.take(submission())
    run.works.dirty.clear()
    run.failed(work, "digest")
    assert run.elapsed < work.retry_at <= run.elapsed + 1.0
    assert (work.tries, work.own_faults, work.trouble) == (1, 1, "digest")
    assert list(run.works.dirty) == [1]
    assert [(event.name, event.id, event.detail) for event in desk.events] == [
        (EventName.RETRY, work.facts.key.id, "digest")
    ]


def test_what_is_the_front_ends_fault_does_not_count_against_a_submission(run: Run) -> None:
    """An unreachable front end is a try, but makes nothing "failing": it keeps its place among the slots."""
    work = run.works.take(submission())
    run.failed(work, "refused", own=False)
    assert (work.tries, work.own_faults) == (1, 0)


@pytest.mark.expected_logs("incident")
def test_an_incident_is_told_once_while_it_is_open(run: Run, desk: Desk) -> None:
    """The same incident twice is one row and one event, which comes with the first."""
    for _ in range(2):
        with desk.inbox.transaction() as tx:
            run.incident(tx, IncidentKind.LEDGER_BROKEN, seq=4, detail="prev")
        assert [event.name for event in desk.events] == [EventName.INCIDENT]
        assert run.tally.counted["incidents"] == 1
    assert len(desk.incidents()) == 1


@pytest.mark.expected_logs("incident")
def test_an_incident_of_a_submission_names_it(run: Run, desk: Desk, front: Front) -> None:
    """Its row, its number and its id, for whoever closes it."""
    some(front, 1)
    desk.collect()
    with desk.inbox.transaction() as tx:
        facts = submissions.facts(tx, [1])[1]
        run.incident(tx, IncidentKind.DISPUTED, facts, detail="EXEMPLE")
        assert tx.exec_driver_sql("SELECT row FROM incident").scalar() == 1
    (found,) = desk.incidents()
    assert (found.seq, found.id, found.detail) == (facts.seq, facts.key.id, "EXEMPLE")


def test_what_expires_first_of_what_is_offered_is_told(run: Run) -> None:
    """In civil time; what is not listed any more, or ends nobody knows when, is not counted."""
    assert run.oldest_expires_at() is None
    for row, offered, left in ((1, True, 90.0), (2, True, 60.0), (3, False, 5.0), (4, True, math.inf)):
        work = run.works.take(submission(row=row))
        work.offered, work.deadline = offered, run.elapsed + left
    oldest = run.oldest_expires_at()
    assert oldest is not None
    assert 55 < (oldest - run.now).total_seconds() <= 60


@pytest.mark.parametrize(
    ("signed", "skew", "deadline", "ends"),
    [
        (timedelta(minutes=20), 0.0, 60.0, 20 * 60),
        (timedelta(days=30), 0.0, 1_700.0, WEB_SECONDS),
        (timedelta(minutes=29), -86_400.0, 1_700.0, WEB_SECONDS),
        (timedelta(minutes=49), 0.0, 1_700.0, WEB_SECONDS),
        (None, 0.0, 3_600.0, WEB_SECONDS),
        (None, 0.0, 60.0, 60),
    ],
    ids=["signed", "retention", "skew", "our-clock", "unsigned", "soon"],
)
def test_nothing_ends_on_the_web_later_than_anything_can(
    run: Run, signed: timedelta | None, skew: float, deadline: float, ends: float
) -> None:
    """By a date of another meaning or a clock that is wrong, nothing would be excused from the mirror before its end."""
    expires_at = None if signed is None else run.now + signed
    work = run.works.take(submission(expires_at=expires_at))
    work.since, work.deadline, run.skew = run.elapsed, run.elapsed + deadline, skew
    assert run.end_on_the_web(work) - work.since == pytest.approx(ends, abs=2)
    work.since = math.inf
    assert signed is None or run.end_on_the_web(work) - run.elapsed == pytest.approx(
        max(signed.total_seconds() - skew, deadline), abs=2
    )


def test_the_summary_has_every_documented_member() -> None:
    """The last line of `collect --json`, in its order."""
    assert list(Tally(0.0).summary(1.0).as_dict()) == [
        "listed", "stored", "acknowledged", "closed", "held", "quarantined", "foreign", "lost", "missing", "failed",
        "bytes", "seconds",
    ]  # fmt: skip


def test_the_summary_says_what_was_counted() -> None:
    """Each by its own name; seconds to the thousandth."""
    names = ("stored", "acknowledged", "closed", "quarantined", "foreign", "lost", "missing", "bytes")
    counted = Counter({name: n for n, name in enumerate(names, 11)})
    tally = Tally(2.0, counted, seen={1, 2, 3}, held=4, given_up={5, 6})
    assert tally.summary(3.23456).as_dict() == {**counted, "listed": 3, "held": 4, "failed": 2, "seconds": 1.235}


def test_what_nobody_expected_goes_up() -> None:
    """A circumstance is passed on as it is; what isn't an exception of the program is a defect."""
    error = StoreBusy()
    assert unexpected(error) is error
    assert isinstance(unexpected(KeyboardInterrupt()), Defect)
