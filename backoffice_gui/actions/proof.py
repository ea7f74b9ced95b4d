"""Whether the inbox's public key is ours, and whether the store is still the one it was.

Outside of the store we keep, per `store_id`, its key's fingerprint and how far its audit chain
had come (`security.pins`). A key that differs is refused; a store that lies elsewhere, or is
older than it was, is a copy and gets a new name (protocol §4.7).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import Connection, select

from backoffice_gui.clock import Clock
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import KeyNotProven, StoreIncomplete
from backoffice_gui.sealing import PrivateKey, PublicKey
from backoffice_gui.security import pins
from backoffice_gui.security.pins import Pin
from backoffice_gui.storage.inbox import audit_log, identity, keys
from backoffice_gui.storage.inbox.identity import StoreIds
from backoffice_gui.storage.inbox.schema import audit
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.place import places_of

__all__ = ["announce", "changing", "note_mark", "pin_anew", "pin_store", "pin_unpinned", "pinned", "settle"]


def _fingerprint(connection: Connection) -> str:
    key = keys.public(connection)
    if key is None:
        raise StoreIncomplete("no-public-key")
    return key.public.fingerprint


def _recovery(connection: Connection) -> str:
    """The recovery key's fingerprint, empty where there is none."""
    found = keys.recovery(connection)
    return "" if found is None else found[0].fingerprint


def pinned(inbox: Inbox, folder: Path) -> Pin:
    """The pin of this store, under the name it has or one it had; its keys' fingerprints hold.

    Raises `KeyNotProven`: reason `unpinned` where none is noted, `differs` where another key is,
    `recovery` where another recovery key is: whoever holds that one would read all that comes in.
    """
    with inbox.reading() as connection:
        ids, fingerprint, recovery = identity.ids(connection), _fingerprint(connection), _recovery(connection)
    names: list[StoreId] = [ids.current, *sorted(ids.former)]
    found = [pin for name in names if (pin := pins.read(folder, name)) is not None]
    if not found:
        raise KeyNotProven("unpinned", folder=str(folder))
    if any(fingerprint not in {pin.fingerprint, pin.next} for pin in found):
        raise KeyNotProven("differs", folder=str(folder))
    if any(pin.recovery is not None and recovery not in {pin.recovery, pin.next_recovery} for pin in found):
        raise KeyNotProven("recovery", folder=str(folder))
    return replace(found[0], fingerprint=fingerprint, recovery=None if found[0].recovery is None else recovery)


def changing(inbox: Inbox, folder: Path) -> bool:
    """Whether the inbox has a key that was announced, and not pinned yet: a change of keys was cut before its end."""
    with inbox.reading() as connection:
        ids, fingerprint, recovery = identity.ids(connection), _fingerprint(connection), _recovery(connection)
    found = [pin for name in sorted(ids.all) if (pin := pins.read(folder, name)) is not None]
    return any(
        (pin.next == fingerprint != pin.fingerprint) or (pin.next_recovery == recovery != pin.recovery) for pin in found
    )


def announce(inbox: Inbox, folder: Path, *, fingerprint: str | None = None, recovery: str | None = None) -> None:
    """Let the pins be met by a key that was proven as well, before it goes into the inbox; for whoever changes keys."""
    with inbox.reading() as connection:
        ids = identity.ids(connection)
    for name in sorted(ids.all):
        pin = pins.read(folder, name)
        if pin is not None:
            pins.write(folder, replace(pin, next=fingerprint or pin.next, next_recovery=recovery or pin.next_recovery))


def pin_store(inbox: Inbox, folder: Path, *, anew: bool = False) -> Pin:
    """Note the store as it is now, under the name it has now; a key that is to come stays announced unless `anew`."""
    with inbox.reading() as connection:
        head = audit_log.head(connection)
        pin = Pin(
            store_id=identity.ids(connection).current,
            fingerprint=_fingerprint(connection),
            recovery=_recovery(connection),
            events=head.n,
            head=head.hash.hex(),
        )
    before = None if anew else pins.read(folder, pin.store_id)
    if before is not None:
        pin = replace(pin, next=before.next, next_recovery=before.next_recovery)
    pins.write(folder, pin)
    return pin


def pin_unpinned(inbox: Inbox, folder: Path, privates: Mapping[str, PrivateKey], recovery: PublicKey) -> bool:
    """Pin a store on a machine that has never seen it, where both its keys are proven; whether that was so.

    `privates` of its casebook, by fingerprint: one opens what the inbox seals; `recovery`: of the key in somebody's
    hand, which the inbox has.
    """
    with inbox.reading() as connection:
        ids, public, kept = identity.ids(connection), keys.public(connection), keys.recovery(connection)
    private = None if public is None else privates.get(public.public.fingerprint)
    known = any(pins.read(folder, name) is not None for name in ids.all)
    if known or public is None or private is None or kept is None or kept[0] != recovery:
        return False
    if private.public() != public.public:
        return False
    pin_store(inbox, folder)
    return True


def pin_anew(inbox: Inbox, folder: Path) -> None:
    """Note the keys of now under every name the store has a note by; for whoever has proven them by the casebook.

    How far it had come under a former name says nothing of it any more.
    """
    with inbox.reading() as connection:
        ids, fingerprint, recovery = identity.ids(connection), _fingerprint(connection), _recovery(connection)
    for name in sorted(ids.former):
        if pins.read(folder, name) is not None:
            pins.write(folder, Pin(store_id=name, fingerprint=fingerprint, recovery=recovery))
    pin_store(inbox, folder, anew=True)


def note_mark(inbox: Inbox, folder: Path) -> None:
    """Note how far the audit chain has come, where this store's key is the pinned one; else nothing."""
    pinned(inbox, folder)
    pin_store(inbox, folder)


def _older_than(connection: Connection, pin: Pin) -> bool:
    """Whether the audit chain lacks what was noted of it: cut, or grown another way since."""
    if pin.events == 0:
        return False
    there = connection.execute(select(audit.c.hash).where(audit.c.n == pin.events)).scalar()
    return there is None or there.hex() != pin.head


def settle(inbox: Inbox, folder: Path, clock: Clock) -> StoreIds:
    """Prove the key by its pin, and give the store a new name where it is a copy; returns its names.

    For whoever holds the store's lock. Cut anywhere, the next start does the rest: the new name
    is committed first, then pinned; until then the pin of the former name proves the key.
    Raises `StoreMoved("away")`, `KeyNotProven`, `ConfigurationError` where a pin is unreadable, `DiskFull`.
    """
    pin = pinned(inbox, folder)
    pins.settle(folder, pin.store_id)
    here = inbox.place()
    same = places_of(inbox.path) if inbox.local else {here}
    with inbox.transaction() as tx:
        identity.refuse_moved(tx)
        ids = identity.ids(tx)
        moved = identity.place(tx) not in same
        if moved or (pin.store_id == ids.current and _older_than(tx, pin)):
            identity.renew(tx, clock.now(), "copied" if moved else "restored", here)
            ids = identity.ids(tx)
    if pin.store_id != ids.current:
        pin_store(inbox, folder)
    return ids
