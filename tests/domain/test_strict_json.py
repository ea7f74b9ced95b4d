"""Protocol JSON, read without mercy and without harm."""

from __future__ import annotations

import contextlib
import json
import math
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.strict_json import MAX_DEPTH, MAX_INTEGER, MAX_OCTETS, NotStrictJson, loads

_numbers = st.integers(-MAX_INTEGER, MAX_INTEGER) | st.floats(-MAX_INTEGER, MAX_INTEGER)
_values = st.recursive(
    st.none() | st.booleans() | _numbers | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=30,
)


@given(_values, st.booleans())
def test_sound_json_reads_as_it_was_written(value: Any, ascii_only: bool) -> None:
    """What one writer writes, escaped or not, this reader reads."""
    assert loads(json.dumps(value, ensure_ascii=ascii_only).encode()) == value


@given(st.binary() | st.text().map(str.encode))
def test_nothing_else_ever_comes_out(untrusted: bytes) -> None:
    """Any octets are read or refused by one error; what is read is finite, bounded and encodable."""
    try:
        value = loads(untrusted)
    except NotStrictJson:
        return
    json.dumps(value, allow_nan=False, ensure_ascii=False).encode("utf-8")


@given(st.text(alphabet='[]{}",:\\u0d8e1-.Eefalstrn ', max_size=200))
def test_what_is_nearly_json_does_no_harm(text: str) -> None:
    """Texts of JSON's own characters agree with the standard reader wherever this one accepts them."""
    try:
        value = loads(text.encode())
    except NotStrictJson:
        return
    assert value == json.loads(text)


@pytest.mark.parametrize(
    ("untrusted", "rule"),
    [
        (b"", "not JSON"),
        (b"<html></html>", "not JSON"),
        (b'{"a": 1} x', "not JSON"),
        (b"{'a': 1}", "not JSON"),
        (b"[1,]", "not JSON"),
        (b"01", "not JSON"),
        (b'"a\nb"', "not JSON"),
        (b"\xef\xbb\xbf{}", "not JSON"),
        (b'{"a": 1, "a": 1}', "duplicate member"),
        (b'{"a": 1, "\\u0061": 2}', "duplicate member"),
        (b'[{"b": {"a": 1, "a": 2}}]', "duplicate member"),
        (b"NaN", "not a finite number"),
        (b"[Infinity]", "not a finite number"),
        (b"[-Infinity]", "not a finite number"),
        (b"9007199254740993", "number beyond 2^53"),
        (b"-9007199254740993", "number beyond 2^53"),
        (b"9" * 5000, "number beyond 2^53"),
        (b"1e400", "number beyond 2^53"),
        (b"-1e16", "number beyond 2^53"),
        (b"0." + b"1" * 500, "number too long"),
        (b'"\\ud800"', "lone surrogate"),
        (b'{"\\udfff": 1}', "lone surrogate"),
        (b'"\xed\xa0\x80"', "not UTF-8"),
        (b'"\xff"', "not UTF-8"),
        ('"é"'.encode("utf-16"), "not UTF-8"),
    ],
)
def test_what_two_readers_could_understand_differently_is_refused(untrusted: bytes, rule: str) -> None:
    """Each rule has its own words, and no value in them."""
    with pytest.raises(NotStrictJson) as caught:
        loads(untrusted)
    assert str(caught.value) == rule


def test_the_limits_themselves_are_allowed() -> None:
    """2^53, the deepest level, a surrogate pair and the largest size are all still JSON."""
    assert loads(str(MAX_INTEGER).encode()) == MAX_INTEGER
    assert loads(f"-{MAX_INTEGER}".encode()) == -MAX_INTEGER
    assert loads(b"0." + b"1" * 398) == pytest.approx(1 / 9)
    assert loads(b'"\\ud83d\\ude00"') == "\U0001f600"
    assert loads(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)
    assert loads(b'"' + b"a" * (MAX_OCTETS - 2) + b'"')


def test_over_the_budget_nothing_is_read() -> None:
    """One octet more than the budget is refused before it is looked at."""
    with pytest.raises(NotStrictJson, match="over 8 MiB"):
        loads(b" " * (MAX_OCTETS + 1))


@pytest.mark.parametrize(
    "untrusted",
    [
        b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1),
        b'{"a":' * (MAX_DEPTH + 1) + b"1" + b"}" * (MAX_DEPTH + 1),
        b'[{"a":' * 33 + b"1" + b"}]" * 33,
        b"[" * 100_000,
        b'["]",' * (MAX_DEPTH + 1),
        b'["\\"]",' * (MAX_DEPTH + 1),
    ],
)
def test_a_nesting_bomb_is_refused(untrusted: bytes) -> None:
    """One level too many is refused, whatever brackets stand in strings."""
    with pytest.raises(NotStrictJson, match="deeper than 64 levels"):
        loads(untrusted)


def test_brackets_in_strings_and_many_siblings_are_no_depth() -> None:
    """Only what is open at once counts."""
    assert loads(b'["' + b"[" * 1000 + b'"]') == ["[" * 1000]
    assert loads(b'["\\"' + b"[" * 1000 + b'"]') == ['"' + "[" * 1000]
    assert len(loads(b"[" + b",".join([b"[]"] * 1000) + b"]")) == 1000


def test_a_reader_that_runs_out_of_stack_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the count of levels ever miss something, the decoder's own limit is an answer, not a crash."""
    monkeypatch.setattr("backoffice_gui.domain.strict_json.MAX_DEPTH", math.inf)
    with pytest.raises(NotStrictJson, match="deeper than 64 levels"):
        loads(b"[" * 100_000)


@pytest.mark.parametrize(
    "untrusted",
    [
        b"[" * 65 + b'"' + b'\\"' * (MAX_OCTETS // 2 - 64),
        b"[" * 65 + b'"' + b'\\"' * (MAX_OCTETS // 2 - 64) + b"\\",
        b"[" + b"[]," * (MAX_OCTETS // 3 - 1) + b"1]",
        b"[" * (MAX_OCTETS // 2) + b"]" * (MAX_OCTETS // 2),
        b'{"' + b'":{"' * (MAX_OCTETS // 4 - 1),
        b"[" * 65 + b"\\" * (MAX_OCTETS - 65),
        b'["' + b"\\u0041" * (MAX_OCTETS // 6 - 1) + b'"]',
    ],
)
def test_a_bomb_of_the_largest_size_costs_seconds_at_most(untrusted: bytes) -> None:
    """Eight mebibytes made to be slow are read or refused in linear time."""
    begun = time.process_time()
    with contextlib.suppress(NotStrictJson):
        loads(untrusted)
    assert time.process_time() - begun < 20
