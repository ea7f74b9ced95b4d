"""A part on its way: what contradicts the manifest is refused, and what is cut can go on."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import tracemalloc
from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.manifest import Part
from backoffice_gui.errors import BadAnswer, Unreachable
from backoffice_gui.transfer.parts import MEBIBYTE, Pace, PartReader, mebibytes
from tests.support.clock import TurnedClock

CONTENT = b"EXEMPLE " * 100
HEX = hashlib.sha256(CONTENT).hexdigest()
OTHER_HEX = hashlib.sha256(b"other").hexdigest()
PART = Part(1, "passeport EXEMPLE.pdf", "application/pdf", len(CONTENT), HEX)
ETAG = f'"sha256-{HEX}"'
REPR = f"sha-256=:{base64.b64encode(hashlib.sha256(CONTENT).digest()).decode()}:"
OTHER_REPR = f"sha-256=:{base64.b64encode(hashlib.sha256(b'other').digest()).decode()}:"


def _begun(**fields: str) -> PartReader:
    reader = PartReader(PART)
    reader.begin(200, len(CONTENT), {name.replace("_", "-"): value for name, value in fields.items()})
    return reader


def test_part_is_complete_when_its_digest_is_right() -> None:
    """Size and digest of the manifest make a part complete, whatever the pieces' sizes."""
    reader = _begun(etag=ETAG, repr_digest=REPR)
    for at in range(0, len(CONTENT), 7):
        assert not reader.complete
        reader.feed(CONTENT[at : at + 7])
    assert reader.complete
    assert not reader.resumable


def test_empty_part_is_complete_at_once() -> None:
    """An empty part has a digest too."""
    reader = PartReader(Part(2, "", "", 0, hashlib.sha256(b"").hexdigest()))
    reader.begin(200, 0, {})
    assert reader.complete
    wrong = PartReader(Part(2, "", "", 0, HEX))
    with pytest.raises(BadAnswer) as refused:
        wrong.begin(200, 0, {})
    assert refused.value.reason == "digest"


def test_wrong_octets_are_refused_at_the_last_piece() -> None:
    """The right length with other octets is no part."""
    reader = _begun()
    reader.feed(CONTENT[:-1])
    with pytest.raises(BadAnswer) as refused:
        reader.feed(b"X")
    assert refused.value.reason == "digest"
    assert not reader.complete


def test_more_octets_than_declared_are_refused() -> None:
    """No octet beyond the manifest's size is taken."""
    reader = _begun()
    with pytest.raises(BadAnswer) as refused:
        reader.feed(CONTENT + b"X")
    assert refused.value.reason == "size"


@pytest.mark.parametrize(
    ("status", "length", "fields", "reason"),
    [
        (206, len(CONTENT), {}, "range"),
        (200, len(CONTENT) - 1, {}, "size"),
        (200, len(CONTENT) + 1, {}, "size"),
        (200, len(CONTENT), {"etag": f'"sha256-{OTHER_HEX}"'}, "etag"),
        (200, len(CONTENT), {"etag": f'W/"sha256-{OTHER_HEX}"'}, "etag"),
        (200, len(CONTENT), {"repr-digest": OTHER_REPR}, "repr-digest"),
        (200, len(CONTENT), {"repr-digest": f"sha-512=:AAAA:, {OTHER_REPR}"}, "repr-digest"),
        (200, len(CONTENT), {"repr-digest": f"{REPR}, {OTHER_REPR}"}, "repr-digest"),
        (200, len(CONTENT), {"repr-digest": "sha-256=nonsense"}, "repr-digest"),
        (200, len(CONTENT), {"repr-digest": "sha-256=:::"}, "repr-digest"),
        (200, len(CONTENT), {"content-type": "text/html; charset=utf-8"}, "media-type"),
    ],
)
def test_head_that_contradicts_the_manifest_is_refused(
    status: int, length: int, fields: dict[str, str], reason: str
) -> None:
    """Size, ETag, Repr-Digest or a page for people: refused before an octet is read."""
    with pytest.raises(BadAnswer) as refused:
        PartReader(PART).begin(status, length, fields)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"etag": '"abc"'},
        {"etag": "nonsense"},
        {"etag": f"W/{ETAG}"},
        {"etag": f"{ETAG}, {ETAG}"},
        {"repr-digest": "sha-512=:AAAA:"},
        {"content-type": "application/octet-stream"},
    ],
)
def test_head_without_a_strong_etag_is_taken_but_never_resumed(fields: dict[str, str]) -> None:
    """Where they are missing the manifest's digest decides; going on would be a guess."""
    reader = PartReader(PART)
    reader.begin(200, len(CONTENT), fields)
    before = reader.resumable
    reader.feed(CONTENT[:10])
    assert (before, reader.resumable) == (True, False)
    with pytest.raises(BadAnswer) as refused:
        reader.conditions()
    assert refused.value.reason == "range"


