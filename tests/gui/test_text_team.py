"""What a team's server does to a desk, as the window says it."""

from __future__ import annotations

import pytest

from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_team import TEAM


@pytest.mark.parametrize("key", sorted(TEAM))
def test_each_says_what_is_safe_and_who_sees_to_it(qapp: object, key: str) -> None:
    """What is stored is safe, and somebody is named who can do something."""
    code, _, reason = key.partition(":")
    said = explain(Failure(code, reason))
    assert said.title
    assert any(word in said.safe for word in ("serveur", "perdu", "Rien n’a été changé"))
    assert any(word in said.advice for word in ("administrateur", "responsable", "équipe"))
