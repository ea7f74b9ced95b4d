"""What is wrong with the front end as a whole, or with the disk: one alarm, and nothing lost."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable

import pytest

from backoffice_gui.collector.run import Run
from backoffice_gui.collector.schedule import SLOTS, SLOW
from backoffice_gui.collector.trouble import Troubles
from backoffice_gui.collector.work import Work
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.domain.monitor import Connection as Link
from backoffice_gui.errors import (
    BadAnswer,
    CredentialRefused,
    FrontEndError,
    Problem,
    Redirected,
    ServerNotTrusted,
    Throttled,
    Unreachable,
)
from backoffice_gui.storage import room
from backoffice_gui.storage.inbox import heartbeat, incidents, submissions
from tests.support.clock import HastyClock, TurnedClock
from tests.support.collecting import Desk
from tests.support.errands import ACKS, LEDGER, LIST, PART, alarms, closed, going_on, some
from tests.support.facts import ZEROS, submission
from tests.support.faults import Call, Faults, answer, drip, held
from tests.support.front import Front, ShiftedClock, plain_submission
from tests.support.waiting import until


def test_a_redirect_is_never_followed(front: Front, desk: Desk, faults: Faults) -> None:
    """3xx on the list: the run ends saying so, with its alarm, and nothing was asked elsewhere."""
    some(front)
    faults.add("GET", LIST, answer(302, "text/plain", b"", location="https://elsewhere.example/"))
    with pytest.raises(Redirected):
        desk.collect()
    assert alarms(desk) == {AlarmKind.REDIRECT}
    faults.clear()
    assert desk.collect().closed == 3
    assert alarms(desk) == set()


def test_a_refused_certificate_stops_everything(front: Front, desk: Desk, faults: Faults) -> None:
    """403: one alarm, no hammering, nothing lost."""
    some(front)
    faults.add(
        "GET", LIST, answer(403, "application/problem+json", b'{"type":"urn:transfer:problem:forbidden","status":403}')
    )
    with pytest.raises(CredentialRefused):
        desk.collect()
    assert alarms(desk) == {AlarmKind.CREDENTIAL}
    assert faults.count("GET", LIST) == 1


@pytest.mark.parametrize("pause", [600.0, 1e9])
def test_no_pause_is_without_end(run: Run, desk: Desk, pause: float) -> None:
    """With nothing listed a server could put us to sleep for good; what comes in next has 29 minutes (`weather-7`)."""
    Troubles(run).of_front(Throttled("status-503", status=503, pause=pause), "list")
    assert run.throttled_until - run.elapsed <= 29 * 60 / 4
    assert (AlarmKind.DEADLINE_BLOCKED in alarms(desk)) == (pause > 29 * 60)


def test_what_cannot_be_reached_is_tried_again_soon_and_said_the_second_time(run: Run, desk: Desk) -> None:
    """When, is written where the window looks; a refusal waits for a minute, and is said at once."""
    troubles = Troubles(run)
    with desk.inbox.transaction() as tx:
        heartbeat.beat(tx, waiting=True)
    for standing in (set(), {AlarmKind.FRONT_UNREACHABLE}):
        troubles.of_front(Unreachable("reset"), "list")
        assert alarms(desk) == standing
        assert 0 < run.paused_until - run.elapsed <= 2.0
    assert troubles.failing_since == run.elapsed
    with desk.inbox.reading() as conn:
        seen = heartbeat.read(conn)
    assert (seen.connection, seen.waiting, seen.offline_since) == (Link.OFFLINE, False, run.now)
    assert seen.next_poll_at is not None
    assert 0 < (seen.next_poll_at - run.now).total_seconds() <= 2.0
    troubles.of_front(CredentialRefused("alert"), "list")
    assert run.paused_until - run.elapsed == SLOW
    assert alarms(desk) == {AlarmKind.FRONT_UNREACHABLE, AlarmKind.CREDENTIAL}


@pytest.mark.parametrize(
    ("error", "own", "slow"),
    [
        (Problem("digest-mismatch", 409), True, True),
        (Problem("unknown-submission", 404), True, False),
        (Problem("unavailable", 503), True, False),
        (BadAnswer("html"), True, False),
        (Unreachable("too-slow"), True, False),
        (Unreachable("reset"), False, False),
    ],
)
def test_whose_fault_a_failed_try_is(run: Run, error: FrontEndError, own: bool, slow: bool) -> None:
    """What a person has to judge waits for a minute; what the network did counts against no submission."""
    work = run.works.take(submission())
    Troubles(run).of_submission(work, error)
    assert (work.tries, work.own_faults) == (1, int(own))
    assert (work.retry_at - run.elapsed == SLOW) is slow
    assert work.retry_at > run.elapsed


@pytest.mark.expected_logs("incident")
def test_an_id_that_is_used_again_is_said_of_what_came_second(front: Front, desk: Desk, run: Run) -> None:
    """By its id and number; the first is not told of again."""
    some(front, 1)
    desk.collect()
    columns = "origin, id, seq, kind, size, parts, first_seen_at"
    with desk.inbox.transaction() as tx:
        tx.exec_driver_sql(
            f"INSERT INTO submission ({columns}, digest, stage) SELECT {columns}, '{ZEROS}', 'OFFERED' FROM submission"
        )
        new = submissions.facts(tx, [2])[2]
        Troubles(run).note_reuse(tx, [new])
    assert [(each.kind, each.id, each.seq) for each in desk.incidents()] == [
        (IncidentKind.ID_REUSE, new.key.id, new.seq)
    ]


def test_what_our_own_stop_interrupts_is_no_trouble(run: Run, desk: Desk) -> None:
    """A stop after a failed call left the alarm of an unreachable front end standing (simulation, `weather-5`)."""
    troubles = Troubles(run)
    troubles.of_front(Unreachable("reset"), "part")
    run.stop.set()
    troubles.of_front(Unreachable("interrupted"), "list")
    assert troubles.tries == 1
    assert alarms(desk) == set()


def test_an_alarm_says_what_is_wrong_now(run: Run, desk: Desk) -> None:
    """A mirror that comes back full is no longer absent; ended and raised again, it is another."""
    troubles = Troubles(run)
    for detail in ("absent", "full", "full"):
        troubles.set(AlarmKind.MIRROR, detail)
        with desk.inbox.reading() as conn:
            assert [each.detail for each in incidents.alarms(conn)] == [detail]
    troubles.set(AlarmKind.MIRROR, None)
    assert alarms(desk) == set()


def test_an_alarm_about_parts_ends_when_parts_come_again(front: Front, desk: Desk, faults: Faults) -> None:
    """401 on a part, then the part: the alarm of a refused certificate ends with its cause (`hostile-202`)."""
    clock = desk.clock = ShiftedClock()
    faults.add("GET", PART, answer(401, "text/plain", b""), times=1)
    with going_on(desk) as collector:
        front.desk.take_in([plain_submission(b"{}", bytes(300_000))])
        until(lambda: AlarmKind.CREDENTIAL in alarms(desk))
        clock.forward(seconds=61)
        collector.poke()
        until(closed(desk, 1))
        until(lambda: alarms(desk) == set())


_SAYING_NO = {
    503: answer(503, "application/problem+json", b'{"type":"about:blank","status":503}', retry_after="600"),
    429: answer(429, "application/problem+json", b'{"type":"about:blank","status":429}', retry_after="600"),
    403: answer(403, "text/html", b""),
    302: answer(302, "text/html", b"", location="/elsewhere"),
}


@pytest.mark.parametrize("status", _SAYING_NO)
def test_one_part_that_says_no_holds_up_nobody_else(status: int, front: Front, desk: Desk, faults: Faults) -> None:
    """Whatever it says of when and where to ask: its own submission waits, the others come home (I10)."""
    desk.clock = clock = ShiftedClock()
    (bad,) = front.desk.take_in([plain_submission(b"x" * 100_000)])
    faults.add("GET", f"{bad.id}/parts/", _SAYING_NO[status])
    with going_on(desk) as collector:
        until(lambda: faults.count("GET", f"{bad.id}/parts/") == 1)
        some(front, 6, 100_000)
        until(closed(desk, 6), seconds=10)
        some(front, 1)
        until(closed(desk, 7), seconds=10)
        assert faults.count("GET", f"{bad.id}/parts/") == 1
        of_it = {403: {AlarmKind.CREDENTIAL}, 302: {AlarmKind.REDIRECT}}.get(status, set())
        assert alarms(desk) == of_it  # as long as it is so, though the parts of others come
        faults.clear()
        for one in (clock, front.clock):
            one.forward(seconds=601)
        collector.poke()
        until(closed(desk, 8))
        until(lambda: alarms(desk) == set())


def test_a_front_end_that_says_no_to_all_is_not_asked_once_for_each(front: Front, desk: Desk, faults: Faults) -> None:
    """Those under way are told, and the one that took the place of the first: the others are not even begun."""
    faults.add("GET", PART, _SAYING_NO[503])
    some(front, 3 * SLOTS, 100_000)
    with going_on(desk):
        until(lambda: faults.count("GET", PART) >= 2)
        threading.Event().wait(0.5)
    assert faults.count("GET", PART) <= SLOTS + 1


@pytest.mark.parametrize(
    "error",
    [Throttled("status-503", status=503, pause=20.0), CredentialRefused("status-403", status=403), Redirected()],
)
def test_what_two_submissions_say_holds_for_all(run: Run, error: FrontEndError) -> None:
    """A front end that is throttled is not asked once for each; a success of another says that it is not."""
    works = [run.works.take(submission(row=row)) for row in range(1, 5)]
    for work in works:
        work.offered = True
    troubles = Troubles(run)

    def said_by(work: Work) -> bool:
        run.paused_until = run.throttled_until = -math.inf
        troubles.of_submission(work, error)
        return run.held_until > run.elapsed

    assert [said_by(works[0]), said_by(works[0])] == [False, False]
    troubles.answered("part", 2)
    assert [said_by(works[0]), said_by(works[1])] == [False, False]  # the first is known for its own trouble
    assert [said_by(works[2]), said_by(works[2]), said_by(works[1])] == [True, True, True]
    troubles.answered("list")
    assert said_by(works[3])
    troubles.answered("part", 1)
    assert [said_by(work) for work in works] == [False, False, False, False]
    assert min(work.retry_at for work in works) >= run.elapsed + 20.0


def test_what_is_said_of_receipts_says_nothing_of_bodies(run: Run) -> None:
    """Two that are ours are told to wait with a question that can wait (3.6): each waits, and no other."""
    works = [run.works.take(submission(row=row)) for row in (1, 2)]
    troubles = Troubles(run)
    for work in works:
        work.offered = True
        troubles.of_submission(work, Throttled("status-429", status=429, pause=20.0), "receipt")
    assert run.held_until <= run.elapsed
    assert min(work.retry_at for work in works) >= run.elapsed + 20.0


def test_what_different_things_are_said_is_no_agreement(run: Run) -> None:
    """One is elsewhere and one is throttled: neither says anything of a third."""
    first, second = (run.works.take(submission(row=row)) for row in (1, 2))
    troubles = Troubles(run)
    troubles.of_submission(first, Redirected())
    troubles.of_submission(second, Throttled("status-503", status=503))
    assert run.held_until == -math.inf


@pytest.mark.parametrize("error", [CredentialRefused("unknown-ca"), ServerNotTrusted("hostname")])
def test_what_a_handshake_says_is_said_to_all(run: Run, desk: Desk, error: FrontEndError) -> None:
    """No address has a certificate of its own: nobody gets through, and a person is told at once."""
    Troubles(run).of_submission(run.works.take(submission()), error)
    assert run.paused_until - run.elapsed == SLOW
    assert alarms(desk) == {AlarmKind.CREDENTIAL}


@pytest.mark.parametrize("case", [(0.0, 900.0, 5.0), (20.0, 900.0, 20.0), (900.0, 100.0, 25.0)])
def test_a_part_is_asked_again_when_it_said_but_in_its_time(
    run: Run, desk: Desk, turned: TurnedClock, case: tuple[float, float, float]
) -> None:
    """`Retry-After` of one part, up to a quarter of its own time left; longer than that is an alarm until it has passed."""
    pause, left, waits = case
    work, troubles = run.works.take(submission()), Troubles(run)
    work.offered, work.deadline = True, run.elapsed + left
    troubles.of_submission(work, Throttled("status-503", status=503, pause=pause))
    assert (work.retry_at - run.elapsed, run.held_until) == (waits, -math.inf)
    blocked = {AlarmKind.DEADLINE_BLOCKED} if pause > left else set()
    assert alarms(desk) == blocked
    with desk.inbox.reading() as conn:
        assert [alarm.detail for alarm in incidents.alarms(conn)] == ["retry-after"] * len(blocked)
    troubles.answered("list")
    assert alarms(desk) == blocked
    turned.advance(waits)
    troubles.answered("list")
    assert alarms(desk) == set()


def test_an_alarm_about_one_part_ends_with_its_submission(run: Run, desk: Desk) -> None:
    """Gone from the web, its part says nothing any more; and what all are refused is not ended by that."""
    first, second = (run.works.take(submission(row=row)) for row in (1, 2))
    first.offered = second.offered = True
    troubles = Troubles(run)
    troubles.of_submission(first, CredentialRefused("status-403", status=403))
    troubles.answered("list")
    troubles.answered("part", 2)
    assert alarms(desk) == {AlarmKind.CREDENTIAL}
    first.offered = False
    troubles.answered("list")
    assert alarms(desk) == set()
    troubles.of_front(CredentialRefused("status-403", status=403), "list")
    troubles.of_submission(second, CredentialRefused("status-403", status=403))
    troubles.answered("part", 2)
    assert alarms(desk) == {AlarmKind.CREDENTIAL}
    troubles.answered("list")
    assert alarms(desk) == set()


def test_what_all_parts_are_refused_ends_with_any_part_that_comes(run: Run, desk: Desk) -> None:
    """Two were told so, so it is said of the route: no list ends it."""
    troubles = Troubles(run)
    for row in (1, 2):
        work = run.works.take(submission(row=row))
        work.offered = True
        troubles.of_submission(work, CredentialRefused("status-403", status=403))
    troubles.answered("list")
    assert alarms(desk) == {AlarmKind.CREDENTIAL}
    troubles.answered("part", 3)
    assert alarms(desk) == set()


def test_a_full_disk_stores_nothing_and_says_so(front: Front, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """No room: nothing is fetched, nothing acknowledged, an alarm stands; with room again all comes home."""
    some(front)
    monkeypatch.setattr(room, "free_bytes", lambda _folder: 1024)
    summary = desk.collect()
    assert (summary.stored, summary.held) == (0, 3)
    with desk.inbox.reading() as conn:
        assert {alarm.kind for alarm in incidents.alarms(conn)} == {AlarmKind.DISK_FULL}
    monkeypatch.undo()
    assert desk.collect().closed == 3
    with desk.inbox.reading() as conn:
        assert incidents.alarms(conn) == []


def test_one_too_big_for_the_disk_stops_nobody_else(front: Front, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too big waits alone, with an alarm; the small ones are stored and acknowledged."""
    front.desk.take_in([plain_submission(bytes(20_000_000))])
    some(front, 3)
    monkeypatch.setattr(room, "free_bytes", lambda _folder: 300 * 1024 * 1024)
    summary = desk.collect()
    assert (summary.closed, summary.held) == (3, 1)
    assert alarms(desk) == {AlarmKind.DISK_FULL}


