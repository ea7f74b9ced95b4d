"""Parts built from the settings: the store opened, the desk unlocked, the store made, who collects."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from backoffice_gui import logs
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.journal_heads import note_unlocking
from backoffice_gui.actions.make_store import MadeStore, Making, make_store
from backoffice_gui.actions.open_canaries import open_canaries
from backoffice_gui.actions.rebuild_store import RebuiltStore
from backoffice_gui.actions.rebuild_store import rebuild_store as rebuild
from backoffice_gui.actions.unlock import Door
from backoffice_gui.actions.unlock import unlock as unlock_desk
from backoffice_gui.clock import Clock
from backoffice_gui.domain.monitor import Holder
from backoffice_gui.errors import (
    Circumstance,
    ConfigurationError,
    DiskFull,
    StoreDamaged,
    StoreIncomplete,
    StoreMissing,
    UnlockRefused,
    UsageError,
    WrongKey,
)
from backoffice_gui.sealing import PrivateKey
from backoffice_gui.security.certificates import ClientCertificate, client_certificate
from backoffice_gui.security.pins import Pin
from backoffice_gui.security.pins import read as read_pin
from backoffice_gui.security.sources import source_for
from backoffice_gui.security.wrap import STRONG, Cost
from backoffice_gui.settings import CREDENTIAL, Settings, TransferSettings
from backoffice_gui.storage import reserve
from backoffice_gui.storage.engine import INBOX_SHAPE
from backoffice_gui.storage.inbox import identity, mirrored
from backoffice_gui.storage.inbox.identity import StoreIds
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.mirror.looking import MirrorState, begin_anew, look
from backoffice_gui.storage.team import granted
from backoffice_gui.system.files import own_number
from backoffice_gui.system.names import login
from backoffice_gui.wiring.homes import casebook_of, home_of, refuse_team
from backoffice_gui.wiring.noted_settings import noted_settings

if TYPE_CHECKING:
    from backoffice_gui.collector import MirrorTo

__all__ = [
    "Ask",
    "agent",
    "certificate",
    "certificate_end",
    "certificate_gone",
    "desk",
    "door",
    "holder",
    "inbox",
    "looked_twice",
    "mirror_state",
    "mirror_to",
    "moved_to",
    "names",
    "new_mirror",
    "new_store",
    "no_mirror",
    "no_passphrase",
    "noted",
    "open_waiting_canaries",
    "opens_nothing",
    "passphrase_required",
    "pin_of",
    "rebuild_store",
    "refuse_owner",
    "tried",
    "unlock",
    "workplace",
]


_LOG = logging.getLogger(__name__)
_TELL_NOTHING = frozenset(
    {"no-key", "no-half", "wrap-damaged", "locked", "rekey-cut", "recover-cut", "not-admitted", "key-elsewhere"}
)
"""Reasons why a casebook was not opened that say nothing of what our key would open."""
_Found = TypeVar("_Found")
Ask = Callable[[], str]
"""Asks whoever is there for the passphrase."""


def no_passphrase() -> str:
    """Nobody is there to be asked."""
    return ""


def agent() -> str:
    """The login of who works here, for the casebook's chain: the account's, whatever the environment says."""
    try:
        return login()
    except (OSError, KeyError):
        number = own_number()
        return "?" if number is None else f"uid-{number}"


@contextlib.contextmanager
def inbox(settings: Settings, clock: Clock, *, migrate: bool = True) -> Iterator[Inbox]:
    """The open inbox of the configured store, as it is for whoever only looks (not `migrate`); raises `StoreError`."""
    opened = home_of(settings).open(clock, migrate=migrate)
    try:
        yield opened
    finally:
        opened.close()


@contextlib.contextmanager
def workplace(settings: Settings, clock: Clock) -> Iterator[Inbox]:
    """The same for whoever works in it; raises what `refuse_owner` raises too."""
    with inbox(settings, clock) as opened:
        refuse_owner(settings, opened)
        yield opened


def refuse_owner(settings: Settings, opened: Inbox) -> None:
    """Let nobody work with the login that owns a team's tables, whom nothing binds; raises `StoreError("owner")`."""
    if not settings.store.server:
        return
    with opened.reading() as connection:
        granted.refuse_owner(connection)


def names(opened: Inbox) -> StoreIds:
    """Every name of an open inbox."""
    with opened.reading() as connection:
        return identity.ids(connection)


def moved_to(opened: Inbox) -> str | None:
    """Where the store went, where it did: here it is only read."""
    with opened.reading() as connection:
        gone = identity.moved(connection)
    return None if gone is None else gone.to


