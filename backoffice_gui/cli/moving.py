"""`store move`: the store carried from its folder to a team's server, or back into a new folder."""

from __future__ import annotations

import signal
import threading

from backoffice_gui.actions.move_store import MovedStore
from backoffice_gui.cli.console import INTERRUPTED, Console
from backoffice_gui.cli.signals import run_until_signalled
from backoffice_gui.wiring import moving

__all__ = ["move"]

_EVERY = 5.0
"""Seconds between two lines that say how far it is."""


def move(console: Console, to: str) -> int:
    """Move the store; a signal breaks it off between two slices of rows, and all is as it was."""
    settings, stop, done = console.settings(), threading.Event(), list[MovedStore]()
    said_at = [console.clock.elapsed()]

    def progress(step: str, rows: int) -> None:
        now = console.clock.elapsed()
        if now - said_at[0] >= _EVERY and not console.as_json:
            said_at[0] = now
            console.note(console.words.say(f"move.{step}", rows=rows))

    def work() -> None:
        asked = console.passphrase
        done.append(moving.move(settings, console.clock, to, ask=asked, progress=progress, cancelled=stop.is_set))

    outcome = run_until_signalled(work, stop.set, name="moving")
    if done:
        _report(console, done[0])
        return 0
    if outcome.received == signal.SIGINT:
        console.note(console.words.say("move.stopped"))
        return INTERRUPTED
    assert outcome.error is not None
    raise outcome.error


def _report(console: Console, moved: MovedStore) -> None:
    words, checked = console.words, dict(moved.checked)
    facts = {"where": moved.where, "store_id": moved.store_id, "rows": moved.rows}
    said = [words.say("move.done", **facts)]
    if checked:
        each = (words.say(f"move.of.{name}", number=number) for name, number in moved.checked)
        said.append(words.say("move.checked", checked=", ".join(each)))
    said.append(words.say("move.next", **facts))
    if "://" in moved.where:  # a server knows no word of a recovery key that was made elsewhere
        said.append(words.say("move.recovery"))
    console.result({**facts, "checked": checked, "taken_up": moved.taken_up}, "\n".join(said))
