"""Anchoring: what has happened is anchored once, what can't be is an alarm until it can, and nobody waits for a share."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from backoffice_gui.actions.journal_heads import note_unlocking, signed_heads
from backoffice_gui.actions.verify_journal import anchored
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.domain.journal import Chain
from backoffice_gui.storage import anchors
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.inbox import identity, incidents
from backoffice_gui.system import system_log
from backoffice_gui.wiring import anchoring
from backoffice_gui.wiring.anchoring import AnchorRun
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store
from tests.support.stores import MOMENT, invented
from tests.support.waiting import until


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store that was unlocked once: it has a key that signs."""
    with a_store(tmp_path / "s") as made:
        note_unlocking(made.world.inbox, made.desk, {}, MOMENT)
        yield made


def run_of(store: Store, *, unlocked: bool = True, settings: Mapping[str, str] | None = None) -> AnchorRun:
    """Anchoring into the folder `share` beside the store."""
    desk = store.desk if unlocked else None
    environment = {"BACKOFFICE_AUDIT__ANCHOR": str(store.root / "share"), **(settings or {})}
    return AnchorRun(store.settings(**environment), lambda: (store.world.inbox, desk), TurnedClock())


def lines(store: Store, chain: str) -> int:
    """How many heads lie there."""
    with store.world.inbox.reading() as connection:
        name = str(identity.ids(connection).current)
    return len(anchors.read(store.root / "share", name, chain).heads)


def alarms(store: Store) -> list[str]:
    """The details of the anchor's alarms."""
    with store.world.inbox.reading() as connection:
        return [alarm.detail for alarm in incidents.alarms(connection) if alarm.kind is AlarmKind.ANCHOR]


def test_what_has_happened_is_anchored_once(store: Store) -> None:
    """Both chains; nothing new, nothing written."""
    (store.root / "share").mkdir()
    run = run_of(store)
    assert run.wanted
    assert run.anchor() is None
    assert (lines(store, "casebook"), lines(store, "inbox")) == (1, 1)
    assert run.anchor() is None
    assert (lines(store, "casebook"), lines(store, "inbox")) == (1, 1)
    store.world.verify(invented())
    assert run.anchor() is None
    assert (lines(store, "casebook"), lines(store, "inbox")) == (2, 2)


def test_a_share_that_is_gone_is_an_alarm_until_it_is_back(store: Store) -> None:
    """Nothing is made in its place, nothing is lost: the head is anchored when it can be."""
    run = run_of(store)
    assert run.anchor() == "absent"
    assert alarms(store) == ["absent"]
    assert not (store.root / "share").exists()
    (store.root / "share").mkdir()
    assert run.anchor() is None
    assert alarms(store) == []
    assert lines(store, "casebook") == 2  # and the one that was signed when it could not be written


def test_without_a_desk_the_collectors_head_is_anchored_unsigned(store: Store) -> None:
    """It has no key of ours; the casebook's is nobody's to read."""
    (store.root / "share").mkdir()
    assert run_of(store, unlocked=False).anchor() is None
    assert (lines(store, "casebook"), lines(store, "inbox")) == (0, 1)


def test_leaving_the_desk_anchors_it_on_the_thread(store: Store) -> None:
    """Signed before it is closed, written after; ending waits for it, a little."""
    (store.root / "share").mkdir()
    run = run_of(store)
    run.start()
    run.start()
    run.leave(store.world.inbox, store.desk)
    run.stop(10)
    assert lines(store, "casebook") >= 1


def test_a_share_that_does_not_answer_is_said(store: Store) -> None:
    """By whoever looks: its own thread can't."""
    clock = TurnedClock()
    environment = {"BACKOFFICE_AUDIT__ANCHOR": str(store.root / "share")}
    run = AnchorRun(store.settings(**environment), lambda: (store.world.inbox, store.desk), clock)
    run.look()
    run._writing_since = clock.elapsed()
    clock.advance(61)
    run.look()
    assert alarms(store) == ["timeout"]


