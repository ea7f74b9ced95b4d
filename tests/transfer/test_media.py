"""Media types are compared without their parameters and letter case."""

from __future__ import annotations

import pytest

from backoffice_gui.transfer.media import essence


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("application/json", "application/json"),
        ("Application/JSON; charset=utf-8", "application/json"),
        (" text/html ;x", "text/html"),
        ("", ""),
        (";", ""),
    ],
)
def test_essence_is_type_and_subtype(said: str, found: str) -> None:
    """Parameters, case and blanks don't matter."""
    assert essence({"content-type": said}) == found


def test_absent_type_is_nothing() -> None:
    """An answer without a type is of none."""
    assert essence({}) == ""
