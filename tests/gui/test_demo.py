"""The demonstration makes everything it needs, and takes it away again."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from backoffice_gui.domain.office import OfficeState
from backoffice_gui.errors import ConfigurationError
from backoffice_gui.gui.demo import Demo, ReferenceFront, refusal, report, shown
from backoffice_gui.gui.failure import failure_of
from tests.support.caseload import MemoryCaseload
from tests.support.office import MemoryOffice

_SPEAKS = """
import json, sys, signal, pathlib
folder = pathlib.Path(sys.argv[sys.argv.index("--dir") + 1])
(folder / "words.json").write_text(json.dumps(sys.argv[1:]))
(folder / "config.toml").write_text("")
print(json.dumps({"event": "ready", "url": "https://127.0.0.1:1", "config": str(folder / "config.toml")}), flush=True)
signal.sigwait({signal.SIGTERM})
"""


def console(script: str) -> list[str]:
    """A program that stands for `backoffice`."""
    return [sys.executable, "-c", script]


def test_the_front_end_is_started_and_ended(tmp_path: Path) -> None:
    """It is asked for submissions, answers with its configuration, and leaves nothing behind."""
    folder = tmp_path / "demo"
    front = ReferenceFront(folder, console(_SPEAKS))
    config = front.start()
    assert config == folder / "config.toml"
    words = json.loads((folder / "words.json").read_text())
    assert words[:4] == ["--json", "reference-front", "--dir", str(folder)]
    assert {"--count", "--rate"} <= set(words)
    front.stop()
    assert not folder.exists()
    front.stop()


@pytest.mark.parametrize("script", ["", "print('not json')", "print('{}')"])
def test_a_front_end_that_does_not_answer_is_said(tmp_path: Path, script: str) -> None:
    """No configuration: an error of configuration, and nothing left."""
    with pytest.raises(ConfigurationError):
        ReferenceFront(tmp_path / "demo", console(script)).start()
    assert not (tmp_path / "demo").exists()


def test_a_front_end_that_names_another_file_is_not_believed(tmp_path: Path) -> None:
    """Its configuration lies in the folder made for it, or there is no demonstration, and nothing left of it."""
    script = _SPEAKS.replace('"config": str(folder /', '"config": str(folder.parent /')
    with pytest.raises(ConfigurationError, match="demo-not-apart") as caught:
        ReferenceFront(tmp_path / "demo", console(script)).start()
    assert list(tmp_path.iterdir()) == []
    failure = failure_of(caught.value)
    assert failure.exit_code == 2
    assert refusal(failure).startswith("La démonstration doit rester à part")
    assert refusal(failure).endswith("(CFG-001)")


def test_started_again_it_begins_anew(tmp_path: Path) -> None:
    """The process before it is ended: none stays behind on a folder that is gone."""
    folder = tmp_path / "demo"
    front = ReferenceFront(folder, console(_SPEAKS))
    front.start()
    first = front._process
    (folder / "old").touch()
    front.start()
    assert first is not None
    assert first.poll() is not None
    assert not (folder / "old").exists()
    front.stop()


def test_the_store_of_a_demonstration_is_made(tmp_path: Path) -> None:
    """Its office is opened from the front end's configuration, and its store made with the code it was given."""
    office = MemoryOffice(3, state=OfficeState.NO_STORE)
    opened: list[Path] = []

    def open_office(config: Path) -> MemoryOffice:
        opened.append(config)
        return office

    demo = Demo(console(_SPEAKS), open_office, tmp_path / "demo")
    demo.preferences.write_text("")
    assert demo.open_office() is office
    assert opened == [tmp_path / "demo" / "config.toml"]
    assert office.condition().state is OfficeState.OPEN
    demo.stop()
    assert list(tmp_path.iterdir()) == []


def test_the_report_says_what_was_collected_and_how_long_it_lived() -> None:
    """A line each, and a last one with the sums."""
    lines = report(MemoryOffice(3)).split("\n")
    assert len(lines) == 4
    assert "48 s sur le site" in lines[0]
    assert lines[-1] == "3 demandes relevées, 3 copies du site détruites (la plus longue a vécu 48 s)"


def test_enough_is_shown_once_what_waited_is_home_and_a_case() -> None:
    """Neither an empty store, nor one whose submissions nobody has taken in yet."""
    assert not shown(MemoryOffice(3, caseload=MemoryCaseload()))
    assert not shown(MemoryOffice(30))
    assert shown(MemoryOffice(30, caseload=MemoryCaseload()))
