"""What only the ledger tells: losses, expiries, what is missing, and another epoch."""

from __future__ import annotations

import json
import shutil
import threading
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from starlette.types import Message, Send

from backoffice_gui.audit import Role
from backoffice_gui.collector import Collector
from backoffice_gui.collector.fetching import Load
from backoffice_gui.collector.lanes import Done, ThreadLanes
from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.domain.manifest import UNKNOWN_KIND
from backoffice_gui.reference_front.jose import RECEIPT, payload_of
from backoffice_gui.sealing.keys import generate
from backoffice_gui.storage.inbox import identity, incidents, keys, ledger, submissions
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.transfer import LedgerPage
from tests.support.collecting import Desk, a_desk, opened
from tests.support.desks import spoil
from tests.support.errands import ACK, ACKS, LEDGER, LIST, PART, going_on, kinds, some, stored_only
from tests.support.faults import Answer, Call, Faults, answer, change, half_way, lose_request
from tests.support.front import Front, ShiftedClock, plain_submission
from tests.support.stores import new_inbox
from tests.support.waiting import until


@pytest.mark.expected_logs("incident")
def test_what_expired_unseen_is_lost_and_said(front: Front, desk: Desk) -> None:
    """Expired on the web and never held here: LOST, an incident, never silence (I12); what the ledger says of it stays."""
    desk.collect()
    some(front, 2)
    front.clock.forward(minutes=30)
    front.desk.turn()
    summary = desk.collect()
    assert summary.lost == 2
    assert desk.counts() == {Stage.LOST: 2}
    assert kinds(desk) == {IncidentKind.LOST}
    with front.client() as client:
        said = [payload_of(entry) for entry in client.get("/ledger").json()["entries"]]
    with desk.inbox.reading() as conn:
        known = submissions.facts(conn, [1, 2]).values()
    assert {(one.key.id, one.seq, one.kind, one.submitted_at) for one in known} == {
        (entry["id"], entry["seq"], UNKNOWN_KIND, datetime.fromisoformat(entry["submitted_at"])) for entry in said
    }


@pytest.mark.expected_logs("incident")
def test_a_clock_that_was_ahead_when_the_store_was_made_hides_no_loss(front: Front, tmp_path: Path) -> None:
    """What the ledger says after the first list's end of it has ended since, whatever a workstation's clock said."""
    inbox, ahead = new_inbox(tmp_path / "store"), ShiftedClock()
    ahead.forward(minutes=60 * 24 * 400)
    with inbox.transaction() as tx:
        identity.make(tx, ahead.now(), "a place of this test")
        keys.put_public(tx, (private := generate()).public(), ahead.now())
    desk = Desk(inbox.folder, front.settings_file, inbox, private)
    with closing(inbox):
        some(front, 1)
        desk.collect()
        some(front, 1)
        front.clock.forward(minutes=30)
        front.desk.turn()
        assert desk.collect().lost == 1
        assert desk.counts() == {Stage.CLOSED: 1, Stage.LOST: 1}
        assert kinds(desk) == {IncidentKind.LOST}


def test_what_had_expired_before_the_first_list_is_no_loss_of_ours(front: Front, desk: Desk) -> None:
    """Also the entry at which the ledger is pinned, which is read: it had ended before the store was made."""
    front.clock.forward(minutes=-40)
    some(front, 2)
    front.clock.forward(minutes=30)
    front.desk.turn()
    front.clock.forward(minutes=10)
    assert desk.collect().lost == 0
    assert (desk.counts(), desk.incidents()) == ({}, [])


def test_what_expired_after_it_was_stored_is_ours(front: Front, desk: Desk, faults: Faults) -> None:
    """Verified here, never acknowledged in time: stored, expired on the web; nothing is lost."""
    some(front)
    stored_only(desk, faults, 3)
    front.clock.forward(minutes=30)
    front.desk.turn()
    summary = desk.collect()
    assert summary.lost == 0
    assert desk.counts() == {Stage.STORED_EXPIRED: 3}
    assert desk.incidents() == []


@pytest.mark.expected_logs("incident")
def test_a_store_restored_from_a_copy_misses_what_it_acknowledged(front: Front, desk: Desk, tmp_path: Path) -> None:
    """The ledger names our store for what this older copy does not hold: missing, an incident, never silence."""
    some(front, 1)
    desk.collect()
    desk.inbox.checkpoint()
    (tmp_path / "restored").mkdir(mode=0o700)
    shutil.copy(desk.folder / "inbox.db", tmp_path / "restored" / "inbox.db")
    some(front, 2)
    desk.collect()
    older = replace(desk, folder=tmp_path / "restored", inbox=Inbox.open(tmp_path / "restored"), events=[])
    try:
        assert older.collect().missing == 2
        assert older.counts() == {Stage.CLOSED: 1, Stage.MISSING: 2}
        assert kinds(older) == {IncidentKind.MISSING}
    finally:
        older.inbox.close()


