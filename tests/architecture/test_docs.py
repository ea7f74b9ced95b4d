"""The documents say what is so: codes, commands, keys, rooms and links."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from backoffice_gui import errors
from backoffice_gui.cli.app import translated
from backoffice_gui.cli.text import words_for
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.errors import all_circumstances
from backoffice_gui.settings import (
    AuditSettings,
    BackupSettings,
    CasesSettings,
    RetentionSettings,
    SecuritySettings,
    StoreSettings,
    TransferSettings,
)
from tests.architecture.source import PACKAGE, ROOT

_DOCUMENTS = sorted(path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")) if ".venv" not in path.parts)
_LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
_CODE = re.compile(r"^### ([A-Z]{3}-[0-9]{3})$", re.MULTILINE)


_COMMAND = re.compile(r"(?:^|`|\|)[ ]*backoffice ([^`\n|#]+)", re.MULTILINE)
_SECTIONS: dict[str, type[msgspec.Struct]] = {
    "transfer": TransferSettings, "store": StoreSettings, "cases": CasesSettings, "security": SecuritySettings,
    "audit": AuditSettings, "backup": BackupSettings, "retention": RetentionSettings,
}  # fmt: skip


def _text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_every_code_is_explained_and_no_other() -> None:
    """Who reads a code on the screen finds it in the troubleshooting guide, once."""
    codes = [kind.code for kind in all_circumstances() if kind.__module__ == errors.__name__]
    assert sorted(_CODE.findall(_text("docs/troubleshooting.md"))) == sorted([*codes, "DEF-001"])


@pytest.mark.parametrize("kinds", [AlarmKind, IncidentKind])
def test_every_alarm_and_incident_is_explained(kinds: type[AlarmKind | IncidentKind]) -> None:
    """Each kind has its line, by the word that the console shows."""
    guide = _text("docs/troubleshooting.md")
    assert [kind.value for kind in kinds if f"| `{kind.value}` |" not in guide] == []


def test_exit_codes_are_those_of_the_errors() -> None:
    """The table of the README has every exit code that an error can lead to, and so has the guide."""
    wanted = {str(kind.exit_code) for kind in all_circumstances()} | {"0", "130"}
    for name in ("README.md", "docs/troubleshooting.md"):
        assert set(re.findall(r"^\| ([0-9]+) \|", _text(name), re.MULTILINE)) == wanted


def test_the_configuration_that_is_shown_is_the_configuration() -> None:
    """The example names every key of every section, and shows the defaults where there are any."""
    shown = re.search(r"```toml\n(.*?)```", _text("README.md"), re.DOTALL)
    assert shown is not None
    read = tomllib.loads(shown[1])
    for section, struct in _SECTIONS.items():
        assert list(read[section]) == [field.name for field in msgspec.structs.fields(struct)]
        settings = msgspec.convert(read[section], struct)
        default = struct()
        differing = {
            f.name for f in msgspec.structs.fields(struct) if getattr(settings, f.name) != getattr(default, f.name)
        }
        assert differing <= {"url", "folder", "key_file"}


@pytest.fixture(scope="module")
def commands() -> Any:
    """The tree of commands of `backoffice`."""
    return translated(words_for("fr"))


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: path.name)
def test_each_command_that_is_named_is_one(document: Path, commands: Any) -> None:
    """Whoever types what a document says is understood: the command is there, and so is each of its options."""
    untrue = []
    for said in _COMMAND.findall(document.read_text("utf-8")):
        command, words = commands, re.sub(r"^--config \S+ |^--json ", "", said.strip()).split()
        while words and re.fullmatch("[a-z][a-z-]*", words[0]) and hasattr(command, "commands"):
            command = command.commands.get(words.pop(0))
        options = {word.strip("[](),.") for word in words if word.lstrip("[(").startswith("--")}
        known = set() if command is None else {name for each in command.params for name in each.opts} | {"--help"}
        if command is None or not options <= known:
            untrue.append(said)
    assert untrue == []


def test_what_can_be_made_is_what_is_said() -> None:
    """Every `make …` in a document is a target, and every target says what it does."""
    makefile = _text("Makefile")
    targets = set(re.findall(r"^([a-z0-9-]+):", makefile, re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == targets
    assert set(re.findall(r"^([a-z0-9-]+):.*## \S", makefile, re.MULTILINE)) == targets
    said = {
        name for document in _DOCUMENTS for name in re.findall(r"\bmake ([a-z0-9-]+)`", document.read_text("utf-8"))
    }
    assert said - targets == set()


def test_the_architecture_is_short_and_names_every_room() -> None:
    """At most 150 lines, with each package and leaf that exists, and none that doesn't."""
    text = _text("ARCHITECTURE.md")
    assert len(text.splitlines()) <= 150
    rows = "\n".join(re.findall(r"^\| [1-9] \| ([^|]*)\|", text, re.MULTILINE))
    named = set(re.findall(r"`([a-z_]+)`", rows))
    folder = ROOT / PACKAGE
    rooms = {path.parent.name for path in folder.glob("*/__init__.py")} | {path.stem for path in folder.glob("*.py")}
    assert named == rooms - {"__init__"}


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """A relative link names a file that is there."""
    links = _LINK.findall(document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []
