"""What may be shipped, and what is inside."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from delivery import bill, licences
from delivery.licences import Part, Refused, allowed, expression, gather, inside, strangers


@pytest.mark.parametrize(
    ("said", "may"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("GPL-2.0-or-later WITH Bootloader-exception", True),
        ("(BSD-3-Clause OR Apache-2.0)", True),
        ("(MIT AND GPL-3.0-only) OR MIT", False),
        ("", False),
        ("Proprietary", False),
    ],
)
def test_no_gpl_at_run_time(said: str, may: bool) -> None:
    """One alternative has to be free of it; what can't be read is refused for a person to read."""
    assert allowed(said) is may


def _source(module: str) -> str:
    spec = importlib.util.find_spec(module)
    assert spec is not None
    assert spec.origin is not None
    return spec.origin


def test_what_is_inside_is_told_by_its_files() -> None:
    """A file leads to the distribution that installed it, with version, licence and texts; a stranger's leads nowhere."""
    found = inside([_source("httpx"), _source("babel"), __file__])
    assert [(part.name, part.licence) for part in found] == [("babel", "BSD-3-Clause"), ("httpx", "BSD-3-Clause")]
    assert all(part.files for part in found)


def test_the_texts_are_gathered_and_the_bill_lists_them(tmp_path: Path) -> None:
    """Each part has a folder with its licence, the index names all, and the bill says the same, twice alike."""
    parts = gather([_source("httpx"), _source("PySide6")], tmp_path / "LICENCES")
    assert {part.name for part in parts} >= {"httpx", "PySide6_Essentials", "CPython", "Qt", "SQLCipher"}
    assert all(any((tmp_path / "LICENCES" / part.name).iterdir()) for part in parts)
    assert "LGPL" in (tmp_path / "LICENCES" / "INDEX.txt").read_text("utf-8")
    for name in ("one", "two"):
        bill.write(tmp_path / name, parts, "1.2.3", 1_000_000)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    told = json.loads((tmp_path / "one").read_text("utf-8"))
    assert (told["bomFormat"], told["specVersion"], told["metadata"]["component"]["version"]) == (
        "CycloneDX",
        "1.6",
        "1.2.3",
    )
    assert {each["name"] for each in told["components"]} == {part.name for part in parts}


def test_a_tool_of_tests_inside_is_refused(tmp_path: Path) -> None:
    """What is not in the lock of what ships may not be in what ships, whatever its licence."""
    with pytest.raises(Refused, match="pytest: not in runtime"):
        gather([_source("pytest")], tmp_path / "LICENCES")


def test_a_gpl_part_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named, with its version and what it said."""
    monkeypatch.setattr(licences, "_SPDX", {"httpx": "GPL-3.0-only"})
    with pytest.raises(Refused, match=r"httpx [0-9.]+: GPL-3\.0-only"):
        gather([_source("httpx")], tmp_path / "LICENCES")


def test_a_part_without_a_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A licence is handed on with its words, or the build stops."""
    monkeypatch.setattr(licences, "inside", lambda _: [Part("httpx", "1", "MIT")])
    with pytest.raises(Refused, match="httpx brings no licence text"):
        gather([], tmp_path / "LICENCES")


def test_the_tools_of_tests_stay_outside() -> None:
    """Their modules are excluded from the analysis; those that ship are not among them."""
    found = strangers()
    assert {"pytest", "hypothesis", "yaml", "defusedxml"} <= set(found)
    assert not {"httpx", "PySide6", "cryptography", "typer", "rich", "sqlalchemy"} & set(found)


def test_a_licence_in_free_words_is_not_guessed() -> None:
    """Only an SPDX expression counts, or what a person wrote down."""
    assert expression("unheard", {"License": "Some licence, see file"}) == ""
    assert expression("unheard", {"License-Expression": "MIT OR Apache-2.0"}) == "MIT OR Apache-2.0"
