"""Where something goes: the system's own dialogs, which show folders and names and open nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = ["choose_existing", "choose_file", "choose_folder"]


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """A folder that is there, or nothing where the agent changed their mind."""
    found = QFileDialog.getExistingDirectory(parent, title, str(Path.home()))
    return Path(found) if found else None


def choose_existing(parent: QWidget, title: str, kinds: str) -> Path | None:
    """A file that is there, or nothing where the agent changed their mind."""
    found, _ = QFileDialog.getOpenFileName(parent, title, str(Path.home()), kinds)
    return Path(found) if found else None


def choose_file(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """A file to be written; the system asks before one that is there is replaced. `kinds` as in `Tables (*.ods)`."""
    found, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home() / name), kinds)
    return Path(found) if found else None
