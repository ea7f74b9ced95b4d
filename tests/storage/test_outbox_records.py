"""The outbox's octets: what is cut off was never kept, and one damaged record takes no other with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.sealing.records import RecordKey
from backoffice_gui.storage.outbox_records import framed, head_of, read_all, salt_of

_KEY = RecordKey(bytes(range(32)), bytes(32), "c.demo")
_PLAIN = [b"EXEMPLE 0", b"EXEMPLE 1" * 40, b"", b"EXEMPLE 3"]
_FRAMES = [framed(_KEY, place, plain) for place, plain in enumerate(_PLAIN)]
_HEAD = head_of(_KEY)
_FILE = _HEAD + b"".join(_FRAMES)


def test_everything_comes_back_in_order() -> None:
    """Of a file that nothing happened to."""
    found = read_all(_KEY, _FILE)
    assert (found.records, found.next) == (_PLAIN, 4)
    assert (found.torn, found.damaged) == (False, False)
    assert salt_of(_FILE) == _KEY.salt
    assert salt_of(b"SQLite format 3\0" * 4) is None
    assert salt_of(_HEAD[:-1]) is None


@given(st.integers(len(_HEAD), len(_FILE)))
def test_cut_anywhere_all_that_was_whole_is_there(cut: int) -> None:
    """A power cut: the records before it."""
    found = read_all(_KEY, _FILE[:cut])
    ends = [len(_HEAD) + sum(map(len, _FRAMES[:n])) for n in range(5)]
    whole = max(n for n in range(5) if ends[n] <= cut)
    assert (found.records, found.next) == (_PLAIN[:whole], whole)
    assert found.torn is (ends[whole] < cut)
    assert not found.damaged


@given(st.integers(len(_HEAD), len(_FILE) - 1), st.integers(1, 255))
def test_a_damaged_octet_takes_its_own_record_and_no_other(at: int, flip: int) -> None:
    """And it is said: the file is to be set aside."""
    octets = bytearray(_FILE)
    octets[at] ^= flip
    found = read_all(_KEY, bytes(octets))
    ends = [len(_HEAD) + sum(map(len, _FRAMES[:n])) for n in range(5)]
    hit = next(n for n in range(4) if at < ends[n + 1])
    assert [plain for n, plain in enumerate(_PLAIN) if n != hit] == [
        each for each in found.records if each != _PLAIN[hit]
    ]
    assert found.damaged or found.torn


def test_a_last_record_whose_frame_alone_is_damaged_is_read_all_the_same() -> None:
    """It was said to be kept."""
    octets = bytearray(_FILE)
    octets[len(_FILE) - len(_FRAMES[3]) + 13] ^= 0xFF
    found = read_all(_KEY, bytes(octets))
    assert found.records == _PLAIN
    assert found.damaged


@pytest.mark.parametrize("order", [(0, 2, 3), (0, 1, 1, 2, 3), (1, 0, 2, 3)], ids=["cut out", "twice", "turned"])
def test_what_somebody_else_has_arranged_is_seen(order: tuple[int, ...]) -> None:
    """Nobody without the key can write; whoever moves what is there is noticed, and nothing is read twice."""
    found = read_all(_KEY, _HEAD + b"".join(_FRAMES[n] for n in order))
    assert found.damaged
    assert len(found.records) == len({bytes(each) for each in found.records})


def test_another_key_opens_nothing() -> None:
    """No record, and it is damage: never an empty outbox."""
    found = read_all(RecordKey(bytes(32), bytes(32), "c.demo"), _FILE)
    assert found.records == []
    assert found.damaged
