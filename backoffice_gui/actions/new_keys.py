"""Another key pair for the inbox: what comes in from now on is sealed to it, what came before opens as it did.

Order, each step durable before the next, as in the making of a store; cut anywhere, the next call goes on:

1. `private_committed`: the private key into the casebook (one that a cut change left there is taken up);
2. `private_proven`: read back from disk, it opens a challenge sealed to its public half;
3. `announced`: the pins may be met by this public key as well, from here on;
4. `public_committed`: only now the inbox gets it, as its next generation;
5. `pinned`: it alone, under every name of the store.

A collector that runs seals to it at its next run key, within the hour or when it reads its files again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.actions import proof, recovery
from backoffice_gui.clock import Clock
from backoffice_gui.errors import StoreIncomplete, WrongKey
from backoffice_gui.sealing import PrivateKey, SealBroken
from backoffice_gui.sealing import generate as new_private_key
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox import keys
from backoffice_gui.storage.inbox.keys import InboxKey
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.upkeep import upkeep

__all__ = ["STEPS", "Upkeep", "new_keys", "pin_newest", "renewed"]

STEPS = ("private_committed", "private_proven", "announced", "public_committed", "pinned")
"""What `Upkeep.step` is told, in this order."""


def _silent(_step: str) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """An open store whose keys change, and where they are pinned; `step` is told each step once it is durable."""

    inbox: Inbox
    casebook: Casebook
    pins: Path
    clock: Clock
    step: Callable[[str], None] = _silent


def new_keys(store: Upkeep) -> InboxKey:
    """Give the inbox another key pair; returns the generation that seals from now on.

    Raises `KeyNotProven` where the key of now is not the pinned one, `StoreBusy` (`upkeep`), `WrongKey`, `DiskFull`.
    """
    with upkeep(store.inbox.folder):
        proof.pinned(store.inbox, store.pins)
        if proof.changing(store.inbox, store.pins):  # cut after the inbox had its key
            return pin_newest(store)
        return renewed(store)


def renewed(store: Upkeep) -> InboxKey:
    """The same for who holds the store's upkeep, and knows the store otherwise than by its pin."""
    private = _committed(store)
    _prove(store, private)
    proof.announce(store.inbox, store.pins, fingerprint=private.public().fingerprint)
    store.step("announced")
    with store.inbox.transaction() as tx:
        keys.put_public(tx, private.public(), store.clock.now())
    store.step("public_committed")
    return pin_newest(store)


def pin_newest(store: Upkeep) -> InboxKey:
    """Pin the generation that seals now, which was proven by the casebook; returns it."""
    proof.pin_anew(store.inbox, store.pins)
    store.step("pinned")
    with store.inbox.reading() as connection:
        made = keys.public(connection)
    if made is None:
        raise StoreIncomplete("no-public-key")
    return made


def _committed(store: Upkeep) -> PrivateKey:
    """The private key to be: the newest in the casebook where the inbox has nothing of it yet, else a new one."""
    with store.inbox.reading() as connection:
        known = {public.fingerprint for public in keys.publics(connection).values()}
    with store.casebook.transaction() as tx:
        fingerprint, private = list(casebook_keys.privates(tx).items())[-1]
        if fingerprint in known:
            private = new_private_key()
            casebook_keys.put_private(tx, private, store.clock.now())
    store.step("private_committed")
    return private


def _prove(store: Upkeep, private: PrivateKey) -> None:
    with store.casebook.fresh() as connection:
        found = casebook_keys.privates(connection).get(private.public().fingerprint)
    try:
        if found is None:
            raise WrongKey("not-proven")
        recovery.prove(found, private.public())
    except SealBroken as error:
        raise WrongKey("not-proven") from error
    store.step("private_proven")
