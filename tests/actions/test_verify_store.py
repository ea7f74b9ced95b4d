from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.actions import proof
from backoffice_gui.actions.intake import intake
from backoffice_gui.actions.verify_store import Verification, verify_store
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.receipts import parse_receipt
from backoffice_gui.domain.signed import payload_octets
from backoffice_gui.sealing import CHUNK
from backoffice_gui.security.pins import Pin
from backoffice_gui.storage.casebook.marks import mark, put_mark
from backoffice_gui.storage.inbox import attempts, ledger, outcomes
from tests.support.desks import Store, a_store, spoil
from tests.support.signing import Signer, chain_hash
from tests.support.stores import MOMENT, invented


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three verified submissions (one over a chunk long, one with an empty part), one acknowledged; a ledger of three."""
    with a_store(tmp_path / "s") as made:
        first = made.world.verify(invented(1, (b'{"EXEMPLE": 1}',)))
        made.world.verify(invented(2, (b"{}", b"z" * (CHUNK + 1))))
        made.world.verify(invented(3, (b"{}", b"")))
        made.world.receipt(first.row)
        yield made


def _verify(store: Store, *, key: bool = True, pin: Pin | None = None) -> Verification:
    return verify_store(store.world.inbox, store.desk if key else None, pin)


def _spoil(store: Store, *statements: str) -> None:
    spoil(store.world.inbox, *statements)


def test_a_sound_store_verifies_with_the_key_and_without(store: Store) -> None:
    """With it everything; without it what is left out is named."""
    whole = _verify(store)
    assert whole.ok
    counts = dict(whole.checked)
    assert counts["parts"] == 5
    assert counts["chunks"] == 9  # a manifest each, and a second chunk of the long part
    assert counts["casebook_audit"] > 0
    assert whole.left_out == ()
    bare = _verify(store, key=False)
    assert bare.ok
    assert bare.left_out == ("casebook_audit", "parts", "taken_in")
    assert dict(bare.checked)["chunks"] == counts["chunks"]
    assert dict(bare.checked)["inbox_audit"] == counts["inbox_audit"]


@pytest.mark.parametrize("key", [True, False])
@pytest.mark.parametrize(
    ("statement", "what", "reason"),
    [
        ("UPDATE chunk SET sealed = zeroblob(length(sealed)) WHERE part = 1 AND n = 1", "chunks", "hash"),
        ("UPDATE chunk SET sealed = zeroblob(length(sealed)) WHERE part = 4294967295", "chunks", "hash"),
        ("DELETE FROM chunk WHERE part = 0", "chunks", "hash"),
        ("UPDATE chunk SET n = n + 10 WHERE part = 1", "chunks", None),
        ("UPDATE audit SET event = replace(event, 'verified', 'released') WHERE n = 6", "inbox_audit", "chain"),
        ("DELETE FROM audit WHERE n = 3", "inbox_audit", "chain"),
    ],
)
def test_every_change_is_found(store: Store, statement: str, what: str, reason: str | None, key: bool) -> None:
    """An octet of a chunk, a chunk that is gone, a line of the audit: each by itself, with the key and without."""
    _spoil(store, statement)
    found = _verify(store, key=key)
    if reason is None:
        assert found.ok is not key  # the order of chunks shows only to whoever opens them
        return
    assert not found.ok
    assert (what, reason) in {(fault.what, fault.reason) for fault in found.faults}


def test_a_copy_that_is_gone_is_found(store: Store) -> None:
    """What the front end destroyed on our word must be here."""
    _spoil(store, "DELETE FROM chunk WHERE attempt = 1", "DELETE FROM attempt WHERE attempt = 1")
    assert ("chunks", "submission:1", "absent") in {
        (f.what, f.where, f.reason) for f in _verify(store, key=False).faults
    }


def test_a_chain_that_was_cut_shows_against_the_mark(store: Store) -> None:
    """The end cut off leaves a sound chain; the mark noted outside of the store knows better."""
    pin = proof.pin_store(store.world.inbox, store.pins)
    assert _verify(store, pin=pin).ok
    _spoil(store, "DELETE FROM audit WHERE n = (SELECT max(n) FROM audit)")
    assert _verify(store).ok
    assert not _verify(store, pin=pin).ok


def test_a_seal_under_another_key_is_found_with_the_key(store: Store) -> None:
    """Chunks that were swapped between attempts keep no hash and no seal."""
    _spoil(
        store,
        "UPDATE attempt SET wrapped_key = (SELECT wrapped_key FROM attempt WHERE attempt = 2) WHERE attempt = 1",
    )
    assert _verify(store, key=False).ok
    assert ("parts", "submission:1", "key") in {(f.what, f.where, f.reason) for f in _verify(store).faults}


def test_what_is_ours_and_was_passed_by_is_found(store: Store) -> None:
    """The site has it no more, and nobody looks for it behind the mark; what waits, or is beyond it, comes yet."""
    inbox, casebook = store.world.inbox, store.desk.casebook
    assert intake(inbox, store.desk, SystemClock()).cases == 1
    whole = _verify(store)
    assert (whole.ok, dict(whole.checked)["taken_in"]) == (True, 1)
    late = [store.world.verify(invented(n)).row for n in (4, 5)]
    for row in late:
        store.world.receipt(row)
    assert _verify(store).ok
    for waiting, missed in ((late[:1], late[1:]), ([], late)):
        with casebook.transaction() as tx:
            name = StoreId(store.world.store_id)
            put_mark(tx, name, replace(mark(tx, name), row=late[-1], waiting=frozenset(waiting)))
        faults = _verify(store).faults
        assert [(each.what, each.where, each.reason) for each in faults] == [
            ("taken_in", f"submission:{row}", "no-case") for row in missed
        ]
    assert _verify(store, key=False).ok


def test_what_is_known_not_to_hold_is_no_fault(store: Store) -> None:
    """Quarantined, set aside and unfinished copies are kept as they are; the store does what it says."""
    one = invented(9, (b"{}", b"x"))
    candidate = store.world.begin(one)
    _spoil(store, f"UPDATE chunk SET sealed = zeroblob(20) WHERE attempt = {candidate.attempt} AND part = 1")
    assert not _verify(store).ok
    store.world.do(lambda tx: outcomes.quarantined(tx, candidate.row, "digest", MOMENT))
    assert _verify(store).ok
    other = store.world.begin(invented(10), stored=False)
    store.world.do(lambda tx: attempts.set_aside(tx, other.attempt, "digest", MOMENT))
    assert _verify(store).ok


def test_what_stands_beside_a_verified_copy_is_no_fault_while_it_goes(store: Store) -> None:
    """An older attempt goes some chunks at a time: cut in between it looked like damage (tests/proof/power)."""
    one = invented(9, (b"{}", b"x"))
    older = store.world.begin(one)
    store.world.verify(one)
    _spoil(store, f"DELETE FROM chunk WHERE attempt = {older.attempt} AND part = 0")
    assert _verify(store).ok


SIGNER = Signer("EXEMPLE")


def _append(store: Store, entries: list[str]) -> None:
    with store.world.inbox.transaction() as tx:
        ledger.pin(tx, "EXEMPLE", 1, MOMENT)
        ledger.append(tx, [(jws, parse_receipt(payload_octets(jws))) for jws in entries], "EXEMPLE", MOMENT)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("DELETE FROM ledger WHERE pos = 2", "gap"),
        ("UPDATE ledger SET hash = 'sha256-' || hex(zeroblob(32)) WHERE pos = 3", "entry"),
        ("UPDATE ledger SET seq = seq + 1 WHERE pos = 1", "entry"),
        ("UPDATE ledger SET jws = replace(jws, '.', '!') WHERE pos = 3", "entry"),
    ],
)
def test_the_ledgers_chain_is_walked(store: Store, statement: str, reason: str) -> None:
    """Each entry names the one before; a gap, another entry, another text is found."""
    _append(store, SIGNER.chain(3))
    assert dict(_verify(store).checked)["ledger"] == 3
    assert _verify(store).ok
    _spoil(store, statement)
    assert ("ledger", reason) in {(fault.what, fault.reason) for fault in _verify(store, key=False).faults}


def test_an_entry_that_names_another_before_it_is_found(store: Store) -> None:
    """`prev` is checked over the entries as served."""
    entries = SIGNER.chain(2)
    _append(store, [*entries, *SIGNER.chain(1, start=3, prev=chain_hash(entries[0]))])
    assert [(f.what, f.reason) for f in _verify(store).faults] == [("ledger", "prev")]


def test_verifying_changes_nothing(store: Store) -> None:
    """Not a row is written by looking."""

    def chain() -> list[tuple[object, ...]]:
        with store.world.inbox.reading() as connection:
            return [tuple(row) for row in connection.execute(text("SELECT n, hash FROM audit"))]

    before = chain()
    _verify(store)
    assert chain() == before
