"""Setting, changing and removing the passphrase, and the way back in by the recovery key.

Order of a new wrap, each step durable before the next:

1. `half_kept`: a new random half in the keyring's free slot;
2. `wrap_proposed`: the new wrap beside the one that holds;
3. `wrap_proven`: both read back, they open to the master secret;
4. `wrap_promoted`: the new wrap takes the old one's place;
5. `old_dropped`: the keyring forgets the old half, or the master secret itself.

Of a removal: `master_kept` (in the keyring, read back), `wrap_removed`, `halves_dropped`. Cut anywhere, what held
before still opens until what holds afterwards does. Never beside a backup or a change of keys (`storage.upkeep`): those
write and read the same wraps.
"""

from __future__ import annotations

from typing import Literal

from backoffice_gui.actions import recovery
from backoffice_gui.actions.desk import Desk, open_with_master
from backoffice_gui.actions.last_words import LastWords, take_in
from backoffice_gui.actions.unlock import Door, event_of, forget_others, log, master_of
from backoffice_gui.audit import Verb
from backoffice_gui.domain.passphrases import normalised, weakness
from backoffice_gui.errors import StoreError, UsageError, WrongKey
from backoffice_gui.sealing import PrivateKey, SealBroken
from backoffice_gui.security import tries as tries_file
from backoffice_gui.security import wrap_file
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.staging import staging_for
from backoffice_gui.security.system_keyring import KeyringSource
from backoffice_gui.security.wrap import Wrap, fits, new_half, open_wrap, wrap_master
from backoffice_gui.storage.inbox import keys
from backoffice_gui.storage.upkeep import upkeep

__all__ = ["REMOVAL_STEPS", "STEPS", "check_new", "keep_master", "recover", "set_passphrase"]

STEPS = ("half_kept", "wrap_proposed", "wrap_proven", "wrap_promoted", "old_dropped")
"""What `Door.step` is told while a passphrase is set or changed, in this order."""
REMOVAL_STEPS = ("master_kept", "wrap_removed", "halves_dropped")
"""The same while it is removed."""


def check_new(new: str, *, required: bool) -> None:
    """Whether a passphrase can be the new one (`""`: none).

    Raises `UsageError`: `passphrase-required`, `passphrase-short`, `passphrase-simple`, `passphrase-long`.
    """
    if not new:
        if required:
            raise UsageError("passphrase-required")
        return
    weak = weakness(normalised(new))
    if weak:
        raise UsageError(weak)


def set_passphrase(door: Door, old: str, new: str, *, required: bool) -> Desk:
    """Set, change or remove (`new` empty) the passphrase; audited. Returns the desk, opened; the caller closes it.

    Raises what `check_new` raises, `UsageError("passphrase-key-file")` where no keyring keeps the key,
    `StoreError("wrap-not-proven")`, `StoreBusy("upkeep")` beside a backup or a change of keys, and
    what `unlock` raises for a wrong `old`.
    """
    if door.source.keyring is None:
        raise UsageError("passphrase-key-file")
    check_new(new, required=required)
    found = master_of(door, old, joining=True)
    how = "removed" if not new else "set" if found.wrap is None else "changed"
    verb = Verb.PHRASE_SET if new else Verb.PHRASE_REMOVED
    return _changed(door, found.master, new, verb, how)


def recover(door: Door, private: PrivateKey, new: str, *, required: bool) -> Desk:
    """Open the desk with the recovery key, keep the master secret anew, with another passphrase (`""`: none); audited.

    Returns the desk, opened; the caller closes it. What the keyring kept of this store is replaced.
    Raises what `check_new` raises; `UsageError`: `team-no-recover`, `recovery-none` (this store has no recovery key),
    `code-differs` (it is another's), `passphrase-key-file`; `WrongKey("not-recovered")` where the casebook is damaged,
    or not this store's; and what the key's source raises.
    """
    if door.casebook.shared:  # what it opens is the team's key, which is no workstation's to keep
        raise UsageError("team-no-recover")
    if new and door.source.keyring is None:
        raise UsageError("passphrase-key-file")
    check_new(new, required=required and door.source.keyring is not None)
    with door.inbox.reading() as connection:
        kept = keys.recovery(connection)
    if kept is None:
        raise UsageError("recovery-none")
    try:
        master = recovery.opens(private, kept[1])
    except SealBroken as error:
        raise UsageError("code-differs") from error
    try:
        desk = _changed(door, master, new, Verb.RECOVERED, "passphrase" if new else door.source.name)
    except WrongKey as error:
        raise error if error.reason else WrongKey("not-recovered") from error
    tries_file.clear(door.folder)
    return desk


