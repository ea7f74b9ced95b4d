"""What only the ledger tells: losses, expiries, what is missing, and another epoch."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.storage.inbox.store import Inbox
from tests.support.collecting import Desk
from tests.support.errands import (
    kinds,
    some,
    stored_only,
)
from tests.support.faults import Answer, Faults, change
from tests.support.front import Front


@pytest.mark.expected_logs("incident")
def test_what_expired_unseen_is_lost_and_said(front: Front, desk: Desk) -> None:
    """Expired on the web and never held here: LOST, an incident, never silence (I12)."""
    desk.collect()
    some(front, 2)
    front.clock.forward(minutes=30)
    front.desk.turn()
    summary = desk.collect()
    assert summary.lost == 2
    assert desk.counts() == {Stage.LOST: 2}
    assert kinds(desk) == {IncidentKind.LOST}


def test_what_expired_after_it_was_stored_is_ours(front: Front, desk: Desk, faults: Faults) -> None:
    """Verified here, never acknowledged in time: stored, expired on the web; nothing is lost."""
    some(front)
    stored_only(desk, faults, 3)
    front.clock.forward(minutes=30)
    front.desk.turn()
    summary = desk.collect()
    assert summary.lost == 0
    assert desk.counts() == {Stage.STORED_EXPIRED: 3}
    assert desk.incidents() == []


@pytest.mark.expected_logs("incident")
def test_a_store_restored_from_a_copy_misses_what_it_acknowledged(front: Front, desk: Desk, tmp_path: Path) -> None:
    """The ledger names our store for what this older copy does not hold: missing, an incident, never silence."""
    some(front, 1)
    desk.collect()
    desk.inbox.checkpoint()
    (tmp_path / "restored").mkdir(mode=0o700)
    shutil.copy(desk.folder / "inbox.db", tmp_path / "restored" / "inbox.db")
    some(front, 2)
    desk.collect()
    older = replace(desk, folder=tmp_path / "restored", inbox=Inbox.open(tmp_path / "restored"), events=[])
    try:
        assert older.collect().missing == 2
        assert older.counts() == {Stage.CLOSED: 1, Stage.MISSING: 2}
        assert kinds(older) == {IncidentKind.MISSING}
    finally:
        older.inbox.close()


@pytest.mark.expected_logs("incident")
def test_a_new_epoch_is_an_incident_and_stops_nothing(front: Front, desk: Desk, faults: Faults) -> None:
    """A front end whose database was replaced: collecting goes on, the ledger is pinned anew."""
    some(front, 1)
    desk.collect()

    def renewed(kept: Answer) -> None:
        kept.body = kept.body.replace(front.desk.epoch.encode(), b"another-epoch")

    faults.add("GET", "/submissions$", change(renewed))
    faults.add("GET", "/ledger$", change(renewed))
    some(front, 2)
    assert desk.collect().acknowledged == 2
    assert kinds(desk) == {IncidentKind.EPOCH_CHANGED}
