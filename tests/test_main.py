"""`backoffice-gui` as a program: what it loads before it paints, and what it does by itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from backoffice_gui import __main__ as program
from backoffice_gui import __version__
from backoffice_gui.domain.office import OfficeState
from backoffice_gui.errors import ConfigurationError
from tests.support.waiting import until

ROOT = Path(__file__).resolve().parents[1]

HEAVY = (
    "sqlalchemy",
    "sqlcipher3",
    "httpx",
    "alembic",
    "keyring",
    "cryptography",
    "structlog",
    "tomlkit",
    "qtawesome",
    "backoffice_gui.wiring",
)
"""What must not be loaded before the window is on the screen."""

_LOADED = """
import os, sys
import backoffice_gui.__main__ as program
from backoffice_gui.gui.windows.main import MainWindow
painted = MainWindow.paintEvent
def first(self, event):
    painted(self, event)
    print(*sorted(sys.modules), flush=True)
    os._exit(0)
MainWindow.paintEvent = first
program.main([])
"""


def run(*words: str, code: str | None = None, platform: str | None = "offscreen") -> subprocess.CompletedProcess[str]:
    """The program in a process of its own; without a screen unless told otherwise."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    if platform is not None:
        environment["QT_QPA_PLATFORM"] = platform
    command = [sys.executable, "-c", code] if code is not None else [sys.executable, "-m", "backoffice_gui", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100, check=False)


def test_nothing_heavy_is_loaded_by_the_first_paint() -> None:
    """No database, no network, no keyring, no icon font: the window is on the screen first."""
    said = run(code=_LOADED)
    loaded = said.stdout.split()
    assert "backoffice_gui.gui.windows.main" in loaded, said.stderr
    assert [name for name in loaded if name.startswith(HEAVY)] == []
    assert "backoffice_gui.gui.windows.house" not in loaded


def test_the_version_needs_no_screen() -> None:
    """`--version` says it and exits."""
    said = run("--version", platform=None)
    assert (said.returncode, said.stdout) == (0, f"backoffice-gui {__version__}\n")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
def test_without_a_screen_it_says_what_to_do() -> None:
    """No display: one sentence in two languages, exit code 2, no abort of Qt."""
    said = run(platform=None)
    assert said.returncode == 2
    assert "backoffice collect" in said.stderr


def test_the_self_test_opens_and_closes_the_window(tmp_path: Path) -> None:
    """Everything a bundle needs is there; nothing real is opened."""
    said = run("--selftest")
    assert (said.returncode, said.stdout) == (0, f"backoffice-gui {__version__} ok\n"), said.stderr


def test_a_configuration_that_is_off_is_shown_and_not_raised(tmp_path: Path) -> None:
    """A named file that is absent: the window says so; nothing is printed."""
    picture = tmp_path / "shot.png"
    said = run("--config", str(tmp_path / "absent.toml"), "--seconds", "2", "--screenshot", str(picture))
    assert (said.returncode, said.stdout) == (0, "")
    assert "Traceback" not in said.stderr
    assert picture.stat().st_size > 10_000


@pytest.mark.parametrize(
    ("environment", "screen"),
    [
        ({}, sys.platform in ("win32", "darwin")),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}, False),
        ({"QT_QPA_PLATFORM": "minimal"}, False),
        ({"QT_QPA_PLATFORM": "xcb"}, True),
    ],
)
def test_a_screen_is_found_by_the_environment(environment: dict[str, str], screen: bool) -> None:
    """A display, or a platform named on purpose."""
    assert program.has_screen(environment) is screen


def test_the_office_is_made_from_the_configuration(tmp_path: Path) -> None:
    """No address: not configured. A file that isn't there: an error by its name."""
    file = tmp_path / "config.toml"
    file.write_text("")
    office = program.open_office(file)
    assert office.condition().state is OfficeState.NOT_CONFIGURED
    office.close()
    with pytest.raises(ConfigurationError):
        program.open_office(tmp_path / "absent.toml")
    assert program.config_file(file) == str(file)
    assert program.config_file(None).endswith("config.toml")


def test_a_second_start_raises_the_first_and_ends(tmp_path: Path) -> None:
    """Two real programs of one person: the second says its page, and leaves without a window; the first goes on."""
    # a socket’s path has 107 octets at most, a test’s folder more
    run = Path("/tmp") / f"backoffice-run-{os.getpid()}"
    run.mkdir(mode=0o700)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(run)}
    environment |= {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "data")}
    command = [sys.executable, "-m", "backoffice_gui"]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as first:
        try:
            until(lambda: any(run.glob("ofpra-backoffice/*.sock")), 60)
            second = subprocess.run(
                [*command, "--page", "transfers"], cwd=ROOT, env=environment, timeout=60, check=False
            )
            assert second.returncode == 0
            assert first.poll() is None
            first.terminate()
            assert first.wait(30) == 0
        finally:
            first.kill()
            shutil.rmtree(run)


def test_windows_of_other_configurations_stand_beside_each_other(tmp_path: Path) -> None:
    """By the file, and by the store that the environment names."""
    names = {
        program.instance_name(None, {}),
        program.instance_name(tmp_path / "a.toml", {}),
        program.instance_name(tmp_path / "b.toml", {}),
        program.instance_name(None, {"BACKOFFICE_STORE__FOLDER": "x"}),
    }
    assert len(names) == 4
    assert program.instance_name(None, {}) in names
