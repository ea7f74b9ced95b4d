"""How long what we hold is kept, for the window and the console: rules, what is due, holds, purges, certificates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import msgspec

from backoffice_gui.actions.agree_purge import (
    approve_purge,
    check_due,
    check_in_force,
    log_plan,
    request_purge,
    withdraw_purge,
)
from backoffice_gui.actions.close_incident import checked_reason
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.due_marks import mark_due_among, mark_planned
from backoffice_gui.actions.export_certificate import export_certificate
from backoffice_gui.actions.hold import place_hold, release_hold
from backoffice_gui.actions.purge import run_purge
from backoffice_gui.actions.retention import plan
from backoffice_gui.documents.papers import Typesetter
from backoffice_gui.domain.case_acts import CaseKey, Outcome
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.domain.outbox import Freed
from backoffice_gui.domain.outbox import Held as HeldBack
from backoffice_gui.domain.purging import Held, Purge, Purged
from backoffice_gui.domain.retention import Durations, Plan, Rule, rules
from backoffice_gui.domain.sheets import Manifest
from backoffice_gui.settings import Settings
from backoffice_gui.storage.casebook import holds, purges
from backoffice_gui.wiring.caseload import Caseload
from backoffice_gui.wiring.demonstration import check_apart
from backoffice_gui.wiring.keeping import durations_of

__all__ = ["Keeping", "Retention", "in_demonstration", "keeping_of"]

_CASES = Changes(frozenset({Topic.CASES, Topic.VIEWS}))
_COLLEAGUE = "collegue.demo"


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long things are kept, and where the second copy is that a purge has to reach.

    `colleague`: who agrees to purges in a demonstration, where one person sits alone; empty everywhere else.
    """

    durations: Durations = field(default_factory=Durations)
    mirror: Path | None = None
    colleague: str = ""


def keeping_of(settings: Settings, *, demo: bool = False) -> Keeping:
    """What the configuration settles; a demonstration, and only one that is apart, has an invented colleague.

    Raises `ConfigurationError("demo-not-apart")`: beside a real store two persons stay two.
    """
    if demo:
        check_apart(settings)
    return Keeping(durations_of(settings), settings.mirror_folder, _COLLEAGUE if demo else "")


def in_demonstration(settings: Settings) -> Settings:
    """The same, but a closed case is due at once, which no configuration may say: its end can be seen the same day.

    Raises `ConfigurationError("demo-not-apart")`: what is real is never due at once.
    """
    check_apart(settings)
    said = msgspec.structs.replace(settings.retention, payload_days=0, case_days=0)
    return msgspec.structs.replace(settings, retention=said)


class Retention:
    """One store's retention; raises `WrongKey` while the desk is sealed. `numbered`: the case that people call so."""

    def __init__(self, caseload: Caseload, keeping: Keeping, numbered: Callable[[str], CaseRow]) -> None:
        self._numbered = numbered
        self._caseload = caseload
        self._clock = caseload.clock
        self._durations, self._mirror = keeping.durations, keeping.mirror
        self.colleague = keeping.colleague
        """Who agrees to purges in a demonstration; empty everywhere else."""

    @property
    def agent(self) -> str:
        """Who sits here."""
        return self._caseload.desk_here().agent

    @property
    def now(self) -> datetime:
        """The moment by our clock."""
        return self._clock.now()

    def rules(self) -> tuple[Rule, ...]:
        """The rules in force."""
        return rules(self._durations)

    def plan(self) -> Plan:
        """What is due now, and what stops it; looking is logged."""
        inbox, desk = self._caseload.unlocked()
        made = plan(inbox, desk, self._durations, self._clock.now())
        log_plan(desk, made, self._clock.now())
        if mark_planned(desk, made, self._clock.now()):
            self._caseload.tell()
        return made

    def holds(self) -> tuple[Held, ...]:
        """The holds that stand."""
        with self._caseload.desk().casebook.reading() as connection:
            return holds.holds(connection)

    def hold(self, number: str, reason: str, until: date) -> Changes:
        """Keep the case of this number from being purged until the end of a day."""
        case = self._numbered(number).case

        def send(desk: Desk) -> Outcome:
            place_hold(desk, case, reason, until, self._clock.now())
            return Outcome(())

        checked_reason(reason)
        self._caseload.offline.send(self._caseload.desk_here(), [CaseKey(case, 0)], HeldBack(reason, until), send)
        return _CASES

    def release(self, case: int, hold: int) -> Changes:
        """End one hold on a case, by its number; the others stand."""
        at = self._clock.now()

        def send(desk: Desk) -> Outcome:
            release_hold(desk, case, hold, at)
            mark_due_among(desk, [case], self._durations, at)
            return Outcome(())

        self._caseload.offline.send(self._caseload.desk_here(), [CaseKey(case, 0)], Freed(hold), send)
        return _CASES

    def purges(self) -> tuple[Purge, ...]:
        """Every purge, the newest first."""
        with self._caseload.desk().casebook.reading() as connection:
            return purges.purges(connection)

    def request(self, digest: str) -> Purge:
        """Ask for a purge of exactly what was seen."""
        inbox, desk = self._caseload.unlocked()
        at = self._clock.now()
        return request_purge(desk, plan(inbox, desk, self._durations, at), digest, at)

    def approve(self, number: int, digest: str) -> Purge:
        """Agree to what another person asked for, and is due here too; in a demonstration as the invented colleague."""
        inbox, desk = self._caseload.unlocked()
        if self.colleague:
            desk = replace(desk, agent=self.colleague)
        at = self._clock.now()
        check_in_force(desk, number, self._durations)
        check_due(inbox, desk, number, at)
        return approve_purge(desk, number, digest, at)

    def withdraw(self, number: int) -> Purge:
        """Take a request back."""
        return withdraw_purge(self._caseload.desk(), number, self._clock.now())

    def run(self, number: int, progress: Callable[[int], None], cancelled: Callable[[], bool]) -> Purged:
        """Carry a purge out, or go on with one; `progress` hears how many were looked at in this run."""
        inbox, desk = self._caseload.unlocked()
        check_in_force(desk, number, self._durations)
        return run_purge(inbox, desk, number, self._clock, mirror=self._mirror, progress=progress, cancelled=cancelled)

    def certificate(self, number: int, file: str) -> Manifest:
        """Write the certificate of a purge that was carried out, as PDF and JSON."""
        demo = self._caseload.rules.practice
        desk = self._caseload.desk()
        return export_certificate(desk, number, Path(file), self._clock, Typesetter(), demo=demo)
