"""The conformity report as a paper: a verdict, the figures with the 30-minute line, tables, what they rest on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from backoffice_gui import __version__
from backoffice_gui.documents.papers.typesetting import Paper, Typesetter
from backoffice_gui.documents.report_words import ReportWords
from backoffice_gui.domain.conformity import LIMIT_MINUTES, MARKS, Conformity, Coverage, DayLives, IncidentClock
from backoffice_gui.domain.facts import Stage

__all__ = ["conformity_report", "figures", "verdict"]

_LIMIT = LIMIT_MINUTES * 60
_MOST_LABELS = 16
_TICKS = (60, 120, 300, 600, 900, 1800)
"""Seconds of which the scale's strokes are a multiple."""


def conformity_report(known: Conformity, words: ReportWords, typesetter: Typesetter) -> Paper:
    """Set the report in PDF/A-2a and PDF/UA-1; the same value gives the same octets on the same machine."""
    return typesetter.set("report.typ", lambda _: _data(known, words), known.as_of)


def verdict(known: Conformity, words: ReportWords) -> str:
    """The sentence that answers whether the promise was kept, and for how many it was not."""
    if not known.received:
        return words.say("verdict.none")
    causes = [
        words.say(f"cause.{name}", count=words.number(count))
        for name, count in (("over", known.lives.over[-1]), ("lost", known.lost), ("served", known.probes.served))
        if count
    ]
    said = (
        words.say("verdict.broken", causes=words.say("cause.next").join(causes))
        if causes
        else words.say("verdict.kept")
    )
    return said + (words.say("verdict.unended", count=words.number(known.unended)) if known.unended else "")


def _data(known: Conformity, words: ReportWords) -> dict[str, Any]:
    say, period, as_of = words.say, words.period(known.period), words.moment(known.as_of)
    title = say("title", period=period)
    return {
        "lang": words.language,
        "region": "GB" if words.english else "FR",
        "document-title": title,
        "office": say("office"),
        "title": title,
        "subtitle": say("subtitle.provisional", as_of=as_of) if known.provisional else say("subtitle"),
        "watermark": say("watermark") if known.provisional else "",
        "footer": say("footer", period=period, as_of=as_of),
        "page": say("page"),
        "of": say("of"),
        "kept": known.kept,
        "verdict": verdict(known, words),
        "cards": list(_cards(known, words)),
        "figures": [_days_figure(known, words), _minutes_figure(known, words)],
        "sections": list(_sections(known, words)),
    }


def figures(known: Conformity, words: ReportWords) -> tuple[tuple[str, str], ...]:
    """The figures that stand first, by name."""
    return tuple((each["label"], each["value"]) for each in _cards(known, words))


def _cards(known: Conformity, words: ReportWords) -> Iterator[dict[str, Any]]:
    lives = known.lives
    over, lost = lives.over[-1], known.lost

    def card(name: str, value: str, *, bad: bool = False) -> dict[str, Any]:
        return {"label": words.say(f"card.{name}"), "value": value, "bad": bad}

    yield card("received", words.number(known.received))
    for name in ("median", "p95", "p99", "longest"):
        value: float | None = getattr(lives, name)
        yield card(name, words.duration(value), bad=value is not None and value > _LIMIT)
    yield card("over", words.number(over), bad=over > 0)
    yield card("lost", words.number(lost), bad=lost > 0)
    yield card("proven", words.number(known.stages[Stage.CLOSED]))


# --- figures ---


