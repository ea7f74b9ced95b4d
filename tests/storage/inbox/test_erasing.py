"""Erasing: the key first, durably; then what it opened; cut anywhere, it is run again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection

from backoffice_gui.domain.facts import Stage, stage_of
from backoffice_gui.errors import Defect, StoreBusy
from backoffice_gui.storage.inbox import attempts, audit_log, erasing, ledger, outcomes, removal
from backoffice_gui.storage.inbox.erasing import FOREIGN_KEPT, erase
from tests.support.stores import World, invented, receipt_for

DAY = timedelta(hours=24)


def foreign(world: World, parts: tuple[bytes, ...] = (b"EXEMPLE",), chunk: int = 1024) -> int:
    """A copy that a listed peer took over."""
    row = world.verify(invented(1, parts), chunk=chunk).row
    world.receipt(row, ours=False, peer=True)
    return row


def wrapped(world: World, row: int) -> list[bytes]:
    """The wrapped keys of its attempts."""
    with world.inbox.fresh() as connection:
        return [each.wrapped_key for each in attempts.attempt_rows(connection, row)]


def octets(world: World) -> bytes:
    """Everything that lies in the store's files."""
    return b"".join(file.read_bytes() for file in world.inbox.folder.iterdir() if file.is_file())


def test_a_peers_copy_is_erased_and_leaves_a_tombstone(disk_world: World) -> None:
    """Keys and chunks are gone from the files; the facts, and the event, stay, and what is another's."""
    world = disk_world
    other = world.verify(invented(2))
    row = foreign(world)
    (key,) = wrapped(world, row)
    with world.inbox.reading() as connection:
        sealed = [each.sealed for each in attempts.chunks(connection, 2)]
    assert all(secret in octets(world) for secret in (key, *sealed))
    facts = erase(world.inbox, row, world.at + FOREIGN_KEPT)
    assert facts.erased_at == world.at + DAY
    assert stage_of(facts) is Stage.FOREIGN
    assert facts == world.facts(row)
    assert not any(secret in octets(world) for secret in (key, *sealed))
    with world.inbox.reading() as connection:
        assert list(attempts.chunks(connection, 2)) == []
        assert len(list(attempts.chunks(connection, other.attempt))) == 2
        (left,) = attempts.attempt_rows(connection, row)
        assert left.erased
        assert audit_log.read(connection)[-1].verb == "erased"


def test_what_a_database_lets_not_go_is_asked_of_its_own_attempts(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before what lies elsewhere is destroyed: of each copy that is there still, and of no other submission's."""
    world.verify(invented(2))
    row = foreign(world)
    asked: list[int] = []

    def kept(_tx: Connection, number: int) -> bool:
        asked.append(number)
        return False

    assert not erasing.may_erase(world.inbox, row)  # the ledger has not said so yet
    receipt = receipt_for(world.facts(row), "f" * 32, world.at)
    with world.inbox.transaction() as tx:
        ledger.pin(tx, "epoch-EXEMPLE", 0, world.at)
        ledger.append(tx, [(f"EXEMPLE.{row}.receipt", receipt)], "epoch-EXEMPLE", world.at)
        # served again from its begin in another epoch, each entry at another place, it is another octet for octet
        ledger.pin(tx, "epoch-RENEWED", 0, world.at)
        ledger.append(tx, [("EXEMPLE.renewed", receipt)], "epoch-RENEWED", world.at)
    assert erasing.may_erase(world.inbox, row)
    monkeypatch.setattr(removal, "may_end", kept)
    assert not erasing.may_erase(world.inbox, row)
    assert asked == [2]


def test_erasing_twice_is_erasing_once(world: World) -> None:
    """One event, the first time."""
    row = foreign(world)
    first = erase(world.inbox, row, world.at + DAY)
    assert erase(world.inbox, row, world.at + 2 * DAY) == first
    with world.inbox.reading() as connection:
        assert [line.verb for line in audit_log.read(connection)].count("erased") == 1


@pytest.mark.parametrize("of", ["nobody", "ours", "stranger", "early"])
def test_nothing_else_is_ever_erased(of: str, world: World) -> None:
    """Not what nobody took, not ours, not on a stranger's word, not before its time."""
    row = world.verify(invented()).row
    if of != "nobody":
        world.receipt(row, ours=of == "ours", peer=of == "early")
    when = world.at + DAY - timedelta(microseconds=1) if of == "early" else world.at + DAY
    with pytest.raises(Defect, match="before its time" if of == "early" else "listed peer"):
        erase(world.inbox, row, when)
    assert any(wrapped(world, row)[0])
    with pytest.raises(Defect):
        erase(world.inbox, 99, world.at + DAY)


@pytest.mark.parametrize("cut", ["checkpoint", "chunks", "fact"])
def test_cut_anywhere_it_is_run_again(cut: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key is destroyed before any chunk goes, and the fact comes last."""
    row = foreign(world, (b"x" * 40,), chunk=1)

    def stop(*_args: object) -> None:
        raise StoreBusy("EXEMPLE")

    with monkeypatch.context() as patched:
        if cut == "checkpoint":
            patched.setattr(world.inbox, "checkpoint", stop)
        elif cut == "chunks":
            patched.setattr(erasing, "_delete_some", stop)
        else:
            patched.setattr(outcomes, "erased", stop)
        with pytest.raises(StoreBusy):
            erase(world.inbox, row, world.at + DAY)
    assert not any(wrapped(world, row)[0])
    assert world.facts(row).erased_at is None
    with world.inbox.reading() as connection:
        left = len(list(attempts.chunks(connection, 1)))
    assert (left == 0) == (cut == "fact")
    assert erase(world.inbox, row, world.at + DAY).erased_at == world.at + DAY
    with world.inbox.reading() as connection:
        assert list(attempts.chunks(connection, 1)) == []
