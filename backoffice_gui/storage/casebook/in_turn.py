"""What is said of one case with COMMIT and numbered by the server then: nobody waits for who says it, or his network.

For a team's server alone, in a transaction that takes its turn late (`journeys.late`). The journal's line is said
first: it is refused where the case is not as it was read, and with it all that follows. The numbers are those that
`events`, `notes` and `audit_log` give to who has read the last ones in his turn.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, text

from backoffice_gui.audit import AuditEvent, canonical
from backoffice_gui.domain.case_detail import NoteView
from backoffice_gui.domain.treating import Standing
from backoffice_gui.storage.casebook.caseload_schema import case_event, note
from backoffice_gui.storage.casebook.events import CaseEvent
from backoffice_gui.storage.dialect import moment_text
from backoffice_gui.storage.journeys import later

__all__ = ["NOT_YET", "add_event", "add_note", "say_line", "say_move", "say_note"]

NOT_YET = 0
"""A number that is given when the turn has come; no row has it."""


def _next(table: str) -> str:
    """The next number of a table: above all there are, and all that were purged (`numbers`)."""
    removed = f"(SELECT l.last FROM last_number l WHERE l.name = '{table}')"
    return f"(greatest(coalesce(highest('{table}'), 0), coalesce({removed}, 0)) + 1)"


def _line(number: str, stands: str) -> str:
    return (
        f'SELECT audit_append(CASE WHEN EXISTS (SELECT 1 FROM cases c WHERE c."case" = :of_case{stands}) '
        "THEN h.n + 1 ELSE 0 END, ARRAY[l.line], ARRAY[sha256(h.hash || convert_to(l.line, 'UTF8'))]) "
        f"FROM audit_head() AS h, (SELECT {number} AS line) AS l"
    )


def _numbered(words: str, number: str) -> str:
    """JSON in which a member waits for its number: text in it has its quotes escaped, and is no such member."""
    return f"replace(CAST(:{words} AS text), :held, rtrim(:held, '{NOT_YET}') || {number})"


_AS_SEEN = " AND c.version = :seen"
_AS_MARKED = f"{_AS_SEEN} AND c.badges = :badges"
"""A badge comes and goes without a version: a piece that was refused, news, a hold."""
_OPENED = text(_line("CAST(:line AS text)", ""))
_MOVED = text(_line(_numbered("line", _next(case_event.name)), _AS_MARKED))
_NOTED = text(_line(_numbered("line", _next(note.name)), _AS_SEEN))
_EVENT = (
    f'INSERT INTO case_event (event, "case", at, who, name, details, before, version, undoes) '
    f"VALUES ({_next(case_event.name)}, :of_case, :at, :who, :named, {{0}}, :before, :version, :undoes) RETURNING event"
)
_EVENTS = {
    False: text(_EVENT.format(":details")),
    True: text(_EVENT.format(_numbered("details", f"highest('{note.name}')"))),
}
_NOTE = text(
    f'INSERT INTO note (note, "case", at, agent, text) VALUES ({_next(note.name)}, :of_case, :at, :agent, :words) '
    "RETURNING note"
)


def say_line(tx: Connection, line: AuditEvent, case: int) -> None:
    """Add a line to the journal; all is refused where the case is not there."""
    later(tx, _OPENED, [{"of_case": case, "line": canonical(line).decode("ascii")}])


def say_move(tx: Connection, line: AuditEvent, was: Standing) -> None:
    """Add a line whose `event` is `NOT_YET`; all is refused where the case does not stand as it `was` any more.

    All that a move writes anew has a version of the case to itself, but for its badges.
    """
    said = {"of_case": was.case, "line": canonical(line).decode("ascii"), "held": f'"event":{NOT_YET}'}
    later(tx, _MOVED, [said | {"seen": was.version, "badges": was.badges}])


def say_note(tx: Connection, line: AuditEvent, case: int, seen: int) -> None:
    """Add a line whose `note` is `NOT_YET`; all is refused where the case has not the version that was `seen`."""
    said = {"of_case": case, "line": canonical(line).decode("ascii"), "held": f'"note":{NOT_YET}', "seen": seen}
    later(tx, _NOTED, [said])


def add_event(tx: Connection, event: CaseEvent, told: Callable[[int], object], *, after_note: bool = False) -> None:
    """Add an event; its number is `told` once it is committed. `after_note`: its details name the note added before."""
    said = {
        "of_case": event.case,
        "at": moment_text(event.at),
        "who": event.who,
        "named": event.name,
        "details": event.details,
        "before": event.before,
        "version": event.version,
        "undoes": event.undoes,
    }
    held = {"held": f'"note": {NOT_YET}'} if after_note else {}
    later(tx, _EVENTS[after_note], [said | held], lambda answer: told(answer.rows[0][0]))


def add_note(tx: Connection, case: int, new: NoteView, told: Callable[[int], object]) -> None:
    """Add a note, whose number is `NOT_YET`; that which it gets is `told` once it is committed."""
    said = {"of_case": case, "at": moment_text(new.at), "agent": new.agent, "words": new.text}
    later(tx, _NOTE, [said], lambda answer: told(answer.rows[0][0]))