_BUSY = b'{"type":"urn:transfer:problem:too-many-requests","status":429}'


def test_a_good_list_does_not_undo_retry_after(front: Front, desk: Desk, faults: Faults) -> None:
    """A poll that was waiting and is answered meanwhile does not end the pause of what asked for it."""
    desk.clock = clock = HastyClock(10.0)
    asked: list[float] = []
    throttle = answer(429, "application/problem+json", _BUSY, retry_after="20")

    async def noted(call: Call) -> None:
        asked.append(clock.elapsed())
        await (throttle(call) if len(asked) == 1 else call.app(call.scope, call.receive, call.send))

    faults.add("POST", ACKS, noted)
    with going_on(desk):
        until(lambda: faults.count("GET", LIST) >= 2)  # from now on a poll is waiting
        some(front, 1)
        until(lambda: len(asked) == 1)
        some(front, 1)  # a good answer to the poll
        until(closed(desk, 2), seconds=30)
    assert asked[1] - asked[0] >= 20


@pytest.mark.parametrize("held_up", [("POST", ACKS, Stage.VERIFIED), ("GET", LEDGER, Stage.ACKNOWLEDGED)])
def test_retry_after_of_one_route_stops_no_other(
    held_up: tuple[str, str, Stage], front: Front, desk: Desk, faults: Faults
) -> None:
    """Where acknowledgements or the ledger want to be left alone, bodies still come home: they would expire meanwhile."""
    method, path, stage = held_up
    faults.add(method, path, _SAYING_NO[503])
    some(front, 1)
    with going_on(desk):
        until(lambda: faults.count(method, path) == 1)
        some(front, 2 * SLOTS, 100_000)
        until(lambda: desk.counts().get(stage, 0) == 2 * SLOTS + 1, seconds=10)
    assert faults.count(method, path) == 1


