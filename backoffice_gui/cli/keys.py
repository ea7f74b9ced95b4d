"""`store passphrase`, `store recover`: how the casebook is opened, and opened again where that way is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from backoffice_gui.cli.console import Console
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring import passphrases, recovering
from backoffice_gui.wiring.parts import Ask
from backoffice_gui.wiring.team_recovering import recover_team

if TYPE_CHECKING:
    from backoffice_gui.wiring.recovering import RecoveredCasebook

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


def recover(console: Console, file: Path | None, *, choose: bool, new_casebook: bool) -> int:
    """Open the store with the recovery key, of a file or typed; with a new passphrase where one is wanted."""
    settings = console.settings()
    path = None if file is None else file.expanduser().absolute()
    new = (lambda: _new(console)) if choose or settings.security.passphrase else None

    def code() -> str:
        return console.secret("ask.code")

    if settings.store.server and not new_casebook:
        return _of_team(console, path, code, new)
    if new_casebook:
        made = recovering.recover_casebook(settings, console.clock, file=path, code=code, new=new)
        return _said(console, made)
    wrapped = passphrases.recover_store(settings, console.clock, file=path, code=code, new=new)
    console.result(
        {"recovered": True, "passphrase": wrapped},
        console.words.say("recover.passphrase" if wrapped else "recover.done"),
    )
    return 0


def _of_team(console: Console, path: Path | None, code: Ask, new: Ask | None) -> int:
    """A team's: this workstation is admitted, and what is to be done next is said."""
    words = console.words
    made = recover_team(console.settings(), console.clock, file=path, code=code, new=new, old=console.passphrase)
    facts: dict[str, str | int] = {
        "agent": made.agent,
        "fingerprint": made.fingerprint,
        "recovery": made.recovery,
        "others": made.others,
    }
    said = [words.say("recover.team", **facts)]
    if made.passphrase:
        said.append(words.say("recover.casebook_phrase"))
    said += [words.say(f"recover.team_{each}", **facts) for each in ("others", "admit", "leave", "keys")]
    console.result({"recovered": True, "passphrase": made.passphrase, **facts}, "\n".join(said))
    return 0


def _said(console: Console, made: RecoveredCasebook) -> int:
    words = console.words
    facts = {"kept": made.kept, "left": made.left, "cases": made.cases, "unread": made.unread}
    said = [words.say("recover.casebook", **facts), words.say("recover.casebook_lost")]
    if made.left:
        said.append(words.say("recover.casebook_left", left=made.left))
    if made.aside is not None:
        said.append(words.say("recover.casebook_aside", aside=made.aside))
    if made.passphrase:
        said.append(words.say("recover.casebook_phrase"))
    said.append(words.say("recover.casebook_next"))
    aside = None if made.aside is None else str(made.aside)
    members: dict[str, object] = {"recovered": True, "passphrase": made.passphrase, **facts, "aside": aside}
    console.result(members, "\n".join(said))
    return 0


def _new(console: Console) -> str:
    """A new one, typed twice."""
    typed = console.secret("ask.new")
    if console.secret("ask.again") != typed:
        raise UsageError("passphrase-differs")
    return typed
