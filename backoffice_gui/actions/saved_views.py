"""Saved views: an agent's own, and those that are everybody's, which a lead keeps."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_list import CaseView
from backoffice_gui.domain.cases import Duty
from backoffice_gui.domain.conflicts import three_way
from backoffice_gui.domain.spelled import spelled
from backoffice_gui.domain.view_json import read_view, view_json
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


def save_view(
    desk: Desk, view: CaseView, duties: frozenset[Duty], clock: Clock, *, seen: CaseView | None = None
) -> CaseView:
    """Keep a view under its name: a new one where its id is empty, else in place; as it is kept now.

    `seen`: how it was when it was changed. What somebody else changed of it since (name, for whom, what it asks,
    columns) stays, where that is not what was changed here; else nothing is done (`view-changed`).
    Raises `UsageError`: `view-name` (empty, too long, not one line), `view-name-taken`, `view-unknown`,
    `view-not-yours` (another's; everybody's, for one who is no lead), `view-changed`.
    """
    with desk.casebook.transaction() as tx:
        former = _former(tx, desk, view, duties)
        if former is not None and seen is not None:
            view = _put_together(view, seen, former)
        name = view.name.strip()
        _check(tx, desk, replace(view, name=name), duties)
        words = spelled(view_json(view, "" if former is None else former.query))
        if former is None:
            number = views.insert(tx, view.owner, name, words)
        else:
            number = former.view
            views.change(tx, SavedView(number, view.owner, name, words))
        _log(tx, desk, clock, Verb.VIEW_SAVED, (number, view.owner))
    return replace(view, id=view_id(number), name=name)


def _former(tx: Connection, desk: Desk, view: CaseView, duties: frozenset[Duty]) -> SavedView | None:
    if not view.id:
        return None
    former = views.get(tx, number_of(view.id))
    if former is None:
        raise UsageError("view-unknown")
    _check_owner(desk, former.owner, duties)
    return former


def _check(tx: Connection, desk: Desk, view: CaseView, duties: frozenset[Duty]) -> None:
    if not view.name or len(view.name) > MAX_NAME or not view.name.isprintable():
        raise UsageError("view-name", most=MAX_NAME)
    _check_owner(desk, view.owner, duties)
    other = views.named(tx, view.owner, view.name)
    if other is not None and view_id(other.view) != view.id:
        raise UsageError("view-name-taken")


def _put_together(mine: CaseView, seen: CaseView, former: SavedView) -> CaseView:
    """Mine, with what a colleague has changed beside it since it was seen; raises `UsageError("view-changed")`."""
    theirs = _now(former, seen)
    if three_way(_parts(seen), _parts(theirs), _parts(mine)).clashes:
        raise UsageError("view-changed")
    before, now = _parts(seen), _parts(mine)
    left = {part: getattr(theirs, part) for part in now if now[part] == before[part]}
    return replace(mine, **left)


def _now(former: SavedView, seen: CaseView) -> CaseView:
    theirs = read_view(seen.id, former.name, former.owner, former.query)
    return theirs if theirs.columns else replace(theirs, columns=seen.columns)


def _parts(view: CaseView) -> dict[str, str]:
    return {part: repr(getattr(view, part)) for part in ("name", "owner", "query", "columns")}


def delete_view(desk: Desk, seen: CaseView, duties: frozenset[Duty], clock: Clock) -> None:
    """Forget a saved view, as it was seen. Raises `UsageError`: `view-unknown`, `view-not-yours`.

    `view-changed`: a colleague has changed it since, and what he made of it goes with nobody's looking.
    """
    number = number_of(seen.id)
    with desk.casebook.transaction() as tx:
        kept = views.get(tx, number)
        if kept is None:
            raise UsageError("view-unknown")
        _check_owner(desk, kept.owner, duties)
        if _parts(_now(kept, seen)) != _parts(seen):
            raise UsageError("view-changed")
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
