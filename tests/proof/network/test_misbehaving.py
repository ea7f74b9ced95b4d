"""Rows of reliability.md §2.3 that had no test of their own: the real collector before a front end that misbehaves so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.errors import CredentialRefused
from backoffice_gui.reference_front.authority import Authority, Pair
from backoffice_gui.reference_front.jose import RECEIPT, payload_of
from backoffice_gui.storage.inbox import attempts, submissions
from tests.support.clock import HastyClock
from tests.support.collecting import Desk, a_desk, opened
from tests.support.errands import ACKS, LEDGER, LIST, PART, alarms, closed, going_on, kinds, some, stored_only
from tests.support.faults import Answer, Call, Faults, answer, change, cut_body, drip
from tests.support.front import Front, ShiftedClock, plain_submission
from tests.support.misbehaviour import after, another_manifest, expiring, granting, in_json
from tests.support.waiting import until

Body = dict[str, Any]


# --- bodies ---


@pytest.mark.parametrize("answered", ["416", "other-range", "other-etag", "whole"])
def test_a_refused_range_is_a_new_attempt(front: Front, desk: Desk, faults: Faults, answered: str) -> None:
    """A body is cut, its rest is refused or another's: a new attempt from the start, without `Range`."""
    front.desk.take_in([plain_submission(b"x" * 3_000_000)])
    ranges: list[bool] = []

    async def noted(call: Call) -> None:
        ranges.append(any(name == b"range" for name, _ in call.scope["headers"]))
        match len(ranges), answered:
            case 1, _:
                await cut_body(call)
            case 2, "416":
                problem = b'{"type":"urn:transfer:problem:range-not-satisfiable","status":416}'
                await answer(416, "application/problem+json", problem)(call)
            case 2, "other-range":
                await change(lambda kept: _say(kept, b"content-range", b"bytes 5-2999999/3000000"))(call)
            case 2, "other-etag":
                await change(lambda kept: _say(kept, b"etag", b'"something"'))(call)
            case 2, _:
                kept = await call.through()
                kept.status = 200
                await call.say(kept)
            case _:
                await call.app(call.scope, call.receive, call.send)

    faults.add("GET", PART, noted)
    assert desk.collect().closed == 1
    assert ranges[:3] == [False, True, False]
    assert opened(desk, 1)[1] == {0: b"x" * 3_000_000}


def test_a_drip_is_given_up_by_its_rate(front: Front, desk: Desk, faults: Faults) -> None:
    """Ten octets a second, with half an hour to its expiry: the slot is not held for that long, and it is fetched anew."""
    desk.clock = HastyClock(20.0)
    front.desk.take_in([plain_submission(b"x" * 100_000)])
    faults.add("GET", PART, drip, times=1)
    with going_on(desk):
        until(closed(desk, 1), seconds=20)
    assert faults.count("GET", PART) == 2


def _say(kept: Answer, name: bytes, value: bytes) -> None:
    kept.headers = [(k, v) for k, v in kept.headers if k.lower() != name] + [(name, value)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (b"etag", b'"sha256-' + b"0" * 64 + b'"'),
        (b"repr-digest", b"sha-256=:AAAA:"),
        (b"content-encoding", b"gzip"),
        (b"content-type", b"text/html"),
    ],
)
def test_a_head_that_contradicts_the_manifest_is_a_refusal(
    front: Front, desk: Desk, faults: Faults, name: bytes, value: bytes
) -> None:
    """Nothing is stored of it; the next try, which contradicts nothing, is."""
    front.desk.take_in([plain_submission(b"x" * 100_000)])
    faults.add("GET", PART, change(lambda kept: _say(kept, name, value)), times=1)
    assert desk.collect().closed == 1
    assert faults.count("GET", PART) == 2
    assert desk.names().count("retry") == 1


@pytest.mark.expected_logs("incident")
def test_a_part_that_another_store_took_is_foreign(front: Front, desk: Desk, faults: Faults, tmp_path: Path) -> None:
    """410 `acknowledged` with its receipt, while we fetch: foreign, and a stranger's is an incident."""
    front.desk.take_in([plain_submission(b"x" * 100_000)])
    with a_desk(tmp_path / "other", front.settings_file) as other:
        faults.add("GET", PART, after(other.collect), times=1)
        assert desk.collect().foreign == 1
    assert desk.counts() == {Stage.FOREIGN: 1}
    assert kinds(desk) == {IncidentKind.STRANGER}


@pytest.mark.expected_logs("incident")
@pytest.mark.parametrize("shown", [True, False], ids=["ledger", "no-ledger"])
def test_a_part_that_has_expired_is_lost_and_said(front: Front, desk: Desk, faults: Faults, shown: bool) -> None:
    """410 `expired` while we fetch, and nothing stored: lost, never silence; its receipt says it without the ledger."""
    if not shown:
        faults.add("GET", LEDGER, in_json(lambda body: body.update(entries=[], high_pos=0)))
    front.desk.take_in([plain_submission(b"x" * 100_000)])
    faults.add("GET", PART, after(expiring(front)), times=1)
    desk.collect()
    assert desk.counts() == {Stage.LOST: 1}
    assert kinds(desk) == {IncidentKind.LOST}


