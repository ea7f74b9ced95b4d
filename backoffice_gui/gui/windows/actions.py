"""The menus: every action with its key, its words, and what it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar
from weakref import ref

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from backoffice_gui.gui.i18n import Language
from backoffice_gui.gui.keymap import Keymap
from backoffice_gui.gui.preferences import Advance, Density, Notices, ThemeChoice
from backoffice_gui.gui.shortcuts import Key, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

    from backoffice_gui.gui.preferences import Preferences

__all__ = ["Actions", "Deeds"]

translate = QCoreApplication.translate

T = TypeVar("T")

_WHILE_LOCKED = frozenset(
    {Key.POLL, Key.BIGGER, Key.SMALLER, Key.USUAL, Key.FULL_SCREEN, Key.HELP, Key.SHEET, Key.NEXT_PANE,
     Key.PREVIOUS_PANE, Key.QUIT}
)  # fmt: skip
_HELD = frozenset({Key.NEXT, Key.PREVIOUS, Key.PIECES, Key.PIECE_BEFORE, Key.BIGGER, Key.SMALLER})
"""What goes on while its key is held; an act is done once."""
_WAYS = (
    Key.GO_TODO, Key.GO_MINE, Key.GO_SUBMISSIONS, Key.GO_TRANSFERS, Key.GO_CONFORMITY, Key.GO_JOURNAL, Key.GO_RETENTION,
    Key.GO_TEAM,
)  # fmt: skip


class Deeds(Protocol):
    """What the menus can ask of the window."""

    def do_key(self, key: Key) -> None:
        """Do what a key stands for."""
        ...

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Another theme."""
        ...

    def choose_density(self, density: Density) -> None:
        """Another height of rows."""
        ...


