"""What of a server's state is a trouble."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from backoffice_gui.domain.server_health import Programs, ServerHealth, Standby, troubles

NOW = dt.datetime(2026, 11, 27, 9, 0, tzinfo=dt.UTC)
WELL = ServerHealth(
    at=NOW,
    version="15.14",
    database="ofpra",
    size=1,
    leader=None,
    programs=(Programs("0.1.0", 3, 2), Programs("0.2.0", 1, 1)),
    monitored=True,
    notices=True,
    waits="on",
    standbys_wanted="",
    standbys=(),
    oldest_transaction=dt.timedelta(minutes=59),
    archived_at=None,
    archive_failed_at=None,
    backup_at=NOW - dt.timedelta(hours=49),
    checksums=True,
    schemas=(("inbox", "1.4"), ("casebook", "1.10")),
    known=(("inbox", "1.4"), ("casebook", "1.9")),
)
FOLLOWS = Standby("second", "streaming", "sync", 0, dt.timedelta(0))


def ago(**span: float) -> dt.datetime:
    """A moment before now."""
    return NOW - dt.timedelta(**span)


@pytest.mark.parametrize(
    ("seen", "found"),
    [
        (WELL, ()),
        (replace(WELL, oldest_transaction=dt.timedelta(minutes=61)), ("old_transaction",)),
        (replace(WELL, oldest_transaction=None), ()),
        (replace(WELL, backup_at=ago(hours=51)), ("server_backup",)),
        (replace(WELL, backup_at=None), ()),
        (replace(WELL, standbys_wanted="*"), ("standby_missing",)),
        (replace(WELL, standbys_wanted="*", standbys=(FOLLOWS,)), ()),
        (replace(WELL, standbys_wanted="*", standbys=(replace(FOLLOWS, sync=None),)), ()),
        (replace(WELL, standbys_wanted="*", standbys=(replace(FOLLOWS, sync="async"),)), ("standby_missing",)),
        (replace(WELL, standbys=(replace(FOLLOWS, sync="async"),)), ("standby_unwaited",)),
        (replace(WELL, standbys_wanted="*", standbys=(replace(FOLLOWS, behind=65 << 20),)), ("standby_late",)),
        (
            replace(WELL, standbys_wanted="*", standbys=(replace(FOLLOWS, replay=dt.timedelta(seconds=61)),)),
            ("standby_late",),
        ),
        (replace(WELL, standbys_wanted="*", standbys=(replace(FOLLOWS, behind=None, replay=None),)), ()),
        (replace(WELL, archive_failed_at=ago(hours=1)), ("archiving",)),
        (replace(WELL, archive_failed_at=ago(hours=2), archived_at=ago(hours=1)), ()),
        (replace(WELL, archive_failed_at=ago(hours=1), archived_at=ago(hours=2)), ("archiving",)),
        (replace(WELL, archives=False), ("archive_off",)),
        (replace(WELL, archives=False, backup_at=None), ()),
        (replace(WELL, archives=False, standbys_wanted="*", standbys=(FOLLOWS,)), ()),
        (replace(WELL, schemas=(("inbox", "1.3"),)), ("schema_older",)),
    ],
)
def test_what_somebody_should_see_to(seen: ServerHealth, found: tuple[str, ...]) -> None:
    """By code word; what this role can't see is none."""
    assert troubles(seen) == found


def test_versions_are_told_apart_by_their_numbers() -> None:
    """1.10 is newer than 1.9."""
    assert WELL.older == ()
    assert replace(WELL, schemas=(("casebook", "1.8"),)).older == ("casebook",)
