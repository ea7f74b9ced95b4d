"""Words for every category, start, basis, stop and stage."""

from __future__ import annotations

import pytest

from backoffice_gui.cli.text_retention_fr import PHRASES, REASONS
from backoffice_gui.domain.purging import Stage
from backoffice_gui.domain.retention import Basis, Category, Start, Stop


def test_every_code_word_has_its_words() -> None:
    """A code word is never what an agent reads."""
    for name, kinds in (("category", Category), ("start", Start), ("basis", Basis), ("stop", Stop)):
        assert {f"retention.{name}.{each.value}" for each in kinds} <= PHRASES.keys()
    assert {f"purge.stage.{stage.value}" for stage in Stage} <= PHRASES.keys()


@pytest.mark.parametrize("reason", sorted(REASONS))
def test_a_reason_says_what_happened_and_what_to_do(reason: str) -> None:
    """Two sentences, whole."""
    assert all(said.endswith((".", "».", ".")) for said in REASONS[reason])
