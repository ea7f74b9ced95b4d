"""Lists that are no lists, pages that cannot be read, items that are wrong, and a poke."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from backoffice_gui.collector.lanes import Done, Job, Outcome, ThreadLanes
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.errors import FrontEndError
from backoffice_gui.reference_front.jose import RECEIPT, payload_of
from backoffice_gui.storage.inbox import heartbeat, incidents
from tests.support.clock import HastyClock
from tests.support.collecting import Desk, opened
from tests.support.errands import (
    ACK,
    HTML,
    LIST,
    PART,
    alarms,
    closed,
    going_on,
    kinds,
    some,
    stored_only,
)
from tests.support.faults import Answer, Call, Faults, answer, change, held
from tests.support.front import Front, ShiftedClock
from tests.support.waiting import until


def beat_of(desk: Desk) -> heartbeat.Heartbeat:
    """What the collector said last of how it goes."""
    with desk.inbox.reading() as conn:
        return heartbeat.read(conn)


def test_a_portal_in_place_of_the_list_is_no_sighting(front: Front, desk: Desk, faults: Faults) -> None:
    """HTML for a list, for good: front end unreachable, with its alarm; what is held stays held."""
    some(front)
    faults.add("GET", LIST, HTML)
    with pytest.raises(FrontEndError):
        desk.collect()
    assert AlarmKind.FRONT_UNREACHABLE in alarms(desk)
    assert desk.counts() == {}


def test_a_page_that_cannot_be_read_is_asked_again_smaller(front: Front, desk: Desk, faults: Faults) -> None:
    """A page that isn't JSON is asked again with fewer items, and all comes home."""
    some(front, 5)
    faults.add("GET", LIST, answer(200, "application/json", b'{"version": 1, "items": [NaN'), times=2)
    assert desk.collect().closed == 5


def test_a_page_that_is_never_readable_is_not_looked_through_again_at_once(desk: Desk, faults: Faults) -> None:
    """Looked for to its end in vain: the next list, a poll too, comes a minute later."""
    faults.add("GET", LIST, answer(200, "application/json", b'{"version": 1, "items": [NaN'))
    with going_on(desk):
        until(lambda: beat_of(desk).trouble is not None)
        asked = faults.count("GET", LIST)
        threading.Event().wait(0.5)
        assert faults.count("GET", LIST) == asked


def test_what_was_looked_through_in_vain_is_listed_once_it_can_be_read(
    front: Front, desk: Desk, faults: Faults
) -> None:
    """The listing that found no end is over: the next one begins from 0."""
    faults.add("GET", LIST, UNREADABLE_PAGE)
    with going_on(desk) as collector:
        until(lambda: beat_of(desk).trouble is not None)
        some(front)
        faults.clear()

        def comes_home() -> bool:
            collector.poke()
            return closed(desk, 1)()

        until(comes_home)


def poisoned(kept: Answer) -> None:
    """The second item's manifest is unreadable, everything else is sound."""
    body = json.loads(kept.body)
    for item in body["items"]:
        if item["seq"] == 2:
            item["manifest"] = "not.a.manifest"
            item.pop("parts", None)
    kept.body = json.dumps(body).encode()


@pytest.mark.expected_logs("incident")
def test_a_wrong_item_is_refused_alone(front: Front, desk: Desk, faults: Faults) -> None:
    """One item without a readable manifest: an incident of its own; the others are collected."""
    some(front, 4)
    faults.add("GET", LIST, change(poisoned))
    assert desk.collect().closed == 3
    assert {(each.kind, each.seq, each.detail) for each in desk.incidents()} == {
        (IncidentKind.PAGE_UNREADABLE, 2, "manifest")
    }


def test_a_poke_lists_now(front: Front, desk: Desk, faults: Faults) -> None:
    """`F5` ends the waiting poll and lists from 0."""
    with going_on(desk) as collector:
        until(lambda: faults.count("GET", "/submissions$") >= 2)
        before = faults.count("GET", "/submissions$")
        collector.poke()
        until(lambda: faults.count("GET", "/submissions$") > before)


class _LatePolls(ThreadLanes):
    """Lanes on which every request for a list but the first begins only once the test says so."""

    def __init__(self, go_on: threading.Event) -> None:
        super().__init__()
        self.go_on = go_on
        self.asked = self.turns = 0

    def submit(self, lane: str, job: Job, then: Outcome) -> None:
        """As ever, but for the thread that takes its time."""
        if lane != "poll":
            super().submit(lane, job, then)
            return
        self.asked += 1
        late = self.asked > 1
        super().submit(lane, lambda: (not late or self.go_on.wait(20)) and job(), then)

    def wait(self, seconds: float) -> list[Done]:
        """As ever, and counted."""
        self.turns += 1
        return super().wait(seconds)


