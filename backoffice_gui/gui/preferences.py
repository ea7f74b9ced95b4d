"""How the window was left: its geometry, columns, theme, text size, density. Nothing about persons."""

from __future__ import annotations

import enum
from collections.abc import Callable
from typing import TypeVar
from weakref import WeakMethod

from PySide6.QtCore import QByteArray, QSettings

from backoffice_gui.gui.i18n import Language, system_language

__all__ = ["NOTED", "Advance", "Density", "Notices", "Preferences", "ThemeChoice"]

E = TypeVar("E", bound=enum.Enum)
NOTED = frozenset({"appearance/language", "desk/discreet", "window/notices"})
"""What is told to whoever keeps the journal: what shows more or less of persons, and in which language."""


class ThemeChoice(enum.Enum):
    """Light, dark, or as the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(enum.Enum):
    """How high a row is, in line heights."""

    COMPACT = "compact"
    NORMAL = "normal"
    RELAXED = "relaxed"


class Advance(enum.Enum):
    """Where one is after a case was finished."""

    NEXT = "next"
    LIST = "list"
    STAY = "stay"


class Notices(enum.Enum):
    """What may be shown outside the window."""

    ALL = "all"
    URGENT = "urgent"
    NONE = "none"


class Preferences:
    """Typed reading and writing over one `QSettings`."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings
        self._hearer: WeakMethod[Callable[[str, str], None]] | None = None

    def tell(self, hearer: Callable[[str, str], None]) -> None:
        """Tell a method what is chosen of `NOTED`; it is not kept alive: choices outlive the window that notes them."""
        self._hearer = WeakMethod(hearer)

    def _choose(self, key: str, value: str) -> None:
        before = str(self._settings.value(key, ""))
        self._settings.setValue(key, value)
        if key in NOTED and value != before:
            hearer = None if self._hearer is None else self._hearer()
            if hearer is not None:
                hearer(key, value)

    def _choice(self, key: str, default: E) -> E:
        try:
            return type(default)(str(self._settings.value(key, default.value)))
        except ValueError:
            return default

    @property
    def theme(self) -> ThemeChoice:
        """The chosen theme."""
        return self._choice("appearance/theme", ThemeChoice.SYSTEM)

    @theme.setter
    def theme(self, value: ThemeChoice) -> None:
        self._settings.setValue("appearance/theme", value.value)

    @property
    def density(self) -> Density:
        """The chosen density."""
        return self._choice("appearance/density", Density.NORMAL)

    @density.setter
    def density(self, value: Density) -> None:
        self._settings.setValue("appearance/density", value.value)

    @property
    def zoom(self) -> int:
        """Text size in per cent, 80 to 200."""
        try:
            return min(200, max(80, int(str(self._settings.value("appearance/zoom", 100)))))
        except ValueError:
            return 100

    @zoom.setter
    def zoom(self, value: int) -> None:
        self._settings.setValue("appearance/zoom", value)

    @property
    def language(self) -> Language:
        """The chosen language, else the system's; a change counts from the next start."""
        return self._choice("appearance/language", system_language())

    @language.setter
    def language(self, value: Language) -> None:
        self._choose("appearance/language", value.value)

    @property
    def letter_keys(self) -> bool:
        """Whether single letters act (EN 301 549, 11.2.1.4.1: they can be switched off)."""
        return str(self._settings.value("keyboard/letters", "true")).lower() == "true"

    @letter_keys.setter
    def letter_keys(self, value: bool) -> None:
        self._settings.setValue("keyboard/letters", "true" if value else "false")

    @property
    def discreet(self) -> bool:
        """Whether names are covered until they are asked for."""
        return str(self._settings.value("desk/discreet", "false")).lower() == "true"

    @discreet.setter
    def discreet(self, value: bool) -> None:
        self._choose("desk/discreet", "true" if value else "false")

    @property
    def advance(self) -> Advance:
        """Where one is after a case was finished."""
        return self._choice("desk/advance", Advance.NEXT)

    @advance.setter
    def advance(self, value: Advance) -> None:
        self._settings.setValue("desk/advance", value.value)

    @property
    def notices(self) -> Notices:
        """What may be shown outside the window."""
        return self._choice("window/notices", Notices.ALL)

    @notices.setter
    def notices(self, value: Notices) -> None:
        self._choose("window/notices", value.value)

    def text(self, name: str) -> str:
        """A saved choice of code words, by its name (`keyboard/…`, `desk/…`); empty where there is none."""
        return str(self._settings.value(name, ""))

    def keep_text(self, name: str, value: str) -> None:
        """Save a choice of code words; an empty one is forgotten."""
        if value:
            self._settings.setValue(name, value)
        else:
            self._settings.remove(name)

    def widths(self, name: str) -> tuple[float, ...]:
        """Saved column widths in em; empty where there are none."""
        try:
            return tuple(float(text) for text in str(self._settings.value(f"window/{name}", "")).split())
        except ValueError:
            return ()

    def keep_widths(self, name: str, widths: tuple[float, ...]) -> None:
        """Save column widths in em, so that they fit any text size."""
        self._settings.setValue(f"window/{name}", " ".join(f"{width:.2f}" for width in widths))

    def state(self, name: str) -> QByteArray:
        """A saved geometry or column state; empty where there is none."""
        value = self._settings.value(f"window/{name}", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_state(self, name: str, value: QByteArray) -> None:
        """Save a geometry or column state."""
        self._settings.setValue(f"window/{name}", value)
