"""`cases take`, `close`, `answer`, `note`, `enter` …: what an agent does with cases, a result for each of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from backoffice_gui.actions.enter_case import Entered
from backoffice_gui.cli.case_lists import members, said
from backoffice_gui.cli.console import Console
from backoffice_gui.cli.options import STDIN, typed
from backoffice_gui.domain.case_acts import Asked, CaseKey, Mark, Outcome, Undo
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import Answer, CaseAct, CaseKind, Decision, Source
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring.case_session import CaseSession, case_session

__all__ = [
    "Given",
    "Target",
    "act",
    "answer",
    "enter",
    "hand_over",
    "intake",
    "link",
    "mark",
    "note",
    "practise",
    "retain",
    "undo",
]

_UNDONE = 1
_OF_A_PERSON = frozenset({"applicant", "ofpra_number"})
_MOST_OCTETS = 1024 * 1024
"""Of a form that is entered by hand."""


@dataclass(frozen=True, slots=True)
class Given:
    """How a request that is entered by hand came, on which day (ISO), and its kind where it does not show."""

    source: str
    received: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What a case is linked to: another case by its number, or a person by theirs; `duplicate`: as one request."""

    number: str = ""
    person: int | None = None
    duplicate: bool = False


def act(console: Console, numbers: Sequence[str], what: CaseAct, *, agent: str = "", reason: str = "") -> int:
    """One act for each of these cases; 1 where one of them was left as it was."""
    return _do(console, numbers, lambda: Asked(what, agent=agent, reason=typed(reason)))


def answer(console: Console, number: str, answers: Sequence[str]) -> int:
    """Answer a case: `1=issued` for its first certificate, `address=refused:REASON` for a changed field.

    Raises `UsageError("answer-odd")` with what is neither.
    """
    certificates: list[tuple[int, Answer, str]] = []
    decisions: list[tuple[str, Decision, str]] = []
    for each in answers:
        name, equals, rest = each.partition("=")
        word, _, reason = rest.partition(":")
        answered = next((known for known in Answer if known.value == word), None)
        decided = next((known for known in Decision if known.value == word), None)
        if equals and name.isascii() and name.isdigit() and answered is not None:
            certificates.append((int(name), answered, reason))
        elif equals and name and decided is not None:
            decisions.append((name, decided, reason))
        else:
            known = " ".join(value.value for value in (*Answer, *Decision))
            raise UsageError("answer-odd", answers=known)

    def asked() -> Asked:
        return Asked(
            CaseAct.ANSWER,
            certificates=tuple((n, answered, typed(reason)) for n, answered, reason in certificates),
            decisions=tuple((name, decided, typed(reason)) for name, decided, reason in decisions),
        )

    return _do(console, [number], asked)


def _do(console: Console, numbers: Sequence[str], asking: Callable[[], Asked]) -> int:
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        rows = {row.case: row for row in map(session.cases.numbered, numbers)}
        keys = [CaseKey(row.case, row.version) for row in rows.values()]
        asked = asking()  # after the passphrase, which may come by the same road
        outcome = session.cases.do(keys, asked, lambda _: None, lambda: False)
        return _report(console, session, outcome, rows)


def hand_over(console: Console, numbers: Sequence[str], service: str) -> int:
    """Hand each of these cases over to another service of the team."""
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        rows = {row.case: row for row in map(session.cases.numbered, numbers)}
        keys = [CaseKey(row.case, row.version) for row in rows.values()]
        return _report(console, session, session.hand_over(keys, service), rows)


def mark(console: Console, numbers: Sequence[str], what: Mark) -> int:
    """Note something of each of these cases: its acknowledgement was sent, or it is to be read again."""
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        rows = {row.case: row for row in map(session.cases.numbered, numbers)}
        keys = [CaseKey(row.case, row.version) for row in rows.values()]
        outcome = session.cases.mark(keys, what, lambda _: None, lambda: False)
        return _report(console, session, outcome, rows)


def link(console: Console, number: str, target: Target) -> int:
    """Say that a case's person is that of another case, or this one; or that two cases are one request.

    Raises `UsageError`: `link-what` where nothing, or two things, are named; `proposal-unknown` for one request
    that was not proposed.
    """
    if bool(target.number) is (target.person is not None) or (target.duplicate and not target.number):
        raise UsageError("link-what")
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        row = session.cases.numbered(number)
        key = CaseKey(row.case, row.version)
        if target.person is not None:
            outcome = session.cases.link_person(key, target.person)
        elif target.duplicate:
            outcome = session.cases.accept(key, *_same_request(session, row, target.number))
        else:
            outcome = session.cases.link(key, target.number)
        return _report(console, session, outcome, {row.case: row})


