from __future__ import annotations

import dataclasses

import pytest

from backoffice_gui.domain.post import PostCheck, Setting


def test_what_is_told_is_frozen() -> None:
    """Values cross threads: nobody changes them on the way."""
    for value, name in ((Setting("transfer.url", "", fixed=False), "value"), (PostCheck("disk", "ok"), "state")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, name, "EXEMPLE")
