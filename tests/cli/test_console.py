from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from backoffice_gui.cli.console import Console, flush_or_give_up
from backoffice_gui.cli.text import FRENCH, words_for
from backoffice_gui.errors import ConfigurationError
from tests.support.clock import TurnedClock


def _console(**more: object) -> Console:
    return Console(words_for(FRENCH), TurnedClock(), **more)  # type: ignore[arg-type]


def test_with_json_a_result_is_one_line_of_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever the terminal's encoding, a script reads it; words stay away."""
    console = _console(as_json=True)
    console.result({"name": "é\n\u2028", "n": None}, "EXEMPLE")
    console.say("EXEMPLE")
    out = capsys.readouterr().out
    assert out.isascii()
    assert out.count("\n") == 1
    assert json.loads(out) == {"name": "é\n\u2028", "n": None}


def test_without_json_a_result_is_words(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is said where there is nothing to say."""
    console = _console()
    console.result({"a": 1}, "déjà vu")
    console.result({"a": 1}, "")
    console.say("")
    console.say("fin")
    assert capsys.readouterr().out == "déjà vu\nfin\n"


def test_no_control_character_reaches_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """An id or a reason from outside can't move the cursor or turn the writing."""
    console = _console()
    console.result({}, "a\x1b[2Jb\u202ec\nd\u00a0: e\u202f!")
    console.note("x\x07y")
    said = capsys.readouterr()
    assert said.out == "a�[2Jb�c\nd\u00a0: e\u202f!\n"
    assert said.err == "x�y\n"


def test_no_number_that_json_does_not_know_is_written() -> None:
    """NaN is a defect, not an answer."""
    with pytest.raises(ValueError, match="JSON"):
        _console(as_json=True).result({"x": float("nan")}, "")


def test_the_configuration_is_the_named_one(tmp_path: Path) -> None:
    """`--config FILE` must be there."""
    (tmp_path / "c.toml").write_text("")
    assert _console(config=tmp_path / "c.toml").settings().file == tmp_path / "c.toml"
    with pytest.raises(ConfigurationError):
        _console(config=tmp_path / "no.toml").settings()


def test_a_reader_who_has_gone_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """`backoffice list | head` ends in peace."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as broken:
        broken.write("EXEMPLE")
        monkeypatch.setattr(sys, "stdout", broken)
        assert not flush_or_give_up()
        assert flush_or_give_up()
