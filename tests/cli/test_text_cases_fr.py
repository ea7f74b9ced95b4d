from __future__ import annotations

import pytest

from backoffice_gui.cli.text_cases_fr import PHRASES, REASONS
from backoffice_gui.domain.cases import CaseKind, CaseState
from backoffice_gui.domain.postal import CODES


def test_every_state_kind_and_address_has_its_word() -> None:
    """A code word is never what an agent reads."""
    assert {f"cases.state.{state.value}" for state in CaseState} <= PHRASES.keys()
    assert {f"cases.kind.{kind.value}" for kind in CaseKind} <= PHRASES.keys()
    assert {f"cases.address.{code}" for code in CODES} <= PHRASES.keys()


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_a_reason_says_what_happened_and_what_to_do(reason: str) -> None:
    """Two sentences, whole."""
    assert all(said.endswith((".", "»)", ".")) for said in REASONS[reason])
