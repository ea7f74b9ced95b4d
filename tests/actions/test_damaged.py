"""What the disk does not give back is told, once, with what of it can't be read; whatever can be becomes a case."""

from __future__ import annotations

import json
import logging

import pytest

from backoffice_gui.actions import arrivals
from backoffice_gui.actions.arrivals import Looked, look
from backoffice_gui.actions.damaged import tell_damaged
from backoffice_gui.actions.intake import intake
from backoffice_gui.domain.cases import Badge
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.casebook.marks import Mark
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.storage.inbox.unsealing import Unsealer
from tests.support.cases import arrive, certificate_form, form_of, rows
from tests.support.clock import TurnedClock
from tests.support.desks import Store
from tests.support.stores import invented
from tests.support.tearing import LONG, tear

CLOCK = TurnedClock()
ON_SERVER = pytest.mark.parametrize("store", ["postgresql"], indirect=True)


def _told(store: Store) -> list[tuple[int | None, str]]:
    with store.world.inbox.reading() as connection:
        return [(each.seq, each.detail) for each in incidents.incidents(connection, open_only=True)]


def _with_pieces(store: Store, seq: int, *pieces: bytes) -> None:
    form = json.dumps(certificate_form({"family_name": f"EXEMPLE {seq}"})).encode()
    store.world.receipt(store.world.verify(invented(seq, (form, *pieces), kind="certificate_request")).row)


def test_where_all_is_read_nothing_is_written(store: Store) -> None:
    """Not even asked: a look with nothing new is three short reads."""
    looked = Looked(0)
    assert tell_damaged(store.world.inbox, looked, CLOCK.now()) is looked
    assert _told(store) == []


@pytest.mark.expected_logs("submission_unreadable")
def test_the_others_of_a_piece_are_read_as_ever(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each once, in order, and no more than there is room for; what could not be read is among them no more in this run."""
    monkeypatch.setattr(arrivals, "_ROOM", 3 * len(LONG))
    arrive(store.world, [form_of(certificate_form(comment=LONG)) for _ in range(6)])
    tear(store, 2)
    locked: set[int] = set()
    unsealer = Unsealer(store.desk.privates)
    first = look(store.world.inbox, unsealer, store.world.store_id, Mark(), locked)
    assert ([each.come_of.inbox_row for each in first.arrivals], first.end) == ([1, 3, 4], 4)
    assert (first.damaged, first.waiting, first.more, locked) == (frozenset({2}), frozenset({2}), True, {2})
    assert tell_damaged(store.world.inbox, first, CLOCK.now()) is first
    assert tell_damaged(store.world.inbox, first, CLOCK.now()) is first
    assert _told(store) == [(2, "form")]
    rest = look(store.world.inbox, unsealer, store.world.store_id, Mark(first.end, first.waiting), locked)
    assert ([each.come_of.inbox_row for each in rest.arrivals], rest.damaged, rest.end) == ([5, 6], frozenset(), 6)


@ON_SERVER
@pytest.mark.expected_logs("submission_unreadable")
def test_a_form_that_can_be_read_is_a_case_though_a_piece_of_it_can_not(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """That is told all the same; of those beside it, it is known as ever which pieces are empty."""
    for seq in (1, 2, 3):
        _with_pieces(store, seq, b"" if seq == 3 else b"%PDF-1.7 EXEMPLE")
    tear(store, 2, part=1)
    taken = intake(store.world.inbox, store.desk, CLOCK)
    assert (taken.cases, taken.unread, taken.waiting) == (3, 0, 0)
    assert [bool(case["badges"] & Badge.PIECE_REFUSED) for case in rows(store, cases)] == [False, False, True]
    assert _told(store) == [(2, "pieces")]
    said = [vars(each)["event_fields"] for each in caplog.records if each.levelno == logging.WARNING]
    assert [each["detail"] for each in said] == ["row-2"]


@pytest.mark.expected_logs("submission_unreadable")
def test_what_is_told_is_read_of_the_submission_alone(store: Store) -> None:
    """The page that does not come back may be one of its attempts."""
    arrive(store.world, [form_of(certificate_form()) for _ in range(2)])
    with store.world.inbox.transaction() as tx:
        tx.exec_driver_sql("ALTER TABLE attempt RENAME TO away")
    looked = Looked(2, damaged=frozenset({2, 99}))
    assert tell_damaged(store.world.inbox, looked, CLOCK.now()) is looked
    with store.world.inbox.transaction() as tx:
        tx.exec_driver_sql("ALTER TABLE away RENAME TO attempt")
    assert _told(store) == [(2, "form")]
