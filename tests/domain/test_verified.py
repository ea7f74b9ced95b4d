"""The proof before an acknowledgement: a value that cannot change on the way."""

from __future__ import annotations

import dataclasses

import pytest

from backoffice_gui.domain.verified import VerifiedCopy
from tests.support.facts import NOON, submission


def test_a_proof_cannot_be_altered() -> None:
    """What was read back is what is acknowledged: attempt, key and time are fixed."""
    copy = VerifiedCopy(row=1, attempt=2, key=submission().key, stored_at=NOON)
    for field in dataclasses.fields(copy):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(copy, field.name, getattr(copy, field.name))
    assert not hasattr(copy, "__dict__")
