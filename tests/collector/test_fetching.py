"""Sealing what comes: chunks of 1 MiB, an empty part as one empty last chunk, the whole JWS as manifest."""

from __future__ import annotations

import pytest

from backoffice_gui.collector.fetching import seal_whole
from backoffice_gui.sealing.chunks import CHUNK, AttemptKey, SealContext
from tests.support.collecting import Desk, opened
from tests.support.faults import Faults, cut_body
from tests.support.front import Front, plain_submission

CONTEXT = SealContext("store", "front.example", "a" * 22, "sha256-" + "0" * 64, bytes(16))


@pytest.mark.parametrize(
    ("size", "sizes"),
    [(0, [0]), (1, [1]), (CHUNK, [CHUNK]), (CHUNK + 1, [CHUNK, 1]), (2 * CHUNK, [CHUNK, CHUNK])],
)
def test_a_part_is_cut_into_chunks_of_a_mebibyte(size: int, sizes: list[int]) -> None:
    """Every chunk but the last is full; the last says so; nothing is added or lost."""
    key = AttemptKey.new(CONTEXT)
    octets = bytes(range(256)) * (size // 256) + bytes(size % 256)
    chunks = list(seal_whole(key, 3, octets))
    plain = [key.open(c.part, c.n, c.sealed, last=c.last) for c in chunks]
    assert [len(p) for p in plain] == sizes
    assert b"".join(plain) == octets
    assert [c.last for c in chunks] == [False] * (len(chunks) - 1) + [True]
    assert [c.n for c in chunks] == list(range(len(chunks)))


def test_a_cut_body_goes_on_where_it_stopped(front: Front, desk: Desk, faults: Faults) -> None:
    """A connection that breaks within a part is resumed by `Range` in the same attempt, under the same key."""
    whole = bytes(range(256)) * 16 * 1024
    front.desk.take_in([plain_submission(b"{}", whole)])
    faults.add("GET", "/parts/1", cut_body, times=1)
    summary = desk.collect()
    assert summary.closed == 1
    assert faults.count("GET", "/parts/1") == 2
    assert opened(desk, 1)[1][1] == whole
