"""docs/audit.md says what is so: every verb, every act, every command; and nothing writes in silence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from backoffice_gui.audit import Verb
from backoffice_gui.cli.app import app
from tests.architecture.audit_rules import read_functions, silent_writers
from tests.architecture.source import PACKAGE, ROOT

MACHINES = {
    "backing_up",
    "caseload",
    "checkup",
    "collecting",
    "conformance",
    "intaking",
    "leading",
    "listening",
    "memory",
    "in_flight",
    "offline",
    "outgoing",
    "silent_line",
    "open_store",
    "preview",
    "returning",
    "rounds",
    "server_line",
    "standing",
    "watched_files",
}
"""Modules of `wiring` that nobody asks anything of: what they do is asked for elsewhere, or by the program itself."""

_CODE = re.compile(r"`([^`]+)`")


def _section(title: str) -> str:
    page = (ROOT / "docs" / "audit.md").read_text("utf-8")
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


def _column(title: str, column: int) -> list[str]:
    rows = [line.split("|")[1:-1] for line in _section(title).splitlines() if line.startswith("| ")][1:]
    return [word for row in rows for word in _CODE.findall(row[column])]


def test_every_verb_has_its_row() -> None:
    """And no row a verb that does not exist."""
    said = {*_column("What people do", 2), *_column("What the collector and the program do", 1)}
    assert said == {verb.value for verb in Verb}


def test_every_verb_is_written_somewhere() -> None:
    """A verb that nobody writes promises what is not so."""
    files = (file for file in (ROOT / PACKAGE).rglob("*.py") if file.name != "events.py")
    written = {name for file in files for name in re.findall(r"\bVerb\.([A-Z_]+)\b", file.read_text("utf-8"))}
    assert {verb.name for verb in Verb} <= written


def test_nothing_writes_without_an_event_but_what_has_its_reason() -> None:
    """A function that opens a transaction reaches a line of a chain, or stands in the table with why it does not."""
    silent = list(silent_writers(read_functions(ROOT / PACKAGE)))
    assert silent == sorted(_column("Writes without an event, and why", 0)), "docs/audit.md: a row for each of these"


@pytest.mark.parametrize(
    ("body", "silent"),
    [
        ("with desk.casebook.transaction() as tx:\n        tx.execute(1)", True),
        ("with desk.casebook.transaction() as tx:\n        audit_log.append(tx, [])", False),
        ("with desk.casebook.transaction() as tx:\n        in_turn.say_move(tx)", False),
        ("with desk.casebook.transaction() as tx:\n        in_turn.add_event(tx)", True),
        ("with desk.casebook.transaction() as tx:\n        helped(tx)", False),
        ("with changing(desk, [case]) as tx:\n        tx.execute(1)", True),
        ("with desk.casebook.reading() as tx:\n        tx.execute(1)", False),
    ],
)
def test_a_silent_writer_is_seen(tmp_path: Path, body: str, silent: bool) -> None:
    """The planted fault: a new action that changes something and says nothing; one that calls who says it is none."""
    (tmp_path / "actions").mkdir()
    (tmp_path / "actions" / "planted.py").write_text(
        f"from {PACKAGE}.actions.other import helped\ndef act(desk):\n    {body}\n"
    )
    (tmp_path / "actions" / "other.py").write_text("def helped(tx):\n    audit_log.append(tx, [])\n")
    assert list(silent_writers(read_functions(tmp_path))) == (["actions.planted.act"] if silent else [])


def test_whatever_can_be_asked_has_its_row() -> None:
    """Each public method behind the window and the console: with its verb, or with the reason for none."""
    said = {*_column("What people do", 1), *_column("Asked without an event, and why", 0)}
    known = list(asked(ROOT / PACKAGE / "wiring"))
    assert [name for name in known if name not in said] == [], "docs/audit.md: a row each"
    assert [name for name in said if "." in name and name not in known] == []


def asked(folder: Path) -> Iterator[str]:
    """`Cases.do` and so on: the public methods of the classes of `wiring` that people ask; an heir's are its own."""
    files = [file for file in sorted(folder.glob("*.py")) if file.stem not in MACHINES]
    trees = [ast.parse(file.read_text("utf-8")) for file in files]
    classes = [node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)]
    bases = {node.name: [ast.unparse(base) for base in node.bases] for node in classes}
    office, waiting = set[str](), ["Office"]
    while waiting:
        office.add(name := waiting.pop())
        waiting += bases.get(name, [])
    for node in classes:
        for one in node.body:
            if isinstance(one, ast.FunctionDef) and not one.name.startswith("_") and not _is_property(one):
                yield f"{'Office' if node.name in office else node.name}.{one.name}"


def _is_property(node: ast.FunctionDef) -> bool:
    return any(ast.unparse(one) == "property" for one in node.decorator_list)


def test_words_that_people_type_are_said_to_be_there() -> None:
    """Whatever is put into an event as it was typed: the page had said that there is none."""
    typed = {"extract", "attachments", "close_incident", "export_cases", "retain"}
    code_words = {"unlock"}
    found = {
        file.stem
        for file in (ROOT / PACKAGE / "actions").glob("*.py")
        if re.search(r'\("(?:reason|purpose)", (?:words|reason|purpose)\)', file.read_text("utf-8"))
    }
    assert found == typed | code_words
    assert set(_column("Words that people type", 0)) == {
        "part_saved", "extracted", "exported", "incident_closed", "submission_retained",
    }  # fmt: skip


def test_every_command_has_its_row() -> None:
    """Of the console, hidden ones too."""
    assert sorted(_commands(typer.main.get_command(app), "backoffice")) == sorted(_column("The console", 0))


def _commands(command: object, name: str) -> Iterator[str]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name
        return
    for word, one in inner.items():
        yield from _commands(one, f"{name} {word}")
