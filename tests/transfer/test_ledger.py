"""The ledger's chain: entries count up to the first one that isn't right, and that one is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from backoffice_gui.transfer.ledger import Trail, checked
from backoffice_gui.transfer.values import LedgerPage
from backoffice_gui.transfer.wire import LedgerBody
from tests.support.signing import EPOCH, FIRST, ORIGIN, Signer, Submission, chain_hash

SIGNER = Signer("k1")
STRANGER = Signer("k1", b"stranger" * 4)
CHAIN = SIGNER.chain(5)


def _checked(
    entries: list[str | None],
    trail: Trail = Trail(0),  # noqa: B008 - frozen
    *,
    low: int = 1,
    high: int = 5,
    known: Callable[[str], bool] = lambda _jws: False,
) -> LedgerPage:
    return checked(LedgerBody(EPOCH, low, high, tuple(entries)), trail, SIGNER.keys, known)


def test_whole_chain_is_read_from_the_first_entry() -> None:
    """Signed, dense, joined from 64 zeros on."""
    read = _checked(list(CHAIN))
    assert [entry.receipt.pos for entry in read.entries] == [1, 2, 3, 4, 5]
    assert (read.fault, read.pos, read.head, read.epoch) == (None, 5, chain_hash(CHAIN[-1]), EPOCH)


def test_chain_goes_on_from_where_it_was_left() -> None:
    """Position and hash of the last entry join one page to the next."""
    first = _checked(list(CHAIN[:2]))
    rest = _checked(list(CHAIN[2:]), Trail(first.pos, first.head, first.entries[-1].receipt.origin))
    assert (len(rest.entries), rest.fault) == (3, None)


def test_new_store_pins_the_entry_it_finds() -> None:
    """Without a hash of ours the next entry is taken as it is; from there on `prev` counts."""
    read = _checked(list(CHAIN[3:]), Trail(3))
    assert (read.fault, read.pos) == (None, 5)
    assert _checked([CHAIN[3], SIGNER.chain(1, start=5)[0]], Trail(3)).fault == "prev"


def test_nothing_new_is_no_fault() -> None:
    """The end of the ledger is where we stand."""
    read = _checked([], Trail(5, "sha256-" + "1" * 64))
    assert (read.fault, read.pos, read.head) == (None, 5, "sha256-" + "1" * 64)
    assert _checked([], high=0).fault is None


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (None, "entry"),
        ("a.b.c", "entry"),
        ("é", "entry"),
        (Submission(3).manifest(SIGNER), "entry"),
        (STRANGER.receipt(Submission(3), prev=chain_hash(CHAIN[1])), "signature"),
        (Signer("k7").receipt(Submission(3), prev=chain_hash(CHAIN[1])), "unknown-key"),
        (SIGNER.receipt(Submission(3), prev=chain_hash(CHAIN[1]), typ="transfer-manifest"), "header"),
        (SIGNER.receipt(Submission(3), prev=chain_hash(CHAIN[1]), origin="other.example"), "origin"),
        (SIGNER.receipt(Submission(3), prev=chain_hash(CHAIN[1]), pos=4), "pos"),
        (SIGNER.receipt(Submission(3), prev=chain_hash(CHAIN[1]), pos=2), "pos"),
        (SIGNER.receipt(Submission(3), prev=chain_hash(CHAIN[0])), "prev"),
        (SIGNER.receipt(Submission(3), prev=FIRST), "prev"),
    ],
)
def test_wrong_entry_ends_the_reading_and_is_named(wrong: str | None, fault: str) -> None:
    """What comes before it counts, nothing after it does, and the place to go on from is before it."""
    read = _checked([CHAIN[0], CHAIN[1], wrong, CHAIN[3]])
    assert ([entry.jws for entry in read.entries], read.fault) == (CHAIN[:2], fault)
    assert (read.pos, read.head) == (2, chain_hash(CHAIN[1]))


def test_first_entry_joins_the_zeros() -> None:
    """A ledger that begins in the middle of another one isn't ours."""
    assert _checked([SIGNER.receipt(Submission(1), prev="sha256-" + "1" * 64)]).fault == "prev"


@pytest.mark.parametrize(
    ("entries", "trail", "low", "high", "fault"),
    [
        ([], Trail(6, FIRST), 1, 5, "short"),
        ([], Trail(2, FIRST), 1, 5, "short"),
        ([CHAIN[3]], Trail(1, FIRST), 4, 5, "gap"),
        ([CHAIN[0]], Trail(0), 1, 0, "pos"),
    ],
)
def test_ledger_that_shortens_or_leaves_out_is_named(
    entries: list[str | None], trail: Trail, low: int, high: int, fault: str
) -> None:
    """Ending before us, withholding what it says it has, forgetting what we have not read."""
    read = _checked(entries, trail, low=low, high=high)
    assert (read.entries, read.fault) == ((), fault)


def test_origin_is_held_to_what_the_caller_knows() -> None:
    """An origin pinned with the store is the only one that counts."""
    assert _checked(list(CHAIN), Trail(0, None, Submission(1).key.origin)).fault is None
    other = SIGNER.receipt(Submission(1), origin="other.example")
    assert _checked([other]).fault is None
    assert _checked([other], Trail(0, None, Submission(1).key.origin)).fault == "origin"
    assert ORIGIN != "other.example"


def test_entry_known_by_its_text_is_not_verified_again() -> None:
    """One signature check a receipt is enough; its place in the chain is checked all the same."""
    forged = STRANGER.receipt(Submission(1))
    asked: list[str] = []

    def known(jws: str) -> bool:
        asked.append(jws)
        return jws == forged

    assert _checked([forged, CHAIN[1]], known=known).fault == "prev"
    assert asked == [forged, CHAIN[1]]
    assert _checked([STRANGER.receipt(Submission(1), pos=2)], known=lambda _jws: True).fault == "pos"
