"""What is left over goes, and whatever a server makes of that keeps nothing from coming in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from backoffice_gui.collector.lanes import ThreadLanes
from backoffice_gui.collector.run import Run, Tally
from backoffice_gui.collector.tidying import Tidying
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.storage.inbox import attempts
from backoffice_gui.storage.inbox.attempts import NewAttempt
from backoffice_gui.storage.inbox.identity import StoreIds
from backoffice_gui.storage.team.inbox import create_inbox
from tests.support.collecting import a_desk_on
from tests.support.errands import alarms, going_on
from tests.support.front import Front, ShiftedClock, plain_submission
from tests.support.postgres import Server
from tests.support.waiting import until

_NEVER = """
    CREATE SEQUENCE inbox.asked;
    GRANT ALL ON SEQUENCE inbox.asked TO PUBLIC;
    CREATE OR REPLACE FUNCTION inbox.may_forget(number BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN PERFORM nextval('inbox.asked'); RAISE EXCEPTION 'too long' USING ERRCODE = '57014'; END $$
"""
_KEPT = """
    CREATE OR REPLACE FUNCTION inbox.may_forget(number BIGINT) RETURNS BOOLEAN LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN PERFORM nextval('inbox.asked'); RETURN false; END $$
"""


@pytest.mark.expected_logs("store_trouble")
def test_what_a_server_can_t_sweep_keeps_nothing_from_coming_in(front: Front, server: Server, tmp_path: Path) -> None:
    """It takes too long to judge an old attempt: that is an alarm, and asked for once an hour; so is what it lets not go.

    What it lets go goes in a single run too, and what it can't judge is told by one.
    """
    database, clock = server.new(), ShiftedClock()
    with a_desk_on(create_inbox(server.address(database), tmp_path), front.settings_file, clock=clock) as desk:

        def asked() -> int:
            ((count,),) = server.do(database, "SELECT last_value - (NOT is_called)::int FROM inbox.asked")
            return int(str(count))

        def reached(count: int) -> Callable[[], bool]:
            return lambda: asked() == count

        def left_over() -> None:
            with desk.inbox.transaction() as tx:
                (one,) = attempts.attempt_rows(tx, 1)
                attempts.begin(tx, [NewAttempt(1, bytes(16), one.store_id, one.run_key, one.wrapped_key)], clock.now())

        front.desk.take_in([plain_submission(b"{}")])
        desk.collect()
        left_over()
        desk.collect()
        left_over()  # raises where the first of them is there still

        def lives(met: bool) -> None:
            began = asked()
            with going_on(desk) as collector:
                front.desk.take_in([plain_submission(b"{}")])
                until(lambda: desk.counts() == {Stage.CLOSED: len(front.made())}, 30)
                assert asked() == began, "it lists first"
                for seconds, times in ((61, 1), (61, 1), (3_601, 2)):
                    front.desk.take_in([plain_submission(b"{}")])
                    clock.forward(seconds=seconds)
                    collector.poke()
                    until(lambda: desk.counts() == {Stage.CLOSED: len(front.made())}, 30)
                    until(reached(began + times))
                    until(lambda: (AlarmKind.UPKEEP in alarms(desk)) is met)
                if met:  # what it could not judge, it can an hour later: the alarm ends with that, and in this life
                    server.do(database, _KEPT)
                    clock.forward(seconds=3_601)
                    collector.poke()
                    until(reached(began + 3))
                    until(lambda: AlarmKind.UPKEEP not in alarms(desk))

        server.do(database, _NEVER)
        desk.collect()
        assert alarms(desk) == {AlarmKind.UPKEEP}
        lives(met=True)
        lives(met=False)
        with desk.inbox.reading() as connection:
            assert len(attempts.attempt_rows(connection, 1)) == 2
    server.drop(database)


def test_a_server_that_can_t_be_asked_has_nothing_left_to_let_go(front: Front, server: Server, tmp_path: Path) -> None:
    """A line that broke is the next journey's trouble, and no reason for a life to end here."""
    database = server.new()
    with a_desk_on(create_inbox(server.address(database), tmp_path), front.settings_file) as desk:
        lanes, calls = ThreadLanes(), desk.front()
        lanes.close()
        calls.close()
        ids = StoreIds(StoreId("s"), frozenset())
        run = Run(desk.parts(calls), lanes, once=True, ids=ids, tally=Tally(0.0), stop=threading.Event())
        tidying = Tidying(run, lambda: True)
        assert not tidying.left()
        server.end_backends(database)
        there = f"SELECT 1 FROM pg_stat_activity WHERE datname = '{database}'"
        until(lambda: server.do("postgres", there) == [])
        assert not tidying.left()
    server.drop(database)
