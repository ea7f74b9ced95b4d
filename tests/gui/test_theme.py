"""Colours: every pair is computed again."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from backoffice_gui.gui.theme import DARK, LIGHT, Pair, Tokens, Tone, palette_of, tokens_of, tone_colors

_TEXT, _LINE = 4.5, 3.0


def _light(color: str) -> float:
    channels = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(pair: Pair) -> float:
    """The ratio of WCAG 2.2, 1.4.3."""
    high, low = sorted((_light(pair.fg), _light(pair.bg)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _pairs(tokens: Tokens) -> dict[str, Pair]:
    ground = {
        f"{name} on {where}": Pair(pair.fg, bg)
        for name, pair in (("text", tokens.text), ("muted", tokens.muted), ("accent", tokens.accent))
        for where, bg in (("card", tokens.text.bg), ("window", tokens.window), ("alternate", tokens.alternate))
    }
    own = {name: getattr(tokens, name) for name in ("selection", "info", "success", "warning", "error", "demo")}
    on_card = {
        f"{name} on card": Pair(getattr(tokens, name).fg, tokens.text.bg)
        for name in ("info", "success", "warning", "error")
    }
    return {**ground, **own, **on_card}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(tokens: Tokens) -> None:
    """4.5:1 at least, wherever a text may stand."""
    assert {name: round(contrast(pair), 2) for name, pair in _pairs(tokens).items() if contrast(pair) < _TEXT} == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_and_focus_stand_out(tokens: Tokens) -> None:
    """3:1 at least, on cards and on the window."""
    for pair in (tokens.border, tokens.focus):
        for ground in (pair.bg, tokens.window, tokens.text.bg):
            assert contrast(Pair(pair.fg, ground)) >= _LINE


def test_black_on_white_is_twenty_one() -> None:
    """The measure itself is right."""
    assert contrast(Pair("#000000", "#ffffff")) == pytest.approx(21.0)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_a_palette_knows_its_tokens(qapp: QApplication, tokens: Tokens) -> None:
    """Widgets find the set by the palette they have; each tone has colours of its own."""
    palette = palette_of(tokens)
    assert tokens_of(palette) is tokens
    assert len({tone_colors(palette, tone).bg.name() for tone in Tone}) == len(Tone)


def test_high_contrast_has_no_colours_of_ours(qapp: QApplication) -> None:
    """In a palette of the system, a tone is the palette's own text on its own ground."""
    palette = QPalette(QColor("#000000"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#ffff00"))
    palette.setColor(QPalette.ColorRole.Base, QColor("#000000"))
    assert tokens_of(palette) is None
    for tone in Tone:
        colors = tone_colors(palette, tone)
        assert (colors.fg.name(), colors.bg.name(), colors.border.name()) == ("#ffff00", "#000000", "#ffff00")
