"""Opening a case: logged before it is read (consultation is logged, not only change), and its news are read with it."""

from __future__ import annotations

from datetime import datetime

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.once import changing, made, noted, soonest
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import audit_log, in_turn, standing

__all__ = ["open_case"]


def open_case(desk: Desk, case: int, at: datetime) -> None:
    """Note who opens a case, and that it was read: no event of its own, no new version.

    Raises `UsageError("not-found")`, and what `Casebook.transaction` raises.
    """
    soonest(desk, lambda late: _open(desk, case, at, late=late))


def _open(desk: Desk, case: int, at: datetime, *, late: bool) -> None:
    ahead = () if late else (standing.known_asked(case), audit_log.HEAD)
    with changing(desk, [case], ahead, late=late) as tx:
        line = AuditEvent(at, Verb.CASE_OPENED, Role.DESK, f"case:{case}", (("agent", desk.agent), *made(desk)))
        if late:
            in_turn.say_line(tx, line, case)  # refused where it is not there: then that is found out in turn
        elif standing.known(tx, case):
            audit_log.append(tx, [line])
        else:
            raise UsageError("not-found")
        standing.set_read(tx, case)
        noted(tx, desk, [case], at)
