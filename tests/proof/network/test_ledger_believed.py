"""A front end whose ledger, probe or silence says what it should not: what may be believed of it, and what must be said."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from typing import Any

import pytest

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.reference_front.jose import RECEIPT, payload_of
from tests.support.collecting import Desk, opened
from tests.support.errands import LEDGER, LIST, PART, going_on, kinds, some, stored_only
from tests.support.faults import Answer, Call, Faults, change
from tests.support.front import Front, ShiftedClock
from tests.support.misbehaviour import expiring, in_json
from tests.support.waiting import until


def _saying(front: Front, **members: object) -> Callable[[dict[str, Any]], None]:
    """The ledger's last entry with other members, signed all the same."""

    def alter(body: dict[str, Any]) -> None:
        if body["entries"]:
            payload = payload_of(body["entries"][-1]) | members
            body["entries"][-1] = front.desk.signer.sign(json.dumps(payload).encode(), RECEIPT)

    return alter


@pytest.mark.expected_logs("incident")
def test_a_receipt_in_our_name_for_what_we_never_had_is_missing(front: Front, desk: Desk, faults: Faults) -> None:
    """A stolen certificate, or a cloned machine: the ledger names our store, we hold nothing, a person is told."""
    desk.collect()  # the ledger is pinned before anything is in it
    some(front, 1)
    expiring(front)()
    faults.add("GET", LEDGER, in_json(_saying(front, outcome="acknowledged", store_id=desk.store_id,
                                              collector="CN=collector-1", stored_at="2026-11-23T09:00:00.000Z",
                                              parts_destroyed=1)))  # fmt: skip
    desk.collect()
    assert desk.counts() == {Stage.MISSING: 1}
    assert kinds(desk) == {IncidentKind.MISSING}


@pytest.mark.expected_logs("incident")
@pytest.mark.parametrize(
    "members", [{"at": "2026-11-23T09:00:00.000Z"}, {"collector": "CN=somebody"}, {"parts_destroyed": 7}]
)
def test_an_entry_that_is_not_the_receipt_closes_nothing(
    front: Front, desk: Desk, faults: Faults, members: dict[str, object]
) -> None:
    """Whatever member differs from the receipt we hold: disputed, and the copy stays readable."""
    some(front, 1)
    faults.add("GET", LEDGER, in_json(_saying(front, **members)))
    desk.collect()
    assert desk.counts() == {Stage.DISPUTED: 1}
    assert IncidentKind.DISPUTED in kinds(desk)
    assert opened(desk, 1)[1] == {0: b"0" * 10}


def test_what_the_ledger_lets_expire_is_not_lost_where_it_is_held(front: Front, desk: Desk, faults: Faults) -> None:
    """No acknowledgement got through in time: what is held is kept and readable, and nobody is told of a loss."""
    some(front, 2)
    stored_only(desk, faults, 2)
    expiring(front)()
    for _ in range(2):
        assert desk.collect().lost == 0
    assert desk.counts() == {Stage.STORED_EXPIRED: 2}
    assert kinds(desk) == set()
    assert {opened(desk, row)[1][0] for row in (1, 2)} == {b"0" * 10, b"0" * 9 + b"1"}


@pytest.mark.expected_logs("incident")
def test_a_submission_that_is_hidden_is_told_after_a_minute(front: Front, desk: Desk, faults: Faults) -> None:
    """The list leaves one out that the front end holds, and no ledger knows of it: said by its number, and only it."""
    desk.clock = clock = ShiftedClock()
    desk.collect()
    some(front, 3)
    faults.add("GET", LIST, in_json(lambda body: body.update(items=[i for i in body["items"] if i["seq"] != 2])))
    assert desk.collect().closed == 2
    assert kinds(desk) == set()
    clock.forward(seconds=61)
    desk.collect()
    assert [(incident.kind, incident.seq) for incident in desk.incidents()] == [(IncidentKind.LEDGER_BROKEN, 2)]
    faults.clear()
    assert desk.collect().closed == 1


@pytest.mark.expected_logs("incident")
@pytest.mark.parametrize("status", [200, 206])
def test_a_web_copy_that_outlives_its_receipt_is_told(front: Front, desk: Desk, faults: Faults, status: int) -> None:
    """The promise of destruction is checked by asking again; whole or by an octet, still there is an incident."""
    desk.clock = clock = ShiftedClock()
    desk.probe_one_in = 1

    def undestroyed(kept: Answer) -> None:
        kept.status, kept.body = status, b"{"
        span = [(b"content-range", b"bytes 0-0/10")] if status == 206 else []
        kept.headers = [(b"content-type", b"application/json"), *span]

    some(front, 1)
    desk.collect()
    faults.add("GET", PART, change(undestroyed))
    clock.forward(seconds=91)
    with going_on(desk):
        until(lambda: kinds(desk) == {IncidentKind.NOT_DESTROYED}, seconds=15)


def test_a_poll_that_a_suspend_left_half_open_is_given_up(front: Front, desk: Desk, faults: Faults) -> None:
    """Awake again, its waiting poll never answers: it lists anew at once, and what came meanwhile comes home."""
    desk.clock = clock = ShiftedClock()
    over = threading.Event()

    async def half_open(call: Call) -> None:
        if any(name == b"prefer" for name, _ in call.scope["headers"]):
            await asyncio.to_thread(over.wait, 20)
        await call.app(call.scope, call.receive, call.send)

    faults.add("GET", LIST, half_open)
    with going_on(desk):
        until(lambda: faults.count("GET", LIST) >= 2)  # the second one waits, and nobody answers it
        some(front, 1)
        clock.forward(seconds=40)
        until(lambda: desk.counts().get(Stage.CLOSED) == 1, seconds=12)
        over.set()
