"""The tree of errors: drawn as it is, each with a code of its own."""

from __future__ import annotations

import re

import pytest

from backoffice_gui import errors
from backoffice_gui.errors import Circumstance, Defect, Problem, Throttled, all_circumstances

_OURS = [kind for kind in all_circumstances() if kind.__module__ == errors.__name__]


@pytest.mark.parametrize("kind", _OURS)
def test_each_circumstance_is_drawn_exported_and_described(kind: type[Circumstance]) -> None:
    """The drawing at the top of the module, `__all__` and the class agree."""
    assert re.search(rf"\b{kind.__name__}\b", errors.__doc__ or "")
    assert kind.__name__ in errors.__all__
    assert kind.__doc__


def test_codes_are_unique_and_of_one_form() -> None:
    """A code names one circumstance, so that a sentence or an advice can be found by it."""
    codes = [kind.code for kind in _OURS]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[A-Z]{3}-[0-9]{3}", code) for code in codes)


@pytest.mark.parametrize(
    ("family", "exit_code"),
    [
        (errors.UsageError, 2),
        (errors.ConfigurationError, 2),
        (errors.FrontEndError, 3),
        (errors.StoreError, 4),
        (errors.KeyringError, 4),
    ],
)
def test_a_family_shares_its_exit_code(family: type[Circumstance], exit_code: int) -> None:
    """Scripts rely on the exit code of a whole family; only making a store twice is a mistake of the call."""
    kinds = [kind for kind in _OURS if issubclass(kind, family) and kind is not errors.StoreExists]
    assert {kind.exit_code for kind in kinds} == {exit_code}
    assert errors.StoreExists.exit_code == 2


def test_what_is_said_is_code_reason_and_facts() -> None:
    """The text of an error is for logs and tests: words of ours, in one order."""
    error = errors.StoreNewer("schema", found=9, known=3)
    assert str(error) == "STO-005 schema found=9 known=3"
    assert str(errors.DiskFull()) == "STO-009"
    assert error.facts == {"found": 9, "known": 3}


def test_the_two_trunks_never_share_an_except() -> None:
    """A defect is no circumstance, and the other way round."""
    assert not issubclass(Defect, Circumstance)
    assert not issubclass(Circumstance, Defect)


def test_a_pause_and_a_problem_keep_what_was_answered() -> None:
    """What the front end asked for or named is at hand without reading the text."""
    assert Throttled("busy", pause=7.5, status=503).pause == 7.5
    problem = Problem("expired", 410, "a.b.c")
    assert (problem.name, problem.status, problem.receipt) == ("expired", 410, "a.b.c")
    assert str(problem) == "TRF-008 expired status=410"


def test_parents_come_first() -> None:
    """A table at the rim can be filled in this order, the general before the special."""
    kinds = all_circumstances()
    assert kinds[0] is Circumstance
    assert all(kinds.index(kind.__mro__[1]) < kinds.index(kind) for kind in kinds[1:])
