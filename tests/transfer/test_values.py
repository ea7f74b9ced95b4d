"""What crosses to the collector is frozen, and only VALID is valid."""

from __future__ import annotations

import dataclasses

import pytest

from backoffice_gui.domain.manifest import parse_manifest
from backoffice_gui.domain.receipts import parse_receipt
from backoffice_gui.domain.signed import payload_octets
from backoffice_gui.transfer.jws import Verdict
from backoffice_gui.transfer.values import AckAnswer, SignedManifest, SignedReceipt
from tests.support.signing import Signer, Submission

SIGNER = Signer("k1")
A = Submission(1)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_only_a_valid_verdict_is_valid(verdict: Verdict) -> None:
    """Unknown key, bad signature, odd header: kept, and not valid."""
    manifest = SignedManifest(A.manifest(SIGNER), parse_manifest(A.octets), verdict)
    jws = SIGNER.receipt(A)
    receipt = SignedReceipt(jws, parse_receipt(payload_octets(jws)), verdict)
    assert manifest.valid is receipt.valid is (verdict is Verdict.VALID)


def test_values_are_frozen() -> None:
    """Nobody changes an answer on its way."""
    answer = AckAnswer(A.copy())
    with pytest.raises(dataclasses.FrozenInstanceError):
        answer.fault = "x"  # type: ignore[misc]
