"""The passphrase and the recovery key for the console: what stands now, setting, removing, opening again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.actions import passphrase as passphrases
from backoffice_gui.actions import proof, recovery
from backoffice_gui.clock import Clock
from backoffice_gui.errors import UsageError
from backoffice_gui.security.wrap import STRONG, Cost
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.parts import Ask

__all__ = ["Standing", "change_passphrase", "recover_store", "remove_passphrase", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How the casebook is opened here: `by_file` (a service's key file), `wrapped` (by a passphrase as well).

    `required`: a passphrase is demanded; `tries` were wrong since the last right one, `seconds` are to be waited for.
    """

    by_file: bool
    wrapped: bool
    required: bool
    tries: int = 0
    seconds: int = 0

    @property
    def missing(self) -> bool:
        """Whether a passphrase is demanded, and none is set."""
        return self.required and not self.wrapped


def standing(settings: Settings, opened: Inbox, clock: Clock) -> Standing:
    """How the casebook beside an open inbox is opened; nothing is opened by that."""
    door = parts.door(settings, opened, clock)
    tries = door.tries()
    return Standing(
        by_file=door.source.keyring is None,
        wrapped=door.wrapped,
        required=parts.passphrase_required(settings),
        tries=tries.wrong,
        seconds=tries.wait(clock.elapsed()),
    )


def change_passphrase(settings: Settings, clock: Clock, *, old: Ask, new: Ask, cost: Cost = STRONG) -> None:
    """Set or change the passphrase; `old` is asked where there is one. Raises what the action raises."""
    with parts.inbox(settings, clock) as opened:
        door = parts.door(settings, opened, clock, cost)
        if door.source.keyring is None:
            raise UsageError("passphrase-key-file")
        before = old() if door.wrapped else ""
        passphrases.set_passphrase(door, before, _some(new()), required=True).close()


def remove_passphrase(settings: Settings, clock: Clock, *, old: Ask) -> None:
    """Remove the passphrase, where there is one and none is demanded. Raises what the action raises."""
    with parts.inbox(settings, clock) as opened:
        passphrases.check_new("", required=parts.passphrase_required(settings))
        door = parts.door(settings, opened, clock)
        before = old() if door.wrapped else ""
        passphrases.set_passphrase(door, before, "", required=False).close()


def recover_store(
    settings: Settings, clock: Clock, *, file: Path | None, code: Ask, new: Ask | None, cost: Cost = STRONG
) -> bool:
    """Open the store with the recovery key of a file, or its code; whether a passphrase is set.

    `new` is asked once the key is known to be one, and demanded where the configuration does. Raises what the action
    raises, and `UsageError("recovery-key-content")` for a file that holds no key.
    """
    with parts.inbox(settings, clock) as opened:
        required = parts.passphrase_required(settings)
        if required and new is None:
            raise UsageError("passphrase-required")
        private = recovery.typed(code()) if file is None else recovery.read_file(file)
        passphrase = "" if new is None else _some(new())
        door = parts.door(settings, opened, clock, cost)
        desk = passphrases.recover(door, private, passphrase, required=required)
        try:
            proof.pin_unpinned(opened, settings.pins_folder, desk.privates, private.public())
        finally:
            desk.close()
    return bool(passphrase)


def _some(typed: str) -> str:
    """What was typed, where it is something: nothing is none, and was not asked for."""
    if not typed:
        raise UsageError("passphrase-short")
    return typed
