"""The casebook under another key (reliability.md §5.3), with both secrets kept until the new one has been proven.

Order, each step durable before the next; cut anywhere, the next call goes on, and one of the two opens it:

1. `staged`: a second master secret beside the first (one that a cut change left there is taken up);
2. `marked`: `rekey.begun`, by which whoever can't open the casebook meanwhile knows why;
3. `copied`: a copy under the old key;
4. `rekeyed`: the log brought in, a rollback journal, `synchronous=EXTRA`, the key, in one transaction;
5. `proven`: opened with the new key from disk, every page checked, the chain walked; only now its log again;
6. `recovery_sealed`: the recovery key opens the new secret too, and what it had of the old is overwritten;
7. `noted`; 8. `promoted`: the new secret alone is kept; 9. `cleared`: copy and mark are gone.

Nobody else may have the casebook open: the window is locked or closed first. The inbox and its collector go on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.actions import recovery
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.errors import DiskFull, StoreBusy, StoreDamaged, StoreError, WrongKey
from backoffice_gui.security.durable import full_is_said, replace, sync_folder
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.staging import Staging
from backoffice_gui.storage import copying, rekeying
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.engine import CASEBOOK_SHAPE
from backoffice_gui.storage.inbox import keys
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.room import MARGIN, room_for
from backoffice_gui.storage.upkeep import upkeep

__all__ = ["STEPS", "Rekeying", "forget_change", "forget_copy", "rekey"]

STEPS = (
    "staged",
    "marked",
    "copied",
    "rekeyed",
    "proven",
    "recovery_sealed",
    "noted",
    "promoted",
    "cleared",
)
"""What `Rekeying.step` is told, in this order."""


def _silent(_step: str) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class Rekeying:
    """A store whose casebook nobody has open, and where its second secret can be kept; `step` is told each step."""

    inbox: Inbox
    staging: Staging
    agent: str
    clock: Clock
    step: Callable[[str], None] = _silent

    @property
    def folder(self) -> Path:
        """Where the databases lie."""
        return self.inbox.folder

    @property
    def casebook(self) -> Path:
        """The casebook's file."""
        return self.folder / CASEBOOK_SHAPE.file

    @property
    def mark(self) -> Path:
        """What says that a change is under way."""
        return self.folder / rekeying.MARK

    @property
    def copy(self) -> Path:
        """The copy under the old key."""
        return self.folder / rekeying.BEFORE


def rekey(store: Rekeying, current: MasterSecret) -> None:
    """Give the casebook another key; `current` is the secret that is kept now, for the caller to wipe.

    Raises `StoreBusy` (`upkeep`; `in-use`, `locked`: somebody has it open, nothing has changed), `WrongKey` where
    neither secret opens it, `DiskFull`, `StoreDamaged`, and what the secret's source raises.
    """
    with upkeep(store.folder):
        staged = store.staging.staged()
        if staged is None and store.mark.exists():
            if not rekeying.opens(store.casebook, current.casebook_key()):
                raise WrongKey("rekey-cut")
            # it was ended, or a change of passphrase took the second secret's place since: once more, to be sure
            _clear(store)
        second = staged or MasterSecret.generate()
        try:
            if staged is None:
                store.staging.stage(second)
            else:
                store.staging.settle()
            store.step("staged")
            _change(store, current, second)
        finally:
            second.wipe()


def forget_copy(folder: Path) -> int:
    """Remove the copy that a change left when it was cut; how many there were. For whoever has the casebook open.

    It is of no use any more then, and holds, under a key that lives, what a purge has ended since. Raises `StoreBusy`
    (`upkeep`: a change is under way), `StoreError("folder")`.
    """
    copy = folder / rekeying.BEFORE
    if not copy.exists():
        return 0
    with upkeep(folder), full_is_said(folder):
        copy.unlink(missing_ok=True)
        sync_folder(folder)
    return 1


