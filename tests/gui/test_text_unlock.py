"""Why the desk stays locked, in words."""

from __future__ import annotations

import pytest

from backoffice_gui.cli import text_unlock_fr
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_unlock import UNLOCK


@pytest.mark.parametrize("key", sorted(UNLOCK))
def test_each_reason_says_what_is_safe_and_what_to_do(qapp: object, key: str) -> None:
    """The window says it as the console does."""
    code, _, reason = key.partition(":")
    said = explain(Failure(code, reason, {"seconds": 30}))
    assert all((said.title, said.happened, said.safe, said.advice))
    assert code in text_unlock_fr.CIRCUMSTANCES or f"{code}/{reason}" in text_unlock_fr.REASONS