@pytest.mark.parametrize("octets", [b"\xff\x00 no JSON", b"", b'{"a":1,"a":2,"b":NaN}', b"[" * 5000])
def test_a_form_that_nobody_can_read_comes_home(front: Front, desk: Desk, octets: bytes) -> None:
    """Unknown kind, no JSON: stored raw and acknowledged; reading it is never on this path."""
    front.desk.take_in([plain_submission(octets, kind="something_new")])
    assert desk.collect().closed == 1
    assert opened(desk, 1)[1] == {0: octets}


# --- lists ---


@pytest.mark.parametrize("said", [-1, 0, 1e9, "soon", None, [], True])
def test_an_odd_expiry_is_tried_at_once(front: Front, desk: Desk, faults: Faults, said: object) -> None:
    """`expires_in` that is no number in (0, 3600] costs no submission."""
    some(front, 2)
    faults.add("GET", LIST, in_json(lambda body: [item.update(expires_in=said) for item in body["items"]]))
    assert desk.collect().closed == 2


def test_a_list_reordered_and_doubled_is_as_good(front: Front, desk: Desk, faults: Faults) -> None:
    """Order is irrelevant, and twice is once."""
    some(front, 5)
    faults.add("GET", LIST, in_json(lambda body: body.update(items=[*reversed(body["items"]), *body["items"]])))
    assert desk.collect().closed == 5
    assert desk.counts() == {Stage.CLOSED: 5}


@pytest.mark.expected_logs("incident")
@pytest.mark.parametrize("member", ["id", "seq"])
def test_a_manifest_replayed_under_another_name_is_refused_alone(
    front: Front, desk: Desk, faults: Faults, member: str
) -> None:
    """An item whose manifest names another `id` or `seq`: an incident, nothing fetched; the others come home."""
    some(front, 2)
    other = {"id": "EXEMPLE-" + "9" * 20, "seq": 77}[member]
    faults.add("GET", LIST, in_json(lambda body: [item.update({member: other}) for item in body["items"][:1]]))
    assert desk.collect().closed == 1
    assert kinds(desk) >= {IncidentKind.PAGE_UNREADABLE}
    assert front.outcomes() == {made.id: "acknowledged" for made in front.made().values() if made.seq == 2}


@pytest.mark.expected_logs("incident")
def test_a_manifest_of_a_later_version_is_acknowledged(front: Front, desk: Desk, faults: Faults) -> None:
    """Version 2 with unknown members: its signature holds and its parts are known, so it is as usual."""
    some(front, 1)

    def later(body: Body) -> None:
        body["items"] = [another_manifest(front, item, version=2, novelty={"a": [1]}) for item in body["items"]]

    faults.add("GET", LIST, in_json(later))
    faults.add("POST", ACKS, granting(front))
    desk.collect()
    assert desk.counts() == {Stage.FOREIGN: 1}  # the receipt was taken; it names nobody's store
    assert opened(desk, 1)[1] == {0: b"0" * 10}


@pytest.mark.expected_logs("incident")
def test_the_same_id_with_another_digest_is_another_submission(front: Front, desk: Desk, faults: Faults) -> None:
    """Both are kept, and a person is told."""
    some(front, 1)

    def doubled(body: Body) -> None:
        body["items"] += [another_manifest(front, item, note="another") for item in body["items"]]

    faults.add("GET", LIST, in_json(doubled), times=1)
    with going_on(desk):
        until(lambda: kinds(desk) == {IncidentKind.ID_REUSE})
        until(closed(desk, 1))
        until(lambda: sum(desk.counts().values()) == 2)
    assert {opened(desk, row)[1][0] for row in (1, 2)} == {b"0" * 10}
    assert len({opened(desk, row)[0] for row in (1, 2)}) == 2


@pytest.mark.expected_logs("incident")
def test_what_was_purged_is_neither_fetched_nor_acknowledged_again(
    front: Front, desk: Desk, faults: Faults, tmp_path: Path
) -> None:
    """A tombstone of ours is offered again: an incident, and nothing else; not an octet of it is left in a file."""
    some(front, 1)
    with front.client() as client:
        items = client.get("/submissions").json()["items"]
    clock = ShiftedClock()
    with a_desk(tmp_path / "other", front.settings_file, peers=frozenset({desk.store_id}), clock=clock) as other:
        stored_only(other, faults, 1)
        desk.collect()
        other.collect()
        clock.forward(minutes=24 * 60 + 1)
        sealed = _sealed(other)
        assert [octets in _files(other) for octets in sealed] == [True] * len(sealed)
        with going_on(other):
            until(lambda: _erased(other))
        assert [octets in _files(other) for octets in sealed] == [False] * len(sealed)
        faults.add("GET", LIST, in_json(lambda body: body.update(items=items)))
        asked = len(faults.calls)
        other.collect()
        assert kinds(other) >= {IncidentKind.OFFERED_AFTER_PURGE}
        later = faults.calls[asked:]
        assert [call for call in later if call[0] != "GET" or "/parts/" in call[1]] == []