def _changed(door: Door, master: MasterSecret, new: str, verb: Verb, how: str) -> Desk:
    """The desk opened, which proves the secret, then the secret kept in another way; the secret is wiped."""
    try:
        with upkeep(door.folder):
            return _proven(door, master, new, verb, how)
    finally:
        master.wipe()


def _proven(door: Door, master: MasterSecret, new: str, verb: Verb, how: str) -> Desk:
    desk = open_with_master(door.folder, MasterSecret(master.octets), door.agent, door.clock, door.casebook)
    try:
        door.opened(desk)
        keep_master(door, master, new)
        _say(door, desk, verb, how)
    except BaseException:
        desk.close()
        raise
    return desk


def _say(door: Door, desk: Desk, verb: Verb, how: str) -> None:
    """In the casebook; where a lock has closed it meanwhile, what is done already is said by whoever opens it next."""
    try:
        take_in(door.inbox, desk)
        log(desk, door.clock, verb, how=how)
    except WrongKey as error:
        if error.reason != "locked" or door.unsaid is None:
            raise
        event = event_of(desk, door.clock, verb, how=how)
        door.unsaid(LastWords(desk.agent, event.at, (event,)))


def keep_master(door: Door, master: MasterSecret, new: str) -> None:
    """Keep a secret that was proven in place of what is kept: behind the passphrase `new`, or without one (`""`)."""
    keyring = door.source.keyring
    if keyring is None:
        _in_file(door, master)
        wrap_file.remove(door.folder)
    elif new:
        _wrap(door, keyring, master, new)
    else:
        _bare(door, keyring, master)


def _in_file(door: Door, master: MasterSecret) -> None:
    kept = door.source.load(door.names())
    if kept is None:
        door.source.save(door.names()[0], master)
    elif kept != master:
        staging = staging_for(door.source, door.folder, door.names(), "", door.cost)
        if staging.staged() != master:
            staging.stage(master)
        staging.promote()


def _wrap(door: Door, keyring: KeyringSource, master: MasterSecret, new: str) -> None:
    names = door.names()
    slot = _free_slot(door)
    keyring.put_half(names[0], slot, new_half())
    half = keyring.half(names[:1], slot) or b""
    door.step("half_kept")
    wrap_file.propose(door.folder, wrap_master(master, new, half, slot=slot, cost=door.cost))
    door.step("wrap_proposed")
    proposed = wrap_file.read(door.folder, wrap_file.NEXT)
    if proposed is None or not _opens(proposed, new, half, master):
        raise StoreError("wrap-not-proven")
    door.step("wrap_proven")
    wrap_file.promote(door.folder)
    door.step("wrap_promoted")
    forget_others(door, proposed)
    door.step("old_dropped")


def _free_slot(door: Door) -> Literal["a", "b"]:
    try:
        held = wrap_file.read(door.folder)
    except WrongKey:  # a damaged wrap opens nothing: the recovery key is what brought us here
        held = None
    return "b" if held is not None and held.slot == "a" else "a"


def _opens(wrap: Wrap, passphrase: str, half: bytes | bytearray, master: MasterSecret) -> bool:
    opened = open_wrap(wrap, passphrase, half) if fits(wrap, half) else None
    same = opened == master
    if opened is not None:
        opened.wipe()
    return same


def _bare(door: Door, keyring: KeyringSource, master: MasterSecret) -> None:
    names = door.names()
    keyring.put(names[0], master)
    door.step("master_kept")
    wrap_file.remove(door.folder)
    door.step("wrap_removed")
    for slot in ("a", "b"):
        keyring.drop_half(names, slot)
    door.step("halves_dropped")
