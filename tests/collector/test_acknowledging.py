"""Taking over: what is lost, doubled or wrong on the way to a receipt, and who else may have been faster."""

from __future__ import annotations

import base64
import json
import threading
from pathlib import Path

import pytest

from backoffice_gui.collector.lanes import Done, ThreadLanes
from backoffice_gui.domain.collecting import EventName
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.storage.inbox import keys
from tests.support.collecting import Desk, a_desk, opened
from tests.support.errands import ACK, ACKS, HTML, LEDGER, LIST, alarms, closed, going_on, kinds, some, stored_only
from tests.support.faults import Action, Answer, Call, Faults, answer, change, held, lose_answer, lose_request, twice
from tests.support.front import Front, ShiftedClock
from tests.support.waiting import until


@pytest.mark.parametrize("path", [LIST, ACKS, LEDGER])
@pytest.mark.parametrize("fault", [lose_request, lose_answer, twice], ids=["request", "answer", "twice"])
def test_what_is_lost_or_doubled_is_asked_again(
    front: Front, desk: Desk, faults: Faults, path: str, fault: Action
) -> None:
    """A request or an answer lost, or a request doubled, changes nothing of the end (I7)."""
    some(front)
    faults.add("POST" if path == ACKS else "GET", path, fault, times=1)
    summary = desk.collect()
    assert (summary.acknowledged, summary.closed, summary.failed) == (3, 3, 0)
    assert desk.counts() == {Stage.CLOSED: 3}
    assert desk.incidents() == []


def test_a_front_end_without_the_group_route_is_acknowledged_one_by_one(
    front: Front, desk: Desk, faults: Faults
) -> None:
    """404 on POST /acknowledgements: the client falls back to 3.4."""
    some(front)
    faults.add("POST", ACKS, answer(404, "application/problem+json", b'{"type":"about:blank","status":404}'))
    assert desk.collect().closed == 3
    assert faults.count("PUT", ACK) == 3


def test_a_pause_asked_for_amid_single_ones_holds_for_the_next(front: Front, desk: Desk, faults: Faults) -> None:
    """One by one, the second is told to wait: it is not asked again in a second, nor is the third in its place."""
    faults.add("POST", ACKS, answer(404, "application/problem+json", b'{"type":"about:blank","status":404}'))
    busy = answer(429, "application/problem+json", b'{"type":"about:blank","status":429}', retry_after="600")

    async def once(call: Call) -> None:
        await (call.app(call.scope, call.receive, call.send) if faults.count("PUT", ACK) == 1 else busy(call))

    faults.add("PUT", ACK, once)
    some(front, 3)
    with going_on(desk):
        until(lambda: faults.count("PUT", ACK) == 2)
        threading.Event().wait(0.7)
    assert faults.count("PUT", ACK) == 2


def test_one_that_took_effect_and_is_denied_is_taken_from_the_ledger(front: Front, desk: Desk, faults: Faults) -> None:
    """One by one, too, 404 `unknown-submission` ends nothing: the ledger is asked, which has the receipt."""
    some(front, 2)

    def denied(kept: Answer) -> None:
        kept.status, kept.body = 404, b'{"type":"urn:transfer:problem:unknown-submission","status":404}'
        kept.headers = [(b"content-type", b"application/problem+json")]

    faults.add("POST", ACKS, answer(404, "application/problem+json", b'{"type":"about:blank","status":404}'))
    faults.add("PUT", ACK, change(denied))
    assert desk.collect().closed == 2
    assert [event.detail for event in desk.events if event.name is EventName.RETRY] == ["unknown-submission"] * 2
    assert desk.incidents() == []


def test_one_group_is_on_its_way_at_a_time(front: Front, desk: Desk, faults: Faults) -> None:
    """What is proven while an answer is waited for goes together, as the next group."""
    go_on = threading.Event()
    faults.add("POST", ACKS, held(go_on), times=1)
    with going_on(desk):
        some(front, 1)
        until(lambda: faults.count("POST", ACKS) == 1)
        for waiting in (1, 2):
            some(front, 1)
            until(lambda: desk.names().count("verified") == waiting + 1)  # noqa: B023 - asked at once
        go_on.set()
        until(closed(desk, 3))
    assert faults.count("POST", ACKS) == 2


