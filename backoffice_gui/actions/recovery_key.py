"""Another recovery key: whoever has the old one opens nothing here any more, and the new one was tried before it went.

Order, each step durable before the next; cut anywhere, the same call with the same file goes on:

1. `written` · `proven`: the new key's file, read back; it opens a challenge and the sealed master secret;
2. `announced`: the pins may be met by it as well, from here on;
3. `casebook_committed` · `inbox_committed`: its public half and the master secret sealed to it, in the inbox
   with every run key sealed to it anew;
4. `tried`: read back over fresh connections, the new key opens the master secret and every run key;
5. `old_dropped`: what was sealed to the old one is overwritten, in both, and brought into the files;
6. `pinned`: it alone, under every name of the store.

Backups and second copies that were made before still open with the old key: they end with their own time.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from backoffice_gui.actions import proof, recovery
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.new_keys import Upkeep
from backoffice_gui.actions.recovery_vouching import vouch_recovery
from backoffice_gui.errors import StoreBusy, StoreError, UsageError, WrongKey
from backoffice_gui.sealing import PrivateKey, PublicKey, SealBroken
from backoffice_gui.sealing import generate as new_private_key
from backoffice_gui.sealing.keys import open_canary, open_with, run_key_info, seal_to
from backoffice_gui.sealing.vouching import vouch
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.inbox import keys
from backoffice_gui.storage.inbox.keys import RunKeyRow
from backoffice_gui.storage.inbox.unsealing import Unsealer
from backoffice_gui.storage.upkeep import upkeep

__all__ = ["STEPS", "new_recovery_key"]

STEPS = (
    "written",
    "proven",
    "announced",
    "casebook_committed",
    "inbox_committed",
    "tried",
    "old_dropped",
    "pinned",
)
"""What `Upkeep.step` is told, in this order."""
_SAME = b"ofpra same key 1"


def new_recovery_key(store: Upkeep, desk: Desk, master: MasterSecret, file: Path) -> int:
    """Make a recovery key in a new file, and let it take the old one's place; returns how many run keys it opens.

    `desk` is open on the same casebook, whose chain names its agent: who has this file opens all there is. A team's
    store may get its first one so. Raises `UsageError` (`recovery-none`: this store has none, a copy of the key file is
    its recovery; `recovery-key-exists`, `recovery-key-unwritable`), `StoreError("recovery-not-proven")`,
    `WrongKey("team-key")` where a team's key was made anew meanwhile, `KeyNotProven`, `StoreBusy` (`upkeep`),
    `DiskFull`.
    """
    with upkeep(store.inbox.folder):
        proof.pinned(store.inbox, store.pins)
        private = _key(store, file)
        _prove(private, master)
        store.step("proven")
        proof.announce(store.inbox, store.pins, recovery=private.public().fingerprint)
        store.step("announced")
        try:
            _commit(store, desk, private, master)
            tried = _try(store, private, master)
        except SealBroken as error:
            raise StoreError("recovery-not-proven") from error
        store.step("tried")
        _drop(store, desk.agent)
        store.step("old_dropped")
        proof.pin_anew(store.inbox, store.pins)
        store.step("pinned")
        return tried


def _key(store: Upkeep, file: Path) -> PrivateKey:
    """The new key, read back from its file; that of a change that was cut is taken up where the casebook knows it."""
    with store.inbox.reading() as connection:
        ours = keys.recovery(connection)
    with store.casebook.reading() as connection:
        theirs = casebook_keys.recovery(connection)
    if store.casebook.local and (ours is None or theirs is None):
        raise UsageError("recovery-none")
    known = None if theirs is None else theirs[0]
    cut = (None if ours is None else ours[0]) != known or proof.changing(store.inbox, store.pins)
    if cut and file.is_file():
        private = recovery.read_file(file)
        if private.public() != known:
            raise UsageError("recovery-key-exists", file=str(file))
        return private
    recovery.write_file(file, new_private_key(), store.clock.now())
    store.step("written")
    return recovery.read_file(file)


def _prove(private: PrivateKey, master: MasterSecret) -> None:
    public = private.public()
    try:
        recovery.prove(private, public)
        opened = recovery.opens(private, recovery.seal_master(public, master))
    except SealBroken as error:
        raise StoreError("recovery-not-proven") from error
    if opened != master:
        raise StoreError("recovery-not-proven")


def _commit(store: Upkeep, desk: Desk, private: PrivateKey, master: MasterSecret) -> None:
    public = private.public()
    with store.casebook.transaction() as tx:
        casebook_keys.prove(tx)
        if not store.casebook.local and store.casebook.vouch(_SAME) != vouch(master.octets, _SAME):
            raise WrongKey("team-key")  # it was made anew since it was read: what would be sealed opens nothing
        known = casebook_keys.recovery(tx)
        if known is None or known[0] != public:
            sealed_master = recovery.seal_master(public, master)
            n = casebook_keys.put_recovery(tx, public, sealed_master, store.clock.now(), desk.agent)
            vouch_recovery(store.casebook, tx, n, public, private=private)
    store.step("casebook_committed")
    unsealer = Unsealer(desk.privates)
    with store.inbox.reading() as connection:  # most of them before the write lock is taken
        rows = keys.run_keys(connection)
        sealed = {row.id: _sealed(unsealer.run_key(connection, row.id), row, public) for row in rows.values()}
    with store.inbox.transaction() as tx:
        since = [row for row in keys.run_keys(tx).values() if row.id not in sealed]
        sealed |= {row.id: _sealed(unsealer.run_key(tx, row.id), row, public) for row in since}
        kept = keys.recovery(tx)
        if kept is None or kept[0] != public:
            keys.put_recovery(tx, public, recovery.seal_master(public, master), store.clock.now())
        keys.seal_to_recovery(tx, sealed)
    store.step("inbox_committed")


def _sealed(octets: bytes, row: RunKeyRow, public: PublicKey) -> bytes:
    return seal_to(public, octets, run_key_info(row.store_id, public))


def _try(store: Upkeep, private: PrivateKey, master: MasterSecret) -> int:
    """By what lies on the disk, and with the new key alone."""
    public = private.public()
    with store.inbox.fresh() as connection, store.casebook.fresh() as casebook:
        kept = [keys.recovery(connection), casebook_keys.recovery(casebook)]
        rows = list(keys.run_keys(connection).values())
    found = [None if one is None or one[0] != public else recovery.opens(private, one[1]) for one in kept]
    for row in rows:
        octets = open_with(private, row.sealed_recovery or b"", run_key_info(row.store_id, public))
        open_canary(octets, row.canary)
    if found != [master, master]:
        raise StoreError("recovery-not-proven")
    return len(rows)


def _drop(store: Upkeep, agent: str) -> None:
    at = store.clock.now()
    with store.casebook.transaction() as tx:
        casebook_keys.drop_recoveries(tx, at, agent)
    with store.inbox.transaction() as tx:
        keys.drop_recoveries(tx, at)
    for database in (store.casebook, store.inbox):
        with contextlib.suppress(
            StoreBusy
        ):  # whoever reads holds the log's pages for a moment; the next one brings them in
            database.checkpoint()
