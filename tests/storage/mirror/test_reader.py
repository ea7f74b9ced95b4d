"""Reading: what proves itself is found, whatever lies between, and links are judged."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.storage.mirror import files
from backoffice_gui.storage.mirror.frames import FIRST, MAGIC, Record, RecordType, packed
from backoffice_gui.storage.mirror.reader import Heads, Segment, header_of, payload_at, scan


def chained(*payloads: bytes, previous: bytes = FIRST) -> tuple[list[bytes], bytes]:
    """Records one after the other, and the hash of the last."""
    found = []
    for payload in payloads:
        pieces, previous = packed(Record(RecordType.OUTCOME, (payload,)), previous)
        found.append(b"".join(pieces))
    return found, previous


def write(folder: Path, number: int, octets: bytes) -> None:
    """A segment of these octets."""
    files.segment_file(folder, number).write_bytes(octets)


def test_records_are_found_in_order(tmp_path: Path) -> None:
    """A whole segment is whole."""
    records, _ = chained(b"a", b"", b"c" * 5000)
    write(tmp_path, 1, b"".join(records))
    segment = Segment(1)
    assert [found.payload for found in scan(tmp_path, 1, segment)] == [b"a", b"", b"c" * 5000]
    assert segment.whole
    assert payload_at(tmp_path, 1, len(records[0])) == b""
    assert payload_at(tmp_path, 1, 1) is None


def test_reading_goes_on_behind_what_is_damaged(tmp_path: Path) -> None:
    """The next record that proves itself, though a magic stands in the rubbish, or far from it."""
    records, _ = chained(b"a", b"b", b"c")
    rubbish = MAGIC + b"x" * 20 + MAGIC + bytes(1024 * 1024 + 3)
    write(tmp_path, 1, records[0] + rubbish + records[1][:-1] + b"?" + records[2] + b"torn")
    segment = Segment(1)
    assert [found.payload for found in scan(tmp_path, 1, segment)] == [b"a", b"c"]
    assert segment.skipped == len(rubbish) + len(records[1])
    assert segment.size - segment.end == 4
    assert not segment.whole


def test_links_are_judged(tmp_path: Path) -> None:
    """To the record before; at a segment's start to any record of the last segment that had one."""
    first, head = chained(b"a", b"b")
    from_a = chained(b"a")[1]
    write(tmp_path, 1, b"".join(first))
    write(tmp_path, 2, b"")
    write(tmp_path, 3, chained(b"c", previous=from_a)[0][0])
    write(tmp_path, 4, chained(b"d", previous=head)[0][0] + chained(b"e", previous=head)[0][0])
    heads = Heads()
    judged = [heads.holds(found) for number in files.numbers(tmp_path) for found in scan(tmp_path, number)]
    assert judged == [True, True, True, False, False]


def test_a_record_cut_out_breaks_its_link(tmp_path: Path) -> None:
    """And one that changes places breaks more."""
    records, _ = chained(b"a", b"b", b"c")
    heads = Heads()
    write(tmp_path, 1, records[0] + records[2])
    assert [heads.holds(found) for found in scan(tmp_path, 1)] == [True, False]


def test_the_store_is_named_by_any_sound_record(tmp_path: Path) -> None:
    """The first, or where it is damaged the second; one that says nothing is passed over."""
    said = b'{"format": 1, "mirror": "m", "store": "s", "names": [], "publics": []}'
    one = b"".join(packed(Record(RecordType.STORE, (said,)), FIRST)[0])
    odd = b"".join(packed(Record(RecordType.STORE, (b"{}",)), FIRST)[0])
    write(tmp_path, 1, odd + one[:-1] + b"?" + one)
    found = header_of(tmp_path, 1)
    assert found is not None
    assert found["store"] == "s"
    write(tmp_path, 2, odd)
    assert header_of(tmp_path, 2) is None