def test_a_route_that_is_left_alone_is_no_front_end_that_is_gone(run: Run, desk: Desk, turned: TurnedClock) -> None:
    """Lists go on meanwhile: no alarm, nobody offline; the ledger blocks no deadline, and with `--once` is given up alone."""
    work, troubles = run.works.take(submission()), Troubles(run)
    work.offered, work.deadline = True, run.elapsed + 1_000.0
    for _ in range(6):
        assert not troubles.gave_up("ledger")
        for route in ("ledger", "acknowledgement"):
            troubles.of_front(Throttled("status-503", status=503, pause=10.0), route)
        turned.advance(10)
    assert troubles.gave_up("ledger")
    assert (troubles.tries, troubles.hopeless, troubles.unheard, alarms(desk)) == (0, False, 0.0, set())
    with desk.inbox.reading() as conn:
        assert heartbeat.read(conn).connection is Link.NEVER
    troubles.of_front(Throttled("status-503", status=503, pause=1e4), "ledger")
    assert alarms(desk) == set()
    troubles.of_front(Throttled("status-503", status=503, pause=1e4), "acknowledgement")
    assert alarms(desk) == {AlarmKind.DEADLINE_BLOCKED}
    troubles.answered("ledger")
    assert not troubles.gave_up("ledger")


