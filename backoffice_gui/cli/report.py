"""`report`: the proof for the DPO; a sentence and the figures, as JSON, and as PDF and CSV in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from backoffice_gui.cli.console import Console
from backoffice_gui.cli.lists import notified_members
from backoffice_gui.clock import iso
from backoffice_gui.domain.conformity import (
    MARKS,
    Conformity,
    Coverage,
    IncidentClock,
    Lives,
    Period,
    month_named,
    period_of,
)
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.sheets import Manifest
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.reports import ReportGoing, Reports, told_of

__all__ = ["ReportWanted", "report"]


@dataclass(frozen=True, slots=True)
class ReportWanted:
    """A month (`2026-11`), or the first and the last day of any period; whether it may be one that has not ended."""

    month: str = ""
    first: str = ""
    last: str = ""
    provisional: bool = False

    @property
    def period(self) -> Period:
        """The period; raises `UsageError`."""
        if bool(self.month) == bool(self.first or self.last) or bool(self.first) != bool(self.last):
            raise UsageError("period-which")
        return month_named(self.month) if self.month else period_of(_day(self.first), _day(self.last))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError("period-day") from error


def report(console: Console, wanted: ReportWanted, to: Path | None) -> int:
    """Say the figures of the period; write the report into a folder where one is named."""
    period = wanted.period
    made: tuple[Manifest, ...] = ()
    with parts.inbox(console.settings(), console.clock, migrate=False) as opened:
        reports = Reports(lambda: opened, console.clock)
        if to is None:
            known = reports.of(period)
            if known.provisional and not wanted.provisional:
                raise UsageError("period-running")
        else:
            going = ReportGoing(to.expanduser().absolute(), console.words.language)
            known, made = reports.write(period, going, provisional=wanted.provisional)
    files = [{"file": each.file, "size": each.size, "sha256": each.sha256} for each in made]
    console.result(_members(known) | {"files": files}, "\n".join(_said(console, known, made)))
    return 0


def _said(console: Console, known: Conformity, made: tuple[Manifest, ...]) -> list[str]:
    words = console.words
    shown = told_of(known, words.language)
    lines = [shown.title, shown.verdict, *(f"  {name:<24} {value}" for name, value in shown.figures)]
    if known.provisional:
        lines.append(words.say("report.provisional"))
    return lines + [words.say("report.written", file=each.file, sha256=each.sha256) for each in made]


# --- as JSON; code words and seconds, as in docs/conformity.md ---


def _lives(lives: Lives) -> dict[str, object]:
    return {
        "count": lives.count,
        "median": lives.median,
        "p95": lives.p95,
        "p99": lives.p99,
        "longest": lives.longest,
        "over": {str(mark): count for mark, count in zip(MARKS, lives.over, strict=True)},
    }


def _incident(one: IncidentClock) -> dict[str, object]:
    return {
        "number": one.number,
        "kind": one.kind.value,
        "breach": None if one.breach is None else one.breach.value,
        "opened_at": iso(one.opened_at),
        "due_at": None if one.due_at is None else iso(one.due_at),
        "closed_at": None if one.closed_at is None else iso(one.closed_at),
        "notified": None if one.notified is None else notified_members(one.notified),
        "clock": one.state.value,
    }


def _proofs(known: Conformity) -> dict[str, object]:
    """Receipts, ledger, probes."""
    receipts, probes = known.receipts, known.probes
    return {
        "receipts": {
            "ours": receipts.ours,
            "peers": receipts.peers,
            "strangers": receipts.strangers,
            "proven": receipts.proven,
        },
        "probes": {"done": probes.done, "gone": probes.gone, "served": probes.served, "waiting": probes.waiting},
        "unaccounted": known.unaccounted,
    }


def _span(since: datetime, until: datetime | None) -> dict[str, object]:
    return {"since": iso(since), "until": None if until is None else iso(until)}


def _coverage(known: Conformity) -> dict[str, object]:
    """Incidents, and what hindered collecting."""
    return {
        "incidents": [_incident(each) for each in known.incidents],
        "obstacles": [{"kind": each.kind.value} | _span(each.since, each.until) for each in known.obstacles],
        "watched": None if known.coverage is None else _watched(known.coverage),
    }


def _watched(coverage: Coverage) -> dict[str, object]:
    """When nobody read the site's list."""
    silences = [
        _span(each.since, each.until) | {"minutes": each.minutes, "lapse": each.lapse} for each in coverage.silences
    ]
    return {"since": iso(coverage.since), "part": coverage.part, "silences": silences}


def _members(known: Conformity) -> dict[str, object]:
    about = {
        "first": known.period.first.isoformat(),
        "last": known.period.last.isoformat(),
        "provisional": known.provisional,
        "as_of": iso(known.as_of),
        "store_id": known.store_id,
        "audit": {"n": known.head, "sha256": known.head_digest},
        "kept": known.kept,
        "received": known.received,
        "lost": known.lost,
        "unended": known.unended,
        "untimed": known.untimed,
        "stages": {stage.value: known.stages[stage] for stage in Stage},
        "seconds": _lives(known.lives),
        "minutes": list(known.minutes),
    }
    days = [
        {"day": each.day.isoformat(), "received": each.received, "lost": each.lost, "seconds": _lives(each.lives)}
        for each in known.days
    ]
    return about | _proofs(known) | _coverage(known) | {"days": days}
