"""Making, opening, migrating: cut anywhere, it is completed or refused by name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from backoffice_gui.errors import (
    DiskFull,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreIncomplete,
    StoreMissing,
    StoreMoved,
    StoreNewer,
    WrongKey,
)
from backoffice_gui.storage import copying, opening, reserve
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, INBOX_SHAPE, connect, make_file
from backoffice_gui.storage.file_backing import FileBacking
from backoffice_gui.storage.inbox import audit_log as inbox_log
from backoffice_gui.storage.opening import BACKUPS, Site, bring_up, make
from backoffice_gui.storage.versions import CASEBOOK, INBOX, Version, current, judge
from backoffice_gui.system import files
from backoffice_gui.system.files import try_lock
from tests.support.clock import TurnedClock

KEY = bytes(range(32))
ADDITION = '''
"""A later, additive revision."""
import sqlalchemy as sa
from alembic import op

revision = "{version}"
down_revision = "{before}"


def upgrade():
    op.create_table("later", sa.Column("n", sa.Integer, primary_key=True))
    if {fails}:
        raise RuntimeError("EXEMPLE")


def downgrade():
    op.drop_table("later")
'''


@pytest.fixture(params=["inbox", "casebook"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """Where one of the two will be."""
    if request.param == "inbox":
        return Site(tmp_path / "store", INBOX_SHAPE, INBOX, inbox_log.LOG)
    return Site(tmp_path / "store", CASEBOOK_SHAPE, CASEBOOK, casebook_log.LOG, KEY)


def now(site: Site) -> str:
    """The version this program knows."""
    return str(site.schema.known)


def next_minor(site: Site) -> str:
    """The version after it."""
    return f"{site.schema.known.major}.{site.schema.known.minor + 1}"


def later(site: Site, tmp_path: Path, version: str = "", *, fails: bool = False) -> Site:
    """The same, as a later program knows it."""
    version = version or next_minor(site)
    scripts = tmp_path / "versions 100%"
    shutil.copytree(site.schema.scripts, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "later.py").write_text(ADDITION.format(version=version, before=now(site), fails=fails))
    return replace(site, schema=replace(site.schema, known=Version.read(version), scripts=scripts))


def tables(site: Site) -> Iterator[str]:
    """The names of its tables, and its version."""
    database = Database(FileBacking(site.path, site.shape, site.key))
    with database.reading() as connection:
        yield from inspect(connection).get_table_names()
        yield str(current(connection))
    database.close()


def test_a_new_one_has_every_table(site: Site) -> None:
    """At the version this program knows; opening it again changes nothing."""
    make(site, TurnedClock())
    assert {"audit", "alembic_version", str(site.schema.known)} <= set(tables(site))
    bring_up(site, TurnedClock())
    make(site, TurnedClock())
    assert not (site.folder / BACKUPS).exists()


def test_what_is_not_there_is_missing(site: Site) -> None:
    """And opening makes nothing."""
    with pytest.raises(StoreMissing):
        bring_up(site, TurnedClock())
    assert not site.folder.exists()


@pytest.mark.parametrize("cut", ["file", "pragmas", "table"])
def test_a_making_that_was_cut_is_incomplete_and_can_be_completed(cut: str, site: Site) -> None:
    """After the file, after its first pragmas, or with tables but no version: refused by name, then made whole."""
    make_file(site.path)
    if cut != "file":
        raw = connect(site.path, site.shape, site.key, first=True)
        if cut == "table":
            raw.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        raw.close()
    with pytest.raises(StoreIncomplete):
        bring_up(site, TurnedClock())
    make(site, TurnedClock())
    assert str(site.schema.known) in set(tables(site))


def test_a_making_that_fails_in_its_migration_leaves_no_table(site: Site, tmp_path: Path) -> None:
    """All tables or none: one transaction."""
    failing = later(site, tmp_path, fails=True)
    with pytest.raises(RuntimeError):
        make(failing, TurnedClock())
    with pytest.raises(StoreIncomplete):
        bring_up(failing, TurnedClock())
    make(site, TurnedClock())


def test_an_older_schema_is_copied_then_migrated(site: Site, tmp_path: Path) -> None:
    """The copy is of the version before, opens like the original, and the chain says what happened."""
    make(site, TurnedClock())
    newer = later(site, tmp_path)
    bring_up(newer, TurnedClock())
    assert {"later", next_minor(site)} <= set(tables(newer))
    copies = list((site.folder / BACKUPS).iterdir())
    assert [file.name for file in copies] == [f"{site.path.stem}-{now(site)}.db"]
    raw = connect(copies[0], site.shape, site.key)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == (now(site),)
    raw.close()
    database = Database(FileBacking(site.path, site.shape, site.key))
    with database.reading() as connection:
        line = site.log.read(connection)[-1]
        assert (line.verb, line.object, line.details) == (
            "migrated",
            site.schema.name,
            (("from", now(site)), ("to", next_minor(site))),
        )
        assert line.at == TurnedClock().now()
        assert site.log.verify(connection).ok
    database.close()
    bring_up(newer, TurnedClock())
    assert len(list((site.folder / BACKUPS).iterdir())) == 1


def test_who_only_looks_migrates_nothing(site: Site, tmp_path: Path) -> None:
    """Neither a copy nor another schema, at whatever moment a monitoring system asks: both versions are named."""
    make(site, TurnedClock())
    newer = later(site, tmp_path)
    with pytest.raises(StoreError, match="not-migrated") as caught:
        bring_up(newer, TurnedClock(), migrate=False)
    assert caught.value.facts == {"found": now(site), "known": next_minor(site)}
    assert now(site) in set(tables(site))
    assert not (site.folder / BACKUPS).exists()
    bring_up(newer, TurnedClock())
    bring_up(newer, TurnedClock(), migrate=False)


def test_a_migration_that_fails_changes_nothing(site: Site, tmp_path: Path) -> None:
    """The store is as it was, and has its copy."""
    make(site, TurnedClock())
    with pytest.raises(RuntimeError):
        bring_up(later(site, tmp_path, fails=True), TurnedClock())
    assert "later" not in set(tables(site))
    assert now(site) in set(tables(site))
    bring_up(site, TurnedClock())


def test_a_migration_without_room_for_its_copy_is_not_begun(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No copy, no migration."""

    def full(*_args: object) -> Path:
        raise DiskFull

    make(site, TurnedClock())
    monkeypatch.setattr(opening, "copy", full)
    with pytest.raises(DiskFull):
        bring_up(later(site, tmp_path), TurnedClock())
    assert now(site) in set(tables(site))


