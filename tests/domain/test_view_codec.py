"""Saved views as text: there and back, and whatever a newer or a careless program wrote."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseQuery, CaseSort, Condition, Field, Operator
from backoffice_gui.domain.view_codec import DEFAULT_COLUMNS, decode_view, encode_view

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_CONDITIONS = st.lists(
    st.builds(
        Condition,
        st.sampled_from(Field),
        st.sampled_from(Operator),
        st.lists(_TEXT, max_size=3).map(tuple),
    ),
    max_size=4,
).map(tuple)
_QUERIES = st.builds(
    CaseQuery,
    st.builds(CaseFilter, _CONDITIONS, _TEXT),
    st.builds(CaseSort, st.sampled_from(CaseColumn), st.booleans()),
)
_COLUMNS = st.lists(st.sampled_from(CaseColumn), min_size=1, unique=True).map(tuple)
_NAMES = ["filter", "conditions", "field", "operator", "values", "words", "sort", "column", "columns", "descending"]
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_NAMES) | st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(_QUERIES, _COLUMNS)
def test_a_view_comes_back_as_it_was(query: CaseQuery, columns: tuple[CaseColumn, ...]) -> None:
    """What is stored is what was saved."""
    stored = decode_view(encode_view(query, columns))
    assert (stored.query, stored.columns, stored.whole) == (query, columns, True)


def test_what_a_newer_program_wrote_is_read_as_far_as_it_is_known() -> None:
    """Unknown members are passed over; an unknown condition is left out and said."""
    query = CaseQuery(CaseFilter((Condition(Field.STATE, Operator.IS, ("new",)),), "exemple"))
    members = json.loads(encode_view(query, DEFAULT_COLUMNS))
    members["grouping"] = {"by": "mood"}
    members["filter"]["conditions"][0]["weight"] = 3
    assert decode_view(json.dumps(members)).query == query
    assert decode_view(json.dumps(members)).whole
    members["filter"]["conditions"].append({"field": "mood", "operator": "is", "values": ["calm"]})
    members["columns"].append("mood")
    stored = decode_view(json.dumps(members))
    assert (stored.query, stored.columns, stored.whole) == (query, DEFAULT_COLUMNS, False)


@given(st.text() | _JSON.map(json.dumps))
def test_any_text_is_a_view(text: str) -> None:
    """Nothing raises, and what was read can be saved again."""
    stored = decode_view(text)
    assert stored.columns
    assert decode_view(encode_view(stored.query, stored.columns)).whole


def test_a_damaged_text_is_said() -> None:
    """No JSON, no object, a wrong type: everything in the default order, not whole."""
    for text in ("", "[]", '{"filter": 3}', '{"sort": {"column": "mood"}}', "[" * 100_000):
        stored = decode_view(text)
        assert (stored.query, stored.whole) == (CaseQuery(), False)
    assert decode_view("{}").whole
