"""A day by console, in one process: the store is made, all is collected, taken in, worked on, exported, verified."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Sequence

from backoffice_gui.cli import main
from tests.proof.leaks.canaries import PEOPLE
from tests.proof.leaks.watching import Place, Seen, begin

_ASKED_TO_SHOW = ("list", "show")
"""Commands whose whole purpose is to show what a person wrote, on the screen of who asked."""


class Console:
    """Runs commands in this process, each with its own standard input and output."""

    def __init__(self, place: Place, seen: Seen) -> None:
        self._place, self._seen = place, seen

    def run(self, *words: object, typed: str = "", code: int = 0) -> list[dict[str, object]]:
        """A command to its end; what it printed is kept where it was not asked to show somebody's words."""
        out, before = io.StringIO(), sys.stdin
        arguments = ["--config", str(self._place.config), "--json", *map(str, words)]
        self._seen.note("words of a command", *arguments)
        sys.stdin = io.StringIO(typed)
        try:
            with contextlib.redirect_stdout(out):
                ended = main(arguments)
        finally:
            sys.stdin = before
        if not set(words) & set(_ASKED_TO_SHOW):
            self._seen.note("printed by a command", out.getvalue())
        assert ended == code, (words[:2], ended, out.getvalue())
        return [json.loads(line) for line in out.getvalue().splitlines()]


def _work(console: Console, place: Place, numbers: Sequence[str]) -> None:
    certificate, change, others = numbers[0], numbers[1], numbers[2:]
    console.run("cases", "list", "--search", "-", typed=PEOPLE[3].family)
    console.run("cases", "take", certificate, change, others[0])
    console.run("cases", "note", certificate, "-", typed=PEOPLE[4].note)
    shown = console.run("cases", "show", certificate)[-1]
    certificates = shown["certificates"]
    assert isinstance(certificates, list)
    console.run("cases", "answer", certificate, *(f"{each['n']}=issued" for each in certificates))
    console.run("cases", "wait", others[0], "--reason", "-", typed=PEOPLE[5].note)
    console.run("cases", "close", certificate)
    form = place.asked / "form.json"
    form.write_text(json.dumps({"person": {"family_name": PEOPLE[6].family}, "comment": PEOPLE[6].note}), "utf-8")
    console.run("cases", "enter", "--file", form, "--source", "post", "--received", "2026-11-20")
    for ending in ("csv", "xlsx", "ods"):
        to = place.asked / f"demandes.{ending}"
        console.run("cases", "export", "--view", "to_do", "--to", to, "--purpose", "EXEMPLE", "--format", ending)
    console.run("cases", "list", "--search", "-", "--filter", "etat:nonsense", typed=PEOPLE[1].family, code=2)


def scene() -> None:
    """Play it."""
    place, seen = begin()
    console = Console(place, seen)
    console.run("store", "init")
    console.run("collect", "--once")
    console.run("cases", "intake")
    listed = console.run("cases", "list", "--limit", 20)
    assert len(listed) == len(PEOPLE) + 1
    listed.sort(key=lambda line: (line["applicant"] == "", line["kind"] != "certificate_request"))
    change = next(line for line in listed if line["kind"] == "contact_change")
    listed.remove(change)
    numbers = [str(line["number"]) for line in (listed[0], change, *listed[1:])]
    _work(console, place, numbers)
    for words in (("verify",), ("status",), ("list",), ("cases", "views")):
        console.run(*words)
    console.run("doctor", code=0)
    place.beside("console_scene.json").write_text(json.dumps(seen.things), "utf-8")


if __name__ == "__main__":
    scene()