def _mismatched(faults: Faults) -> None:
    """From now on each acknowledgement is told that the front end has other octets under this id."""
    faults.add("POST", ACKS, answer(404, "application/problem+json", b'{"type":"about:blank","status":404}'))
    body = b'{"type":"urn:transfer:problem:digest-mismatch","status":409}'
    faults.add("PUT", ACK, answer(409, "application/problem+json", body))


@pytest.mark.expected_logs("incident")
def test_a_mismatch_with_the_same_manifest_is_a_dispute(front: Front, desk: Desk, faults: Faults) -> None:
    """409, and the manifest is the one we hold: the front end contradicts itself, the copy stays, a person is told."""
    some(front, 1)
    _mismatched(faults)
    desk.collect()
    assert [(each.kind, each.detail) for each in desk.incidents()] == [(IncidentKind.DISPUTED, "digest-mismatch")]
    assert desk.counts() == {Stage.DISPUTED: 1}
    assert opened(desk, 1)[1] == {0: b"0" * 10}


class _Noted(ThreadLanes):
    """Lanes that note for how long they waited where nothing came."""

    in_vain: float = 0.0

    def wait(self, seconds: float) -> list[Done]:
        """As ever, and noted."""
        found = super().wait(seconds)
        self.in_vain += 0.0 if found else seconds
        return found


@pytest.mark.expected_logs("incident")
def test_once_does_not_wait_when_all_is_said(front: Front, desk: Desk, faults: Faults) -> None:
    """The turn that finds a dispute asks what else is there: no second passes before it does."""
    some(front, 1)
    _mismatched(faults)
    lanes = _Noted()
    desk.collect(make_lanes=lambda: lanes)
    assert lanes.in_vain == 0.0


def _of_other_octets(kept: Answer) -> None:
    """The same id's manifest, of another submission."""
    header, payload, signature = kept.body.split(b".")
    members = json.loads(base64.urlsafe_b64decode(payload + b"=="))
    members["parts"][0]["sha256"] = "0" * 64
    other = base64.urlsafe_b64encode(json.dumps(members).encode()).rstrip(b"=")
    kept.body = b".".join((header, other, signature))


def _emptied(kept: Answer) -> None:
    """A list in which nothing waits."""
    kept.body = json.dumps(json.loads(kept.body) | {"items": []}).encode()


_GONE = answer(410, "application/problem+json", b'{"type":"urn:transfer:problem:expired","status":410}')


@pytest.mark.expected_logs("incident")
@pytest.mark.parametrize("said", [change(_of_other_octets), _GONE], ids=["another", "ended"])
def test_a_mismatch_with_another_manifest_is_told_and_disputes_nothing(
    front: Front, desk: Desk, faults: Faults, said: Action
) -> None:
    """Another submission has this id there: ours is kept as it is, a person told, and nothing asked until it is listed."""
    some(front, 1)
    _mismatched(faults)
    faults.add("GET", "/submissions/[^/]+$", said)
    desk.clock = clock = ShiftedClock()
    with going_on(desk) as collector:
        until(lambda: [each.detail for each in desk.events if each.name is EventName.RETRY] == ["digest-mismatch"])
        faults.add("GET", LIST, change(_emptied))
        for _ in range(2):
            asked = faults.count("GET", LIST)
            clock.forward(seconds=30)
            clock.forward(seconds=31)
            collector.poke()
            until(lambda: faults.count("GET", LIST) > asked + 1)  # noqa: B023 - asked at once
        until(lambda: IncidentKind.LEDGER_BROKEN in kinds(desk))  # a list that was asked for is not read yet
    assert faults.count("GET", "/submissions/[^/]+$") == 1
    assert kinds(desk) == {IncidentKind.ID_REUSE, IncidentKind.LEDGER_BROKEN}  # its number is nowhere, for a minute
    assert desk.counts() == {Stage.VERIFIED: 1}
    faults.clear()
    assert desk.collect().closed == 1


@pytest.mark.expected_logs("incident")
def test_what_is_ours_again_is_taken_over_as_soon_as_it_is_listed(front: Front, desk: Desk, faults: Faults) -> None:
    """In the same life: what waited for a list waits no longer once one shows it."""
    some(front, 1)
    _mismatched(faults)
    faults.add("GET", "/submissions/[^/]+$", _GONE)
    with going_on(desk) as collector:
        until(lambda: [each.detail for each in desk.events if each.name is EventName.RETRY] == ["digest-mismatch"])
        faults.clear()
        collector.poke()
        until(closed(desk, 1))


