from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain import form_fields as fields
from backoffice_gui.domain.dates import PartialDate
from backoffice_gui.domain.declared import MAX_ITEMS, MAX_LEFT, Declared, DeclaredDate, Doubt, Left, Notes, raw_json
from backoffice_gui.domain.lenient_json import read_json


def _declared(text: str) -> tuple[Declared, Notes]:
    notes = Notes()
    return Declared(read_json(text.encode()).value, "a", notes), notes


def test_what_fits_is_a_value_and_what_is_odd_a_doubt() -> None:
    """A number stays as it was typed; a date is read, never completed."""
    declared, notes = _declared('{"n": 0123, "d": "1985-XX-XX", "e": "1985"}'.replace("0123", "1e3"))
    assert declared.text("n") == "1e3"
    assert declared.date("d") == DeclaredDate("1985-XX-XX", PartialDate("1985", None, None, doubtful=False))
    assert declared.date("none") == DeclaredDate()
    assert notes.doubts == [Doubt("a.n", "wrong_type"), Doubt("a.d", "date_partial")]
    declared.rest()
    assert notes.left == [Left("a.e", '"1985"')]
    declared.rest()
    assert len(notes.left) == 1


def test_a_text_comes_out_as_one_that_can_be_stored() -> None:
    """A lone surrogate is spelled out wherever it stands; a number that was typed is a text like any other."""
    declared, _ = _declared(r'{"t": "D\ud800", "o": "É\udfff", "n": 12, "l": ["\udc80x"], "d": "\ud8001985"}')
    assert declared.text("t") == r"D\ud800"
    assert declared.optional("o") == r"É\udfff"
    assert type(declared.text("n")) is str
    assert declared.texts("l") == (r"\udc80x",)
    assert declared.date("d") == DeclaredDate(r"\ud8001985")


@pytest.mark.parametrize("odd", ["true", "[1, 2.50]", '{"x": null}'])
def test_what_no_field_can_take_is_left_as_json(odd: str) -> None:
    """Nothing is forced into a text, a flag or a number, and nothing is lost."""
    declared, notes = _declared(json.dumps({"t": 0, "n": 0, "c": 0, "l": 0}).replace("0", odd))
    assert declared.optional("t") is None
    assert declared.number("n", fields.count) is None
    if odd == "true":
        assert not declared.child("c").present
        assert list(declared.children("l")) == []
        assert notes.left == [Left(f"a.{name}", odd) for name in "tncl"]
    else:
        assert notes.left == [Left(f"a.{name}", odd) for name in "tn"]
    assert all(doubt.code == "wrong_type" for doubt in notes.doubts)


def test_a_flag_is_yes_no_or_not_said() -> None:
    """A word for it is left, not guessed."""
    declared, notes = _declared('{"y": true, "n": false, "w": "oui", "z": null}')
    assert [declared.flag(name) for name in "ynwzx"] == [True, False, None, None, None]
    assert notes.left == [Left("a.w", '"oui"')]


def test_lists_hold_texts_numbers_and_objects_with_their_places() -> None:
    """One text that should have been a list is its only item."""
    declared, notes = _declared('{"t": ["x", 1, true], "s": "Ali, Reza", "n": [1, "2", 3.5], "o": [7, {"k": 1}]}')
    assert declared.texts("t") == ("x", "1")
    assert declared.texts("s") == ("Ali, Reza",)
    assert declared.numbers("n") == (1,)
    [child] = declared.children("o")
    assert child.place == 2
    child.rest()
    assert [left.path for left in notes.left] == ["a.t[2]", "a.n[1]", "a.n[2]", "a.o[0]", "a.o[1].k"]
    assert [doubt.path for doubt in notes.doubts] == ["a.t[1]", "a.t[2]", "a.s", "a.n[1]", "a.n[2]", "a.o[0]"]


def test_lists_and_leftovers_without_end_are_cut() -> None:
    """What is cut off a list is kept as JSON; leftovers beyond the budget are counted."""
    declared, notes = _declared(json.dumps({"t": [str(n) for n in range(500)]}))
    assert len(declared.texts("t")) == MAX_ITEMS
    assert notes.doubts == [Doubt("a.t", "too_many")]
    assert json.loads(notes.left[0].json)[-1] == "499"
    many, notes = _declared(json.dumps({f"m{n}": n for n in range(MAX_LEFT + 3)}))
    many.rest()
    assert (len(notes.left), notes.dropped) == (MAX_LEFT, 3)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)))  # fmt: skip
def test_leftovers_are_the_json_that_came(value: Any) -> None:
    """Read again, they are the same value; written, they are UTF-8."""
    octets = json.dumps(value).encode()
    once = read_json(octets).value
    text = raw_json(once)
    assert read_json(text.encode("utf-8")).value == once
