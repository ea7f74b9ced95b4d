"""What is refused as late as COMMIT is not there, then or with what is committed next; and nothing refused is called done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from backoffice_gui.errors import Defect
from backoffice_gui.storage.casebook import standing
from backoffice_gui.storage.casebook.caseload_schema import note
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.dialect import Many, moment_text
from backoffice_gui.storage.journeys import later
from tests.support.postgres import Server
from tests.support.stores import MOMENT
from tests.support.teams import ME, Team, a_team

_NOTES = select(note.c.note).order_by(note.c.note)
_ADD = note.insert()
_MANY = Many(_ADD, "note", "case", "at", "agent", "text")
_ONE = (1, 1, moment_text(MOMENT), ME, "EXEMPLE")
_EMPTIED = "SET session_replication_role = replica; DELETE FROM casebook.note"


def _new(n: int, words: str = "EXEMPLE") -> dict[str, object]:
    return {"note": n, "case": 1, "at": MOMENT, "agent": ME, "text": words}


@pytest.fixture(scope="module")
def team(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """On the server."""
    with a_team(server, tmp_path_factory.mktemp("refused")) as made:
        yield made


@pytest.fixture
def casebook(team: Team) -> Casebook:
    """Without a note in it."""
    team.server.do(team.name, _EMPTIED)
    return team.desk(ME).casebook


def _there(casebook: Casebook) -> list[int]:
    with casebook.fresh() as connection:
        return list(connection.scalars(_NOTES))


def _doubted(casebook: Casebook) -> None:
    with casebook.transaction() as tx:
        _MANY.later(tx, [_ONE], lambda left: 1 // left)


def _unsayable(casebook: Casebook) -> None:
    with casebook.transaction() as tx:
        later(tx, _ADD, [_new(1), _new(2, "\ud800")])


def _unminded(casebook: Casebook) -> None:
    with casebook.transaction() as tx:
        later(tx, _ADD, [_new(1)])
        with suppress(DBAPIError):
            tx.execute(text("SELECT 1 / 0"))


def _unheard(casebook: Casebook) -> None:
    with casebook.transaction() as tx:
        _MANY.later(tx, [_ONE], lambda left: 1 // left)
        with suppress(UnicodeEncodeError):
            tx.execute(text("SELECT :words"), {"words": "\ud800"})


@pytest.mark.parametrize(
    ("deed", "raised"),
    [(_doubted, ZeroDivisionError), (_unsayable, UnicodeEncodeError), (_unminded, Defect), (_unheard, Defect)],
)
def test_what_is_refused_is_neither_done_nor_committed_with_what_comes_next(
    casebook: Casebook, deed: Callable[[Casebook], None], raised: type[Exception]
) -> None:
    """By what had to hold, because it can't be said, or because a statement was refused and nobody minded.

    A server answers the COMMIT of the last by rolling back, and calls that no error; and where what had to hold was
    not heard, it would commit.
    """
    with pytest.raises(raised):
        deed(casebook)
    assert _there(casebook) == []
    with casebook.transaction() as tx:
        later(tx, _ADD, [_new(3)])
    assert _there(casebook) == [3]


def test_what_has_come_to_the_wanted_version_without_us_is_not_ours(casebook: Casebook) -> None:
    """Whoever wrote past the lock came to the version that this change wanted: nothing of it was written, and it says so."""
    with casebook.reading() as connection:
        now = standing.load(connection, [1])[1]
    with pytest.raises(Defect, match="moved on"), casebook.transaction() as tx:
        standing.store(tx, [(replace(now, version=now.version - 1), replace(now, agent=ME))])
