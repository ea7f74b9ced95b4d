"""The inbox as a store: complete or refused by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import StoreError, StoreExists, StoreIncomplete, StoreMissing
from backoffice_gui.sealing import generate
from backoffice_gui.storage.inbox import audit_log, identity, keys
from backoffice_gui.storage.inbox.home import FolderHome
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.versions import INBOX, current
from tests.support.stores import MOMENT, World


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Inbox]:
    """Tables, and nothing in them."""
    inbox = Inbox.create(tmp_path / "store")
    yield inbox
    inbox.close()


def test_a_store_is_complete_with_its_name_and_its_key(begun: Inbox) -> None:
    """Cut before either, it is incomplete; making it again takes it up where it was."""
    with pytest.raises(StoreIncomplete) as caught:
        Inbox.open(begun.folder)
    assert caught.value.facts["folder"] == str(begun.folder)
    with begun.transaction() as tx:
        identity.make(tx, MOMENT, "EXEMPLE")
    assert not begun.complete()
    with pytest.raises(StoreIncomplete):
        Inbox.open(begun.folder)
    again = Inbox.create(begun.folder)
    with again.transaction() as tx:
        keys.put_public(tx, generate().public(), MOMENT)
    assert again.complete()
    again.close()
    Inbox.open(begun.folder).close()


def test_a_complete_store_is_not_made_again(disk_world: World) -> None:
    """Nothing of it is touched."""
    with pytest.raises(StoreExists) as caught:
        Inbox.create(disk_world.inbox.folder)
    assert caught.value.exit_code == 2


def test_what_is_just_arriving_is_said_to_be(begun: Inbox) -> None:
    """A chain and no name: neither opened nor made, and its word tells why; open as it was, it is closed."""
    with begun.transaction() as tx:
        audit_log.append(tx, [AuditEvent(MOMENT, Verb.STORE_MADE, Role.COLLECTOR, "store:EXEMPLE")])
    for refuse in (Inbox.create, Inbox.open):
        with pytest.raises(StoreIncomplete) as refused:
            refuse(begun.folder)
        assert refused.value.reason == "arriving"


def test_who_only_looks_is_told_of_an_older_schema(disk_world: World) -> None:
    """Asked not to migrate, it migrates nothing, through the folder it is at home in as well."""
    with disk_world.inbox.transaction() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '1.0'"))
    with pytest.raises(StoreError, match="not-migrated") as caught:
        Inbox.open(disk_world.inbox.folder, migrate=False)
    with pytest.raises(StoreError, match="not-migrated") as at_home:
        FolderHome(disk_world.inbox.folder).open(SystemClock(), migrate=False)
    assert caught.value.facts == at_home.value.facts == {"found": "1.0", "known": str(INBOX.known)}
    with disk_world.inbox.reading() as connection:
        assert str(current(connection)) == "1.0"


def test_no_store_is_no_store(tmp_path: Path) -> None:
    """Opening makes none."""
    with pytest.raises(StoreMissing):
        Inbox.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_two_programs_have_it_open_at_once(disk_world: World) -> None:
    """What one commits the other sees; each has connections of its own."""
    other = Inbox.open(disk_world.inbox.folder)
    with other.transaction() as tx:
        name = identity.renew(tx, MOMENT, "copied", "EXEMPLE")
    with disk_world.inbox.reading() as connection:
        assert identity.ids(connection).current == name
    other.close()