def test_page_for_people_may_be_an_attachment() -> None:
    """HTML is refused only where the manifest doesn't declare it."""
    part = Part(1, "x", "text/html", len(CONTENT), HEX)
    PartReader(part).begin(200, len(CONTENT), {"content-type": "text/html"})


def test_cut_part_goes_on_where_it_broke() -> None:
    """Range and If-Range ask for the rest, and the hash runs on over both answers."""
    reader = _begun(etag=ETAG)
    assert reader.conditions() == {}
    reader.feed(CONTENT[:300])
    assert reader.conditions() == {"Range": "bytes=300-", "If-Range": ETAG}
    reader.begin(206, len(CONTENT) - 300, {"etag": ETAG, "content-range": f"bytes 300-{len(CONTENT) - 1}/800"})
    reader.feed(CONTENT[300:])
    assert reader.complete


@pytest.mark.parametrize(
    ("status", "fields"),
    [
        (200, {"etag": ETAG}),
        (206, {"etag": ETAG}),
        (206, {"content-range": "bytes 300-799/800"}),
        (206, {"etag": f"W/{ETAG}", "content-range": "bytes 300-799/800"}),
        (206, {"etag": ETAG, "content-range": "bytes 299-799/800"}),
        (206, {"etag": ETAG, "content-range": "bytes 300-798/800"}),
        (206, {"etag": ETAG, "content-range": "bytes 300-799/801"}),
        (206, {"etag": ETAG, "content-range": "bytes 300-799/*"}),
        (206, {"etag": ETAG, "content-range": "octets 300-799/800"}),
        (206, {"etag": ETAG, "content-range": f"bytes 300-799/{'8' * 5000}"}),
    ],
)
def test_rest_of_something_else_is_refused(status: int, fields: dict[str, str]) -> None:
    """Another range, another ETag, or the whole again: a new attempt, never a splice."""
    reader = _begun(etag=ETAG)
    reader.feed(CONTENT[:300])
    with pytest.raises(BadAnswer) as refused:
        reader.begin(status, 500, fields)
    assert (refused.value.reason, refused.value.facts) == ("range", {"status": status})


def test_rest_of_another_length_is_refused() -> None:
    """The right range with another Content-Length contradicts itself."""
    reader = _begun(etag=ETAG)
    reader.feed(CONTENT[:300])
    with pytest.raises(BadAnswer) as refused:
        reader.begin(206, 499, {"etag": ETAG, "content-range": "bytes 300-799/800"})
    assert refused.value.reason == "size"


@given(st.dictionaries(st.sampled_from(["etag", "repr-digest", "content-range", "content-type"]), st.text(max_size=80)))
def test_any_head_is_refused_or_judged_by_the_digest(fields: dict[str, str]) -> None:
    """No header of any text crashes the reader or makes wrong octets right."""
    reader = PartReader(PART)
    with contextlib.suppress(BadAnswer):
        reader.begin(200, len(CONTENT), fields)
    with pytest.raises(BadAnswer):
        reader.feed(b"X" * len(CONTENT))
    assert not reader.complete


