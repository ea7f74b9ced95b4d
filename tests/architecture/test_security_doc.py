"""What is said of security rests on tests that are there, and leaves out no requirement of the level that is claimed."""

from __future__ import annotations

import ast
import re

from tests.architecture.source import ROOT

_LEVEL_2 = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4, "3.4": 6,
    "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3,
    "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2,
    "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11,
    "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3,
    "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3,
    "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2,
}  # fmt: skip
"""The sections of ASVS 5.0.0 and how many requirements of levels 1 and 2 each begins with."""

_ROW = re.compile(r"^\| ([0-9]+(?:\.[0-9]+)+(?:, [0-9]+(?:\.[0-9]+)+)*) \| (.+) \|$", re.MULTILINE)
_TEST = re.compile(r"`(tests/[a-z0-9_/]+\.py)(?:::(test_[a-z0-9_]+))?`")
_WHO = (
    "hébergeur du site compromis", "voleur du certificat client", "administrateur du poste", "malveillant dans la session",
    "voleur de l’ordinateur", "collègue qui passe", "demandeur hostile",
)  # fmt: skip


def _page() -> str:
    return (ROOT / "docs" / "security.md").read_text("utf-8")


def _rows(page: str) -> dict[str, str]:
    found = _ROW.findall(page.partition("## OWASP ASVS")[2])
    return {name: words for names, words in found for name in names.split(", ")}


def _missing(page: str) -> list[str]:
    rows = _rows(page)
    wanted = (f"{section}.{n}" for section, many in _LEVEL_2.items() for n in range(1, many + 1))
    return [name for name in wanted if name not in rows and name.rpartition(".")[0] not in rows]


def _lost(page: str) -> list[str]:
    lost = []
    for file, name in _TEST.findall(page):
        path = ROOT / file
        known = path.is_file() and {
            node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
        }
        if not known or (name and name not in known):
            lost.append(f"{file}::{name}")
    return lost


def test_every_requirement_has_its_test_or_its_reason() -> None:
    """None of levels 1 and 2 is passed over, none stands there empty."""
    page = _page()
    assert _missing(page) == []
    bare = [name for name, words in _rows(page).items() if name.count(".") == 2 and not _TEST.search(words)]
    outside = _ROW.findall(page.partition("Ne s’appliquent pas")[2])
    excused = {name for names, _ in outside for name in names.split(", ")}
    assert [name for name in bare if name not in excused and "Raison : " not in _rows(page)[name]] == []


def test_every_test_that_is_named_exists() -> None:
    """File and function; a test that is renamed is renamed there."""
    assert len(_TEST.findall(_page())) > 150
    assert _lost(_page()) == []


def test_a_lost_test_and_a_lost_requirement_are_seen() -> None:
    """Both looks find what is planted."""
    assert _lost("`tests/test_logs.py::test_that_is_not_there` `tests/nowhere/test_x.py`") == [
        "tests/test_logs.py::test_that_is_not_there",
        "tests/nowhere/test_x.py::",
    ]
    assert "16.5.3" in _missing(_page().replace("| 16.5.3 |", "| – |"))


def test_everybody_who_could_harm_is_told_plainly() -> None:
    """The table of who can do what names each, with what they can and what they can't."""
    table = _page().partition("## Qui peut quoi")[2].partition("\n## ")[0]
    assert [who for who in _WHO if who not in table] == []
    rows = [line for line in table.splitlines() if line.startswith("| **")]
    assert all(line.count("|") == 4 for line in rows)
