"""What tests of the collector say to the front end, and ask of the desk."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from backoffice_gui.collector import Collector
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.storage.inbox import incidents
from tests.support.collecting import Desk
from tests.support.faults import Faults, answer, lose_request
from tests.support.front import Front, plain_submission
from tests.support.waiting import until

__all__ = [
    "ACK",
    "ACKS",
    "HTML",
    "LEDGER",
    "LIST",
    "PART",
    "alarms",
    "closed",
    "going_on",
    "kinds",
    "some",
    "stored_only",
]

LIST, ACKS, ACK, LEDGER, PART = "/submissions$", "/acknowledgements$", "/acknowledgement$", "/ledger$", "/parts/"
HTML = answer(200, "text/html", b"<html>Connectez-vous au portail</html>")


def alarms(desk: Desk) -> set[AlarmKind]:
    """The alarms that stand."""
    with desk.inbox.reading() as conn:
        return {alarm.kind for alarm in incidents.alarms(conn)}


def kinds(desk: Desk) -> set[IncidentKind]:
    """The kinds of the open incidents."""
    return {incident.kind for incident in desk.incidents()}


def some(front: Front, count: int = 3, size: int = 10) -> None:
    """Let the front end hold a few submissions."""
    front.desk.take_in([plain_submission(b"%0*d" % (size, n)) for n in range(count)])


@contextmanager
def going_on(desk: Desk, **more: object) -> Iterator[Collector]:
    """A collector that runs in a thread of its own until the test is done with it."""
    front = desk.front()
    collector = Collector(desk.parts(front, **more))
    failure: list[BaseException] = []

    def run() -> None:
        try:
            collector.run()
        except BaseException as error:
            failure.append(error)
            raise

    thread = threading.Thread(target=run, name="collector")
    thread.start()
    try:
        yield collector
    finally:
        began = time.monotonic()
        collector.stop()
        thread.join(10)
        took = time.monotonic() - began
        front.close()
    assert not thread.is_alive()
    assert took < 5
    assert failure == []


def closed(desk: Desk, count: int) -> Callable[[], bool]:
    """Whether as many are closed."""
    return lambda: desk.counts().get(Stage.CLOSED, 0) >= count


def stored_only(desk: Desk, faults: Faults, count: int) -> None:
    """Collect with acknowledging stopped by the network, until as many are verified; then let the network be."""
    faults.add("POST", ACKS, lose_request)
    faults.add("PUT", ACK, lose_request)
    with going_on(desk):
        until(lambda: desk.counts().get(Stage.VERIFIED, 0) == count)
    front = desk.front()
    front.submissions(limit=1, ready=True)  # what was sent before has been read by now, and lost
    front.close()
    faults.clear()
