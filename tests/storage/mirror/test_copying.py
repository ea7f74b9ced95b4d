"""From the inbox to the mirror: in groups, in slices, and never what is not what was verified."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.errors import Defect, MirrorGone
from backoffice_gui.sealing import generate
from backoffice_gui.sealing.keys import open_with, run_key_info, seal_to
from backoffice_gui.storage.inbox import identity, keys, ledger, mirrored, outcomes
from backoffice_gui.storage.mirror import files
from backoffice_gui.storage.mirror.copying import MOST, SMALL, Big, Copier, one_append, raw_facts
from backoffice_gui.storage.mirror.frames import RecordType
from backoffice_gui.storage.mirror.index import read_index
from backoffice_gui.storage.mirror.reader import scan
from backoffice_gui.storage.mirror.slots import read_all
from tests.support.desks import spoil
from tests.support.mirrors import Mirror, mirror_of
from tests.support.stores import MOMENT, World, invented


@pytest.fixture
def mirror(world: World, tmp_path: Path) -> Iterator[Mirror]:
    """An empty mirror of an empty inbox."""
    with mirror_of(world, tmp_path / "mirror") as made:
        yield made


def test_a_group_is_copied_whole(mirror: Mirror) -> None:
    """Chunks, key and the record that makes the copy; nothing clear that is not clear in the inbox."""
    parts = (b"EXEMPLE secret", b"DEMO" * 999)
    numbers = [mirror.world.verify(invented(n, parts), chunk=500).attempt for n in range(1, 4)]
    assert mirror.copy(*numbers).done == tuple(numbers)
    index, keys = read_index([mirror.folder]), read_all(mirror.folder)
    assert len(index.whole) == len(keys) == 3
    assert index.breaks == []
    octets = mirror.segment().read_bytes()
    assert b"EXEMPLE secret" not in octets
    assert b"piece-0.bin" not in octets
    assert not any(slot.wrapped in octets for slot in keys.values())
    assert mirror.world.facts(1).attempts[0].mirrored_in == 1


def test_a_big_one_comes_in_slices(mirror: Mirror) -> None:
    """Each durable by itself; it is a copy only with the last."""
    candidate = mirror.world.verify(invented(1, (b"x" * 40 * 100,)), chunk=100)
    big, slices = Big(candidate.attempt), 0
    copied = None
    while copied is None:
        assert read_index([mirror.folder]).whole == {}
        copied = mirror.copier.copy_slice(big)
        slices += 1
    assert (slices, copied.done) == (3, (candidate.attempt,))
    assert len(read_index([mirror.folder]).whole) == 1


def test_what_is_not_what_was_verified_is_no_copy(mirror: Mirror) -> None:
    """A chunk that rotted in the inbox since: told, and not written as a copy, big or small."""
    numbers = [mirror.world.verify(invented(n)).attempt for n in (1, 2)]
    spoil(mirror.world.inbox, f"UPDATE chunk SET sealed = zeroblob(40) WHERE attempt = {numbers[0]} AND part = 0")
    copied = mirror.copier.copy(numbers)
    assert (copied.done, copied.spoilt) == ((numbers[1],), (numbers[0],))
    assert mirror.copier.copy_slice(Big(numbers[0])) == type(copied)((), (numbers[0],))
    assert len(read_index([mirror.folder]).whole) == 1


def test_damaged_pages_spoil_no_other(mirror: Mirror) -> None:
    """Octets that the driver can't even hand over: told as what is not what was verified, and nothing is raised."""
    numbers = [mirror.world.verify(invented(n)).attempt for n in (1, 2, 3)]
    rotten = "UPDATE chunk SET sealed = CAST(sealed || x'ff00' AS TEXT) WHERE attempt ="
    spoil(mirror.world.inbox, f"{rotten} {numbers[1]}")
    copied = mirror.copier.copy(numbers)
    assert (copied.done, copied.spoilt) == ((numbers[0], numbers[2]), (numbers[1],))
    assert mirror.copier.copy_slice(Big(numbers[1])) == type(copied)((), (numbers[1],))
    assert len(read_index([mirror.folder]).whole) == 2


