"""Receipts judged against what was asked: a paper that speaks of something else is no receipt."""

from __future__ import annotations

from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.domain.receipts import MalformedReceipt, Outcome, parse_receipt
from backoffice_gui.domain.signed import NotCompactJws
from backoffice_gui.errors import BadAnswer
from backoffice_gui.transfer.jws import TYP_RECEIPT, KeySet, Verdict, opened
from backoffice_gui.transfer.values import SignedReceipt

__all__ = ["fault_of", "judged", "read_receipt"]


def read_receipt(untrusted: str, keys: KeySet, *, trusted: bool = False) -> SignedReceipt | None:
    """A receipt that parses, with the verdict on its signature; nothing where it doesn't parse.

    `trusted` says that this very text was verified before: its signature isn't checked again.
    """
    try:
        paper = opened(untrusted, keys, TYP_RECEIPT, trusted=trusted)
        return SignedReceipt(untrusted, parse_receipt(paper.payload), paper.verdict)
    except (NotCompactJws, MalformedReceipt):
        return None


def fault_of(paper: SignedReceipt | None, key: SubmissionKey, outcome: Outcome | None = None) -> str | None:
    """Why this isn't a valid receipt for `key` (and `outcome`, where only one is possible); nothing if it is."""
    if paper is None:
        return "malformed"
    if paper.verdict is not Verdict.VALID:
        return str(paper.verdict.value)
    said = paper.receipt
    if said.id != key.id:
        return "id"
    if said.digest != key.digest:
        return "digest"
    if said.origin != key.origin:
        return "origin"
    return "outcome" if outcome is not None and said.outcome is not outcome else None


def judged(untrusted: str, keys: KeySet, key: SubmissionKey, outcome: Outcome | None = None) -> SignedReceipt:
    """The valid receipt for `key`; raises `BadAnswer("receipt")` with the fact `fault`."""
    paper = read_receipt(untrusted, keys)
    fault = fault_of(paper, key, outcome)
    if paper is None or fault is not None:
        raise BadAnswer("receipt", fault=fault or "malformed")
    return paper
