"""Saved views: an agent's own, and those that are everybody's, which a lead keeps."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_list import CaseView
from backoffice_gui.domain.cases import Duty
from backoffice_gui.domain.spelled import spelled
from backoffice_gui.domain.view_json import view_json
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import audit_log, views
from backoffice_gui.storage.casebook.views import SavedView

__all__ = ["MAX_NAME", "delete_view", "number_of", "save_view", "view_id"]

MAX_NAME = 80
"""Characters of a view's name."""
_SAVED = "view:"
_LONGEST = 9


def view_id(number: int) -> str:
    """How a saved view is named among those that come with the program."""
    return f"{_SAVED}{number}"


def number_of(name: str) -> int:
    """The number of a saved view; raises `UsageError("view-unknown")` for the id of any other."""
    digits = name.removeprefix(_SAVED)
    if digits == name or not (digits.isascii() and digits.isdigit()) or len(digits) > _LONGEST:
        raise UsageError("view-unknown")
    return int(digits)


def save_view(desk: Desk, view: CaseView, duties: frozenset[Duty], clock: Clock) -> CaseView:
    """Keep a view under its name: a new one where its id is empty, else in place; as it is kept now.

    Raises `UsageError`: `view-name` (empty, too long, not one line), `view-name-taken`, `view-unknown`,
    `view-not-yours` (another's; everybody's, for one who is no lead).
    """
    name = view.name.strip()
    if not name or len(name) > MAX_NAME or not name.isprintable():
        raise UsageError("view-name", most=MAX_NAME)
    _check_owner(desk, view.owner, duties)
    with desk.casebook.transaction() as tx:
        number = number_of(view.id) if view.id else None
        former = None if number is None else views.get(tx, number)
        if number is not None and former is None:
            raise UsageError("view-unknown")
        if former is not None:
            _check_owner(desk, former.owner, duties)
        other = views.named(tx, view.owner, name)
        if other is not None and other.view != number:
            raise UsageError("view-name-taken")
        words = spelled(view_json(view, "" if former is None else former.query))
        if number is None:
            number = views.insert(tx, view.owner, name, words)
        else:
            views.change(tx, SavedView(number, view.owner, name, words))
        _log(tx, desk, clock, Verb.VIEW_SAVED, (number, view.owner))
    return replace(view, id=view_id(number), name=name)


def delete_view(desk: Desk, name: str, duties: frozenset[Duty], clock: Clock) -> None:
    """Forget a saved view, by its id. Raises `UsageError`: `view-unknown`, `view-not-yours`."""
    number = number_of(name)
    with desk.casebook.transaction() as tx:
        kept = views.get(tx, number)
        if kept is None:
            raise UsageError("view-unknown")
        _check_owner(desk, kept.owner, duties)
        views.delete(tx, number)
        _log(tx, desk, clock, Verb.VIEW_DELETED, (number, kept.owner))


def _log(tx: Connection, desk: Desk, clock: Clock, verb: Verb, which: tuple[int, str]) -> None:
    """A view's name and conditions may hold what was searched for: its number stands for it."""
    number, owner = which
    details = (("agent", desk.agent), ("shared", int(not owner)))
    audit_log.append(tx, [AuditEvent(clock.now(), verb, Role.DESK, view_id(number), details)])


def _check_owner(desk: Desk, owner: str, duties: frozenset[Duty]) -> None:
    if owner != desk.agent and (owner or Duty.LEAD not in duties):
        raise UsageError("view-not-yours")
