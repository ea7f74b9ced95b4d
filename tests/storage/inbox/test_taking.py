"""What the inbox holds for the caseload."""

from __future__ import annotations

import dataclasses

import pytest

from backoffice_gui.sealing import SealBroken
from backoffice_gui.storage.inbox import outcomes, taking
from backoffice_gui.storage.inbox.unsealing import Unsealer
from tests.support.stores import MOMENT, World, invented


def _unsealer(world: World) -> Unsealer:
    return Unsealer({world.private.public().fingerprint: world.private})


def test_rows_say_whether_they_are_ours(world: World) -> None:
    """By stage; in quarantine only with a receipt of ours: whoever acknowledged it had proven it."""
    rows = [world.begin(invented(n)).row for n in (1, 2, 3)]
    offered = world.sight(invented(4))[0].row
    world.receipt(rows[0])
    world.receipt(rows[1], ours=False)
    world.do(lambda tx: outcomes.quarantined(tx, rows[2], "signature", MOMENT))
    with world.inbox.reading() as connection:
        assert taking.last_row(connection) == offered == 4
        assert [(each.ours, each.never) for each in taking.seen(connection, 0, 9)] == [
            (True, False),
            (False, True),
            (False, False),
            (False, False),
        ]
    world.receipt(rows[2])
    with world.inbox.reading() as connection:
        assert [each.ours for each in taking.stands(connection, [3])] == [True]
        assert [each.row for each in taking.seen(connection, 2, 1)] == [3]
        assert [each.row for each in taking.stands(connection, [4, 1, 9])] == [1, 4]


def test_what_the_site_contradicts_is_ours_where_we_have_its_receipt(world: World) -> None:
    """Nobody else has it then; without one it waits, for a person or a receipt."""
    rows = [world.begin(invented(n)).row for n in (1, 2)]
    world.receipt(rows[0])
    for row in rows:
        with world.inbox.transaction() as tx:
            outcomes.disputed(tx, row, MOMENT, "ledger")
    with world.inbox.reading() as connection:
        assert [(each.ours, each.never) for each in taking.seen(connection, 0, 9)] == [(True, False), (False, False)]


def test_only_what_ended_in_quarantine_is_to_be_judged_here(world: World) -> None:
    """What is still listed is the collector's to judge; what was erased is nobody's."""
    rows = [world.begin(invented(n)).row for n in (1, 2, 3)]
    for row in rows:
        with world.inbox.transaction() as tx:
            outcomes.quarantined(tx, row, "signature", MOMENT)
    for row in rows[1:]:
        with world.inbox.transaction() as tx:
            outcomes.expired(tx, row, "EXEMPLE.expired", MOMENT)
    world.do(lambda tx: outcomes.released(tx, rows[2], MOMENT))
    with world.inbox.reading() as connection:
        assert [each.ended_unjudged for each in taking.seen(connection, 0, 9)] == [False, True, False]


def test_rows_are_called_what_their_site_calls_them(world: World) -> None:
    """Origin, id and digest; what is not asked for, or not there, is left out."""
    several = [invented(n) for n in (1, 2, 3)]
    first, second, third = (facts.row for facts in world.sight(*several))
    with world.inbox.reading() as connection:
        assert taking.keys(connection, [third, first, third + 1]) == {
            first: several[0].manifest.key,
            third: several[2].manifest.key,
        }
        assert taking.keys(connection, [second]) == {second: several[1].manifest.key}


@pytest.mark.parametrize("chunk", [5, 1_000])
def test_the_first_part_is_opened_up_to_a_measure(world: World, chunk: int) -> None:
    """In one chunk or in many; more is nothing, and what is not there does not open."""
    row = world.begin(invented(1, (b"EXEMPLE " * 3, b"x")), chunk=chunk).row
    bare = world.sight(invented(2))[0].row
    with world.inbox.reading() as connection:
        one, two = taking.arrived(connection, [row, bare])
    unsealer = _unsealer(world)
    with world.inbox.reading() as connection:
        assert taking.first_part(connection, unsealer, one, 24) == b"EXEMPLE " * 3
        assert taking.first_part(connection, unsealer, one, 23) is None
        assert (one.parts, one.attempt, two.attempt) == (2, 1, None)
        with pytest.raises(SealBroken):
            taking.first_part(connection, unsealer, dataclasses.replace(one, sealed=None), 99)
        with pytest.raises(SealBroken):
            taking.first_part(connection, unsealer, dataclasses.replace(one, wrapped_key=bytes(60)), 99)


def test_empty_pieces_are_told_by_attempt(world: World) -> None:
    """The form is none of them, nor is the manifest; an attempt without any is left out."""
    one = world.verify(invented(1, (b"", b"", b"x", b"")))
    other = world.verify(invented(2, (b"{}", b"x")))
    with world.inbox.reading() as connection:
        assert taking.empty_parts(connection, [one.attempt, other.attempt, 99]) == {one.attempt: [1, 3]}
        assert taking.empty_parts(connection, [other.attempt]) == {}
