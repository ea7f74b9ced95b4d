"""Every code has its sentences, in French and in English."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from backoffice_gui.errors import Circumstance, CredentialRefused, all_circumstances
from backoffice_gui.gui.failure import DEFECT, Failure
from backoffice_gui.gui.text import FAILURES, explain, technical
from backoffice_gui.resources import resource
from backoffice_gui.transfer.failures import REASONS

_CODES = [*(kind.code for kind in all_circumstances()), DEFECT]


@pytest.mark.parametrize("code", _CODES)
def test_every_code_says_what_happened_what_is_safe_and_what_to_do(code: str) -> None:
    """Four sentences each, none of them empty, with the code to tell."""
    said = explain(Failure(code))
    assert all((said.title, said.happened, said.safe, said.advice))
    assert said.code == code
    assert "{" not in said.line + said.advice + said.title


@pytest.mark.parametrize("key", sorted(FAILURES))
def test_every_sentence_exists_in_english(key: str) -> None:
    """The catalogue has each of them, another text than the French one."""
    catalogue = QTranslator()
    assert catalogue.load("backoffice_en", str(resource("i18n")))
    for text in FAILURES[key]:
        assert catalogue.translate("Failures", text) not in {"", text}


def test_no_sentence_is_of_a_code_that_does_not_exist() -> None:
    """A code that is gone takes its sentence with it, a reason nobody gives any longer too."""
    assert {key.partition(":")[0] for key in FAILURES} == set(_CODES)
    reasons = {(kind, reason) for file in _sources() for kind, reason in _raised(file)}
    reasons |= {(kind.__name__, reason) for kind, given in REASONS.items() for reason in given}
    reasons |= {(CredentialRefused.__name__, f"status-{status}") for status in (401, 403)}
    names = {kind.code: kind.__name__ for kind in all_circumstances()}
    variants = [key.split(":") for key in FAILURES if ":" in key]
    assert [(names[code], reason) for code, reason in variants if (names[code], reason) not in reasons] == []


def _sources() -> list[Path]:
    return list((Path(__file__).resolve().parents[2] / "backoffice_gui").rglob("*.py"))


def _raised(file: Path) -> list[tuple[str, str]]:
    calls = (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
    return [
        (call.func.id, str(call.args[0].value))
        for call in calls
        if isinstance(call.func, ast.Name) and call.args and isinstance(call.args[0], ast.Constant)
    ]


def test_facts_stand_in_the_sentence() -> None:
    """A folder, a file, a version: said where the sentence wants them."""
    said = explain(Failure("STO-005", facts={"found": "1.3", "known": "1.1"}))
    assert "(1.3)" in said.happened
    assert "(1.1)" in said.happened


@pytest.mark.parametrize(
    ("facts", "end"),
    [({}, "être lu."), ({"file": "config.toml"}, "(config.toml)."), ({"file": "a", "key": "b"}, "(a b).")],
)
def test_absent_facts_leave_no_brackets(facts: dict[str, str | int | float], end: str) -> None:
    """What is not known is not shown as a hole."""
    assert explain(Failure("CFG-001", facts=facts)).happened.endswith(end)


def test_an_unknown_code_is_still_said_calmly() -> None:
    """A newer core's code gets the general sentence and keeps its own code."""
    said = explain(Failure("XYZ-999"))
    assert said.code == "XYZ-999"
    assert said.title == explain(Failure(Circumstance.code)).title


def test_the_technical_detail_has_codes_and_places_only() -> None:
    """What is copied for support: code, reason, facts, kind of error, where."""
    text = technical(Failure("STO-009", "folder", {"folder": "base"}, True, "DiskFull", ("engine.py:12 write",)))
    assert text == "STO-009 folder folder=base DiskFull\nengine.py:12 write"