def forget_change(folder: Path, casebook: Casebook) -> int:
    """Remove the mark of a change that came to nothing; how many: one or none. The copy stays (`forget_copy`).

    For whoever has the casebook open by the secret that is kept, which is looked at again: while the mark lies there, a
    key that opens nothing tells nothing. A casebook on a server is none whose key changes. Raises `StoreBusy`
    (`upkeep`), `WrongKey` where its key did change, `StoreError("folder")`.
    """
    mark = folder / rekeying.MARK
    if not casebook.local or not mark.exists():
        return 0
    with upkeep(folder), full_is_said(folder):
        with casebook.fresh():
            pass
        mark.unlink(missing_ok=True)
        sync_folder(folder)
    return 1


def _change(store: Rekeying, first: MasterSecret, second: MasterSecret) -> None:
    old, new = first.casebook_key(), second.casebook_key()
    with full_is_said(store.folder):
        replace(store.mark, b"backoffice store rekey\n")
    store.step("marked")
    if not rekeying.opens(store.casebook, new):
        if not rekeying.opens(store.casebook, old):
            raise WrongKey("rekey-cut")
        try:
            _copy(store, old)
            rekeying.change_key(store.casebook, old, new)
        except StoreError as error:
            if isinstance(error, StoreBusy | DiskFull) or error.reason == rekeying.REFUSED:
                _give_up(store, old)
            raise
    store.step("rekeyed")
    rekeying.into_log(store.casebook, new)
    casebook = Casebook.at(store.folder, new)
    try:
        _prove(casebook)
        store.step("proven")
        _seal_to_recovery(store, casebook, second)
        store.step("recovery_sealed")
        with casebook.transaction() as tx:
            event = AuditEvent(store.clock.now(), Verb.CASEBOOK_REKEYED, Role.DESK, "store", (("agent", store.agent),))
            audit_log.append(tx, [event])
        casebook.checkpoint()
    finally:
        casebook.close()
    store.step("noted")
    store.staging.promote()
    store.step("promoted")
    _clear(store)


def _copy(store: Rekeying, old: bytes) -> None:
    """Under the old key, of a casebook whose every page was checked: what is damaged is not changed any further."""
    rekeying.into_log(store.casebook, old)
    with full_is_said(store.folder):
        store.copy.unlink(missing_ok=True)
        if not room_for(store.folder, store.casebook.stat().st_size, times=2, margin=MARGIN // 4):
            raise DiskFull("copy", file=store.casebook.name)
        copying.copy_still(store.casebook, CASEBOOK_SHAPE, old, store.copy)
        sync_folder(store.folder)
    store.step("copied")


def _give_up(store: Rekeying, old: bytes) -> None:
    """Nothing was changed: it goes on under the old key; the second secret waits for the next call.

    Where that can't be seen now, mark and copy stay for whoever can see it (`rekey` again, `forget_change`).
    """
    try:
        rekeying.into_log(store.casebook, old)
    except StoreDamaged:
        raise
    except StoreError:
        return
    _clear(store)


def _prove(casebook: Casebook) -> None:
    with casebook.fresh() as connection:
        if not casebook_keys.privates(connection) or not audit_log.verify(connection).ok:
            raise StoreDamaged("rekey", file=CASEBOOK_SHAPE.file)


def _seal_to_recovery(store: Rekeying, casebook: Casebook, master: MasterSecret) -> None:
    """In both, where there is a recovery key; only then what was sealed to it of the old secret is overwritten."""
    at = store.clock.now()
    with casebook.reading() as connection:
        kept = casebook_keys.recovery(connection)
    if kept is None:
        return
    with casebook.transaction() as tx:
        casebook_keys.put_recovery(tx, kept[0], recovery.seal_master(kept[0], master), at, store.agent)
        casebook_keys.drop_recoveries(tx, at, store.agent)
    with store.inbox.transaction() as tx:
        keys.put_recovery(tx, kept[0], recovery.seal_master(kept[0], master), at)
        keys.drop_recoveries(tx, at)


def _clear(store: Rekeying) -> None:
    with full_is_said(store.folder):
        store.copy.unlink(missing_ok=True)
        store.mark.unlink(missing_ok=True)
        for left in store.folder.glob(f".{store.mark.name}.*"):  # of a marking that failed
            left.unlink()
        sync_folder(store.folder)
    store.step("cleared")
