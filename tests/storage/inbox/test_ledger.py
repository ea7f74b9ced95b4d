"""The front end's ledger as we read it, and the numbers nobody accounts for."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.receipts import Receipt, entry_hash
from backoffice_gui.storage.inbox import audit_log, ledger
from backoffice_gui.storage.inbox.ledger import Gap, LedgerState
from backoffice_gui.storage.inbox.schema import gap
from tests.support.stores import MOMENT, World, invented, receipt_for

EPOCH = "epoch-EXEMPLE"


def entries(world: World, *positions: int) -> list[tuple[str, Receipt]]:
    """Entries at these places, each about a submission of its own."""
    made = []
    for pos in positions:
        (facts,) = world.sight(invented(pos + 100))
        made.append((f"EXEMPLE.{pos}.y", dataclasses.replace(receipt_for(facts, world.store_id), pos=pos)))
    return made


def test_before_the_first_list_there_is_no_ledger(world: World) -> None:
    """Nothing to go on from."""
    with world.inbox.reading() as connection:
        assert ledger.state(connection) is None


@pytest.mark.parametrize(("high", "pos"), [(0, 0), (1, 0), (10, 9)])
def test_a_ledger_is_pinned_where_its_first_list_found_it(high: int, pos: int, world: World) -> None:
    """The pinned entry is the next that is read; pinning again changes nothing; audited once."""
    with world.inbox.transaction() as tx:
        for again in (high, high + 5):
            assert ledger.pin(tx, EPOCH, again, MOMENT) == LedgerState(EPOCH, high, pos, None)
        (line,) = (line for line in audit_log.read(tx) if line.verb == "ledger_pinned")
        assert (line.object, line.details) == ("epoch:1", (("pos", high),))


def test_entries_are_kept_as_they_were_served(world: World) -> None:
    """Once each, whatever comes again; the state names the last one read."""
    three = entries(world, 1, 2, 3)
    with world.inbox.transaction() as tx:
        ledger.pin(tx, EPOCH, 1, MOMENT)
        ledger.append(tx, three[:2], EPOCH, MOMENT)
        ledger.append(tx, [("EXEMPLE.other.y", three[1][1]), three[2]], EPOCH, MOMENT)
        ledger.append(tx, [], EPOCH, MOMENT)
        assert ledger.state(tx) == LedgerState(EPOCH, 1, 3, entry_hash(three[2][0]))
        found = ledger.entries(tx, EPOCH)
        assert [each.jws for each in found] == [jws for jws, _receipt in three]
        assert [each.pos for each in ledger.entries(tx, EPOCH, after=1, limit=1)] == [2]
        assert ledger.entries(tx, "another") == []
        one = ledger.entry(tx, three[1][1].key)
        assert one == found[1]
        assert one.hash == entry_hash(one.jws)
        assert ledger.entry(tx, invented(1).manifest.key) is None


def test_a_new_epoch_is_read_from_its_own_pin(world: World) -> None:
    """The old one's entries stay."""
    one, two = entries(world, 1, 2)
    with world.inbox.transaction() as tx:
        ledger.pin(tx, EPOCH, 1, MOMENT)
        ledger.append(tx, [one], EPOCH, MOMENT)
        assert ledger.pin(tx, "epoch-2", 5, MOMENT) == LedgerState("epoch-2", 5, 4, None)
        assert audit_log.read(tx)[-1].object == "epoch:2"
        assert ledger.state(tx) == ledger.state(tx, "epoch-2")
        assert ledger.state(tx, EPOCH) == LedgerState(EPOCH, 1, 1, entry_hash(one[0]))
        assert ledger.state(tx, "another") is None
        ledger.append(tx, [two], "epoch-2", MOMENT)
        assert [each.pos for each in ledger.entries(tx, EPOCH)] == [1]
        assert [each.pos for each in ledger.entries(tx, "epoch-2")] == [2]


