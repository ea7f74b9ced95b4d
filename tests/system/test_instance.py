"""One window: who is first, who is heard, what a killed one leaves behind. Real sockets, a real process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.system import instance
from backoffice_gui.system.instance import Instance, claim, hand_over, window_folder
from tests.support.proof import ROOT
from tests.support.systems import pretend
from tests.support.waiting import until

_FIRST = """
import sys, time
from pathlib import Path
from backoffice_gui.system.instance import claim
first = claim(Path(sys.argv[1]), "window")
first.listen(print)
print("first", flush=True)
time.sleep(60)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where windows meet."""
    return tmp_path / "run"


@pytest.fixture
def first(folder: Path) -> Iterator[Instance]:
    """The first window."""
    made = claim(folder, "window")
    assert made is not None
    yield made
    made.close()


def test_a_second_start_hands_its_wishes_over(folder: Path, first: Instance) -> None:
    """Word for word; who is gone makes room; another name is another window."""
    heard: list[str] = []
    first.listen(heard.append)
    assert claim(folder, "window") is None
    assert hand_over(folder, "window", '{"page": "transfers"}')
    assert hand_over(folder, "window", "{}")
    assert heard == ['{"page": "transfers"}', "{}"]
    other = claim(folder, "another")
    assert other is not None
    other.close()
    first.close()
    first.close()
    again = claim(folder, "window")
    assert again is not None
    again.close()


def test_what_is_no_message_stops_nobody_from_being_heard(folder: Path, first: Instance) -> None:
    """Octets without a frame, one that is too long, one that is no text, and a caller that says nothing."""
    heard: list[str] = []
    first.listen(heard.append)
    for octets in (b"\xff" * 64, (2**20).to_bytes(4, "big") + b"x" * 64, (2).to_bytes(4, "big") + b"\xff\xff", b""):
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(folder / "window.sock"))
            caller.sendall(octets)
    assert hand_over(folder, "window", "{}")
    assert heard == ["{}"]


def test_a_window_that_was_killed_is_in_nobodys_way(folder: Path) -> None:
    """Its lock went with it, and its socket is replaced."""
    with subprocess.Popen(
        [sys.executable, "-c", _FIRST, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "first\n"
        assert claim(folder, "window") is None
        process.kill()
    assert (folder / "window.sock").exists()
    heard: list[str] = []
    first = claim(folder, "window")
    assert first is not None
    first.listen(heard.append)
    assert hand_over(folder, "window", "{}")
    first.close()
    assert heard == ["{}"]


def test_one_that_does_not_answer_is_given_up(folder: Path, first: Instance) -> None:
    """It holds its lock, and listens to nobody."""
    assert claim(folder, "window") is None
    assert not hand_over(folder, "window", "{}", tries=2)


def test_a_caller_of_another_user_is_not_heard(folder: Path, first: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system says whose it is; neither side believes another's."""
    heard: list[str] = []
    first.listen(heard.append)
    monkeypatch.setattr(instance, "own_number", lambda: os.geteuid() + 1)
    assert not hand_over(folder, "window", "{}", tries=2)
    monkeypatch.undo()
    assert hand_over(folder, "window", "{}")
    until(lambda: heard == ["{}"])


def test_a_folder_that_others_may_enter_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its rights, by its owner, by being a link."""
    folder.mkdir(mode=0o755)
    with pytest.raises(PermissionError):
        claim(folder, "window")
    folder.chmod(0o700)
    link = folder.parent / "link"
    link.symlink_to(folder)
    with pytest.raises(PermissionError):
        claim(link, "window")
    monkeypatch.setattr(instance, "own_number", lambda: os.geteuid() + 1)
    with pytest.raises(PermissionError):
        claim(folder, "window")


def test_an_address_that_cannot_be_had_leaves_the_window_alone(tmp_path: Path) -> None:
    """A path that is too long for a socket: it is first, and hears nobody."""
    long = tmp_path / ("x" * 120)
    first = claim(long, "window")
    assert first is not None
    first.listen(lambda _: None)
    first.close()


def test_windows_speaks_through_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a name of its own, in no folder."""
    pretend(monkeypatch, "win32")
    assert instance._family() == "AF_PIPE"
    assert instance._address(Path("C:/x"), "ab") == r"\\.\pipe\ofpra-backoffice-ab"


def test_windows_meet_in_their_persons_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run-time folder where there is one."""
    assert window_folder({"XDG_RUNTIME_DIR": "/run/user/7"}) == Path("/run/user/7/ofpra-backoffice")
    assert window_folder({"XDG_RUNTIME_DIR": "here"}).parent.name == ".cache"
    pretend(monkeypatch, "win32")
    assert window_folder({"LOCALAPPDATA": "/EXEMPLE"}) == Path("/EXEMPLE/ofpra-backoffice/run")
