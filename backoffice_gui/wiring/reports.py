"""The conformity report for the window and the console: from the inbox alone, with the desk locked or absent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backoffice_gui.actions.notify_incident import notify_incident
from backoffice_gui.actions.report import ReportGoing, write_report
from backoffice_gui.caseload.conformity import conformity
from backoffice_gui.clock import Clock
from backoffice_gui.documents.papers import Typesetter
from backoffice_gui.documents.papers.conformity_report import figures, verdict
from backoffice_gui.documents.report_words import report_words
from backoffice_gui.domain.conformity import Conformity, Period
from backoffice_gui.domain.incidents import Capacity, Notified
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.domain.sheets import Manifest
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring.open_store import OpenStore

__all__ = ["ReportGoing", "Reporting", "Reports", "Told", "told_of"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a report says first, in words: its title, whether the promise was kept, and the figures by name."""

    title: str
    verdict: str
    figures: tuple[tuple[str, str], ...]


def told_of(known: Conformity, language: str) -> Told:
    """The same words as on the paper, for who reads no paper."""
    words = report_words(language)
    return Told(words.say("title", period=words.period(known.period)), verdict(known, words), figures(known, words))


class Reports:
    """What the DPO asks of one store: for any thread. `opened` gives the open inbox, or raises what opening raises."""

    def __init__(self, opened: Callable[[], Inbox], clock: Clock) -> None:
        self._opened = opened
        self._clock = clock

    def of(self, period: Period) -> Conformity:
        """The figures of a period as they stand now; raises `UsageError("period-future")` before it begins."""
        now = self._clock.now()
        if period.start > now:
            raise UsageError("period-future")
        return conformity(self._opened(), period, now)

    def write(
        self,
        period: Period,
        going: ReportGoing,
        *,
        provisional: bool,
        progress: Callable[[int], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[Conformity, tuple[Manifest, ...]]:
        """Write the report, and give back the figures that are in it.

        Raises `UsageError("period-running")` for a period that has not ended, unless `provisional` says that this is
        known, and what `write_report` raises.
        """
        known = self.of(period)
        if known.provisional and not provisional:
            raise UsageError("period-running")
        return known, write_report(known, going, Typesetter(), progress=progress, cancelled=cancelled)


class Reporting:
    """The office's answers to the DPO: what a window may ask while the desk is open, sealed or locked."""

    _reports: Reports
    _store: OpenStore
    _clock: Clock

    def conformity(self, period: Period) -> Conformity:
        """The figures of a period as they stand now."""
        return self._reports.of(period)

    def write_report(
        self, period: Period, folder: str, language: str, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> tuple[Manifest, ...]:
        """Write the report into a folder; a period that has not ended makes a provisional one."""
        going = ReportGoing(Path(folder), language)
        _, made = self._reports.write(period, going, provisional=True, progress=progress, cancelled=cancelled)
        return made

    def notify_incident(self, number: int, at: datetime, reference: str, capacity: Capacity) -> Changes:
        """Record that an incident was notified to the authority; audited, as `actions` says."""
        told = Notified(at, reference, capacity, self._clock.now())
        notify_incident(self._store.opened_inbox(), self._store.desk, number, told)
        return Changes(frozenset({Topic.INCIDENTS, Topic.TRANSFER}))
