"""A casebook that is gone: first run, collecting, the loss, the recovery code at the console, and the site again."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui import settings
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_list import CaseFilter
from backoffice_gui.domain.office import OfficeState
from backoffice_gui.reference_front.arrivals import Arrivals
from backoffice_gui.security.system_keyring import KeyringSource
from backoffice_gui.system import terminal
from backoffice_gui.wiring import Office, checkup, office, open_office, parts
from tests.support.console import Said, call
from tests.support.front import Front, running_front
from tests.support.keyrings import MEMORY, MemoryKeyring, using
from tests.support.keyrooms import CHEAP
from tests.support.waiting import until

CLOCK = SystemClock()


@pytest.fixture
def keyring() -> Iterator[MemoryKeyring]:
    """Of the workstation."""
    with using(made := MemoryKeyring()):
        yield made


@pytest.fixture
def front(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keyring: MemoryKeyring) -> Iterator[Front]:
    """A front end, and a configuration whose key lies in that keyring."""
    assert not keyring.kept
    source = KeyringSource(allowed=frozenset({MEMORY}))
    for room in (parts, office, checkup):
        monkeypatch.setattr(room, "source_for", lambda _settings: source)
    monkeypatch.setattr(terminal, "_TERMINAL", "/nowhere")
    with running_front(tmp_path / "front") as running:
        yield running


def _office(front: Front) -> Office:
    return open_office(settings.load(front.settings_file, {}), CLOCK, cost=CHEAP)


def _cases(made: Office) -> int:
    cases = made.cases()
    return -1 if cases is None else cases.count(CaseFilter()).number


def _collected(made: Office, arrivals: Arrivals, fill: int, wanted: int) -> None:
    made.start_collecting(lambda _event: None)
    arrivals.fill(fill)
    until(lambda: _cases(made) == wanted)


def test_a_lost_casebook_is_made_anew_and_the_store_goes_on(
    front: Front, keyring: MemoryKeyring, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither casebook nor keyring nor backup: the code in the drawer; then the same store on another machine."""

    def tell(*words: object, typed: str = "") -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{typed}\n".encode()), encoding="utf-8"))
        return call(capsys, "--config", front.settings_file, *words)

    arrivals = Arrivals(front.desk, 7, CLOCK)
    made = _office(front)
    try:
        code = made.prepare_store()
        made.make_store(code)
        _collected(made, arrivals, 4, 4)
    finally:
        made.close()
    folder = settings.load(front.settings_file, {}).store_folder
    for file in folder.glob("casebook.db*"):
        file.unlink()
    made = _office(front)
    try:
        condition = made.condition()
        assert (condition.state, condition.code, condition.reason) == (OfficeState.SEALED, "STO-002", "casebook")
    finally:
        made.close()
    keyring.kept.clear()

    assert "store recover --new-casebook" in tell("store", "recover", typed=code).err.replace("\u00a0", " ")
    done = tell("store", "recover", "--new-casebook", "--json", typed=code)
    assert (done.code, done.objects[0]["cases"], done.objects[0]["left"]) == (0, 4, 0)
    assert len(tell("cases", "list", "--json").objects) == 4
    checked = tell("verify", "--json")
    assert (checked.code, checked.objects[0]["ok"], checked.objects[0]["checked"]["left_out"]) == (0, True, [])

    made = _office(front)
    try:
        _collected(made, arrivals, 1, 5)
    finally:
        made.close()
    assert list(front.outcomes().values()) == ["acknowledged"] * 5

    elsewhere = folder.parent / "elsewhere"
    shutil.copytree(folder, elsewhere)
    pins = settings.load(front.settings_file, {}).pins_folder
    pins.rename(pins.with_name("pins-of-the-other-machine"))
    keyring.kept.clear()
    monkeypatch.setenv("BACKOFFICE_STORE__FOLDER", str(elsewhere))
    assert "[USE-001 casebook-opens]" in tell("store", "recover", "--new-casebook", typed=code).err
    assert tell("store", "recover", typed=code).code == 0
    assert len(tell("cases", "list", "--json").objects) == 5
    assert tell("verify").code == 0
    assert tell("collect", "--once").code == 0
