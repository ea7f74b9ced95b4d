"""A new casebook in the place of one that is lost, by the recovery key: what came in is read again, the rest is gone.

Order, each step durable before the next; cut anywhere, the same call with the same recovery key goes on:

0. nothing is changed yet: the recovery key is this store's and opens its run keys, no casebook opens here;
1. `marked`: `recover.begun`, while which no desk opens;
2. `set_aside`: what there is of the old casebook, into a folder beside; it is never deleted;
3. `named`: a new master secret, sealed to the recovery key in the inbox, and with it a new name of the store, an
   incident, an event: from here on the recovery key opens what is to come;
4. `casebook_made`: the new casebook, with a new private key;
5. `key_kept`: its secret where it is looked for, with a passphrase or none;
6. `purges_ended`: what a purge had begun to erase is erased;
7. another key pair for the inbox (`new_keys`), and `begun` with a run key of it, as in a purge epoch;
8. `rewrapped`, `proven`, `mirrored`, `destroyed`: every attempt's key is opened by the recovery key, wrapped anew,
   opened by the new casebook alone, brought into the second copy; then the run keys of before end;
9. `ended`; 10. `noted`, in the new casebook; 11. `cleared`.

What was erased stays so: its wrapped keys are zeros, and none is made anew. An older copy of the inbox that somebody
brings back opens with nothing here, so that the tombstones that went with the old casebook are not missed. The old
master secret stays sealed to the recovery key, for whoever can save pages of the old casebook, until the next change
of the casebook's key. Nobody may collect meanwhile.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.actions import epoch, proof, recovery
from backoffice_gui.actions.new_keys import Upkeep, pin_newest, renewed
from backoffice_gui.actions.passphrase import check_new, keep_master
from backoffice_gui.actions.unlock import DESK, Door
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.errors import (
    ConfigurationError,
    KeyNotProven,
    StoreDamaged,
    StoreError,
    StoreIncomplete,
    StoreMissing,
    UsageError,
    WrongKey,
)
from backoffice_gui.sealing import PrivateKey, SealBroken
from backoffice_gui.sealing import generate as new_private_key
from backoffice_gui.sealing.keys import open_canary
from backoffice_gui.security import tries as tries_file
from backoffice_gui.security.durable import full_is_said, new_folder, replace, sync_folder
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import CredentialSource
from backoffice_gui.storage import rekeying
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.engine import CASEBOOK_SHAPE
from backoffice_gui.storage.inbox import audit_log, epochs, identity, incidents, keys
from backoffice_gui.storage.inbox.epochs import Epoch
from backoffice_gui.storage.inbox.purging import end_begun
from backoffice_gui.storage.inbox.unsealing import RecoveryUnsealer
from backoffice_gui.storage.mirror import renewing
from backoffice_gui.storage.place import place_of
from backoffice_gui.storage.upkeep import upkeep

__all__ = ["ASIDE", "STEPS", "NewCasebook", "Recovering", "new_casebook"]

ASIDE = "lost-casebook"
"""The folder, within the store's, where what there is of a lost casebook is put."""
STEPS = (
    *("marked", "set_aside", "named", "casebook_made", "key_kept", "purges_ended"),
    *("private_committed", "private_proven", "announced", "public_committed", "pinned"),
    *("begun", "rewrapped", "proven", "mirrored", "destroyed", "ended", "noted", "cleared"),
)
"""What `Door.step` is told, in this order."""
_OF_A_CASEBOOK = tuple(
    name + ending for name in (CASEBOOK_SHAPE.file, rekeying.BEFORE) for ending in ("", "-wal", "-shm", "-journal")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovering:
    """The store's door, where its keys are pinned, the recovery key; `passphrase` as of now, `""` for none.

    `mirror`: the folder of the second copies, where there are any.
    """

    door: Door
    pins: Path
    recovery: PrivateKey
    passphrase: str = ""
    required: bool = False
    mirror: Path | None = None

    @property
    def folder(self) -> Path:
        """Where the databases lie."""
        return self.door.folder

    @property
    def mark(self) -> Path:
        """What says that it is under way."""
        return self.folder / rekeying.RECOVERY_MARK


@dataclass(frozen=True, slots=True)
class NewCasebook:
    """What a recovery did: keys that open again, those that it had to leave; whether anything was set aside."""

    kept: int
    left: int
    aside: bool


def new_casebook(wishes: Recovering) -> NewCasebook:
    """Make a new casebook that reads what the inbox holds; for whoever holds the store's lock. Audited.

    Raises `UsageError` (`recovery-none`, `code-differs`; `casebook-opens`: there is one that opens, which stays as it
    is; `recovery-opens-nothing`: not one run key opens with it; what `check_new` raises), `WrongKey("rekey-cut")`,
    `KeyNotProven`, `StoreBusy`, `DiskFull`, `MirrorGone`, `UsageError` (`epoch-mirror`, `epoch-mirror-unnamed`), and
    what the key's source raises.
    """
    with upkeep(wishes.folder):
        sealed = _checked(wishes)
        renewing.refuse_unnamed(wishes.door.inbox, wishes.mirror)
        if not wishes.mark.exists():
            _refuse_open(wishes, sealed)
            if wishes.mirror is not None:
                renewing.check(wishes.door.inbox, wishes.mirror)
            _mark(wishes, sealed)
        _set_aside(wishes, sealed)
        master = _named(wishes, sealed)
        try:
            made = _opens_again(wishes, master)
        finally:
            master.wipe()
        return NewCasebook(made.kept, made.left, (wishes.folder / ASIDE).exists())


# Before anything is changed


def _checked(wishes: Recovering) -> bytes:
    """The master secret as it lies sealed to this very recovery key, which opens the store's run keys."""
    door = wishes.door
    if wishes.passphrase and door.source.keyring is None:
        raise UsageError("passphrase-key-file")
    check_new(wishes.passphrase, required=wishes.required and door.source.keyring is not None)
    if isinstance(door.source, CredentialSource):
        raise ConfigurationError("key-handed-over", name=door.source.name)
    door.source.check()
    with door.inbox.reading() as connection:
        kept = keys.recovery(connection)
        if kept is None:
            raise UsageError("recovery-none")
        try:
            recovery.opens(wishes.recovery, kept[1]).wipe()
        except SealBroken as error:
            raise UsageError("code-differs") from error
        opener, tried = RecoveryUnsealer(wishes.recovery), list(keys.run_keys(connection).values())
        opened = 0
        for row in tried:
            with contextlib.suppress(SealBroken):
                open_canary(opener.run_key(connection, row.id), row.canary)
                opened += 1
    if tried and not opened:
        raise UsageError("recovery-opens-nothing")
    _pinned(wishes)
    return kept[1]


def _pinned(wishes: Recovering) -> None:
    """On a machine that has never seen the store, the recovery key, which opens it, says more than a pin would."""
    try:
        proof.pinned(wishes.door.inbox, wishes.pins)
    except KeyNotProven as error:
        if error.reason != "unpinned":
            raise


def _refuse_open(wishes: Recovering, sealed: bytes) -> None:
    """That no secret that can be had here opens the casebook, if there is one, and finds it whole."""
    door = wishes.door
    if not Casebook.begun(wishes.folder):
        return
    if (wishes.folder / rekeying.MARK).exists():
        raise WrongKey("rekey-cut")
    secrets = [recovery.opens(wishes.recovery, sealed), None if door.wrapped else door.source.load(door.names())]
    for secret in (each for each in secrets if each is not None):
        try:
            _whole(wishes, secret)
        except (WrongKey, StoreDamaged, StoreIncomplete, StoreMissing):
            continue
        finally:
            secret.wipe()
        raise UsageError("casebook-opens")


def _whole(wishes: Recovering, secret: MasterSecret) -> None:
    casebook = Casebook.open(wishes.folder, secret.casebook_key(), wishes.door.clock)
    try:
        with casebook.fresh() as connection:
            for pragma, sound in (("cipher_integrity_check", []), ("quick_check", ["ok"])):
                if [row[0] for row in connection.exec_driver_sql(f"PRAGMA {pragma}")] != sound:
                    raise StoreDamaged(pragma.replace("_", "-"), file=CASEBOOK_SHAPE.file)
    finally:
        casebook.close()


# The old one, and what follows it


def _of(sealed: bytes) -> bytes:
    """What the mark holds: the sealed secret is another once the recovery has its own."""
    return hashlib.sha256(sealed).hexdigest().encode("ascii") + b"\n"


def _mark(wishes: Recovering, sealed: bytes) -> None:
    with full_is_said(wishes.folder):
        replace(wishes.mark, _of(sealed))
    wishes.door.step("marked")


def _begun(wishes: Recovering, sealed: bytes) -> bool:
    """Whether the new secret is there: then whatever casebook lies here is the new one."""
    return wishes.mark.read_bytes() != _of(sealed)


def _set_aside(wishes: Recovering, sealed: bytes) -> None:
    folder, aside = wishes.folder, wishes.folder / ASIDE
    if _begun(wishes, sealed):
        return
    with full_is_said(folder):
        for file in (folder / name for name in (*_OF_A_CASEBOOK, rekeying.MARK)):
            if file.exists():
                new_folder(aside)
                names = (aside / f"{file.name}{n or ''}" for n in itertools.count())
                file.rename(next(free for free in names if not free.exists()))
                sync_folder(aside)
        sync_folder(folder)
    wishes.door.step("set_aside")


def _named(wishes: Recovering, sealed: bytes) -> MasterSecret:
    """The new secret, once the recovery key opens it; with it the store has its new name."""
    if _begun(wishes, sealed):
        return recovery.opens(wishes.recovery, sealed)
    inbox, at, master = wishes.door.inbox, wishes.door.clock.now(), MasterSecret.generate()
    public = wishes.recovery.public()
    anew = recovery.seal_master(public, master)
    if recovery.opens(wishes.recovery, anew) != master:
        raise StoreError("recovery-not-proven")
    with inbox.transaction() as tx:
        keys.put_recovery(tx, public, anew, at)
        identity.renew(tx, at, "recovered", place_of(inbox.path))
        incidents.open_incident(tx, IncidentKind.CASEBOOK_LOST, at, id=at.isoformat(), detail="recovered")
        audit_log.append(tx, [AuditEvent(at, Verb.RECOVERED, Role.ADMINISTRATOR, "store", (("how", "new_casebook"),))])
    wishes.door.step("named")
    return master


def _opens_again(wishes: Recovering, master: MasterSecret) -> epoch.Anew:
    door = wishes.door
    casebook = _made(wishes, master)
    try:
        door.step("casebook_made")
        keep_master(door, master, wishes.passphrase)
        tries_file.clear(door.folder)
        door.step("key_kept")
        store = Upkeep(inbox=door.inbox, casebook=casebook, pins=wishes.pins, clock=door.clock, step=door.step)
        end_begun(door.inbox, door.clock.now())
        door.step("purges_ended")
        one = _epoch(store)
        made = epoch.wrap_anew(store, one, RecoveryUnsealer(wishes.recovery), wishes.mirror)
        if one.ended_at is None:
            with door.inbox.transaction() as tx:
                epochs.end(tx, one, door.clock.now(), kept=made.kept, ended=made.run_keys)
        door.step("ended")
        _note(wishes, casebook, made)
        door.step("noted")
    finally:
        casebook.close()
    with full_is_said(wishes.folder):
        wishes.mark.unlink()
        sync_folder(wishes.folder)
    door.step("cleared")
    return made


def _made(wishes: Recovering, master: MasterSecret) -> Casebook:
    """The new casebook, with a private key of its own; one that a cut call left is gone on with."""
    folder, clock, key = wishes.folder, wishes.door.clock, master.casebook_key()
    if not Casebook.begun(folder):
        made = Casebook.create(folder, key, clock)
    else:
        try:
            made = Casebook.open(folder, key, clock)
        except StoreIncomplete:
            made = Casebook.create(folder, key, clock)
    try:
        with made.transaction() as tx:
            if not casebook_keys.privates(tx):
                at, public = clock.now(), wishes.recovery.public()
                casebook_keys.put_private(tx, new_private_key(), at)
                casebook_keys.link(tx, wishes.door.names()[0], at)
                casebook_keys.put_recovery(tx, public, recovery.seal_master(public, master), at, wishes.door.agent)
    except BaseException:
        made.close()
        raise
    return made


# The keys


def _epoch(store: Upkeep) -> Epoch:
    """That of this recovery, begun where it is not yet; one that was cut when the casebook went ends here."""
    with store.inbox.reading() as connection, store.casebook.reading() as casebook:
        ours = set(casebook_keys.privates(casebook))
        publics, newest = keys.publics(connection), keys.public(connection)
        ended, cut = epochs.last_ended(connection), epochs.under_way(connection)
    if newest is None:
        raise StoreIncomplete("no-public-key")
    for one in (ended, cut):
        if one is not None and publics[one.generation].fingerprint in ours:
            pin_newest(store)
            return one
    if cut is not None:
        with store.inbox.transaction() as tx:
            epochs.end(tx, cut, store.clock.now(), kept=0, ended=0)
    made = pin_newest(store) if newest.public.fingerprint in ours else renewed(store)
    return epoch.begin(store, made)


def _note(wishes: Recovering, casebook: Casebook, made: epoch.Anew) -> None:
    door = wishes.door
    details = (("agent", door.agent), ("how", "new_casebook"), ("kept", made.kept), ("left", made.left))
    with casebook.transaction() as tx:
        casebook_log.append(tx, [AuditEvent(door.clock.now(), Verb.RECOVERED, Role.DESK, DESK, details)])
    casebook.checkpoint()
