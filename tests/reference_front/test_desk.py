"""The front end without its network, and over a restart."""

from __future__ import annotations

import threading
from pathlib import Path

from backoffice_gui.reference_front import Accepted, Desk
from backoffice_gui.reference_front.holdings import ListQuery
from backoffice_gui.reference_front.ledger import TakeOver, Taker
from tests.support.clock import TurnedClock
from tests.support.front import plain_submission


def _take(desk: Desk, one: Accepted, store: str = "s") -> int:
    return desk.take_over([TakeOver(one.id, one.digest, "t")], Taker(store, "CN=c"))[0].status


def test_everything_is_there_after_a_restart(tmp_path: Path, clock: TurnedClock) -> None:
    """Held and ended ones, ledger, epoch and signing key; `seq` and the chain go on."""
    before = Desk(tmp_path, clock)
    held, taken = before.take_in([plain_submission(b"a"), plain_submission(b"b")])
    _take(before, taken)
    listed, ledger = before.listing(ListQuery()), before.ledger(0, 10)
    before.close()
    after = Desk(tmp_path, clock)
    assert (after.listing(ListQuery()), after.ledger(0, 10)) == (listed, ledger)
    assert (after.epoch, after.signer.kid) == (before.epoch, before.signer.kid)
    assert after.chunk(held.id, 0, 0) == b"a"
    assert after.take_in([plain_submission(b"c")])[0].seq == 3
    assert _take(after, held) == 201
    after.close()


def test_what_expired_while_it_was_down_expires_at_the_first_question(tmp_path: Path, clock: TurnedClock) -> None:
    """No list ever shows what is past its time, whoever asks first."""
    before = Desk(tmp_path, clock)
    before.take_in([plain_submission(b"a")])
    before.close()
    clock.advance(29 * 60)
    after = Desk(tmp_path, clock)
    page = after.listing(ListQuery())
    assert (page.items, page.held, page.ledger_high) == ((), 0, 1)
    after.close()


def test_an_older_one_expires_though_newer_ones_came(desk: Desk, clock: TurnedClock) -> None:
    """The next expiry is known whatever comes in, and known again after each."""
    for _ in range(3):
        desk.take_in([plain_submission(b"a")])
        clock.advance(10 * 60)
    assert desk.listing(ListQuery()).held == 2
    clock.advance(10 * 60)
    assert desk.listing(ListQuery()).held == 1
    clock.advance(10 * 60)
    assert desk.listing(ListQuery()).held == 0
    (one,) = desk.take_in([plain_submission(b"a")])
    clock.advance(29 * 60)
    assert _take(desk, one) == 410


def test_many_expire_at_once(desk: Desk, clock: TurnedClock) -> None:
    """More than one transaction ends together."""
    desk.take_in([plain_submission(b"a") for _ in range(501)])
    clock.advance(29 * 60)
    assert desk.listing(ListQuery()).ledger_high == 501


def test_listeners_hear_of_each_arrival(desk: Desk) -> None:
    """Once a commit, after it: whoever asks then finds it."""
    heard: list[int] = []
    desk.on_arrival(lambda: heard.append(desk.high_seq()))
    desk.take_in([plain_submission(b"a"), plain_submission(b"b")])
    desk.submit(plain_submission(b"c"))
    assert heard == [2, 3]


def test_threads_end_each_submission_once(desk: Desk) -> None:
    """Four stores ask for the same ones while others come in: one 201 each, 200 for the rest, all with one receipt."""
    made = desk.take_in([plain_submission(b"a") for _ in range(30)])
    statuses: list[list[int]] = [[] for _ in range(4)]
    start = threading.Barrier(5)

    def taking(n: int) -> None:
        start.wait()
        statuses[n] = [_take(desk, one, f"store-{n}") for one in made]

    def making() -> None:
        start.wait()
        for _ in range(20):
            desk.take_in([plain_submission(b"b")])

    threads = [threading.Thread(target=taking, args=(n,), name=f"taking-{n}") for n in range(4)]
    threads.append(threading.Thread(target=making, name="making"))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [sorted(each) for each in zip(*statuses, strict=True)] == [[200, 200, 200, 201]] * 30
    page = desk.listing(ListQuery())
    assert (page.high_seq, page.held, page.ledger_high) == (50, 20, 30)
