"""How submissions end: each fact once, with its event, whatever is said again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from backoffice_gui.audit import Role
from backoffice_gui.domain.facts import Stage, SubmissionFacts, stage_of
from backoffice_gui.errors import Defect
from backoffice_gui.storage.inbox import audit_log, outcomes
from backoffice_gui.storage.inbox.outcomes import Receipted
from tests.support.stores import World, invented, receipt_for

LATER = timedelta(minutes=1)
Step = Callable[[Connection, int, World], list[SubmissionFacts]]


def verbs(world: World) -> list[str]:
    """What the chain says after the sighting and the attempts."""
    quiet = {"store_made", "key_made", "run_key_made", "offered", "stored", "verified"}
    with world.inbox.reading() as connection:
        return [line.verb for line in audit_log.read(connection) if line.verb not in quiet]


def test_a_receipt_of_ours_acknowledges(world: World) -> None:
    """With its JWS as served; once; audited with its place and store."""
    row = world.verify(invented(5)).row
    facts = world.receipt(row)
    assert stage_of(facts) is Stage.ACKNOWLEDGED
    assert facts == world.facts(row)
    assert facts.receipt is not None
    assert (facts.receipt.store_id, facts.receipt.pos, facts.receipt.recorded_at) == (world.store_id, 5, world.at)
    world.at += LATER
    assert world.receipt(row) == facts
    assert world.receipt(row, ours=False) == facts
    assert verbs(world) == ["acknowledged"]
    with world.inbox.reading() as connection:
        assert outcomes.receipt_jws(connection, row) == f"EXEMPLE.{row}.receipt"
        assert outcomes.receipt_jws(connection, 99) is None
        assert outcomes.expiry_jws(connection, row) is None
        details = dict(audit_log.read(connection)[-1].details)
    assert details == {"pos": 5, "store": world.store_id}


@pytest.mark.parametrize("peer", [True, False])
def test_a_receipt_of_another_store_is_foreign(peer: bool, world: World) -> None:
    """A peer's or a stranger's; ours is kept."""
    row = world.verify(invented()).row
    facts = world.receipt(row, ours=False, peer=peer)
    assert stage_of(facts) is Stage.FOREIGN
    assert facts.receipt is not None
    assert facts.receipt.peer is peer
    assert verbs(world) == ["foreign"]


def test_receipts_come_in_groups(world: World) -> None:
    """Facts in the order given; the first of two for one submission counts; none for none."""
    rows = [world.verify(invented(n)).row for n in (1, 2, 3)]
    facts = [world.facts(row) for row in (rows[2], rows[0], rows[0])]
    items = [
        Receipted(each.row, f"EXEMPLE.{n}", receipt_for(each, world.store_id), True, False)
        for n, each in enumerate(facts)
    ]
    with world.inbox.transaction() as tx:
        assert outcomes.receipted(tx, [], world.at) == []
        after = outcomes.receipted(tx, items, world.at)
        assert [each.row for each in after] == [rows[2], rows[0]]
        assert outcomes.receipt_jws(tx, rows[0]) == "EXEMPLE.1"
    assert verbs(world) == ["acknowledged", "acknowledged"]


def test_an_expiry_is_not_taken_for_a_receipt(world: World) -> None:
    """Our own mistake, refused before anything is written."""
    (facts,) = world.sight(invented())
    item = Receipted(facts.row, "EXEMPLE", receipt_for(facts, None), True, False)
    with pytest.raises(Defect), world.inbox.transaction() as tx:
        outcomes.receipted(tx, [item], world.at)


@pytest.mark.parametrize(
    ("held", "stage", "verb"),
    [("verified", Stage.STORED_EXPIRED, "stored_expired"), ("stored", Stage.STORED_EXPIRED, "stored_expired"),
     ("offered", Stage.OFFERED, "expired"), ("cut", Stage.OFFERED, "expired")],
)  # fmt: skip
def test_an_expiry_is_recorded_whether_we_hold_it_or_not(held: str, stage: Stage, verb: str, world: World) -> None:
    """Stored, it is ours alone now; else it is for the collector to call it lost."""
    one = invented()
    (facts,) = world.sight(one)
    if held == "verified":
        world.verify(one)
    elif held != "offered":
        world.begin(one, stored=held == "stored")
    row = facts.row
    for _ in range(2):
        (facts,) = world.do(lambda tx: outcomes.expired(tx, row, "EXEMPLE.x.y", world.at))
    assert stage_of(facts) is stage
    assert verbs(world) == [verb]
    with world.inbox.reading() as connection:
        assert outcomes.expiry_jws(connection, facts.row) == "EXEMPLE.x.y"


STEPS: list[tuple[str, Stage, Step]] = [
    ("quarantined", Stage.QUARANTINED, lambda tx, row, w: outcomes.quarantined(tx, row, "signature", w.at)),
    ("disputed", Stage.DISPUTED, lambda tx, row, w: outcomes.disputed(tx, row, w.at, "EXEMPLE")),
    ("lost", Stage.LOST, lambda tx, row, w: outcomes.lost(tx, row, w.at)),
    ("missing", Stage.MISSING, lambda tx, row, w: outcomes.missing(tx, row, w.at)),
    ("erased", Stage.OFFERED, lambda tx, row, w: outcomes.erased(tx, row, w.at)),
    ("closed", Stage.OFFERED, lambda tx, row, w: outcomes.closed(tx, [row], w.at)),
]


@pytest.mark.parametrize(("verb", "stage", "step"), STEPS, ids=[verb for verb, _stage, _step in STEPS])
def test_each_end_is_recorded_once(verb: str, stage: Stage, step: Step, world: World) -> None:
    """With the first time, one event and the stage that follows; the facts returned are those stored."""
    (facts,) = world.sight(invented())
    first = world.do(lambda tx: step(tx, facts.row, world))
    world.at += LATER
    again = world.do(lambda tx: step(tx, facts.row, world))
    assert first == again == [world.facts(facts.row)]
    assert stage_of(first[0]) is stage
    assert verbs(world) == [verb]


def test_reasons_stand_beside_their_facts(world: World) -> None:
    """As code words, in the row and in the chain."""
    (facts,) = world.sight(invented())
    world.do(lambda tx: outcomes.quarantined(tx, facts.row, "signature", world.at))
    world.do(lambda tx: outcomes.disputed(tx, facts.row, world.at, "two-receipts"))
    assert world.facts(facts.row).quarantine_reason == "signature"
    with world.inbox.reading() as connection:
        lines = audit_log.read(connection)[-2:]
    assert [dict(line.details) for line in lines] == [{"reason": "signature"}, {"detail": "two-receipts"}]


def test_a_release_ends_a_quarantine_for_good(world: World) -> None:
    """By new keys or by a person, whose role the chain names; it can't be quarantined again."""
    row = world.verify(invented()).row
    world.do(lambda tx: outcomes.quarantined(tx, row, "signature", world.at))
    (facts,) = world.do(lambda tx: outcomes.released(tx, row, world.at, role=Role.DESK))
    assert stage_of(facts) is Stage.VERIFIED
    with world.inbox.reading() as connection:
        assert audit_log.read(connection)[-1].role == "desk"
    (facts,) = world.do(lambda tx: outcomes.quarantined(tx, row, "again", world.at))
    assert not facts.quarantined


def test_a_group_is_closed_in_one_go(world: World) -> None:
    """Those that were closed already stay; the order is the one asked; what is not there is left out."""
    rows = [world.verify(invented(n)).row for n in (1, 2, 3)]
    for row in rows:
        world.receipt(row)
    world.do(lambda tx: outcomes.closed(tx, [rows[1]], world.at))
    facts = world.do(lambda tx: outcomes.closed(tx, [rows[2], 99, rows[1], rows[0]], world.at + LATER))
    assert [each.row for each in facts] == [rows[2], rows[1], rows[0]]
    assert [each.closed_at for each in facts] == [world.at + LATER, world.at, world.at + LATER]
    assert {stage_of(each) for each in facts} == {Stage.CLOSED}
    assert verbs(world).count("closed") == 3
