"""Whether backups are made as they should be, seen from outside."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from backoffice_gui.actions.backup import BackingUp, make_backup
from backoffice_gui.actions.backup_state import BackupState, Rhythm, look, note_overdue
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.storage.inbox import incidents
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store

CLOCK = SystemClock()
RHYTHM = Rhythm(every=dt.timedelta(hours=24), retention=dt.timedelta(days=30))


def _look(store: Store, hours: float = 0.0) -> BackupState:
    return look(store.world.inbox, store.root / "backups", RHYTHM, CLOCK.now() + dt.timedelta(hours=hours))


def test_due_overdue_and_too_old(tmp_path: Path) -> None:
    """Each in its time; a folder that is to be made is no trouble, one whose way is gone is."""
    with a_store(tmp_path / "s") as store:
        assert (_look(store).due, _look(store).trouble) == (True, None)
        wishes = BackingUp(folder=store.root / "backups", keep=7, agent="agent-exemple", clock=CLOCK)
        make_backup(store.world.inbox, store.desk.casebook, wishes)
        seen = [(hours, _look(store, hours)) for hours in (1, 25, 37, 24 * 31)]
        assert [(state.due, state.overdue, state.stale) for _, state in seen] == [
            (False, False, 0),
            (True, False, 0),
            (True, True, 0),
            (True, True, 1),
        ]
        assert _look(store, -48).due  # made by a clock that was off
        assert _look(store, -48).newest is None
        ahead = replace(wishes, clock=TurnedClock(CLOCK.now() + dt.timedelta(days=365)))
        make_backup(store.world.inbox, store.desk.casebook, ahead)
        assert not _look(store, 1).due, "one dated ahead would have another made at each look"
        assert seen[0][1].same_disk
        gone = look(store.world.inbox, tmp_path / "none" / "backups", RHYTHM, CLOCK.now())
        assert (gone.trouble, gone.count) == ("gone", 0)


def test_a_failure_says_more_than_that_it_is_late(tmp_path: Path) -> None:
    """The alarm of a failed backup is left as it is; the one of an overdue one ends when one is there."""
    with a_store(tmp_path / "s") as store:

        def alarm() -> list[str]:
            with store.world.inbox.reading() as connection:
                return [each.detail for each in incidents.alarms(connection) if each.kind is AlarmKind.BACKUP]

        note_overdue(store.world.inbox, _look(store, 48), CLOCK.now())
        assert alarm() == ["overdue"]
        with store.world.inbox.transaction() as tx:
            incidents.raise_alarm(tx, AlarmKind.BACKUP, "STO-014:gone", CLOCK.now())
        note_overdue(store.world.inbox, _look(store, 48), CLOCK.now())
        assert alarm() == ["STO-014:gone"]
