"""`store rebuild`, `store mirror`: the inbox made anew from its second copy, and another disk for that."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from backoffice_gui.cli.console import Console
from backoffice_gui.wiring import parts

__all__ = ["begin", "give_up", "rebuild"]

_LEFT = 1


def rebuild(console: Console, mirror: Path) -> int:
    """Make the inbox anew; 1 where something of the mirror could not be taken."""
    made = parts.rebuild_store(console.settings(), console.clock, mirror.expanduser().absolute())
    words, what = console.words, made.what
    said = [words.say("rebuild.done", folder=made.folder, store_id=made.store_id, **asdict(what))]
    left = what.incomplete or what.sealed_for_good or what.broken
    if left or what.torn or what.skipped:
        said.append(words.say("rebuild.left", **asdict(what)))
    if not made.proven:
        said.append(words.say("rebuild.unproven"))
    members = {"store_id": made.store_id, "folder": str(made.folder), **asdict(what), "proven": made.proven}
    console.result(members, "\n".join(said))
    return _LEFT if left else 0


def begin(console: Console) -> int:
    """Begin a mirror anew in the configured folder: on another disk than before."""
    settings = console.settings()
    with parts.inbox(settings, console.clock) as opened:
        mirror_id = parts.new_mirror(settings, opened, console.clock, program="backoffice store mirror")
    folder = str(settings.mirror_folder)
    console.result({"mirror_id": mirror_id, "folder": folder}, console.words.say("mirror.begun", folder=folder))
    return 0


def give_up(console: Console) -> int:
    """Note that the second copy is no more, so that keys may change without it."""
    settings = console.settings()
    with parts.inbox(settings, console.clock) as opened:
        was = parts.no_mirror(settings, opened, console.clock, program="backoffice store mirror")
    console.result({"given_up": was}, console.words.say("mirror.given_up" if was else "mirror.none"))
    return 0
