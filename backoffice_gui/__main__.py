"""`backoffice-gui`: the window.

Order of a start: the call is parsed → where there is no screen, Qt is told to paint into memory
(a demonstration) or the call is refused → the window is shown and painted, with light imports
only → a worker imports what stands behind it, then reads the configuration and imports `wiring`,
and with it the database and the network → the window shows what the office says.

`--demo`: before its office is opened, the worker starts a reference front end in a process and
a folder of its own; the store lies there too, with a key file: the keyring is never touched.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from backoffice_gui import __version__, logs
from backoffice_gui.clock import SystemClock
from backoffice_gui.gui.application import Start, run
from backoffice_gui.system import instance
from backoffice_gui.system.dumps import no_dumps
from backoffice_gui.system.instance import window_folder
from backoffice_gui.system.names import frozen, screen_always

if TYPE_CHECKING:
    from backoffice_gui.gui.demo import Demo
    from backoffice_gui.gui.office import Office
    from backoffice_gui.gui.selftest import Tour
    from backoffice_gui.gui.windows.house import House
    from backoffice_gui.gui.windows.main import MainWindow

_DEMO_SECONDS = 20.0
_SCREENSHOT = Path("backoffice-demo.png")
_PAGES = ("cases", "submissions", "transfers", "conformity", "journal", "retention")
_NO_ANSWER = (
    "backoffice-gui : une fenêtre est déjà ouverte, mais ne répond pas.\n"
    "backoffice-gui: a window is open already, but does not answer.\n"
)
_NO_SCREEN = (
    "backoffice-gui : aucun écran. Pour relever sans fenêtre : « backoffice collect ».\n"
    "backoffice-gui: no display. To collect without a window: `backoffice collect`.\n"
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="backoffice-gui", description="Ofpra : demandes en ligne.")
    parser.add_argument("--config", type=Path, metavar="FILE", help="fichier de configuration")
    parser.add_argument("--demo", action="store_true", help="démonstration : données fictives, base à part")
    parser.add_argument("--version", action="version", version=f"backoffice-gui {__version__}")
    parser.add_argument("--selftest", action="store_true", help="montre chaque page, sur des données fictives")
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="image de la fenêtre, à la fin de --seconds")
    parser.add_argument("--page", choices=_PAGES, help="page à montrer, aussi dans une fenêtre déjà ouverte")
    parser.add_argument("--seconds", type=float, metavar="N", help="ferme la fenêtre après N secondes")
    return parser


def has_screen(environment: dict[str, str]) -> bool:
    """Whether Qt can show a window: always but on a Unix without a display, or when told to paint into memory."""
    if environment.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    if screen_always():
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY") or environment.get("QT_QPA_PLATFORM"))


# --- what a worker does after the first paint (the only imports inside functions: architecture.md) ---


def load_house() -> type[House]:
    """Import what stands behind the window."""
    from backoffice_gui.gui.windows.house import House

    return House


def open_office(config: Path | None, *, demo: bool = False) -> Office:
    """Read the configuration and make the office; a demonstration's file counts alone, and names only what is its own.

    Raises `ConfigurationError` and what `wiring` raises.
    """
    from backoffice_gui.settings import load
    from backoffice_gui.wiring import demonstration_settings
    from backoffice_gui.wiring import open_office as wired

    settings = demonstration_settings(config) if demo and config is not None else load(config)
    return wired(settings, SystemClock(), demo=demo)


def config_file(config: Path | None) -> str:
    """The configuration file this run reads, whether it is there or not."""
    from backoffice_gui.settings import default_config_file

    return str(config or default_config_file())


def tour_of(window: MainWindow) -> tuple[Tour, Callable[[str], str]]:
    """The walk of the self-test, and its sentence."""
    from backoffice_gui.gui.selftest import Tour, sentence

    return Tour(window), sentence


# --- the demonstration ---


def _console() -> list[str]:
    if frozen():
        return [str(Path(sys.executable).with_name("backoffice" + Path(sys.executable).suffix))]
    return [sys.executable, "-m", "backoffice_gui.cli"]


def _demo(call: argparse.Namespace, start: Start, *, screen: bool) -> tuple[Start, Demo]:
    from backoffice_gui.gui.demo import Demo, refusal, report, shown

    demo = Demo(_console(), lambda config: open_office(config, demo=True))
    alone = not screen or call.seconds is not None
    changed = replace(
        start,
        open_office=demo.open_office,
        preferences_file=demo.preferences,
        demo=True,
        seconds=call.seconds if call.seconds is not None or screen else _DEMO_SECONDS,
        screenshot=call.screenshot if call.screenshot is not None or screen else _SCREENSHOT,
        report=report if alone else None,
        refused=refusal if alone else None,
        enough=shown if alone and call.seconds is None else None,
    )
    if call.selftest:
        done = f"backoffice-gui {__version__} ok"
        first = call.seconds if call.seconds is not None else 1.0
        changed = replace(changed, seconds=first, screenshot=call.screenshot, report=lambda _: done)
        changed = replace(changed, enough=shown, tour=tour_of)
    return changed, demo


# --- the program ---


def _start(call: argparse.Namespace) -> Start:
    return Start(
        load=load_house,
        open_office=lambda: open_office(call.config),
        config_file=lambda: config_file(call.config),
        elapsed=SystemClock().elapsed,
        seconds=call.seconds if call.seconds is not None or call.screenshot is None else 5.0,
        screenshot=call.screenshot,
    )


def instance_name(config: Path | None, environment: Mapping[str, str]) -> str:
    """What a window is known by to others of its person: the configuration, and the store the environment gives it."""
    place = "" if config is None else str(config.absolute())
    told = "\0".join((place, environment.get("BACKOFFICE_STORE__FOLDER", "")))
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _alone(call: argparse.Namespace, start: Start) -> int:
    """Run as the one window of this configuration, or tell it, and leave; what is for a test alone stands beside it."""
    if call.screenshot or call.seconds is not None:
        return run(start)
    page = json.dumps({"page": call.page} if call.page else {})
    folder, name = window_folder(os.environ), instance_name(call.config, os.environ)
    try:
        first = instance.claim(folder, name)
    except OSError:
        return run(start)
    if first is None:
        if instance.hand_over(folder, name, page):
            return 0
        sys.stderr.write(_NO_ANSWER)
        return 1
    try:
        return run(replace(start, listen=first.listen, page=page if call.page else ""))
    finally:
        first.close()


def main(words: Sequence[str] | None = None) -> int:
    """Run the program, or without words be the process and keep to itself what it holds; the exit code."""
    logs.start()
    if words is None:
        logs.hear_defects()
        no_dumps()
    call = _parser().parse_args(words)
    screen = has_screen(dict(os.environ))
    if call.selftest:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not screen:
        if not (call.demo or call.selftest or call.screenshot or "QT_QPA_PLATFORM" in os.environ):
            sys.stderr.write(_NO_SCREEN)
            return 2
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    start = _start(call)
    if not (call.demo or call.selftest):
        return _alone(call, start)
    start, demo = _demo(call, start, screen=screen)
    try:
        return run(start)
    finally:
        demo.stop()


if __name__ == "__main__":
    raise SystemExit(main())
