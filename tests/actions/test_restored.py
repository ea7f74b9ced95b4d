"""What was purged and is looked at again is an incident, once; all else is as it was."""

from __future__ import annotations

from backoffice_gui.actions.arrivals import look
from backoffice_gui.actions.restored import telling
from backoffice_gui.storage.casebook import purges
from backoffice_gui.storage.casebook.marks import Mark
from backoffice_gui.storage.casebook.purges import Left
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.storage.inbox.unsealing import Unsealer
from tests.support.cases import arrive, certificate_form, form_of
from tests.support.clock import TurnedClock
from tests.support.desks import Store


def test_an_incident_is_opened_once_for_what_was_purged(store: Store) -> None:
    """By its keyed mark; the other submission is nothing to tell of."""
    at = TurnedClock().now()
    first, _second = arrive(store.world, [form_of(certificate_form())] * 2)
    looked = look(store.world.inbox, Unsealer(store.desk.privates), store.world.store_id, Mark(), set())
    assert telling(store.world.inbox, store.desk, looked, at) is looked
    with store.desk.casebook.transaction() as tx:
        key = purges.secret(tx, at, lambda: bytes(32))
        number = purges.request(tx, "agent-exemple", (), digest="0" * 64, rules="{}", at=at)
        purges.bury(tx, number, [Left("case", 1, purges.mark_of(key, first.key))], at)
    for _ in range(2):
        telling(store.world.inbox, store.desk, looked, at)
    with store.world.inbox.reading() as connection:
        (found,) = incidents.incidents(connection, open_only=True)
    assert (found.kind.value, found.detail, found.id) == ("offered_after_purge", "restored", first.key.id)
