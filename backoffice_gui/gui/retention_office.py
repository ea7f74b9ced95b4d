"""What the window may ask of retention behind it; `wiring` makes it, structurally.

All of it may take its time: the window calls it through `bridge.Query` and `bridge.Command` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from backoffice_gui.domain.office import Changes
    from backoffice_gui.domain.purging import Held, Purge, Purged
    from backoffice_gui.domain.retention import Plan, Rule
    from backoffice_gui.domain.sheets import Manifest

__all__ = ["RetentionOffice"]


class RetentionOffice(Protocol):
    """Rules, what is due, holds, purges."""

    @property
    def agent(self) -> str:
        """Who sits here."""
        ...

    @property
    def colleague(self) -> str:
        """Who agrees to purges in a demonstration, where one person sits alone; empty everywhere else."""
        ...

    @property
    def now(self) -> datetime:
        """The moment by the office's clock: what stands of a request or an approval counts by it."""
        ...

    def rules(self) -> tuple[Rule, ...]:
        """The rules in force."""
        ...

    def plan(self) -> Plan:
        """What is due now, and what stops it; looking is logged."""
        ...

    def holds(self) -> tuple[Held, ...]:
        """The holds that stand."""
        ...

    def hold(self, number: str, reason: str, until: date) -> Changes:
        """Keep the case of this number; raises `UsageError`: `case-unknown` …, `hold-day`, a reason that is none."""
        ...

    def release(self, case: int, hold: int) -> Changes:
        """End one hold on a case, by its number; raises `UsageError("hold-none")`: it stands no more."""
        ...

    def purges(self) -> tuple[Purge, ...]:
        """Every purge, the newest first."""
        ...

    def request(self, digest: str) -> Purge:
        """Ask for a purge of exactly what was seen; raises `UsageError`: `purge-other`, `purge-open`."""
        ...

    def approve(self, number: int, digest: str) -> Purge:
        """Agree to what another person asked for; raises `UsageError`: `purge-same-person`, `purge-lapsed` …."""
        ...

    def withdraw(self, number: int) -> Purge:
        """Take a request back."""
        ...

    def run(self, number: int, progress: Callable[[int], None], cancelled: Callable[[], bool]) -> Purged:
        """Carry a purge out, or go on with one."""
        ...

    def certificate(self, number: int, file: str) -> Manifest:
        """Write the certificate, as PDF and JSON beside it."""
        ...
