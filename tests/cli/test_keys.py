"""`store passphrase`, `store recover`, and every command that needs the casebook, with a passphrase."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import proof, recovery
from backoffice_gui.sealing.recovery import code_of
from backoffice_gui.security import wrap_file
from backoffice_gui.storage import rekeying
from backoffice_gui.system import terminal
from tests.support.cases import lines
from tests.support.console import Said, call
from tests.support.desks import MASTER
from tests.support.keyrooms import OTHER, PHRASE, Keyroom, a_keyroom
from tests.support.stores import MOMENT, invented


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keyroom]:
    """A store with a submission, opened by the keyring alone."""
    with a_keyroom(tmp_path / "s") as made:
        made.everywhere(monkeypatch)
        monkeypatch.setattr(terminal, "_TERMINAL", "/nowhere")
        made.store.world.verify(invented(1, id="EXEMPLE-000000000000000001"))
        proof.pin_store(made.store.world.inbox, made.settings().pins_folder)
        yield made


class Teller:
    """Calls the console with lines on its standard input."""

    def __init__(self, room: Keyroom, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._file, self._capsys, self._patch = room.settings().file, capsys, monkeypatch

    def __call__(self, *arguments: object, typed: tuple[str, ...] = ()) -> Said:
        octets = "".join(f"{line}\n" for line in typed).encode()
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(octets), encoding="utf-8"))
        return call(self._capsys, "--config", self._file, *arguments)


@pytest.fixture
def tell(room: Keyroom, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Teller:
    """The console of that store."""
    return Teller(room, capsys, monkeypatch)


def test_a_passphrase_is_set_asked_for_changed_and_removed(room: Keyroom, tell: Teller) -> None:
    """Typed twice when it is new; what it opens asks for it, and says what is off without it."""
    assert tell("store", "passphrase", typed=(PHRASE, OTHER)).code == 2
    assert tell("store", "passphrase", typed=("EXEMPLE", "EXEMPLE")).err.startswith("Une phrase de passe a au moins 12")
    assert tell("store", "passphrase", typed=("", "")).code == 2
    assert tell("store", "passphrase", "--json", typed=(PHRASE, PHRASE)).objects == [{"passphrase": True}]
    assert tell("status", "--json").objects[0]["passphrase"] == "wrapped"
    without = tell("cases", "list")
    assert (without.code, without.out) == (4, "")
    assert "[KEY-002 passphrase-needed]" in without.err
    wrong = tell("cases", "list", typed=(OTHER,))
    assert (wrong.code, "[KEY-002 passphrase-wrong]" in wrong.err) == (4, True)
    assert tell("cases", "intake", "--json", typed=(PHRASE,)).objects[0]["cases"] == 0
    assert tell("store", "passphrase", typed=(PHRASE, OTHER, OTHER)).code == 0
    assert tell("store", "passphrase", "--remove", "--json", typed=(OTHER,)).objects == [{"passphrase": False}]
    assert tell("cases", "list").code == 0
    assert tell("status", "--json").objects[0]["passphrase"] == "none"
    assert [dict(line.details)["wrong"] for line in lines(room.store, "desk_unlocked")] == [1, 0]


def test_the_casebook_gets_another_key_behind_the_same_passphrase(room: Keyroom, tell: Teller) -> None:
    """A wrong one changes nothing; then the passphrase opens what the old secret does not, and one half is kept."""
    tell("store", "passphrase", typed=(PHRASE, PHRASE))
    room.store.desk.casebook.close()
    before, wrap = room.kept(), (room.store.folder / wrap_file.FILE).read_bytes()
    wrong = tell("store", "rekey", typed=(OTHER,))
    assert (wrong.code, "[KEY-002 passphrase-wrong]" in wrong.err) == (4, True)
    assert (room.kept(), (room.store.folder / wrap_file.FILE).read_bytes()) == (before, wrap)
    assert tell("store", "rekey", "--json", typed=(PHRASE,)).objects == [{"rekeyed": True}]
    after = room.kept()
    assert (len(after), set(after.values()) & set(before.values())) == (1, set())
    assert not rekeying.opens(room.store.folder / "casebook.db", MASTER.casebook_key())
    assert tell("status", "--json").objects[0]["passphrase"] == "wrapped"
    assert tell("verify", "--json", typed=(PHRASE,)).objects[0]["checked"]["parts"] == 1
    assert (room.store.folder / wrap_file.FILE).read_bytes() != wrap
    assert not [file.name for file in room.store.folder.iterdir() if "rekey" in file.name or file.suffix == ".next"]


def test_what_opens_the_casebook_for_one_call_asks_for_the_passphrase(
    room: Keyroom, tell: Teller, tmp_path: Path
) -> None:
    """A copy is written out with it; verifying goes as far as it can without; what stands before it is read after it."""
    tell("store", "passphrase", typed=(PHRASE, PHRASE))
    asked = ("extract", "EXEMPLE-000000000000000001", "--to", tmp_path / "out", "--reason", "demande du site (EXEMPLE)")
    assert tell(*asked).code == 4
    assert tell(*asked, typed=(PHRASE,)).code == 0
    assert tell("verify", "--json").objects[0]["checked"]["left_out"]
    assert tell("verify", "--json", typed=(PHRASE,)).objects[0]["checked"]["left_out"] == []
    assert tell("verify", typed=(OTHER,)).code == 4
    assert "[USE-001 case-unknown]" in tell("cases", "note", "12", "-", typed=(PHRASE, "une note (DÉMO)")).err


def test_the_recovery_key_opens_a_store_whose_way_is_lost(room: Keyroom, tell: Teller, tmp_path: Path) -> None:
    """By its code, or the file of it; with another passphrase or none; another's is refused."""
    tell("store", "passphrase", typed=(PHRASE, PHRASE))
    room.keyring.kept.clear()
    assert "[STO-007 no-half]" in tell("cases", "list", typed=(PHRASE,)).err
    assert "[USE-001 code-differs]" in tell("store", "recover", typed=("EXEMPLE",)).err
    file = tmp_path / "recovery.txt"
    recovery.write_file(file, room.recovery, MOMENT)
    done = tell("store", "recover", "--recovery-key", file, "--passphrase", "--json", typed=(OTHER, OTHER))
    assert done.objects == [{"recovered": True, "passphrase": True}]
    assert tell("cases", "list", typed=(OTHER,)).code == 0
    code = file.read_text().splitlines()[-1]
    assert tell("store", "recover", "--json", typed=(code,)).objects == [{"recovered": True, "passphrase": False}]
    assert tell("cases", "list").code == 0


def test_what_the_configuration_demands_is_said_and_held(
    room: Keyroom, tell: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a passphrase nothing opens; it can't be removed, nor left out of a recovery."""
    monkeypatch.setenv("BACKOFFICE_SECURITY__PASSPHRASE", "true")
    assert "[KEY-002 passphrase-choose]" in tell("cases", "list").err
    assert "store passphrase" in tell("status").words
    assert tell("store", "passphrase", typed=(PHRASE, PHRASE)).code == 0
    assert "[USE-001 passphrase-required]" in tell("store", "passphrase", "--remove", typed=(PHRASE,)).err
    assert "phrase de passe" in tell("status").words
    code = code_of(room.recovery)
    assert tell("store", "recover", typed=(code, OTHER, OTHER)).code == 0
    assert tell("cases", "list", typed=(OTHER,)).code == 0


def test_a_passphrase_is_never_of_the_environment(room: Keyroom, tell: Teller) -> None:
    """Nothing that is set there is taken for one."""
    tell("store", "passphrase", typed=(PHRASE, PHRASE))
    assert PHRASE not in "".join((*os.environ.values(), *sys.argv))
    assert tell("cases", "list").code == 4