@pytest.mark.expected_logs("incident")
def test_what_a_stranger_took_before_it_was_listed_here_is_told(front: Front, desk: Desk, tmp_path: Path) -> None:
    """A name of ours that no copy knows, or a stolen certificate: only the ledger says that there was something (§4.5)."""
    front.clock.forward(minutes=5)
    some(front, 1)
    with a_desk(tmp_path / "other", front.settings_file) as other:
        other.collect()  # before our first list: not ours to tell of, though by the site's clock our store was there
        front.clock.forward(minutes=-5)
        assert desk.collect().foreign == 0
        some(front, 2)
        other.collect()
        beside = replace(desk, peers=frozenset({other.store_id}))
        assert desk.collect().foreign == 2
        assert desk.counts() == {Stage.FOREIGN: 2}
        assert [(each.kind, each.seq) for each in desk.incidents()] == [(IncidentKind.STRANGER, n) for n in (2, 3)]
        some(front, 1)
        other.collect()
        assert beside.collect().foreign == 0  # a listed peer's is its own


@pytest.mark.expected_logs("incident")
def test_a_new_epoch_is_an_incident_and_stops_nothing(front: Front, desk: Desk, faults: Faults) -> None:
    """A front end whose database was replaced: collecting goes on, the ledger is pinned anew."""
    some(front, 1)
    desk.collect()

    def renewed(kept: Answer) -> None:
        kept.body = kept.body.replace(front.desk.epoch.encode(), b"another-epoch")

    faults.add("GET", "/submissions$", change(renewed))
    faults.add("GET", "/ledger$", change(renewed))
    some(front, 2)
    assert desk.collect().acknowledged == 2
    assert kinds(desk) == {IncidentKind.EPOCH_CHANGED}


def _expire_amid(front: Front, collector: Collector, come: threading.Event) -> None:
    """Once half of a body has come, what it is of expires on the web, and the site is asked anew."""
    until(come.is_set)
    front.clock.forward(minutes=30)
    front.desk.turn()
    collector.poke()


def test_what_expires_while_its_body_comes_in_is_not_lost(front: Front, desk: Desk, faults: Faults) -> None:
    """The ledger says expired in the middle of a download that then ends well: ours, and no loss is told."""
    go_on, come = threading.Event(), threading.Event()
    front.desk.take_in([plain_submission(b"x" * 200_000)])
    faults.add("GET", PART, half_way(go_on, come))
    with going_on(desk) as collector:
        _expire_amid(front, collector, come)
        until(lambda: faults.count("GET", LEDGER) >= 1)
        until(lambda: _read_to(desk) == 1)
        assert desk.counts() == {Stage.OFFERED: 1}
        go_on.set()
        until(lambda: desk.counts() == {Stage.STORED_EXPIRED: 1})
    assert desk.incidents() == []
    assert opened(desk, 1)[1] == {0: b"x" * 200_000}


@pytest.mark.expected_logs("incident")
def test_what_expires_while_its_body_comes_in_and_breaks_off_is_lost(front: Front, desk: Desk, faults: Faults) -> None:
    """The same, and the body never comes whole: lost after all, and said."""
    go_on, come = threading.Event(), threading.Event()
    front.desk.take_in([plain_submission(b"x" * 200_000)])

    async def spoilt(call: Call) -> None:
        call_through = half_way(go_on, come)
        await call_through(Call(call.scope, call.receive, _flipping(call.send), call.app))

    faults.add("GET", PART, spoilt)
    with going_on(desk) as collector:
        _expire_amid(front, collector, come)
        until(lambda: _read_to(desk) == 1)
        assert desk.incidents() == []
        go_on.set()
        until(lambda: kinds(desk) == {IncidentKind.LOST})
    assert desk.counts() == {Stage.LOST: 1}


