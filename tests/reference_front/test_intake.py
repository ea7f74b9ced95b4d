"""What comes in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

import pytest

from backoffice_gui.errors import Defect, StoreDamaged
from backoffice_gui.reference_front import Desk
from backoffice_gui.reference_front.holdings import ListQuery
from backoffice_gui.reference_front.intake import CHUNK, NewPart, NewSubmission, TurnedAway, turned_away
from backoffice_gui.reference_front.jose import payload_of
from backoffice_gui.reference_front.pace import Limits
from tests.support.clock import TurnedClock
from tests.support.front import plain_submission, streamed_part


def test_the_manifest_lists_what_came_in(desk: Desk, clock: TurnedClock) -> None:
    """Every member of protocol §3.2, and `D` over the payload's octets."""
    (one,) = desk.take_in([plain_submission(b"form", b"", kind="contact_change")])
    standing = desk.standing(one.id)
    assert standing is not None
    assert standing.manifest is not None
    manifest = payload_of(standing.manifest)
    assert manifest == {
        "version": 1,
        "origin": "front.demo.ofpra.example",
        "id": one.id,
        "seq": 1,
        "kind": "contact_change",
        "submitted_at": "2026-11-23T09:00:00.000Z",
        "expires_at": "2026-11-23T09:29:00.000Z",
        "parts": [
            {
                "n": 0,
                "name": "form.json",
                "media_type": "application/json",
                "size": 4,
                "sha256": hashlib.sha256(b"form").hexdigest(),
            },
            {
                "n": 1,
                "name": "piece-1.pdf",
                "media_type": "application/pdf",
                "size": 0,
                "sha256": hashlib.sha256(b"").hexdigest(),
            },
        ],
    }
    octets = json.dumps(manifest, ensure_ascii=False, separators=(",", ":")).encode()
    assert one.digest == "sha256-" + hashlib.sha256(octets).hexdigest()


def test_seq_is_dense_and_ids_are_random(desk: Desk) -> None:
    """1, 2, 3 … over several calls; ids of at least 128 bits, references that aren't ids."""
    made = [*desk.take_in([plain_submission(b"a"), plain_submission(b"b")]), *desk.take_in([plain_submission(b"c")])]
    assert [one.seq for one in made] == [1, 2, 3]
    assert len({one.id for one in made}) == 3
    assert all(22 <= len(one.id) <= 64 for one in made)
    assert not {one.reference for one in made} & {one.id for one in made}


def test_a_large_part_is_stored_in_pieces_of_a_mebibyte(desk: Desk) -> None:
    """Whatever the sizes in which it arrives, it comes back the same."""
    octets = bytes(range(256)) * (5 * 4096 + 3)
    pieces = (octets[at : at + 700_001] for at in range(0, len(octets), 700_001))
    (one,) = desk.take_in([NewSubmission("certificate_request", (NewPart("a", "b/c", pieces),))])
    assert one.parts[0].size == len(octets)
    found = [desk.chunk(one.id, 0, k) for k in range(len(octets) // CHUNK + 1)]
    assert b"".join(chunk for chunk in found if chunk) == octets
    assert {len(chunk) for chunk in found[:-1] if chunk} == {CHUNK}
    assert desk.chunk(one.id, 0, len(found)) is None


def test_nothing_is_listed_before_all_of_it_is_there(desk: Desk) -> None:
    """While octets still come, no `seq` is taken and nothing shows; what fails half-way never shows."""
    seen: list[int] = []

    def pieces() -> Iterator[bytes]:
        for _ in range(12):
            yield b"x" * CHUNK
            seen.append(desk.listing(ListQuery()).high_seq)
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        desk.take_in([NewSubmission("certificate_request", (NewPart("a", "b/c", pieces()),))])
    assert set(seen) == {0}
    assert desk.listing(ListQuery()).items == ()
    (one,) = desk.take_in([plain_submission(b"a")])
    assert one.seq == 1


def test_an_upload_that_was_swept_is_not_accepted(desk: Desk, clock: TurnedClock) -> None:
    """Octets that the destroyer took for given up can't become part of a submission."""

    def pieces() -> Iterator[bytes]:
        for n in range(12):
            if n == 10:
                clock.advance(60)
                desk.turn()
            yield b"x" * CHUNK

    with pytest.raises(StoreDamaged):
        desk.take_in([NewSubmission("certificate_request", (NewPart("a", "b/c", pieces()),))])
    assert desk.high_seq() == 0


def test_a_manifest_out_of_bounds_is_a_defect(desk: Desk) -> None:
    """Too many parts, none, a name over 255 octets, a manifest over its budget: ours to avoid."""
    part = NewPart("a", "b/c", ())
    for parts in ((), (part,) * 12, (NewPart("é" * 128, "b/c", ()),), (NewPart("a", "b" * 50_000, ()),)):
        with pytest.raises(Defect):
            desk.take_in([NewSubmission("certificate_request", parts)])
    assert desk.high_seq() == 0


def test_the_form_refuses_by_size_before_anybody_waits() -> None:
    """20 MiB a file and ten attachments pass, one more of either doesn't; a stream isn't read for it."""
    limits = Limits(file=10, files=2)
    assert turned_away(plain_submission(b"x" * 10, b"x" * 10, b""), limits) is None
    assert turned_away(plain_submission(b"", b"x" * 11), limits) == TurnedAway("too-large")
    assert turned_away(plain_submission(b"", b"", b"", b""), limits) == TurnedAway("too-many")
    stream = streamed_part(100)
    assert turned_away(NewSubmission("a", (stream,)), limits) is None
    assert sum(map(len, stream.pieces)) == 100
