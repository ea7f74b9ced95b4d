"""Three values of each field: what goes together, what meets."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import Answer, CaseAct, CaseKind, CaseState, Decision
from backoffice_gui.domain.conflicts import COURSE, Clash, Conflict, Side, both_did, fields_of, resolved, three_way
from backoffice_gui.domain.treating import Answered, Decided, Standing

AT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
SEEN = Standing(
    case=1,
    version=4,
    kind=CaseKind.CERTIFICATE,
    state=CaseState.TAKEN,
    agent="moi",
    person=1,
    received_at=AT,
    due_on=date(2026, 12, 7),
    days_left=None,
    receipt_done_at=None,
    closed_at=None,
    answer="",
    badges=0,
    certificates=(Answered(1), Answered(2)),
    changes=(Decided("email"),),
)
NAMES = ("a", "b", "c", "d")
VALUES = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["", "1", "2", "3"]))


@given(VALUES, VALUES, VALUES)
def test_each_field_has_the_value_of_whoever_changed_it(
    base: dict[str, str], theirs: dict[str, str], mine: dict[str, str]
) -> None:
    """Both alike is no clash; both otherwise is one, with theirs kept until somebody decides."""
    joined = three_way(base, theirs, mine)
    clashing = {one.field for one in joined.clashes}
    for name in {*base, *theirs, *mine}:
        old, new, here = base.get(name, ""), theirs.get(name, ""), mine.get(name, "")
        assert (name in clashing) == (len({old, new, here}) == 3)
        assert joined.values[name] == (here if new == old else new)


@given(VALUES, VALUES, VALUES)
def test_who_came_first_makes_no_difference_to_what_goes_together(
    base: dict[str, str], theirs: dict[str, str], mine: dict[str, str]
) -> None:
    """The same fields clash, their sides exchanged; all others have the same value."""
    units = [{"a", "b"}]
    one, other = three_way(base, theirs, mine, units), three_way(base, mine, theirs, units)
    assert [(c.field, c.base, c.theirs, c.mine) for c in one.clashes] == [
        (c.field, c.base, c.mine, c.theirs) for c in other.clashes
    ]
    clashing = {one.field for one in one.clashes}
    unmet = {name for name in one.values if name not in clashing and not ({"a", "b"} & clashing and name in "ab")}
    assert all(one.values[name] == other.values[name] for name in unmet)


@given(VALUES, VALUES)
def test_what_only_one_changed_is_that_ones(base: dict[str, str], mine: dict[str, str]) -> None:
    """And nothing clashes."""
    for joined in (three_way(base, base, mine, [{"a", "b"}]), three_way(base, mine, base, [{"a", "b"}])):
        assert joined.clashes == ()
        assert all(joined.values[name] == mine.get(name, "") for name in joined.values)


def test_state_and_holder_are_one_thing() -> None:
    """A case that was given to a colleague meanwhile is not answered unknowingly, though only its state would change."""
    base = fields_of(SEEN)
    theirs, mine = (
        fields_of(replace(SEEN, agent="collegue.exemple")),
        fields_of(replace(SEEN, state=CaseState.ANSWERED)),
    )
    joined = three_way(base, theirs, mine, [COURSE])
    assert joined.clashes == (
        Clash("agent", "moi", "collegue.exemple", "moi"),
        Clash("state", "taken", "taken", "answered"),
    )
    assert three_way(base, theirs, mine).clashes == ()


def test_what_follows_from_a_change_is_no_field() -> None:
    """A deadline or a badge that moved is nobody's decision."""
    assert fields_of(SEEN) == fields_of(replace(SEEN, due_on=None, days_left=3, badges=8, closed_at=AT, version=9))
    assert fields_of(SEEN)["certificate:2"] == ""
    said = replace(SEEN, person=None, receipt_done_at=AT, certificates=(Answered(1, "issued", "vu", AT), Answered(2)))
    assert {**fields_of(said)} == {**fields_of(SEEN), "person": "", "receipt": "sent", "certificate:1": "issued\nvu"}


def test_what_both_did_alike_is_told_as_well() -> None:
    """A case that a colleague has closed meanwhile is not closed a second time in silence."""
    base, closed = fields_of(SEEN), fields_of(replace(SEEN, state=CaseState.CLOSED))
    assert three_way(base, closed, closed, [COURSE]).clashes == ()
    assert both_did(base, closed, closed) == (Clash("state", "taken", "closed", "closed"),)
    assert both_did(base, base, closed) == both_did(base, closed, base) == ()


def test_a_person_decides_field_by_field() -> None:
    """What stays theirs is not asked for again; where nothing is left, nothing is."""
    clashes = (Clash("certificate:1", "", "issued", "no_match"), Clash("change:email", "", "accepted", "refused\nnon"))
    conflict = Conflict(1, 4, 6, ("collegue.exemple",), clashes)
    asked = Asked(
        CaseAct.ANSWER,
        certificates=((1, Answer.NO_MATCH, ""), (2, Answer.ISSUED, "")),
        decisions=(("email", Decision.REFUSED, "non"),),
    )
    chosen = resolved(asked, conflict, {"certificate:1": Side.MINE, "change:email": Side.THEIRS})
    assert chosen == replace(asked, decisions=())
    assert resolved(asked, conflict, {}) == replace(asked, certificates=((2, Answer.ISSUED, ""),), decisions=())
    assert resolved(replace(asked, certificates=((1, Answer.NO_MATCH, ""),)), conflict, {}) is None


def test_any_other_act_is_done_or_left() -> None:
    """Taking a case that a colleague has taken: mine, or theirs."""
    conflict = Conflict(1, 4, 5, ("collegue.exemple",), (Clash("agent", "", "collegue.exemple", "moi"),))
    asked = Asked(CaseAct.TAKE)
    assert resolved(asked, conflict, {"agent": Side.MINE}) == asked
    assert resolved(asked, conflict, {"agent": Side.THEIRS}) is None
    assert resolved(asked, Conflict(1, 4, 5), {}) == asked
