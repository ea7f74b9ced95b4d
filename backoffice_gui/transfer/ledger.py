"""The ledger read as a small transparency log: signed, dense, each entry naming the one before (protocol §3.7, 3.8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backoffice_gui.domain.ids import Origin
from backoffice_gui.domain.receipts import FIRST_PREV, entry_hash
from backoffice_gui.transfer.jws import KeySet, Verdict
from backoffice_gui.transfer.receipts import read_receipt
from backoffice_gui.transfer.values import LedgerPage, SignedReceipt
from backoffice_gui.transfer.wire import LedgerBody

__all__ = ["Trail", "checked"]


@dataclass(frozen=True, slots=True)
class Trail:
    """How far the ledger was read: the position, its entry's hash (nothing: not read, pin the next), the signer."""

    pos: int
    head: str | None = None
    origin: Origin | None = None


def checked(body: LedgerBody, trail: Trail, keys: KeySet, known: Callable[[str], bool]) -> LedgerPage:
    """The entries after `trail` up to the first fault, which is named and never raised.

    A signature is not checked again where `known(jws)`. `gap`: the server no longer keeps what
    comes next; `short`: its ledger ends before ours, or it withholds what it says it has.
    """
    entries: list[SignedReceipt] = []
    here = Trail(0, FIRST_PREV, trail.origin) if trail.pos == 0 else trail
    fault: str | None = None
    if body.high_pos < trail.pos or (not body.entries and body.high_pos > trail.pos):
        fault = "short"
    elif body.entries and body.low_pos > trail.pos + 1:
        fault = "gap"
    else:
        for untrusted in body.entries:
            paper = None if untrusted is None else read_receipt(untrusted, keys, trusted=known(untrusted))
            fault = _fault(paper, here, body.high_pos)
            if paper is None or fault is not None:
                break
            entries.append(paper)
            here = Trail(paper.receipt.pos, entry_hash(paper.jws), paper.receipt.origin)
    return LedgerPage(body.epoch, body.low_pos, body.high_pos, tuple(entries), fault, here.pos, here.head)


def _fault(paper: SignedReceipt | None, here: Trail, high_pos: int) -> str | None:
    """What is wrong with the entry that should come after `here`."""
    if paper is None:
        return "entry"
    if paper.verdict is not Verdict.VALID:
        return str(paper.verdict.value)
    said = paper.receipt
    if here.origin is not None and said.origin != here.origin:
        return "origin"
    if said.pos != here.pos + 1 or said.pos > high_pos:
        return "pos"
    return "prev" if here.head is not None and said.prev != here.head else None
