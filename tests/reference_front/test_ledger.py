"""Ends: final, exclusive, chained."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.reference_front import Accepted, Desk
from backoffice_gui.reference_front.holdings import ListQuery
from backoffice_gui.reference_front.jose import payload_of
from backoffice_gui.reference_front.ledger import Judgement, TakeOver, Taker
from tests.support.clock import TurnedClock
from tests.support.front import plain_submission

_TAKER = Taker("store-1", "CN=collector-1")
_WRONG = "sha256-" + "0" * 64


def _ask(one: Accepted, digest: str = "") -> TakeOver:
    return TakeOver(one.id, digest or one.digest, "2026-11-23T09:01:00.000Z")


def _take(desk: Desk, one: Accepted, taker: Taker = _TAKER) -> Judgement:
    return desk.take_over([_ask(one)], taker)[0]


def _counts(desk: Desk) -> tuple[int, int, int]:
    page = desk.listing(ListQuery())
    return page.high_seq, page.held, page.ledger_high


def test_a_receipt_says_all_that_the_protocol_wants(desk: Desk) -> None:
    """Every member of §3.8, `collector` as the certificate has it, 64 zeros before the first."""
    (one,) = desk.take_in([plain_submission(b"a", b"b")])
    judged = _take(desk, one)
    assert (judged.status, judged.problem) == (201, None)
    assert payload_of(str(judged.receipt)) == {
        "version": 1,
        "origin": "front.demo.ofpra.example",
        "pos": 1,
        "seq": 1,
        "id": one.id,
        "digest": one.digest,
        "outcome": "acknowledged",
        "submitted_at": "2026-11-23T09:00:00.000Z",
        "store_id": "store-1",
        "collector": "CN=collector-1",
        "stored_at": "2026-11-23T09:01:00.000Z",
        "at": "2026-11-23T09:00:00.000Z",
        "parts_destroyed": 2,
        "prev": "sha256-" + "0" * 64,
    }


def test_asking_again_gives_the_first_one_s_receipt(desk: Desk) -> None:
    """Whoever asks, and however often: the same octets, naming who was first."""
    (one,) = desk.take_in([plain_submission(b"a")])
    first = _take(desk, one)
    again = [_take(desk, one), _take(desk, one, Taker("store-2", "CN=collector-2"))]
    assert [(judged.status, judged.receipt) for judged in again] == [(200, first.receipt)] * 2
    assert desk.ledger(0, 10).high_pos == 1


@pytest.mark.parametrize("end", ["none", "acknowledged", "expired"])
def test_a_wrong_digest_destroys_nothing_in_any_state(desk: Desk, clock: TurnedClock, end: str) -> None:
    """The digest is compared first: 409, and what was there stays as it was."""
    (one,) = desk.take_in([plain_submission(b"a")])
    if end == "acknowledged":
        _take(desk, one)
    elif end == "expired":
        clock.advance(29 * 60)
    before = desk.standing(one.id)
    (judged,) = desk.take_over([_ask(one, _WRONG)], _TAKER)
    assert judged == Judgement(one.id, 409, problem="digest-mismatch")
    assert desk.standing(one.id) == before
    desk.turn()
    assert (desk.chunk(one.id, 0, 0) == b"a") == (end == "none")


def test_an_expired_one_is_never_acknowledged(desk: Desk, clock: TurnedClock) -> None:
    """From `expires_at` on, to the very moment: 410 with the expiry's entry, which names no store."""
    (one,) = desk.take_in([plain_submission(b"a")])
    clock.advance(29 * 60)
    judged = _take(desk, one)
    assert (judged.status, judged.problem) == (410, "expired")
    entry = payload_of(str(judged.receipt))
    assert entry["outcome"] == "expired"
    assert not entry.keys() & {"store_id", "collector", "stored_at"}


def test_an_acknowledged_one_never_expires(desk: Desk, clock: TurnedClock) -> None:
    """A moment before `expires_at` is in time, and stays the end."""
    (one,) = desk.take_in([plain_submission(b"a")])
    clock.advance(29 * 60 - 0.001)
    assert _take(desk, one).status == 201
    clock.advance(3600)
    desk.turn()
    assert _take(desk, one).status == 200


def test_an_unknown_id_is_unknown(desk: Desk) -> None:
    """404, with any digest."""
    (judged,) = desk.take_over([TakeOver("x" * 24, _WRONG, "t")], _TAKER)
    assert judged == Judgement("x" * 24, 404, problem="unknown-submission")


def test_each_item_of_many_is_judged_alone_and_in_order(desk: Desk) -> None:
    """Wrong, unknown and doubled items change nothing for the others."""
    first, second = desk.take_in([plain_submission(b"a"), plain_submission(b"b")])
    unknown = TakeOver("x" * 24, _WRONG, "t")
    judged = desk.take_over([_ask(second, _WRONG), _ask(first), unknown, _ask(first), _ask(second)], _TAKER)
    assert [one.status for one in judged] == [409, 201, 404, 200, 201]
    assert judged[3].receipt == judged[1].receipt
    assert _counts(desk) == (2, 0, 2)


@given(st.lists(st.sampled_from(["make", "take", "wait"]), min_size=1, max_size=30))
def test_the_ledger_is_dense_chained_and_complete(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> None:
    """After any history: `pos` without gap, each `prev` the hash of the one before, each `seq` held or ended once."""
    clock = TurnedClock()
    desk = Desk(tmp_path_factory.mktemp("ledger"), clock)
    waiting: list[Accepted] = []
    for step in steps:
        clock.advance(1)
        if step == "make":
            waiting += desk.take_in([plain_submission(b"a")])
        elif step == "take" and waiting:
            _take(desk, waiting.pop())
        elif step == "wait":
            clock.advance(10 * 60)
    page = desk.ledger(0, 500)
    entries = [payload_of(jws) for jws in page.entries]
    hashes = ["sha256-" + hashlib.sha256(jws.encode()).hexdigest() for jws in page.entries]
    assert [entry["pos"] for entry in entries] == list(range(1, page.high_pos + 1))
    assert [entry["prev"] for entry in entries] == ["sha256-" + "0" * 64, *hashes][: len(entries)]
    high_seq, held, ledger_high = _counts(desk)
    ended = [entry["seq"] for entry in entries]
    assert len(set(ended)) == len(ended) == ledger_high
    assert held + ledger_high == high_seq
    desk.close()


def test_a_page_of_the_ledger_begins_beyond_after(desk: Desk) -> None:
    """`after` and `limit` cut the same entries that a whole read gives; an empty ledger begins at 1."""
    assert desk.ledger(0, 10).low_pos == 1
    for one in desk.take_in([plain_submission(b"a") for _ in range(5)]):
        _take(desk, one)
    whole = desk.ledger(0, 500)
    assert (whole.low_pos, whole.high_pos) == (1, 5)
    assert desk.ledger(2, 2).entries == whole.entries[2:4]
    assert desk.ledger(9, 2).entries == ()
