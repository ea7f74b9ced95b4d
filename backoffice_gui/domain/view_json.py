"""A saved view as JSON in the casebook: stable words, and whatever a newer version wrote survives an older one.

{"conditions": [{"field": "state", "operator": "is", "values": ["new"]}], "words": "",
 "sort": {"column": "due", "descending": false}, "columns": ["number", "applicant"]}
"""

from __future__ import annotations

import enum
import json
from collections.abc import Mapping
from typing import Any, TypeVar

from backoffice_gui.domain.case_list import (
    CaseColumn,
    CaseFilter,
    CaseQuery,
    CaseSort,
    CaseView,
    Condition,
    Field,
    Operator,
)

__all__ = ["read_view", "view_json"]

_Word = TypeVar("_Word", bound=enum.Enum)


def _word(kind: type[_Word], value: Any) -> _Word | None:
    return next((each for each in kind if each.value == value), None)


def _members(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text) if text else {}
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _list(members: Mapping[str, Any], name: str) -> list[Any]:
    value = members.get(name)
    return value if isinstance(value, list) else []


def _condition(value: Any) -> Condition | None:
    """A condition, or nothing where this version does not know its words."""
    if not isinstance(value, dict):
        return None
    field, operator = _word(Field, value.get("field")), _word(Operator, value.get("operator"))
    values = tuple(each for each in _list(value, "values") if isinstance(each, str))
    return None if field is None or operator is None else Condition(field, operator, values)


def read_view(view_id: str, name: str, owner: str, text: str) -> CaseView:
    """The view of what was kept, total over any text: words that this version does not know are passed over."""
    members = _members(text)
    conditions = tuple(each for each in map(_condition, _list(members, "conditions")) if each is not None)
    words = members.get("words")
    kept = members.get("sort")
    sort: dict[str, Any] = kept if isinstance(kept, dict) else {}
    column = _word(CaseColumn, sort.get("column"))
    order = CaseSort() if column is None else CaseSort(column, bool(sort.get("descending")))
    columns = tuple(
        each for each in (_word(CaseColumn, value) for value in _list(members, "columns")) if each is not None
    )
    asked = CaseFilter(conditions, words if isinstance(words, str) else "")
    return CaseView(view_id, name, CaseQuery(asked, order), columns, owner)


def view_json(view: CaseView, former: str = "") -> str:
    """A view as it is kept; of what it was before, members and conditions that this version can't read stay."""
    kept = _members(former)
    asked, sort = view.query.filter, view.query.sort
    conditions: list[Any] = [
        {"field": each.field.value, "operator": each.operator.value, "values": list(each.values)}
        for each in asked.conditions
    ]
    conditions += [each for each in _list(kept, "conditions") if _condition(each) is None]
    members = kept | {
        "conditions": conditions,
        "words": asked.words,
        "sort": {"column": sort.column.value, "descending": sort.descending},
        "columns": [each.value for each in view.columns],
    }
    return json.dumps(members, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
