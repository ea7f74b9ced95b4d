"""Public keys, run keys and canaries in the inbox."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from backoffice_gui.sealing import generate, open_with, seal_to
from backoffice_gui.sealing.keys import new_run_key, open_canary, run_key_info, seal_canary
from backoffice_gui.storage.inbox import audit_log, keys
from backoffice_gui.storage.inbox.schema import recovery_key
from tests.support.stores import MOMENT, World

LATER = MOMENT + timedelta(hours=1)


def another(world: World) -> int:
    """A second run key, under the recovery key too."""
    recovery, run_key = generate().public(), new_run_key()
    with world.inbox.transaction() as tx:
        known = keys.public(tx)
        assert known is not None
        info = run_key_info(world.store_id, known.public)
        new = keys.NewRunKey(
            store_id=world.store_id,
            generation=known.generation,
            suite=known.public.suite,
            sealed=seal_to(known.public, run_key, info),
            sealed_recovery=seal_to(recovery, run_key, info),
            canary=seal_canary(run_key),
        )
        return keys.add_run_key(tx, new, LATER)


def test_a_run_key_opens_with_the_private_key_only(world: World) -> None:
    """What the inbox holds of it is sealed, and does not show itself."""
    with world.inbox.reading() as connection:
        row = keys.run_keys(connection)[world.run_key_number]
        public = keys.publics(connection)[row.generation]
    opened = open_with(world.private, row.sealed, run_key_info(row.store_id, public))
    assert opened == world.run_key
    assert (row.id, row.store_id, row.made_at) == (world.run_key_number, world.store_id, MOMENT)
    open_canary(opened, row.canary)
    assert "sealed" not in repr(row)
    assert "canary=" not in repr(row)


def test_run_keys_are_found_by_number(world: World) -> None:
    """All of them, or those asked for; each audited when it was made."""
    number = another(world)
    with world.inbox.reading() as connection:
        assert set(keys.run_keys(connection)) == {world.run_key_number, number}
        assert set(keys.run_keys(connection, [number, 99])) == {number}
        assert keys.run_keys(connection, [number])[number].sealed_recovery is not None
        verbs = [line.verb for line in audit_log.read(connection)]
        assert verbs.count("run_key_made") == 2


def test_the_newest_generation_seals(world: World) -> None:
    """Older ones stay, to open what they sealed."""
    public = generate().public()
    with world.inbox.transaction() as tx:
        made = keys.put_public(tx, public, LATER)
        assert made.generation == 2
        assert keys.public(tx) == made
        assert keys.publics(tx) == {1: world.private.public(), 2: public}


def test_a_key_is_in_use_while_something_is_sealed_to_it(world: World) -> None:
    """And the newest always is: it seals what comes next."""
    second, third = generate().public(), generate().public()
    with world.inbox.transaction() as tx:
        for each in (second, third):
            keys.put_public(tx, each, LATER)
        assert keys.in_use(tx) == {1: world.private.public(), 3: third}


def test_a_recovery_key_is_optional(world: World) -> None:
    """The newest counts."""
    with world.inbox.transaction() as tx:
        assert keys.recovery(tx) is None
        for master in (b"one", b"two"):
            public = generate().public()
            keys.put_recovery(tx, public, master, MOMENT)
        assert keys.recovery(tx) == (public, b"two")
        assert [line.object for line in audit_log.read(tx)][-2:] == ["recovery_key:1", "recovery_key:2"]


def test_secrets_sealed_to_recovery_keys_of_before_are_overwritten(world: World) -> None:
    """All but the newest's, each named once in the chain, by the program; there may be none."""
    with world.inbox.transaction() as tx:
        keys.drop_recoveries(tx, MOMENT)
        for master in (b"one", b"two", b"three"):
            keys.put_recovery(tx, generate().public(), master, MOMENT)
        for _ in range(2):
            keys.drop_recoveries(tx, LATER)
        left = select(recovery_key.c.sealed_master).order_by(recovery_key.c.generation)
        assert tx.scalars(left).all() == [b"", b"", b"three"]
        dropped = [line for line in audit_log.read(tx) if line.verb == "recovery_dropped"]
        assert [(line.object, line.role, line.at) for line in dropped] == [
            ("recovery_key:1", "program", LATER),
            ("recovery_key:2", "program", LATER),
        ]


def test_a_canary_waits_until_it_is_opened(world: World) -> None:
    """Then it waits no more; twice changes nothing."""
    with world.inbox.transaction() as tx:
        assert [row.id for row in keys.canaries_waiting(tx)] == [world.run_key_number]
        for _ in range(2):
            keys.canary_opened(tx, world.run_key_number, LATER)
        assert keys.canaries_waiting(tx) == []
        assert not keys.canary_ever_failed(tx)
        row = keys.run_keys(tx)[world.run_key_number]
        assert (row.canary_opened_at, row.canary_failed_at) == (LATER, None)
        assert [line.verb for line in audit_log.read(tx)].count("canary_opened") == 1


def test_a_failed_canary_stops_acknowledging_until_it_opens(world: World) -> None:
    """It goes on waiting: the right key ends the failure."""
    with world.inbox.transaction() as tx:
        for _ in range(2):
            keys.canary_failed(tx, world.run_key_number, MOMENT)
        assert keys.canary_ever_failed(tx)
        assert [row.id for row in keys.canaries_waiting(tx)] == [world.run_key_number]
        keys.canary_opened(tx, world.run_key_number, LATER)
        assert not keys.canary_ever_failed(tx)
        assert [line.verb for line in audit_log.read(tx)].count("canary_failed") == 1


def test_what_was_opened_is_proven_whatever_the_clock_says(world: World) -> None:
    """Failed at noon, clock put back, opened at eleven: opened is opened, or acknowledging would stop for ever."""
    with world.inbox.transaction() as tx:
        keys.canary_failed(tx, world.run_key_number, LATER)
        assert keys.canary_ever_failed(tx)
        keys.canary_opened(tx, world.run_key_number, MOMENT)
        assert not keys.canary_ever_failed(tx)


def test_since_when_nobody_has_tried_is_of_the_oldest(world: World) -> None:
    """One that was opened or that failed has been tried; none that waits is no time."""
    with world.inbox.transaction() as tx:
        assert keys.unopened_since(tx) == MOMENT
    number = another(world)
    with world.inbox.transaction() as tx:
        assert keys.unopened_since(tx) == MOMENT
        keys.canary_failed(tx, world.run_key_number, LATER)
        assert keys.unopened_since(tx) == LATER
        keys.canary_opened(tx, number, LATER)
        assert keys.unopened_since(tx) is None
