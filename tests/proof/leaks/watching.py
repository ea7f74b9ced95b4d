"""What a process of a scene does beside writing: whom it starts, with which words and surroundings, and what it is called.

A scene is a process of its own, its every octet recorded (`tests.support.calls`), its home and temporary folders within
the watched one. Beside it lies what it was seen to do, as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backoffice_gui import logs
from backoffice_gui.system.dumps import no_dumps
from tests.support.calls import Calls, preloaded
from tests.support.proof import ROOT

__all__ = ["Place", "Scene", "Seen", "begin", "play"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a scene plays: `watched` is all that it may write into, `asked` in it what an agent asked to have."""

    root: Path

    @property
    def watched(self) -> Path:
        """Home, store, mirror, temporary files."""
        return self.root / "watched"

    @property
    def asked(self) -> Path:
        """Copies, exports and sheets."""
        return self.watched / "asked"

    @property
    def shown(self) -> Path:
        """What is given away by right: reports, certificates of purges, the journal; nobody may be in it."""
        return self.watched / "shown"

    def other(self, folder: str) -> Place:
        """The same place for a store of its own, without a second copy: what is put back or made anew."""
        made = _Other(self.root, folder)
        text = self.config.read_text("utf-8").replace('folder = "store"', f'folder = "{folder}"')
        made.config.write_text(text.replace('mirror = "mirror"\n', ""), "utf-8")
        return made

    @property
    def config(self) -> Path:
        """The configuration."""
        return self.watched / "config.toml"

    def beside(self, name: str) -> Path:
        """A file of the suite's own, watched by nobody."""
        return self.root / name


@dataclass(frozen=True, slots=True)
class _Other(Place):
    name: str

    @property
    def config(self) -> Path:
        return self.watched / f"{self.name}.toml"


@dataclass
class Seen:
    """What was seen of a scene from inside; each is a list of texts."""

    things: dict[str, list[str]] = field(default_factory=dict)

    def note(self, channel: str, *texts: str) -> None:
        """Something was shown, said or handed over."""
        self.things.setdefault(channel, []).extend(texts)

    def children(self, event: str, arguments: tuple[Any, ...]) -> None:
        """An audit hook: a process is started."""
        if event == "subprocess.Popen":
            _program, words, _folder, environment = arguments
            self.note("words of a child", *map(str, words))
            self.note(
                "surroundings of a child",
                *(f"{name}={value}" for name, value in dict(environment or os.environ).items()),
            )


def begin() -> tuple[Place, Seen]:
    """In the scene's process: watched from here on, as the real programs begin."""
    place, name = Place(Path(sys.argv[1])), sys.argv[2]
    calls = Calls()
    calls.watch(place.watched)
    calls.record(place.beside(f"{name}.record"))
    logs.start(0)
    logs.hear_defects()
    no_dumps()
    seen = Seen()
    sys.addaudithook(seen.children)
    seen.note("its own words", *sys.argv)
    seen.note("its own surroundings", *(f"{name}={value}" for name, value in os.environ.items()))
    return place, seen


@dataclass(frozen=True, slots=True)
class Scene:
    """How it ended, from outside."""

    code: int
    out: str
    err: str
    seen: Mapping[str, Sequence[str]]
    record: Path


def play(place: Place, name: str, *words: str) -> Scene:
    """Play a scene to its end."""
    home = place.watched / "home"
    for folder in (home, place.asked, place.shown, place.watched / "tmp"):
        folder.mkdir(parents=True, exist_ok=True)
    bare = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "COV_", "XDG_"))}
    environment = bare | {
        "PYTHONPATH": str(ROOT), "HOME": str(home), "TMPDIR": str(place.watched / "tmp"), "QT_QPA_PLATFORM": "offscreen",
        "LANG": "fr_FR.UTF-8", "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    command = [sys.executable, "-m", f"tests.proof.leaks.{name}", str(place.root), name, *words]
    ended = subprocess.run(
        command, cwd=place.watched, env=preloaded(environment), capture_output=True, text=True, check=False, timeout=540
    )
    kept = place.beside(f"{name}.json")
    seen = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    return Scene(ended.returncode, ended.stdout, ended.stderr, seen, place.beside(f"{name}.record"))
