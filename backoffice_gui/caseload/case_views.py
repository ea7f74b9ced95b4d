"""The views on the left of the list: those that come with the program, the shared ones, and the agent's own.

Counts come from the list itself, so a view and the list it opens never disagree.
"""

from __future__ import annotations

from sqlalchemy import Connection, or_, select

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
from backoffice_gui.domain.view_codec import DEFAULT_COLUMNS, decode_view
from backoffice_gui.storage.casebook.caseload_schema import saved_view

__all__ = ["BUILT_IN", "SAVED", "saved_views", "view_named", "views"]

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
    view = saved_view.c
    found = connection.execute(
        select(view.view, view.owner, view.name, view.query)
        .where(or_(view.owner == "", view.owner == agent))
        .order_by(view.owner != "", view.position, view.view)
    )
    stored = ((row, decode_view(row.query)) for row in found)
    return tuple(CaseView(f"{SAVED}{row.view}", row.name, each.query, each.columns, row.owner) for row, each in stored)


def view_named(connection: Connection, agent: str, wanted: str) -> CaseView | None:
    """A view by its id, or a saved one by its name; nothing where there is none."""
    for view in (*BUILT_IN, *saved_views(connection, agent)):
        if wanted == view.id or (view.name and wanted == view.name):
            return view
    return None


def views(connection: Connection, cases: CaseList, asking: Asking) -> tuple[tuple[CaseView, CaseCount], ...]:
    """Every view that the agent has, each with its count."""
    return tuple(
        (view, cases.count(connection, view.query.filter, asking))
        for view in (*BUILT_IN, *saved_views(connection, asking.agent))
    )
