from __future__ import annotations

import base64
import datetime as dt
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from backoffice_gui.audit import Role
from backoffice_gui.caseload import conformity as module
from backoffice_gui.caseload.conformity import conformity
from backoffice_gui.domain.conformity import ClockState, Conformity, Receipts, lives_of, month_named
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.storage.inbox import audit_log, incidents, ledger, outcomes, probes, watching
from backoffice_gui.storage.inbox.schema import probe, submission
from tests.support.desks import Store, a_store
from tests.support.stores import MOMENT, ORIGIN, invented

NOVEMBER = month_named("2026-11")
LATER = dt.datetime(2027, 1, 4, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with a_store(tmp_path / "s") as made:
        yield made


def _row(n: int, sent: dt.datetime | None, seen: dt.datetime, **more: Any) -> dict[str, Any]:
    whole = {
        "row": n,
        "origin": ORIGIN,
        "id": f"EXEMPLE-{n:018d}",
        "digest": f"sha256-{n:064x}",
        "seq": n,
        "kind": "contact_change",
        "size": 1,
        "parts": 1,
        "submitted_at": sent,
        "first_seen_at": seen,
        "stage": Stage.OFFERED.value,
        "receipt_at": None,
        "receipt_ours": None,
        "receipt_peer": None,
        "expired_at": None,
        "expired_jws": None,
        "closed_at": None,
        "lost_at": None,
    }
    return whole | more


def _receipted(at: dt.datetime, *, ours: bool = True, peer: bool = False, closed: bool = True) -> dict[str, Any]:
    stage = Stage.FOREIGN if not ours else Stage.CLOSED if closed else Stage.ACKNOWLEDGED
    ended = {"receipt_at": at, "receipt_ours": ours, "receipt_peer": peer, "stage": stage.value}
    return ended | {"closed_at": at if closed else None}


def _expiry(n: int, at: dt.datetime) -> str:
    members = {
        "origin": ORIGIN,
        "pos": n,
        "seq": n,
        "id": f"EXEMPLE-{n:018d}",
        "digest": f"sha256-{n:064x}",
        "outcome": "expired",
        "at": at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "prev": "sha256-" + "0" * 64,
    }
    return f"e30.{base64.urlsafe_b64encode(json.dumps(members).encode()).rstrip(b'=').decode()}.AA"


def _put(store: Store, *rows: dict[str, Any]) -> None:
    with store.world.inbox.transaction() as tx:
        tx.execute(insert(submission), list(rows))


def _look(store: Store, now: dt.datetime = LATER) -> Conformity:
    return conformity(store.world.inbox, NOVEMBER, now)


def test_of_nothing_there_is_nothing(store: Store) -> None:
    """Every day named, no figure invented; the store and the head of its chain stand in it."""
    seen = _look(store)
    assert (seen.received, seen.lives.count, seen.lives.median, len(seen.days)) == (0, 0, None, 30)
    assert (seen.store_id, seen.incidents, seen.obstacles) == (store.world.store_id, (), ())
    with store.world.inbox.reading() as connection:
        head = audit_log.head(connection)
    assert (seen.head, seen.head_digest) == (head.n, head.hash.hex())
    assert not seen.provisional
    assert seen.kept


def test_the_real_way_of_a_submission_is_counted(store: Store) -> None:
    """Verified, receipted, closed, probed: by the functions that a collector calls."""
    row = store.world.verify(invented(1)).row
    store.world.receipt(row)
    store.world.do(lambda tx: outcomes.closed(tx, [row], MOMENT))
    with store.world.inbox.transaction() as tx:
        probes.schedule(tx, [(row, MOMENT)])
        probes.done(tx, row, MOMENT, destroyed=True)
    waiting = store.world.verify(invented(2)).row
    seen = _look(store)
    assert (seen.received, seen.stages[Stage.CLOSED], seen.stages[Stage.VERIFIED]) == (2, 1, 1)
    assert (seen.lives.count, seen.lives.longest, seen.unended) == (1, 89.0, 1)
    assert seen.receipts == Receipts(1, 0, 0, 1)
    assert (seen.probes.done, seen.probes.gone, seen.probes.served, seen.probes.waiting) == (1, 1, 0, 0)
    assert [(each.day.day, each.received) for each in seen.days if each.received] == [(23, 2)]
    assert waiting


def test_what_expired_lived_until_the_site_says_so_however_late_we_heard(store: Store) -> None:
    """The collector was away for a week: the ledger told of the loss; it belongs to the day of its submission."""
    sent = dt.datetime(2026, 11, 30, 22, 50, tzinfo=dt.UTC)
    told = sent + dt.timedelta(days=7)
    lost = {"expired_at": told, "expired_jws": _expiry(1, sent + dt.timedelta(minutes=29)), "lost_at": told}
    _put(store, _row(1, sent, told, stage=Stage.LOST.value, **lost))
    seen = _look(store)
    assert (seen.received, seen.lost, seen.lives.longest, seen.days[-1].lost) == (1, 1, 29 * 60.0, 1)
    assert not seen.kept


def test_days_are_those_of_paris(store: Store) -> None:
    """Half past eleven in the evening of the last of October, UTC, is November there; of the last of November, not."""
    first = dt.datetime(2026, 10, 31, 23, 0, tzinfo=dt.UTC)
    last = dt.datetime(2026, 11, 30, 22, 59, 59, 999999, tzinfo=dt.UTC)
    second = dt.timedelta(seconds=1)
    times = [first, last, first - dt.timedelta(microseconds=1), last + dt.timedelta(microseconds=1)]
    _put(store, *(_row(n, at, at + second, **_receipted(at + second)) for n, at in enumerate(times, 1)))
    seen = _look(store)
    assert (seen.received, seen.days[0].received, seen.days[-1].received) == (2, 1, 1)


def test_without_a_time_of_submission_a_life_cannot_be_told(store: Store) -> None:
    """It is counted, on the day we saw it; neither a nought nor a guess is mixed into the figures."""
    _put(store, _row(1, None, MOMENT, **_receipted(MOMENT)), _row(2, None, MOMENT))
    seen = _look(store)
    assert (seen.received, seen.untimed, seen.unended, seen.lives.count) == (2, 1, 1, 0)


def test_in_slices_or_at_once_it_is_what_counting_says(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Against a plain count in memory, with many first seen in the same instant; each slice is a read of its own."""
    random_one = random.Random(7)
    rows, expected = [], []
    for n in range(1, 401):
        sent = NOVEMBER.start + dt.timedelta(days=random_one.uniform(-3, 33))
        seen = sent.replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)
        lived = random_one.uniform(0, 2000)
        ours = random_one.random() < 0.9
        rows.append(_row(n, sent, seen, **_receipted(sent + dt.timedelta(seconds=lived), ours=ours, peer=n % 2 == 0)))
        if NOVEMBER.start <= sent < NOVEMBER.end:
            expected.append(((sent + dt.timedelta(seconds=lived)) - sent).total_seconds())
    _put(store, *rows)
    with store.world.inbox.transaction() as tx:
        tx.execute(insert(probe), [{"row": n, "due_at": MOMENT, "destroyed": n % 3 > 0} for n in range(1, 401, 20)])
    at_once = _look(store)
    monkeypatch.setattr(module, "_SLICE", 7)
    assert _look(store) == at_once
    assert at_once.lives == lives_of(expected)
    assert sum(each.received for each in at_once.days) == at_once.received == len(expected)
    assert sum(each.lives.over[-1] for each in at_once.days) == at_once.lives.over[-1] > 0
    receipts = at_once.receipts
    assert receipts.ours + receipts.peers + receipts.strangers == len(expected)
    assert min(receipts.ours, receipts.peers, receipts.strangers, at_once.probes.served) > 0


def test_incidents_alarms_and_gaps_that_touch_the_period_are_in_it(store: Store) -> None:
    """Opened before and still open then, or opened in it; not what was closed before, nor what came after."""
    before, after = NOVEMBER.start - dt.timedelta(days=9), NOVEMBER.end + dt.timedelta(days=1)
    with store.world.inbox.transaction() as tx:
        for n, at in enumerate((before, before, MOMENT, after), 1):
            incidents.open_incident(tx, IncidentKind.LOST, at, seq=n)
        incidents.close_incident(tx, 1, "Motif EXEMPLE", before, Role.ADMINISTRATOR)
        incidents.close_incident(tx, 3, "Motif EXEMPLE", MOMENT + dt.timedelta(hours=5), Role.ADMINISTRATOR)
        incidents.raise_alarm(tx, AlarmKind.DISK_FULL, "", before)
        incidents.end_alarm(tx, AlarmKind.DISK_FULL, before)
        incidents.raise_alarm(tx, AlarmKind.FRONT_UNREACHABLE, "", MOMENT)
        ledger.add_gap(tx, "e1", 5, 7, MOMENT)
        ledger.add_gap(tx, "e1", 9, 9, after)
    seen = _look(store)
    assert [(each.number, each.state) for each in seen.incidents] == [(2, ClockState.OVERDUE), (3, ClockState.IN_TIME)]
    assert [(each.kind, each.until) for each in seen.obstacles] == [(AlarmKind.FRONT_UNREACHABLE, None)]
    assert seen.unaccounted == 3


def test_times_without_a_list_are_in_it(store: Store) -> None:
    """As the collector noted its lists; nothing where it never did."""
    assert _look(store).coverage is None
    with store.world.inbox.transaction() as tx:
        for minutes in (0, 9, 50):
            watching.note(tx, NOVEMBER.start + dt.timedelta(minutes=minutes))
    seen = _look(store, NOVEMBER.start + dt.timedelta(minutes=55)).coverage
    assert seen is not None
    assert [(each.minutes, each.lapse) for each in seen.silences] == [(41, True)]
    assert [each.minutes for each in (_look(store).coverage or seen).silences] == [41, 43_150]


def test_the_same_facts_give_the_same_value_whenever_it_is_asked_for(store: Store) -> None:
    """Of a period that has ended; one that has not is provisional, as of now."""
    store.world.receipt(store.world.verify(invented(1)).row)
    assert _look(store) == _look(store, LATER + dt.timedelta(days=400))
    early = _look(store, MOMENT + dt.timedelta(hours=1))
    assert (early.provisional, early.as_of) == (True, MOMENT + dt.timedelta(hours=1))