def door(settings: Settings, opened: Inbox, clock: Clock, cost: Cost = STRONG) -> Door:
    """The way to the desk beside an open inbox."""
    who = opened.login() or agent()
    home = casebook_of(settings)
    return Door(inbox=opened, source=source_for(settings), agent=who, clock=clock, home=home, cost=cost)


def passphrase_required(settings: Settings) -> bool:
    """Whether a passphrase is demanded here: by `[security] passphrase`, where a keyring keeps the key."""
    return settings.security.passphrase and source_for(settings).keyring is not None


def unlock(settings: Settings, opened: Inbox, clock: Clock, ask: Ask = no_passphrase, *, looking: bool = False) -> Desk:
    """The desk beside an open inbox, unlocked for one call and noted; `ask` is called where a passphrase is needed.

    On a full disk the reserve is let go for what is to be noted. `looking`: where even that does not do, it opens all
    the same, and only the log says so: a full disk keeps nobody from looking.

    Raises what `actions.unlock.unlock` raises, `UnlockRefused("passphrase-choose")` where one is demanded and none set,
    `StoreMoved("away")` where the store went elsewhere and somebody would work here.
    """
    if not looking:
        with opened.reading() as connection:
            identity.refuse_moved(connection)
    way = door(settings, opened, clock)
    if not way.wrapped and passphrase_required(settings):
        raise UnlockRefused("passphrase-choose", seconds=0, tries=0)
    answer = ask() if way.wrapped else ""
    for _ in range(2):
        try:
            return noted(settings, opened, unlock_desk(way, answer), clock)
        except DiskFull:
            if not reserve.release(opened.folder):
                break
    if not looking:
        raise DiskFull("audit", folder=str(opened.folder))
    logs.event(_LOG, logging.WARNING, "unlock_not_noted", code=DiskFull.code)
    return unlock_desk(way, answer, noted=False)


@contextlib.contextmanager
def tried(settings: Settings, opened: Inbox, clock: Clock) -> Iterator[Desk]:
    """The desk opened by the program alone, to see whether it opens and what its keys open: no event, nobody reads."""
    unlocked = unlock_desk(door(settings, opened, clock), "", noted=False)
    try:
        yield unlocked
    finally:
        unlocked.close()


def noted(settings: Settings, opened: Inbox, desk: Desk, clock: Clock, *, looking: bool = False) -> Desk:
    """The desk that was just opened, with what an unlocking notes in the journal; it is closed where that can't be.

    `looking`: on a full disk it stays open, the log says so, and the next unlocking notes what there is to note.
    """
    try:
        note_unlocking(opened, desk, noted_settings(settings), clock.now())
    except BaseException as error:
        if looking and isinstance(error, DiskFull):
            logs.event(_LOG, logging.WARNING, "unlock_not_noted", code=DiskFull.code)
            return desk
        desk.close()
        raise
    return desk


@contextlib.contextmanager
def desk(
    settings: Settings, opened: Inbox, clock: Clock, ask: Ask = no_passphrase, *, looking: bool = False
) -> Iterator[Desk]:
    """The same for the length of a `with`."""
    unlocked = unlock(settings, opened, clock, ask, looking=looking)
    try:
        yield unlocked
    finally:
        unlocked.close()


def open_waiting_canaries(settings: Settings, clock: Clock) -> bool:
    """Open the canaries that wait, with the key this machine holds in a file; whether it could.

    Where there is a key and it opens nothing (another's, a casebook that is gone), that is an
    answer too: they are noted as failed. Raises where nothing can be known (`WrongKey` `no-key`,
    a key file that is not to be trusted, a casebook of a newer version).

    For a process of its own: opening the casebook switches SQLCipher's memory security on for all
    of a process, which costs a collector half its speed [measured], and leaves the key in it.
    """
    if settings.store.key_file is None:
        return False
    with inbox(settings, clock) as opened, contextlib.ExitStack() as stack:
        open_canaries(opened, _privates(settings, opened, clock, stack), clock.now())
    return True


def _privates(settings: Settings, opened: Inbox, clock: Clock, stack: contextlib.ExitStack) -> Mapping[str, PrivateKey]:
    """What our key opens for as long as `stack` is; none where it opens nothing."""
    try:
        return looked_twice(lambda: stack.enter_context(tried(settings, opened, clock)).privates)
    except Circumstance as error:
        if not opens_nothing(error):
            raise
        return {}