def test_the_last_entry_of_a_submission_is_told(world: World) -> None:
    """Another epoch may have served it again; each one can be asked for by its octets."""
    ((jws, receipt),) = entries(world, 1)
    served = [jws, f"{jws}.again", f"{jws}.once.more"]
    with world.inbox.transaction() as tx:
        for epoch, octets in zip((EPOCH, "epoch-2", "epoch-3"), served, strict=True):  # by name the last is amid them
            ledger.pin(tx, epoch, 1, MOMENT)
            ledger.append(tx, [(octets, receipt)], epoch, MOMENT)
        for asked, found in ((None, served[-1]), *((each, each) for each in served)):
            one = ledger.entry(tx, receipt.key, asked)
            assert one is not None
            assert one.jws == found
        assert ledger.entry(tx, receipt.key, "EXEMPLE.another.y") is None


def test_numbers_the_ledger_speaks_of(world: World) -> None:
    """By epoch."""
    one, two = entries(world, 1, 2)
    with world.inbox.transaction() as tx:
        ledger.pin(tx, EPOCH, 1, MOMENT)
        ledger.append(tx, [one, two], EPOCH, MOMENT)
        assert ledger.has_seq(tx, EPOCH, 101)
        assert not ledger.has_seq(tx, EPOCH, 103)
        assert not ledger.has_seq(tx, "another", 101)
        assert ledger.seqs(tx, EPOCH, 1, 200) == {101, 102}
        assert ledger.seqs(tx, EPOCH, 102, 102) == {102}
        assert ledger.seqs(tx, "another", 1, 200) == set()


def test_what_is_filled_amid_a_gap_leaves_both_its_sides(world: World) -> None:
    """To the number; a gap that lies about another is noted on either side of it."""
    with world.inbox.transaction() as tx:
        ledger.add_gap(tx, EPOCH, 1, 9, MOMENT)
        ledger.fill_gap(tx, EPOCH, 4, 5)
        assert ledger.gaps(tx, EPOCH) == [Gap(1, 3, MOMENT), Gap(6, 9, MOMENT)]
        later = MOMENT + timedelta(hours=1)
        ledger.add_gap(tx, EPOCH, 1, 11, later)
        assert ledger.gaps(tx, EPOCH) == [
            Gap(1, 3, MOMENT),
            Gap(4, 5, later),
            Gap(6, 9, MOMENT),
            Gap(10, 11, later),
        ]


def test_gaps_of_one_epoch_are_not_filled_by_another(world: World) -> None:
    """Numbers begin anew with each: the same ones are missing in both."""
    with world.inbox.transaction() as tx:
        for epoch in (EPOCH, "epoch-2"):
            ledger.add_gap(tx, epoch, 3, 5, MOMENT)
        ledger.fill_gap(tx, "epoch-2", 3, 4)
        assert ledger.gaps(tx, EPOCH) == [Gap(3, 5, MOMENT)]
        assert ledger.gaps(tx, "epoch-2") == [Gap(5, 5, MOMENT)]


intervals = st.tuples(st.booleans(), st.integers(1, 30), st.integers(0, 8))


@given(st.lists(intervals, max_size=12))
def test_gaps_are_exactly_the_numbers_that_are_missing(disk_world: World, steps: list[tuple[bool, int, int]]) -> None:
    """Against a plain set of numbers; intervals never overlap; a number keeps the time since when it is missing."""
    since: dict[int, int] = {}
    with disk_world.inbox.transaction() as tx:
        tx.execute(gap.delete())
        for turn, (adds, low, length) in enumerate(steps):
            numbers = range(low, low + length)
            if adds:
                ledger.add_gap(tx, EPOCH, low, low + length - 1, MOMENT + timedelta(seconds=turn))
                for number in numbers:
                    since.setdefault(number, turn)
            else:
                ledger.fill_gap(tx, EPOCH, low, low + length - 1)
                for number in numbers:
                    since.pop(number, None)
        found: list[Gap] = ledger.gaps(tx, EPOCH)
        assert ledger.gaps(tx, "another") == []
    told = [(number, each.since) for each in found for number in range(each.low, each.high + 1)]
    assert told == [(number, MOMENT + timedelta(seconds=since[number])) for number in sorted(since)]
