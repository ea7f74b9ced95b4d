"""Making the store: inbox, casebook and keys, each proven before anything rests on it.

Order, each step durable before the next (architecture.md, *Sealing*):

1. `recovery_written` · `recovery_proven`: without an administrator's key file, the recovery key
   first: written (or shown and typed), read back, and it opens a challenge and the sealed master;
2. `inbox_made` · `inbox_named`: the inbox with its name, and the recovery key's public half;
3. `master_saved`: the master secret where it will be looked for, and read back from there;
4. `casebook_made` · `private_committed`: the casebook with the inbox's private key;
5. `private_proven`: reopened from disk, it opens a challenge sealed to the public key;
6. `public_committed`: only now the inbox gets its public key, and with it is complete;
7. `pinned`: its fingerprint, noted outside of the store.

Cut at any step, the next call completes it or refuses by name; a complete store is never touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.actions import proof, recovery
from backoffice_gui.actions.casebooks import CasebookHome, FolderCasebook
from backoffice_gui.actions.recovery_vouching import vouch_recovery
from backoffice_gui.clock import Clock
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import DiskFull, StoreError, StoreExists, StoreIncomplete, StoreMissing, UsageError, WrongKey
from backoffice_gui.sealing import PrivateKey, PublicKey, SealBroken
from backoffice_gui.sealing import generate as new_private_key
from backoffice_gui.security import pins
from backoffice_gui.security.durable import is_full, new_folder
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import MasterSource
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.inbox import identity, keys
from backoffice_gui.storage.inbox.home import FolderHome, InboxHome
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["STEPS", "MadeStore", "Making", "make_store", "prepare_code"]

STEPS = (
    "recovery_written",
    "recovery_proven",
    "inbox_made",
    "inbox_named",
    "master_saved",
    "casebook_made",
    "private_committed",
    "private_proven",
    "public_committed",
    "pinned",
)
"""What `Making.step` is told, in this order; the first two only where there is a recovery key."""


def _silent(_step: str) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Where and how a store is made.

    `recovery_file` for the console; `shown` and `typed` for the window: the key whose code was
    shown, and the code as a person typed it. `step` is told each step once it is durable.
    `home`, `casebook`: where the inbox and the casebook are made, where that is not the folder.
    """

    folder: Path
    pins: Path
    source: MasterSource
    clock: Clock
    program: str
    recovery_file: Path | None = None
    shown: PrivateKey | None = None
    typed: str | None = None
    home: InboxHome | None = None
    casebook: CasebookHome | None = None
    step: Callable[[str], None] = _silent

    @property
    def inboxes(self) -> InboxHome:
        """Where the inbox is made."""
        return self.home or FolderHome(self.folder)

    @property
    def casebooks(self) -> CasebookHome:
        """Where the casebook is made."""
        return self.casebook or FolderCasebook(self.folder)


@dataclass(frozen=True, slots=True)
class MadeStore:
    """The store that is complete now; `completed` where an earlier making had been cut."""

    store_id: StoreId
    folder: Path
    completed: bool


def prepare_code() -> PrivateKey:
    """A recovery key to be shown (`sealing.recovery.code_of`) and typed; nothing is committed."""
    return new_private_key()


def make_store(making: Making) -> MadeStore:
    """Make the store, or complete one whose making was cut.

    Raises `StoreExists` (complete, untouched), `UsageError` (the recovery key's file or code is
    missing, not needed, there already, or not the one), `StoreHeld`, `KeyringError`,
    `ConfigurationError`, `WrongKey`, `DiskFull`.
    """
    _refuse_stranger(making)
    begun = making.inboxes.begun()
    pending = begun and _complete_inbox(making)
    if not pending:
        _check_recovery(making)
        making.source.check()
    _prepare_folder(making.folder)
    lock = making.inboxes.lead(making.program, making.clock)
    try:
        store_id = _finish(making) if pending else _make(making)
    finally:
        lock.release()
    return MadeStore(store_id, making.folder, completed=begun)


def _prepare_folder(folder: Path) -> None:
    try:
        new_folder(folder)
    except OSError as error:
        if is_full(error):
            raise DiskFull("folder", folder=str(folder)) from error
        raise StoreError("folder", folder=str(folder)) from error


def _refuse_stranger(making: Making) -> None:
    """A casebook without an inbox is no making of ours that was cut: the inbox comes first."""
    if making.casebooks.begun() and not making.inboxes.begun():
        raise StoreExists("casebook-alone", folder=str(making.folder))


def _complete_inbox(making: Making) -> bool:
    """Whether the inbox is complete and only its pin is missing; raises `StoreExists` for a whole store."""
    try:
        inbox = making.inboxes.open(making.clock)
    except (StoreIncomplete, StoreMissing):
        return False
    try:
        with inbox.reading() as connection:
            ids = identity.ids(connection)
        if any(pins.read(making.pins, name) is not None for name in ids.all):
            raise StoreExists(folder=str(making.folder))
    finally:
        inbox.close()
    return True


def _check_recovery(making: Making) -> None:
    wanted = not making.source.recoverable_by_copy
    given = making.recovery_file is not None or making.typed is not None
    if given and not wanted and not making.casebooks.shared:  # a team's key is in no workstation's file
        raise UsageError("recovery-key-useless")
    if wanted and not given:
        raise UsageError("recovery-key-needed")


# Steps 1 and 2


