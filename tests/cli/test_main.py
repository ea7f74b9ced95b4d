from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from backoffice_gui.cli import keeping, lists
from backoffice_gui.cli.main import ids_last
from backoffice_gui.errors import Circumstance, Problem, all_circumstances
from tests.conftest import ExpectedLogs
from tests.support.console import call, run


@pytest.mark.parametrize("kind", all_circumstances(), ids=lambda kind: kind.__name__)
def test_every_circumstance_is_its_exit_code_and_calm_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kind: type[Circumstance]
) -> None:
    """Whatever a command meets: nothing on standard output, words on standard error, no traceback."""
    error = Problem("EXEMPLE", 404) if kind is Problem else kind("EXEMPLE")

    def meet(*_: object, **__: object) -> int:
        raise error

    monkeypatch.setattr(keeping, "doctor", meet)
    said = call(capsys, "doctor", "--json")
    assert (said.code, said.out) == (kind.exit_code, "")
    assert f"[{kind.code}" in said.err
    assert "Traceback" not in said.err


def test_a_defect_is_one_line_with_a_code_and_no_values(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, expected_logs: ExpectedLogs
) -> None:
    """What a person wrote may stand in an exception's text: only the type and the place are shown."""

    def break_down(*_: object) -> int:
        raise LookupError("DÉMO Farid, né en 1985")

    expected_logs.allow("defect")
    monkeypatch.setattr(keeping, "doctor", break_down)
    said = call(capsys, "doctor")
    assert (said.code, said.out) == (1, "")
    assert "[DEF-001 LookupError]" in said.err
    assert "DÉMO" not in said.err
    [record] = expected_logs.seen
    fields = getattr(record, "event_fields", {})
    assert record.levelno == logging.ERROR
    assert fields["error"] == "LookupError"
    assert fields["detail"].startswith(__name__.rpartition(".")[2]) or ":" in fields["detail"]
    assert "DÉMO" not in str(fields)


def test_interrupting_is_130(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C in any command."""

    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(keeping, "verify", interrupted)
    said = call(capsys, "verify")
    assert (said.code, said.out, said.err) == (130, "", "")


def test_a_reader_who_has_gone_ends_it_quietly(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback for `| head`."""

    def broken(*_: object) -> int:
        raise BrokenPipeError

    monkeypatch.setattr(lists, "list_submissions", broken)
    said = call(capsys, "list")
    assert (said.code, said.err) == (1, "")


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("collect", "--twice"), "l’option --twice n’existe pas"),
        (("extract",), "il manque ID"),
        (("extract", "x", "--to", "y"), "il manque --reason"),
        (("incident", "close", "one", "--reason", "x"), "la valeur de N n’est pas permise"),
        (("frobnicate",), "frobnicate"),
        (("list", "EXEMPLE"), "EXEMPLE"),
    ],
)
def test_a_malformed_call_is_exit_2_in_french(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], shown: str
) -> None:
    """What is off is named; nothing goes to standard output."""
    said = call(capsys, *arguments)
    assert (said.code, said.out) == (2, "")
    assert shown in said.err
    assert "[USE-001]" in said.err


def test_a_configuration_that_is_absent_is_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of every command that needs one."""
    for command in (("collect",), ("list",), ("verify",), ("doctor",), ("store", "init"), ("incident", "list")):
        said = call(capsys, *command, "--config", tmp_path / "no.toml")
        assert (said.code, "no.toml" in said.err) == (2, True), command


def test_the_arguments_are_those_of_the_process_by_default(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the entry point calls it."""
    from backoffice_gui.cli.main import main

    monkeypatch.setattr(sys, "argv", ["backoffice", "--version"])
    assert main() == 0
    assert capsys.readouterr().out.startswith("backoffice ")


def test_the_real_program_speaks_the_locales_language(tmp_path: Path) -> None:
    """French by default, English where the locale is; warnings would be errors here."""
    said = run("list", "--config", tmp_path / "no.toml")
    assert said.code == 2
    assert "n’existe pas" in said.err
    said = run("list", "--config", tmp_path / "no.toml", environment={"LANG": "en_US.UTF-8"})
    assert said.code == 2
    assert "does not exist" in said.err


def test_a_terminal_without_unicode_breaks_nothing(tmp_path: Path) -> None:
    """An old encoding replaces what it can't write."""
    said = run("list", "--config", tmp_path / "no.toml", environment={"PYTHONIOENCODING": "ascii"})
    assert said.code == 2
    assert "Traceback" not in said.err
    (tmp_path / "c.toml").write_text("")
    said = run("doctor", "--config", tmp_path / "c.toml", environment={"PYTHONIOENCODING": "ascii"})
    assert said.out.isascii()
    assert "\\xe9" in said.out
    assert "Traceback" not in said.err


@pytest.mark.parametrize("name", ["-h0iRvtrDM3_EiHn3HtnvTQ2", "--0iRvtrDM3_EiHn3HtnvTQ", "-" * 22])
def test_an_id_that_begins_with_dashes_is_an_id(name: str) -> None:
    """Wherever it stands it is put behind `--`; values of options and real options stay where they are."""
    assert ids_last(["extract", name, "--to", "d"]) == ["extract", "--to", "d", "--", name]
    bound = f"{name}@sha256-{'0' * 64}"
    assert ids_last(["--json", "extract", bound]) == ["--json", "extract", "--", bound]
    assert ids_last(["extract", "a", "--reason", name]) == ["extract", "a", "--reason", name]
    assert ids_last(["extract", "--", name]) == ["extract", "--", name]
