"""What the recorded process does: each stage one life of it, ended cleanly, by a kill, or in the midst.

Notes in the record, each true of every moment after it: `made` (the store is whole, by its maker's word),
`ack ID DIGEST` (its acknowledgement was sent), `held ID DIGEST` (stored and verified by the stage itself),
`erasing ID`, `erased HEX` (a wrapped key that is gone), `copied NAME`, `migrated NAME VERSION`, `casebook N`
(events of its chain). `asked`, `answered` and `front` count what changes the front end.
"""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from backoffice_gui.actions.make_store import Making, make_store
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.sealing.keys import PrivateKey, new_run_key, run_key_info, seal_canary, seal_to
from backoffice_gui.security.sources import FileSource
from backoffice_gui.settings import Settings
from backoffice_gui.storage import copying, engine, reserve
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, INBOX_SHAPE
from backoffice_gui.storage.inbox import attempts, erasing, identity, keys
from backoffice_gui.storage.inbox import audit_log as inbox_log
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.opening import Site, bring_up
from backoffice_gui.storage.versions import CASEBOOK, INBOX, Version
from backoffice_gui.wiring import CollectorRun, parts
from tests.support.calls import Calls
from tests.support.front import ShiftedClock
from tests.support.stores import MOMENT, World, invented

__all__ = [
    "House",
    "LateSource",
    "collect",
    "collect_after_hours",
    "collect_with_checkpoints",
    "copy",
    "desk",
    "die_once_stored",
    "die_once_verified",
    "erase",
    "later",
    "make",
    "make_with_recovery",
    "migrate",
    "reserve_room",
]

CANARY = "CANARI-EXEMPLE-9f41c2"
"""Stands in what is sealed, and nowhere else."""


@dataclass(frozen=True, slots=True)
class House:
    """A configured store in the watched folder, not made yet."""

    folder: Path
    settings: Settings
    calls: Calls
    clock: ShiftedClock = field(default_factory=ShiftedClock)


def make(house: House) -> None:
    """`store init` with an administrator's key file."""
    parts.new_store(house.settings, house.clock)
    house.calls.note("made")


class LateSource(FileSource):
    """A place for the master secret of which nobody keeps a copy: as a keyring is, but on the watched disk."""

    name = "keyring"
    recoverable_by_copy = False


def make_with_recovery(house: House) -> None:
    """`store init` with a recovery key."""
    folder = house.settings.store_folder
    source = LateSource(house.folder / "store.key")
    recovery = house.folder / "recovery.txt"
    pins = house.settings.pins_folder
    program = "backoffice store init"
    make_store(
        Making(folder=folder, pins=pins, source=source, clock=house.clock, program=program, recovery_file=recovery)
    )
    house.calls.note("made")


def _nobody(_event: CollectorEvent) -> None:
    return


def _run(house: House, until: EventName | None = None) -> None:
    def heard(event: CollectorEvent) -> None:
        if event.name is until:
            os._exit(9)

    def prove() -> None:
        parts.open_waiting_canaries(house.settings, house.clock)

    listener = _nobody if until is None else heard
    CollectorRun(house.settings, house.clock, listener, program="backoffice collect", prove=prove).run(once=True)


def collect(house: House) -> None:
    """One run of the collector, to its end."""
    _run(house)


def die_once_stored(house: House) -> None:
    """A collector that dies when its first submission is stored, nothing closed."""
    _run(house, EventName.STORED)


def die_once_verified(house: House) -> None:
    """A collector that dies when its first submission is verified, nothing closed."""
    _run(house, EventName.VERIFIED)


def collect_after_hours(house: House) -> None:
    """Another run, long enough after the one before for everything that an hour brings."""
    house.clock.forward(seconds=20)
    _run(house)


def collect_with_checkpoints(house: House) -> None:
    """A run whose log is brought into the file every few pages, as it is every 64 MiB otherwise."""
    each = [
        (n, "40", 40) if n == "wal_autocheckpoint" else (n, said, answer) for n, said, answer in INBOX_SHAPE.on_every
    ]
    object.__setattr__(INBOX_SHAPE, "on_every", tuple(each))
    _run(house)


