"""Opening a case: logged before it is read (consultation is logged, not only change), and its news are read with it."""

from __future__ import annotations

from datetime import datetime

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.once import changing, made, noted, soonest
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.errors import StoreBusy, StoreError, UsageError
from backoffice_gui.storage.away import is_unknown
from backoffice_gui.storage.casebook import audit_log, in_turn, standing

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
            if not late or not is_unknown(error):
                raise
            _again(desk, case, at, error)

    soonest(desk, noting)


def _again(desk: Desk, case: int, at: datetime, unknown: StoreError) -> None:
    """Most often it was a line that had gone long ago: nothing was asked over it before. Else it is still `unknown`."""
    try:
        _open(desk, case, at, late=False)
    except StoreBusy as error:  # maybe by that very COMMIT
        raise unknown from error


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