def test_once_a_ledger_that_is_left_alone_cuts_no_body(front: Front, desk: Desk, faults: Faults) -> None:
    """More than a minute and five tries, while nothing else answers: the body comes home, and then the run ends."""
    desk.clock = HastyClock(40.0)
    go_on, throttle = threading.Event(), answer(503, "application/problem+json", _BUSY, retry_after="10")

    async def noted(call: Call) -> None:
        if faults.count("GET", LEDGER) > 7:
            go_on.set()
        await throttle(call)

    faults.add("GET", LEDGER, noted)
    faults.add("GET", PART, held(go_on))
    some(front, 1)
    some(front, 1, 100_000)
    try:
        summary = desk.collect()
    finally:
        go_on.set()
    assert (summary.acknowledged, summary.failed, summary.closed) == (2, 0, 0)


def test_drips_do_not_fill_the_slots(front: Front, desk: Desk, faults: Faults) -> None:
    """Four that drip and expire first delay the others by one slot each, once; they come home when the drips end (I10)."""
    desk.clock = HastyClock(20.0)
    slow = front.desk.take_in([plain_submission(b"x" * 100_000) for _ in range(4)])
    good = front.desk.take_in([plain_submission(b"x" * 100_000) for _ in range(8)])
    for one in slow:
        faults.add("GET", f"{one.id}/parts/", drip)
    with going_on(desk):
        until(closed(desk, len(good)), seconds=60)
        tried = {one.id: faults.count("GET", f"{one.id}/parts/") for one in slow}
        faults.clear()
        until(closed(desk, 12), seconds=60)
    assert front.outcomes() == {one.id: "acknowledged" for one in [*slow, *good]}
    assert sum(tried.values()) <= 6, tried


