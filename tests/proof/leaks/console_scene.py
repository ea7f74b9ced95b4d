"""A day by console, in one process: the store is made, all is collected, taken in, worked on, exported, verified."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from backoffice_gui import settings
from backoffice_gui.cli import main
from backoffice_gui.clock import SystemClock
from backoffice_gui.wiring.case_session import case_session
from tests.proof.leaks.canaries import PEOPLE
from tests.proof.leaks.watching import Place, Seen, begin
from tests.support.accounts import sits

_ASKED_TO_SHOW = ("list", "show")
"""Commands whose whole purpose is to show what a person wrote, on the screen of who asked."""


class Console:
    """Runs commands in this process, each with its own standard input and output."""

    def __init__(self, place: Place, seen: Seen) -> None:
        self._place, self.seen = place, seen

    def run(self, *words: object, typed: str = "", code: int = 0) -> list[dict[str, object]]:
        """A command to its end; what it printed is kept where it was not asked to show somebody's words."""
        out, before = io.StringIO(), sys.stdin
        arguments = ["--config", str(self._place.config), "--json", *map(str, words)]
        self.seen.note("words of a command", *arguments)
        sys.stdin = io.StringIO(typed)
        try:
            with contextlib.redirect_stdout(out):
                ended = main(arguments)
        finally:
            sys.stdin = before
        if not set(words) & set(_ASKED_TO_SHOW):
            self.seen.note("printed by a command", out.getvalue())
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
    _turn(console, place, change, others[1])


def _turn(console: Console, place: Place, change: str, other: str) -> None:
    """The other acts: given away and back, reopened, linked, printed; a submission taken out as it came."""
    console.run("cases", "take", other)
    console.run("cases", "release", other)
    console.run("cases", "assign", other, "--agent", "agent-exemple")
    undone = console.run("cases", "receipt", change)[-1]["undo"]
    assert isinstance(undone, list)
    console.run("cases", "undo", *undone)
    console.run("cases", "export", other, "--to", place.asked / "fiche.pdf", "--purpose", "-", typed="EXEMPLE")
    console.run(
        "cases", "export", other, "--to", place.asked / "e.pdf", "--purpose", "EXEMPLE", "--labels", "dl", code=1
    )
    name = console.run("list")[0]["id"]
    console.run("extract", name, "--to", place.asked / "brut", "--reason", "-", typed="EXEMPLE")


def _let_go(console: Console, place: Place, closed: str) -> None:
    """What was closed long ago is held, released, and purged by two people; its certificate names nobody."""
    old = "UPDATE cases SET received_at = '2020-01-01T09:00:00.000000Z', closed_at = '2020-01-02T09:00:00.000000Z'"
    with case_session(settings.load(place.config, {}), SystemClock()) as s, s.desk.casebook.transaction() as tx:
        tx.exec_driver_sql(f"{old} WHERE closed_at IS NOT NULL")
    console.run("retention", "hold", closed, "--until", "2099-01-01", "--reason", "-", typed=PEOPLE[2].note)
    assert not console.run("retention", "due")[-1]["free"]
    console.run("retention", "release", closed, "--hold", 1)
    digest = console.run("retention", "due")[-1]["digest"]
    console.run("purge", "request", "--digest", digest)
    with pytest.MonkeyPatch.context() as patch:
        sits(patch, "agent-second")
        console.run("purge", "approve", 1, "--digest", digest)
    console.run("purge", "run", 1)
    console.run("purge", "certificate", 1, "--to", place.shown / "purge.pdf")


def _prove(console: Console, place: Place) -> None:
    """What goes to the DPO, and the journal: all of it is searched, for nobody is to be in it."""
    console.run("report", "--month", f"{datetime.now(UTC):%Y-%m}", "--provisional", "--to", place.shown)
    console.run("audit", "list", "--limit", 500)
    console.run("audit", "who", 2)
    console.run("audit", "verify")
    for chain in ("casebook", "inbox"):
        file = place.shown / f"{chain}.csv"
        console.run("audit", "export", "--chain", chain, "--to", file, "--purpose", "-", typed="EXEMPLE")


def _keep(console: Console, place: Place) -> None:
    """Saved, put back beside, made anew from its second copy, and another key for each."""
    kept = place.watched / "backup"
    console.run("backup", "--to", kept)
    [made] = (path for path in kept.iterdir() if path.is_dir())
    Console(place.other("back"), console.seen).run("restore", "--from", made)
    anew = Console(place.other("anew"), console.seen)
    anew.run("store", "rebuild", "--from", "mirror", code=1)  # what was purged is there no more, and is said
    console.run("store", "rekey")
    console.run("store", "new-keys")


def scene() -> None:
    """Play it."""
    place, seen = begin()
    console = Console(place, seen)
    console.run("store", "init")
    console.run("collect", "--once")
    console.run("cases", "intake")
    listed = console.run("cases", "list", "--limit", 20)
    assert len(listed) == len(PEOPLE) + 1
    listed.sort(key=lambda line: str(line["number"]), reverse=True)
    listed.sort(key=lambda line: (line["applicant"] == "", line["kind"] != "certificate_request"))
    change = next(line for line in listed if line["kind"] == "contact_change")
    listed.remove(change)
    numbers = [str(line["number"]) for line in (listed[0], change, *listed[1:])]
    _work(console, place, numbers)
    _let_go(console, place, numbers[0])
    _prove(console, place)
    _keep(console, place)
    for words in (("verify",), ("status",), ("list",), ("cases", "views")):
        console.run(*words)
    console.run("doctor", code=0)
    place.beside("console_scene.json").write_text(json.dumps(seen.things), "utf-8")


if __name__ == "__main__":
    scene()
