"""`store rekey`, `store new-keys`, `store recovery-key`: keys that change, each proven before the old one goes."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.cli.console import Console
from backoffice_gui.wiring import keeping

__all__ = ["new_keys", "recovery_key", "rekey"]


def rekey(console: Console) -> int:
    """Another key for the casebook."""
    keeping.rekey_casebook(console.settings(), console.clock, console.passphrase)
    console.result({"rekeyed": True}, console.words.say("rekey.done"))
    return 0


def new_keys(console: Console) -> int:
    """Another key pair for the inbox."""
    made = keeping.change_inbox_keys(console.settings(), console.clock, console.passphrase)
    facts = {"generation": made.generation, "fingerprint": made.public.fingerprint}
    console.result(facts, console.words.say("new_keys.done", **facts))
    return 0


def recovery_key(console: Console, file: Path) -> int:
    """Another recovery key, in a new file."""
    path = file.expanduser().absolute()
    tried = keeping.change_recovery_key(console.settings(), console.clock, path, console.passphrase)
    console.result({"file": str(path), "tried": tried}, console.words.say("recovery_key.done", file=path, tried=tried))
    return 0
