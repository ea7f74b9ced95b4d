"""Errors, each in another function of ours while it holds somebody's words; then the window's process dies.

A command runs until the n-th of our functions is called, which raises instead of running. What reaches standard
error and standard output is the suite's to search; the last thing that happens is `abort()` with a case open in the window.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import sys
from collections.abc import Callable, Iterator

from backoffice_gui.cli import main
from backoffice_gui.gui.windows.main import MainWindow
from tests.proof.leaks.canaries import PEOPLE
from tests.proof.leaks.forcing import Forced, kind
from tests.proof.leaks.watching import Place, Seen, begin
from tests.proof.leaks.window_pages import Step
from tests.proof.leaks.window_scene import Day, Walk, play

MANY = 28


def _commands(place: Place) -> Iterator[tuple[list[object], str]]:
    yield ["cases", "show", "1"], ""
    yield ["cases", "list", "--search", "-"], PEOPLE[0].family
    yield ["cases", "note", "2", "-"], PEOPLE[1].note
    yield ["cases", "export", "2", "3", "--to", place.asked / "encore.csv", "--purpose", "EXEMPLE"], ""


def _run(place: Place, words: list[object], typed: str, forced: Forced) -> tuple[int, str]:
    out, before = io.StringIO(), sys.stdin
    sys.stdin = io.StringIO(typed)
    try:
        with contextlib.redirect_stdout(out):
            sys.setprofile(forced)
            code = main(["--config", str(place.config), "--json", *map(str, words)])
    except Exception as error:  # noqa: BLE001 - before or after what the console catches: the interpreter's own end
        sys.excepthook(type(error), error, error.__traceback__)
        code = 1
    finally:
        sys.setprofile(None)
        sys.stdin = before
    (place.asked / "encore.csv").unlink(missing_ok=True)
    return code, out.getvalue()


class _Last(Day):
    """A case is open in the window, and the process dies."""

    def steps(self) -> Iterator[Step]:
        """Until its end."""
        yield from self.read()
        detail = self._desk.detail.detail
        assert detail is not None
        sys.stdout.write(f"{len(detail.parts)} parts held\n")
        sys.stdout.flush()
        os.abort()


def _fail(place: Place, seen: Seen) -> None:
    commands = list(_commands(place))
    calls: list[int] = []
    for words, typed in commands:
        counted = Forced(-1, Exception)
        assert _run(place, words, typed, counted)[0] == 0
        calls.append(counted.count)
    for n in range(MANY):
        which = n % len(commands)
        at = 1 + n * calls[which] // MANY
        forced = Forced(at, lambda n=n: kind(n))  # type: ignore[misc]
        code, out = _run(place, *commands[which], forced)
        gc.collect(0)
        seen.note("places", forced.place)
        seen.note("codes", str(code))
        if code and which != 0:
            seen.note("printed by a command that failed", out)


def scene() -> None:
    """Play it, and die."""
    place, seen = begin()
    _fail(place, seen)
    place.beside("failing_scene.json").write_text(json.dumps(seen.things), "utf-8")

    def tour(window: MainWindow) -> tuple[Walk, Callable[[str], str]]:
        walk = Walk(window, _Last(window, place, seen), seen)
        return walk, lambda unseen: f"{unseen}\n"

    play(place, tour)


if __name__ == "__main__":
    scene()
