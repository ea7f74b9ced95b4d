"""`cases list`, `views`, `show`: what the caseload holds, by the same filters and saved views as in the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from backoffice_gui.cli.console import Console
from backoffice_gui.cli.options import typed
from backoffice_gui.cli.text import Words
from backoffice_gui.clock import iso
from backoffice_gui.domain.case_detail import CaseDetail, ContactEntry, PersonView
from backoffice_gui.domain.case_list import CaseFilter, CaseQuery, CaseRow, CaseView
from backoffice_gui.domain.cases import Badge, CaseAct
from backoffice_gui.domain.filter_language import parse_filter, print_filter
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring.case_session import CaseSession, case_session

__all__ = ["MOST_LISTED", "Wanted", "asked", "list_cases", "members", "said", "show", "views"]

MOST_LISTED = 1_000
"""Cases that a list gives where nobody says how many."""
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """A view, a filter as experts type it, and words; each may be empty."""

    view: str = ""
    filter: str = ""
    search: str = ""


def asked(console: Console, session: CaseSession, wanted: Wanted) -> CaseView:
    """The view, narrowed by filter and words; everything in the order of arrival where no view is named.

    Raises `UsageError`: `view-unknown`, `filter-unknown` with what was not understood.
    """
    view = session.view(_view_id(console, wanted.view) or "all")
    parsed = parse_filter(wanted.filter)
    if parsed.unknown:
        raise UsageError("filter-unknown", unknown=" ".join(parsed.unknown))
    search = typed(wanted.search)
    words = " ".join(filter(None, (view.query.filter.words, parsed.filter.words, search.strip())))
    narrowed = CaseFilter((*view.query.filter.conditions, *parsed.filter.conditions), words)
    return CaseView(view.id, view.name, CaseQuery(narrowed, view.query.sort), view.columns, view.owner)


def _view_id(console: Console, name: str) -> str:
    """A view of ours by the name that is shown for it, in the words of this call; any other as it is."""
    shown = {console.words.say(f"cases.view.{each}").casefold(): each for each in _OURS}
    return shown.get(name.casefold(), name)


_OURS = ("to_do", "mine", "due_soon", "waiting", "done", "all")


def list_cases(console: Console, wanted: Wanted, limit: int | None, *, only_count: bool) -> int:
    """The cases, page by page, so that a million need no memory; or how many there are.

    Without a limit it stops at `MOST_LISTED`, and says so. That a list was given out is logged, by what it was cut.
    """
    shown, most = 0, MOST_LISTED if limit is None else limit
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        query = asked(console, session, wanted).query
        if only_count:
            counted = session.cases.count(query.filter)
            more = console.words.say("cases.more") if counted.more else ""
            console.result({"cases": counted.number, "more": counted.more}, f"{counted.number}{more}")
            return 0
        there = session.listing(query.filter, most)
        while shown < most:
            size = min(_PAGE, most - shown)
            page = session.cases.page(query, shown, size)
            for row in page.rows:
                console.result(members(row), said(console, row))
            shown += len(page.rows)
            if len(page.rows) < size:
                break
    if limit is None and there > shown:
        console.note(console.words.say("cases.capped", shown=shown, there=there))
    if not shown and limit != 0:
        console.say(console.words.say("cases.none"))
    return 0


def views(console: Console) -> int:
    """Every view with its count."""
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        for view, counted in session.cases.views():
            name = console.words.say(f"cases.view.{view.id}") if view.id in _OURS else view.name
            more = console.words.say("cases.more") if counted.more else ""
            line = {
                "view": view.id,
                "name": name,
                "owner": view.owner,
                "filter": print_filter(view.query.filter),
                "cases": counted.number,
                "more": counted.more,
            }
            console.result(line, f"{counted.number:>8}{more}  {name}")
    return 0


def show(console: Console, number: str) -> int:
    """One case opened; logged, and its news are read."""
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        detail = session.cases.case(session.cases.numbered(number).case)
    console.result(_detail(detail), "\n".join(_shown(console, detail)))
    return 0


# --- a case as JSON ---


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else iso(moment)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _badges(badges: Badge) -> list[str]:
    return [(badge.name or "").lower() for badge in Badge if badge and badge in badges]


def members(row: CaseRow) -> dict[str, object]:
    """A row as JSON; code words as in `docs/desk.md`."""
    return {
        "number": row.number,
        "case": row.case,
        "version": row.version,
        "kind": row.kind.value,
        "about": row.about.split(),
        "state": row.state.value,
        "source": row.source.value,
        "applicant": row.applicant,
        "ofpra_number": row.ofpra_number,
        "received_at": _iso(row.received_at),
        "due_on": _day(row.due_on),
        "closed_at": _iso(row.closed_at),
        "parts": row.parts,
        "agent": row.agent,
        "badges": _badges(row.badges),
        "unread": row.unread,
    }


def _contact(entry: ContactEntry) -> dict[str, object]:
    return {
        "field": entry.field,
        "value": entry.value,
        "valid_from": _day(entry.valid_from),
        "received_at": _iso(entry.received_at),
        "entered_by": entry.entered_by,
        "ended_at": _iso(entry.ended_at),
        "now": entry.now,
    }


def _person(person: PersonView | None) -> dict[str, object] | None:
    if person is None:
        return None
    return {
        "person": person.person,
        "family_name": person.family_name,
        "used_name": person.used_name,
        "given_names": list(person.given_names),
        "birth": person.birth,
        "birth_place": person.birth_place,
        "birth_country": person.birth_country,
        "nationalities": list(person.nationalities),
        "ofpra_number": person.ofpra_number,
        "foreigner_number": person.foreigner_number,
        "cases": person.cases,
        "also": list(person.also),
    }


def _asked(detail: CaseDetail) -> dict[str, object]:
    """What was asked for, and what became of it."""
    return {
        "certificates": [
            {
                "n": each.n,
                "type": each.type,
                "form": each.form,
                "copies": each.copies,
                "answer": None if each.answer is None else each.answer.value,
                "reason": each.reason,
            }
            for each in detail.certificates
        ],
        "changes": [
            {
                "field": each.field,
                "before": each.before,
                "after": each.after,
                "decision": None if each.decision is None else each.decision.value,
                "reason": each.reason,
                "warnings": list(each.warnings),
            }
            for each in detail.changes
        ],
    }


def _came(detail: CaseDetail) -> dict[str, object]:
    """The form as it was declared, and the manifest of what came with it."""
    return {
        "form": [
            {"section": each.name, "number": each.number, "fields": {field.name: field.value for field in each.fields}}
            for each in detail.form.sections
        ],
        "parts_list": [
            {"n": part.n, "name": part.name, "media_type": part.media_type, "size": part.size, "sha256": part.sha256}
            for part in detail.parts
        ],
    }


def _happened(detail: CaseDetail) -> dict[str, object]:
    return {
        "notes": [{"at": _iso(each.at), "agent": each.agent, "text": each.text} for each in detail.notes],
        "timeline": [
            {**dict(each.details), "name": each.name, "at": _iso(each.at), "who": each.who, "undone": each.undone}
            for each in detail.timeline
        ],
        "proposals": [
            {
                "kind": each.kind,
                "label": each.label,
                "case": each.case,
                "person": each.person,
                "score": each.score,
                "reasons": list(each.reasons),
            }
            for each in detail.proposals
        ],
    }


def _detail(detail: CaseDetail) -> dict[str, object]:
    about = {
        "submission": detail.submission,
        "receipt_due_on": _day(detail.receipt_due_on),
        "possible": sorted(act.value for act in detail.possible),
        "comment": detail.comment,
        "person": _person(detail.person),
    }
    contacts = {"contacts": [_contact(each) for each in detail.contacts]}
    return members(detail.row) | about | _came(detail) | _asked(detail) | contacts | _happened(detail)


# --- a case in words ---


def said(console: Console, row: CaseRow) -> str:
    """A row in one line."""
    words = console.words
    due = "–" if row.due_on is None else row.due_on.isoformat()
    kind, state = words.say(f"cases.kind.{row.kind.value}"), words.say(f"cases.state.{row.state.value}")
    return f"{row.number:<15}  {state:<14} {kind:<26} {due:<10}  {row.agent or '–':<12}  {row.applicant}"


def _shown(console: Console, detail: CaseDetail) -> Iterator[str]:
    words = console.words
    yield said(console, detail.row)
    for section in detail.form.sections:
        yield ""
        name = words.code("cases.section", section.name)
        yield name if section.number is None else f"{name} {section.number}"
        yield from (_field(words, field.name, field.value) for field in section.fields)
    for part in detail.parts[1:]:
        yield f"  {words.say('cases.part')} {part.n:<3} {part.media_type:<24} {part.size:>11}  {_one_line(part.name)}"
    yield ""
    for note in detail.notes:
        yield f"  {iso(note.at)}  {note.agent} – {_one_line(note.text)}"
    for each in detail.timeline:
        undone = f" ({words.say('cases.undone')})" if each.undone else ""
        yield f"  {iso(each.at)}  {words.code('cases.happened', each.name)}{undone}  {each.who}".rstrip()
    acts = ", ".join(words.say(f"cases.act.{act.value}") for act in CaseAct if act in detail.possible)
    yield words.say("cases.possible", acts=acts or "–")


def _field(words: Words, name: str, value: str) -> str:
    """A field of the form and its value, code words in words."""
    shown = words.code(f"cases.value.{name}", value)
    return f"  {words.code('cases.field', name):<26} {_one_line(shown)}"


def _one_line(text: str) -> str:
    return " ⏎ ".join(text.splitlines())
