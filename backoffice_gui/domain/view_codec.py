"""A saved view as the JSON text it is stored as, and back: members that only a newer program knows harm nothing.

Decoding is total: what can't be understood is left out, and said (`whole`), because a view that lost
a condition shows more than it was saved to show.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseQuery, CaseSort, Condition, Field, Operator

__all__ = ["DEFAULT_COLUMNS", "StoredView", "decode_view", "encode_view"]

DEFAULT_COLUMNS = (
    CaseColumn.STATE,
    CaseColumn.NUMBER,
    CaseColumn.KIND,
    CaseColumn.APPLICANT,
    CaseColumn.RECEIVED,
    CaseColumn.DUE,
    CaseColumn.PARTS,
    CaseColumn.AGENT,
    CaseColumn.BADGES,
)
"""What is shown where nobody has chosen (ui.md §4.2)."""

_MOST = 200
"""Conditions, values and columns that are read; nobody saves more."""
_Word = TypeVar("_Word", bound=enum.Enum)


@dataclass(frozen=True, slots=True)
class StoredView:
    """What the `query` column of a saved view says; `whole` is false where a part of it was not understood."""

    query: CaseQuery
    columns: tuple[CaseColumn, ...]
    whole: bool = True


def encode_view(query: CaseQuery, columns: tuple[CaseColumn, ...]) -> str:
    """The JSON text of a view; equal views have equal texts."""
    members = {
        "filter": {
            "conditions": [
                {"field": each.field.value, "operator": each.operator.value, "values": list(each.values)}
                for each in query.filter.conditions
            ],
            "words": query.filter.words,
        },
        "sort": {"column": query.sort.column.value, "descending": query.sort.descending},
        "columns": [column.value for column in columns],
    }
    return json.dumps(members, sort_keys=True, separators=(",", ":"))


class _Decoder:
    """One text being read; `whole` falls where something was not understood."""

    def __init__(self) -> None:
        self.whole = True

    def word(self, kind: type[_Word], value: object) -> _Word | None:
        """The member of an enumeration that a text names."""
        try:
            return kind(value)
        except ValueError:
            self.whole = False
            return None

    def members(self, value: object) -> Mapping[str, Any]:
        """An object; nothing in it where it is none."""
        if isinstance(value, dict):
            return value
        self.whole = self.whole and value is None
        return {}

    def items(self, value: object) -> list[Any]:
        """The items of a list; none where it is none."""
        if isinstance(value, list):
            self.whole = self.whole and len(value) <= _MOST
            return value[:_MOST]
        self.whole = self.whole and value is None
        return []

    def text(self, value: object) -> str:
        """A text that can be stored and printed."""
        if isinstance(value, str):
            return value.encode("utf-8", "replace").decode("utf-8")
        self.whole = self.whole and value is None
        return ""

    def conditions(self, value: object) -> Iterator[Condition]:
        """The conditions whose field and operator are known."""
        for item in self.items(value):
            members = self.members(item)
            field, operator = self.word(Field, members.get("field")), self.word(Operator, members.get("operator"))
            values = tuple(self.text(each) for each in self.items(members.get("values")))
            if field is not None and operator is not None:
                yield Condition(field, operator, values)


def decode_view(text: str) -> StoredView:
    """Read a stored view; never raises: what is no JSON at all is everything, in the default order."""
    decoder = _Decoder()
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        read, decoder.whole = None, False
    members = decoder.members(read)
    wanted, sort = decoder.members(members.get("filter")), decoder.members(members.get("sort"))
    known = CaseFilter(tuple(decoder.conditions(wanted.get("conditions"))), decoder.text(wanted.get("words")))
    column = decoder.word(CaseColumn, sort["column"]) if "column" in sort else None
    ordered = CaseSort() if column is None else CaseSort(column, sort.get("descending") is True)
    named = (decoder.word(CaseColumn, each) for each in decoder.items(members.get("columns")))
    columns = tuple(dict.fromkeys(each for each in named if each is not None)) or DEFAULT_COLUMNS
    return StoredView(CaseQuery(known, ordered), columns, decoder.whole)
