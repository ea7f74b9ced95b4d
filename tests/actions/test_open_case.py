from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from backoffice_gui.actions.open_case import open_case
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.casebook.caseload_schema import cases
from tests.support.attachments import case_with
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store

CLOCK = TurnedClock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one case."""
    with a_store(tmp_path / "s") as made:
        case_with(made, CLOCK)
        yield made


def _row(store: Store) -> tuple[bool, int]:
    with store.desk.casebook.reading() as connection:
        unread, version = connection.execute(select(cases.c.unread, cases.c.version)).one()
        return bool(unread), int(version)


def test_who_opens_a_case_is_logged_and_it_is_read(store: Store) -> None:
    """Twice is two lines; its version stays, so that whoever has it open goes on."""
    assert _row(store) == (True, 1)
    for _ in range(2):
        open_case(store.desk, 1, CLOCK.now())
    assert _row(store) == (False, 1)
    with store.desk.casebook.reading() as connection:
        opened = [line for line in audit_log.read(connection) if line.verb == "case_opened"]
    assert [(line.object, line.details) for line in opened] == [("case:1", (("agent", "agent-exemple"),))] * 2


def test_a_case_that_is_not_there_is_not_logged(store: Store) -> None:
    """Nobody looked at anything."""
    with pytest.raises(UsageError, match="not-found"):
        open_case(store.desk, 2, CLOCK.now())
    with store.desk.casebook.reading() as connection:
        assert not [line for line in audit_log.read(connection) if line.verb == "case_opened"]
