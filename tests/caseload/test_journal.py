"""The journal as people read it: the machine at which each agent sat, by the unlocking before an event."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.caseload.journal import every_line, lines
from backoffice_gui.domain.journal import JournalFilter
from backoffice_gui.storage.casebook import audit_log
from tests.support.desks import a_store
from tests.support.stores import MOMENT


def said(verb: str, agent: str, **details: str) -> AuditEvent:
    """An event of an agent; its verb may be one that only another version writes."""
    known = Verb.CASE_OPENED
    event = AuditEvent(MOMENT, known, Role.DESK, "case:1", (("agent", agent), *details.items()))
    return event if verb == known.value else AuditEvent(MOMENT, Verb(verb), Role.DESK, "desk", event.details)


@pytest.fixture
def tx(tmp_path: Path) -> Iterator[Connection]:
    """A casebook of nobody's cases."""
    with a_store(tmp_path / "s") as store, store.desk.casebook.transaction() as connection:
        yield connection


def test_each_agent_sat_where_they_unlocked_last(tx: Connection) -> None:
    """Another agent's unlocking says nothing; before the first, nothing is known."""
    audit_log.append(
        tx,
        [
            said("case_opened", "a.exemple"),
            said("desk_unlocked", "a.exemple", post="poste-1"),
            said("case_opened", "a.exemple"),
            said("desk_unlocked", "b.exemple", post="poste-2"),
            said("case_opened", "a.exemple"),
            said("case_opened", "b.exemple"),
            said("desk_unlocked", "a.exemple", post="poste-3"),
            said("case_opened", "a.exemple"),
        ],
    )
    opened = JournalFilter(verbs=frozenset({"case_opened"}))
    found = [(line.agent, line.post) for line in reversed(lines(tx, opened, 0, 50))]
    assert found == [
        ("a.exemple", ""), ("a.exemple", "poste-1"), ("a.exemple", "poste-1"), ("b.exemple", "poste-2"),
        ("a.exemple", "poste-3"),
    ]  # fmt: skip
    assert list(every_line(tx, opened, 50)) == list(lines(tx, opened, 0, 50))
