"""Colour tokens (ui.md §4.4), and what follows from a palette.

Two sets, light and dark; a test computes the contrast of every pair again. Widgets ask for a
tone's colours by the palette they have: where the palette is not one of ours (the system's high
contrast), a tone has no colour of its own, and text, shape and border say it all.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

__all__ = [
    "DARK",
    "LIGHT",
    "Pair",
    "Tokens",
    "Tone",
    "ToneColors",
    "outlined",
    "palette_of",
    "tokens_of",
    "tone_colors",
]


@dataclass(frozen=True, slots=True)
class Pair:
    """A foreground on its background, as `#rrggbb`."""

    fg: str
    bg: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One set of colours; `window` is what lies behind cards, `text.bg` the cards themselves."""

    text: Pair
    muted: Pair
    accent: Pair
    selection: Pair
    info: Pair
    success: Pair
    warning: Pair
    error: Pair
    border: Pair
    focus: Pair
    window: str
    alternate: str
    line: str
    """Hairlines between rows and around cards: decoration, no contrast asked."""
    demo: Pair


LIGHT = Tokens(
    text=Pair("#161616", "#ffffff"),
    muted=Pair("#666666", "#f6f6f6"),
    accent=Pair("#000091", "#ffffff"),
    selection=Pair("#161616", "#cacafb"),
    info=Pair("#0050a5", "#e8edff"),
    success=Pair("#18753c", "#b8fec9"),
    warning=Pair("#b34000", "#ffe9e6"),
    error=Pair("#ce0500", "#ffe9e9"),
    border=Pair("#6a6a6a", "#ffffff"),
    focus=Pair("#0a76f6", "#ffffff"),
    window="#f6f6f6",
    alternate="#fafafa",
    line="#dddddd",
    demo=Pair("#161616", "#ffe552"),
)

DARK = Tokens(
    text=Pair("#ffffff", "#1e1e1e"),
    muted=Pair("#a8a8a8", "#1e1e1e"),
    accent=Pair("#8585f6", "#1e1e1e"),
    selection=Pair("#ffffff", "#313178"),
    info=Pair("#a9c7ff", "#1d2e4a"),
    success=Pair("#5bd186", "#19271d"),
    warning=Pair("#ff9575", "#361e19"),
    error=Pair("#ff8f8e", "#391c1c"),
    border=Pair("#929292", "#1e1e1e"),
    focus=Pair("#5ba4ff", "#1e1e1e"),
    window="#141414",
    alternate="#222222",
    line="#3a3a3a",
    demo=Pair("#161616", "#ffe552"),
)


_FUSION_DARKER = 140
"""By how much, in per cent, Fusion darkens the window's colour for an outline."""


class Tone(enum.Enum):
    """What a badge, strip or bar says by colour, beside its text and shape."""

    NEUTRAL = "neutral"
    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class ToneColors:
    """A tone in a given palette."""

    fg: QColor
    bg: QColor
    border: QColor


def palette_of(tokens: Tokens) -> QPalette:
    """The palette that Fusion paints with."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, color in (
        (role.Window, tokens.window),
        (role.WindowText, tokens.text.fg),
        (role.Base, tokens.text.bg),
        (role.AlternateBase, tokens.alternate),
        (role.Text, tokens.text.fg),
        (role.Button, tokens.text.bg),
        (role.ButtonText, tokens.text.fg),
        (role.BrightText, tokens.error.fg),
        (role.ToolTipBase, tokens.text.bg),
        (role.ToolTipText, tokens.text.fg),
        (role.PlaceholderText, tokens.muted.fg),
        (role.Link, tokens.accent.fg),
        (role.LinkVisited, tokens.accent.fg),
        (role.Highlight, tokens.selection.bg),
        (role.HighlightedText, tokens.selection.fg),
        (role.Accent, tokens.accent.fg),
        (role.Light, tokens.text.bg),
        (role.Midlight, tokens.alternate),
        (role.Mid, tokens.line),
        (role.Dark, tokens.border.fg),
        (role.Shadow, tokens.border.fg),
    ):
        palette.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.muted.fg))
    return palette


def outlined(tokens: Tokens) -> QPalette:
    """That of check and radio boxes: Fusion makes their outline of the window's colour, which on dark can't be seen."""
    palette = palette_of(tokens)
    palette.setColor(QPalette.ColorRole.Window, QColor(tokens.border.fg).lighter(_FUSION_DARKER))
    return palette


def tokens_of(palette: QPalette) -> Tokens | None:
    """The set a palette was made of, or nothing where it is the system's own."""
    window = palette.color(QPalette.ColorRole.Window).name()
    return next((tokens for tokens in (LIGHT, DARK) if tokens.window == window), None)


def tone_colors(palette: QPalette, tone: Tone) -> ToneColors:
    """A tone's colours in this palette."""
    tokens = tokens_of(palette)
    if tokens is None or tone is Tone.NEUTRAL:
        text = palette.color(QPalette.ColorRole.WindowText)
        line = text if tokens is None else QColor(tokens.border.fg)
        return ToneColors(text, palette.color(QPalette.ColorRole.Base), line)
    pairs = {
        Tone.INFO: tokens.info,
        Tone.SUCCESS: tokens.success,
        Tone.WARNING: tokens.warning,
        Tone.ERROR: tokens.error,
        Tone.DEMO: tokens.demo,
    }
    pair = pairs[tone]
    return ToneColors(QColor(pair.fg), QColor(pair.bg), QColor(pair.fg))
