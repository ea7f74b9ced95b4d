"""The desk's refusals in full."""

from __future__ import annotations

import pytest

from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_case_failures import CASE_FAILURES

_ASKED = ("case-changed", "case-not-possible", "case-not-yours", "reason-needed", "answer-missing", "undo-too-late")


@pytest.mark.parametrize("word", [*_ASKED, *CASE_FAILURES])
def test_each_refusal_says_what_happened_what_is_safe_and_what_to_do(qapp: object, word: str) -> None:
    """Not the sentence of all usage errors."""
    said = explain(Failure("USE-001", word))
    assert said.title != explain(Failure("USE-001")).title
    assert all((said.happened, said.safe, said.advice))


def test_the_words_count_for_usage_errors_only(qapp: object) -> None:
    """Another code with such a reason keeps its own sentence."""
    assert explain(Failure("STO-010", "case-changed")).title == explain(Failure("STO-010")).title