def desk(house: House) -> None:
    """A desk is unlocked, and what it does is written to the casebook's chain."""
    with parts.inbox(house.settings, house.clock) as inbox, parts.desk(house.settings, inbox, house.clock) as unlocked:
        for row in range(1, 4):
            event = AuditEvent(house.clock.now(), Verb.DETAIL_OPENED, Role.DESK, f"submission:{row}")
            with unlocked.casebook.transaction() as tx:
                casebook_log.append(tx, [event])
                events = casebook_log.head(tx).n
            house.calls.note(f"casebook {events}")
        unlocked.casebook.checkpoint()


def _world(house: House, inbox: Inbox) -> World:
    """What a collector has in its memory, for stages that do one step of its work by themselves."""
    with parts.desk(house.settings, inbox, house.clock) as unlocked:
        (held,) = unlocked.privates.values()
        private = PrivateKey(held.suite, bytes(held.seed))  # the desk wipes its own when it is closed
    run_key, public = new_run_key(), private.public()
    with inbox.transaction() as tx:
        store_id = identity.ids(tx).current
        new = keys.NewRunKey(
            store_id=store_id,
            generation=1,
            suite=public.suite,
            sealed=seal_to(public, run_key, run_key_info(store_id, public)),
            sealed_recovery=None,
            canary=seal_canary(run_key),
        )
        number = keys.add_run_key(tx, new, MOMENT)
    return World(inbox, store_id, private, run_key, number)


def erase(house: House) -> None:
    """Two submissions; a listed peer has taken one over, and a day later our copy of it is erased."""
    with parts.inbox(house.settings, house.clock) as inbox:
        world = _world(house, inbox)
        several = [invented(seq, [CANARY.encode() * 3_000, b"EXEMPLE" * seq]) for seq in (1, 2)]
        candidates = [world.verify(one) for one in several]
        for one in several:
            house.calls.note(f"held {one.manifest.id} {one.manifest.digest}")
        gone = candidates[0]
        world.receipt(gone.row, ours=False, peer=True)
        with inbox.reading() as connection:
            (row,) = attempts.attempt_rows(connection, gone.row)
        house.calls.note(f"erasing {several[0].manifest.id}")
        erasing.erase(inbox, gone.row, MOMENT + timedelta(hours=25))
        house.calls.note(f"erased {row.wrapped_key.hex()}")


def _sites(house: House, key: bytes) -> tuple[Site, Site]:
    folder = house.settings.store_folder
    return Site(folder, INBOX_SHAPE, INBOX, inbox_log.LOG), Site(
        folder, CASEBOOK_SHAPE, CASEBOOK, casebook_log.LOG, key
    )


def _casebook_key(house: House) -> bytes:
    master = FileSource(house.folder / "store.key").load(())
    assert master is not None
    return master.casebook_key()


def later(known: Version) -> Version:
    """The version that the next additive migration would bring."""
    return Version(known.major, known.minor + 1)


def migrate(house: House) -> None:
    """A later version of the program opens both databases: each is copied, then migrated.

    The later schemas' scripts lie beside the watched folder (`NAME-versions`).
    """
    for site in _sites(house, _casebook_key(house)):
        scripts = house.folder.with_name(f"{site.schema.name}-versions")
        schema = dataclasses.replace(site.schema, known=later(site.schema.known), scripts=scripts)
        bring_up(dataclasses.replace(site, schema=schema), house.clock)
        house.calls.note(f"migrated {site.shape.file} {schema.known}")


def copy(house: House) -> None:
    """A copy of each database, by the way every backup is made."""
    for site in _sites(house, _casebook_key(house)):
        maker = engine.maker_engine(site.path, site.shape, site.key)
        made = copying.copy(maker, site.path, house.folder / "copies" / site.shape.file, site.shape, site.key)
        maker.dispose()
        house.calls.note(f"copied {made.relative_to(house.folder)}")


def reserve_room(house: House) -> None:
    """The reserve is made, let go, and made again, while something is stored."""
    folder = house.settings.store_folder
    for _ in range(2):
        reserve.make(folder, 256 * 1024)
        _run(house)
        reserve.release(folder)
