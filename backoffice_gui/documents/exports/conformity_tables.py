"""The conformity report's figures as tables: the days, and the incidents with their clock; nothing personal."""

from __future__ import annotations

from decimal import Decimal

from backoffice_gui.documents.report_words import ReportWords
from backoffice_gui.domain.conformity import MARKS, Conformity
from backoffice_gui.domain.sheets import Cell, Column, ColumnKind, Table

__all__ = ["days_table", "incidents_table"]

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
            words.say(f"clock.{each.state.value}"),
        )
        for each in known.incidents
    )
    return Table(words.say("section.incidents"), columns, rows)