def test_a_poke_before_the_poll_has_begun_lists_now_too(front: Front, desk: Desk, faults: Faults) -> None:
    """There is nothing to interrupt yet, and half a minute of waiting is in the way: it is interrupted once it is there."""
    lanes = _LatePolls(threading.Event())
    with going_on(desk, make_lanes=lambda: lanes) as collector:
        until(lambda: lanes.asked == 2)
        turns = lanes.turns
        collector.poke()
        until(lambda: lanes.turns >= turns + 2)
        assert faults.count("GET", LIST) == 1
        lanes.go_on.set()
        until(lambda: faults.count("GET", LIST) >= 3, 10)


def test_what_arrives_while_the_poll_waits_comes_home_at_once(front: Front, desk: Desk) -> None:
    """The long poll wakes for each arrival; stopping takes less than 5 s though a poll is waiting."""
    with going_on(desk):
        until(lambda: beat_of(desk).waiting)
        some(front, 2)
        until(closed(desk, 2))
        some(front, 3)
        until(closed(desk, 5))
        assert beat_of(desk).waiting
    assert desk.incidents() == []
    assert beat_of(desk).last_good_list_at is not None
    assert not beat_of(desk).waiting


def test_how_many_wait_on_the_web_is_said_as_the_list_says_it(front: Front, desk: Desk, faults: Faults) -> None:
    """Where nothing of it can be taken over as well: the status bar counts what is still there."""
    some(front, 2)
    stored_only(desk, faults, 2)
    assert beat_of(desk).held == 2
    desk.collect()
    desk.collect()
    assert beat_of(desk).held == 0


def test_a_front_end_that_does_not_hold_the_poll_is_not_asked_without_end(
    front: Front, desk: Desk, faults: Faults
) -> None:
    """An empty answer at once is asked again after the seconds that were set; one that was waited for, at once."""
    desk.clock = clock = ShiftedClock()
    taken = [0.0]

    async def at_once(call: Call) -> None:
        asked = dict(call.scope["headers"])
        if asked.pop(b"prefer", None):
            clock.forward(seconds=taken[0])
        call.scope["headers"] = list(asked.items())
        await call.app(call.scope, call.receive, call.send)

    faults.add("GET", LIST, at_once)
    with going_on(desk):
        until(lambda: faults.count("GET", LIST) == 2)
        threading.Event().wait(0.5)
        assert faults.count("GET", LIST) == 2
        taken[0] = 2.0
        clock.forward(seconds=15)
        until(lambda: faults.count("GET", LIST) >= 6, 3)


@pytest.mark.expected_logs("incident")
def test_a_poll_that_cannot_be_read_is_not_asked_without_end(front: Front, desk: Desk, faults: Faults) -> None:
    """Where the whole list can be: once a minute, and the second time it is told, for no item is to blame."""
    desk.clock = clock = ShiftedClock()

    async def null_if_empty(call: Call) -> None:
        asked = dict(call.scope["headers"])
        asked.pop(b"prefer", None)
        call.scope["headers"] = list(asked.items())
        await change(lambda kept: setattr(kept, "body", kept.body.replace(b'"items":[]', b'"items":null')))(call)

    faults.add("GET", LIST, null_if_empty)
    faults.add("GET", PART, answer(500, "text/html", b""))
    some(front, 1, 100_000)
    with going_on(desk):
        until(lambda: faults.count("GET", LIST) >= 3)
        threading.Event().wait(0.5)
        assert (faults.count("GET", LIST), kinds(desk)) == (3, set())
        clock.forward(seconds=61)
        front.clock.forward(seconds=61)
        until(lambda: [(each.kind, each.seq) for each in desk.incidents()] == [(IncidentKind.PAGE_UNREADABLE, None)])
        assert faults.count("GET", LIST) <= 6


def test_a_run_that_goes_once_waits_for_nothing(front: Front, desk: Desk) -> None:
    """Whoever looks at it is not told that a collector waits for what comes next."""
    some(front, 1)
    seen: list[bool] = []
    desk.collect(listener=lambda _event: seen.append(beat_of(desk).waiting))
    assert seen
    assert not any(seen)


def test_an_outage_that_is_over_is_forgotten(front: Front, desk: Desk, faults: Faults) -> None:
    """Since when the front end could not be reached, and that a redirect came, ends with the next good list."""
    some(front, 1)
    moved = answer(302, "text/html", b"", location="https://portail.invalid/")
    faults.add("GET", LIST, moved, times=1)
    faults.add("GET", LIST, HTML, times=1)
    desk.clock = HastyClock(300)
    with going_on(desk):
        until(closed(desk, 1))
    assert alarms(desk) == set()
    assert beat_of(desk).offline_since is None


