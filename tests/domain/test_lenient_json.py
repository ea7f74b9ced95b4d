from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.lenient_json import MAX_DEPTH, Literal, compact, read_json


def test_numbers_stay_as_they_were_typed() -> None:
    """`1e3`, `007` in a string, 30 digits and `NaN` are shown as the form sent them."""
    value = read_json(b'[1e3, 1.50, "007", 123456789012345678901234567890, NaN, -Infinity]').value
    assert value == ["1e3", "1.50", "007", "123456789012345678901234567890", "NaN", "-Infinity"]
    assert isinstance(value[0], Literal)
    assert not isinstance(value[2], Literal)


def test_a_member_that_is_there_twice_is_kept_twice() -> None:
    """Nothing is dropped: the second goes on under a name of its own."""
    reading = read_json(b'{"a": 1, "a": 2, "a (2)": 3, "a": 4}')
    assert reading.note == "duplicate_member"
    assert sorted(reading.value.values()) == ["1", "2", "3", "4"]


def test_a_hundred_thousand_members_of_one_name_cost_no_time() -> None:
    """Reading stays linear, whatever a form repeats."""
    begun = time.process_time()
    reading = read_json(b"{" + b",".join([b'"a":0'] * 100_000) + b"}")
    assert len(reading.value) == 100_000
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("octets", "note"),
    [
        (b"", "not_json"),
        (b"<html>", "not_json"),
        (b"{", "not_json"),
        (b"\xff\xfe{\x00}\x00", "not_utf8"),
        (b"[" * 100_000, "too_deep"),
        (b"[" * (MAX_DEPTH + 1) + b"1" + b"]" * (MAX_DEPTH + 1), "too_deep"),
    ],
)
def test_what_is_not_json_is_said(octets: bytes, note: str) -> None:
    """HTML, cut octets, other encodings and bottomless nesting come back as failed."""
    reading = read_json(octets)
    assert reading.failed
    assert reading.note == note


def test_64_levels_and_a_byte_order_mark_are_read() -> None:
    """What many programs write is no reason to refuse."""
    assert not read_json(b"[" * MAX_DEPTH + b"1" + b"]" * MAX_DEPTH).failed
    assert read_json(b"\xef\xbb\xbf{}").value == {}


def test_lone_surrogates_are_spelled_out() -> None:
    """What no encoder could write is shown by its code."""
    value = read_json(b'{"\\ud800": "a\\udfff"}').value
    shown = compact(value)
    assert "\\ud800" in shown
    assert "\\udfff" in shown
    shown.encode("utf-8")
    assert compact(value["\\ud800"]) == "a\\udfff"


@given(st.binary(max_size=300))
def test_no_octets_break_the_reading(octets: bytes) -> None:
    """Reading is total."""
    reading = read_json(octets)
    assert reading.failed or compact(reading.value) is not None


_NAMES = st.text(st.characters(exclude_characters="\0", codec="utf-8"))


@given(
    st.recursive(st.none() | st.booleans() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(_NAMES, inner))
)
def test_well_formed_json_is_read_as_it_is(value: object) -> None:
    """Whatever the standard library writes comes back equal, but for surrogates and names with NUL."""
    assert read_json(json.dumps(value).encode()).value == json.loads(json.dumps(value))


def test_one_odd_object_costs_the_others_nothing() -> None:
    """A form with one is read again from its beginning: what stood before it is there once, as it was typed."""
    reading = read_json('{"n": 1e3, "é": {"a": 1, "a": 2}, "list": [{"b": 3}]}'.encode())
    assert reading.value == {"n": "1e3", "é": {"a": "1", "a (2)": "2"}, "list": [{"b": "3"}]}
    assert reading.note == "duplicate_member"
    assert read_json('{"é": 1}'.encode()).note is None
