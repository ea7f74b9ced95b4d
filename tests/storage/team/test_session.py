"""Behind a pooler that lends sessions out: who leads is refused, who treats goes on, in the schema and under the lock."""

from __future__ import annotations

import contextlib
import dataclasses
import secrets
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import text

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.presence import Patience
from backoffice_gui.domain.server_health import troubles
from backoffice_gui.errors import StoreBusy, StoreError
from backoffice_gui.storage.bell import Bell
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.team import leader
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.backing import TeamBacking
from backoffice_gui.storage.team.engine import connect, sole
from backoffice_gui.storage.team.health import look
from backoffice_gui.storage.team.leader import TeamLock
from backoffice_gui.storage.team.line import Line
from tests.support.pooler import _Pool, lending
from tests.support.team_store import HERE, PEOPLE, TeamStore
from tests.support.waiting import until

COLLECTOR, LEAD = PEOPLE[TeamRole.COLLECTOR], PEOPLE[TeamRole.LEAD]


@dataclasses.dataclass(frozen=True, slots=True)
class Between:
    """The way through the pooler, and the straight one."""

    team: TeamStore
    through: TeamStore
    pool: _Pool

    def address(self, login: str) -> Address:
        """Through the pooler."""
        return self.through.server.address(self.through.name, login)

    def straight(self, login: str) -> Address:
        """Past it."""
        return self.team.server.address(self.team.name, login)


@pytest.fixture(params=[1, 3], ids=["one session", "three sessions"])
def between(team: TeamStore, request: pytest.FixtureRequest) -> Iterator[Between]:
    """A pooler with so many sessions a login."""
    folder = team.server.folder.parent / f"lending-{secrets.token_hex(3)}"
    with lending(team.server.folder, folder, size=request.param) as pool:
        server = dataclasses.replace(team.server, folder=folder)
        yield Between(team, dataclasses.replace(team, server=server), pool)


def held(team: TeamStore) -> list[tuple[object, ...]]:
    """The advisory locks that anybody has."""
    return team.server.do(team.name, "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND granted")


def test_nobody_leads_through_it(between: Between) -> None:
    """Its lock would stay with a session that is somebody else's next; nothing is left behind, and past it one leads."""
    address = between.address(COLLECTOR)
    with pytest.raises(StoreError, match="pooled"):
        TeamLock.acquire(address, "backoffice collect")
    with pytest.raises(StoreError, match="pooled"):
        TeamLock.wait(address, "backoffice collect", threading.Event())
    assert held(between.team) == []
    with closing(connect(between.straight(COLLECTOR), "inbox")) as raw:
        raw.autocommit = True
        assert sole(raw, between.straight(COLLECTOR))
    lock = TeamLock.acquire(between.straight(COLLECTOR), "backoffice collect")
    assert lock.held
    lock.release()


def test_a_lead_that_finds_its_session_lent_to_others_gives_it_up(between: Between) -> None:
    """It was alone when it took the lock; the session it was taken in is ended, so that others can lead."""
    address = between.address(COLLECTOR)
    raw = connect(address, "inbox")
    raw.autocommit = True
    lock = TeamLock(raw, leader._taken(raw, "backoffice collect"))
    assert lock.held
    with closing(connect(address, "inbox")) as other, closing(connect(address, "inbox")):
        other.autocommit = True
        other.execute("SELECT 1")
        until(lambda: not TeamLock.held.fget(lock))  # type: ignore[attr-defined]
    lock.release()
    until(lambda: held(between.team) == [])
    TeamLock.acquire(between.straight(COLLECTOR), "the next").release()


def test_a_desk_works_through_it(between: Between, tmp_path: object) -> None:
    """Each transaction is in its schema, under its lock and its time-outs, whichever session it gets."""
    address = between.address(LEAD)
    folder = tmp_path
    with contextlib.ExitStack() as stack:
        books = [
            stack.enter_context(closing(Database(TeamBacking(address, schema, folder))))  # type: ignore[arg-type]
            for schema in ("casebook", "inbox", "casebook")
        ]
        for _ in range(8):  # statements that are said often would be prepared, in a session of one's own
            for base in books:
                with base.reading() as connection:
                    assert connection.execute(text("SELECT current_schema()")).scalar() == base.name
                    assert connection.execute(text("SHOW transaction_read_only")).scalar() == "on"
                    assert connection.execute(text("SELECT count(*) FROM audit")).scalar() is not None
            for base in books[::2]:
                with base.transaction() as tx:
                    said = text('UPDATE cases SET unread = NOT unread WHERE "case" = :case')
                    assert tx.execute(said, {"case": HERE}).rowcount == 1
                    assert tx.execute(text("SHOW lock_timeout")).scalar() == "5s"
                    locks = "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
                    assert tx.execute(text(locks)).scalar() == 2
    assert held(between.team) == []
    if between.pool._size > 1:
        assert between.pool.swaps


def test_a_desk_sees_its_colleagues_through_it(between: Between) -> None:
    """Who is where is asked and told; that nothing is heard is known."""
    bell = Bell()
    with closing(bell), closing(Line(between.address(LEAD), bell, "POSTE-1", Patience())) as line:
        with closing(Line(between.address(LEAD), bell, "POSTE-2", Patience())) as other:
            for _ in range(8):
                line.seat.show(HERE)
                other.seat.write(HERE)
                line.mark()
            company = line.seat.read(SystemClock().now())
            assert {each.post for each in company.presences} == {"POSTE-1"}
            assert {each.post for each in company.editings} == {"POSTE-2"}
            other.seat.leave()
            line.seat.leave()
        assert not line.passes(SystemClock())


def test_the_servers_health_says_so(between: Between) -> None:
    """With what comes of it; past it, nothing is said."""
    seen = look(between.address(LEAD))
    assert (seen.pooled, seen.notices) == (True, False)
    assert "pooled" in troubles(seen)
    assert not look(between.straight(LEAD)).pooled


def test_a_statement_that_another_prepared_is_never_taken_for_ours(team: TeamStore) -> None:
    """Both were alone until now, and prepared statements: in the other's session ours is unknown, and is no more said."""
    folder = team.server.folder.parent / f"lending-{secrets.token_hex(3)}"
    with lending(team.server.folder, folder, size=2), contextlib.ExitStack() as stack:
        address = dataclasses.replace(team.server, folder=folder).address(team.name, LEAD)
        ours, theirs = (Database(TeamBacking(address, "casebook", folder)) for _ in range(2))
        stack.enter_context(closing(ours))
        stack.enter_context(closing(theirs))

        def said(base: Database, words: str) -> object:
            with base.reading() as connection:
                return connection.execute(text(words), {"n": 1}).scalar()

        for _ in range(7):
            assert said(ours, "SELECT 'ours' || :n") == "ours1"
        with ours.reading() as held:
            held.execute(text("SELECT 1"))
            for _ in range(7):
                assert said(theirs, "SELECT 'theirs' || :n") == "theirs1"
        refused = 0
        for _ in range(14):  # which session the pooler has idle just then is its own affair
            try:
                assert said(ours, "SELECT 'ours' || :n") == "ours1"
            except StoreBusy:
                refused += 1
        assert refused <= 1