@pytest.mark.parametrize(
    "came",
    [
        lambda troubles: troubles.answered("list"),
        lambda troubles: troubles.answered("part"),
        lambda troubles: troubles.of_front(Throttled("status-503", status=503, pause=10.0), "list"),
        lambda troubles: troubles.heard(),
    ],
    ids=["list", "part", "throttled", "piece"],
)
def test_for_how_long_nothing_has_come_is_counted_from_the_first_try(
    run: Run, turned: TurnedClock, came: Callable[[Troubles], None]
) -> None:
    """Whatever comes ends it: an answer, a piece of a body, a word that it wants to be left alone."""
    troubles = Troubles(run)
    turned.advance(500)
    assert troubles.unheard == 0
    for seconds in (0, 60):
        troubles.of_front(CredentialRefused("alert"), "list")
        assert troubles.unheard == seconds
        turned.advance(60)
    assert troubles.unheard == 120
    came(troubles)
    turned.advance(60)
    assert troubles.unheard == 0
    troubles.of_front(Unreachable("reset"), "list")
    turned.advance(10)
    assert troubles.unheard == 10


def test_what_is_offered_no_more_is_no_second_one(run: Run) -> None:
    """One was refused until it ended, hours ago: another that is refused now waits alone."""
    error = CredentialRefused("status-403", status=403)
    first, second = (run.works.take(submission(row=row)) for row in (1, 2))
    first.offered = second.offered = True
    troubles = Troubles(run)
    troubles.of_submission(first, error)
    first.offered = False
    troubles.of_submission(second, error)
    assert run.held_until <= run.elapsed
