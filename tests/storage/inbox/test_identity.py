"""The store's name, now and formerly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.errors import Defect, StoreExists, StoreIncomplete, StoreMoved
from backoffice_gui.storage.inbox import audit_log, identity
from backoffice_gui.storage.inbox.store import Inbox
from tests.support.stores import MOMENT, World


@pytest.fixture
def unnamed(tmp_path: Path) -> Iterator[Inbox]:
    """An inbox without a name."""
    inbox = Inbox.create(tmp_path / "store")
    yield inbox
    inbox.close()


def test_a_store_is_named_once(unnamed: Inbox) -> None:
    """128 random bits; audited; a second naming is refused."""
    with unnamed.transaction() as tx:
        assert not identity.made(tx)
        name = identity.make(tx, MOMENT, "EXEMPLE-place")
        assert len(bytes.fromhex(name)) == 16
        assert identity.made(tx)
        with pytest.raises(StoreExists):
            identity.make(tx, MOMENT, "EXEMPLE-place")
        assert identity.ids(tx).all == {name}
        assert identity.place(tx) == "EXEMPLE-place"
        (line,) = audit_log.read(tx)
        assert (line.verb, line.object, line.details) == ("store_made", f"store:{name}", (("reason", "made"),))


def test_a_store_without_a_name_is_incomplete(unnamed: Inbox) -> None:
    """Whatever is asked of it."""
    with unnamed.transaction() as tx:
        for ask in (identity.ids, identity.place, identity.made_at):
            with pytest.raises(StoreIncomplete, match="unnamed"):
                ask(tx)
        with pytest.raises(StoreIncomplete, match="unnamed"):
            identity.renew(tx, MOMENT, "copied", "EXEMPLE")


def test_a_copy_gets_a_new_name_and_keeps_the_old_ones(world: World) -> None:
    """Receipts that bear a former name are still ours."""
    with world.inbox.transaction() as tx:
        second = identity.renew(tx, MOMENT.replace(hour=10), "copied", "EXEMPLE-2")
        third = identity.renew(tx, MOMENT, "restored", "EXEMPLE-3")
        assert identity.made_at(tx) == MOMENT
        ids = identity.ids(tx)
        assert ids.current == third
        assert ids.former == {world.store_id, second}
        assert ids.all == {world.store_id, second, third}
        assert identity.place(tx) == "EXEMPLE-3"
        renewed = [line for line in audit_log.read(tx) if line.verb == "store_renewed"]
        assert [line.details for line in renewed] == [(("reason", "copied"),), (("reason", "restored"),)]


def test_a_store_that_left_takes_nothing_in_and_says_where_it_went(world: World) -> None:
    """No row of it is made, changed or deleted any more; the chain goes on, and its own name stays its own."""
    to = identity.Moved("EXEMPLE-server", identity.new_name())
    inbox = world.inbox
    with inbox.transaction() as tx:
        assert identity.moved(tx) is None
        identity.refuse_moved(tx)
        identity.leave(tx, MOMENT, to, 7)
        assert identity.moved(tx) == to
        assert identity.ids(tx).all == {world.store_id}
        line = audit_log.read(tx)[-1]
        assert (line.verb, line.role, line.object) == ("store_moved_away", "administrator", f"store:{to.name}")
        assert line.details == (("rows", 7),)
        with pytest.raises(StoreMoved) as refused:
            identity.refuse_moved(tx)
        assert (refused.value.reason, refused.value.facts) == ("away", {"to": to.to})
    acts = "INSERT INTO store SELECT * FROM store", "UPDATE store SET place = ''", "DELETE FROM store"
    for act in acts:
        with pytest.raises((Defect, StoreMoved)), inbox.transaction() as tx:
            tx.exec_driver_sql(act)
    with inbox.transaction() as tx:
        audit_log.append(tx, [AuditEvent(MOMENT, Verb.STORE_MADE, Role.PROGRAM, "store:EXEMPLE")])


def test_a_store_that_came_goes_on_under_its_new_name(world: World) -> None:
    """The names it had stay known; how much came is in the chain."""
    name = identity.new_name()
    with world.inbox.transaction() as tx:
        identity.arrive(tx, MOMENT, name, "EXEMPLE-2", 7)
        assert identity.ids(tx) == identity.StoreIds(name, frozenset({world.store_id}))
        assert identity.place(tx) == "EXEMPLE-2"
        line = audit_log.read(tx)[-1]
        assert (line.verb, line.role, line.object) == ("store_moved", "administrator", f"store:{name}")
        assert line.details == (("rows", 7),)
