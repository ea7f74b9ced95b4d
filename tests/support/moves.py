"""An inbox with something of everything in it, to be moved: verified copies, signed receipts, one attempt that went."""

from __future__ import annotations

from sqlalchemy import Connection

from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.domain.receipts import parse_receipt
from backoffice_gui.domain.signed import payload_octets
from backoffice_gui.storage.inbox import attempts, incidents, ledger, outcomes
from backoffice_gui.storage.inbox.schema import MODEL
from backoffice_gui.storage.pouring import Tally, rows_of
from tests.support.signing import EPOCH, FIRST, Signer, Submission, chain_hash
from tests.support.stores import ORIGIN, Invented, World, invented

__all__ = ["SIGNER", "filled", "paper_of", "tallies"]

SIGNER = Signer("EXEMPLE-1")


def paper_of(one: Invented, store: str, prev: str = FIRST) -> str:
    """What the front end signs of its end."""
    named = Submission(one.manifest.seq, *one.parts)
    named.id, named.digest = str(one.manifest.id), str(one.manifest.digest)
    return SIGNER.receipt(named, store_id=store, origin=ORIGIN, prev=prev)


def filled(world: World, count: int = 3, size: int = 3_000) -> list[int]:
    """So many submissions taken over, with their ledger; an attempt that was cut and is gone; an incident, an alarm."""
    rows = []
    prev = FIRST
    with world.inbox.transaction() as tx:
        ledger.pin(tx, EPOCH, 1, world.at)
    for seq in range(1, count + 1):
        one = invented(seq, (b'{"EXEMPLE": true}', bytes([seq % 251]) * size))
        candidate = world.verify(one, chunk=1_024)
        paper = paper_of(one, world.store_id, prev)
        prev, receipt = chain_hash(paper), parse_receipt(payload_octets(paper))
        with world.inbox.transaction() as tx:
            outcomes.receipted(tx, [outcomes.Receipted(candidate.row, paper, receipt, True, False)], world.at)
            ledger.append(tx, [(paper, receipt)], EPOCH, world.at)
        rows.append(candidate.row)
    world.begin(one, stored=False)
    with world.inbox.transaction() as tx:
        attempts.sweep(tx, rows, world.at)
        incidents.open_incident(tx, IncidentKind.RESTORED, world.at, id="EXEMPLE", detail="EXEMPLE")
        incidents.raise_alarm(tx, AlarmKind.MIRROR, "absent", world.at)
    return rows


def tallies(connection: Connection) -> dict[str, str]:
    """The digest of each table's rows."""
    found = {}
    for table in MODEL.sorted_tables:
        tally = Tally()
        for some in rows_of(connection, table):
            tally.heard(some)
        found[table.name] = tally.digest
    return found
