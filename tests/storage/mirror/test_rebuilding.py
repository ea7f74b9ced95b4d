"""A new inbox from a mirror: whole copies, last facts, nothing doubled, nothing claimed that is not held."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from backoffice_gui.domain.facts import Stage
from backoffice_gui.errors import MirrorGone, StoreDamaged
from backoffice_gui.storage.inbox import attempts as attempts_of
from backoffice_gui.storage.inbox import identity, keys, ledger, outcomes, read_back, submissions
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.inbox.unsealing import Unsealer
from backoffice_gui.storage.mirror.copying import raw_facts
from backoffice_gui.storage.mirror.frames import RecordType
from backoffice_gui.storage.mirror.rebuilding import lineages, rebuild
from backoffice_gui.storage.mirror.records import facts_record
from backoffice_gui.storage.mirror.writer import MirrorWriter
from tests.support.mirrors import Mirror, chunks_by_digest, mirror_of, rebuilt
from tests.support.stores import MOMENT, World, invented


@pytest.fixture
def mirror(world: World, tmp_path: Path) -> Iterator[Mirror]:
    """An empty mirror of an empty inbox."""
    with mirror_of(world, tmp_path / "mirror") as made:
        yield made


def stages(inbox: Inbox) -> list[Stage]:
    """The stage of each submission, in order of arrival."""
    with inbox.reading() as connection:
        counts = submissions.counts(connection)
    return [stage for stage, count in counts.items() for _ in range(count)]


def test_everything_comes_back_and_opens(mirror: Mirror, tmp_path: Path) -> None:
    """Octets, facts, keys, pins and names; the private key opens what it opened."""
    world = mirror.world
    one = invented(1, (b"EXEMPLE", b"x" * 4000))
    candidate = world.verify(one, chunk=100)
    mirror.copy(candidate.attempt)
    world.receipt(candidate.row)
    world.do(lambda tx: outcomes.closed(tx, [candidate.row], MOMENT))
    with world.inbox.transaction() as tx:
        ledger.pin(tx, "EXEMPLE-epoch", 3, MOMENT)
    mirror.follow()
    with rebuilt(mirror.root, tmp_path / "new") as (inbox, what):
        assert (what.submissions, what.copies, what.incomplete, what.sealed_for_good) == (1, 1, 0, 0)
        assert chunks_by_digest(inbox) == chunks_by_digest(world.inbox)
        assert stages(inbox) == [Stage.CLOSED]
        assert [copy.row for copy in read_back.read_back_sealed(inbox, [1]).copies] == [1]
        with inbox.reading() as connection:
            assert identity.ids(connection).current == world.store_id
            assert keys.publics(connection)[1].octets == world.private.public().octets
            state = ledger.state(connection)
            [row] = attempts_of.attempt_rows(connection, 1)
            key = Unsealer({world.private.public().fingerprint: world.private}).key(
                connection, row, candidate.submission
            )
            assert key.octets == candidate.key.octets
        assert state is not None
        assert (state.epoch, state.pinned) == ("EXEMPLE-epoch", 3)


def test_rows_are_dense_and_nothing_is_doubled(mirror: Mirror, tmp_path: Path) -> None:
    """What was only ever offered leaves no hole; two attempts at one submission give one."""
    world = mirror.world
    world.sight(invented(1))
    one = invented(2)
    first = world.begin(one)
    second = world.verify(one)
    mirror.copy(second.attempt)
    mirror.copy(first.attempt, second.attempt)
    with rebuilt(mirror.root, tmp_path / "new") as (inbox, what):
        assert (what.submissions, what.copies) == (1, 1)
        assert stages(inbox) == [Stage.VERIFIED]


def test_what_has_no_copy_has_no_receipt_of_ours(mirror: Mirror, tmp_path: Path) -> None:
    """Then the ledger, read again, finds it missing, and a person is told."""
    row = mirror.world.verify(invented(1)).row
    mirror.world.receipt(row)
    mirror.follow()
    with rebuilt(mirror.root, tmp_path / "new") as (inbox, what):
        assert (what.submissions, what.copies) == (1, 0)
        with inbox.reading() as connection:
            facts = submissions.facts(connection, [1])[1]
        assert (facts.receipt, facts.attempts) == (None, ())


@pytest.mark.parametrize("how", ["missing_at", "lost_at"])
def test_what_a_restored_store_missed_is_held_again(mirror: Mirror, tmp_path: Path, how: str) -> None:
    """It knew of it by the ledger alone: neither that it was gone nor that nobody knows its kind is true of the copy."""
    world = mirror.world
    one = world.verify(invented(1, (b"EXEMPLE", b"DEMO")))
    mirror.copy(one.attempt)
    with world.inbox.reading() as connection:
        [said] = raw_facts(connection, [one.row])
    unknown = {"kind": "unknown", "size": 0, "parts": 0, "expires_at": None, how: said["first_seen_at"]}
    with closing(MirrorWriter(mirror.root, world.store_id, mirror.mirror_id, dict)) as after:
        after.append([facts_record(RecordType.OUTCOME, said | unknown)])
    with rebuilt(mirror.root, tmp_path / "new") as (inbox, what):
        assert (what.copies, stages(inbox)) == (1, [Stage.VERIFIED])
        with inbox.reading() as connection:
            [again] = raw_facts(connection, [1])
    assert again == said


def test_what_was_quarantined_when_it_was_copied_is_so_still(mirror: Mirror, tmp_path: Path) -> None:
    """Also where a restored store heard of it anew: nobody has judged it since."""
    world = mirror.world
    one = world.begin(invented(1))
    world.do(lambda tx: outcomes.quarantined(tx, one.row, "signature", MOMENT))
    mirror.copy(one.attempt)
    with world.inbox.reading() as connection:
        [said] = raw_facts(connection, [one.row])
    heard = {"quarantined_at": None, "quarantine_reason": None}
    with closing(MirrorWriter(mirror.root, world.store_id, mirror.mirror_id, dict)) as after:
        after.append([facts_record(RecordType.OUTCOME, said | heard)])
    with rebuilt(mirror.root, tmp_path / "new") as (inbox, what):
        assert what.copies == 1
        with inbox.reading() as connection:
            assert raw_facts(connection, [1]) == [said]


@pytest.mark.parametrize("released", [True, False])
def test_what_we_acknowledged_is_in_no_quarantine_again(mirror: Mirror, tmp_path: Path, *, released: bool) -> None:
    """Whoever had put it there, it was proven after that; and a release that the copy knows of is one still."""
    world = mirror.world
    one = world.begin(invented(1))
    with world.inbox.transaction() as tx:
        outcomes.quarantined(tx, one.row, "signature", MOMENT)
        if released:
            outcomes.released(tx, one.row, MOMENT)
    mirror.copy(one.attempt)
    with world.inbox.reading() as connection:
        [said] = raw_facts(connection, [one.row])
    heard = {"quarantined_at": None, "quarantine_reason": None, "released_at": None}
    gone = {"missing_at": None if released else said["first_seen_at"]}
    with closing(MirrorWriter(mirror.root, world.store_id, mirror.mirror_id, dict)) as after:
        after.append([facts_record(RecordType.OUTCOME, said | heard | gone)])
    with rebuilt(mirror.root, tmp_path / "new") as (inbox, _what), inbox.reading() as connection:
        [again] = raw_facts(connection, [1])
    assert again == (said if released else said | heard)


def test_run_keys_that_nothing_is_under_stay_away(mirror: Mirror, tmp_path: Path) -> None:
    """An epoch may have ended them: their canaries would stop every acknowledgement for good."""
    world = mirror.world
    kept, gone = world.verify(invented(1)), world.verify(invented(2))
    mirror.copy(gone.attempt)
    mirror.copier.destroy(gone.submission)
    with rebuilt(mirror.root, tmp_path / "none") as (inbox, _what), inbox.reading() as connection:
        assert keys.run_keys(connection) == {}
    mirror.copy(kept.attempt)
    with rebuilt(mirror.root, tmp_path / "one") as (inbox, what), inbox.reading() as connection:
        assert (what.copies, list(keys.run_keys(connection))) == (1, [1])


def test_what_was_erased_stays_erased(mirror: Mirror, tmp_path: Path) -> None:
    """A tombstone without a copy; and where only the key is gone, no copy either."""
    world = mirror.world
    kept, gone = world.verify(invented(1)), world.verify(invented(2))
    mirror.copy(kept.attempt, gone.attempt)
    for candidate in (kept, gone):
        world.receipt(candidate.row, ours=False, peer=True)
        mirror.copier.destroy(candidate.submission)
    world.do(lambda tx: outcomes.erased(tx, gone.row, MOMENT))
    mirror.follow()
    with rebuilt(mirror.root, tmp_path / "new") as (inbox, what):
        assert (what.submissions, what.copies, what.sealed_for_good) == (2, 0, 2)
        with inbox.reading() as connection:
            facts = submissions.facts(connection, [1, 2])
        assert facts[2].erased_at is not None
        assert all(each.receipt is not None and not each.receipt.ours for each in facts.values())


def test_a_damaged_copy_is_left_aside_and_told(mirror: Mirror, tmp_path: Path) -> None:
    """The others come back."""
    numbers = [mirror.world.verify(invented(n)).attempt for n in (1, 2)]
    mirror.copy(numbers[0])
    end = mirror.segment().stat().st_size
    mirror.copy(numbers[1])
    octets = mirror.segment().read_bytes()
    at = octets.index(b"OFM1\x03", end) + 100
    mirror.segment().write_bytes(octets[:at] + bytes([octets[at] ^ 1]) + octets[at + 1 :])
    with rebuilt(mirror.root, tmp_path / "new") as (inbox, what):
        assert (what.submissions, what.copies, what.incomplete) == (2, 1, 1)
        assert what.skipped > 0
        assert stages(inbox) == [Stage.VERIFIED, Stage.OFFERED]


def test_a_mirror_that_says_nothing_of_its_store_is_damaged(mirror: Mirror, tmp_path: Path) -> None:
    """Without names and public halves there is no inbox."""
    [lineage] = lineages(mirror.root)
    mirror.segment().write_bytes(b"EXEMPLE")
    inbox = Inbox.create(tmp_path / "new")
    with pytest.raises(StoreDamaged):
        rebuild(lineage, inbox, MOMENT)
    inbox.close()
    assert lineages(mirror.root) == []
    with pytest.raises(MirrorGone, match="absent"):
        lineages(tmp_path / "none")


def test_a_renamed_stores_folders_are_one_lineage(mirror: Mirror, tmp_path: Path) -> None:
    """The newest name's, its former ones before it; one store's own folder may be named."""
    world = mirror.world
    mirror.copy(world.verify(invented(1)).attempt)
    with world.inbox.transaction() as tx:
        new = identity.renew(tx, MOMENT, "copied", "elsewhere")
    mirror.again()
    [lineage] = lineages(mirror.root)
    assert lineage.store_id == new
    assert [folder.name for folder in lineage.folders] == [world.store_id, new]
    assert lineages(mirror.root / new) == [lineage]
    [former] = lineages(mirror.folder)
    assert [folder.name for folder in former.folders] == [world.store_id]
    with rebuilt(mirror.root, tmp_path / "new") as (inbox, what):
        assert what.copies == 1
        with inbox.reading() as connection:
            assert identity.ids(connection).all == {world.store_id, new}
