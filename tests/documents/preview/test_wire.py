"""What the two sides say, and that no number of the other side is believed."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.documents.preview.wire import (
    Malformed,
    Opened,
    Say,
    limit_of,
    pack_hello,
    pack_opened,
    picture_size,
    unpack_hello,
    unpack_opened,
    unpack_text,
)
from backoffice_gui.domain.preview import PAGES_SHOWN, SIDE, Flag, PageSize, Protections

_SIZES = st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)).map(lambda size: PageSize(*map(float, size)))


@given(st.lists(_SIZES, min_size=1, max_size=PAGES_SHOWN), st.integers(0, 9_000), st.sets(st.sampled_from(Flag)))
def test_an_opened_document_goes_over_whole(pages: list[PageSize], more: int, flags: set[Flag]) -> None:
    """What is packed is unpacked, and is never larger than its message may be."""
    opened = Opened(len(pages) + more, tuple(pages), frozenset(flags))
    assert unpack_opened(pack_opened(opened)) == opened
    assert len(pack_opened(opened)) <= limit_of(Say.OPENED)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        struct.pack("<IIH", 1, 0, 0),
        struct.pack("<IIHff", 0, 0, 1, 1, 1),
        struct.pack("<IIHff", 1, 0, 2, 1, 1),
        struct.pack("<IIHff", 2**32 - 1, 0, 1, 1, 1),
        struct.pack("<IIHff", 1, 2**20, 1, 1, 1),
        struct.pack("<IIHff", 1, 0, 1, float("nan"), 1),
        struct.pack("<IIHff", 1, 0, 1, float("inf"), 1),
        struct.pack("<IIHff", 1, 0, 1, -1, 1),
        struct.pack("<IIHff", 1, 0, 1, 1, 1e9),
        struct.pack("<IIHffB", 1, 0, 1, 1, 1, 0),
        struct.pack("<IIH", 600, 0, 501) + struct.pack("<ff", 1, 1) * 501,
    ],
)
def test_what_is_out_of_bounds_is_no_document(payload: bytes) -> None:
    """Too many, too few, not finite, negative, unknown flags."""
    with pytest.raises(Malformed):
        unpack_opened(payload)


@given(st.binary(max_size=60))
def test_any_octets_are_a_document_or_malformed(payload: bytes) -> None:
    """Nothing else is ever raised."""
    for read in (unpack_opened, unpack_text, lambda octets: unpack_hello(octets, job=False)):
        try:
            read(payload)
        except Malformed:
            continue


@pytest.mark.parametrize(
    ("width", "height", "octets"),
    [(0, 1, 0), (1, 0, 0), (SIDE + 1, 1, (SIDE + 1) * 4), (2, 2, 15), (2, 2, 17), (2**32 - 1, 2**32 - 1, 4), (1, 1, 0)],
)
def test_a_picture_has_as_many_pixels_as_it_says(width: int, height: int, octets: int) -> None:
    """And no more than a side may have."""
    with pytest.raises(Malformed):
        picture_size(struct.pack("<II", width, height), octets)


def test_the_largest_picture_fits() -> None:
    """Exactly."""
    assert picture_size(struct.pack("<II", SIDE, SIDE), SIDE * SIDE * 4) == (SIDE, SIDE)
    assert limit_of(Say.PICTURE) == SIDE * SIDE * 4 + 8
    with pytest.raises(Malformed):
        picture_size(b"", 0)


def test_walls_go_over_and_the_job_is_ours_to_say() -> None:
    """The other side cannot claim a job; a version or a wall that nobody knows is refused."""
    stands = Protections(limits=True, no_new_privileges=True, landlock=7, seccomp=True, job=True, low_integrity=True)
    assert unpack_hello(pack_hello(stands), job=True) == stands
    assert not unpack_hello(pack_hello(stands), job=False).job
    for payload in (b"\x02\0\0", b"\x01\0\x10", b"\x01\0"):
        with pytest.raises(Malformed):
            unpack_hello(payload, job=False)


def test_a_text_has_no_controls() -> None:
    """But for its lines and tabs; a coding that is not UTF-8 is none of ours."""
    assert unpack_text("a\x1b[2J\0\x9b\tb\nc\r".encode()) == "a[2J\tb\nc"
    with pytest.raises(Malformed):
        unpack_text(b"\xed\xa0\x80")
