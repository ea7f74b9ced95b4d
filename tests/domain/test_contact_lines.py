"""What counts of a contact history, and what of it nobody needs once cases are purged."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.contact_lines import FORM, ContactLine, needless, now, standing

_AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
_AGENT = "agent-exemple"


def _line(
    number: int, value: str, *, case: int, by: str = _AGENT, person: int = 1, ends: int | None = None
) -> ContactLine:
    return ContactLine(number, person, "address", value, value, None, _AT, by, case, ends)


def _value(*lines: ContactLine) -> str | None:
    found = now(lines).get("address")
    return None if found is None else found.value


def test_what_was_decided_counts_before_what_was_mentioned() -> None:
    """Whatever their numbers; of several that were decided the last, and a mention only where there is no decision."""
    accepted, mentioned = _line(1, "décidée", case=1), _line(2, "mentionnée", case=2, by=FORM, person=2)
    assert _value() is None
    assert _value(mentioned) == "mentionnée"
    assert _value(mentioned, accepted) == _value(accepted, mentioned) == "décidée"
    assert _value(accepted, mentioned, _line(3, "suivante", case=3, person=2)) == "suivante"
    ended = (accepted, _line(3, "suivante", case=3, ends=1), mentioned)
    assert (_value(*ended), [each.contact for each in standing(ended)]) == ("suivante", [2, 3])


def test_fields_count_each_for_itself() -> None:
    """One of each."""
    phone = ContactLine(2, 1, "phone", "+33639980001", "k", None, _AT, FORM, 1, None)
    assert {field: line.contact for field, line in now([_line(1, "a", case=1), phone]).items()} == {
        "address": 1, "phone": 2,
    }  # fmt: skip


def test_what_an_undo_says_again_counts_as_it_did_before() -> None:
    """Of a mention a mention, of a decision a decision, however often it is undone and done again."""
    other = _line(1, "ailleurs", case=9, person=2)
    mention, accepted = _line(2, "mentionnée", case=1, by=FORM), _line(3, "acceptée", case=2, ends=2)
    back = _line(4, "mentionnée", case=2, ends=3)
    again = _line(5, "acceptée", case=2, ends=4)
    assert _value(other, mention, accepted) == "acceptée"
    assert _value(other, mention, accepted, back) == "ailleurs"
    assert _value(mention, accepted, back) == "mentionnée"
    assert _value(other, mention, accepted, back, again) == "acceptée"
    assert _value(other, mention, accepted, back, again, _line(6, "mentionnée", case=2, ends=5)) == "ailleurs"
    decided = (other, _line(2, "décidée", case=1), accepted, _line(4, "décidée", case=2, ends=3))
    assert _value(*decided) == "décidée"
    nothing = (_line(3, "acceptée", case=2), _line(4, "", case=2, ends=3))
    assert (_value(other, *nothing), _value(*nothing)) == ("ailleurs", "")


OLD = _line(1, "ancienne", case=1)
NEW = _line(2, "nouvelle", case=2, person=2, ends=1)


@pytest.mark.parametrize(
    ("lines", "gone", "bare", "expected"),
    [
        ((OLD, NEW), {2}, {2}, set()),  # in force, and what it ended would be so again
        ((OLD, NEW, _line(3, "dernière", case=3, ends=2)), {2}, {2}, set()),  # not in force, but it ends a line
        ((OLD, NEW), {1}, set(), {1}),  # ended, and it ends nothing
        ((OLD, NEW, _line(3, "dernière", case=3, ends=2)), {1, 2}, {2}, {1, 2}),
        ((OLD, _line(2, "mentionnée", case=2, by=FORM, person=2)), {2}, {2}, {2}),  # of a row without a case
        ((OLD, _line(2, "mentionnée", case=2, by=FORM)), {2}, set(), set()),  # of a row with one
        ((_line(1, "mentionnée", case=2, by=FORM, person=2),), {2}, {2}, set()),  # nothing else is known
        ((OLD, _line(2, "autre", case=2, person=2)), {2}, {2}, set()),  # decided last
        ((OLD, _line(2, "autre", case=8, person=2), _line(3, "x", case=9, person=2, ends=2)), {8, 9}, {2}, {2}),
        ((OLD, _line(2, "x", case=2, ends=1), _line(3, "ancienne", case=2, ends=2)), {2}, set(), {2, 3}),  # and undone
        (
            (OLD, _line(2, "x", case=2, ends=1), _line(3, "ancienne", case=2, ends=2)),
            {1},
            set(),
            set(),
        ),  # says it again
        ((_line(2, "x", case=2), _line(3, "", case=2, ends=2)), {2}, {1}, {2, 3}),
        ((_line(2, "x", case=2, ends=1), _line(3, "?", case=2, ends=2)), {2}, set(), {2}),  # what it said again is gone
    ],
)
def test_what_nobody_needs_goes(
    lines: tuple[ContactLine, ...], gone: set[int], bare: set[int], expected: set[int]
) -> None:
    """And what is so now, or keeps an old line ended, stays."""
    assert needless(lines, gone, bare) == expected


@st.composite
def _histories(draw: st.DrawFn) -> list[ContactLine]:
    """Lines as the desk adds them: forms mention, an acceptance ends what is so now, an undo says that again.

    Each of three rows is somebody until an agent says that they are one.
    """
    lines: list[ContactLine] = []
    whose = draw(st.lists(st.integers(1, 3), min_size=1, max_size=6))
    many, joined = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    for number in range(1, many + 1):
        case = draw(st.integers(1, len(whose)))
        theirs = [line for line in lines if number > joined or line.person == whose[case - 1]]
        kept = now(theirs).get("address")
        ends = None if kept is None else kept.contact
        if draw(st.booleans()):
            lines.append(_line(number, f"m{number}", case=case, by=FORM, person=whose[case - 1]))
        elif kept is not None and kept.case == case and kept.entered_by != FORM:
            former = next((each.value for each in lines if each.contact == kept.replaces), "")
            lines.append(_line(number, former, case=case, person=whose[case - 1], ends=ends))
        else:
            lines.append(_line(number, f"a{number}", case=case, person=whose[case - 1], ends=ends))
    return lines


@given(_histories(), st.lists(st.sets(st.integers(1, 6)), min_size=1, max_size=3))
def test_a_purge_changes_nothing_of_what_is_so_now(lines: list[ContactLine], purges: list[set[int]]) -> None:
    """Whatever cases go, one purge after another, while one is left; and nothing is left for a second look."""
    whose, gone = {line.case: line.person for line in lines}, set[int]()
    for group in purges:
        gone |= group
        bare = set(whose.values()) - {person for case, person in whose.items() if case not in gone}
        spent = needless(lines, group, bare)
        left = [line for line in lines if line.contact not in spent]
        assert all(line.case in group or line.person in bare for line in lines if line.contact in spent)
        assert (_value(*left) or "") == (_value(*lines) or "")
        assert not needless(left, group, bare)
        lines = left


def test_what_is_taken_back_of_one_who_was_parted_is_no_address_of_ours() -> None:
    """Joined by mistake, a change accepted over the other's address, both undone: our own is so again."""
    lines = [
        _line(3, "à nous", person=1, case=1),
        _line(5, "de l’autre", person=2, case=2),
        _line(7, "acceptée", person=1, case=3, ends=5),
        _line(8, "de l’autre", person=1, case=3, ends=7),
    ]
    assert now(lines)["address"].contact == 8, "joined still"
    assert _value(*(line for line in lines if line.person == 1)) == "à nous"
    assert _value(*lines[2:]) is None
