"""Why there is no backup, as the window says it."""

from __future__ import annotations

import pytest

from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_keeping import KEEPING


@pytest.mark.parametrize("key", sorted(KEEPING))
def test_each_says_that_the_store_is_untouched(qapp: object, key: str) -> None:
    """Whatever became of the backup, collecting goes on, and somebody is named who sees to it."""
    code, _, reason = key.partition(":")
    said = explain(Failure(code, reason))
    assert said.title
    assert "la relève continue" in said.safe
    assert "administrateur" in said.advice
