"""What is heard, put together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.colleagues import MOST, CaseChange, Heard, Hearing, Way
from backoffice_gui.domain.office import Topic

_CHANGES = st.builds(
    CaseChange,
    event=st.integers(1, 99),
    case=st.integers(1, 9),
    who=st.sampled_from(["moi", "collegue.exemple", "program"]),
    name=st.sampled_from(["take", "note", "received"]),
    version=st.integers(1, 5),
)
_HEARD = st.builds(
    Heard,
    changes=st.lists(_CHANGES, max_size=4).map(tuple),
    moved=st.frozensets(st.integers(1, 9), max_size=4),
    arrived=st.integers(0, 3),
    company=st.booleans(),
    views=st.booleans(),
)


@given(_HEARD, _HEARD, _HEARD)
def test_it_does_not_matter_where_what_is_told_is_cut(first: Heard, second: Heard, third: Heard) -> None:
    """Told together or one after the other: nothing is lost, and the order stays."""
    assert first.then(second).then(third) == first.then(second.then(third))
    both = first.then(second)
    assert both.changes == first.changes + second.changes
    assert bool(both) == (bool(first) or bool(second))
    assert Heard().then(first) == first == first.then(Heard())


def test_too_much_is_told_as_everything() -> None:
    """Five hundred and one changes are a reason to read again, and no list."""
    one = CaseChange(event=1, case=1, who="collegue.exemple", name="take", version=2)
    full = Heard((one,) * MOST, frozenset({1})).then(Heard((one,), frozenset({1})))
    assert full == Heard(everything=True)
    assert full.then(Heard((one,))).everything
    assert full.as_changes().topics == {Topic.CASES, Topic.VIEWS}


def test_panes_refresh_by_what_concerns_them() -> None:
    """Who has what open is no reason to read a list again."""
    assert not Heard()
    assert Heard(company=True).as_changes().topics == set()
    assert Heard(views=True).as_changes().topics == {Topic.VIEWS}
    assert Heard(arrived=1).as_changes().topics == {Topic.CASES, Topic.VIEWS}
    assert Hearing().way is Way.ALONE


def test_what_one_did_oneself_is_no_colleagues_doing() -> None:
    """Of one case, in order."""
    mine = CaseChange(event=1, case=1, who="moi", name="take", version=2)
    theirs = CaseChange(event=2, case=1, who="collegue.exemple", name="note", version=2)
    other = CaseChange(event=3, case=2, who="collegue.exemple", name="note", version=2)
    assert Heard((mine, theirs, other)).of(1, "moi") == (theirs,)