def test_nothing_is_read_while_it_is_written(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    """A share that hangs must not keep the inbox's log from being cut: an erasure waits for nobody there."""
    numbers = [mirror.world.verify(invented(n)).attempt for n in (1, 2)]
    real, cut = files.sync, []

    def sync(handle: int) -> None:
        mirror.world.inbox.checkpoint()
        cut.append(handle)
        real(handle)

    monkeypatch.setattr(files, "sync", sync)
    assert mirror.copier.copy(numbers[:1]).done == (numbers[0],)
    assert mirror.copier.copy_slice(Big(numbers[1])) is not None
    assert len(cut) >= 4


def test_what_is_gone_or_erased_is_left_out(mirror: Mirror) -> None:
    """Nobody waits for it."""
    number = mirror.world.verify(invented(1)).attempt
    spoil(mirror.world.inbox, f"UPDATE attempt SET wrapped_key = zeroblob(60) WHERE attempt = {number}")
    assert mirror.copier.copy([number, 99]).done == ()
    assert mirror.copier.copy_slice(Big(99)) == mirror.copier.copy_slice(Big(number))


def test_facts_that_moved_follow(mirror: Mirror) -> None:
    """Receipts, ends and the ledger's pin; what is followed already is not written again."""
    row = mirror.world.verify(invented(1)).row
    mirror.world.receipt(row)
    mirror.world.do(lambda tx: outcomes.closed(tx, [row], MOMENT))
    with mirror.world.inbox.transaction() as tx:
        ledger.pin(tx, "EXEMPLE-epoch", 7, MOMENT)
    mirror.follow()
    index = read_index([mirror.folder])
    [facts] = index.facts.values()
    assert (facts["closed_at"] is not None, facts["receipt_ours"]) == (True, True)
    assert [pin["pos"] for pin in index.store["pins"]] == [7]
    before = mirror.segment().read_bytes()
    mirror.follow()
    assert mirror.segment().read_bytes() == before
    with mirror.world.inbox.reading() as connection:
        assert raw_facts(connection, [row])[0]["id"] == facts["id"]


def test_run_keys_lie_there_twice_at_least(mirror: Mirror) -> None:
    """One damaged sector must not take what everything rests on."""
    mirror.copy(mirror.world.verify(invented(1)).attempt)
    kinds = [found.type for found in scan(mirror.folder, 1)]
    assert kinds.count(RecordType.RUN_KEY) == kinds.count(RecordType.STORE) == 2
    mirror.copy(mirror.world.verify(invented(2)).attempt)
    assert [found.type for found in scan(mirror.folder, 1)].count(RecordType.RUN_KEY) == 3


def test_every_key_of_an_erased_submission_goes(mirror: Mirror) -> None:
    """In the mirror of every name the store had; the others stay."""
    first, second = (mirror.world.verify(invented(n)) for n in (1, 2))
    mirror.copy(first.attempt, second.attempt)
    mirror.copier.destroy(first.submission)
    alive = [slot.wrapped for slot in read_all(mirror.folder).values() if slot.wrapped]
    assert len(alive) == 1
    with mirror.world.inbox.transaction() as tx:
        identity.renew(tx, MOMENT, "copied", "elsewhere")
    again = mirror.again()
    again.destroy(second.submission)
    assert not any(slot.wrapped for slot in read_all(mirror.folder).values())


def test_a_renamed_store_begins_beside_its_former_mirror(mirror: Mirror) -> None:
    """If that is there: a share that is not mounted would else be taken for an empty one."""
    with mirror.world.inbox.transaction() as tx:
        row = mirrored.current(tx)
        ids = identity.renew(tx, MOMENT, "copied", "elsewhere")
        names = identity.ids(tx)
    mirror.copier.close()
    mirror.copier = Copier(mirror.world.inbox, mirror.root, names)
    assert row is not None
    assert mirror.copier.open(row) != row.mirror_id
    assert {path.name for path in mirror.root.iterdir()} == {mirror.world.store_id, ids}
    mirror.folder.rename(mirror.root.parent / "away")
    with pytest.raises(MirrorGone, match="empty"):
        Copier(mirror.world.inbox, mirror.root, names).open(row)
    with pytest.raises(MirrorGone, match="absent"):
        Copier(mirror.world.inbox, mirror.root / "share", names).open(row)


def test_a_copier_that_was_not_opened_is_a_defect(world: World, tmp_path: Path) -> None:
    """It would not know whose mirror it writes to."""
    with world.inbox.reading() as connection:
        ids = identity.ids(connection)
    with pytest.raises(Defect):
        Copier(world.inbox, tmp_path, ids).probe()


def test_a_probe_writes(mirror: Mirror) -> None:
    """It is how a disk that was full is found to be well again."""
    before = mirror.segment().stat().st_size
    mirror.copier.probe()
    mirror.copier.check()
    assert mirror.segment().stat().st_size > before
    with mirror.world.inbox.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM mirror")).scalar() == 1


def test_one_append_is_not_too_much() -> None:
    """So many, and so many octets, in order; what is too big for any goes in slices."""
    assert one_append((n, 1) for n in range(MOST + 9)) == list(range(MOST))
    assert one_append([(1, SMALL - 1), (2, 1), (3, 1)]) == [1, 2]
    assert one_append([(1, SMALL + 1), (2, 1)]) == []


def test_a_key_that_was_erased_while_it_was_copied_ends_here_too(mirror: Mirror) -> None:
    """A purge beside a collector: the key was read before, and written after the purge had looked here."""
    world = mirror.world
    one, other = world.verify(invented(1)), world.verify(invented(2))
    mirror.copy(one.attempt, other.attempt)  # a purge that came between found nothing of it here
    for candidate in (one, other):
        world.receipt(candidate.row, ours=False, peer=True)
    world.do(lambda tx: outcomes.erased(tx, one.row, MOMENT))
    mirror.follow()
    alive = {slot.tag: bool(slot.wrapped) for slot in read_all(mirror.folder).values()}
    assert alive == {one.key.context.attempt: False, other.key.context.attempt: True}


def test_another_recovery_key_opens_the_second_copy_too(mirror: Mirror) -> None:
    """Run keys come once more, as they are sealed to it; until then only the one of before opens what lies there."""
    world, recovery = mirror.world, generate()
    mirror.copy(world.verify(invented(1)).attempt)
    mirror.follow()
    with world.inbox.transaction() as tx:
        info = run_key_info(world.store_id, recovery.public())
        keys.put_recovery(tx, recovery.public(), b"EXEMPLE", MOMENT)
        keys.seal_to_recovery(tx, {world.run_key_number: seal_to(recovery.public(), world.run_key, info)})
    mirror.follow()
    [said] = read_index([mirror.folder]).named.values()
    assert open_with(recovery, bytes.fromhex(said["sealed_recovery"]), info) == world.run_key
    end = mirror.segment().stat().st_size
    mirror.follow()
    assert mirror.segment().stat().st_size == end, "once"


def test_a_big_one_of_a_server_comes_whole_in_slices_of_any_size(team_world: World, tmp_path: Path) -> None:
    """A server gives fewer chunks at once than a file: the copy is whole with its manifest, which sorts last."""
    candidate = team_world.verify(invented(1, (bytes(20 * 1024 * 1024), b"EXEMPLE")))
    with mirror_of(team_world, tmp_path / "mirror") as mirror:
        big, slices, copied = Big(candidate.attempt), 0, None
        while copied is None:
            copied = mirror.copier.copy_slice(big)
            slices += 1
        assert (copied.done, slices > 3) == ((candidate.attempt,), True)
        [whole] = read_index([mirror.folder]).whole.values()
        assert len(whole.places) == 22
