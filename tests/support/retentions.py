"""Retention in memory, as the window may ask for it: a dry run of invented cases, holds, and a purge's way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from backoffice_gui.domain.office import Changes
from backoffice_gui.domain.purging import Held, Purge, Purged
from backoffice_gui.domain.retention import Category, Due, Durations, Item, Plan, Rule, Stop, rules
from backoffice_gui.domain.sheets import Manifest
from backoffice_gui.errors import UsageError
from tests.support.office import NOW

__all__ = ["MemoryRetention"]

_STOPS = ((), (), (), (Stop.HOLD,), (Stop.NEWER_MESSAGE, Stop.PROPOSAL))


class MemoryRetention:
    """`due` things that are due; a test sets `agent`, `failure`, `gate`."""

    def __init__(self, due: int = 40, now: datetime = NOW) -> None:
        self.now, self.agent, self.looks, self.colleague = now, "a.exemple", 0, ""
        self.failure: Exception | None = None
        self.gate: threading.Event | None = None
        self.durations = Durations(owner="DPO EXEMPLE")
        self._due = due
        self.held: list[Held] = []
        self.all: list[Purge] = []
        self.written: list[str] = []

    def _try(self) -> None:
        if self.failure is not None:
            raise self.failure

    def rules(self) -> tuple[Rule, ...]:
        """The usual ones."""
        return rules(self.durations)

    def plan(self) -> Plan:
        """Two in five are stopped; the last is a submission that is kept apart."""
        self._try()
        self.looks += 1
        today = self.now.date()
        made = []
        for n in range(1, self._due + 1):
            category = Category.APART if n == self._due else Category.CASE if n % 2 else Category.PAYLOAD
            number = "" if category is Category.APART else f"DL-2026-{n:06}"
            item = Item(category.value, n, 1)
            made.append(Due(item, category, number, today - timedelta(days=n), _STOPS[n % len(_STOPS)]))
        return Plan(today, self.durations, tuple(made))

    def holds(self) -> tuple[Held, ...]:
        """Those that stand."""
        return tuple(self.held)

    def hold(self, number: str, reason: str, until: date) -> Changes:
        """One more."""
        self._try()
        n = len(self.held) + 1
        self.held.insert(0, Held(n, n, number, self.agent, reason, until, self.now, None, ""))
        return Changes()

    def release(self, case: int, hold: int) -> Changes:
        """One less."""
        self.held = [each for each in self.held if (each.case, each.hold) != (case, hold)]
        return Changes()

    def purges(self) -> tuple[Purge, ...]:
        """The newest first."""
        return tuple(self.all)

    def request(self, digest: str) -> Purge:
        """Asked for by whoever sits here."""
        self._try()
        made = Purge(
            purge=len(self.all) + 1, requested_at=self.now, requester=self.agent, digest=digest,
            items=len(self.plan().free), rules="{}", approver="", approved_at=None, started_at=None, ended_at=None,
            withdrawn_by="", certificate="",
        )  # fmt: skip
        self.all.insert(0, made)
        return made

    def _change(self, number: int, **values: object) -> Purge:
        at = next(n for n, each in enumerate(self.all) if each.purge == number)
        self.all[at] = replace(self.all[at], **values)  # type: ignore[arg-type]
        return self.all[at]

    def approve(self, number: int, digest: str) -> Purge:
        """Never by the one who asked."""
        self._try()
        known = next(each for each in self.all if each.purge == number)
        agent = self.colleague or self.agent
        if known.requester == agent:
            raise UsageError("purge-same-person")
        assert known.digest == digest
        return self._change(number, approver=agent, approved_at=self.now)

    def withdraw(self, number: int) -> Purge:
        """Taken back."""
        return self._change(number, ended_at=self.now, withdrawn_by=self.agent)

    def run(self, number: int, progress: Callable[[int], None], cancelled: Callable[[], bool]) -> Purged:
        """All at once, or as far as the gate lets it."""
        self._try()
        known = self._change(number, started_at=self.now)
        progress(known.items // 2)
        if self.gate is not None:
            self.gate.wait(10)
        if cancelled():
            return Purged(number, known.items // 2, 0, cancelled=True)
        self._change(number, ended_at=self.now, certificate="{}")
        self._due = 0
        return Purged(number, known.items, 0)

    def certificate(self, number: int, file: str) -> Manifest:
        """Nothing is written."""
        self._try()
        self.written.append(file)
        return Manifest("c.pdf", "pdf", (), 1, 10, "0" * 64, self.now, "EXEMPLE", "EXEMPLE")
