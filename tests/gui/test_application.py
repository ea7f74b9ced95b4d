"""The start and the end of the window's program, in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_RUN = """
import gc
import sys
import time
from pathlib import Path
from backoffice_gui.errors import ConfigurationError
from backoffice_gui.gui.application import Start, run
from tests.support.office import MemoryOffice
def load():
    from backoffice_gui.gui.windows.house import House
    return House
def refuse():
    raise ConfigurationError("demo-not-apart", key="store.folder") if "apart" in sys.argv else OSError("EXEMPLE-AHMADZAI")
class Speaking(MemoryOffice):
    def start_collecting(self, listener):
        super().start_collecting(listener)
        if "forever" in sys.argv:
            print("collecting", flush=True)
looks = []
def looked_thrice(office):
    looks.append(office)
    print("look", flush=True)
    return len(looks) == 3
folder = Path(sys.argv[1])
office = Speaking(7)
sys.exit(run(Start(load=load, open_office=refuse if "refuse" in sys.argv else lambda: office, config_file=lambda: "config.toml", elapsed=time.monotonic,
    preferences_file=folder / "window.ini", seconds=None if "forever" in sys.argv else 2.0, screenshot=folder / "shot.png",
    refused=(lambda failure: failure.reason) if "apart" in sys.argv else None,
    report=None if "forever" in sys.argv else lambda office: f"{len(office.rows)} demandes, {gc.get_freeze_count() // 10_000 > 0}",
    enough=looked_thrice if "enough" in sys.argv else None if "refuse" in sys.argv else lambda office: True)))
"""


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    """The program over an office in memory."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _RUN, str(folder), *words]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_it_shows_paints_reports_and_leaves(tmp_path: Path) -> None:
    """A picture of the window, the report and where the picture is on standard output, and exit code 0.

    What the program is made of was set aside from what is looked through for garbage.
    """
    process = start(tmp_path)
    out, _ = process.communicate(timeout=60)
    assert (process.returncode, out) == (0, f"7 demandes, True\n{tmp_path / 'shot.png'}\n")
    assert (tmp_path / "shot.png").stat().st_size > 10_000
    assert (tmp_path / "window.ini").is_file()


def test_it_stays_until_it_has_seen_enough(tmp_path: Path) -> None:
    """A busy machine is waited for: what was to be seen has come before the picture is taken."""
    process = start(tmp_path, "enough")
    out, _ = process.communicate(timeout=90)
    assert (process.returncode, out) == (0, f"look\nlook\nlook\n7 demandes, True\n{tmp_path / 'shot.png'}\n")


def test_an_office_that_never_opens_is_a_failed_run(tmp_path: Path) -> None:
    """Exit code 1, and nothing of the error's words anywhere."""
    process = start(tmp_path, "refuse")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "EXEMPLE" not in out + err


def test_a_refusal_ends_a_run_that_nobody_watches(tmp_path: Path) -> None:
    """At once, with what is said of it and the exit code of its class: nobody waits for what will not come."""
    process = start(tmp_path, "refuse", "apart")
    out, _ = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "demo-not-apart\n")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_closes_it_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    """Stopped from outside, it stops the collector, closes the stores, and exits 0."""
    process = start(tmp_path, "forever")
    assert process.stdout is not None
    assert process.stdout.readline() == "collecting\n"
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert (tmp_path / "window.ini").is_file()
