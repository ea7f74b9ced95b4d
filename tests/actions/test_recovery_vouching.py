"""A team's key is sealed to a recovery key for which somebody vouched who has it, and to no other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from backoffice_gui.actions import proof, recovery
from backoffice_gui.actions.admitting import admit, renew
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.new_keys import Upkeep
from backoffice_gui.actions.recovery_key import new_recovery_key
from backoffice_gui.actions.recovery_vouching import vouch_recovery, vouched_recovery
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import WrongKey
from backoffice_gui.sealing import PrivateKey, SealBroken, generate
from backoffice_gui.sealing.team_keys import open_team_key
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.storage.casebook import keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.inbox import keys as inbox_keys
from backoffice_gui.storage.team import agent_keys, recoveries
from backoffice_gui.storage.team.backing import TeamBacking
from backoffice_gui.storage.team.casebook import open_casebook
from backoffice_gui.storage.team.inbox import open_inbox
from tests.support.postgres import Server
from tests.support.stores import MOMENT
from tests.support.team_store import KEY, TeamStore, populated


@pytest.fixture
def store(server: Server, tmp_path: Path) -> TeamStore:
    """A populated store."""
    return populated(server, tmp_path)


@pytest.fixture
def admin(store: TeamStore, tmp_path: Path) -> Iterator[Desk]:
    """The desk of an administrator, with his own login; somebody is admitted, whom a lead vouched for."""
    with ExitStack() as stack:

        def opened(user: str) -> Casebook:
            address = store.server.address(store.name, user)
            return stack.enter_context(closing(open_casebook(address, tmp_path, KEY)))

        agent = Database(TeamBacking(store.server.address(store.name, "demo_agent"), "casebook", tmp_path))
        with closing(agent), agent.transaction() as tx:
            named = agent_keys.ask(tx, OWN.public(), MOMENT)
        admit(Desk(opened("demo_lead"), {}, "demo_lead"), "demo_agent", named, MOMENT)
        yield Desk(opened("demo_admin"), {}, "demo_admin")


OWN = generate()
"""Of the agent who is admitted."""


def _kept(desk: Desk, private: PrivateKey, *, vouched: bool) -> None:
    with desk.casebook.transaction() as tx:
        sealed = recovery.seal_master(private.public(), MasterSecret(KEY))
        n = keys.put_recovery(tx, private.public(), sealed, MOMENT)
        if vouched:
            vouch_recovery(desk.casebook, tx, n, private.public(), private=private)


def _sealed(store: TeamStore) -> bytes:
    words = "SELECT sealed FROM casebook.agent_key WHERE agent = 'demo_agent'"
    return bytes(store.server.do(store.name, words)[0][0])  # type: ignore[call-overload,no-any-return]


def test_what_is_made_anew_is_sealed_to_the_recovery_key_that_somebody_vouched_for(
    admin: Desk, store: TeamStore, tmp_path: Path
) -> None:
    """A row that an administrator without the team's key writes is given nothing; the inbox's copy follows."""
    drawer, rogue = generate(), generate()
    address = store.server.address(store.name, "demo_admin")
    _kept(admin, rogue, vouched=False)
    with pytest.raises(WrongKey, match="recovery-unvouched"):
        renew(admin, MOMENT)
    _kept(admin, drawer, vouched=True)
    with admin.casebook.transaction() as tx:  # as somebody puts it there who lets his code be another's
        n = keys.put_recovery(tx, rogue.public(), recovery.seal_master(rogue.public(), MasterSecret(KEY)), MOMENT)
        known = recoveries.living(tx)[1]
        recoveries.vouch(tx, n, known.code, known.word)
    with closing(open_inbox(address, tmp_path)) as inbox:
        with inbox.transaction() as tx:
            inbox_keys.put_recovery(
                tx, drawer.public(), recovery.seal_master(drawer.public(), MasterSecret(KEY)), MOMENT
            )
        assert renew(admin, MOMENT, inbox) == 1
        with inbox.reading() as connection:
            theirs = inbox_keys.recovery(connection)
    key = open_team_key(OWN, "demo_agent", _sealed(store))
    assert key != KEY
    with closing(open_casebook(address, tmp_path, key)) as casebook, casebook.reading() as connection:
        (only,) = recoveries.living(connection)
        assert vouched_recovery(casebook, connection) == only
    assert theirs is not None
    assert recovery.opens(drawer, only.sealed).octets == recovery.opens(drawer, theirs[1]).octets == key
    with pytest.raises(SealBroken):
        recovery.opens(rogue, only.sealed)


def test_a_store_without_a_recovery_key_is_renewed_all_the_same(admin: Desk, store: TeamStore, tmp_path: Path) -> None:
    """There is none to seal to; an inbox that has another's keeps what it has."""
    with closing(open_inbox(store.server.address(store.name, "demo_admin"), tmp_path)) as inbox:
        assert renew(admin, MOMENT, inbox) == 1
        with inbox.reading() as connection:
            before = inbox_keys.recovery(connection)
    with admin.casebook.reading() as connection:
        assert vouched_recovery(admin.casebook, connection) is None
    assert before is None


def test_a_recovery_key_is_never_given_a_key_that_is_no_longer_the_teams(
    admin: Desk, store: TeamStore, tmp_path: Path
) -> None:
    """Somebody made it anew between the reading of it and this: nothing is kept, and the call is made again."""
    with closing(open_inbox(store.server.address(store.name, "demo_admin"), tmp_path)) as inbox:
        proof.pin_store(inbox, tmp_path / "pins")
        kept = Upkeep(inbox=inbox, casebook=admin.casebook, pins=tmp_path / "pins", clock=SystemClock())
        with pytest.raises(WrongKey, match="team-key"):
            new_recovery_key(kept, admin, MasterSecret(bytes(range(1, 33))), tmp_path / "new.txt")
    with admin.casebook.reading() as connection:
        assert recoveries.living(connection) == ()
