"""Why the machine's policy stops the program."""

from __future__ import annotations

import pytest

from backoffice_gui.cli.text_system_fr import REASONS
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_policy import POLICY


@pytest.mark.parametrize("key", sorted(POLICY))
def test_each_reason_names_file_and_what_is_safe(qapp: object, key: str) -> None:
    """The window says it as the console does, with the file, and the key where one is off."""
    code, _, reason = key.partition(":")
    said = explain(Failure(code, reason, {"file": "policy.toml", "key": "transfer.url"}))
    assert ("policy.toml" in said.happened) == (reason != "demo-not-apart"), "no file of a policy stands there"
    assert ("transfer.url" in said.happened) == (reason in {"policy-unknown-key", "policy-value", "demo-not-apart"})
    assert said.safe
    assert said.advice
    assert f"{code}/{reason}" in REASONS
