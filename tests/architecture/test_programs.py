"""What a program loads: the console and the core never see Qt."""

from __future__ import annotations

import subprocess
import sys

import pytest

_SAY_LOADED = "import sys, {module}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
_HEADLESS = ("cli", "wiring", "collector", "storage", "transfer", "security", "actions", "caseload", "reference_front")


def loaded_by(module: str) -> set[str]:
    """The top packages that a fresh interpreter holds after importing a module."""
    said = subprocess.run(
        [sys.executable, "-c", _SAY_LOADED.format(module=module)], capture_output=True, text=True, check=True
    )
    return set(said.stdout.split())


@pytest.mark.parametrize("room", _HEADLESS)
def test_no_headless_room_loads_qt(room: str) -> None:
    """Importing it leaves no trace of PySide6 in the interpreter."""
    assert loaded_by(f"backoffice_gui.{room}") & {"PySide6", "shiboken6", "qtawesome", "qtpy"} == set()


def test_the_console_starts_without_a_server() -> None:
    """`backoffice` loads uvicorn only to be one."""
    assert "uvicorn" not in loaded_by("backoffice_gui.cli")


def test_a_module_that_loads_qt_is_seen() -> None:
    """The look into a fresh interpreter finds what is there."""
    assert "PySide6" in loaded_by("PySide6.QtCore")
