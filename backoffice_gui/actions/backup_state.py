"""Whether backups are made as they should be: looked at where they lie, without opening any.

A share that hangs must not silence who asks after it: it is looked at in a thread that may be left behind.
"""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from backoffice_gui.actions import backup_files
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.inbox import identity, incidents
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["BackupState", "Rhythm", "look", "note_ended", "note_overdue"]

_PATIENCE = 5.0
"""Seconds that a look may take before the folder counts as one that hangs."""
OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often one is made, and how old one may get before it holds what must be held no longer."""

    every: timedelta
    retention: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """The backups of one store as they lie there.

    `trouble`: a code word (`gone`, `hung`), nothing where the folder can be read. `newest`: when the last one was
    made. `due`: the next should be made now; `overdue`: it should have been made long ago, by half its rhythm at
    least. `stale`: how many are older than the shortest retention. `same_disk`: one failure takes store and backups.
    """

    folder: Path
    trouble: str | None
    count: int
    newest: datetime | None
    due: bool
    overdue: bool
    stale: int
    same_disk: bool


def look(inbox: Inbox, folder: Path, rhythm: Rhythm, now: datetime) -> BackupState:
    """What can be seen of the backups of an open inbox's store; never raises for the folder."""
    with inbox.reading() as connection:
        names, begun = identity.ids(connection).all, identity.made_at(connection)
    seen = _Seen()
    thread = threading.Thread(target=seen.look, args=(inbox.folder, folder, names), name="look", daemon=True)
    thread.start()
    thread.join(_PATIENCE)
    # a moment that is yet to come was written by a clock that was off: it says nothing of when the last one was made
    newest = max((made for made in seen.made if made <= now), default=None)
    age = now - (begun if newest is None else newest)
    return BackupState(
        folder=folder,
        trouble=seen.trouble,
        count=len(seen.made),
        newest=newest,
        due=newest is None or age >= rhythm.every,
        overdue=age >= rhythm.every * 1.5,
        stale=sum(now - made > rhythm.retention for made in seen.made),
        same_disk=seen.same_disk,
    )


@dataclass(slots=True)
class _Seen:
    """What a look has found so far: of a share that hangs, nothing ever."""

    trouble: str | None = "hung"
    made: list[datetime] = field(default_factory=list)
    same_disk: bool = False

    def look(self, store: Path, folder: Path, names: frozenset[str]) -> None:
        try:
            made = [kept.manifest.made_at for kept in backup_files.of_folder(folder, names)]
            self.same_disk = folder.stat().st_dev == store.stat().st_dev
        except OSError:
            to_be_made = folder.parent.is_dir() and not folder.exists()
            self.trouble = None if to_be_made else "gone"
        else:
            self.trouble, self.made = None, made


def note_overdue(inbox: Inbox, state: BackupState, now: datetime) -> None:
    """An overdue backup is an alarm of the inbox; it ends once one is there. Whoever looks notes it, nobody is silent.

    An alarm that says why the last one failed is left as it is: it says more.
    """
    with inbox.reading() as connection:
        raised = [alarm for alarm in incidents.alarms(connection) if alarm.kind is AlarmKind.BACKUP]
    over = bool(raised) and raised[0].detail == OVERDUE and not state.overdue
    if not over and not (state.overdue and not raised):
        return
    with contextlib.suppress(StoreError), inbox.transaction() as tx:
        if over:
            incidents.end_alarm(tx, AlarmKind.BACKUP, now)
        else:
            incidents.raise_alarm(tx, AlarmKind.BACKUP, OVERDUE, now)


def note_ended(inbox: Inbox, word: str, now: datetime, *, dead: bool) -> None:
    """Who makes backups has ended of a defect (`word`), or goes on again; raises `StoreError`.

    Any other alarm of backups is left as it is where it goes on again: its cause may last.
    """
    with inbox.reading() as connection:
        raised = [alarm.detail for alarm in incidents.alarms(connection) if alarm.kind is AlarmKind.BACKUP]
    if dead is (raised == [word]):
        return
    with inbox.transaction() as tx:
        if dead:
            incidents.raise_alarm(tx, AlarmKind.BACKUP, word, now)
        else:
            incidents.end_alarm(tx, AlarmKind.BACKUP, now)
