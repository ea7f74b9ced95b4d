"""Every octet of a small mirror cut and every octet turned: what is intact is rebuilt, and never a wrong octet."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.errors import MirrorGone
from backoffice_gui.storage.mirror.index import Index, read_index
from backoffice_gui.storage.mirror.reader import scan
from backoffice_gui.storage.mirror.slots import SLOT, Slot, packed, read_all
from tests.support import proof
from tests.support.mirrors import Mirror, chunks_by_digest, mirror_of, rebuilt
from tests.support.stores import World, invented, make_inbox

STEP = proof.size(197, 1)
"""Every how many octets an index is read; a whole inbox is rebuilt for fewer."""
REBUILD_EVERY = proof.size(5000, 131)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mirror]:
    """Three submissions, the second closed and with a part of several chunks, each copied on its own."""
    folder = tmp_path_factory.mktemp("whole")
    world = make_inbox(folder / "store")
    with mirror_of(world, folder / "mirror") as mirror:
        for seq, parts in enumerate(((b"EXEMPLE un",), (b"{}", b"DEMO" * 200), (b"EXEMPLE trois",)), 1):
            candidate = world.verify(invented(seq, parts), chunk=300)
            mirror.copy(candidate.attempt)
        world.receipt(2)
        mirror.follow()
        yield mirror
    world.inbox.close()


def damaged(mirror: Mirror, root: Path, octets: bytes, keys: bytes | None = None) -> Path:
    """A copy of the mirror whose segment, and perhaps slots, are these."""
    folder = root / mirror.folder.name
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(mirror.folder, folder)
    (folder / mirror.segment().name).write_bytes(octets)
    if keys is not None:
        (folder / mirror.keys().name).write_bytes(keys)
    return folder


def ends(mirror: Mirror) -> dict[bytes, int]:
    """Where the record that makes each copy ends, by its tag."""
    found: dict[bytes, int] = {}
    index = Index()
    for record in scan(mirror.folder, 1):
        index._take(mirror.folder, record)
        for tag in index.whole:
            found.setdefault(tag, record.end)
    return found


def spans(mirror: Mirror) -> dict[bytes, list[tuple[int, int]]]:
    """Where the records lie that each copy consists of, by its tag."""
    index = read_index([mirror.folder])
    records = list(scan(mirror.folder, 1))
    wanted = {tag: {place.at for place in whole.places} for tag, whole in index.whole.items()}
    facts = {record.at: record for record in records if record.type == 4}
    for tag, places in wanted.items():
        places |= {at for at, record in facts.items() if tag.hex().encode() in record.payload}
    return {tag: [(r.at, r.end) for r in records if r.at in places] for tag, places in wanted.items()}


def rebuilds_only_truth(mirror: Mirror, root: Path, least: int) -> None:
    """What is rebuilt is octet for octet what was stored, and at least so many."""
    truth = chunks_by_digest(mirror.world.inbox)
    with rebuilt(root, root.parent / "new") as (inbox, what):
        got = chunks_by_digest(inbox)
        assert all(truth[digest] == chunks for digest, chunks in got.items())
        assert len(got) == what.copies >= least


def test_every_cut(whole: Mirror, tmp_path: Path) -> None:
    """Cut at any octet, every copy whose last record stands before it is whole; the rest is no copy."""
    octets, where = whole.segment().read_bytes(), ends(whole)
    with proof.suite("mirror") as done:
        for at in range(0, len(octets) + 1, STEP):
            folder = damaged(whole, tmp_path / "mirror", octets[:at])
            index = read_index([folder])
            assert set(index.whole) == {tag for tag, end in where.items() if end <= at}, f"cut at {at}"
            assert index.breaks == [], f"cut at {at}"
            done["mirror_cases"] += 1
            if at % REBUILD_EVERY < STEP and at > where[min(where, key=lambda tag: where[tag])]:
                rebuilds_only_truth(whole, tmp_path / "mirror", len(index.whole))


def test_every_turned_octet(whole: Mirror, tmp_path: Path) -> None:
    """With any octet turned, only the copy whose record it lies in is lost, none is changed, and it is seen."""
    octets, where = whole.segment().read_bytes(), spans(whole)
    with proof.suite("mirror") as done:
        for at in range(0, len(octets), STEP):
            turned = octets[:at] + bytes([octets[at] ^ 0x41]) + octets[at + 1 :]
            folder = damaged(whole, tmp_path / "mirror", turned)
            index = read_index([folder])
            untouched = {tag for tag, there in where.items() if not any(a <= at < b for a, b in there)}
            assert set(index.whole) == untouched, f"octet {at}"
            assert index.breaks or index.torn, f"octet {at} was not seen"
            done["mirror_cases"] += 1
            if at % REBUILD_EVERY < STEP:
                rebuilds_only_truth(whole, tmp_path / "mirror", len(untouched))


def test_every_turned_octet_of_the_keys(whole: Mirror, tmp_path: Path) -> None:
    """A slot in which an octet is turned gives no key, and the others all of theirs."""
    octets, keys = whole.segment().read_bytes(), whole.keys().read_bytes()
    sound = read_all(whole.folder)
    assert len(sound) == 3
    with proof.suite("mirror") as done:
        for at in range(0, len(keys), proof.size(5, 1)):
            turned = keys[:at] + bytes([keys[at] ^ 0x41]) + keys[at + 1 :]
            found = read_all(damaged(whole, tmp_path / "mirror", octets, turned))
            lost = list(sound)[at // SLOT]
            assert found == {tag: slot for tag, slot in sound.items() if tag != lost}, f"octet {at}"
            done["mirror_cases"] += 1


def test_a_writer_goes_on_after_any_cut(whole: Mirror, tmp_path: Path) -> None:
    """A torn end is never written to again: a new segment begins, nothing before it changes, its links hold."""
    world: World = whole.world
    octets = whole.segment().read_bytes()
    cuts = range(0, len(octets), proof.size(997, 17))
    head = next(scan(whole.folder, 1)).end
    with proof.suite("mirror") as done:
        for at in cuts:
            folder = damaged(whole, tmp_path / "mirror", octets[:at])
            moved = Mirror(world, tmp_path / "mirror", whole.copier)
            if at < head:
                with pytest.raises(MirrorGone, match="empty"):
                    moved.again()
                continue
            copier = moved.again()
            copied = copier.copy([1, 2, 3])
            copier.close()
            assert copied.done == (1, 2, 3)
            grown = (folder / moved.segment().name).read_bytes()
            records = {record.end for record in scan(whole.folder, 1)}
            assert grown[:at] == octets[:at]
            assert (len(grown) > at) == (at in records), f"cut at {at}"
            index = read_index([folder])
            assert len(index.whole) == 3
            assert index.breaks == []
            done["mirror_cases"] += 1


def test_a_submission_erased_in_any_mirror_has_no_key_left(whole: Mirror, tmp_path: Path) -> None:
    """After an erasure that was cut at any octet of a slot, the next one leaves no key of it."""
    octets, keys = whole.segment().read_bytes(), whole.keys().read_bytes()
    key: SubmissionKey = whole.world.facts(2).key
    with proof.suite("mirror") as done:
        old = keys[SLOT : 2 * SLOT]
        new = packed(Slot(old[5:21], old[21:37], b""))
        for at in range(0, SLOT, proof.size(8, 1)):
            torn = keys[:SLOT] + new[:at] + old[at:] + keys[2 * SLOT :]
            folder = damaged(whole, tmp_path / "mirror", octets, torn)
            copier = Mirror(whole.world, tmp_path / "mirror", whole.copier).again()
            copier.destroy(key)
            copier.close()
            wrapped = keys[SLOT + 37 : SLOT + 97]
            assert wrapped not in (folder / whole.keys().name).read_bytes()
            assert sum(bool(slot.wrapped) for slot in read_all(folder).values()) == 2
            done["mirror_cases"] += 1
