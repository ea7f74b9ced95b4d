"""What is asked ahead and said later is the same as what is asked and said at once, in a file and on a server."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, select

from backoffice_gui.actions.desk import Desk
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.casebook.caseload_schema import cases, note
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.dialect import Many, moment_text
from backoffice_gui.storage.journeys import ahead, ask, asking, later
from backoffice_gui.storage.team.casebook import open_casebook
from tests.support.desks import a_store
from tests.support.postgres import Server
from tests.support.stores import MOMENT
from tests.support.teams import ME, a_team, enter
from tests.support.wire import Wire

_CASE = select(cases.c.case, cases.c.number, cases.c.received_at, cases.c.unread).where(
    cases.c.case == bindparam("of_case")
)
_NOTES = select(note.c.note, note.c.at, note.c.text).order_by(note.c.note)
_ADD = note.insert()
_MANY = Many(_ADD, "note", "case", "at", "agent", "text")


def _new(n: int) -> dict[str, object]:
    return {"note": n, "case": 1, "at": MOMENT, "agent": ME, "text": f"EXEMPLE {n}"}


@pytest.fixture(params=["postgresql", "sqlcipher"])
def casebook(request: pytest.FixtureRequest, server: Server, tmp_path: Path) -> Iterator[Casebook]:
    """With a few cases."""
    with ExitStack() as stack:
        if request.param == "sqlcipher":
            store = stack.enter_context(a_store(tmp_path / "s"))
            enter(store.desk, 3)
            yield store.desk.casebook
        else:
            yield stack.enter_context(a_team(server, tmp_path)).desk(ME).casebook


def test_what_was_asked_ahead_is_answered_as_if_it_were_asked_now(casebook: Casebook) -> None:
    """With the same names and kinds of values; once: whoever asks again hears what is so by then."""
    with casebook.reading() as connection:
        now: list[Any] = [connection.execute(_CASE, {"of_case": n}).all() for n in (1, 2, 99)]
        ahead(connection, [asking(_CASE, of_case=n) for n in (1, 2, 99)])
        found = [ask(connection, asking(_CASE, of_case=n)).all() for n in (1, 2, 99)]
    assert found == now
    assert [row._asdict() for rows in found for row in rows] == [row._asdict() for rows in now for row in rows]
    with casebook.transaction([asking(_NOTES)]) as tx:
        assert ask(tx, asking(_NOTES)).all() == []
        later(tx, _ADD, [_new(1), _new(2)])
        assert [(row.note, row.at, row.text) for row in ask(tx, asking(_NOTES))] == [
            (1, MOMENT, "EXEMPLE 1"),
            (2, MOMENT, "EXEMPLE 2"),
        ]


def test_what_is_said_later_is_there_when_it_is_committed_and_never_otherwise(casebook: Casebook) -> None:
    """Nothing of it where something is raised, or where what had to hold did not."""
    with casebook.transaction() as tx:
        later(tx, _ADD, [_new(1)])

    def broken() -> None:
        with casebook.transaction() as tx:
            later(tx, _ADD, [_new(2)])
            raise ZeroDivisionError

    def doubted() -> None:
        with casebook.transaction() as tx:
            _MANY.later(tx, [(3, 1, moment_text(MOMENT), ME, "EXEMPLE")], lambda left: 1 // left)

    for deed in (broken, doubted):
        with pytest.raises(ZeroDivisionError):
            deed()
    with casebook.reading() as connection:
        assert [row.note for row in ask(connection, asking(_NOTES))] == [1]


def test_a_change_that_is_refused_is_heard_of_however_late_it_is_said(casebook: Casebook) -> None:
    """At the latest when it would be committed."""
    with casebook.transaction() as tx:
        later(tx, _ADD, [_new(1)])
    with pytest.raises(Exception, match="rule") as caught, casebook.transaction() as tx:
        later(tx, _ADD, [_new(1)])
    assert not isinstance(caught.value, StoreError)
    with casebook.transaction() as tx:
        later(tx, _ADD, [_new(2)])
    with casebook.reading() as connection:
        assert [row.note for row in ask(connection, asking(_NOTES))] == [1, 2]


def test_questions_and_changes_go_together(server: Server, tmp_path: Path) -> None:
    """A change that asks three things and says three is two journeys; a reading that asks three, one."""
    folder = server.folder / f"w{secrets.token_hex(3)}"
    with a_team(server, tmp_path) as team, Wire(server.folder, folder, far=0.03) as wire:
        far = type(server)(wire.folder, server.passfile, server.admin)
        with contextlib.closing(open_casebook(far.address(team.name), tmp_path, team.key)) as casebook:
            desk = Desk(casebook, {}, ME)
            asked = [asking(_CASE, of_case=n) for n in (1, 2, 3)]
            enter(desk, 1)
            for n in range(3):
                wire.journeys = 0
                with casebook.transaction(asked) as tx:
                    assert [len(ask(tx, each).all()) for each in asked] == [1, 1, 1]
                    later(tx, _ADD, [_new(3 * n + k) for k in range(3)])
                assert wire.journeys == 2
                with casebook.reading():
                    pass
                assert wire.journeys == 2
                with casebook.reading() as connection:
                    ahead(connection, asked)
                    assert [len(ask(connection, each).all()) for each in asked] == [1, 1, 1]
                assert wire.journeys == 3 or n == 0  # the first time a connection is made