class _Together(ThreadLanes):
    """Lanes that hand over a whole body together with the ledger's page, and with the list after it: the body first."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: list[Done] = []
        self.page_has_come = threading.Event()

    def wait(self, seconds: float) -> list[Done]:
        """As ever, but for those."""
        found = super().wait(seconds)
        for done in found:
            if isinstance(done.value, LedgerPage) and done.value.entries:
                self.page_has_come.set()
        self._kept += [done for done in found if isinstance(done.value, Load | LedgerPage)]
        found = [done for done in found if done not in self._kept]
        bodies = [done for done in self._kept if isinstance(done.value, Load)]
        if self.page_has_come.is_set() and not bodies:
            return found
        others, self._kept = [done for done in self._kept if done not in bodies], []
        return [*bodies, *others, *found]


def test_what_expires_and_comes_whole_in_one_turn_is_not_lost(front: Front, desk: Desk, faults: Faults) -> None:
    """The body has come, the expiry is read before it is committed: it is ours, and no loss is told."""
    go_on, come, lanes = threading.Event(), threading.Event(), _Together()
    front.desk.take_in([plain_submission(b"x" * 200_000)])
    faults.add("GET", PART, half_way(go_on, come))
    with going_on(desk, make_lanes=lambda: lanes) as collector:
        _expire_amid(front, collector, come)
        until(lanes.page_has_come.is_set)
        go_on.set()
        until(lambda: _read_to(desk) == 1 and Stage.OFFERED not in desk.counts())
    assert desk.counts() == {Stage.STORED_EXPIRED: 1}
    assert desk.incidents() == []
    assert opened(desk, 1)[1] == {0: b"x" * 200_000}


@pytest.mark.expected_logs("incident")
def test_what_expired_and_can_not_be_read_back_is_lost_and_said(front: Front, desk: Desk, faults: Faults) -> None:
    """The copy that counted is set aside, and there is no other: lost, with its incident; what came is kept sealed."""
    go_on, come, lanes = threading.Event(), threading.Event(), _Together()
    front.desk.take_in([plain_submission(b"x" * 200_000)])
    faults.add("GET", PART, half_way(go_on, come))

    def spoiled(event: CollectorEvent) -> None:
        if event.name is EventName.STORED:
            spoil(desk.inbox, "UPDATE chunk SET sealed = zeroblob(length(sealed))")

    with going_on(desk, make_lanes=lambda: lanes, listener=spoiled) as collector:
        _expire_amid(front, collector, come)
        until(lanes.page_has_come.is_set)
        go_on.set()
        until(lambda: kinds(desk) == {IncidentKind.LOST})
    assert desk.counts() == {Stage.LOST: 1}
    with desk.inbox.reading() as conn:
        (one,) = submissions.facts(conn, [1])[1].attempts
    assert one.set_aside_at is not None


@pytest.mark.expected_logs("incident")
def test_a_run_that_goes_once_does_not_end_before_a_loss_is_told(front: Front, desk: Desk, faults: Faults) -> None:
    """The same with `--once`: the receipt of another has the ledger read while the body is on its way."""
    lanes = _Together()
    big, _small = front.desk.take_in([plain_submission(b"x" * 200_000), plain_submission(b"{}")])

    async def and_expires(call: Call) -> None:
        kept = await call.through()
        front.clock.forward(minutes=30)
        front.desk.turn()
        await call.say(kept)

    def spoiled(event: CollectorEvent) -> None:
        if (event.name, event.seq) == (EventName.STORED, big.seq):
            spoil(desk.inbox, "UPDATE chunk SET sealed = zeroblob(length(sealed)) WHERE attempt = 2")

    faults.add("GET", PART, half_way(lanes.page_has_come))
    faults.add("POST", ACKS, and_expires)
    assert desk.collect(make_lanes=lambda: lanes, listener=spoiled).lost == 1
    assert desk.counts() == {Stage.CLOSED: 1, Stage.LOST: 1}


@pytest.mark.expected_logs("incident", "asyncio")
def test_what_expired_in_a_life_that_ended_before_its_body_came_is_lost(
    front: Front, desk: Desk, faults: Faults
) -> None:
    """What was to be judged once the body has come is judged by the next life: the ledger does not say it again."""
    go_on, come = threading.Event(), threading.Event()
    front.desk.take_in([plain_submission(b"x" * 200_000)])
    faults.add("GET", PART, half_way(go_on, come))
    with going_on(desk) as collector:
        _expire_amid(front, collector, come)
        until(lambda: _read_to(desk) == 1)
    go_on.set()
    assert (desk.counts(), desk.incidents()) == ({Stage.OFFERED: 1}, [])
    assert desk.collect().lost == 1
    assert desk.counts() == {Stage.LOST: 1}
    assert kinds(desk) == {IncidentKind.LOST}
    assert desk.collect().lost == 0


def _flipping(send: Send) -> Send:
    async def flipped(message: Message) -> None:
        if message.get("body"):
            message["body"] = bytes([message["body"][0] ^ 1]) + message["body"][1:]
        await send(message)

    return flipped


def _read_to(desk: Desk) -> int:
    """How far the ledger has been read."""
    with desk.inbox.reading() as conn:
        state = ledger.state(conn)
    return 0 if state is None else state.pos


@pytest.mark.expected_logs("incident")
def test_a_ledger_that_contradicts_a_receipt_is_a_dispute(front: Front, desk: Desk, faults: Faults) -> None:
    """A valid entry for what we hold a receipt of, that is not that receipt: nothing is closed by it, all is kept."""
    some(front, 1)

    def another(kept: Answer) -> None:
        body = json.loads(kept.body)
        payload = payload_of(body["entries"][0]) | {"at": "2026-11-23T09:00:00.000Z"}
        body["entries"][0] = front.desk.signer.sign(json.dumps(payload).encode(), RECEIPT)
        kept.body = json.dumps(body).encode()

    faults.add("GET", LEDGER, change(another))
    desk.collect()
    assert desk.counts() == {Stage.DISPUTED: 1}
    assert IncidentKind.DISPUTED in kinds(desk)
    assert opened(desk, 1)[1] == {0: b"0" * 10}


@pytest.mark.expected_logs("incident")
def test_a_broken_chain_closes_nothing_and_is_told_once(front: Front, desk: Desk, faults: Faults) -> None:
    """An entry that does not name the one before: said with its fault, however often it is read; collecting goes on."""
    some(front, 1)

    def unchained(kept: Answer) -> None:
        body = json.loads(kept.body)
        payload = payload_of(body["entries"][0]) | {"prev": "sha256-" + "1" * 64}
        body["entries"][0] = front.desk.signer.sign(json.dumps(payload).encode(), RECEIPT)
        kept.body = json.dumps(body).encode()

    faults.add("GET", LEDGER, change(unchained))
    with going_on(desk) as collector:
        until(lambda: IncidentKind.LEDGER_BROKEN in kinds(desk))
        for read in range(faults.count("GET", LEDGER), faults.count("GET", LEDGER) + 2):
            collector.poke()
            until(lambda: faults.count("GET", LEDGER) > read)  # noqa: B023 - asked at once
    assert [(one.kind, one.detail) for one in desk.incidents()] == [(IncidentKind.LEDGER_BROKEN, "prev")]
    assert desk.counts() == {Stage.ACKNOWLEDGED: 1}
    faults.clear()
    some(front, 1)
    assert desk.collect().closed == 2


@pytest.mark.expected_logs("incident")
def test_what_neither_answer_nor_ledger_knows_is_a_dispute(front: Front, desk: Desk, faults: Faults) -> None:
    """Listed, served, and then neither: the copy is kept, a person is told, nothing is sent any more."""
    some(front, 1)
    _unheard_of(faults)
    _ask_once(desk, faults)
    assert desk.incidents() == [], "it is listed still: a node of the site may lag"
    assert desk.counts() == {Stage.VERIFIED: 1}

    def unlisted(kept: Answer) -> None:
        kept.body = json.dumps(json.loads(kept.body) | {"items": []}).encode()

    faults.add("GET", LIST, change(unlisted))
    desk.collect()
    assert [(one.kind, one.detail) for one in desk.incidents()] == [(IncidentKind.DISPUTED, "unknown-submission")]
    assert desk.counts() == {Stage.DISPUTED: 1}
    assert opened(desk, 1)[1] == {0: b"0" * 10}


@pytest.mark.expected_logs("incident")
def test_an_epoch_that_comes_back_is_read_on_where_it_was_left(front: Front, desk: Desk, faults: Faults) -> None:
    """One list with a wrong epoch once kept what was acknowledged before it from ever being closed (`hostile-319`)."""
    faults.add("GET", LEDGER, lose_request)
    with going_on(desk):
        some(front, 2)
        until(lambda: desk.counts().get(Stage.ACKNOWLEDGED, 0) == 2)
        until(lambda: faults.count("GET", LEDGER) > 1)  # it is the site's trouble, and asked for again
    faults.clear()

    def another(kept: Answer) -> None:
        kept.body = kept.body.replace(front.desk.epoch.encode(), b"another-epoch")

    faults.add("GET", LIST, change(another))
    desk.collect()
    assert kinds(desk) == {IncidentKind.EPOCH_CHANGED}
    faults.clear()
    desk.collect()
    assert desk.counts() == {Stage.CLOSED: 2}


def test_a_page_of_another_epoch_says_nothing_of_ours(front: Front, desk: Desk, faults: Faults) -> None:
    """A front end that was replaced between a list and its ledger: no receipt of ours is missing for that."""
    some(front, 2)

    def another(kept: Answer) -> None:
        kept.body = kept.body.replace(front.desk.epoch.encode(), b"another-epoch")

    faults.add("GET", LEDGER, change(another))
    desk.collect()
    assert desk.incidents() == []
    assert desk.counts() == {Stage.ACKNOWLEDGED: 2}
    faults.clear()
    desk.collect()
    assert desk.counts() == {Stage.CLOSED: 2}


@pytest.mark.expected_logs("incident")
def test_where_another_epoch_was_pinned_hides_no_missing_receipt(front: Front, desk: Desk, faults: Faults) -> None:
    """One list of an epoch that reached far: back in ours, a receipt that its ledger does not show is told still."""
    some(front, 1)
    desk.collect()

    def far(kept: Answer) -> None:
        body = json.loads(kept.body)
        kept.body = json.dumps(body | {"epoch": "another-epoch", "ledger_high": 1000}).encode()

    faults.add("GET", LIST, change(far))
    desk.collect()
    faults.clear()

    def doctored(kept: Answer) -> None:
        body = json.loads(kept.body)
        for result in body["results"]:
            payload = payload_of(result["receipt"]) | {"at": "2026-11-23T09:00:00.000Z"}
            result["receipt"] = front.desk.signer.sign(json.dumps(payload).encode(), RECEIPT)
        kept.body = json.dumps(body).encode()

    faults.add("POST", ACKS, change(doctored))
    some(front, 1)
    desk.collect()
    assert {"receipt"} <= {incident.detail for incident in desk.incidents()}


@pytest.mark.expected_logs("incident")
def test_what_ended_in_quarantine_while_it_came_in_is_told_of_in_this_life(
    front: Front, desk: Desk, faults: Faults
) -> None:
    """Once it is stored: until then there is no copy to tell of."""
    go_on, come = threading.Event(), threading.Event()
    front.desk.take_in([plain_submission(b"x" * 200_000)])
    faults.add("GET", PART, half_way(go_on, come))

    def unsigned(kept: Answer) -> None:
        said = json.loads(kept.body)
        for item in said["items"]:
            head, payload, _signature = item["manifest"].split(".")
            item["manifest"] = f"{head}.{payload}.{'A' * 86}"
        kept.body = json.dumps(said).encode()

    faults.add("GET", LIST, change(unsigned))
    with going_on(desk) as collector:
        _expire_amid(front, collector, come)
        until(lambda: _read_to(desk) == 1)
        go_on.set()
        until(lambda: kinds(desk) == {IncidentKind.UNPROVEN})
    assert desk.counts() == {Stage.STORED_EXPIRED: 1}


def _ask_once(desk: Desk, faults: Faults) -> None:
    """A collector that is told so, reads the ledger after it, and is stopped before it asks again."""
    with going_on(desk):
        until(lambda: faults.count("POST", ACKS) > 0 and faults.count("PUT", ACK) > 0)
        until(lambda: faults.count("GET", LEDGER) > 0)


def _unheard_of(faults: Faults) -> None:
    faults.add("POST", ACKS, answer(404, "application/problem+json", b'{"type":"about:blank","status":404}'))
    body = b'{"type":"urn:transfer:problem:unknown-submission","status":404}'
    faults.add("PUT", ACK, answer(404, "application/problem+json", body))


def test_a_node_that_lags_disputes_nothing(front: Front, desk: Desk, faults: Faults) -> None:
    """One says that it never heard of what is listed: asked again it takes it, and it is closed as ever."""
    some(front, 2)
    _unheard_of(faults)
    _ask_once(desk, faults)
    faults.clear()
    assert desk.collect().closed == 2
    assert desk.incidents() == []


@pytest.mark.expected_logs("incident")
def test_what_ended_in_quarantine_is_told_of_once(front: Front, desk: Desk) -> None:
    """Our copy is the only one then; closed by a person it stays closed, and a later life tells of it no more."""
    some(front, 2)
    keys = front.site.config.parent / "front-end.jwks.json"
    true_keys = keys.read_text("utf-8")
    keys.write_text(true_keys.replace('"kid": "', '"kid": "x'), "utf-8")
    desk.collect()
    front.clock.forward(minutes=30)
    front.desk.turn()
    keys.write_text(true_keys, "utf-8")
    desk.collect()
    assert desk.counts() == {Stage.STORED_EXPIRED: 2}
    assert [(one.kind, one.detail) for one in desk.incidents()] == [(IncidentKind.UNPROVEN, "signature")] * 2
    with desk.inbox.transaction() as tx:
        for one in desk.incidents():
            incidents.close_incident(tx, one.number, "EXEMPLE", front.clock.now(), Role.DESK)
    desk.collect()
    assert kinds(desk) == set()
