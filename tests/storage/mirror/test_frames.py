"""Records as octets: each proves itself, and its place."""

from __future__ import annotations

import pytest

from backoffice_gui.storage.mirror.frames import FIRST, HASH, HEAD, MOST, Record, RecordType, head_of, packed, proves

RECORD = Record(RecordType.OUTCOME, (b"EXEMPLE ", b"DEMO"))


def test_a_record_proves_itself_and_names_the_one_before() -> None:
    """Head, payload and hash, in this order; its hash is the last thing of it."""
    pieces, digest = packed(RECORD, FIRST)
    octets = b"".join(pieces)
    head, payload, trailer = octets[:HEAD], octets[HEAD:-HASH], octets[-HASH:]
    assert len(octets) == RECORD.size
    assert head_of(head) == (RecordType.OUTCOME, 12, FIRST)
    assert (payload, trailer) == (b"EXEMPLE DEMO", digest)
    assert proves(head, payload, trailer)
    assert packed(RECORD, digest)[1] != digest


@pytest.mark.parametrize("at", range(HEAD + 12 + HASH))
def test_any_turned_octet_is_seen(at: int) -> None:
    """In the head, in the payload, in the hash."""
    octets = bytearray(b"".join(packed(RECORD, FIRST)[0]))
    octets[at] ^= 1
    head, payload, trailer = bytes(octets[:HEAD]), bytes(octets[HEAD:-HASH]), bytes(octets[-HASH:])
    assert not proves(head, payload, trailer)


def test_what_is_no_head_is_none() -> None:
    """Too short, another magic, a length beyond all measure."""
    head = packed(RECORD, FIRST)[0][0]
    assert head_of(head[:-1]) is None
    assert head_of(b"X" + head[1:]) is None
    assert head_of(head[:5] + (MOST + 1).to_bytes(4, "big") + head[9:]) is None


def test_a_payload_has_an_end() -> None:
    """No record that its reader would refuse is written."""
    with pytest.raises(ValueError, match="8 MiB"):
        packed(Record(RecordType.CHUNK, (bytes(MOST), b"x")), FIRST)
