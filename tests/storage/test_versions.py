"""Versions: what is migrated, worked with, or refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.errors import StoreDamaged, StoreNewer
from backoffice_gui.storage.dialect import is_postgresql
from backoffice_gui.storage.versions import CASEBOOK, INBOX, TEAM_INBOX, Schema, Version, current, judge
from tests.support.stores import World

LENIENT = Schema("inbox", Version(2, 3), Path(), lenient=True)
STRICT = Schema("casebook", Version(2, 3), Path(), lenient=False)


@pytest.mark.parametrize(("words", "version"), [("1.0", Version(1, 0)), ("12.34", Version(12, 34))])
def test_a_version_is_read_and_written(words: str, version: Version) -> None:
    """As `major.minor`."""
    assert Version.read(words) == version
    assert str(version) == words


@pytest.mark.parametrize("words", ["", "1", "1.", "1.0.0", "a.b", "-1.0", "1.0 ", "99999.0"])
def test_what_is_no_version_is_a_damaged_store(words: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(StoreDamaged):
        Version.read(words)


def test_versions_have_an_order() -> None:
    """By number, not by text."""
    assert Version(1, 9) < Version(1, 10) < Version(2, 0)


@pytest.mark.parametrize("schema", [LENIENT, STRICT])
def test_an_older_schema_is_migrated_and_the_known_one_left(schema: Schema) -> None:
    """Of this or an earlier major version."""
    assert judge(Version(2, 2), schema)
    assert judge(Version(1, 9), schema)
    assert not judge(Version(2, 3), schema)


def test_a_newer_minor_version_is_worked_with_by_the_inbox_only() -> None:
    """An older collector goes on beside a newer window; the casebook has no such neighbour."""
    assert not judge(Version(2, 4), LENIENT)
    with pytest.raises(StoreNewer):
        judge(Version(2, 4), STRICT)


@pytest.mark.parametrize("schema", [LENIENT, STRICT])
def test_another_major_version_is_refused_by_name(schema: Schema) -> None:
    """Found and known are both in the sentence."""
    with pytest.raises(StoreNewer) as caught:
        judge(Version(3, 0), schema)
    assert caught.value.facts == {"found": "3.0", "known": "2.3"}


def test_a_store_tells_its_version(world: World) -> None:
    """Directly, without Alembic; no row means no version."""
    with world.inbox.transaction() as tx:
        assert current(tx) == (TEAM_INBOX if is_postgresql(tx) else INBOX).known
        tx.execute(text("DELETE FROM alembic_version"))
        assert current(tx) is None


def test_both_schemas_are_known() -> None:
    """The inbox is lenient within its major version, the casebook never."""
    assert (INBOX.lenient, CASEBOOK.lenient) == (True, False)
    assert INBOX.scripts.is_dir()
    assert CASEBOOK.scripts.is_dir()
