"""What a mirror holds as a whole: first whole copies, last facts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.storage.mirror import files
from backoffice_gui.storage.mirror.frames import FIRST, Record, RecordType, packed
from backoffice_gui.storage.mirror.index import read_index
from tests.support.mirrors import Mirror, mirror_of
from tests.support.stores import World, invented


@pytest.fixture
def mirror(world: World, tmp_path: Path) -> Iterator[Mirror]:
    """One verified submission, copied once."""
    with mirror_of(world, tmp_path / "mirror") as made:
        made.copy(world.verify(invented(1)).attempt)
        yield made


def test_a_copy_written_twice_counts_once(mirror: Mirror) -> None:
    """A kill between the append and the fact leads to a second one."""
    first = read_index([mirror.folder])
    mirror.copier.copy([1])
    again = read_index([mirror.folder])
    assert list(again.whole) == list(first.whole)
    assert again.whole == first.whole
    assert again.records > first.records


def test_a_copy_without_one_chunk_is_partial_until_it_is_written_again(mirror: Mirror) -> None:
    """Damaged once, whole by the second."""
    octets = mirror.segment().read_bytes()
    [whole] = read_index([mirror.folder]).whole.values()
    at = whole.places[0].at + 60
    mirror.segment().write_bytes(octets[:at] + b"?" + octets[at + 1 :])
    index = read_index([mirror.folder])
    assert (len(index.whole), len(index.partial), len(index.breaks)) == (0, 1, 1)
    mirror.again().copy([1])
    index = read_index([mirror.folder])
    assert (len(index.whole), len(index.partial)) == (1, 0)


def test_of_facts_the_last_count(mirror: Mirror) -> None:
    """Whatever record says them."""
    mirror.world.receipt(1)
    mirror.follow()
    [facts] = read_index([mirror.folder]).facts.values()
    assert facts["receipt_ours"] is True


def test_records_of_a_later_program_are_passed_over(tmp_path: Path) -> None:
    """They prove themselves; what says nothing of its type is a break."""
    first, head = packed(Record(RecordType.OUTCOME, (b'{"origin": "o", "id": "i", "digest": "d"}',)), FIRST)
    later = packed(Record(99, (b"EXEMPLE",)), head)  # type: ignore[arg-type]
    odd = packed(Record(RecordType.OUTCOME, (b"[]",)), later[1])
    octets = b"".join(b"".join(pieces) for pieces, _ in ((first, head), later, odd))
    files.segment_file(tmp_path, 1).write_bytes(octets)
    index = read_index([tmp_path])
    assert (index.records, len(index.facts), len(index.breaks)) == (3, 1, 1)
