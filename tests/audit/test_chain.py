"""The chain: any edit, deletion, swap or insertion is found where it begins; a cut end by an anchor."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.audit import FIRST, Anchor, AuditEvent, Linked, Role, Verb, canonical, link, verify
from backoffice_gui.audit.chain import Break, walk
from tests.support.facts import NOON

words = st.text(max_size=12)
events = st.builds(
    AuditEvent,
    at=st.datetimes(timezones=st.just(UTC)),
    verb=st.sampled_from(Verb),
    role=st.sampled_from(Role),
    object=words,
    details=st.dictionaries(words, words | st.integers(-(2**53), 2**53), max_size=3).map(lambda d: tuple(d.items())),
)


def chained(some: list[AuditEvent]) -> list[Linked]:
    """A chain of these events."""
    lines: list[Linked] = []
    previous = FIRST
    for n, event in enumerate(some, start=1):
        octets = canonical(event)
        previous = link(previous, octets)
        lines.append(Linked(n, octets, previous))
    return lines


@given(events)
def test_the_canonical_form_is_sorted_ascii_json(event: AuditEvent) -> None:
    """Octet for octet what the standard library writes, so that anyone can verify a chain."""
    expected = {
        "at": event.at.isoformat(timespec="microseconds"),
        "details": dict(event.details),
        "object": event.object,
        "role": event.role.value,
        "verb": event.verb.value,
    }
    assert canonical(event) == json.dumps(expected, sort_keys=True, separators=(",", ":")).encode("ascii")


def test_a_time_is_written_in_utc() -> None:
    """The same moment, told in another zone, is the same line."""
    paris = NOON.astimezone(timezone(timedelta(hours=1)))
    one, two = (AuditEvent(at, Verb.STORED, Role.COLLECTOR, "submission:1") for at in (NOON, paris))
    assert canonical(one) == canonical(two)
    assert b"2026-11-23T12:00:00.000000+00:00" in canonical(two)


def test_a_link_is_the_hash_over_the_one_before_and_the_line() -> None:
    """As the documentation says it, written out."""
    assert link(b"a" * 32, b"line") == hashlib.sha256(b"a" * 32 + b"line").digest()


@given(st.lists(events, max_size=6))
def test_an_untouched_chain_holds(some: list[AuditEvent]) -> None:
    """From the first line on, with or without an anchor anywhere in it."""
    lines = chained(some)
    assert verify(lines) is None
    for line in lines:
        assert verify(lines, Anchor(line.n, line.hash)) is None


@given(st.lists(events, min_size=1, max_size=6), events, st.data())
def test_an_edited_line_is_found(some: list[AuditEvent], other: AuditEvent, data: st.DataObject) -> None:
    """The first broken link is that of the edited line, also where its own hash was made to fit."""
    lines = chained(some)
    at = data.draw(st.integers(0, len(lines) - 1))
    if canonical(other) == lines[at].octets:
        return
    edited = [*lines]
    edited[at] = Linked(at + 1, canonical(other), lines[at].hash)
    assert verify(edited) == at + 1
    before = lines[at - 1].hash if at else FIRST
    edited[at] = Linked(at + 1, canonical(other), link(before, canonical(other)))
    assert verify(edited) == (at + 2 if at + 1 < len(lines) else None)
    assert verify(edited, Anchor(at + 1, lines[at].hash)) == at + 1


@given(st.lists(events, min_size=2, max_size=6), st.data())
def test_a_deleted_line_is_found(some: list[AuditEvent], data: st.DataObject) -> None:
    """Whether the numbers were closed up behind it or not."""
    lines = chained(some)
    at = data.draw(st.integers(0, len(lines) - 2))
    left = lines[:at] + lines[at + 1 :]
    assert verify(left) == at + 1
    renumbered = [Linked(n, line.octets, line.hash) for n, line in enumerate(left, start=1)]
    assert verify(renumbered) == at + 1


@given(st.lists(events, min_size=2, max_size=6, unique_by=canonical), st.data())
def test_swapped_lines_are_found(some: list[AuditEvent], data: st.DataObject) -> None:
    """Two lines that changed places break at the first of them."""
    lines = chained(some)
    one = data.draw(st.integers(0, len(lines) - 2))
    two = data.draw(st.integers(one + 1, len(lines) - 1))
    swapped = [*lines]
    swapped[one] = Linked(one + 1, lines[two].octets, lines[two].hash)
    swapped[two] = Linked(two + 1, lines[one].octets, lines[one].hash)
    assert verify(swapped) == one + 1


@given(st.lists(events, min_size=1, max_size=6), st.data())
def test_a_cut_end_is_found_by_an_anchor_only(some: list[AuditEvent], data: st.DataObject) -> None:
    """A shorter chain holds in itself; a head noted elsewhere says that something is gone."""
    lines = chained(some)
    left = lines[: data.draw(st.integers(0, len(lines) - 1))]
    assert verify(left) is None
    assert verify(left, Anchor(lines[-1].n, lines[-1].hash)) == len(left) + 1


def test_the_epoch_of_a_line_is_part_of_it() -> None:
    """A line whose time was moved is another line."""
    one = AuditEvent(NOON, Verb.STORED, Role.COLLECTOR, "submission:1")
    two = AuditEvent(datetime(2026, 11, 23, 12, 0, 0, 1, tzinfo=UTC), one.verb, one.role, one.object)
    assert canonical(one) != canonical(two)


THREE = chained([AuditEvent(NOON, Verb.STORED, Role.COLLECTOR, f"submission:{n}") for n in (1, 2, 3)])
OTHER = b"o" * 32


@pytest.mark.parametrize(
    ("lines", "anchors", "found"),
    [
        (THREE, [], None),
        ([THREE[0], THREE[2]], [], Break(2, "gap")),
        ([THREE[0], Linked(2, b"{}", THREE[1].hash), THREE[2]], [], Break(2, "link")),
        (THREE, [Anchor(2, OTHER)], Break(2, "rewritten")),
        (THREE, [Anchor(9, OTHER), Anchor(9, FIRST)], Break(9, "rewritten")),
        (THREE, [Anchor(0, OTHER)], Break(0, "rewritten")),
        (THREE, [Anchor(0, FIRST), Anchor(3, THREE[2].hash)], None),
        (THREE, [Anchor(4, OTHER)], Break(4, "cut")),
        (THREE, [Anchor(9, OTHER), Anchor(1, THREE[0].hash)], Break(4, "cut")),
        ([], [Anchor(1, OTHER)], Break(1, "cut")),
    ],
)
def test_a_break_says_where_and_how(lines: list[Linked], anchors: list[Anchor], found: Break | None) -> None:
    """The first of them; the highest head that was noted counts, whatever the order."""
    assert walk(lines, anchors) == found


def test_a_chain_goes_on_after_what_was_purged() -> None:
    """From the head before it; another head under that number is a rewritten chain, an older one says nothing."""
    begun = Anchor(2, THREE[1].hash)
    assert walk(THREE[2:], [Anchor(1, OTHER), begun], begun) is None
    assert walk(THREE[2:], [Anchor(2, OTHER)], begun) == Break(2, "rewritten")
    assert walk(THREE[2:], (), Anchor(2, OTHER)) == Break(3, "link")
    assert walk(THREE[2:]) == Break(1, "gap")
