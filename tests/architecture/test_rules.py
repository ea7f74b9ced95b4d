"""The rules of the house, held on every module, each of them tried on planted faults."""

from __future__ import annotations

import pytest

from tests.architecture.conduct_rules import CONDUCT_RULES, unused_lazy_imports
from tests.architecture.place_rules import PLACE_RULES
from tests.architecture.shape_rules import SHAPE_RULES, borrowed_private_names
from tests.architecture.source import Rule, Source, product

_RULES = (*SHAPE_RULES, *CONDUCT_RULES, *PLACE_RULES)
_by_name = pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.name)


def _none(faults: list[str]) -> None:
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


@_by_name
def test_the_rule_holds(rule: Rule) -> None:
    """No module breaks it."""
    _none([f"{source.path}: {fault}" for source in product() for fault in rule.check(source)])


@_by_name
def test_the_rule_sees_a_planted_fault(rule: Rule) -> None:
    """It objects to each faulty module, and lets each sound one pass."""
    assert [source.text for source in rule.faulty if not list(rule.check(source))] == []
    assert [source.text for source in rule.sound if list(rule.check(source))] == []


def test_modules_borrow_only_what_is_exported() -> None:
    """What a module of ours imports of another stands in that one's `__all__`."""
    _none(list(borrowed_private_names(product())))


def test_a_borrowed_private_name_is_seen() -> None:
    """A name taken past `__all__` is found."""
    lender = Source.of("domain/lender.py", "__all__ = ['a']\na = _b = 1")
    borrower = Source.of("gui/borrower.py", "from backoffice_gui.domain.lender import _b, a")
    assert list(borrowed_private_names((lender, borrower))) == [
        "gui/borrower.py: _b is not in the __all__ of backoffice_gui.domain.lender"
    ]


def test_the_list_of_lazy_imports_has_no_dead_entry() -> None:
    """Each allowed import inside a function is still there."""
    _none(list(unused_lazy_imports(product())))


def test_a_dead_entry_is_seen() -> None:
    """An allowed import that nobody does any longer is found."""
    assert any("wiring" in fault for fault in unused_lazy_imports(()))