def test_a_newer_minor_version_is_worked_with_by_the_inbox_only(site: Site, tmp_path: Path) -> None:
    """The collector that was not updated yet goes on; the window's casebook does not."""
    make(later(site, tmp_path), TurnedClock())
    if site.schema.lenient:
        bring_up(site, TurnedClock())
        assert next_minor(site) in set(tables(site))
    else:
        with pytest.raises(StoreNewer) as caught:
            bring_up(site, TurnedClock())
        assert caught.value.facts == {"found": next_minor(site), "known": now(site)}


def test_another_major_version_is_refused_by_name(site: Site, tmp_path: Path) -> None:
    """Both versions are named; nothing is touched."""
    make(later(site, tmp_path, "2.0"), TurnedClock())
    before = site.path.read_bytes()
    with pytest.raises(StoreNewer) as caught:
        bring_up(site, TurnedClock())
    assert caught.value.facts == {"found": "2.0", "known": now(site)}
    assert site.path.read_bytes() == before


def test_the_slower_of_two_programs_finds_it_done(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both saw the old version; the second looks again once nobody else can write."""
    make(site, TurnedClock())
    newer = later(site, tmp_path)

    def meanwhile(*args: object) -> Path:
        monkeypatch.setattr(opening, "copy", copying.copy)
        bring_up(newer, TurnedClock())
        return copying.copy(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "copy", meanwhile)
    bring_up(newer, TurnedClock())
    database = Database(FileBacking(site.path, site.shape, site.key))
    with database.reading() as connection:
        assert [line.verb for line in site.log.read(connection)] == ["migrated"]
    database.close()


def test_who_begins_beside_a_copy_waits_for_what_comes_of_it(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Window and service begin with a session, after an update: both come up, and one copy is made."""
    make(site, TurnedClock())
    newer = later(site, tmp_path)
    monkeypatch.setattr(opening, "_PAUSE_SECONDS", 0)
    monkeypatch.setattr(opening, "_TURNS", 2)
    other = os.open(site.folder / copying.COPYING, os.O_RDWR | os.O_CREAT)
    assert try_lock(other)
    with pytest.raises(StoreBusy, match="copying"):
        bring_up(newer, TurnedClock())

    def refused(*args: object) -> Path:
        with pytest.raises(StoreBusy):
            copying.copy(*args)  # type: ignore[arg-type]
        os.close(other)
        monkeypatch.setattr(opening, "copy", copying.copy)
        bring_up(newer, TurnedClock())
        raise StoreBusy("copying")

    monkeypatch.setattr(opening, "copy", refused)
    bring_up(newer, TurnedClock())
    assert next_minor(site) in tables(newer)
    assert len(list((site.folder / BACKUPS).iterdir())) == 1


def test_a_full_disk_lets_the_reserve_go_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading needs a page of shared memory; without a reserve it is said so."""
    make(site, TurnedClock())
    reserve.make(site.folder, 1024)
    monkeypatch.setattr(reserve, "RESERVE_OCTETS", 1024)

    def full_until_released(*args: object) -> bool:
        if reserve.held(site.folder, 1024):
            raise DiskFull
        return judge(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(opening, "judge", full_until_released)
    bring_up(site, TurnedClock())
    assert not reserve.held(site.folder, 1024)

    def full(*_args: object) -> bool:
        raise DiskFull

    monkeypatch.setattr(opening, "judge", full)
    with pytest.raises(DiskFull):
        bring_up(site, TurnedClock())


def test_a_wrong_key_and_a_foreign_file_are_told_apart(site: Site) -> None:
    """The casebook says wrong key, the inbox not a database."""
    make(site, TurnedClock())
    if site.key is not None:
        with pytest.raises(WrongKey):
            bring_up(replace(site, key=bytes(32)), TurnedClock())
    else:
        site.path.write_bytes(b"EXEMPLE " * 5000)
        with pytest.raises(StoreDamaged):
            bring_up(site, TurnedClock())


def test_a_network_share_is_refused(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For making and for opening, before anything is read or made."""
    table = tmp_path / "mountinfo"
    table.write_text(f"22 1 8:1 / {tmp_path.resolve()} rw - nfs4 server:/x rw\n")
    monkeypatch.setattr(files, "_MOUNTS", table)
    for step in (make, bring_up):
        with pytest.raises(StoreMoved):
            step(site, TurnedClock())
    assert not site.folder.exists()


def test_opening_what_is_up_to_date_does_not_load_alembic(site: Site) -> None:
    """It costs a third of a second, at every start."""
    make(site, TurnedClock())
    words = f"""
import sys
from pathlib import Path
from backoffice_gui.clock import SystemClock
from backoffice_gui.storage.opening import Site, bring_up
from backoffice_gui.storage.engine import {site.schema.name.upper()}_SHAPE as shape
from backoffice_gui.storage.versions import {site.schema.name.upper()} as schema
from backoffice_gui.storage.{site.schema.name}.audit_log import LOG
bring_up(Site(Path({str(site.folder)!r}), shape, schema, LOG, {site.key!r}), SystemClock())
print("alembic" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", words], check=True, capture_output=True, text=True).stdout == "False\n"


def test_a_site_does_not_show_its_key(site: Site) -> None:
    """Not in a traceback, not in a log."""
    assert "key=" not in repr(site)
    assert repr(KEY)[2:-1] not in repr(site)
    assert site.path.parent == site.folder


def test_a_database_of_somebody_else_is_not_taken_over(site: Site) -> None:
    """A file with tables that are not ours is incomplete, and stays as it is."""
    make_file(site.path)
    raw = connect(site.path, site.shape, site.key, first=True)
    raw.execute("CREATE TABLE audit (n INTEGER)")
    raw.close()
    with pytest.raises(StoreIncomplete):
        bring_up(site, TurnedClock())
    with pytest.raises(Exception, match=r"audit|Defect|refused"):
        make(site, TurnedClock())
    database = Database(FileBacking(site.path, site.shape, site.key))
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM audit")).scalar() == 0
        assert inspect(connection).get_table_names() == ["audit"]
    database.close()