# --- pace ---


def test_slow_drip_is_too_slow_after_the_grace() -> None:
    """An octet now and then never trips a read time-out; the minimum rate does."""
    clock = TurnedClock()
    pace = Pace(clock, 800, seconds_left=1500)
    clock.advance(10)
    pace.came(1)
    clock.advance(1)
    with pytest.raises(Unreachable) as refused:
        pace.came(1)
    assert refused.value.reason == "too-slow"


def test_minimum_rate_is_what_the_deadline_needs() -> None:
    """Size over what is left but two minutes: 1,380 MB in 1,500 s need 1 MB/s."""
    clock = TurnedClock()
    pace = Pace(clock, 1_380_000_000, seconds_left=1500)
    clock.advance(110)
    pace.came(100_000_001)
    clock.advance(1)
    with pytest.raises(Unreachable):
        pace.came(1)


def test_last_minutes_are_no_reason_to_give_up_at_once() -> None:
    """Deadlines order the work and never end it: what is listed beyond its time still has a minute."""
    clock = TurnedClock()
    pace = Pace(clock, 6_000, seconds_left=-5)
    assert pace.total == 60
    clock.advance(59)
    pace.came(60_000)
    clock.advance(2)
    with pytest.raises(Unreachable) as refused:
        pace.came(60_000)
    assert refused.value.reason == "deadline"


def test_fast_one_meets_no_limit() -> None:
    """What flows is left alone."""
    clock = TurnedClock()
    pace = Pace(clock, 2**31, seconds_left=1700)
    for _ in range(2048):
        clock.advance(0.1)
        pace.came(2**20)


# --- mebibytes ---


@given(st.lists(st.integers(0, 3 * MEBIBYTE), max_size=4))
def test_pieces_become_mebibytes(sizes: list[int]) -> None:
    """Joined they are what came; all but the last are 1 MiB, and exactly one is the last."""
    pieces = [bytes([n]) * size for n, size in enumerate(sizes, 65)]
    slices = list(mebibytes(pieces))
    assert b"".join(one.octets for one in slices) == b"".join(pieces)
    assert [one.n for one in slices] == list(range(len(slices)))
    assert [one.last for one in slices] == [False] * (len(slices) - 1) + [True]
    assert all(len(one.octets) == MEBIBYTE for one in slices[:-1])
    assert len(slices[-1].octets) <= MEBIBYTE
    assert len(slices) == max(1, -(-sum(sizes) // MEBIBYTE))


def test_one_long_piece_becomes_several() -> None:
    """Cut where it stands, to its end."""
    piece = b"".join(bytes([n]) * MEBIBYTE for n in b"abc") + b"d"
    slices = list(islice(mebibytes([piece]), 9))
    assert [(one.octets[:1], len(one.octets), one.last) for one in slices] == [
        (b"a", MEBIBYTE, False),
        (b"b", MEBIBYTE, False),
        (b"c", MEBIBYTE, False),
        (b"d", 1, True),
    ]


def test_broken_source_yields_no_last_slice() -> None:
    """A part that isn't whole never looks whole."""

    def broken() -> Iterator[bytes]:
        yield b"x" * (MEBIBYTE + 1)
        raise Unreachable("cut")

    slices = mebibytes(broken())
    assert next(slices).last is False
    with pytest.raises(Unreachable):
        next(slices)


def test_slicing_holds_little() -> None:
    """256 MiB pass through in the memory of a few."""
    piece = bytes(64 * 1024)
    tracemalloc.start()
    try:
        for _ in mebibytes(piece for _ in range(4096)):
            pass
        assert tracemalloc.get_traced_memory()[1] < 4 * MEBIBYTE
    finally:
        tracemalloc.stop()