def late(seconds: int) -> Callable[[Answer], None]:
    """The front end's clock is ahead by so much."""

    def alter(kept: Answer) -> None:
        body = json.loads(kept.body)
        body["server_time"] = (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")
        body["server_time"] = body["server_time"].replace("+00:00", "Z")
        kept.body = json.dumps(body).encode()

    return alter


def test_clocks_that_differ_are_an_alarm_while_they_do(desk: Desk, faults: Faults) -> None:
    """Two minutes are let pass; ten are told with their seconds, and no more once they agree."""
    faults.add("GET", LIST, change(late(600)), times=1)
    desk.collect()
    with desk.inbox.reading() as conn:
        (alarm,) = incidents.alarms(conn)
    assert alarm.kind is AlarmKind.CLOCK_SKEW
    assert 590 <= int(alarm.detail) <= 610
    faults.add("GET", LIST, change(late(100)), times=1)
    desk.collect()
    assert alarms(desk) == set()


def test_when_the_first_expires_is_said_in_civil_time(front: Front, desk: Desk) -> None:
    """Of all that is listed and held still: whoever looks sees how long there is."""
    some(front, 2)
    ends = datetime.now(UTC) + timedelta(minutes=29)
    seen: list[datetime | None] = []
    desk.collect(listener=lambda _event: seen.append(beat_of(desk).oldest_expires_at))
    said = [each for each in seen if each is not None]
    assert said
    assert all(abs(each - ends) < timedelta(minutes=2) for each in said)


def spoiled(seq: int) -> Callable[[Answer], None]:
    """Make every page unreadable that holds the item with this number."""

    def alter(kept: Answer) -> None:
        body = json.loads(kept.body)
        if any(item["seq"] == seq for item in body["items"]):
            kept.body = kept.body.replace(b'"items"', b'"items":[],"items"', 1)

    return alter


@pytest.mark.expected_logs("incident")
@pytest.mark.parametrize(("before", "seq"), [(80, 81), (81, 82), (80, 83), (80, 86)])
def test_one_unreadable_item_far_along_hides_no_other(
    before: int, seq: int, front: Front, desk: Desk, faults: Faults
) -> None:
    """Its number is found and stepped over, however far it lies from the start; before and behind, all comes home."""
    some(front, before)
    assert desk.collect().closed == before
    some(front, 6)
    faults.add("GET", LIST, change(spoiled(seq)))
    summary = desk.collect()
    assert summary.closed == 5
    assert [(each.kind, each.seq, each.detail) for each in desk.incidents()] == [
        (IncidentKind.PAGE_UNREADABLE, seq, "item")
    ]
    assert faults.count("GET", LIST) < 60


def boastful(kept: Answer) -> None:
    """The first item is wrong and says a huge number."""
    body = json.loads(kept.body)
    if body["items"]:
        body["items"][0]["seq"] = 2**53 - 1
    kept.body = json.dumps(body).encode()


@pytest.mark.expected_logs("incident")
def test_a_wrong_item_does_not_move_the_list_on(front: Front, desk: Desk, faults: Faults) -> None:
    """A faulty item with a huge number hides nothing that stands behind it."""
    some(front, 130)
    faults.add("GET", LIST, change(boastful), times=1)
    assert desk.collect().closed >= 129


UNREADABLE_PAGE = answer(200, "application/json", b'{"version": 1, "items": [NaN')


def wronged(of: int, members: dict[str, object]) -> Callable[[Answer], None]:
    """The item with this number says something else of itself; with nothing at all, it is no item."""

    def alter(kept: Answer) -> None:
        body = json.loads(kept.body)
        body["items"] = [
            item if item["seq"] != of else item | members if members else "EXEMPLE" for item in body["items"]
        ]
        kept.body = json.dumps(body).encode()

    return alter


@pytest.mark.expected_logs("incident")
@pytest.mark.parametrize("seq", [1, 2])
@pytest.mark.parametrize(
    "members",
    [{"manifest": "not.a.manifest"}, {"seq": None}, {"seq": 4}, {"seq": 2**53 - 1}, {"id": "EXEMPLE"}, {}],
    ids=["manifest", "no-number", "another-number", "huge-number", "id", "no-item"],
)
def test_one_wrong_item_alone_on_its_page_hides_no_other(
    seq: int, members: dict[str, object], front: Front, desk: Desk, faults: Faults
) -> None:
    """After unreadable pages each page holds one item: a wrong one is stepped over, whatever number it says it has."""
    some(front, 5)
    faults.add("GET", LIST, UNREADABLE_PAGE, times=3)
    faults.add("GET", LIST, change(wronged(seq, members)))
    assert desk.collect().closed == 4
    assert kinds(desk) == {IncidentKind.PAGE_UNREADABLE}
    assert sorted(made.seq for made in front.made().values() if made.id not in front.outcomes()) == [seq]
    assert faults.count("GET", LIST) < 30


def _all_wrong(upto: int, members: dict[str, object]) -> Callable[[Answer], None]:
    """Every item up to a number is wrong."""

    def alter(kept: Answer) -> None:
        body = json.loads(kept.body)
        body["items"] = [item | members if item["seq"] <= upto else item for item in body["items"]]
        kept.body = json.dumps(body).encode()

    return alter


@pytest.mark.expected_logs("incident")
@pytest.mark.parametrize("members", [{"manifest": "not.a.manifest"}, {"seq": None}], ids=["manifest", "no-number"])
def test_a_page_of_nothing_but_wrong_items_hides_no_other(
    members: dict[str, object], front: Front, desk: Desk, faults: Faults
) -> None:
    """More of them than a page holds: what stands behind comes home, with a few requests more."""
    some(front, 104)
    faults.add("GET", LIST, change(_all_wrong(102, members)))
    assert desk.collect().closed == 2
    assert faults.count("GET", LIST) < 30


@pytest.mark.expected_logs("incident")
def test_a_front_end_that_shows_one_wrong_item_for_ever_ends_the_run(front: Front, desk: Desk, faults: Faults) -> None:
    """Whatever is asked for: told, and given up; what is known of the others is not taken for their end."""
    some(front, 3)

    def circling(kept: Answer) -> None:
        body = json.loads(kept.body)
        kept.body = json.dumps(body | {"items": [{"seq": None}]}).encode()

    faults.add("GET", LIST, change(circling))
    assert desk.collect().listed == 0
    assert kinds(desk) == {IncidentKind.PAGE_UNREADABLE}
    assert faults.count("GET", LIST) < 30


@pytest.mark.expected_logs("incident")
@pytest.mark.parametrize("how", ["wrong", "unreadable", "circling"])
def test_what_a_listing_did_not_come_to_is_not_taken_for_gone(
    how: str, front: Front, desk: Desk, faults: Faults
) -> None:
    """Known, and listed no more as far as we can read: it is fetched by its id all the same."""
    some(front, 2, 100_000)
    with front.client() as client:
        items = client.get("/submissions?limit=1").json()["items"]
    faults.add("GET", PART, answer(500, "text/html", b""))

    def first_again(kept: Answer) -> None:
        body = json.loads(kept.body)
        kept.body = json.dumps(body | {"items": items}).encode()

    alter = {"wrong": wronged(2, {"manifest": "not.a.manifest"}), "unreadable": spoiled(2), "circling": first_again}[
        how
    ]
    with going_on(desk) as collector:
        until(lambda: faults.count("GET", PART) >= 2)
        faults.add("GET", LIST, change(alter))
        lists = faults.count("GET", LIST)

        def listed_again() -> bool:
            collector.poke()
            return faults.count("GET", LIST) > lists + 20

        until(listed_again)
        faults.clear()
        faults.add("GET", LIST, change(alter))
        until(closed(desk, 2))


@pytest.mark.expected_logs("incident")
def test_a_wrong_item_does_not_make_the_poll_spin(front: Front, desk: Desk, faults: Faults) -> None:
    """It is answered at once, again and again: asked again after the seconds that were set."""
    faults.add("GET", LIST, change(wronged(1, {"manifest": "not.a.manifest"})))
    with going_on(desk):
        until(lambda: faults.count("GET", LIST) == 2)
        some(front, 1)
        until(lambda: kinds(desk) == {IncidentKind.PAGE_UNREADABLE})
        threading.Event().wait(0.5)
        assert faults.count("GET", LIST) <= 3


def _still_listed(front: Front, faults: Faults) -> None:
    """From now on every list shows what the last one showed, with the heights of today."""
    with front.client() as client:
        items = client.get("/submissions?inline=65536").json()["items"]

    def again(kept: Answer) -> None:
        body = json.loads(kept.body)
        shown = {item["seq"] for item in body["items"]}
        body["items"] += [item for item in items if item["seq"] not in shown]
        kept.body = json.dumps(body).encode()

    faults.add("GET", LIST, change(again))


@pytest.mark.expected_logs("incident")
def test_what_is_listed_after_its_receipt_is_asked_for_and_told_at_the_third_time(
    front: Front, desk: Desk, faults: Faults
) -> None:
    """3.6 is asked each of the first two times; in the third listing of a life it is an incident, and the copy stays."""
    some(front, 1)
    with going_on(desk) as collector:
        _still_listed(front, faults)
        until(closed(desk, 1))

        def told() -> bool:
            collector.poke()
            return kinds(desk) == {IncidentKind.NOT_DESTROYED}

        until(told)
        assert [each.detail for each in desk.incidents()] == ["listed"]
        assert 1 <= faults.count("GET", ACK) <= 2  # not while the first answer is still on its way
    assert desk.counts() == {Stage.CLOSED: 1}


class _Counted(ThreadLanes):
    """Lanes that count what is asked of the front end apart from lists and bodies."""

    talks = 0

    def submit(self, lane: str, job: Job, then: Outcome) -> None:
        """As ever, and counted."""
        self.talks += lane == "talk"
        super().submit(lane, job, then)


def test_a_receipt_is_not_asked_for_while_it_is_asked_for(front: Front, desk: Desk, faults: Faults) -> None:
    """A slow answer and another list meanwhile: one question."""
    go_on, lanes = threading.Event(), _Counted()
    some(front, 1)
    _still_listed(front, faults)
    faults.add("GET", ACK, held(go_on))
    with going_on(desk, make_lanes=lambda: lanes) as collector:
        until(closed(desk, 1))
        collector.poke()
        until(lambda: faults.count("GET", ACK) == 1)
        lists, talks = faults.count("GET", LIST), lanes.talks
        collector.poke()
        until(lambda: faults.count("GET", LIST) > lists + 1)
        more = lanes.talks - talks
        go_on.set()
    assert more == 0


@pytest.mark.expected_logs("incident")
def test_receipts_that_want_to_be_left_alone_are_not_asked_for(front: Front, desk: Desk, faults: Faults) -> None:
    """`Retry-After` of the first answer: the next listing asks nothing, and the third is told all the same."""
    body = b'{"type":"urn:transfer:problem:unavailable","status":503}'
    faults.add("GET", ACK, answer(503, "application/problem+json", body, retry_after="600"))
    some(front, 1)
    _still_listed(front, faults)
    with going_on(desk) as collector:
        until(closed(desk, 1))
        collector.poke()
        until(lambda: "retry" in desk.names())

        def told() -> bool:
            collector.poke()
            return kinds(desk) == {IncidentKind.NOT_DESTROYED}

        until(told)
    assert faults.count("GET", ACK) == 1


@pytest.mark.expected_logs("incident")
def test_another_receipt_than_ours_is_a_dispute(front: Front, desk: Desk, faults: Faults) -> None:
    """Listed after its receipt, and 3.6 answers with a second, valid one: the front end contradicts itself."""
    some(front, 1)
    _still_listed(front, faults)
    desk.collect()
    (seq,) = (made.seq for made in front.made().values())
    with front.client() as client:
        (jws,) = client.get("/ledger").json()["entries"]
    payload = payload_of(jws) | {"pos": seq + 5}
    another = front.desk.signer.sign(json.dumps(payload).encode(), RECEIPT)
    faults.add("GET", ACK, answer(200, "application/jose", another.encode()))
    desk.collect()
    assert kinds(desk) == {IncidentKind.DISPUTED}
    assert opened(desk, 1)[1] == {0: b"0" * 10}


def test_receipts_that_are_asked_for_again_hold_up_no_acknowledgement(front: Front, desk: Desk, faults: Faults) -> None:
    """A front end restored from a copy lists all again: some are asked for, and what is new is not behind them all."""
    some(front, 60)
    _still_listed(front, faults)
    assert desk.collect().closed == 60
    before = faults.count("GET", ACK)
    desk.collect()
    assert 1 <= faults.count("GET", ACK) - before <= 20


def test_no_receipt_is_asked_for_again_during_a_pause(front: Front, desk: Desk, faults: Faults) -> None:
    """The front end asked for calm: what can wait for another list does."""
    some(front, 60)
    _still_listed(front, faults)
    assert desk.collect().closed == 60
    before = faults.count("GET", ACK)
    busy = answer(429, "application/problem+json", b'{"type":"about:blank","status":429}')
    faults.add("GET", ACK, busy)
    with going_on(desk):
        until(lambda: faults.count("GET", ACK) > before)
        threading.Event().wait(1.0)
    assert faults.count("GET", ACK) - before <= 10