def _sealed(desk: Desk) -> list[bytes]:
    """The wrapped key of the first submission, and its chunks; so small that each lies on one page."""
    with desk.inbox.fresh() as conn:
        (one,) = attempts.attempt_rows(conn, 1)
        return [one.wrapped_key, *(chunk.sealed for chunk in attempts.chunks(conn, one.id) if len(chunk.sealed) < 1000)]


def _files(desk: Desk) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(desk.folder.glob("inbox.db*")) if file.suffix != ".db-shm")


def _erased(desk: Desk) -> bool:
    with desk.inbox.reading() as conn:
        facts = submissions.facts(conn, [1])
    return facts[1].erased_at is not None


# --- the ledger, the clock, the channel ---


def _resigned(front: Front, **members: object) -> Callable[[Body], None]:
    def alter(body: Body) -> None:
        payload = payload_of(body["entries"][0]) | members
        body["entries"][0] = front.desk.signer.sign(json.dumps(payload).encode(), RECEIPT)

    return alter


@pytest.mark.expected_logs("incident")
@pytest.mark.parametrize("fault", ["prev", "pos", "signature", "short"])
def test_nothing_is_closed_by_a_ledger_that_is_broken(front: Front, desk: Desk, faults: Faults, fault: str) -> None:
    """A `prev` that does not join, a gap, a bad signature, fewer entries than before: an incident, and no more."""
    some(front, 1)
    desk.collect()
    some(front, 2)
    alter = {
        "prev": _resigned(front, prev="sha256-" + "1" * 64),
        "pos": _resigned(front, pos=3),
        "signature": lambda body: body.update(entries=[body["entries"][0][:-8] + "AAAAAAAA"]),
        "short": lambda body: body.update(entries=[], high_pos=0),
    }[fault]
    faults.add("GET", LEDGER, in_json(alter))
    assert desk.collect().acknowledged == 2
    assert desk.counts() == {Stage.CLOSED: 1, Stage.ACKNOWLEDGED: 2}
    assert kinds(desk) == {IncidentKind.LEDGER_BROKEN}


def test_a_clock_that_is_off_is_shown_and_changes_nothing(front: Front, desk: Desk) -> None:
    """More than 120 s between the clocks: an alarm while it lasts, and all comes home."""
    front.clock.forward(minutes=3)
    some(front, 2)
    assert desk.collect().closed == 2
    assert alarms(desk) == {AlarmKind.CLOCK_SKEW}


def test_a_pause_longer_than_what_is_left_is_an_alarm_and_is_cut(front: Front, desk: Desk, faults: Faults) -> None:
    """`Retry-After` of eleven days with twenty seconds left: a quarter of that is waited, and a person told."""
    desk.clock = HastyClock(10.0)
    some(front, 1)
    busy = b'{"type":"urn:transfer:problem:too-many-requests","status":429}'
    faults.add("GET", LIST, in_json(lambda body: [item.update(expires_in=20) for item in body["items"]]))
    faults.add("POST", ACKS, answer(429, "application/problem+json", busy, retry_after="999999"), times=1)
    with going_on(desk):
        until(lambda: AlarmKind.DEADLINE_BLOCKED in alarms(desk))
        until(closed(desk, 1))
        until(lambda: AlarmKind.DEADLINE_BLOCKED not in alarms(desk))


def test_a_certificate_that_is_refused_by_alert_stops_everything(front: Front, desk: Desk, tmp_path: Path) -> None:
    """The real front end says no in the handshake's own words: the alarm says credential, not unreachable."""
    folder = tmp_path / "stranger"
    folder.mkdir()
    stranger = Pair(folder / "c.pem", folder / "c.key")
    Authority(Pair(folder / "ca.pem", folder / "ca.key"), SystemClock()).client(stranger, "collector-1")
    some(front, 1)
    text = front.settings_file.read_text()
    for name, path in (("client.pem", stranger.certificate), ("client.key", stranger.key)):
        text = text.replace(f'"{name}"', f'"{path}"')
    for name in ("ca.pem", "front-end.jwks.json"):
        text = text.replace(f'"{name}"', f'"{front.site.folder / name}"')
    good, desk.config = desk.config, folder / "config.toml"
    desk.config.write_text(text)
    with pytest.raises(CredentialRefused):
        desk.collect()
    assert alarms(desk) == {AlarmKind.CREDENTIAL}
    desk.config = good
    assert desk.collect().closed == 1
    assert alarms(desk) == set()
