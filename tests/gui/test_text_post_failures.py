"""What is not possible about settings and notifications."""

from __future__ import annotations

import pytest

from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_post_failures import POST_FAILURES


@pytest.mark.parametrize("reason", sorted(POST_FAILURES))
def test_each_reason_says_what_is_safe_and_what_to_do(qapp: object, reason: str) -> None:
    """With its numbers where it has some."""
    said = explain(Failure("USE-001", reason, {"number": 3, "most": 60, "key": "security.lock_minutes"}))
    assert said.safe == "Rien n’a été changé."
    assert said.advice
    assert "{" not in said.line + said.advice
