"""How old a backup may get follows from the retention."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.wiring import keeping
from tests.support.desks import a_store


def test_the_shortest_retention_counts(tmp_path: Path) -> None:
    """A backup that lives longer holds what should be gone."""
    with a_store(tmp_path) as store:
        assert keeping.retention_of(store.settings()) == timedelta(days=30)
        assert keeping.retention_of(store.settings(BACKOFFICE_RETENTION__PAYLOAD_DAYS="7")) == timedelta(days=7)


def test_an_overdue_backup_is_an_alarm_until_one_is_made(tmp_path: Path) -> None:
    """Whoever looks notes it; where none are wanted nothing is said."""
    with a_store(tmp_path) as store:
        settings = store.settings(BACKOFFICE_BACKUP__FOLDER=str(tmp_path / "backups"))

        def alarms() -> list[str]:
            with store.world.inbox.reading() as connection:
                return [each.detail for each in incidents.alarms(connection) if each.kind is AlarmKind.BACKUP]

        assert keeping.watch_backups(store.settings(), store.world.inbox, SystemClock()) is None
        state = keeping.watch_backups(settings, store.world.inbox, SystemClock())
        assert state is not None
        assert (state.due, state.overdue, alarms()) == (True, True, ["overdue"])
        assert keeping.back_up_desk(settings, store.world.inbox, store.desk.casebook, SystemClock()) is not None
        state = keeping.watch_backups(settings, store.world.inbox, SystemClock())
        assert state is not None
        assert (state.due, state.overdue, state.count, alarms()) == (False, False, 1, [])