def _same_request(session: CaseSession, row: CaseRow, number: str) -> tuple[int, str]:
    """The other case and the kind under which it was proposed; as a duplicate where it was not."""
    other = session.cases.numbered(number).case
    kinds = (each.kind for each in session.proposals(row.case) if each.case == other)
    return other, next(kinds, "duplicate")


def _report(console: Console, session: CaseSession, outcome: Outcome, rows: dict[int, CaseRow]) -> int:
    """A line for each case, then what can be taken back."""
    words = console.words
    for key in outcome.done:
        # what confirms an act lands in the logs of scripts: it names the case, never the person
        row = replace(_now(session, key.case), applicant="", ofpra_number="")
        shown = {name: value for name, value in members(row).items() if name not in _OF_A_PERSON}
        console.result({"done": True, **shown}, said(console, row).rstrip())
    for failed in outcome.failed:
        known = rows.get(failed.case)
        number = "?" if known is None else known.number
        why = words.phrases.get(f"cases.failed.{failed.code}", failed.code)
        console.result({"done": False, "number": number, "code": failed.code}, f"{number:<15}  {why}")
    events = " ".join(map(str, outcome.undo.events))
    if console.as_json:
        console.result({"undo": list(outcome.undo.events)}, "")
    elif events:
        console.say(words.say("cases.undo", events=events))
    return _UNDONE if outcome.failed else 0


def _now(session: CaseSession, case: int) -> CaseRow:
    found = session.rows([case])
    if not found:
        raise UsageError("case-unknown")
    return found[0]


def undo(console: Console, events: Sequence[int]) -> int:
    """Take back what these events did, where nothing came after them."""
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        outcome = session.cases.undo(Undo(tuple(events)))
        if not (outcome.done or outcome.failed):
            raise UsageError("event-unknown")
        rows = {row.case: row for row in session.rows([failed.case for failed in outcome.failed])}
        return _report(console, session, outcome, rows)


def note(console: Console, number: str, text: str) -> int:
    """Add a note; `-` takes its text from standard input."""
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        words = typed(text)
        row = session.cases.numbered(number)
        session.cases.write_note(row.case, words)
    console.result({"done": True, "number": row.number}, console.words.say("cases.noted", number=row.number))
    return 0


def intake(console: Console) -> int:
    """Make cases of what was collected."""
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        taken = session.take_in()
    line = {"cases": taken.cases, "unread": taken.unread, "waiting": taken.waiting, "read_again": taken.again}
    console.result(line, console.words.say("cases.taken_in", **line))
    return 0


def retain(console: Console, name: str, reason: str) -> int:
    """Make a case of what is held, and would never become one by itself."""
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        made = session.retain(name, reason)
    line = {"number": made.number, "case": made.key.case}
    console.result(line, console.words.say("cases.retained", number=made.number))
    return 0


def enter(console: Console, file: Path, given: Given) -> int:
    """Make a case of what came by post or e-mail; `-` takes the form from standard input."""
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        form = _form(file)
        kind = given.kind or (CaseKind.CONTACT if "new" in form else CaseKind.CERTIFICATE).value
        made = session.enter(Entered(_kind(kind), form, _source(given.source), _day(given.received)))
    line = {"number": made.number, "case": made.key.case}
    console.result(line, console.words.say("cases.entered", number=made.number))
    return 0


def _form(file: Path) -> dict[str, Any]:
    try:
        if str(file) == STDIN:
            octets = sys.stdin.buffer.read(_MOST_OCTETS + 1)
        else:
            with file.expanduser().open("rb") as stream:
                octets = stream.read(_MOST_OCTETS + 1)
    except OSError as error:
        raise UsageError("form-file", file=str(file)) from error
    if len(octets) > _MOST_OCTETS:
        raise UsageError("entry-too-long", most=_MOST_OCTETS)
    try:
        form = json.loads(octets)
    except (ValueError, RecursionError) as error:
        raise UsageError("form-file", file=str(file)) from error
    if not isinstance(form, dict):
        raise UsageError("form-file", file=str(file))
    return form


def _kind(text: str) -> CaseKind:
    try:
        return CaseKind(text)
    except ValueError as error:
        raise UsageError("entry-kind") from error


def _source(text: str) -> Source:
    try:
        return Source(text)
    except ValueError as error:
        raise UsageError("entry-source") from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError("entry-day") from error


def practise(console: Console, wanted: int, seed: int) -> int:
    """Fill the store with invented cases."""
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        there = session.practise(wanted, seed)
    console.result({"cases": there}, console.words.say("practice.done", cases=there))
    return 0
