"""Failures as values."""

from __future__ import annotations

import pytest

from backoffice_gui.errors import Circumstance, DiskFull, ServerNotTrusted, WrongKey
from backoffice_gui.gui.failure import DEFECT, Failure, failure_of, named


def raised(error: Exception) -> Exception:
    """The error, as it looks once raised."""
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.value


@pytest.mark.parametrize("error", [DiskFull("folder", folder="base"), WrongKey()])
def test_a_circumstance_keeps_its_code_and_facts(error: Circumstance) -> None:
    """Code, reason, facts and whether a retry may help."""
    failure = failure_of(raised(error))
    assert (failure.code, failure.reason, failure.facts) == (error.code, error.reason, error.facts)
    assert failure.retry is error.retry
    assert not failure.defect


def test_anything_else_is_ours_and_keeps_no_words() -> None:
    """A defect has its kind and its place; its message may hold what a person wrote."""
    failure = failure_of(raised(ValueError("EXEMPLE-AHMADZAI")))
    assert failure.code == DEFECT
    assert failure.defect
    assert failure.error == "ValueError"
    assert failure.places[-1].startswith("test_failure.py:")
    assert "EXEMPLE" not in repr(failure)


def test_one_word_stands_for_a_failure() -> None:
    """What the inbox keeps of the last trouble: a code, and a reason where there is one."""
    assert named("TRF-002") == Failure("TRF-002")
    assert named("TRF-004:expired") == Failure("TRF-004", "expired")
    assert named(ServerNotTrusted("expired").named) == named("TRF-004:expired")
    assert named(ServerNotTrusted().named) == Failure("TRF-004")
