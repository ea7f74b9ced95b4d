"""What ends by policy: without being asked, while the desk is open."""

from __future__ import annotations

import dataclasses
import logging
import os
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from backoffice_gui.domain.authority import Authority, TeamRole
from backoffice_gui.domain.cases import Badge
from backoffice_gui.errors import StoreBusy, WrongKey
from backoffice_gui.storage import rekeying
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.opening import BACKUPS
from backoffice_gui.wiring import tidying
from backoffice_gui.wiring.tidying import TidyRun
from tests.support.cases import certificate_form, rows, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store
from tests.support.journals import lived
from tests.support.purging import close_all
from tests.support.stores import MOMENT
from tests.support.waiting import until


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with its desk unlocked."""
    with a_store(tmp_path / "s") as made:
        yield made


def _run(store: Store, days: int, *, locked: bool = False) -> TidyRun:
    clock = TurnedClock(MOMENT + timedelta(days=days))
    return TidyRun(store.settings(), lambda: None if locked else (store.world.inbox, store.desk), clock)


def test_both_journals_and_old_copies_end_in_their_time(store: Store) -> None:
    """Not before, not by a locked desk, and only once."""
    copy = store.folder / BACKUPS / "casebook-1.2.db"
    copy.parent.mkdir()
    copy.write_bytes(b"EXEMPLE")
    os.utime(copy, (MOMENT.timestamp(), MOMENT.timestamp()))
    assert _run(store, 20).look() == 0
    assert copy.exists()
    assert _run(store, 800, locked=True).look() == 0
    lived(store, MOMENT, MOMENT + timedelta(days=800))
    assert _run(store, 800).look() > 0
    assert not copy.exists()
    assert _run(store, 800).look() == 0


def test_the_mark_of_a_change_of_keys_that_came_to_nothing_goes(store: Store) -> None:
    """The desk is open by the key that is kept: what says that another may be under way would silence its alarms."""
    (store.folder / rekeying.MARK).touch()
    _run(store, 20).look()
    assert not (store.folder / rekeying.MARK).exists()


def test_an_agents_desk_purges_no_journal(store: Store) -> None:
    """On a team's server that is for whoever may: the hour would come round with a refusal else."""
    lived(store, MOMENT, MOMENT + timedelta(days=800))
    store.desk = dataclasses.replace(store.desk, granted=Authority("demo", frozenset({TeamRole.AGENT})))
    assert _run(store, 800).look() == 0
    store.desk = dataclasses.replace(store.desk, granted=Authority("demo", frozenset({TeamRole.DPO})))
    assert _run(store, 800).look() > 0


def test_what_is_to_be_purged_says_so_by_itself(store: Store) -> None:
    """By the rules of the configuration, and whoever shows lists hears of it; a locked desk marks nothing."""
    clock = TurnedClock(MOMENT)
    take(store, certificate_form())
    close_all(store, clock)
    clock.advance(91 * 86_400)
    told: list[int] = []

    def heard() -> None:
        told.append(rows(store, cases)[0]["badges"] & Badge.TO_PURGE)

    TidyRun(store.settings(), lambda: None, clock, heard).look()
    assert told == []
    run = TidyRun(store.settings(), lambda: (store.world.inbox, store.desk), clock, heard)
    run.look()
    run.look()
    assert told == [Badge.TO_PURGE]


def _fails(error: Exception) -> Callable[..., int]:
    def fail(*_given: object, **_named: object) -> int:
        raise error

    return fail


def _levels(caplog: pytest.LogCaptureFixture) -> list[str]:
    found = [each.levelname for each in caplog.records if each.message == "not_tidied"]
    caplog.clear()
    return found


@pytest.mark.expected_logs("not_tidied")
@pytest.mark.parametrize("step", ["forget_copies", "purge_journal", "purge_inbox_journal"])
def test_a_step_that_fails_keeps_no_other_from_its_end(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, step: str
) -> None:
    """Whatever it fails with; that is said, once a day while it stays so, and it is done once it can be."""
    caplog.set_level(logging.INFO)
    clock = TurnedClock(MOMENT + timedelta(days=800))
    lived(store, MOMENT, clock.now())
    run = TidyRun(store.settings(), lambda: (store.world.inbox, store.desk), clock)
    with monkeypatch.context() as patched:
        patched.setattr(tidying, step, _fails(RuntimeError("EXEMPLE")))
        gone = run.look()
        assert (gone > 0) or step != "forget_copies"
        said = [vars(each)["event_fields"] for each in caplog.records if each.message == "not_tidied"]
        assert [(each["error"], "EXEMPLE" in str(each)) for each in said] == [("RuntimeError", False)]
        assert _levels(caplog) == ["WARNING"]
        clock.advance(3_600)
        run.look()
        clock.advance(86_400)
        run.look()
        assert _levels(caplog) == ["INFO", "WARNING"]
    assert gone + run.look() > 0
    assert _levels(caplog) == []


@pytest.mark.expected_logs("not_tidied")
def test_what_passes_by_itself_is_given_a_day(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody writes, or the desk was locked meanwhile: nothing to be woken for."""
    caplog.set_level(logging.INFO)
    clock = TurnedClock(MOMENT)
    run = TidyRun(store.settings(), lambda: (store.world.inbox, store.desk), clock)
    monkeypatch.setattr(tidying, "purge_journal", _fails(WrongKey("locked")))
    monkeypatch.setattr(tidying, "purge_inbox_journal", _fails(StoreBusy("writer")))
    run.look()
    assert _levels(caplog) == ["INFO"]
    clock.advance(86_400)
    run.look()
    assert _levels(caplog) == ["WARNING"]


@pytest.mark.expected_logs("not_tidied")
def test_its_thread_outlives_what_it_did_not_expect(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A defect ends no thread that is to end things by the hour."""
    monkeypatch.setattr(tidying, "_FIRST_SECONDS", 0.0)
    monkeypatch.setattr(tidying, "_EVERY_SECONDS", 0.0)
    looks: list[int] = []

    def forget(*_given: object) -> int:
        looks.append(1)
        raise RuntimeError

    monkeypatch.setattr(tidying, "forget_copies", forget)
    run = _run(store, 0)
    run.start()
    until(lambda: len(looks) > 1)
    run.stop(5.0)


def test_its_thread_ends_when_it_is_told(store: Store) -> None:
    """One thread, however often it is begun."""
    run = _run(store, 0)
    run.start()
    run.start()
    assert [thread.name for thread in threading.enumerate()].count("tidying") == 1
    run.stop(5.0)
    assert "tidying" not in [thread.name for thread in threading.enumerate()]
