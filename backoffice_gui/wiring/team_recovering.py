"""A team whose workstations are lost: one is admitted by the recovery key, and whoever comes from another one asks."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.actions import proof, recovery
from backoffice_gui.actions.desk import Desk, open_with_master
from backoffice_gui.actions.passphrase import check_new, keep_master
from backoffice_gui.actions.unlock import Door, master_of
from backoffice_gui.clock import Clock
from backoffice_gui.errors import UsageError
from backoffice_gui.security import tries as tries_file
from backoffice_gui.security.durable import new_folder
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.wrap import STRONG, Cost
from backoffice_gui.settings import Settings
from backoffice_gui.storage.team import agent_keys
from backoffice_gui.storage.upkeep import upkeep
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.homes import team_casebook_of
from backoffice_gui.wiring.parts import Ask

__all__ = ["RecoveredTeam", "ask_anew", "recover_team"]


@dataclass(frozen=True, slots=True)
class RecoveredTeam:
    """Who was admitted by which recovery key, and how many others stand there with workstations of before."""

    agent: str
    fingerprint: str
    recovery: str
    others: int
    passphrase: bool


def recover_team(
    settings: Settings,
    clock: Clock,
    *,
    file: Path | None,
    code: Ask,
    new: Ask | None,
    old: Ask,
    cost: Cost = STRONG,
) -> RecoveredTeam:
    """Admit this workstation to the configured team by the recovery key of a file, or its code.

    `new` is asked for another passphrase; without it, `old` for the one there is. Cut anywhere, the same call goes on.
    Raises what `TeamCasebook.recover` raises, `UsageError("recovery-key-content")`, and what keeping a secret raises.
    """
    with parts.inbox(settings, clock) as opened:
        door = parts.door(settings, opened, clock, cost)
        required = parts.passphrase_required(settings)
        if new is None and required and not door.wrapped:
            raise UsageError("passphrase-required")
        private = recovery.typed(code()) if file is None else recovery.read_file(file)
        phrase = "" if new is None else _chosen(door, new(), required=required)
        home, made = team_casebook_of(settings), list[MasterSecret]()

        def workstation() -> MasterSecret:
            made.append(_kept(door, phrase) if phrase or not door.wrapped else master_of(door, old()).master)
            return made[0]

        try:
            home.recover(private, workstation, clock)
            desk = open_with_master(door.folder, MasterSecret(made[0].octets), door.agent, clock, home)
            own = made[0].agent_key().public().fingerprint
        finally:
            for each in made:
                each.wipe()
        with contextlib.closing(desk):
            proof.pin_unpinned(opened, settings.pins_folder, desk.privates, private.public())
            others = _others(desk)
        tries_file.clear(door.folder)
    return RecoveredTeam(desk.agent, own, private.public().fingerprint, others, bool(phrase))


def _others(desk: Desk) -> int:
    """How many are admitted beside this one."""
    with desk.casebook.reading() as connection:
        known = agent_keys.everyone(connection)
    return sum(each.agent != desk.agent and each.admitted_at is not None and each.ended_at is None for each in known)


def _chosen(door: Door, phrase: str, *, required: bool) -> str:
    if door.source.keyring is None:
        raise UsageError("passphrase-key-file")
    if not phrase:
        raise UsageError("passphrase-short")
    check_new(phrase, required=required)
    return phrase


def _kept(door: Door, phrase: str) -> MasterSecret:
    """This workstation's secret: the one it has and opens, else a new one; kept, behind a passphrase where one is."""
    known = None if door.wrapped else door.source.load(door.names())
    master = known or MasterSecret.generate()
    new_folder(door.folder)
    if phrase:
        with upkeep(door.folder):
            keep_master(door, master, phrase)
    elif known is None:
        door.source.save(door.names()[0], master)
    return master


def ask_anew(settings: Settings, clock: Clock, ask: Ask) -> str:
    """Ask to be admitted at this workstation in place of a former one; returns the fingerprint that is compared.

    Raises what `TeamCasebook.ask_anew` and `unlock` raise.
    """
    home = team_casebook_of(settings)
    with parts.inbox(settings, clock) as opened:
        door = parts.door(settings, opened, clock)
        found = master_of(door, ask() if door.wrapped else "", joining=True)
        try:
            return home.ask_anew(found.master, clock)
        finally:
            found.master.wipe()
