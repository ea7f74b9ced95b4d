"""Real stores on disk, and invented submissions to put into them.

The manifests' signatures are octets of nothing: storage never judges them.
"""

from __future__ import annotations

import base64
import dataclasses
import datetime as dt
import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from backoffice_gui.domain.facts import SubmissionFacts
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.manifest import Manifest, parse_manifest
from backoffice_gui.domain.receipts import Outcome, Receipt
from backoffice_gui.sealing import CHUNK, MANIFEST_PART, AttemptKey, PrivateKey, SealContext, generate, seal_to, wrap
from backoffice_gui.sealing.keys import new_run_key, run_key_info, seal_canary
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.engine import INBOX_SHAPE
from backoffice_gui.storage.inbox import attempts, identity, keys, outcomes, submissions
from backoffice_gui.storage.inbox.read_back import Candidate, HeldKey, read_back
from backoffice_gui.storage.inbox.store import Inbox

__all__ = [
    "MOMENT",
    "ORIGIN",
    "Invented",
    "World",
    "complete",
    "invented",
    "make_casebook",
    "make_inbox",
    "new_inbox",
    "receipt_for",
    "seal_all",
    "sighting_of",
]

ORIGIN = "front.ofpra.example"
MOMENT = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


def _b64(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


@dataclasses.dataclass(frozen=True, slots=True)
class Invented:
    """A submission as the front end would serve it."""

    jws: str
    manifest: Manifest
    parts: tuple[bytes, ...]


def invented(
    seq: int = 1,
    parts: Sequence[bytes] = (b'{"EXEMPLE": true}',),
    id: str | None = None,  # noqa: A002
    kind: str = "contact_change",
) -> Invented:
    """A manifest of these parts, under an id that is random where none is given."""
    members = {
        "version": 1,
        "origin": ORIGIN,
        "id": id or f"EXEMPLE-{secrets.token_hex(12)}",
        "seq": seq,
        "kind": kind,
        "submitted_at": "2026-11-23T08:58:31.000Z",
        "expires_at": "2026-11-23T09:27:31.000Z",
        "parts": [
            {
                "n": n,
                "name": f"piece-{n}.bin",
                "media_type": "application/octet-stream",
                "size": len(part),
                "sha256": hashlib.sha256(part).hexdigest(),
            }
            for n, part in enumerate(parts)
        ],
    }
    octets = json.dumps(members).encode()
    jws = f"{_b64(b'{}')}.{_b64(octets)}.{_b64(bytes(64))}"
    return Invented(jws, parse_manifest(octets), tuple(parts))


def sighting_of(one: Invented) -> submissions.Sighting:
    """What a list shows of it."""
    manifest = one.manifest
    return submissions.Sighting(
        key=manifest.key,
        seq=manifest.seq,
        kind=manifest.kind,
        size=manifest.size,
        parts=len(manifest.parts),
        submitted_at=manifest.submitted_at,
        expires_at=manifest.expires_at,
    )


def receipt_for(facts: SubmissionFacts, store_id: str | None, at: dt.datetime = MOMENT) -> Receipt:
    """A receipt that names a store, or an expiry where none is named."""
    return Receipt(
        origin=facts.key.origin,
        pos=facts.seq,
        seq=facts.seq,
        id=facts.key.id,
        digest=facts.key.digest,
        outcome=Outcome.EXPIRED if store_id is None else Outcome.ACKNOWLEDGED,
        submitted_at=facts.submitted_at,
        store_id=None if store_id is None else StoreId(store_id),
        at=at,
        parts_destroyed=facts.parts,
        prev="sha256-" + "0" * 64,
    )


def seal_all(key: AttemptKey, number: int, one: Invented, chunk: int = CHUNK) -> list[attempts.SealedChunk]:
    """Manifest and parts, sealed in chunks of at most `chunk` octets."""
    manifest = key.seal(MANIFEST_PART, 0, one.jws.encode("ascii"), last=True)
    sealed = [attempts.SealedChunk(number, MANIFEST_PART, 0, True, manifest)]
    for part, octets in enumerate(one.parts):
        pieces = [octets[at : at + chunk] for at in range(0, len(octets), chunk)] or [b""]
        for n, piece in enumerate(pieces):
            last = n == len(pieces) - 1
            sealed.append(attempts.SealedChunk(number, part, n, last, key.seal(part, n, piece, last=last)))
    return sealed


@dataclasses.dataclass(slots=True)
class World:
    """A complete inbox with its private key and one run key; each step as the collector would do it."""

    inbox: Inbox
    store_id: StoreId
    private: PrivateKey
    run_key: bytes
    run_key_number: int
    at: dt.datetime = MOMENT

    @property
    def held(self) -> dict[int, HeldKey]:
        """The run key as the collector would hold it."""
        with self.inbox.reading() as connection:
            sealed = keys.run_keys(connection, [self.run_key_number])[self.run_key_number].sealed
        return {self.run_key_number: HeldKey(self.run_key, sealed)}

    def sight(self, *several: Invented) -> list[SubmissionFacts]:
        """Offered."""
        with self.inbox.transaction() as tx:
            return submissions.sight(tx, [sighting_of(one) for one in several], self.at)

    def begin(self, one: Invented, *, chunk: int = CHUNK, stored: bool = True) -> Candidate:
        """A new attempt with all its chunks; stored, or cut before its end."""
        row = self.sight(one)[0].row
        key = AttemptKey.new(
            SealContext(self.store_id, ORIGIN, one.manifest.id, one.manifest.digest, secrets.token_bytes(16))
        )
        new = attempts.NewAttempt(row, key.context.attempt, self.store_id, self.run_key_number, wrap(self.run_key, key))
        with self.inbox.transaction() as tx:
            number = attempts.begin(tx, [new], self.at)[0]
            attempts.add_chunks(tx, seal_all(key, number, one, chunk))
            if stored:
                attempts.stored(tx, [number], self.at)
        return Candidate(row, number, key, one.manifest.key, self.held)

    def verify(self, one: Invented, *, chunk: int = CHUNK) -> Candidate:
        """Stored, read back, verified."""
        candidate = self.begin(one, chunk=chunk)
        assert [copy.attempt for copy in read_back(self.inbox, [candidate], self.at).copies] == [candidate.attempt]
        return candidate

    def receipt(self, row: int, *, ours: bool = True, peer: bool = False, store: str | None = None) -> SubmissionFacts:
        """Acknowledged by us, by a peer, or by a stranger."""
        facts = self.facts(row)
        named = store or (self.store_id if ours else "f" * 32)
        item = outcomes.Receipted(row, f"EXEMPLE.{row}.receipt", receipt_for(facts, named, self.at), ours, peer)
        with self.inbox.transaction() as tx:
            return outcomes.receipted(tx, [item], self.at)[0]

    def do(self, step: Callable[[Connection], list[SubmissionFacts]]) -> list[SubmissionFacts]:
        """One step in a transaction of its own."""
        with self.inbox.transaction() as tx:
            return step(tx)

    def facts(self, row: int) -> SubmissionFacts:
        """What is known of a submission now."""
        with self.inbox.reading() as connection:
            return submissions.facts(connection, [row])[row]


_TABLES: list[bytes] = []


def new_inbox(folder: Path) -> Inbox:
    """An inbox with its tables and neither name nor key: the migrations run once a process, then their file is laid.

    `Inbox.create` takes it up as a making that was cut.
    """
    if not _TABLES:
        Inbox.create(folder).close()
        _TABLES.append((folder / INBOX_SHAPE.file).read_bytes())
    else:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / INBOX_SHAPE.file
        file.touch(mode=0o600)
        file.write_bytes(_TABLES[0])
    return Inbox.create(folder)


def make_inbox(folder: Path) -> World:
    """A complete inbox with a run key; the caller closes it."""
    return complete(new_inbox(folder))


def complete(inbox: Inbox, at: dt.datetime = MOMENT) -> World:
    """Give an inbox that was made its name, its keys and a run key."""
    private, run_key = generate(), new_run_key()
    public = private.public()
    with inbox.transaction() as tx:
        store_id = identity.make(tx, at, "EXEMPLE-place")
        made = keys.put_public(tx, public, at)
        new = keys.NewRunKey(
            store_id=store_id,
            generation=made.generation,
            suite=public.suite,
            sealed=seal_to(public, run_key, run_key_info(store_id, public)),
            sealed_recovery=None,
            canary=seal_canary(run_key),
        )
        number = keys.add_run_key(tx, new, at)
    return World(inbox, store_id, private, run_key, number)


@contextmanager
def make_casebook(folder: Path, key: bytes) -> Iterator[Casebook]:
    """A complete casebook with one private key."""
    with with_private_key(Casebook.create(folder, key)) as casebook:
        yield casebook


@contextmanager
def with_private_key(casebook: Casebook) -> Iterator[Casebook]:
    """Complete a casebook that was made; it is closed afterwards."""
    try:
        with casebook.transaction() as tx:
            casebook_keys.put_private(tx, generate(), MOMENT)
        yield casebook
    finally:
        casebook.close()
