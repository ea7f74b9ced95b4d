from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.actions.close_incident import MAX_REASON, checked_reason, close_incident
from backoffice_gui.audit import Role
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.inbox import audit_log, incidents
from tests.support.desks import Store, a_store
from tests.support.stores import MOMENT


def _open(store: Store) -> int:
    with store.world.inbox.transaction() as tx:
        number = incidents.open_incident(tx, IncidentKind.LOST, MOMENT, seq=7)
    assert number is not None
    return number


def test_a_person_closes_an_incident_and_says_why(tmp_path: Path) -> None:
    """The inbox knows the role, the casebook the name; the incident keeps its reason."""
    with a_store(tmp_path / "s") as store:
        number = _open(store)
        closed = close_incident(store.world.inbox, store.desk, number, "  vu avec le site ", MOMENT)
        assert closed.closed_at == MOMENT
        assert closed.reason == "vu avec le site"
        with store.desk.casebook.reading() as connection:
            line = casebook_log.read(connection, 0, 100)[-1]
        assert line.verb == "incident_closed"
        assert ("agent", "agent-exemple") in line.details
        with store.world.inbox.reading() as connection:
            line = audit_log.read(connection, 0, 100)[-1]
            assert incidents.incidents(connection, open_only=True) == []
        assert (line.verb, line.role) == ("incident_closed", "desk")
        assert "agent-exemple" not in str(line)


def test_it_is_closed_without_a_desk_too(tmp_path: Path) -> None:
    """An administrator's console needs no key."""
    with a_store(tmp_path / "s") as store:
        number = _open(store)
        close_incident(store.world.inbox, None, number, "vu", MOMENT, role=Role.ADMINISTRATOR)
        with store.world.inbox.reading() as connection:
            assert audit_log.read(connection, 0, 100)[-1].role == "administrator"


def test_what_is_not_open_cannot_be_closed(tmp_path: Path) -> None:
    """An unknown number, or one closed before, is refused, and nothing is written anywhere."""
    with a_store(tmp_path / "s") as store:
        number = _open(store)
        close_incident(store.world.inbox, store.desk, number, "vu", MOMENT)
        with store.desk.casebook.reading() as connection:
            before = casebook_log.head(connection)
        for other in (number, number + 1, 0, -1):
            with pytest.raises(UsageError):
                close_incident(store.world.inbox, store.desk, other, "vu", MOMENT)
        with store.desk.casebook.reading() as connection:
            assert casebook_log.head(connection) == before


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "reason-needed"),
        (" \t ", "reason-needed"),
        ("x" * (MAX_REASON + 1), "reason-too-long"),
        ("a\nb", "reason-odd"),
    ],
)
def test_a_reason_is_a_few_words(reason: str, code: str) -> None:
    """Empty, endless or broken over lines is no reason."""
    with pytest.raises(UsageError) as caught:
        checked_reason(reason)
    assert caught.value.reason == code
    assert checked_reason("x" * MAX_REASON) == "x" * MAX_REASON
    assert checked_reason("vu\u00a0: d’accord\u202f!") == "vu\u00a0: d’accord\u202f!"