def looked_twice(look: Callable[[], _Found]) -> _Found:
    """Look again where there is damage: one error of the disk says nothing of the key, and would stop acknowledging."""
    try:
        return look()
    except (StoreDamaged, WrongKey):  # wrong octets of the first page look like another's key
        return look()


def opens_nothing(error: Circumstance) -> bool:
    """Whether a desk that could not be unlocked tells that our key opens nothing that is sealed here.

    A key that is absent, or that a locked keyring keeps back, tells nothing: a collector needs none.
    """
    if isinstance(error, WrongKey):
        return error.reason not in _TELL_NOTHING
    gone = isinstance(error, StoreMissing | StoreIncomplete | StoreDamaged)
    if gone and error.facts.get("file") == INBOX_SHAPE.file:  # the casebook may open all the same
        return False
    return gone or (isinstance(error, ConfigurationError) and error.reason == "key-content")


def holder(settings: Settings) -> Holder | None:
    """Who collects for the configured store; nothing where nobody does."""
    return home_of(settings).holder()


def certificate(settings: Settings) -> ClientCertificate:
    """The client certificate's dates; raises `ConfigurationError`."""
    return client_certificate(settings.path(settings.transfer.client_cert))


def certificate_end(settings: Settings) -> datetime | None:
    """Until when the client certificate holds, where it can be read at all."""
    try:
        return certificate(settings).not_after
    except Circumstance:
        return None


def certificate_gone(settings: Settings) -> bool:
    """Whether the site asks for a client certificate that can't be read; a credential is its service's to read.

    A team's desk never collects: where its configuration names none, none is missed.
    """
    transfer = settings.transfer
    here = not settings.store.server or transfer.client_cert != TransferSettings().client_cert
    demanded = here and transfer.url.startswith("https:") and not transfer.client_cert.startswith(CREDENTIAL)
    return demanded and certificate_end(settings) is None


def pin_of(settings: Settings, opened: Inbox) -> Pin | None:
    """What is noted of this store outside of it, where it is."""
    return read_pin(settings.pins_folder, names(opened).current)


def new_store(
    settings: Settings,
    clock: Clock,
    *,
    recovery_file: Path | None = None,
    shown: PrivateKey | None = None,
    typed: str | None = None,
    program: str = "backoffice store init",
) -> MadeStore:
    """Make the configured store, or complete it; raises what `make_store` raises."""
    return make_store(
        Making(
            folder=settings.store_folder,
            pins=settings.pins_folder,
            source=source_for(settings),
            clock=clock,
            program=program,
            recovery_file=recovery_file,
            shown=shown,
            typed=typed,
            home=home_of(settings),
            casebook=casebook_of(settings),
        )
    )


def mirror_to(settings: Settings) -> MirrorTo | None:
    """Where the second copy goes, where there is to be one."""
    from backoffice_gui.collector import MirrorPolicy, MirrorTo

    root = settings.mirror_folder
    return None if root is None else MirrorTo(root, MirrorPolicy(settings.store.mirror_policy))


def mirror_state(settings: Settings, opened: Inbox) -> MirrorState | None:
    """What can be seen of the second copy now; nothing where there is to be none."""
    root = settings.mirror_folder
    return None if root is None else look(opened, root)


def new_mirror(settings: Settings, opened: Inbox, clock: Clock, *, program: str) -> str:
    """Begin a mirror anew in the configured folder, another disk's: everything is copied to it from now on.

    Raises `UsageError` where none is configured or the folder holds one of ours, `MirrorGone`, `StoreHeld`.
    """
    root = settings.mirror_folder
    if root is None:
        raise UsageError("no-mirror")
    lock = home_of(settings).lead(program, clock)
    try:
        return begin_anew(opened, root, clock.now())
    finally:
        lock.release()


def no_mirror(settings: Settings, opened: Inbox, clock: Clock, *, program: str) -> bool:
    """Note that there is no second copy any more, and say whether there was one; keys may change without it then.

    Raises `UsageError("mirror-named")` where one is configured, `StoreHeld`.
    """
    if settings.mirror_folder is not None:
        raise UsageError("mirror-named", folder=str(settings.mirror_folder))
    lock = home_of(settings).lead(program, clock)
    try:
        with opened.transaction() as tx:
            return mirrored.give_up(tx, clock.now())
    finally:
        lock.release()


def rebuild_store(settings: Settings, clock: Clock, mirror: Path) -> RebuiltStore:
    """Make the configured store's inbox anew from a mirror; raises what `actions.rebuild_store` raises."""
    refuse_team(settings)
    return rebuild(settings.store_folder, settings.pins_folder, mirror, clock, program="backoffice store rebuild")
