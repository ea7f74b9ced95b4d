from __future__ import annotations

from backoffice_gui.cli.text_channel_en import CHANNEL
from backoffice_gui.gui.text_channel import CHANNEL as WINDOW


def test_every_reason_has_its_words_in_english() -> None:
    """The console knows the reasons that the window knows, and tells them apart as it does."""
    assert {key.replace("/", ":") for key in CHANNEL} == WINDOW.keys()
    assert len({what for what, _ in CHANNEL.values()}) == len(CHANNEL) - 1
    assert len({advice for _, advice in CHANNEL.values()}) == len(CHANNEL) - 1
