"""Verifying the whole store: chains, seals, parts and ledger, in constant memory, changing nothing.

Without the key: the inbox's audit chain (and its pinned mark), each sealed chunk of a verified
copy against its stored hash, the ledger's chain, the mirror where there is one. With the key
also: the casebook's chain, every part of every copy against its manifest, and that all that is ours and was taken in is
a case. Of a team's store nothing is judged that
its server does not show to who asks: rows that are kept back look as if they were gone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.verify_journal import (
    casebook_heads,
    copied_heads,
    purged_heads,
    verify_casebook,
    verify_inbox,
)
from backoffice_gui.actions.verify_mirror import verify_mirror
from backoffice_gui.audit import Anchor
from backoffice_gui.domain.authority import Action
from backoffice_gui.domain.facts import SubmissionFacts
from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.domain.journal import Walked
from backoffice_gui.domain.manifest import MalformedManifest, digest_of, parse_manifest
from backoffice_gui.domain.receipts import MalformedReceipt, entry_hash, parse_receipt
from backoffice_gui.domain.signed import NotCompactJws, payload_octets
from backoffice_gui.sealing import MANIFEST_PART, AttemptKey, SealBroken
from backoffice_gui.security.pins import Pin
from backoffice_gui.storage.casebook import cases, purges
from backoffice_gui.storage.casebook.marks import mark
from backoffice_gui.storage.inbox import attempts, identity, ledger, submissions, taking
from backoffice_gui.storage.inbox.attempts import AttemptRow
from backoffice_gui.storage.inbox.schema import ledger_pin, submission
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.inbox.unsealing import Unsealer

__all__ = ["Fault", "Verification", "ledger_faults", "verify_store"]

_NEEDS_KEY = ("casebook_audit", "parts", "taken_in")
"""What can't be checked without the key."""
_NEEDS_ALL = ("casebook_audit", "chunks", "parts", "taken_in")
"""What an agent of some services sees a part of."""
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold: `what` and `reason` are code words, `where` a reference."""

    what: str
    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked, by name and number; what was left out for want of key or right; what does not hold."""

    checked: tuple[tuple[str, int], ...]
    left_out: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def ok(self) -> bool:
        """Whether all that was checked holds."""
        return not self.faults


