"""What is held, as it is listed and read."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.reference_front import Desk, NewPart, NewSubmission
from backoffice_gui.reference_front.holdings import PAGE_BUDGET, ListQuery, PartHead
from backoffice_gui.reference_front.intake import CHUNK
from backoffice_gui.reference_front.ledger import TakeOver, Taker
from tests.support.clock import TurnedClock
from tests.support.front import plain_submission


def _seqs(desk: Desk, **query: int) -> list[int]:
    return [item.seq for item in desk.listing(ListQuery(**query)).items]


def _take(desk: Desk, id_: str, digest: str) -> None:
    desk.take_over([TakeOver(id_, digest, "t")], Taker("s", "CN=c"))


def test_a_page_goes_on_beyond_after(desk: Desk) -> None:
    """Increasing `seq`, at most `limit`, nothing that has ended; the counts are of the whole."""
    made = desk.take_in([plain_submission(b"a") for _ in range(6)])
    _take(desk, made[2].id, made[2].digest)
    assert _seqs(desk) == [1, 2, 4, 5, 6]
    assert _seqs(desk, after=2, limit=2) == [4, 5]
    assert _seqs(desk, after=6) == []
    page = desk.listing(ListQuery(limit=1))
    assert (page.high_seq, page.held, page.ledger_high) == (6, 5, 1)


def test_small_parts_are_inlined(desk: Desk) -> None:
    """Parts of at most so many octets, empty ones too; none without being asked."""
    desk.take_in([plain_submission(b"12345", b"123456", b"")])
    assert desk.listing(ListQuery()).items[0].parts == {}
    assert desk.listing(ListQuery(inline=5)).items[0].parts == {0: b"12345", 2: b""}
    assert desk.listing(ListQuery(inline=6)).items[0].parts == {0: b"12345", 1: b"123456", 2: b""}


def test_parts_over_a_mebibyte_are_never_inlined(desk: Desk) -> None:
    """However much is asked for."""
    desk.take_in([plain_submission(b"a", b"x" * (CHUNK + 1))])
    assert list(desk.listing(ListQuery(inline=2**53)).items[0].parts) == [0]


@given(
    sizes=st.lists(st.lists(st.integers(0, CHUNK), min_size=1, max_size=11), min_size=1, max_size=8),
    inline=st.sampled_from([0, 1000, CHUNK]),
)
def test_pages_stay_within_four_mebibytes(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[list[int]], inline: int
) -> None:
    """Each page has one item at least and fits its budget; page after page, each comes once."""
    desk = Desk(tmp_path_factory.mktemp("pages"), TurnedClock())
    desk.take_in([plain_submission(*(b"x" * size for size in each)) for each in sizes])
    seen: list[int] = []
    while (items := desk.listing(ListQuery(after=seen[-1] if seen else 0, inline=inline)).items) != ():
        octets = sum(len(item.manifest) + sum((len(p) + 2) // 3 * 4 for p in item.parts.values()) for item in items)
        assert octets <= PAGE_BUDGET
        seen += [item.seq for item in items]
    desk.close()
    assert seen == list(range(1, len(sizes) + 1))


def test_large_manifests_make_short_pages(desk: Desk) -> None:
    """A hundred manifests of 40 KB don't fit 4 MiB; fewer are sent."""
    big = NewSubmission("a", (NewPart("a", "b" * 40_000, (b"x",)),))
    desk.take_in([big for _ in range(100)])
    assert 50 < len(_seqs(desk)) < 100


def test_a_part_is_found_while_it_is_held(desk: Desk) -> None:
    """Its head and its octets; nothing for another number, and nothing at all from the end on."""
    octets = random.Random(1).randbytes(CHUNK + 5)
    (one,) = desk.take_in([plain_submission(octets)])
    head = desk.part(one.id, 0)
    assert head == PartHead(CHUNK + 5, one.parts[0].sha256, "application/json")
    assert desk.part(one.id, 1) is None
    assert (desk.chunk(one.id, 0, 0), desk.chunk(one.id, 0, 1)) == (octets[:CHUNK], octets[CHUNK:])
    _take(desk, one.id, one.digest)
    assert desk.part(one.id, 0) is None
    assert desk.chunk(one.id, 0, 0) is None


def test_a_standing_has_what_belongs_to_its_state(desk: Desk) -> None:
    """A manifest while it is held, an entry afterwards, nothing for the unknown."""
    (one,) = desk.take_in([plain_submission(b"a")])
    held = desk.standing(one.id)
    _take(desk, one.id, one.digest)
    desk.turn()
    ended = desk.standing(one.id)
    assert held is not None
    assert ended is not None
    assert (held.state, held.manifest is None, held.receipt is None) == ("held", False, True)
    assert (ended.state, ended.manifest is None, ended.receipt is None) == ("acknowledged", True, False)
    assert desk.standing("x" * 24) is None
