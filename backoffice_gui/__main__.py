"""`backoffice-gui`: the window.

Order of a start: the call is parsed → where there is no screen, Qt is told to paint into memory
(a demonstration) or the call is refused → the window is shown and painted, with light imports
only → a worker runs `open_office`, which reads the configuration and imports `wiring`, and with
it the database and the network → the window shows what the office says.

`--demo`: before its office is opened, the worker starts a reference front end in a process and
a folder of its own; the store lies there too, with a key file: the keyring is never touched.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from backoffice_gui import __version__, settings
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.listing import ListQuery
from backoffice_gui.domain.office import OfficeState
from backoffice_gui.errors import ConfigurationError
from backoffice_gui.gui.application import Start, run
from backoffice_gui.resources import resource

if TYPE_CHECKING:
    from backoffice_gui.domain.detail import Detail
    from backoffice_gui.gui.office import Office

_DEMO_SECONDS = 30.0
_DEMO_COUNT = 6
_DEMO_RATE = 20
_REPORTED = 200
_NO_SCREEN = (
    "backoffice-gui : aucun écran. Pour relever sans fenêtre : « backoffice collect ».\n"
    "backoffice-gui: no display. To collect without a window: `backoffice collect`.\n"
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="backoffice-gui", description="Ofpra : demandes en ligne.")
    parser.add_argument("--config", type=Path, metavar="FILE", help="fichier de configuration")
    parser.add_argument("--demo", action="store_true", help="démonstration : données fictives, base à part")
    parser.add_argument("--version", action="version", version=f"backoffice-gui {__version__}")
    parser.add_argument("--selftest", action="store_true", help="ouvre et ferme la fenêtre, vérifie le paquet")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="image de la fenêtre, à la fin de --seconds")
    parser.add_argument("--seconds", type=float, metavar="N", help="ferme la fenêtre après N secondes")
    return parser


def has_screen(environment: dict[str, str]) -> bool:
    """Whether Qt can show a window: always but on a Unix without a display, or when told to paint into memory."""
    if environment.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY") or environment.get("QT_QPA_PLATFORM"))


def open_office(config: Path | None, *, demo: bool = False) -> Office:
    """Read the configuration and make the office; run by a worker after the first paint.

    Raises `ConfigurationError` and what `wiring` raises.
    """
    from backoffice_gui.wiring import open_office as wired  # the window paints first (architecture.md)

    return wired(settings.load(config), SystemClock(), demo=demo)


# --- the demonstration ---


def _console() -> list[str]:
    if getattr(sys, "frozen", False):
        return [str(Path(sys.executable).with_name("backoffice" + Path(sys.executable).suffix))]
    return [sys.executable, "-m", "backoffice_gui.cli"]


@dataclass
class Demo:
    """A reference front end in a process and a folder of its own, ended and removed with the window."""

    folder: Path
    command: list[str] = field(default_factory=_console)
    _front: subprocess.Popen[str] | None = None

    @property
    def preferences(self) -> Path:
        """The window's own settings in a demonstration."""
        return self.folder.with_suffix(".ini")

    def start(self) -> Path:
        """Start it, and wait until it answers; its configuration's file. Raises `ConfigurationError`."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        words = [
            "--json",
            "reference-front",
            "--dir",
            str(self.folder),
            "--count",
            str(_DEMO_COUNT),
            "--rate",
            str(_DEMO_RATE),
        ]
        self._front = subprocess.Popen([*self.command, *words], stdout=subprocess.PIPE, text=True)  # noqa: S603  ours
        line = self._front.stdout.readline() if self._front.stdout is not None else ""
        try:
            return Path(json.loads(line)["config"])
        except (ValueError, KeyError, TypeError) as error:
            self.stop()
            raise ConfigurationError("demo", file="reference-front") from error

    def open_office(self) -> Office:
        """The office of the demonstration, its store made if there is none."""
        office = open_office(self.start(), demo=True)
        if office.condition().state is OfficeState.NO_STORE:
            office.make_store(office.prepare_store())
        return office

    def stop(self) -> None:
        """End the front end and remove the folder."""
        front, self._front = self._front, None
        if front is not None:
            front.terminate()
            try:
                front.wait(5)
            except subprocess.TimeoutExpired:
                front.kill()
                front.wait()
            if front.stdout is not None:
                front.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.preferences.unlink(missing_ok=True)


def demo_folder() -> Path:
    """A folder of this demonstration only, in the platform's cache."""
    return Path(platformdirs.user_cache_dir("ofpra-backoffice", appauthor=False)) / f"demo-{os.getpid()}"


