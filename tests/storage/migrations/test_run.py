"""Alembic, driven: it commits nothing, and takes its scripts from where it is told."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect

from backoffice_gui.storage.engine import INBOX_SHAPE, connect, make_file, maker_engine
from backoffice_gui.storage.migrations import run
from backoffice_gui.storage.versions import INBOX


def test_the_caller_commits(tmp_path: Path) -> None:
    """A migration that is rolled back leaves no table."""
    path = tmp_path / "inbox.db"
    make_file(path)
    engine = maker_engine(path, INBOX_SHAPE, None)
    with engine.connect() as connection, connection.begin() as begun:
        run.upgrade(connection, INBOX.scripts, "1.0")
        assert inspect(connection).has_table("submission")
        begun.rollback()
    engine.dispose()
    raw = connect(path, INBOX_SHAPE, None, first=True)
    assert raw.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    raw.close()


def test_revisions_are_told_oldest_first() -> None:
    """The first is the first tables."""
    assert run.revisions(INBOX.scripts)[0] == "1.0"
