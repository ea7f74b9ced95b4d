"""Who is there, who writes, and when silence ends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.presence import Company, Editing, Patience, Presence

AT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
PATIENCE = Patience()
SECOND = timedelta(seconds=1)


def _there(agent: str, case: int = 7, ago: int = 0, *, here: bool = False, silent: int = 0) -> Presence:
    return Presence(case, agent, "POSTE-EXEMPLE", AT - ago * SECOND, AT - silent * SECOND, here)


def _writes(agent: str, case: int = 7, silent: int = 0, *, here: bool = False) -> Editing:
    at = AT - silent * SECOND
    return Editing(case, agent, "POSTE-EXEMPLE", at, at, here=here)


def test_colleagues_on_a_case_stand_in_the_order_they_came_and_oneself_is_none_of_them() -> None:
    """Those of other cases are not among them."""
    company = Company(AT, (_there("b", ago=5), _there("moi", ago=99, here=True), _there("a", ago=60), _there("c", 8)))
    assert [one.agent for one in company.on(7)] == ["a", "b"]
    assert company.cases() == {7, 8}
    assert company.editor(7) is None


def test_a_desk_that_says_nothing_is_not_there_and_does_not_write() -> None:
    """After a minute and a half, by the reader's own clock, though no word of it came."""
    there = (_there("a", silent=89), _there("b", 8, silent=90))
    company = Company(AT, there, (_writes("a"), _writes("b", 8)))
    living = company.living(AT, PATIENCE)
    assert [one.agent for one in living.presences] == ["a"]
    assert [one.agent for one in living.editings] == ["a"]
    assert company.living(AT + SECOND, PATIENCE).presences == ()
    assert company.living(AT + SECOND, replace(PATIENCE, gone=timedelta(hours=1))).presences == there


def test_writing_ends_with_silence_and_sooner_where_somebody_asks() -> None:
    """Three minutes without a key; half a minute without an answer."""
    editing = _writes("a")
    assert editing.ends_at(PATIENCE) == AT + 180 * SECOND
    asked = replace(editing, wanted_by="moi", wanted_at=AT + 10 * SECOND)
    assert not asked.may_be_taken(AT + 39 * SECOND, PATIENCE)
    assert asked.may_be_taken(AT + 40 * SECOND, PATIENCE)
    late = replace(editing, wanted_by="moi", wanted_at=AT + 170 * SECOND)
    assert late.ends_at(PATIENCE) == AT + 180 * SECOND, "asking never makes it longer"
    assert replace(editing, here=True).may_be_taken(AT, PATIENCE), "one's own is one's own"


def test_what_was_taken_over_is_known_by_whoever_wrote() -> None:
    """And what was only given up is not lost."""
    before = Company(AT, (), (_writes("moi", here=True), _writes("moi", 8, here=True)))
    now = Company(AT, (), (replace(_writes("a"), taken_from="moi"),))
    assert [(one.case, one.agent) for one in now.lost(before)] == [(7, "a")]
    assert before.lost(before) == ()


def test_a_case_that_is_gone_has_no_company() -> None:
    """A purge took it."""
    company = Company(AT, (_there("a"), _there("a", 8)), (_writes("a"),))
    assert company.without([7]) == Company(AT, (_there("a", 8),), ())


@given(st.integers(0, 400), st.none() | st.integers(0, 400), st.integers(0, 800))
def test_asking_only_ever_shortens(typed: int, wanted: int | None, now: int) -> None:
    """Whatever the times are: who may take over unasked may do so asked."""
    quiet = replace(_writes("a"), typed_at=AT + typed * SECOND)
    asked = replace(quiet, wanted_by="b", wanted_at=None if wanted is None else AT + wanted * SECOND)
    moment = AT + now * SECOND
    assert asked.may_be_taken(moment, PATIENCE) or not quiet.may_be_taken(moment, PATIENCE)


def test_some_cases_are_as_they_are_now_and_the_others_as_before() -> None:
    """Who left, who came, who writes; a desk that came from another case is there no more, whatever was said of that."""
    before = Company(AT, (_there("a"), _there("b"), _there("c", 8), _there("d", 9)), (_writes("a"), _writes("c", 8)))
    now = Company(AT + timedelta(seconds=5), (_there("b"), _there("d")), (_writes("b"),))
    after = before.but({7}, now)
    assert after.at == now.at
    assert {(one.case, one.agent) for one in after.presences} == {(7, "b"), (7, "d"), (8, "c")}
    assert {(one.case, one.agent) for one in after.editings} == {(7, "b"), (8, "c")}