@dataclass(slots=True)
class _Tally:
    counts: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add(self, what: str, number: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + number

    def fault(self, what: str, where: str, reason: str) -> None:
        self.faults.append(Fault(what, where, reason))


def verify_store(inbox: Inbox, desk: Desk | None, pin: Pin | None = None, mirror: Path | None = None) -> Verification:
    """Verify everything that can be, with the desk unlocked or without; `pin` is the mark noted elsewhere.

    `mirror` is the folder of the second copy, where there is to be one. Never raises for what it
    finds, only where the store can't be read.
    """
    tally = _Tally()
    left_out = _left_out(desk)
    _chains(inbox, desk, pin, tally, journal="casebook_audit" not in left_out)
    unsealer = None if desk is None else Unsealer(desk.privates)
    for what in {"chunks", "parts"} - set(left_out):
        tally.add(what, 0)
    if "chunks" not in left_out:
        for facts in _all_facts(inbox):
            _submission(inbox, facts, unsealer, tally)
    if desk is not None and "taken_in" not in left_out:
        _taken_in(inbox, desk, tally)
    _ledger(inbox, tally)
    if mirror is not None:
        _mirror(inbox, mirror, tally)
    return Verification(tuple(tally.counts.items()), left_out, tuple(tally.faults))


def _left_out(desk: Desk | None) -> tuple[str, ...]:
    if desk is None:
        return _NEEDS_KEY
    if desk.authority.services is not None:
        return _NEEDS_ALL
    wanted = {"casebook_audit": Action.READ_JOURNAL, "taken_in": Action.LIST}
    return tuple(what for what, action in wanted.items() if not desk.authority.may(action))


def ledger_faults(inbox: Inbox) -> Verification:
    """Verify the front end's ledger alone: entries that follow each other, and say what is noted of them."""
    tally = _Tally()
    _ledger(inbox, tally)
    return Verification(tuple(tally.counts.items()), (), tuple(tally.faults))


def _chains(inbox: Inbox, desk: Desk | None, pin: Pin | None, tally: _Tally, *, journal: bool) -> None:
    anchors = () if pin is None or pin.events == 0 else (Anchor(pin.events, bytes.fromhex(pin.head)),)
    copied = () if desk is None else copied_heads(inbox, desk)
    purged = purged_heads(desk) if desk is not None and journal else None
    _chain("inbox_audit", verify_inbox(inbox, anchors, copied=copied, purged=purged), tally)
    if desk is not None and journal:
        _chain("casebook_audit", verify_casebook(desk.casebook, noted=casebook_heads(inbox)), tally)


def _chain(what: str, found: Walked, tally: _Tally) -> None:
    tally.add(what, found.events)
    if found.broken is not None:
        own = found.reason in {"purge", "rolled-back"}
        tally.fault(what, f"event:{found.broken}", found.reason if own else "chain")


def _all_facts(inbox: Inbox) -> Iterator[SubmissionFacts]:
    """Every submission, some at a time, so that no read transaction lasts."""
    last = 0
    while True:
        query = select(submission.c.row).where(submission.c.row > last).order_by(submission.c.row).limit(_PAGE)
        with inbox.reading() as connection:
            rows = list(connection.scalars(query))
            page = submissions.facts(connection, rows)
        yield from (page[row] for row in rows if row in page)
        if len(rows) < _PAGE:
            return
        last = rows[-1]


def _submission(inbox: Inbox, facts: SubmissionFacts, unsealer: Unsealer | None, tally: _Tally) -> None:
    with inbox.reading() as connection:
        rows = [row for row in attempts.attempt_rows(connection, facts.row) if not row.erased]
    where = f"submission:{facts.row}"
    proven = any(row.facts.verified_at is not None for row in rows)
    for row in rows:
        verified = row.facts.verified_at is not None
        # what was set aside, quarantined or never whole is known not to hold, and what stands beside a verified
        # copy is on its way out, some chunks at a time: neither is a fault of the store
        sound = verified or (not proven and row.facts.stored_at is not None and row.facts.set_aside_at is None)
        if sound and not (facts.quarantined and not verified):
            _attempt(inbox, facts, row, unsealer, tally)
    ours = facts.receipt is not None and facts.receipt.ours
    expected = ours and facts.erased_at is None and facts.missing_at is None
    if expected and not any(row.facts.stored_at is not None for row in rows):
        tally.fault("chunks", where, "absent")


def _taken_in(inbox: Inbox, desk: Desk, tally: _Tally) -> None:
    """What is ours up to the mark of intake is a case, waits to be one, or was purged: nobody looks there any more."""
    with inbox.reading() as connection:
        store = identity.ids(connection).current
    with desk.casebook.reading() as connection:
        marked = mark(connection, store)
    tally.add("taken_in", 0)
    after = 0
    while after < marked.row:
        with inbox.reading() as connection:
            page = [each for each in taking.seen(connection, after, _PAGE) if each.row <= marked.row]
            rows = [each.row for each in page if each.ours and each.stage in taking.OURS]
            keys = taking.keys(connection, [row for row in rows if row not in marked.waiting])
        with desk.casebook.reading() as connection:
            known = set(cases.by_submissions(connection, [key.id for key in keys.values()]))
            known |= purges.buried_keys(connection, list(keys.values()))
        tally.add("taken_in", len(keys))
        for row, key in keys.items():
            if key not in known:
                tally.fault("taken_in", f"submission:{row}", "no-case")
        after = page[-1].row if page else marked.row


def _attempt(inbox: Inbox, facts: SubmissionFacts, row: AttemptRow, unsealer: Unsealer | None, tally: _Tally) -> None:
    key, where = facts.key, f"submission:{facts.row}"
    opened: AttemptKey | None = None
    if unsealer is not None:
        try:
            with inbox.reading() as connection:
                opened = unsealer.key(connection, row, key)
        except SealBroken:
            tally.fault("parts", where, "key")
    walk = _Walk(key, opened)
    with inbox.reading() as connection:
        for chunk in attempts.chunks(connection, row.id):
            walk.take(chunk.part, chunk.n, chunk.last, chunk.sealed)
    if row.chunk_hashes is not None:
        tally.add("chunks", len(row.chunk_hashes) // 32)
        if walk.manifest_hash + bytes(walk.hashes) != row.chunk_hashes:
            tally.fault("chunks", where, "hash")
    if opened is not None:
        tally.add("parts", len(walk.parts))
        reason = walk.fault or walk.against_manifest()
        if reason is not None:
            tally.fault("parts", where, reason)


class _Walk:
    """One pass over an attempt's chunks: hashed as they lie and, with the key, opened and hashed as they were."""

    def __init__(self, submission_key: SubmissionKey, key: AttemptKey | None) -> None:
        self._submission, self._key = submission_key, key
        self._sha, self._size, self._next = hashlib.sha256(), 0, (0, 0)
        self._manifest: bytes | None = None
        self.manifest_hash = b""
        self.hashes = bytearray()
        self.parts: list[tuple[int, str]] = []
        self.fault: str | None = None

    def take(self, part: int, n: int, last: bool, sealed: bytes) -> None:
        """The next chunk, in order of part and number."""
        digest = hashlib.sha256(sealed).digest()
        if part == MANIFEST_PART:
            self.manifest_hash += digest
        else:
            self.hashes += digest
        if self._key is None or self.fault is not None:
            return
        try:
            plain = self._key.open(part, n, sealed, last=last)
        except SealBroken:
            self.fault = "seal"
            return
        if part == MANIFEST_PART:
            self._manifest = plain
        elif (part, n) != self._next:
            self.fault = "order"
        else:
            self._part(part, n, last, plain)

    def _part(self, part: int, n: int, last: bool, plain: bytes) -> None:
        self._sha.update(plain)
        self._size += len(plain)
        self._next = (part, n + 1)
        if last:
            self.parts.append((self._size, self._sha.hexdigest()))
            self._sha, self._size, self._next = hashlib.sha256(), 0, (part + 1, 0)

    def against_manifest(self) -> str | None:
        """A code word where the parts are not what the manifest says, or the manifest not what D says."""
        if self._manifest is None:
            return "manifest"
        try:
            octets = payload_octets(self._manifest.decode("ascii", "replace"))
            manifest = parse_manifest(octets)
        except (NotCompactJws, MalformedManifest):
            return "manifest"
        if digest_of(octets) != self._submission.digest:
            return "digest"
        return None if [(part.size, part.sha256) for part in manifest.parts] == self.parts else "parts"


def _mirror(inbox: Inbox, root: Path, tally: _Tally) -> None:
    found = verify_mirror(inbox, root)
    tally.add("mirror", found.copies)
    tally.add("mirror_records", found.records)
    for where, reason in found.faults:
        tally.fault("mirror", where, reason)


def _ledger(inbox: Inbox, tally: _Tally) -> None:
    tally.add("ledger", 0)
    with inbox.reading() as connection:
        epochs = list(connection.scalars(select(ledger_pin.c.epoch).order_by(ledger_pin.c.n)))
    for number, epoch in enumerate(epochs, 1):
        _epoch(inbox, epoch, number, tally)


def _epoch(inbox: Inbox, epoch: str, number: int, tally: _Tally) -> None:
    previous: str | None = None
    after: int | None = None
    while True:
        with inbox.reading() as connection:
            page = ledger.entries(connection, epoch, after or 0, _PAGE)
        for entry in page:
            tally.add("ledger")
            reason = _entry_fault(entry, previous, after)
            if reason is not None:
                tally.fault("ledger", f"epoch:{number} pos:{entry.pos}", reason)
            previous, after = entry_hash(entry.jws), entry.pos
        if len(page) < _PAGE:
            return


def _entry_fault(entry: ledger.LedgerEntry, previous: str | None, after: int | None) -> str | None:
    try:
        receipt = parse_receipt(payload_octets(entry.jws))
    except (NotCompactJws, MalformedReceipt):
        return "entry"
    if after is not None and entry.pos != after + 1:
        return "gap"
    if previous is not None and receipt.prev != previous:
        return "prev"
    same = (receipt.pos, receipt.seq, receipt.key, entry_hash(entry.jws))
    return None if same == (entry.pos, entry.seq, entry.key, entry.hash) else "entry"