def test_the_systems_log_takes_heads_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nobody there is an alarm."""
    said: list[str] = []
    monkeypatch.setattr(system_log, "send", lambda _program, line: said.append(line))
    only = {"BACKOFFICE_AUDIT__SYSLOG": "true", "BACKOFFICE_AUDIT__ANCHOR": ""}
    assert run_of(store, settings=only).anchor() is None
    assert len(said) == 2

    def nobody(_program: str, _line: str) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(system_log, "send", nobody)
    assert run_of(store, settings=only).anchor() == "syslog"
    assert alarms(store) == ["syslog"]
    assert not run_of(store, settings={"BACKOFFICE_AUDIT__ANCHOR": ""}).wanted


def test_what_was_signed_and_never_written_is_written_by_the_next(store: Store) -> None:
    """A death between the two: no head is missing for ever after; a line that was taken from between others still is."""
    share = store.root / "share"
    share.mkdir()
    signed_heads(store.world.inbox, store.desk, MOMENT)  # the first of all: no file is there yet
    store.world.verify(invented())
    assert run_of(store).anchor() is None
    assert lines(store, "casebook") == 2
    for _ in range(2):
        store.world.verify(invented())
        signed_heads(store.world.inbox, store.desk, MOMENT)  # and the process dies
    store.world.verify(invented())
    assert run_of(store).anchor() is None
    there = anchored(share, store.world.inbox, store.desk, Chain.CASEBOOK)
    assert (there.missing, there.foreign, lines(store, "casebook")) == ((), None, 5)
    (file,) = share.glob("*.casebook.jsonl")
    kept = file.read_text("ascii").splitlines(keepends=True)
    file.write_text("".join(kept[:2] + kept[3:]), "ascii")
    run_of(store).anchor()
    assert len(anchored(share, store.world.inbox, store.desk, Chain.CASEBOOK).missing) == 1
    file.unlink()
    run_of(store).anchor()
    assert lines(store, "casebook") == 1


def test_a_thread_that_a_defect_has_ended_is_an_alarm_and_begun_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A minute later; what was being left meanwhile is anchored then."""
    (store.root / "share").mkdir()
    monkeypatch.setattr(threading, "excepthook", lambda _hook: None)
    monkeypatch.setattr(anchoring, "_FIRST_SECONDS", 0.0)
    append, clock = anchors.append, TurnedClock()

    def broken(*_: object) -> None:
        raise LookupError("EXEMPLE")

    monkeypatch.setattr(anchors, "append", broken)
    environment = {"BACKOFFICE_AUDIT__ANCHOR": str(store.root / "share")}
    run = AnchorRun(store.settings(**environment), lambda: (store.world.inbox, store.desk), clock)
    run.start()

    def told() -> bool:
        run.look()
        return alarms(store) == ["DEF-001:ended"]

    until(told)
    run.leave(store.world.inbox, store.desk)
    monkeypatch.setattr(anchors, "append", append)
    clock.advance(60)
    run.look()
    until(lambda: alarms(store) == [])
    run.stop(10)
    assert lines(store, "casebook") >= 1


@pytest.mark.parametrize("same", [True, False], ids=["same life", "next life"])
def test_what_could_not_be_written_is_written_before_what_is_left(store: Store, same: bool) -> None:
    """The share was away, and the desk is locked before the next hour: the head of before is not missing for ever."""
    share = store.root / "share"
    share.mkdir()
    run = run_of(store)
    assert run.anchor() is None
    store.world.verify(invented())
    share.rename(store.root / "away")
    assert run.anchor() == "absent"
    (store.root / "away").rename(share)
    with store.desk.casebook.transaction() as tx:
        audit_log.append(tx, [AuditEvent(MOMENT, Verb.CASE_OPENED, Role.DESK, "case:1")])
    left = run if same else run_of(store)
    left.start()
    left.leave(store.world.inbox, store.desk)
    left.stop(10)
    there = anchored(share, store.world.inbox, store.desk, Chain.CASEBOOK)
    assert (there.missing, there.foreign) == ((), None)
    numbers = [one.n for one in there.heads]
    assert numbers == sorted(set(numbers)), "each once, in order"
    assert alarms(store) == []
