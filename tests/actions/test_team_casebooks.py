"""A team's casebook: made by one, opened by whoever was admitted, by nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions.admitting import admit, renew
from backoffice_gui.actions.desk import open_with_master
from backoffice_gui.actions.last_words import LastWords, codes_of, lay_by, take_in
from backoffice_gui.actions.make_store import Making, make_store
from backoffice_gui.actions.team_casebooks import TeamCasebook
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.errors import StoreExists, StoreIncomplete, UsageError, WrongKey
from backoffice_gui.sealing import SealBroken
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import FileSource
from backoffice_gui.storage.casebook import audit_keys, audit_log, keys
from backoffice_gui.storage.inbox import last_words
from backoffice_gui.storage.team import agent_keys
from backoffice_gui.storage.team.home import TeamHome
from tests.support.postgres import Server

CLOCK = SystemClock()


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """An empty one."""
    name = server.new()
    yield name
    server.drop(name)


def _home(server: Server, database: str, folder: Path, user: str = "backoffice") -> TeamCasebook:
    return TeamCasebook(server.address(database, user), folder)


class Killed(BaseException):
    """Stands for a kill between two steps."""


def _making(server: Server, database: str, root: Path, *, cut: str = "") -> Making:
    def told(step: str) -> None:
        if step == cut:
            raise Killed(step)

    return Making(
        folder=root / "store",
        pins=root / "pins",
        source=FileSource(root / "store.key"),
        clock=CLOCK,
        program="test",
        home=TeamHome(server.address(database), root / "store"),
        casebook=_home(server, database, root / "store"),
        step=told,
    )


@pytest.mark.parametrize("cut", ["inbox_named", "casebook_made", "private_committed", "public_committed"])
def test_a_teams_store_is_made_and_a_cut_making_completed(
    cut: str, server: Server, database: str, tmp_path: Path
) -> None:
    """The team's key is sealed to whoever made it; a stranger who makes it again is refused."""
    with pytest.raises(Killed):
        make_store(_making(server, database, tmp_path, cut=cut))
    made = make_store(_making(server, database, tmp_path))
    assert made.completed
    home, master = _home(server, database, tmp_path), FileSource(tmp_path / "store.key").load(())
    assert master is not None
    casebook = home.open(master, CLOCK)
    with casebook.reading() as connection:
        assert keys.links(connection) == {made.store_id}
        assert len(keys.privates(connection)) == 1
        assert audit_log.verify(connection).ok
        admitted = agent_keys.mine(connection)
    assert admitted is not None
    assert (admitted.agent, admitted.admitted_by) == ("backoffice", "backoffice")
    casebook.close()
    with pytest.raises(StoreExists):
        make_store(_making(server, database, tmp_path))
    with pytest.raises(WrongKey, match="key-elsewhere"):
        _home(server, database, tmp_path).create(MasterSecret.generate(), CLOCK)


def test_what_a_colleague_laid_by_is_left_to_him(server: Server, database: str, tmp_path: Path) -> None:
    """Nobody signs for another: his own next opening takes it in."""
    make_store(_making(server, database, tmp_path))
    master = FileSource(tmp_path / "store.key").load(())
    assert master is not None
    inbox = TeamHome(server.address(database), tmp_path).open(CLOCK)
    desk = open_with_master(tmp_path, master, "backoffice", CLOCK, _home(server, database, tmp_path))
    assert desk.authority.roles == frozenset(TeamRole)
    for agent in ("demo_colleague", "backoffice"):
        event = AuditEvent(CLOCK.now(), Verb.DESK_LOCKED, Role.DESK, "desk", (("agent", agent), ("cause", "asked")))
        lay_by(inbox, LastWords(agent, event.at, (event,), codes=codes_of(desk)))
    take_in(inbox, desk)
    with inbox.reading() as connection:
        assert len(last_words.laid(connection)) == 1
    with desk.casebook.reading() as connection:
        said = [dict(line.details) for line in audit_log.read(connection) if line.verb == Verb.DESK_LOCKED.value]
    assert [details["agent"] for details in said] == ["backoffice"]
    desk.close()
    inbox.close()


