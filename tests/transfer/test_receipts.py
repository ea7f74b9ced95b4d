"""Receipts judged against what was asked."""

from __future__ import annotations

import pytest

from backoffice_gui.domain.receipts import Outcome
from backoffice_gui.errors import BadAnswer
from backoffice_gui.transfer.jws import Verdict
from backoffice_gui.transfer.receipts import fault_of, judged, read_receipt
from tests.support.signing import Signer, Submission

SIGNER = Signer("k1")
A, B = Submission(1), Submission(2)


def test_right_receipt_has_no_fault() -> None:
    """Signed, of this id, digest and origin: a receipt."""
    paper = judged(SIGNER.receipt(A), SIGNER.keys, A.key, Outcome.ACKNOWLEDGED)
    assert (paper.receipt.key, paper.valid) == (A.key, True)


@pytest.mark.parametrize(
    ("jws", "fault"),
    [
        ("", "malformed"),
        ("<html>", "malformed"),
        (SIGNER.receipt(A, at="now"), "malformed"),
        (SIGNER.receipt(A, store_id=None), "malformed"),
        (SIGNER.receipt(B), "id"),
        (SIGNER.receipt(A, digest=B.digest), "digest"),
        (SIGNER.receipt(A, origin="other.example"), "origin"),
        (SIGNER.receipt(A, outcome="expired"), "outcome"),
        (Signer("k2", b"stranger" * 4).receipt(A), "unknown-key"),
        (Signer("k1", b"stranger" * 4).receipt(A), "signature"),
        (SIGNER.receipt(A, typ="transfer-manifest"), "header"),
    ],
)
def test_any_other_paper_is_named_and_refused(jws: str, fault: str) -> None:
    """What speaks of something else, or isn't signed, is no receipt; the fault says why."""
    assert fault_of(read_receipt(jws, SIGNER.keys), A.key, Outcome.ACKNOWLEDGED) == fault
    with pytest.raises(BadAnswer) as refused:
        judged(jws, SIGNER.keys, A.key, Outcome.ACKNOWLEDGED)
    assert (refused.value.reason, refused.value.facts["fault"]) == ("receipt", fault)


def test_either_outcome_counts_where_both_are_possible() -> None:
    """The receipt inside a problem may be an expiry."""
    assert judged(SIGNER.receipt(A, outcome="expired"), SIGNER.keys, A.key).receipt.outcome is Outcome.EXPIRED


def test_text_verified_before_needs_no_second_check() -> None:
    """A ledger entry equal to a stored receipt was verified when that was stored."""
    paper = read_receipt(Signer("k2", b"stranger" * 4).receipt(A), SIGNER.keys, trusted=True)
    assert paper is not None
    assert paper.verdict is Verdict.VALID
