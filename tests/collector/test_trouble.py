"""Every network outcome of reliability.md §2.3 that the collector answers for, over real sockets and TLS."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backoffice_gui.collector import Collector
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.errors import CredentialRefused, FrontEndError, Redirected
from backoffice_gui.storage.inbox import incidents
from tests.support.collecting import Desk, a_desk
from tests.support.faults import Action, Answer, Faults, answer, change, lose_answer, lose_request, twice
from tests.support.front import Front, plain_submission

LIST, ACKS, ACK, LEDGER = "/submissions$", "/acknowledgements$", "/acknowledgement$", "/ledger$"
PART, MANIFEST = "/parts/", "/submissions/[^/]+$"
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


@pytest.mark.parametrize("fault", [lose_request, lose_answer], ids=["request", "answer"])
def test_a_body_that_does_not_come_is_fetched_again(front: Front, desk: Desk, faults: Faults, fault: Action) -> None:
    """A part whose request or answer is lost once comes home in the next try."""
    some(front, 2, 200_000)
    faults.add("GET", PART, fault, times=1)
    assert desk.collect().closed == 2
    assert desk.incidents() == []


def test_a_front_end_without_the_group_route_is_acknowledged_one_by_one(
    front: Front, desk: Desk, faults: Faults
) -> None:
    """404 on POST /acknowledgements: the client falls back to 3.4."""
    some(front)
    faults.add("POST", ACKS, answer(404, "application/problem+json", b'{"type":"about:blank","status":404}'))
    assert desk.collect().closed == 3
    assert faults.count("PUT", ACK) == 3


def test_a_page_for_people_is_never_a_receipt(front: Front, desk: Desk, faults: Faults) -> None:
    """200 with HTML after an acknowledgement: nothing is closed; asked again, the true receipt is taken."""
    some(front)
    faults.add("POST", ACKS, HTML, times=2)
    summary = desk.collect()
    assert (summary.acknowledged, summary.closed) == (3, 3)
    assert desk.names().count("retry") >= 3


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


def flipped(kept: Answer) -> None:
    """One bit of the body is another."""
    kept.body = bytes([kept.body[0] ^ 1]) + kept.body[1:]


def test_octets_that_never_hold_are_quarantined_and_delay_nobody(front: Front, desk: Desk, faults: Faults) -> None:
    """Three corrupt bodies: kept sealed, never acknowledged, shown; the others are home and closed."""
    some(front, 5)
    front.desk.take_in([plain_submission(b"x" * 100_000)])
    faults.add("GET", PART, change(flipped), times=3)
    summary = desk.collect()
    assert summary.quarantined == 1
    assert desk.counts()[Stage.CLOSED] >= 5
    bad = [m.id for m in front.made().values() if m.parts[0][0] == 100_000]
    if front.outcomes().get(bad[0]) == "acknowledged":  # the fourth try was sound: released, verified, taken
        assert desk.counts() == {Stage.CLOSED: 6}


def test_a_corrupt_body_once_is_a_new_attempt(front: Front, desk: Desk, faults: Faults) -> None:
    """One corrupt body is set aside, the next attempt is whole, and only that one is acknowledged."""
    front.desk.take_in([plain_submission(b"x" * 100_000)])
    faults.add("GET", PART, change(flipped), times=1)
    summary = desk.collect()
    assert (summary.closed, summary.quarantined) == (1, 0)
    assert desk.names().count("retry") == 1


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
    assert IncidentKind.PAGE_UNREADABLE in kinds(desk)


def test_unknown_keys_quarantine_and_new_keys_release(front: Front, desk: Desk) -> None:
    """What no pinned key signed is kept sealed and never acknowledged; judged again when the keys change."""
    some(front)
    keys = front.site.folder / "front-end.jwks.json"
    true_keys = keys.read_text()
    jwks = json.loads(true_keys)
    for key in jwks["keys"]:
        key["kid"] = "another-name"
    keys.write_text(json.dumps(jwks))
    summary = desk.collect()
    assert (summary.quarantined, summary.acknowledged, summary.held) == (3, 0, 3)
    assert desk.counts() == {Stage.QUARANTINED: 3}
    keys.write_text(true_keys)
    assert desk.collect().closed == 3
    assert desk.counts() == {Stage.CLOSED: 3}


@pytest.mark.expected_logs("incident")
def test_a_second_store_was_faster(front: Front, desk: Desk, faults: Faults, tmp_path: Path) -> None:
    """Two stores, one front end: the first has it; for the other it is foreign, and a stranger's is an incident."""
    some(front)
    faults.add("POST", ACKS, lose_request)
    faults.add("PUT", ACK, lose_request)
    with a_desk(tmp_path / "other", front.settings_file) as other:
        other_run = _stored_only(other)
        assert other_run == {Stage.VERIFIED: 3}
        faults.clear()
        assert desk.collect().closed == 3
        summary = other.collect()
        assert summary.foreign == 3
        assert other.counts() == {Stage.FOREIGN: 3}
        assert kinds(other) == {IncidentKind.STRANGER}


def _stored_only(desk: Desk) -> dict[Stage, int]:
    """Run with acknowledging stopped by the network, until nothing moves any more."""
    front = desk.front()
    collector = Collector(desk.parts(front))
    run = collector._run
    run.started = run.elapsed
    collector._begin()
    for _ in range(200):
        collector.turn()
        if desk.counts().get(Stage.VERIFIED, 0) >= 3:
            break
    collector._end()
    front.close()
    return desk.counts()


def test_a_listed_peer_was_faster(front: Front, desk: Desk, faults: Faults, tmp_path: Path) -> None:
    """A copy that a listed peer took over is foreign without an incident."""
    some(front)
    faults.add("POST", ACKS, lose_request)
    with a_desk(tmp_path / "other", front.settings_file, peers=frozenset({desk.store_id})) as other:
        _stored_only(other)
        faults.clear()
        desk.collect()
        assert other.collect().foreign == 3
        assert kinds(other) == set()


@pytest.mark.expected_logs("incident")
def test_what_expired_unseen_is_lost_and_said(front: Front, desk: Desk) -> None:
    """Expired on the web and never held here: LOST, an incident, never silence (I12)."""
    desk.collect()
    some(front, 2)
    front.clock.forward(minutes=30)
    front.desk.turn()
    summary = desk.collect()
    assert summary.lost == 2
    assert desk.counts() == {Stage.LOST: 2}
    assert kinds(desk) == {IncidentKind.LOST}


def test_what_expired_after_it_was_stored_is_ours(front: Front, desk: Desk, faults: Faults) -> None:
    """Verified here, never acknowledged in time: stored, expired on the web; nothing is lost."""
    some(front)
    faults.add("POST", ACKS, lose_request)
    _stored_only(desk)
    front.clock.forward(minutes=30)
    front.desk.turn()
    faults.clear()
    summary = desk.collect()
    assert summary.lost == 0
    assert desk.counts() == {Stage.STORED_EXPIRED: 3}
    assert desk.incidents() == []
