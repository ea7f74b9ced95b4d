from __future__ import annotations

import dataclasses

import pytest

from backoffice_gui.domain.attachments import OpenPart, SavedPart
from backoffice_gui.domain.preview import Document, Kind


def test_what_crosses_to_the_window_does_not_change() -> None:
    """Frozen values, compared by what they say."""
    part = OpenPart(1, 2, "EXEMPLE.pdf", "application/pdf", 3, Document(Kind.PDF, 0, ()))
    assert part == dataclasses.replace(part)
    with pytest.raises(dataclasses.FrozenInstanceError):
        SavedPart("EXEMPLE.pdf", 3, "0" * 64).size = 4  # type: ignore[misc]
