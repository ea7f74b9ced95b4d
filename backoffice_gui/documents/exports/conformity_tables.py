"""The conformity report's figures as tables: days, incidents with their clock, what interrupted watching."""

from __future__ import annotations

from decimal import Decimal

from backoffice_gui.documents.report_words import ReportWords
from backoffice_gui.domain.conformity import MARKS, Conformity
from backoffice_gui.domain.sheets import Cell, Column, ColumnKind, Table

__all__ = ["coverage_table", "days_table", "incidents_table"]

_N, _T, _D, _M = ColumnKind.NUMBER, ColumnKind.TEXT, ColumnKind.DATE, ColumnKind.MOMENT


def _seconds(value: float | None) -> Cell:
    return None if value is None else Decimal(f"{value:.3f}")


def days_table(known: Conformity, words: ReportWords) -> Table:
    """A row a day: what the site received, how long it lived in seconds, how many beyond each mark, how many lost."""
    figures = ("median", "p95", "p99", "longest")
    named = [words.say("csv.seconds", name=words.say(f"column.{each}")) for each in figures]
    columns = (
        Column(words.say("column.day"), _D),
        Column(words.say("column.received"), _N),
        Column(words.say("column.measured"), _N),
        *(Column(name, _N) for name in named),
        *(Column(words.say("csv.over", mark=mark), _N) for mark in MARKS),
        Column(words.say("column.lost"), _N),
    )
    rows = (
        (
            each.day,
            each.received,
            each.lives.count,
            *(_seconds(getattr(each.lives, name)) for name in figures),
            *each.lives.over,
            each.lost,
        )
        for each in known.days
    )
    return Table(words.say("title", period=words.period(known.period)), columns, rows)


def incidents_table(known: Conformity, words: ReportWords) -> Table:
    """A row an incident; the reason a person closed it with is free text, and stays in the store."""
    columns = (
        Column(words.say("column.number"), _N),
        Column(words.say("column.kind"), _T),
        Column(words.say("column.breach"), _T),
        Column(words.say("column.opened"), _M),
        Column(words.say("column.due"), _M),
        Column(words.say("column.closed"), _M),
        Column(words.say("column.notified"), _M),
        Column(words.say("column.reference"), _T),
        Column(words.say("column.capacity"), _T),
        Column(words.say("column.state"), _T),
    )
    rows = (
        (
            each.number,
            words.say(f"incident.{each.kind.value}"),
            words.say("breach.none" if each.breach is None else f"breach.{each.breach.value}"),
            each.opened_at,
            each.due_at,
            each.closed_at,
            None if each.notified is None else each.notified.at,
            None if each.notified is None else each.notified.reference,
            None if each.notified is None else words.say(f"capacity.{each.notified.capacity.value}"),
            words.say(f"clock.{each.state.value}"),
        )
        for each in known.incidents
    )
    return Table(words.say("section.incidents"), columns, rows)


def coverage_table(known: Conformity, words: ReportWords) -> Table:
    """A row for each time in which no list was read, and for each cause that hindered collecting, as they began."""
    columns = (
        Column(words.say("column.obstacle"), _T),
        Column(words.say("column.since"), _M),
        Column(words.say("column.until"), _M),
        Column(words.say("csv.minutes"), _N),
        Column(words.say("csv.lapse"), _T),
    )
    silences = () if known.coverage is None else known.coverage.silences
    lines: list[tuple[Cell, ...]] = [
        (
            words.say("silence"),
            each.since,
            each.until,
            each.minutes,
            words.say("yes") if each.lapse else words.say("no"),
        )
        for each in silences
    ]
    for obstacle in known.obstacles:
        until = obstacle.until
        minutes = None if until is None else int((until - obstacle.since).total_seconds() // 60)
        lines.append((words.say(f"alarm.{obstacle.kind.value}"), obstacle.since, until, minutes, None))
    return Table(words.say("section.coverage"), columns, lines)
