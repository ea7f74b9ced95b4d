"""A saved view survives being kept, and a newer program's words survive an older one."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

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
from backoffice_gui.domain.view_json import read_view, view_json

_TEXT = st.text(max_size=8)
_CONDITIONS = st.builds(
    Condition, st.sampled_from(Field), st.sampled_from(Operator), st.lists(_TEXT, max_size=3).map(tuple)
)
_VIEWS = st.builds(
    CaseView,
    st.just("view:1"),
    _TEXT,
    st.builds(
        CaseQuery,
        st.builds(CaseFilter, st.lists(_CONDITIONS, max_size=3).map(tuple), _TEXT),
        st.builds(CaseSort, st.sampled_from(CaseColumn), st.booleans()),
    ),
    st.lists(st.sampled_from(CaseColumn), max_size=5).map(tuple),
    st.just("agent-exemple"),
)


@given(_VIEWS)
def test_what_is_kept_comes_back(view: CaseView) -> None:
    """The words are the enums' values; the same view is the same text."""
    text = view_json(view)
    assert read_view(view.id, view.name, view.owner, text) == view
    assert view_json(view, text) == text


def test_what_a_newer_program_wrote_survives() -> None:
    """Members and conditions that this version can't read are passed over when read, and kept when written."""
    newer = '{"colour": "blue", "conditions": [{"field": "mood", "operator": "is", "values": ["x"]}], "words": "a"}'
    view = read_view("view:1", "Vue", "", newer)
    assert view.query.filter == CaseFilter((), "a")
    kept = json.loads(view_json(view, newer))
    assert kept["colour"] == "blue"
    assert kept["conditions"] == [{"field": "mood", "operator": "is", "values": ["x"]}]


@given(st.text(max_size=40) | st.sampled_from(["[]", "null", "1", '{"conditions": 3, "sort": [], "columns": {}}']))
def test_any_text_can_be_read(text: str) -> None:
    """What isn't a view is an empty one."""
    assert read_view("view:1", "Vue", "", text).query.filter.conditions == ()
