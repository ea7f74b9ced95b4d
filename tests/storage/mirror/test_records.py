"""What records say, read as it was written, or not at all."""

from __future__ import annotations

import pytest

from backoffice_gui.storage.mirror.frames import RecordType
from backoffice_gui.storage.mirror.records import Chunk, Unreadable, chunk_record, facts_record, members, read_chunk


def test_a_chunk_is_read_as_it_was_written() -> None:
    """Its octets are not copied on the way out."""
    chunk = Chunk(b"t" * 16, 4294967295, 7, True, b"EXEMPLE")
    record = chunk_record(chunk)
    assert record.payload[1] is chunk.sealed
    assert read_chunk(b"".join(record.payload)) == chunk
    with pytest.raises(Unreadable):
        read_chunk(b"short")


def test_facts_are_read_as_they_were_written() -> None:
    """JSON in ASCII, members sorted."""
    record = facts_record(RecordType.OUTCOME, {"b": None, "a": "é"})
    assert record.payload == (b'{"a": "\\u00e9", "b": null}',)
    assert members(record.payload[0], ("a", "b")) == {"a": "é", "b": None}


@pytest.mark.parametrize("octets", [b"", b"[]", b"{", b"\xff", b'{"b": 1}'])
def test_what_says_nothing_is_unreadable(octets: bytes) -> None:
    """Never half a fact."""
    with pytest.raises(Unreadable):
        members(octets, ("a",))
