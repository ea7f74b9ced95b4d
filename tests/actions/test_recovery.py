from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from backoffice_gui.actions import recovery
from backoffice_gui.errors import UsageError
from backoffice_gui.sealing import SealBroken, generate
from backoffice_gui.sealing.recovery import code_of
from backoffice_gui.security.master import MasterSecret

AT = datetime(2026, 11, 23, tzinfo=UTC)


def test_the_master_secret_opens_with_the_recovery_key_alone() -> None:
    """What was sealed to one key opens with it and with no other."""
    private, master = generate(), MasterSecret.generate()
    sealed = recovery.seal_master(private.public(), master)
    assert recovery.opens(private, sealed) == master
    with pytest.raises(SealBroken):
        recovery.opens(generate(), sealed)


def test_a_challenge_proves_that_two_halves_belong_together() -> None:
    """A public half of another key is found out."""
    private = generate()
    recovery.prove(private, private.public())
    with pytest.raises(SealBroken):
        recovery.prove(private, generate().public())


def test_the_file_reads_back_as_the_key_that_was_written(tmp_path: Path) -> None:
    """It is closed to others, says what it is, and never overwrites."""
    private, file = generate(), tmp_path / "recovery.txt"
    recovery.write_file(file, private, AT)
    assert recovery.read_file(file) == private
    assert file.stat().st_mode & 0o777 == 0o600
    assert "Ofpra" in file.read_text("utf-8")
    with pytest.raises(UsageError) as caught:
        recovery.write_file(file, generate(), AT)
    assert caught.value.reason == "recovery-key-exists"
    assert recovery.read_file(file) == private


def test_a_file_that_holds_no_whole_key_is_said(tmp_path: Path) -> None:
    """Cut, mistyped, empty, absent: each is refused, never half believed."""
    file = tmp_path / "recovery.txt"
    code = code_of(generate())
    for text in ("", "# EXEMPLE\n", code[:-1], code[:-1] + ("A" if code[-1] != "A" else "B"), code + code):
        file.write_text(text)
        with pytest.raises(UsageError) as caught:
            recovery.read_file(file)
        assert caught.value.reason == "recovery-key-content"
    with pytest.raises(UsageError):
        recovery.read_file(tmp_path / "absent.txt")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    """The medium may not be plugged in."""
    with pytest.raises(UsageError) as caught:
        recovery.write_file(tmp_path / "absent" / "recovery.txt", generate(), AT)
    assert caught.value.reason == "recovery-key-unwritable"


def test_a_typed_code_is_forgiven_its_spaces() -> None:
    """Lower case, spaces and dashes are as good; another character is not."""
    private = generate()
    assert recovery.typed("  " + code_of(private).lower().replace("-", " ")) == private
    with pytest.raises(UsageError) as caught:
        recovery.typed("EXEMPLE")
    assert caught.value.reason == "code-differs"
