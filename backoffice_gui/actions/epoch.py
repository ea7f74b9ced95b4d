"""A purge epoch: after it, nothing that lies anywhere opens what was purged before it.

Order, each step durable before the next; cut anywhere, the next call goes on:

0. what a lock laid by is taken in (and once more before `dropped`): it is sealed to a key that may go;
1. another key pair for the inbox (`new_keys`), and `begun` with a run key of it;
2. `rewrapped`: every key that lives is wrapped anew under it, some hundreds at a time, in place of the old;
3. `proven`: from disk, with the new private key alone, each of them opens;
4. `mirrored`: the second copy has them so, in place of the old, and the run key they are under;
5. `destroyed`: run keys that nothing is wrapped under any more are overwritten; the checkpoint cuts the log;
6. `dropped`: the casebook forgets the private keys that nothing is sealed to any more, and keeps the one value that
   follows from them and is used still: what searches are hashed under;
7. `ended`.

What does not open (another store's, a damaged key) stays as it lies, and its keys with it. The casebook's own key
changes after that (`rekey`), which ends the old private keys in its old pages. Nobody may collect meanwhile: a
collector holds a run key of before in memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.last_words import take_in
from backoffice_gui.actions.new_keys import Upkeep, new_keys
from backoffice_gui.actions.searching import search_key
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.errors import StoreDamaged, StoreIncomplete
from backoffice_gui.sealing import SealBroken
from backoffice_gui.sealing.keys import new_run_key, run_key_info, seal_canary, seal_to, unwrap, wrap
from backoffice_gui.storage.casebook import audit_log, purges
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.inbox import epochs, identity, keys, last_words
from backoffice_gui.storage.inbox.epochs import Epoch
from backoffice_gui.storage.inbox.keys import InboxKey
from backoffice_gui.storage.inbox.unsealing import Unsealer
from backoffice_gui.storage.journal import CASEBOOK
from backoffice_gui.storage.mirror import renewing

__all__ = ["STEPS", "Anew", "Renewed", "begin", "purge_epoch", "waits_for_rekey", "wrap_anew"]

STEPS = ("begun", "rewrapped", "proven", "mirrored", "destroyed", "dropped", "ended")
"""What `Upkeep.step` is told beside those of `new_keys`, in this order."""
_SLICE = 500


@dataclass(frozen=True, slots=True)
class Renewed:
    """What an epoch did: keys wrapped anew, those it had to leave, run keys and private keys that are no more.

    `left` counts as well what a lock laid by that could not be taken in, and keeps the key it is sealed to.
    """

    generation: int
    kept: int
    left: int
    run_keys: int
    private_keys: int


@dataclass(frozen=True, slots=True)
class Anew:
    """How many keys were wrapped anew, how many had to be left as they are, how many run keys of before are no more."""

    kept: int
    left: int
    run_keys: int


def purge_epoch(store: Upkeep, desk: Desk, mirror: Path | None = None) -> Renewed:
    """Go through an epoch, or end the one that was cut; `desk` is open on the same casebook, and nobody collects.

    `mirror`: the folder of the second copies, where there are any. Raises what `new_keys` raises, `MirrorGone`,
    `UsageError` (`epoch-mirror`: the mirror holds what only it has; `epoch-mirror-unnamed`), `StoreDamaged("epoch")`
    where what was wrapped anew does not open, `DiskFull`.
    """
    renewing.refuse_unnamed(store.inbox, mirror)
    take_in(store.inbox, desk)
    with store.inbox.reading() as connection:
        one = epochs.under_way(connection)
    if one is None:
        if mirror is not None:
            renewing.check(store.inbox, mirror)
        one = begin(store, _new_pair(store))
    anew = wrap_anew(store, one, _unsealer(store), mirror)
    dropped, words = _drop(store, desk)
    store.step("dropped")
    with store.inbox.transaction() as tx:
        epochs.end(tx, one, store.clock.now(), kept=anew.kept, ended=anew.run_keys)
    store.step("ended")
    return Renewed(one.generation, anew.kept, anew.left + words, anew.run_keys, dropped)


def wrap_anew(store: Upkeep, one: Epoch, opener: Unsealer, mirror: Path | None) -> Anew:
    """Wrap every key that lives and that `opener` opens under the epoch's run key, and end the run keys of before.

    Raises `StoreDamaged("epoch")` where what was wrapped anew does not open with the epoch's private key alone, which
    lies in the casebook; `MirrorGone`.
    """
    left = _rewrap(store, one, opener)
    store.step("rewrapped")
    kept = _prove(store, one)
    store.step("proven")
    if mirror is not None:
        renewing.renew(store.inbox, mirror, one)
    store.step("mirrored")
    with store.inbox.transaction() as tx:
        destroyed = len(epochs.destroy(tx, one))
    store.inbox.checkpoint()
    store.step("destroyed")
    return Anew(kept, left, destroyed)


def waits_for_rekey(store: Upkeep, *, rekeyed: bool = False) -> Renewed | None:
    """An epoch that has ended here, nothing having been purged since, after which the casebook's key never changed.

    The change of that key is all that is left to do then, and not even that where whoever asks has just ended one that
    was cut (`rekeyed`). `Renewed` says what is kept, and nothing as ended.
    """
    with store.casebook.reading() as connection:
        upto, _hash = audit_log.LOG.head(connection)
        ended, changed = (
            max((line.n for line in CASEBOOK.last_before(connection, verb.value, upto, 1)), default=0)
            for verb in (Verb.EPOCH_ENDED, Verb.CASEBOOK_REKEYED)
        )
    with store.inbox.reading() as connection:
        last = epochs.last_ended(connection)
        open_still = epochs.under_way(connection) is not None or epochs.purged_since(connection) is not None
        if last is None or open_still or (ended <= changed and not rekeyed):
            return None
        return Renewed(last.generation, len(epochs.under(connection, last)), 0, 0, 0)


def _new_pair(store: Upkeep) -> InboxKey:
    made = new_keys(store)
    with store.inbox.reading() as connection:
        used = any(row.generation == made.generation for row in keys.run_keys(connection).values())
    if used:  # a change of the recovery key that was cut was ended by that, and no pair was made
        made = new_keys(store)
    return made


def begin(store: Upkeep, made: InboxKey) -> Epoch:
    """Begin one with a key pair that was made for it, and a run key of it; audited."""
    octets = new_run_key()
    with store.inbox.transaction() as tx:
        current = identity.ids(tx).current
        recovery = keys.recovery(tx)
        new = keys.NewRunKey(
            store_id=current,
            generation=made.generation,
            suite=made.public.suite,
            sealed=seal_to(made.public, octets, run_key_info(current, made.public)),
            sealed_recovery=None
            if recovery is None
            else seal_to(recovery[0], octets, run_key_info(current, recovery[0])),
            canary=seal_canary(octets),
        )
        at = store.clock.now()
        one = epochs.begin(tx, made.generation, keys.add_run_key(tx, new, at), at)
    store.step("begun")
    return one


def _unsealer(store: Upkeep) -> Unsealer:
    """By what lies in the casebook, read anew: the newest private key was made a moment ago."""
    with store.casebook.fresh() as connection:
        return Unsealer(casebook_keys.privates(connection))


def _rewrap(store: Upkeep, one: Epoch, unsealer: Unsealer) -> int:
    """Wrap anew what is not yet; how many could not be opened, and stay as they are."""
    after, left = 0, 0
    with store.inbox.reading() as connection:
        anew = unsealer.run_key(connection, one.run_key)
    while True:
        with store.inbox.transaction() as tx:
            some = epochs.remaining(tx, one, after, _SLICE)
            wrapped = []
            for each in some:
                try:
                    key = unwrap(unsealer.run_key(tx, each.run_key), each.wrapped, each.context)
                except SealBroken:
                    left += 1
                else:
                    wrapped.append((each.attempt, wrap(anew, key)))
            epochs.rewrap(tx, one, wrapped)
        if not some:
            return left
        after = some[-1].attempt


def _prove(store: Upkeep, one: Epoch) -> int:
    """From disk, over a new connection, with the epoch's private key alone."""
    with store.inbox.fresh() as connection, store.casebook.fresh() as casebook:
        public = keys.publics(connection).get(one.generation)
        if public is None:
            raise StoreIncomplete("no-public-key")
        privates = casebook_keys.privates(casebook)
        unsealer = Unsealer({public.fingerprint: privates[public.fingerprint]})
        found = epochs.under(connection, one)
        try:
            octets = unsealer.run_key(connection, one.run_key)
            for each in found:
                unwrap(octets, each.wrapped, each.context)
        except SealBroken as error:
            raise StoreDamaged("epoch", file=store.inbox.name) from error
    return len(found)


def _drop(store: Upkeep, desk: Desk) -> tuple[int, int]:
    """How many private keys went, and how many last words hold one back."""
    take_in(store.inbox, desk)
    with store.inbox.reading() as connection:
        publics, laid = keys.publics(connection), last_words.laid(connection)
        used = {public.fingerprint for public in keys.in_use(connection).values()}
        used |= {publics[each.generation].fingerprint for each in laid if each.generation in publics}
    at = store.clock.now()
    with desk.casebook.transaction() as tx:
        purges.keep_search_key(tx, search_key(desk), at)
        dropped = casebook_keys.drop_privates(tx, used)
        details = (("agent", desk.agent), ("private_keys", dropped))
        audit_log.append(tx, [AuditEvent(at, Verb.EPOCH_ENDED, Role.DESK, "store", details)])
    desk.casebook.checkpoint()
    return dropped, len(laid)
