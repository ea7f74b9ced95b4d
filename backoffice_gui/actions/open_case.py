"""Opening a case: logged before it is read (consultation is logged, not only change), and its news are read with it."""

from __future__ import annotations

from datetime import datetime

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.once import changing, made, noted, soonest
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.errors import StoreError, UsageError
from backoffice_gui.storage.casebook import audit_log, in_turn, standing
from backoffice_gui.storage.journeys import Overtaken

__all__ = ["open_case"]


def open_case(desk: Desk, case: int, at: datetime) -> None:
    """Note who opens a case, and that it was read: no event of its own, no new version.

    Where a server may have noted it, and its answer never came, it is noted again: who looked is written down twice
    rather than never. Raises `UsageError("not-found")`, and what `Casebook.transaction` raises.
    """

    def noting(late: bool) -> None:
        try:
            _open(desk, case, at, late=late)
        except StoreError as error:
            if (
                late and error.reason == "commit-unknown"
            ):  # most often a line that had long gone: nothing was asked before
                raise Overtaken from error
            raise

    soonest(desk, noting)


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