@pytest.mark.expected_logs("incident")
def test_a_page_for_people_is_never_a_receipt(front: Front, desk: Desk, faults: Faults) -> None:
    """200 with HTML after an acknowledgement: an incident, nothing closed; asked again, the true receipt is taken."""
    some(front)
    faults.add("POST", ACKS, HTML, times=2)
    summary = desk.collect()
    assert (summary.acknowledged, summary.closed) == (3, 3)
    assert desk.names().count("retry") >= 3
    assert kinds(desk) == {IncidentKind.RECEIPT_INVALID}


def swapped(kept: Answer) -> None:
    """Each receipt is another's."""
    body = json.loads(kept.body)
    receipts = [result.get("receipt") for result in body["results"]]
    for result, receipt in zip(body["results"], receipts[1:] + receipts[:1], strict=True):
        result["receipt"] = receipt
    kept.body = json.dumps(body).encode()


@pytest.mark.expected_logs("incident")
def test_a_receipt_of_another_submission_is_none(front: Front, desk: Desk, faults: Faults) -> None:
    """Receipts swapped between submissions close nothing and are an incident; the ledger tells the truth."""
    some(front)
    faults.add("POST", ACKS, change(swapped), times=1)
    desk.collect()
    assert IncidentKind.RECEIPT_INVALID in kinds(desk)
    assert desk.counts() == {Stage.CLOSED: 3}


@pytest.mark.expected_logs("incident")
def test_a_second_store_was_faster(front: Front, desk: Desk, faults: Faults, tmp_path: Path) -> None:
    """Two stores, one front end: the first has it; for the other it is foreign, and a stranger's is an incident."""
    some(front)
    with a_desk(tmp_path / "other", front.settings_file) as other:
        stored_only(other, faults, 3)
        assert desk.collect().closed == 3
        summary = other.collect()
        assert summary.foreign == 3
        assert other.counts() == {Stage.FOREIGN: 3}
        assert kinds(other) == {IncidentKind.STRANGER}


def test_a_listed_peer_was_faster(front: Front, desk: Desk, faults: Faults, tmp_path: Path) -> None:
    """A copy that a listed peer took over is foreign without an incident."""
    some(front)
    with a_desk(tmp_path / "other", front.settings_file, peers=frozenset({desk.store_id})) as other:
        stored_only(other, faults, 3)
        desk.collect()
        assert other.collect().foreign == 3
        assert kinds(other) == set()


def test_after_a_restart_the_verified_is_acknowledged_without_fetching(
    front: Front, desk: Desk, faults: Faults
) -> None:
    """VERIFIED without a receipt: read back against its recorded hashes, and acknowledged again (rule d)."""
    some(front, 2, 100_000)
    stored_only(desk, faults, 2)
    fetched = faults.count("GET", "/parts/")
    assert desk.collect().closed == 2
    assert faults.count("GET", "/parts/") == fetched


def test_after_a_restart_a_receipt_is_asked_for_though_nothing_is_listed(
    front: Front, desk: Desk, faults: Faults
) -> None:
    """Taken over, the answer lost, the life ended: once a list has shown that nothing waits, the receipt is had again."""
    some(front, 1)
    faults.add("POST", ACKS, lose_answer)
    with going_on(desk):
        until(lambda: len(front.outcomes()) == 1)
    faults.clear()
    faults.add("GET", LEDGER, answer(503, "text/plain", b""))
    with going_on(desk):
        until(lambda: desk.counts() == {Stage.ACKNOWLEDGED: 1})


@pytest.mark.expected_logs("incident")
def test_a_canary_that_fails_stops_what_is_queued(front: Front, desk: Desk, faults: Faults) -> None:
    """Proven copies that wait out a pause are not sent once a desk says the key does not open."""
    busy = answer(
        503, "application/problem+json", b'{"type":"urn:transfer:problem:unavailable","status":503}', retry_after="5"
    )
    faults.add("POST", ACKS, busy, times=1)
    faults.add("PUT", ACK, busy)
    with going_on(desk):
        some(front, 3)
        until(lambda: faults.count("POST", ACKS) == 1)
        with desk.inbox.transaction() as tx:
            keys.canary_failed(tx, max(keys.run_keys(tx)), desk.clock.now())
        until(lambda: AlarmKind.KEY_NOT_PROVEN in alarms(desk))
        faults.clear()
        some(front, 1)
        until(lambda: desk.counts().get(Stage.VERIFIED, 0) == 4)
    assert front.outcomes() == {}
