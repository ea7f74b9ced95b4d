"""What the window may do to cases beside moving them."""

from __future__ import annotations

import inspect

import pytest

from backoffice_gui.gui.case_verbs import CaseVerbs
from tests.support.caseload import MemoryCaseload

_ASKED = [name for name in vars(CaseVerbs) if not name.startswith("_")]


def test_it_fits_one_head() -> None:
    """A protocol with more than fifteen verbs is two."""
    assert len(_ASKED) <= 15


@pytest.mark.parametrize("name", _ASKED)
def test_the_caseload_of_the_tests_keeps_the_protocol(name: str) -> None:
    """Each method is there, with the parameters asked for."""
    asked = inspect.signature(getattr(CaseVerbs, name))
    given = inspect.signature(getattr(MemoryCaseload, name))
    assert [p.name for p in asked.parameters.values()] == [p.name for p in given.parameters.values()]