def _lived(detail: Detail) -> float | None:
    at: dict[str, datetime] = {moment.name: moment.at for moment in reversed(detail.timeline)}
    end = at.get("acknowledged") or at.get("foreign") or at.get("expired")
    start = at.get("submitted") or at.get("first_seen")
    return None if end is None or start is None else (end - start).total_seconds()


def report(office: Office) -> str:
    """What was collected, and how long each web copy lived, a line each."""
    rows = office.page(ListQuery(), 0, _REPORTED).rows
    lines = []
    lived: list[float] = []
    for row in sorted(rows, key=lambda row: row.seq):
        seconds = _lived(office.detail(row.row))
        shown = "encore sur le site" if seconds is None else f"{seconds:6.1f} s sur le site"
        lines.append(f"{row.seq:>6}  {row.kind:<22} {row.size:>9} o  {row.stage.value:<13} {shown}")
        lived += [] if seconds is None else [seconds]
    longest = f", la plus longue {max(lived):.1f} s" if lived else ""
    return "\n".join([*lines, f"{len(rows)} demande(s) relevée(s), {len(lived)} copie(s) du site détruite(s){longest}"])


# --- the program ---


def _open_nothing() -> Office:
    """An office without configuration: everything the bundle needs is imported, nothing real is opened."""
    from backoffice_gui.wiring import open_office as wired  # the window paints first (architecture.md)

    missing = [name for name in ("backoffice_fr.qm", "backoffice_en.qm") if not resource("i18n", name).is_file()]
    if missing:
        raise ConfigurationError("absent", file=missing[0])
    file = settings.default_config_file()
    nothing = settings.Settings(
        file=file,
        folder=file.parent,
        exists=False,
        transfer=settings.TransferSettings(),
        store=settings.StoreSettings(),
    )
    return wired(nothing, SystemClock())


def _start(call: argparse.Namespace, demo: Demo | None, *, screen: bool) -> Start:
    seconds, screenshot = call.seconds, call.screenshot
    if demo is not None:
        return Start(
            open_office=demo.open_office,
            preferences_file=demo.preferences,
            demo=True,
            seconds=seconds if seconds is not None or screen else _DEMO_SECONDS,
            screenshot=screenshot if screenshot is not None or screen else Path("backoffice-demo.png"),
            report=report if seconds is not None or not screen else None,
        )
    if call.selftest:
        return Start(
            open_office=_open_nothing, seconds=seconds or 3.0, report=lambda _: f"backoffice-gui {__version__} ok"
        )
    return Start(
        open_office=lambda: open_office(call.config),
        config_file=str(call.config or settings.default_config_file()),
        seconds=seconds if seconds is not None or screenshot is None else 5.0,
        screenshot=screenshot,
    )


def main(words: Sequence[str] | None = None) -> int:
    """Run the program; the exit code."""
    call = _parser().parse_args(words)
    screen = has_screen(dict(os.environ))
    if not screen:
        if not (call.demo or call.selftest or call.screenshot or "QT_QPA_PLATFORM" in os.environ):
            sys.stderr.write(_NO_SCREEN)
            return 2
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    demo = Demo(demo_folder()) if call.demo else None
    try:
        return run(_start(call, demo, screen=screen))
    finally:
        if demo is not None:
            demo.stop()


if __name__ == "__main__":
    raise SystemExit(main())
