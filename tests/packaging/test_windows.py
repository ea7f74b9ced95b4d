"""The installer for Windows compiles, from a stand-in of what a build makes there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from delivery.version import ROOT

_HERE = ROOT / "packaging" / "windows"


@pytest.mark.skipif(
    shutil.which("makensis") is None, reason="makensis is not installed, and .ci/setup may not install it"
)
def test_the_installer_compiles_without_a_warning(tmp_path: Path) -> None:
    """Both languages, silent, per machine: an installer comes out, and the compiler has nothing to say."""
    tree = tmp_path / "tree"
    (tree / "_internal").mkdir(parents=True)
    for name in ("backoffice.exe", "backoffice-gui.exe", "_internal/base_library.zip"):
        (tree / name).write_bytes(b"MZ")
    out = tmp_path / "ofpra-backoffice-1.2.3.exe"
    given = {"VERSION": "1.2.3", "NUMBERS": "1.2.3.0", "TREE": str(tree), "OUT": str(out)}
    words = [
        "makensis",
        "-V2",
        "-WX",
        *(f"-D{key}={value}" for key, value in given.items()),
        str(_HERE / "installer.nsi"),
    ]
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert out.read_bytes()[:2] == b"MZ"


def test_every_sentence_of_the_installer_is_in_both_languages() -> None:
    """No one is shown an empty box."""
    script = (_HERE / "installer.nsi").read_text("utf-8")
    french, english = (
        set(re.findall(rf"^LangString (\w+) \$\{{LANG_{name}\}}", script, re.MULTILINE))
        for name in ("FRENCH", "ENGLISH")
    )
    assert french == english
    assert len(french) >= 8
    assert set(re.findall(r"\$\((\w+)\)", script)) <= french


def test_no_store_is_removed_with_the_programs() -> None:
    """What the uninstaller deletes lies where the programs are, on the menu, or in its own key of the registry."""
    script = (_HERE / "installer.nsi").read_text("utf-8")
    gone = re.findall(r'^\s*(?:RMDir|Delete)(?: /r)? "([^"]+)"', script, re.MULTILINE)
    assert gone
    assert [
        path for path in gone if not path.startswith(("$INSTDIR", "$SMPROGRAMS\\Ofpra", "$PROGRAMFILES64\\Ofpra"))
    ] == []


def test_an_installation_that_is_refused_or_cut_stops_no_collector() -> None:
    """It looks for an open window before it ends anything; what fails afterwards has the task go on."""
    script = (_HERE / "installer.nsi").read_text("utf-8")
    for section, refuse in (
        ('Section "$(Programs)"', "RefuseWhileOpen"),
        ('Section "Uninstall"', "un.RefuseWhileOpen"),
    ):
        begun = script.partition(section)[2].partition("SectionEnd")[0]
        assert begun.index(f"Call {refuse}\n") < begun.index("!insertmacro STOP")
    assert "!insertmacro GO_ON" in script.partition("Function .onInstFailed")[2].partition("FunctionEnd")[0]
    assert "AllowSkipFiles off" in script


def test_the_collector_s_task_runs_without_end_and_without_rights() -> None:
    """As LocalService, with no time limit, started again within the minute whatever it has ended with."""
    task = ET.parse(_HERE / "collect-task.xml")
    said = {element.tag.rpartition("}")[2]: element.text for element in task.iter()}
    assert (said["UserId"], said["RunLevel"]) == ("S-1-5-19", "LeastPrivilege")
    assert said["ExecutionTimeLimit"] == "PT0S"
    assert (said["Interval"], said["StopAtDurationEnd"]) == ("PT1M", "false")
    names = [element.tag.rpartition("}")[2] for element in task.iter()]
    assert {"BootTrigger", "TimeTrigger"} <= set(names)
    assert "Duration" not in names
    assert "EndBoundary" not in names
    assert said["MultipleInstancesPolicy"] == "IgnoreNew"
    assert str(said["Arguments"]).endswith(" collect")
