"""An inbox with something of everything in it, to be moved: verified copies, signed receipts, one attempt that went."""

from __future__ import annotations

import hashlib
import secrets

from sqlalchemy import Connection, select, text

from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.domain.receipts import parse_receipt
from backoffice_gui.domain.signed import payload_octets
from backoffice_gui.sealing import MANIFEST_PART
from backoffice_gui.storage.inbox import attempts, incidents, ledger, outcomes
from backoffice_gui.storage.inbox.schema import MODEL, submission
from backoffice_gui.storage.pouring import Tally, rows_of, unguarded
from tests.support.signing import EPOCH, FIRST, Signer, Submission, chain_hash
from tests.support.stores import ORIGIN, Invented, World, invented

__all__ = ["SIGNER", "filled", "heap", "paper_of", "signed", "tallies"]

SIGNER = Signer("EXEMPLE-1")
_HEAP = 1_000


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


def signed(world: World) -> None:
    """Give every receipt of an invented world the words that the front end would have signed; below all guards."""
    with world.inbox.transaction() as tx:
        for name in tx.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            tx.execute(text(f'DROP TRIGGER "{name}"'))
        c = submission.c
        for row in tx.execute(select(submission).where(c.receipt_jws.is_not(None))).all():
            named = Submission(row.seq)
            named.id, named.digest = row.id, row.digest
            paper = SIGNER.receipt(named, store_id=row.receipt_store_id, origin=row.origin, pos=row.receipt_pos)
            tx.execute(submission.update().where(c.row == row.row).values(receipt_jws=paper))


def heap(world: World, count: int) -> None:
    """So many submissions taken over, as their rows would lie: sealed octets of nothing, receipts that are signed."""
    _pinned(world)
    prev = FIRST
    for start in range(1, count + 1, _HEAP):
        rows: dict[str, list[dict[str, object]]] = {"submission": [], "attempt": [], "chunk": [], "ledger": []}
        for n in range(start, min(start + _HEAP, count + 1)):
            named = Submission(n)
            paper = SIGNER.receipt(named, store_id=world.store_id, origin=ORIGIN, prev=prev)
            chunks = [secrets.token_bytes(600), secrets.token_bytes(900)]
            known = {"origin": ORIGIN, "id": named.id, "digest": named.digest, "seq": n}
            received = {
                "receipt_jws": paper,
                "receipt_store_id": world.store_id,
                "receipt_pos": n,
                "receipt_at": world.at,
            }
            whose = {"receipt_ours": True, "receipt_peer": False, "receipt_recorded_at": world.at}
            facts = {
                "kind": "contact_change",
                "size": 900,
                "parts": 1,
                "first_seen_at": world.at,
                "stage": "acknowledged",
            }
            rows["submission"].append({"row": n, **known, **received, **whose, **facts, "shown": n})
            key = {"tag": secrets.token_bytes(16), "run_key": world.run_key_number, "wrapped_key": b"\1" * 60}
            times = {"started_at": world.at, "stored_at": world.at, "verified_at": world.at}
            hashes = b"".join(hashlib.sha256(each).digest() for each in chunks)
            rows["attempt"].append(
                {"attempt": n, "row": n, "store_id": world.store_id, **key, **times, "chunk_hashes": hashes}
            )
            rows["chunk"] += [
                {"attempt": n, "part": part, "n": 0, "last": True, "sealed": sealed}
                for part, sealed in zip((MANIFEST_PART, 0), chunks, strict=True)
            ]
            prev = chain_hash(paper)
            rows["ledger"].append({"epoch": EPOCH, "pos": n, **known, "jws": paper, "hash": prev, "read_at": world.at})
        with world.inbox.transaction() as tx, unguarded(tx, [MODEL.tables["chunk"]]):
            for name, some in rows.items():
                tx.execute(MODEL.tables[name].insert(), some)


def _pinned(world: World) -> None:
    with world.inbox.transaction() as tx:
        ledger.pin(tx, EPOCH, 1, world.at)
