"""The views on the left of the list: those that come with the program, the shared ones, and the agent's own.

Counts come from the list itself, so a view and the list it opens never disagree.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from backoffice_gui.caseload.case_list import CaseList
from backoffice_gui.domain.case_conditions import ME, Asking
from backoffice_gui.domain.case_list import (
    CaseColumn,
    CaseCount,
    CaseFilter,
    CaseQuery,
    CaseSort,
    CaseView,
    Condition,
    Field,
    Operator,
)
from backoffice_gui.domain.cases import BUCKETS, Bucket
from backoffice_gui.domain.view_json import read_view
from backoffice_gui.storage.casebook import views as stored

__all__ = ["BUILT_IN", "DEFAULT_COLUMNS", "SAVED", "saved_views", "view_named", "views"]

DEFAULT_COLUMNS = (
    CaseColumn.STATE,
    CaseColumn.NUMBER,
    CaseColumn.KIND,
    CaseColumn.APPLICANT,
    CaseColumn.DUE,
    CaseColumn.AGENT,
    CaseColumn.BADGES,
)
"""What is shown where nobody has chosen (ui.md §4.2)."""

SAVED = "view:"
"""What the ids of saved views begin with; their number follows."""


def _in(*buckets: Bucket) -> Condition:
    states = tuple(state.value for state, bucket in BUCKETS.items() if bucket in buckets)
    return Condition(Field.STATE, Operator.IS, states)


def _view(view_id: str, conditions: tuple[Condition, ...], sort: CaseSort | None = None) -> CaseView:
    query = CaseQuery(CaseFilter(conditions), sort or CaseSort())
    columns = DEFAULT_COLUMNS if view_id != "done" else (*DEFAULT_COLUMNS, CaseColumn.CLOSED)
    return CaseView(view_id, "", query, columns)


_OPEN = _in(Bucket.TO_DO, Bucket.WAITING)
BUILT_IN = (
    _view("to_do", (_in(Bucket.TO_DO),)),
    _view("mine", (Condition(Field.AGENT, Operator.IS, (ME,)), _OPEN)),
    _view("due_soon", (_OPEN, Condition(Field.DUE, Operator.BEFORE, ("+2",)))),
    _view("waiting", (_in(Bucket.WAITING),)),
    _view("done", (_in(Bucket.DONE),), CaseSort(CaseColumn.CLOSED, descending=True)),
    _view("all", (), CaseSort(CaseColumn.RECEIVED, descending=True)),
)
"""Their names are the rim's to say, by their ids."""


def saved_views(connection: Connection, agent: str) -> tuple[CaseView, ...]:
    """The shared views, then the agent's own, each in the order in which they were put."""
    found = (
        read_view(f"{SAVED}{each.view}", each.name, each.owner, each.query) for each in stored.of(connection, agent)
    )
    return tuple(view if view.columns else replace(view, columns=DEFAULT_COLUMNS) for view in found)


def view_named(connection: Connection, agent: str, wanted: str) -> CaseView | None:
    """A view by its id, or a saved one by its name; nothing where there is none."""
    for view in (*BUILT_IN, *saved_views(connection, agent)):
        if wanted == view.id or (view.name and wanted == view.name):
            return view
    return None


def views(connection: Connection, cases: CaseList, asking: Asking) -> tuple[tuple[CaseView, CaseCount], ...]:
    """Every view that the agent has, each with its count."""
    known = (*BUILT_IN, *saved_views(connection, asking.agent))
    counts = cases.counts(connection, [view.query.filter for view in known], asking)
    return tuple(zip(known, counts, strict=True))
