from __future__ import annotations

import dataclasses
import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from backoffice_gui.actions.intake import Taken, intake
from backoffice_gui.domain.authority import Authority, TeamRole
from backoffice_gui.domain.case_list import CaseFilter
from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import Defect, StoreBusy, WrongKey
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.wiring import intaking
from backoffice_gui.wiring.intaking import IntakeRun
from tests.support.caseloads import Served
from tests.support.cases import arrive, certificate_form, change_form, form_of, keys_of
from tests.support.tearing import tear_list
from tests.support.waiting import until

CLOSED = CollectorEvent(EventName.CLOSED, 1, "EXEMPLE")


@pytest.fixture
def told() -> list[CollectorEvent]:
    """What the listener heard."""
    return []


@pytest.fixture
def run(desk: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[IntakeRun]:
    """A worker that gathers for a moment only, and whom the clock does not wake."""
    monkeypatch.setattr(intaking, "_GATHER_SECONDS", 0.01)
    monkeypatch.setattr(intaking, "_EVERY_SECONDS", 600.0)
    made = IntakeRun(desk.caseload)
    yield made
    made.stop(5.0)


def test_what_waits_is_taken_in_at_the_start_and_the_listener_is_told(
    desk: Served, run: IntakeRun, told: list[CollectorEvent]
) -> None:
    """Before it, nothing is; twice begun is once."""
    arrive(desk.store.world, [form_of(certificate_form())])
    run.start(told.append)
    run.start(told.append)
    until(lambda: len(keys_of(desk.store)) == 4)
    until(lambda: [event.name for event in told] == [EventName.TAKEN_IN])
    assert len([thread for thread in threading.enumerate() if thread.name == "intake"]) == 1


def test_who_does_not_see_every_service_takes_nothing_in(desk: Served, run: IntakeRun) -> None:
    """A colleague does who sees all persons: else one would become two."""
    arrive(desk.store.world, [form_of(certificate_form())])
    everybody, some = desk.store.desk, Authority("demo", frozenset({TeamRole.AGENT}), frozenset({"EXEMPLE"}))
    desk.store.desk = dataclasses.replace(everybody, granted=some)
    run.start(lambda _event: None)
    until(desk.caseload.list.filled)
    assert len(keys_of(desk.store)) == 3
    desk.store.desk = everybody
    run.wake()
    until(lambda: len(keys_of(desk.store)) == 4)


def test_the_collector_wakes_it(desk: Served, run: IntakeRun, told: list[CollectorEvent]) -> None:
    """By what makes a submission ours; other events don't."""
    run.start(told.append)
    until(desk.caseload.list.filled)
    arrive(desk.store.world, [form_of(change_form())])
    run.hear(CollectorEvent(EventName.LISTED, 4, "EXEMPLE"))
    assert len(keys_of(desk.store)) == 3
    run.hear(CLOSED)
    until(lambda: len(keys_of(desk.store)) == 4)


def test_while_it_is_sealed_it_waits_and_begins_when_it_is_opened(
    desk: Served, run: IntakeRun, told: list[CollectorEvent]
) -> None:
    """Collecting goes on without a key, taking in does not."""
    desk.sealed = True
    arrive(desk.store.world, [form_of(certificate_form())])
    run.start(told.append)
    run.hear(CLOSED)
    assert len(keys_of(desk.store)) == 3
    desk.sealed = False
    run.wake()
    until(lambda: len(keys_of(desk.store)) == 4)


def test_what_the_world_does_is_tried_again(
    desk: Served, run: IntakeRun, told: list[CollectorEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy database ends one look, not the worker."""
    take_in, busy = intake, [True, True]

    def sometimes(*words: object, **more: object) -> object:
        if busy:
            busy.pop()
            raise StoreBusy("writer")
        return take_in(*words, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(intaking, "intake", sometimes)
    arrive(desk.store.world, [form_of(certificate_form())])
    run.start(told.append)
    for _ in range(3):
        run.wake()
        until(lambda: not run._woken.is_set())
    run.wake()
    until(lambda: len(keys_of(desk.store)) == 4)


@pytest.mark.expected_logs("not_taken_in")
def test_a_key_that_opens_nothing_is_said_and_not_taken_for_a_locked_desk(
    desk: Served, run: IntakeRun, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing is taken in until the desk has the team's present key: whoever looks after it finds that in the log."""

    def stale(*_: object, **__: object) -> object:
        raise WrongKey("team-key")

    monkeypatch.setattr(intaking, "intake", stale)
    caplog.set_level(logging.INFO)
    run.start(lambda _event: None)
    until(lambda: any(record.message == "not_taken_in" for record in caplog.records))
    (said, *_more) = [record for record in caplog.records if record.message == "not_taken_in"]
    assert said.levelno == logging.WARNING


def _alarms(desk: Served) -> list[str]:
    with desk.store.world.inbox.reading() as connection:
        return [each.detail for each in incidents.alarms(connection) if each.kind is AlarmKind.INTAKE]


@pytest.mark.expected_logs("not_taken_in")
def test_what_keeps_everything_from_being_taken_in_is_not_silent(
    desk: Served, run: IntakeRun, caplog: pytest.LogCaptureFixture
) -> None:
    """A damaged page of the inbox, at every look: a warning and an alarm within minutes, until it is taken in again.

    What is searched and listed meanwhile is written down all the same.
    """
    caplog.set_level(logging.INFO)
    desk.caseload.searched("exemple", 1)
    desk.caseload.listed(CaseFilter(), 4)
    arrive(desk.store.world, [form_of(certificate_form())])
    mend = tear_list(desk.store)
    for _ in range(5):
        run.look()
        desk.clock.advance(30)
    said = [each.levelname for each in caplog.records if each.message == "not_taken_in"]
    assert (said, _alarms(desk)) == (["INFO"] * 4 + ["WARNING"], ["STO-011:corrupt"])
    with desk.store.desk.casebook.reading() as connection:
        written = "SELECT count(*) FROM audit WHERE event LIKE '%searched%' OR event LIKE '%cases_listed%'"
        assert connection.exec_driver_sql(written).scalar() == 2
    mend()
    run.look()
    assert (len(keys_of(desk.store)), _alarms(desk)) == (4, [])


def test_a_search_that_can_t_be_written_down_keeps_nothing_from_being_taken_in(desk: Served, run: IntakeRun) -> None:
    """A line that the database refuses stays noted, for ever: what was collected is made a case all the same."""
    refused = "CREATE TRIGGER exemple BEFORE INSERT ON audit WHEN NEW.event LIKE '%searched%'"
    with desk.store.desk.casebook.transaction() as tx:
        tx.exec_driver_sql(f"{refused} BEGIN SELECT RAISE(ABORT, 'EXEMPLE'); END")
    desk.caseload.searched("exemple", 1)
    arrive(desk.store.world, [form_of(certificate_form())])
    with pytest.raises(Defect):
        run.look()
    assert len(keys_of(desk.store)) == 4


def test_who_sees_no_case_has_nothing_to_read_for_lists(desk: Served, run: IntakeRun) -> None:
    """A team's auditor and administrator: their server would refuse it, at every look."""
    auditor = Authority("demo", frozenset({TeamRole.AUDITOR}))
    desk.store.desk = dataclasses.replace(desk.store.desk, granted=auditor)
    arrive(desk.store.world, [form_of(certificate_form())])
    run.look()
    assert not desk.caseload.list.filled()
    assert len(keys_of(desk.store)) == 3


def test_a_defect_ends_it_and_a_minute_later_it_begins_again(
    desk: Served, run: IntakeRun, told: list[CollectorEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not at once: a defect that comes back would turn in circles."""
    seen: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda hook: seen.append(hook.exc_type.__name__))

    def broken(*_: object, **__: object) -> object:
        raise LookupError("EXEMPLE")

    monkeypatch.setattr(intaking, "intake", broken)
    run.start(told.append)
    until(lambda: seen == ["LookupError"])
    monkeypatch.setattr(intaking, "intake", intake)
    arrive(desk.store.world, [form_of(certificate_form())])
    run.start(told.append)
    assert run._thread is not None
    until(lambda: run._thread is not None and not run._thread.is_alive())
    desk.clock.advance(60)
    run.start(told.append)
    until(lambda: len(keys_of(desk.store)) == 4)


def test_stopping_waits_for_the_group_that_is_being_written(desk: Served, run: IntakeRun) -> None:
    """And for no more: what is left is taken in next time."""
    arrive(desk.store.world, [form_of(certificate_form())] * 3)
    run.start(lambda _: None)
    run.stop(5.0)
    assert not [thread for thread in threading.enumerate() if thread.name == "intake"]
    assert len(keys_of(desk.store)) in {3, 6}
    run.stop(0.0)


def test_one_that_can_t_be_waited_for_never_works_beside_the_next(
    desk: Served, run: IntakeRun, told: list[CollectorEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next has its turn when the first has ended, which was told to stop and is not told otherwise."""
    gate, at_once, most = threading.Event(), [0], [0]

    def slow(*words: object, **how: Any) -> Taken:
        at_once[0] += 1
        most[0] = max(most[0], at_once[0])
        gate.wait(10)
        at_once[0] -= 1
        return Taken()

    monkeypatch.setattr(intaking, "intake", slow)
    run.start(told.append)
    until(lambda: at_once[0] == 1)
    run.stop(0.01)
    run.start(told.append)
    run.wake()
    assert not gate.wait(0.2)
    assert most == [1]
    gate.set()
    until(lambda: len([thread for thread in threading.enumerate() if thread.name == "intake"]) == 1)
    run.wake()
    assert most == [1]