def _ticks(top: float, words: ReportWords) -> list[dict[str, Any]]:
    step = next((each for each in _TICKS if top / each <= 6), max(_TICKS) * math.ceil(top / (6 * max(_TICKS))))
    return [{"at": at, "label": words.say("minutes", n=at // 60)} for at in range(step, int(top) + 1, step)]


def _days_figure(known: Conformity, words: ReportWords) -> dict[str, Any]:
    """A bar a day; the scale always reaches beyond the line, so that what is far below it looks so."""
    longest = known.lives.longest or 0.0
    top = max(_LIMIT * 1.1, longest * 1.05)
    every = math.ceil(len(known.days) / _MOST_LABELS)
    bars = [
        {
            "value": each.lives.longest or 0,
            "mark": each.lives.p95 or 0,
            "over": (each.lives.longest or 0) > _LIMIT,
            "label": f"{each.day.day:02}/{each.day.month:02}" if n % every == 0 else "",
        }
        for n, each in enumerate(known.days)
    ]
    worst = max(known.days, key=lambda each: each.lives.longest or 0.0)
    alt = (
        words.say("figure.days.alt", longest=words.duration(longest), day=words.day(worst.day))
        if known.lives.count
        else words.say("figure.none.alt")
    )
    return {
        "title": words.say("figure.days"),
        "caption": words.say("figure.days.caption"),
        "alt": alt,
        "top": top,
        "limit": _LIMIT,
        "limit-label": words.say("limit"),
        "ticks": _ticks(top, words),
        "bars": bars,
    }


def _minutes_figure(known: Conformity, words: ReportWords) -> dict[str, Any]:
    """How many by minute, by the logarithm: one life over the line is seen beside ten thousand below it."""
    counts = known.minutes
    top = math.log10(max(*counts, 9) + 1)
    bars = [
        {
            "value": math.log10(count + 1),
            "mark": 0,
            "over": n == LIMIT_MINUTES,
            "label": f"> {LIMIT_MINUTES}" if n == LIMIT_MINUTES else str(n) if n % 5 == 0 and n else "",
        }
        for n, count in enumerate(counts)
    ]
    decades = [10**power for power in range(int(top) + 1)]
    facts = {
        "first": words.number(counts[0]),
        "count": words.number(known.lives.count),
        "over": words.number(counts[-1]),
    }
    return {
        "title": words.say("figure.minutes"),
        "caption": words.say("figure.minutes.caption"),
        "alt": words.say("figure.minutes.alt", **facts),
        "top": top * 1.05,
        "limit": 0,
        "limit-label": "",
        "ticks": [{"at": math.log10(each + 1), "label": words.number(each)} for each in decades],
        "bars": bars,
    }


# --- sections ---


def _section(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *paragraphs: str, wide: int = 0
) -> dict[str, Any]:
    """A table under its title; columns named with a `>` are set to the right."""
    heads = [
        {"name": name.removeprefix(">"), "right": name.startswith(">"), "wide": n == wide}
        for n, name in enumerate(columns)
    ]
    return {"title": title, "columns": heads, "rows": [list(row) for row in rows], "paragraphs": list(paragraphs)}


def _sections(known: Conformity, words: ReportWords) -> Iterator[dict[str, Any]]:
    say = words.say
    counted = (say("column.what"), ">" + say("column.count"), ">" + say("column.share"))
    yield _section(say("section.lives"), counted, _lives(known, words), say("lives.text"))
    yield _section(say("section.fates"), counted, _fates(known, words))
    yield _section(say("section.proofs"), counted[:2], _proofs(known, words))
    yield _incidents(known, words)
    yield _coverage(known, words)
    names = ("received", "median", "p95", "p99", "longest", "over", "lost")
    columns = (say("column.day"), *(">" + say(f"column.{name}") for name in names))
    yield _section(say("section.days"), columns, [_day(each, words) for each in known.days])
    ground = (
        (say("ground.store"), known.store_id),
        (say("ground.head"), words.number(known.head)),
        (say("ground.digest"), "\u200b".join((known.head_digest[:32], known.head_digest[32:]))),
        (say("ground.program"), f"ofpra-backoffice {__version__}"),
    )
    yield _section(say("section.ground"), (say("column.what"), say("column.value")), ground, say("ground.text"), wide=1)


def _lives(known: Conformity, words: ReportWords) -> Iterator[tuple[str, str, str]]:
    lives = known.lives
    yield words.say("lives.measured"), words.number(lives.count), words.share(_part(lives.count, known.received))
    for n, mark in enumerate(MARKS):
        yield words.say("lives.over", mark=mark), words.number(lives.over[n]), words.share(lives.share(n))
    for name, count in (("untimed", known.untimed), ("unended", known.unended)):
        yield words.say(f"lives.{name}"), words.number(count), words.share(_part(count, known.received))


def _part(count: int, whole: int) -> float | None:
    return count / whole if whole else None


def _fates(known: Conformity, words: ReportWords) -> Iterator[tuple[str, str, str]]:
    """Every stage that has some; the good end and the losses always."""
    always = {Stage.CLOSED, Stage.LOST, Stage.MISSING}
    for stage in reversed(Stage):
        count = known.stages[stage]
        if count or stage in always:
            yield words.say(f"stage.{stage.value}"), words.number(count), words.share(_part(count, known.received))


def _proofs(known: Conformity, words: ReportWords) -> Iterator[tuple[str, str]]:
    receipts, probes = known.receipts, known.probes
    counts = {
        "ours": receipts.ours,
        "peers": receipts.peers,
        "strangers": receipts.strangers,
        "proven": receipts.proven,
        "probes": probes.done,
        "gone": probes.gone,
        "served": probes.served,
        "waiting": probes.waiting,
        "unaccounted": known.unaccounted,
    }
    for name, count in counts.items():
        yield words.say(f"proof.{name}"), words.number(count)


def _incidents(known: Conformity, words: ReportWords) -> dict[str, Any]:
    say = words.say
    said = say("incidents.text") if known.incidents else say("incidents.none")
    names = ("number", "kind", "breach", "opened", "due", "notified", "closed", "state")
    columns = tuple(say(f"column.{name}") for name in names)
    return _section(
        say("section.incidents"), columns, [_incident(each, words) for each in known.incidents], said, wide=1
    )


def _incident(one: IncidentClock, words: ReportWords) -> tuple[str, ...]:
    return (
        words.number(one.number),
        words.say(f"incident.{one.kind.value}"),
        words.say("breach.none" if one.breach is None else f"breach.{one.breach.value}"),
        words.moment(one.opened_at),
        words.moment(one.due_at),
        _notified(one, words),
        words.moment(one.closed_at),
        words.say(f"clock.{one.state.value}"),
    )


def _notified(one: IncidentClock, words: ReportWords) -> str:
    """When, under which reference, in which capacity; a dash where nobody notified it."""
    told = one.notified
    if told is None:
        return "—"
    capacity = words.say(f"capacity.{told.capacity.value}")
    return words.say("notified", at=words.moment(told.at), reference=told.reference, capacity=capacity)


def _coverage(known: Conformity, words: ReportWords) -> dict[str, Any]:
    say = words.say

    def line(what: str, since: datetime, until: datetime | None) -> tuple[str, str, str]:
        return what, words.moment(since), say("still") if until is None else words.moment(until)

    coverage = known.coverage
    silences = () if coverage is None else coverage.silences
    rows = [line(say("lapse" if each.lapse else "silence"), each.since, each.until) for each in silences]
    rows += [line(say(f"alarm.{each.kind.value}"), each.since, each.until) for each in known.obstacles]
    said = [*_watched(coverage, words), *([] if known.obstacles else [say("coverage.none")])]
    columns = (say("column.obstacle"), say("column.since"), say("column.until"))
    return _section(say("section.coverage"), columns, rows, *said)


def _watched(coverage: Coverage | None, words: ReportWords) -> Iterator[str]:
    """What part of the period the site was watched, and in how many silences a copy may have lapsed."""
    if coverage is None:
        yield words.say("coverage.unknown")
        return
    yield words.say("coverage.part", since=words.moment(coverage.since), part=_floored(coverage.part, words))
    if not coverage.silences:
        yield words.say("coverage.watched")
        return
    facts = {"count": words.number(len(coverage.silences)), "lapses": words.number(len(coverage.lapses))}
    yield words.say("coverage.silences", **facts)


def _floored(part: float, words: ReportWords) -> str:
    """A part that is never rounded up to the whole."""
    return words.share(math.floor(part * 10_000) / 10_000)


def _day(one: DayLives, words: ReportWords) -> tuple[str, ...]:
    lives = one.lives
    return (
        words.day(one.day),
        words.number(one.received),
        *(words.duration(each) for each in (lives.median, lives.p95, lives.p99, lives.longest)),
        words.number(lives.over[-1]),
        words.number(one.lost),
    )