def test_who_comes_later_asks_and_is_admitted(server: Server, database: str, tmp_path: Path) -> None:
    """With a key of his own workstation; what was sealed to it opens nowhere else."""
    with pytest.raises(StoreIncomplete, match="casebook"):
        _home(server, database, tmp_path).open(MasterSecret.generate(), CLOCK)
    first, second = MasterSecret.generate(), MasterSecret.generate()
    make_store(_making(server, database, tmp_path))
    late = _home(server, database, tmp_path, server.login("demo_late", "backoffice_agent"))
    for _ in range(2):
        with pytest.raises(WrongKey, match="not-admitted") as waiting:
            late.open(second, CLOCK)
        assert waiting.value.facts == {"fingerprint": second.agent_key().public().fingerprint}
    mine = FileSource(tmp_path / "store.key").load(())
    assert mine is not None
    casebook = _home(server, database, tmp_path).open(mine, CLOCK)
    with casebook.transaction() as tx:
        asked = next(each for each in agent_keys.everyone(tx) if each.agent == "demo_late")
        sealed = casebook.share_key(asked.public, asked.agent)
        assert agent_keys.admit(tx, asked.agent, asked.fingerprint, sealed, CLOCK.now())
    opened = late.open(second, CLOCK)
    with casebook.reading() as one, opened.reading() as other:
        assert keys.privates(one) == keys.privates(other)
    opened.close()
    with pytest.raises(WrongKey, match="key-elsewhere") as elsewhere:
        late.open(first, CLOCK)
    assert elsewhere.value.facts == waiting.value.facts
    with casebook.transaction() as tx:
        assert agent_keys.end(tx, "backoffice", CLOCK.now())
    with pytest.raises(StoreExists, match="casebook-of-another"):
        _home(server, database, tmp_path).create(first, CLOCK)
    with casebook.transaction() as tx:
        assert agent_keys.seal_anew(tx, "demo_late", b"EXEMPLE")
    with pytest.raises(WrongKey, match="team-key") as broken:
        late.open(second, CLOCK)
    assert isinstance(broken.value.__cause__, SealBroken)
    with casebook.transaction() as tx:
        tx.exec_driver_sql(
            "INSERT INTO agent_key (agent, suite, public, fingerprint, sealed, asked_at, admitted_by, admitted_at) "
            "VALUES ('demo_other', 'demo', '\\x01', 'sha256-1', '\\x02', '', 'demo', '')"
        )
        assert agent_keys.end(tx, "demo_late", CLOCK.now())
        said = [line.verb for line in audit_log.read(tx)]
    with pytest.raises(WrongKey, match="not-admitted"):
        late.open(first, CLOCK)
    assert said.count("admission_asked") == 2, "the owner's and the agent's: asking again says nothing"
    casebook.close()


def test_an_open_desk_takes_the_key_in_that_was_made_anew(server: Server, database: str, tmp_path: Path) -> None:
    """Without a lock: what it opens next it opens with the new one; one whose access has ended opens nothing more."""
    make_store(_making(server, database, tmp_path))
    mine = FileSource(tmp_path / "store.key").load(())
    assert mine is not None
    admin = open_with_master(tmp_path, mine, "backoffice", CLOCK, _home(server, database, tmp_path))
    stays, leaves = MasterSecret.generate(), MasterSecret.generate()
    opened = {}
    for login, master in (("demo_stays", stays), ("demo_leaves", leaves)):
        home = _home(server, database, tmp_path, server.login(login, "backoffice_lead", "backoffice_admin"))
        named = master.agent_key().public().fingerprint
        with pytest.raises(WrongKey, match="not-admitted"):
            home.open(master, CLOCK)
        admit(admin, login, named, CLOCK.now())
        opened[login] = home.open(master, CLOCK)
    with opened["demo_stays"].reading() as connection:
        before = keys.privates(connection)
    with admin.casebook.transaction() as tx:
        assert agent_keys.end(tx, "demo_leaves", CLOCK.now())
    with opened["demo_stays"].reading() as long:  # a transaction that had begun before it
        assert keys.any_private(long)
        assert renew(admin, CLOCK.now()) == 2
        with opened["demo_stays"].reading() as connection:
            assert keys.privates(connection) == before
        assert keys.privates(long) == before
    with admin.casebook.transaction() as tx:
        audit_keys.put(tx, CLOCK.now())
    with opened["demo_stays"].transaction() as tx:
        keys.prove(tx)
        audit_keys.put(tx, CLOCK.now())
    with opened["demo_leaves"].reading() as connection, pytest.raises(WrongKey, match="team-key"):
        keys.privates(connection)
    again = _home(server, database, tmp_path, "demo_stays").open(stays, CLOCK)
    with again.reading() as connection:
        assert audit_keys.seed(connection) is not None, "what an open desk sealed meanwhile opens for whoever comes"
    for each in (*opened.values(), again):
        assert each.shut()
        with pytest.raises(WrongKey, match="locked"):
            each.vouch(b"EXEMPLE")
    admin.close()


def test_whoever_comes_from_another_workstation_asks_anew(server: Server, database: str, tmp_path: Path) -> None:
    """His former one opens nothing more; the last who is admitted does not give it away."""
    make_store(_making(server, database, tmp_path))
    mine, other = FileSource(tmp_path / "store.key").load(()), MasterSecret.generate()
    assert mine is not None
    home = _home(server, database, tmp_path)
    with pytest.raises(UsageError, match="member-last"):
        home.ask_anew(other, CLOCK)
    lead = _home(server, database, tmp_path, server.login("demo_anew", "backoffice_lead"))
    first = MasterSecret.generate()
    named = lead.ask_anew(first, CLOCK)
    desk = open_with_master(tmp_path, MasterSecret(mine.octets), "backoffice", CLOCK, home)
    admit(desk, "demo_anew", named, CLOCK.now())
    lead.open(first, CLOCK).close()
    assert lead.ask_anew(other, CLOCK) == other.agent_key().public().fingerprint
    with pytest.raises(WrongKey, match="not-admitted"):
        lead.open(first, CLOCK)
    desk.close()
