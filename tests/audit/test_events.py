"""The closed list of verbs and roles."""

from __future__ import annotations

import dataclasses
import re

import pytest

from backoffice_gui.audit.events import AuditEvent, Role, Verb
from tests.support.facts import NOON


@pytest.mark.parametrize("word", [*Verb, *Role])
def test_every_word_is_a_code_word_equal_to_its_name(word: Verb | Role) -> None:
    """What stands in a chain for years is plain ASCII, and can be found in the source."""
    assert re.fullmatch(r"[a-z_]+", word.value)
    assert word.value == word.name.lower()


def test_an_event_can_not_be_changed() -> None:
    """What was recorded stays as it was."""
    event = AuditEvent(NOON, Verb.STORED, Role.COLLECTOR, "submission:1")
    with pytest.raises(dataclasses.FrozenInstanceError):
        event.object = "submission:2"  # type: ignore[misc]