class Actions(QObject):
    """One `QAction` a key; letters act only in the lists they are bound to."""

    def __init__(self, window: QMainWindow, deeds: Deeds, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._deeds, self._preferences = window, deeds, preferences
        self.keymap = Keymap(preferences)
        self._widgets: list[ref[QWidget]] = []
        """Where letters act; of pages that go with the lock nothing is held here."""
        self._silent: dict[Key, QAction] = {}
        """In the place of what is not offered: in no menu, but its key is heard, so that it can be said why."""
        self._by_key: dict[Key, QAction] = {key: self._action(key) for key in Key if key is not Key.OPEN}
        self.groups: dict[str, QActionGroup] = {}
        """The choices of which one holds at any time, by their titles: *Paramètres* offers the same."""
        self.essentials: dict[str, QActionGroup] = {}
        """Those of them that the first run asks for: colours and language."""
        self.boxes: tuple[QAction, ...] = ()
        """What is on or off."""
        self._menus()

    def _action(self, key: Key) -> QAction:
        action = QAction(words_of(key), self._window)
        if key.letter:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setShortcuts(self._sequences(key))
        action.setAutoRepeat(key in _HELD)
        action.triggered.connect(lambda: self._deeds.do_key(key))
        if key is Key.DISCREET:
            action.setCheckable(True)
            action.setChecked(self._preferences.discreet)
        return action

    def _sequences(self, key: Key) -> list[QKeySequence]:
        return [] if key.letter and not self._preferences.letter_keys else self.keymap.sequences(key)

    def rebind(self) -> None:
        """Take the keys from the keymap again."""
        for key, action in self._by_key.items():
            action.setShortcuts(self._sequences(key))
        for key, action in self._silent.items():
            action.setShortcuts(self._sequences(key))

    @property
    def withheld(self) -> frozenset[Key]:
        """What is not offered to the one who sits here."""
        return frozenset(self._silent)

    def withhold(self, keys: frozenset[Key]) -> None:
        """Offer these no more, in no menu; and the others again."""
        for key in self.withheld ^ keys:
            self._by_key[key].setVisible(key not in keys)
            if key in keys:
                self._silent[key] = self._silenced(key)
            else:
                self._silent.pop(key).deleteLater()

    def _silenced(self, key: Key) -> QAction:
        action = QAction(self._window)
        action.setShortcutContext(self._by_key[key].shortcutContext())
        action.setShortcuts(self._sequences(key))
        action.triggered.connect(lambda: self._deeds.do_key(key))
        bound = [one() for one in self._widgets] if key.letter else [self._window]
        for widget in bound:
            if widget is not None and shiboken6.isValid(widget):
                widget.addAction(action)
        return action

    def shut(self, shut: bool) -> None:
        """While the desk is locked, only what shows nothing can be done."""
        for key, action in self._by_key.items():
            action.setEnabled(not shut or key in _WHILE_LOCKED)
        for action in self._silent.values():
            action.setEnabled(not shut)

    def action(self, key: Key) -> QAction:
        """The action of a key."""
        return self._by_key[key]

    def bind_letters(self, widgets: Sequence[QWidget]) -> None:
        """Let single letters act in these lists, and nowhere else."""
        self._widgets = [*(one for one in self._widgets if one() is not None), *map(ref, widgets)]
        for widget in widgets:
            for key, action in (*self._by_key.items(), *self._silent.items()):
                if key.letter:
                    widget.addAction(action)

    def bind_ways(self, widget: QWidget) -> None:
        """Let the keys that lead to another place act everywhere in this one; in a text they are typed."""
        for key in _WAYS:
            widget.addAction(self._by_key[key])

    @property
    def letters(self) -> bool:
        """Whether single letters act."""
        return self._preferences.letter_keys

    def set_letters(self, on: bool) -> None:
        """Switch single letters on or off."""
        self._preferences.letter_keys = on
        self.rebind()

    def _menu(self, title: str, keys: Sequence[Key | None]) -> QMenu:
        menu = self._window.menuBar().addMenu(title)
        for key in keys:
            if key is None:
                menu.addSeparator()
            else:
                menu.addAction(self._by_key[key])
        return menu

    def _menus(self) -> None:
        self._menu(translate("Menus", "&Fichier"), (Key.LOCK, Key.SETTINGS, None, Key.QUIT))
        self._menu(
            translate("Menus", "&Demande"),
            (
                Key.TAKE, Key.FINISH, Key.ASK_PIECE, Key.ASSIGN, Key.HAND_OVER, Key.STATE, None, Key.LINK, Key.RECEIPT,
                Key.UNREAD, None, Key.NOTE, Key.PIECES, Key.PIECE_BEFORE, Key.SEND, Key.UNDO, Key.REDO, None,
                Key.EXPORT, Key.PRINT, Key.WHO, None, Key.NEXT, Key.PREVIOUS, Key.COPY, None, Key.SELECT,
                Key.SELECT_ALL, None, Key.FILTER, Key.REFRESH,
            ),
        )  # fmt: skip
        view = self._menu(
            translate("Menus", "&Affichage"),
            (
                Key.PALETTE, None, *_WAYS, Key.TASKS, Key.PENDING, None, Key.NEXT_PANE, Key.PREVIOUS_PANE, Key.BACK,
                None, Key.DISCREET, None,
            ),
        )  # fmt: skip
        self._choices(view)
        for key in (Key.BIGGER, Key.SMALLER, Key.USUAL, Key.FULL_SCREEN):
            view.addAction(self._by_key[key])
        self._menu(translate("Menus", "&Transferts"), (Key.POLL,))
        self._menu(translate("Menus", "A&ide"), (Key.HELP, Key.SHEET, Key.KEYBOARD))

    def _choices(self, view: QMenu) -> None:
        themes = {
            ThemeChoice.SYSTEM: translate("Menus", "Comme le système"),
            ThemeChoice.LIGHT: translate("Menus", "Clair"),
            ThemeChoice.DARK: translate("Menus", "Sombre"),
        }
        densities = {
            Density.COMPACT: translate("Menus", "Serrée"),
            Density.NORMAL: translate("Menus", "Normale"),
            Density.RELAXED: translate("Menus", "Aérée"),
        }
        kept, deeds = self._preferences, self._deeds
        self._one_of(view, translate("Menus", "Thème"), themes, kept.theme, deeds.choose_theme)
        self._one_of(view, translate("Menus", "Densité"), densities, kept.density, deeds.choose_density)
        self._advances(view)
        self._notices(view)
        languages = {Language.FRENCH: "Français", Language.ENGLISH: "English"}
        title = translate("Menus", "Langue (au prochain démarrage)")
        self._one_of(view, title, languages, kept.language, self._speak)
        self.essentials = {name: self.groups[name] for name in (translate("Menus", "Thème"), title)}
        letters = view.addAction(translate("Menus", "Raccourcis à une lettre"))
        letters.setCheckable(True)
        letters.setChecked(self._preferences.letter_keys)
        letters.toggled.connect(self.set_letters)
        self.boxes = (self._by_key[Key.DISCREET], letters)
        view.addSeparator()

    def _advances(self, view: QMenu) -> None:
        advances = {
            Advance.NEXT: translate("Menus", "Passer à la suivante"),
            Advance.LIST: translate("Menus", "Revenir à la liste"),
            Advance.STAY: translate("Menus", "Rester sur la demande"),
        }
        title = translate("Menus", "Après avoir terminé")
        self._one_of(view, title, advances, self._preferences.advance, self._advance)

    def _notices(self, view: QMenu) -> None:
        offered = {
            Notices.ALL: translate("Menus", "Nouvelles demandes et alarmes"),
            Notices.URGENT: translate("Menus", "Alarmes seulement"),
            Notices.NONE: translate("Menus", "Aucune"),
        }
        title = translate("Menus", "Notifications (des nombres, jamais un nom)")
        self._one_of(view, title, offered, self._preferences.notices, self._notice)

    def _notice(self, value: Notices) -> None:
        self._preferences.notices = value

    def _advance(self, step: Advance) -> None:
        self._preferences.advance = step

    def _speak(self, language: Language) -> None:
        self._preferences.language = language

    def _one_of(self, view: QMenu, title: str, offered: Mapping[T, str], now: T, deed: Callable[[T], None]) -> None:
        """A menu of which one is chosen at any time."""
        menu, group = view.addMenu(title), QActionGroup(self)
        self.groups[title] = group
        for value, words in offered.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(value is now)
            group.addAction(action)
            action.triggered.connect(lambda _=False, value=value: deed(value))
