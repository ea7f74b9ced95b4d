"""Bodies that do not come, do not hold, or are not signed: nothing is acknowledged that is not whole."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from backoffice_gui.collector.arrivals import Arrivals, sighting
from backoffice_gui.collector.lanes import Done
from backoffice_gui.collector.run import Run
from backoffice_gui.collector.run_keys import RunKeys
from backoffice_gui.collector.trouble import Troubles
from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import Unreachable
from backoffice_gui.storage import room
from backoffice_gui.storage.inbox import keys
from backoffice_gui.transfer.jws import TYP_MANIFEST, KeySet, Verdict, verify
from tests.support.clock import TurnedClock
from tests.support.collecting import Desk, opened
from tests.support.desks import spoil
from tests.support.errands import (
    LIST,
    PART,
    alarms,
    closed,
    going_on,
    some,
)
from tests.support.faults import Action, Answer, Faults, answer, change, held, lose_answer, lose_request
from tests.support.front import Front, plain_submission
from tests.support.stores import invented, sighting_of
from tests.support.waiting import until


@pytest.mark.parametrize("fault", [lose_request, lose_answer], ids=["request", "answer"])
def test_a_body_that_does_not_come_is_fetched_again(front: Front, desk: Desk, faults: Faults, fault: Action) -> None:
    """A part whose request or answer is lost once comes home in the next try."""
    some(front, 2, 200_000)
    faults.add("GET", PART, fault, times=1)
    assert desk.collect().closed == 2
    assert desk.incidents() == []


def test_a_piece_of_a_body_is_a_word_of_the_front_end(run: Run, turned: TurnedClock) -> None:
    """While one comes in nobody else is to have our place, whatever becomes of the list: it would be begun anew."""
    troubles = Troubles(run)
    arrivals = Arrivals(run, RunKeys(run), troubles, lambda *_: None)
    troubles.of_front(Unreachable("reset"), "list")
    turned.advance(60)
    arrivals._loads.acquire()
    arrivals._loaded(Done(lambda _done: None))
    assert troubles.unheard == 0


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
    assert [(each.name.value, each.detail) for each in desk.events if each.detail] == [("retry", "digest")]
    assert desk.names().count("stored") == 1, "it was not taken for whole until it was read back"


def other_keys(front: Front) -> tuple[Path, str]:
    """Pin keys that signed nothing; returns the file and what stood in it."""
    keys = front.site.folder / "front-end.jwks.json"
    true_keys = keys.read_text()
    jwks = json.loads(true_keys)
    for key in jwks["keys"]:
        key["kid"] = "another-name"
    keys.write_text(json.dumps(jwks))
    return keys, true_keys


def test_unknown_keys_quarantine_and_new_keys_release(front: Front, desk: Desk) -> None:
    """What no pinned key signed is kept sealed and never acknowledged; judged again when the keys change."""
    some(front)
    keys, true_keys = other_keys(front)
    summary = desk.collect()
    assert (summary.quarantined, summary.acknowledged, summary.held) == (3, 0, 3)
    assert desk.counts() == {Stage.QUARANTINED: 3}
    keys.write_text(true_keys)
    assert desk.collect().closed == 3
    assert desk.counts() == {Stage.CLOSED: 3}


def test_keys_that_change_before_the_acknowledgement_quarantine_what_was_verified(
    front: Front, desk: Desk, faults: Faults
) -> None:
    """What no key of today has signed does not wait in silence until it expires: a person is told."""
    some(front)
    faults.add("POST", "/acknowledgements", answer(302, "text/html", b"", location="/elsewhere"))
    assert desk.collect().stored == 3
    assert desk.counts() == {Stage.VERIFIED: 3}
    faults.clear()
    keys, true_keys = other_keys(front)
    summary = desk.collect()
    assert (summary.quarantined, summary.acknowledged, summary.held) == (3, 0, 3)
    assert desk.counts() == {Stage.QUARANTINED: 3}
    faults.clear()
    keys.write_text(true_keys)
    assert desk.collect().closed == 3


def test_what_nobody_signed_leaves_the_last_of_the_disk_to_what_is(
    front: Front, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever can't sign could fill the disk with what is kept for a person to judge: it waits, and a person is told."""
    some(front, 2)
    pinned, true_keys = other_keys(front)
    monkeypatch.setattr(room, "free_bytes", lambda _folder: 1024 * 1024 * 1024)
    summary = desk.collect()
    assert (summary.stored, summary.held) == (0, 2)
    assert alarms(desk) == {AlarmKind.DISK_FULL}
    pinned.write_text(true_keys)
    assert desk.collect().closed == 2


def test_what_a_manifest_says_in_clear_is_what_is_recorded() -> None:
    """Each fact in its place, the end on the web among them."""
    one = invented(4)
    assert sighting(one.manifest) == sighting_of(one)


def test_a_key_that_does_not_lie_there_as_it_was_wrapped_is_given_up(front: Front, desk: Desk) -> None:
    """A disk that loses a wrap may have lost the run key's: the next attempt is under a new one, and comes home."""
    some(front, 1)

    def lose(event: CollectorEvent) -> None:
        if event.name is EventName.STORED and not lost:
            lost.append(event)
            spoil(desk.inbox, "UPDATE attempt SET wrapped_key = zeroblob(length(wrapped_key))")

    lost: list[CollectorEvent] = []
    assert desk.collect(listener=lose).closed == 1
    assert len(lost) == 1
    with desk.inbox.reading() as conn:
        assert len(keys.run_keys(conn)) == 2


def forged(kept: Answer) -> None:
    """Each manifest under a signature that is none."""
    body = json.loads(kept.body)
    for item in body["items"]:
        head, payload, signature = item["manifest"].split(".")
        item["manifest"] = f"{head}.{payload}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"
    kept.body = json.dumps(body).encode()


def test_what_is_fetched_while_its_signature_changes_is_fetched_anew(front: Front, desk: Desk, faults: Faults) -> None:
    """The slot set out with the forged one: what it brings is not acknowledged under it."""
    go_on = threading.Event()
    some(front, 1, 300_000)
    faults.add("GET", LIST, change(forged))
    faults.add("GET", PART, held(go_on), times=1)
    with going_on(desk) as collector:
        until(lambda: faults.count("GET", PART) == 1)
        faults.clear()
        lists = faults.count("GET", LIST)
        collector.poke()
        until(lambda: faults.count("GET", LIST) > lists + 1)
        go_on.set()
        until(closed(desk, 1))
    manifest, _parts = opened(desk, 1)
    assert verify(manifest.decode(), KeySet.load(front.site.keys), TYP_MANIFEST) is Verdict.VALID


def test_what_was_sealed_unsigned_is_fetched_anew_once_it_is_signed(front: Front, desk: Desk, faults: Faults) -> None:
    """A copy kept under a forged signature was released and acknowledged with it (simulation, `hostile-25`)."""
    some(front, 1)
    faults.add("GET", LIST, change(forged))
    with going_on(desk) as collector:
        until(lambda: desk.counts().get(Stage.QUARANTINED, 0) == 1 and "stored" in desk.names())
        faults.clear()
        collector.poke()
        until(closed(desk, 1))
    manifest, _parts = opened(desk, 1)
    assert verify(manifest.decode(), KeySet.load(front.site.keys), TYP_MANIFEST) is Verdict.VALID
