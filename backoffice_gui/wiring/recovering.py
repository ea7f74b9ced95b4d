"""A lost casebook made anew by the recovery key, from the settings, and filled again with what the inbox holds."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.actions import recovery
from backoffice_gui.actions.compare_persons import compare_persons
from backoffice_gui.actions.desk import open_with_master
from backoffice_gui.actions.intake import Taken, intake
from backoffice_gui.actions.new_casebook import ASIDE, NewCasebook, Recovering, new_casebook
from backoffice_gui.actions.open_canaries import open_canaries
from backoffice_gui.clock import Clock
from backoffice_gui.errors import UsageError
from backoffice_gui.sealing import PrivateKey
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.wrap import STRONG, Cost
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox import keys
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.lock import StoreLock
from backoffice_gui.storage.mirror import renewing
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.caseload import rules_of
from backoffice_gui.wiring.homes import refuse_team
from backoffice_gui.wiring.judging import judging_of
from backoffice_gui.wiring.parts import Ask

__all__ = ["RecoveredCasebook", "recover_casebook"]


@dataclass(frozen=True, slots=True)
class RecoveredCasebook:
    """What there is again: keys that open and those that do not, cases; `aside`: where the old casebook lies."""

    kept: int
    left: int
    cases: int
    unread: int
    aside: Path | None
    passphrase: bool


def recover_casebook(
    settings: Settings, clock: Clock, *, file: Path | None, code: Ask, new: Ask | None, cost: Cost = STRONG
) -> RecoveredCasebook:
    """Make a new casebook by the recovery key of a file, or its code; nobody collects, no window is open.

    `new` is asked for a passphrase once the key is known to be one, and demanded where the configuration does. Raises
    `StoreHeld`, and what `new_casebook` and `intake` raise: cut anywhere, the same call goes on, and what was not taken
    in is at the next opening.
    """
    refuse_team(settings, "team-no-casebook")
    required = parts.passphrase_required(settings)
    if required and new is None:
        raise UsageError("passphrase-required")
    with parts.inbox(settings, clock) as opened:
        lock = StoreLock.acquire(settings.store_folder, "backoffice store recover", clock)
        try:
            private = recovery.typed(code()) if file is None else recovery.read_file(file)
            passphrase = "" if new is None else new()
            if new is not None and not passphrase:
                raise UsageError("passphrase-short")
            wishes = Recovering(
                door=parts.door(settings, opened, clock, cost),
                pins=settings.pins_folder,
                recovery=private,
                passphrase=passphrase,
                required=required,
                mirror=settings.mirror_folder,
            )
            made = new_casebook(wishes)
            if wishes.mirror is not None:
                renewing.tell(opened, wishes.mirror)
            taken = _filled(settings, opened, _master(opened, private), clock)
        finally:
            lock.release()
    return _said(settings, made, taken, passphrase=bool(passphrase))


def _master(opened: Inbox, private: PrivateKey) -> MasterSecret:
    with opened.reading() as connection:
        kept = keys.recovery(connection)
    if kept is None:
        raise UsageError("recovery-none")
    return recovery.opens(private, kept[1])


def _filled(settings: Settings, opened: Inbox, master: MasterSecret, clock: Clock) -> Taken:
    desk = open_with_master(settings.store_folder, master, parts.agent(), clock)
    with contextlib.closing(parts.noted(settings, opened, desk, clock)):
        open_canaries(opened, desk.privates, clock.now())
        taken = intake(opened, desk, clock, rules=rules_of(settings.cases), judge=judging_of(settings)())
        compare_persons(desk, clock)
    return taken


def _said(settings: Settings, made: NewCasebook, taken: Taken, *, passphrase: bool) -> RecoveredCasebook:
    return RecoveredCasebook(
        kept=made.kept,
        left=made.left,
        cases=taken.cases,
        unread=taken.unread,
        aside=settings.store_folder / ASIDE if made.aside else None,
        passphrase=passphrase,
    )
