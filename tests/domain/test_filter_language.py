"""The expert's line and the filter it means, both ways."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backoffice_gui.domain.case_conditions import DATES
from backoffice_gui.domain.case_list import CaseFilter, Condition, Field, Operator
from backoffice_gui.domain.cases import Answer, Badge, CaseKind, CaseState, Decision, Source
from backoffice_gui.domain.filter_language import parse_filter, print_filter

_VALUES = {
    Field.STATE: [each.value for each in CaseState],
    Field.KIND: [each.value for each in CaseKind],
    Field.SOURCE: [each.value for each in Source],
    Field.BADGE: [badge.name.lower() for badge in Badge if badge.name and badge],
    Field.PARTS: ["yes", "no"],
    Field.UNREAD: ["yes", "no"],
    Field.ANSWER: [each.value for each in (*Answer, *Decision)],
}
_LOGINS = st.sampled_from(["", "me", "demo.agent001", "MOI", "personne", "a,b", "<x", "exemple démo"]) | st.text(
    st.characters(exclude_characters='"', exclude_categories=["Cs"]), max_size=8
)
_WORD = st.text(st.characters(exclude_characters='"', exclude_categories=["Z", "Cc", "Cs"]), min_size=1, max_size=8)


def _condition(field: Field) -> st.SearchStrategy[Condition]:
    if field in DATES:
        values = st.integers(-99_999, 99_999).map(lambda days: f"{days:+d}") | st.dates().map(str)
    else:
        values = _LOGINS if field is Field.AGENT else st.sampled_from(_VALUES[field])
    operators = st.sampled_from(Operator if field in DATES else [Operator.IS, Operator.IS_NOT])
    return st.builds(Condition, st.just(field), operators, st.lists(values, min_size=1, max_size=3).map(tuple))


FILTERS = st.builds(
    CaseFilter,
    st.lists(st.sampled_from(Field).flatmap(_condition), max_size=4).map(tuple),
    st.lists(_WORD, max_size=3).map(lambda words: " ".join(" ".join(words).split())),
)


@given(FILTERS)
def test_what_is_written_is_read_as_the_same_filter(wanted: CaseFilter) -> None:
    """Both ways, over any filter."""
    assert parse_filter(print_filter(wanted)).filter == wanted
    assert parse_filter(print_filter(wanted)).unknown == ()


@pytest.mark.parametrize(
    ("line", "conditions", "words"),
    [
        ("type:copie", (Condition(Field.KIND, Operator.IS, ("certificate_request",)),), ""),
        ("échéance:<2j", (Condition(Field.DUE, Operator.BEFORE, ("+2",)),), ""),
        ("due:<2d", (Condition(Field.DUE, Operator.BEFORE, ("+2",)),), ""),
        ("agent:moi", (Condition(Field.AGENT, Operator.IS, ("me",)),), ""),
        ("agent:personne", (Condition(Field.AGENT, Operator.IS, ("",)),), ""),
        ("PIECE:oui", (Condition(Field.PARTS, Operator.IS, ("yes",)),), ""),
        ("état:nouvelle,prise", (Condition(Field.STATE, Operator.IS, ("new", "taken")),), ""),
        ("-state:closed", (Condition(Field.STATE, Operator.IS_NOT, ("closed",)),), ""),
        ("reçue:>2026-11-01", (Condition(Field.RECEIVED, Operator.AFTER, ("2026-11-01",)),), ""),
        ('"nguyen" exemple', (), "nguyen exemple"),
    ],
)
def test_what_experts_type(line: str, conditions: tuple[Condition, ...], words: str) -> None:
    """Each token in French and English, with and without accents."""
    assert parse_filter(line).filter == CaseFilter(conditions, words)


@pytest.mark.parametrize("line", ["humeur:calme", "type:rien", "type:<copie", "échéance:hier", "-due:<2j"])
def test_what_is_not_understood_is_looked_for_and_said(line: str) -> None:
    """An unknown field, value or comparison becomes a word, and a note."""
    parsed = parse_filter(f"{line} exemple")
    assert parsed.filter == CaseFilter((), f"{line} exemple")
    assert parsed.unknown == (line,)


@given(st.text())
@example('":""')
@example(':""')
def test_any_line_is_a_filter(line: str) -> None:
    """Nothing raises, and what was read can be written and read again."""
    parsed = parse_filter(line)
    assert parse_filter(print_filter(parsed.filter)).filter == parsed.filter