def _recovery_key(making: Making, recorded: bytes | None) -> PrivateKey | None:
    """The recovery key as it was read back or typed; the file of a cut making is taken up where it is that one."""
    if making.typed is not None:
        if making.shown is None:
            raise UsageError("no-code")
        private = recovery.typed(making.typed)
        if private != making.shown:
            raise UsageError("code-differs")
        return private
    if making.recovery_file is None:
        return None
    if recorded is not None and making.recovery_file.is_file():
        private = recovery.read_file(making.recovery_file)
        if private.public().octets != recorded:
            raise UsageError("recovery-key-exists", file=str(making.recovery_file))
        return private
    recovery.write_file(making.recovery_file, new_private_key(), making.clock.now())
    making.step("recovery_written")
    return recovery.read_file(making.recovery_file)


def _prove_recovery(making: Making, private: PrivateKey | None, master: MasterSecret) -> bytes | None:
    """The master secret sealed to the recovery key, once it has opened a challenge and the secret itself."""
    if private is None:
        return None
    public = private.public()
    sealed = recovery.seal_master(public, master)
    try:
        recovery.prove(private, public)
        opened = recovery.opens(private, sealed)
    except SealBroken as error:
        raise StoreError("recovery-not-proven") from error
    if opened != master:
        raise StoreError("recovery-not-proven")
    making.step("recovery_proven")
    return sealed


def _name_inbox(making: Making, inbox: Inbox, private: PrivateKey | None, sealed: bytes | None) -> StoreId:
    now = making.clock.now()
    with inbox.transaction() as tx:
        there = identity.made(tx)
        store_id = identity.ids(tx).current if there else identity.make(tx, now, inbox.place())
        if private is not None and sealed is not None:
            keys.put_recovery(tx, private.public(), sealed, now)
    making.step("inbox_named")
    return store_id


def _begun(making: Making) -> tuple[frozenset[StoreId], bytes | None]:
    """The names and the recovery key's public half that a cut making left in the inbox."""
    if not making.inboxes.begun():
        return frozenset(), None
    inbox = making.inboxes.create(making.clock)
    try:
        with inbox.reading() as connection:
            named = identity.ids(connection).all if identity.made(connection) else frozenset()
            kept = keys.recovery(connection)
    finally:
        inbox.close()
    return named, None if kept is None else kept[0].octets


# Steps 3 to 7


def _make(making: Making) -> StoreId:
    named, recorded = _begun(making)
    kept = making.source.load(named)
    master = kept or MasterSecret.generate()
    try:
        private = _recovery_key(making, recorded)
        sealed = _prove_recovery(making, private, making.casebooks.recoverable(master, making.clock))
        inbox = making.inboxes.create(making.clock)
        try:
            making.step("inbox_made")
            store_id = _name_inbox(making, inbox, private, sealed)
            if kept is None:
                making.source.save(store_id, master)
            else:
                making.source.settle()
            making.step("master_saved")
            public_of = _casebook(making, master, store_id, private, sealed)
            with inbox.transaction() as tx:
                keys.put_public(tx, public_of.public(), making.clock.now())
            making.step("public_committed")
            proof.pin_store(inbox, making.pins)
            making.step("pinned")
        finally:
            inbox.close()
        return store_id
    finally:
        master.wipe()


def _casebook(
    making: Making, master: MasterSecret, store_id: StoreId, recovery_key: PrivateKey | None, sealed: bytes | None
) -> PrivateKey:
    """The casebook with the private key in it, committed; returns the key as it was read from disk and proven."""
    now = making.clock.now()
    casebook = making.casebooks.create(master, making.clock)
    try:
        making.step("casebook_made")
        with casebook.transaction() as tx:
            if not casebook_keys.privates(tx):
                casebook_keys.put_private(tx, new_private_key(), now)
                casebook_keys.link(tx, store_id, now)
            elif store_id not in casebook_keys.links(tx):
                raise StoreExists("casebook-of-another", folder=str(making.folder))
            if recovery_key is not None and sealed is not None:
                n = casebook_keys.put_recovery(tx, recovery_key.public(), sealed, now)
                vouch_recovery(casebook, tx, n, recovery_key.public(), private=recovery_key)
    finally:
        casebook.close()
    making.step("private_committed")
    private = next(reversed(_privates(making, master).values()))
    _prove(private, private.public())
    making.step("private_proven")
    return private


def _privates(making: Making, master: MasterSecret) -> dict[str, PrivateKey]:
    """The private keys as a newly opened casebook holds them."""
    casebook = making.casebooks.open(master, making.clock)
    try:
        with casebook.fresh() as connection:
            return casebook_keys.privates(connection)
    finally:
        casebook.close()


def _prove(private: PrivateKey, public: PublicKey) -> None:
    try:
        recovery.prove(private, public)
    except SealBroken as error:
        raise WrongKey("not-proven") from error


def _finish(making: Making) -> StoreId:
    """Everything is committed but the pin: the casebook's private key proves the inbox's public one once more."""
    inbox = making.inboxes.open(making.clock)
    try:
        with inbox.reading() as connection:
            ids, public = identity.ids(connection), keys.public(connection)
        master = making.source.load(ids.all)
        if master is None or public is None:
            raise StoreExists("no-key", folder=str(making.folder))
        private = _privates(making, master).get(public.public.fingerprint)
        if private is None:
            raise StoreExists("casebook-of-another", folder=str(making.folder))
        _prove(private, public.public)
        proof.pin_store(inbox, making.pins)
        making.step("pinned")
        return ids.current
    finally:
        inbox.close()
