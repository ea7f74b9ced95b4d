"""Purging what is ours: keys first, durably; nothing that may still be on its way; again from any cut."""

from __future__ import annotations

import pytest

from backoffice_gui.domain.ids import Digest, Origin, SubmissionId, SubmissionKey
from backoffice_gui.errors import Defect, StoreBusy
from backoffice_gui.storage.inbox import attempts, audit_log, outcomes, purging, submissions
from backoffice_gui.storage.inbox.purging import (
    apart,
    destroyed,
    end_begun,
    erase_purged,
    erased,
    keys_of,
    places_of,
    under,
)
from tests.support.dialects import guarded
from tests.support.stores import World, invented

DIGEST = "ab" * 32


def closed(world: World, *sizes: int) -> int:
    """A submission of ours; its row."""
    row = world.verify(invented(1, [b"E" * size for size in sizes or (9,)]), chunk=1024).row
    world.receipt(row)
    return row


def test_many_are_erased_at_once(world: World) -> None:
    """Keys and octets are gone from the file; facts and the chain stay, and say by what."""
    rows = [closed(world, 3_000), closed(world), closed(world)]
    with world.inbox.reading() as connection:
        secrets = [each.wrapped_key for row in rows for each in attempts.attempt_rows(connection, row)]
        secrets += [each.sealed for number in (1, 2, 3) for each in attempts.chunks(connection, number)]
    assert erase_purged(world.inbox, rows, DIGEST, "case", world.at) == 3
    assert erase_purged(world.inbox, rows, DIGEST, "case", world.at) == 0
    world.inbox.checkpoint()
    left = b"".join(file.read_bytes() for file in world.inbox.folder.iterdir() if file.is_file())
    assert not any(secret in left for secret in secrets)
    with world.inbox.reading() as connection:
        assert erased(connection, rows) == under(connection, DIGEST) == set(rows)
        known = {row: facts.key for row, facts in submissions.facts(connection, rows).items()}
        assert (keys_of(connection, [*rows, 99]), set(known)) == (known, set(rows))
        nowhere = SubmissionKey(Origin("o"), SubmissionId("i"), Digest("d"))
        assert places_of(connection, [*known.values(), nowhere]) == {key: row for row, key in known.items()}
        assert [line.object for line in audit_log.read(connection) if line.verb == "erased"] == [
            f"submission:{row}" for row in rows
        ]
        assert audit_log.verify(connection).ok


def test_what_may_still_be_on_its_way_is_not_erased(world: World) -> None:
    """The database refuses it, whoever asks; and a key without an agreement."""
    row = world.verify(invented()).row
    with pytest.raises(Defect):
        erase_purged(world.inbox, [row], DIGEST, "case", world.at)
    ours = closed(world)
    guarded(world.inbox, f"UPDATE attempt SET wrapped_key = zeroblob(length(wrapped_key)) WHERE row = {ours}")
    for words in ("DELETE FROM purged", "UPDATE purged SET digest = 'x'"):
        erase_purged(world.inbox, [ours], DIGEST, "case", world.at)
        guarded(world.inbox, words)


@pytest.mark.parametrize("cut", ["checkpoint", "_delete_some", "purged"])
def test_cut_anywhere_it_is_run_again(cut: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The keys are gone at the first cut already."""
    row = closed(world)
    home = {"checkpoint": world.inbox, "_delete_some": purging, "purged": outcomes}[cut]

    def fail(*_arguments: object) -> None:
        raise StoreBusy("checkpoint")

    with monkeypatch.context() as planted:
        planted.setattr(home, cut, fail)
        with pytest.raises(StoreBusy):
            erase_purged(world.inbox, [row], DIGEST, "case", world.at)
    with world.inbox.reading() as connection:
        assert attempts.attempt_rows(connection, row)[0].erased
        assert erased(connection, [row]) == set()
        assert destroyed(connection, [row, 99]) == {row}
        assert destroyed(connection, [99]) == set()
    assert erase_purged(world.inbox, [row], DIGEST, "case", world.at) == 1


def test_what_is_apart_is_told_with_its_event(world: World) -> None:
    """Quarantine from its day; what is ours and had no incident is not among it."""
    row, ours = world.verify(invented()).row, world.verify(invented()).row
    closed(world)
    for each in (row, ours):
        with world.inbox.transaction() as tx:
            outcomes.quarantined(tx, each, "signature", world.at)
    world.receipt(ours)  # another collector of ours had proven it: it is a case, not something apart
    with world.inbox.reading() as connection:
        (found,) = apart(connection)
        assert apart(connection, [99]) == []
    with world.inbox.transaction() as tx:
        outcomes.disputed(tx, ours, world.at, "ledger")
    with world.inbox.reading() as connection:
        assert [each.ours for each in apart(connection)] == [False, True], "it may still become a case"
    assert (found.row, found.since, found.open_incident, found.ours) == (row, world.at, False, False)


def test_what_was_noted_and_cut_is_ended_by_whoever_comes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each under what was agreed to for it, once; with nothing left there is nothing to do."""
    rows = [closed(world) for _ in range(3)]

    def fail(*_arguments: object) -> None:
        raise StoreBusy("checkpoint")

    with monkeypatch.context() as planted:
        planted.setattr(world.inbox, "checkpoint", fail)
        for these, digest in ((rows[:2], DIGEST), (rows[2:], "cd" * 32)):
            with pytest.raises(StoreBusy):
                erase_purged(world.inbox, these, digest, "case", world.at)
    with world.inbox.reading() as connection:
        assert erased(connection, rows) == set()
    assert end_begun(world.inbox, world.at) == 3
    assert end_begun(world.inbox, world.at) == 0
    with world.inbox.reading() as connection:
        assert erased(connection, rows) == set(rows)
        assert under(connection, DIGEST) == set(rows[:2])
