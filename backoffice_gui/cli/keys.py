"""`store passphrase`, `store recover`: how the casebook is opened, and opened again where that way is lost."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.cli.console import Console
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring import passphrases

__all__ = ["passphrase", "recover"]


def passphrase(console: Console, *, remove: bool) -> int:
    """Set, change or remove the passphrase."""
    settings = console.settings()
    if remove:
        passphrases.remove_passphrase(settings, console.clock, old=console.passphrase)
    else:
        passphrases.change_passphrase(settings, console.clock, old=console.passphrase, new=lambda: _new(console))
    console.result({"passphrase": not remove}, console.words.say("passphrase.removed" if remove else "passphrase.set"))
    return 0


def recover(console: Console, file: Path | None, *, choose: bool) -> int:
    """Open the store with the recovery key, of a file or typed; with a new passphrase where one is wanted."""
    settings = console.settings()
    wrapped = passphrases.recover_store(
        settings,
        console.clock,
        file=None if file is None else file.expanduser().absolute(),
        code=lambda: console.secret("ask.code"),
        new=(lambda: _new(console)) if choose or settings.security.passphrase else None,
    )
    console.result(
        {"recovered": True, "passphrase": wrapped},
        console.words.say("recover.passphrase" if wrapped else "recover.done"),
    )
    return 0


def _new(console: Console) -> str:
    """A new one, typed twice."""
    typed = console.secret("ask.new")
    if console.secret("ask.again") != typed:
        raise UsageError("passphrase-differs")
    return typed
