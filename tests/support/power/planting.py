"""Bugs planted in the recorded process alone: the suite must find what each of them loses."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from backoffice_gui.collector import driver
from backoffice_gui.collector.run import CollectorParts
from backoffice_gui.domain.facts import SubmissionFacts
from backoffice_gui.domain.verified import VerifiedCopy
from backoffice_gui.security import durable
from backoffice_gui.storage import copying, engine
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, INBOX_SHAPE, Shape
from backoffice_gui.storage.inbox import attempts as inbox_attempts
from backoffice_gui.storage.inbox import identity
from tests.support.calls import Calls

__all__ = ["deleted_journal", "early", "normal", "off", "unscrubbed", "unsynced_keys", "unsynced_names"]


def _synchronous(shape: Shape, said: str, answer: int) -> None:
    each = [(n, said, answer) if n == "synchronous" else (n, words, was) for n, words, was in shape.on_every]
    object.__setattr__(shape, "on_every", tuple(each))


def normal(_calls: Calls) -> None:
    """`synchronous=NORMAL`: the log is not synced with each commit."""
    _synchronous(INBOX_SHAPE, "NORMAL", 1)


def off(_calls: Calls) -> None:
    """`synchronous=OFF`, in both."""
    _synchronous(INBOX_SHAPE, "OFF", 0)
    _synchronous(CASEBOOK_SHAPE, "OFF", 0)


def deleted_journal(_calls: Calls) -> None:
    """A rollback journal, whose removal is the commit, and is not synced."""
    said = [(name, "DELETE") if name == "journal_mode" else (name, words) for name, words in INBOX_SHAPE.on_empty]
    found = [(name, "delete") if name == "journal_mode" else (name, was) for name, was in INBOX_SHAPE.persistent]
    object.__setattr__(INBOX_SHAPE, "on_empty", tuple(said))
    object.__setattr__(INBOX_SHAPE, "persistent", tuple(found))


def early(_calls: Calls) -> None:
    """What is being stored is acknowledged before the commit that stores it."""
    plain = inbox_attempts.stored
    running: list[CollectorParts] = []
    begun = driver.Driver.begin

    def begin(self: driver.Driver) -> None:
        running.append(self._parts)
        begun(self)

    def stored(tx: Connection, attempts: Sequence[int], at: datetime) -> list[SubmissionFacts]:
        facts = plain(tx, attempts, at)
        copies = [VerifiedCopy(f.row, f.attempts[-1].attempt, f.key, at) for f in facts]
        front = running[-1].front
        front.acknowledge_many(copies[:100], identity.ids(tx).current)
        return facts

    driver.Driver.begin = begin  # type: ignore[method-assign]
    inbox_attempts.stored = stored


def _nothing(_folder: Path) -> None:
    return


def unsynced_names(_calls: Calls) -> None:
    """Folders are never synced."""
    for module in (engine, copying, durable):
        setattr(module, "sync_folder", _nothing)  # noqa: B010 - each has it by import


def unscrubbed(_calls: Calls) -> None:
    """The log is not cut after a key was overwritten: it lies there still."""

    def checkpoint(self: Database) -> None:
        return

    Database.checkpoint = checkpoint  # type: ignore[method-assign]


def unsynced_keys(_calls: Calls) -> None:
    """Small files (keys, pins) are written, and not synced."""

    @contextlib.contextmanager
    def new_file(path: Path, **_whose: bool) -> Iterator[int]:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            yield handle
        finally:
            os.close(handle)

    durable._new_file = new_file
