"""Sentences that count."""

from __future__ import annotations

import inspect

import pytest

from backoffice_gui.gui.text_counts import Counted


@pytest.mark.parametrize("name", [name for name, value in vars(Counted).items() if inspect.isfunction(value)])
def test_each_says_its_number_or_duration(name: str) -> None:
    """Numbers have their form, durations stand in the sentence."""
    method = getattr(Counted(), name)
    parameters = list(inspect.signature(method).parameters)
    if parameters == ["many"]:
        assert method(1).startswith("1 ")
        assert method(1) != method(2).replace("2", "1")
    elif parameters == ["duration"]:
        assert "3 s" in method("3 s")
    else:
        assert method()
