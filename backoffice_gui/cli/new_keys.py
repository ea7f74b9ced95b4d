"""`store rekey`, `new-keys`, `recovery-key` and `epoch`: keys that change, each proven before the old one goes."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.cli.console import Console
from backoffice_gui.wiring import keeping

__all__ = ["epoch", "new_keys", "recovery_key", "rekey"]


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


def epoch(console: Console, file: Path | None) -> int:
    """Every key changed, so that what was purged opens nowhere any more."""
    path = None if file is None else file.expanduser().absolute()
    made = keeping.purge_epoch(console.settings(), console.clock, console.passphrase, path)
    facts = {"kept": made.kept, "left": made.left, "run_keys": made.run_keys, "private_keys": made.private_keys}
    words = [console.words.say("epoch.done", **facts)]
    if made.left:
        words.append(console.words.say("epoch.left", left=made.left))
    words.append(console.words.say("epoch.recovery_old" if path is None else "epoch.recovery_new", file=path or ""))
    console.result({"generation": made.generation, **facts, "recovery_key": path is not None}, " ".join(words))
    return 0
