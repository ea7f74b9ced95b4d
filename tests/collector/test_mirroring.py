"""The second copy beside a running collector: what waits for it, and what does not."""

from __future__ import annotations

import dataclasses
import json
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.collector import MirrorPolicy, MirrorTo
from backoffice_gui.collector import mirroring as module
from backoffice_gui.collector.mirroring import Mirroring
from backoffice_gui.collector.work import Work
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import MirrorGone
from backoffice_gui.storage.inbox import erasing, incidents, mirrored
from backoffice_gui.storage.mirror import copying, files
from backoffice_gui.storage.mirror.copying import Copier
from backoffice_gui.storage.mirror.index import read_index
from backoffice_gui.storage.mirror.slots import read_all
from tests.support.collecting import Desk, a_desk
from tests.support.desks import spoil
from tests.support.errands import ACKS, LIST, alarms, closed, going_on, some, stored_only
from tests.support.faults import Answer, Faults, change, lose_request
from tests.support.front import Front, plain_submission
from tests.support.waiting import until


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder for mirrors."""
    (tmp_path / "mirror").mkdir()
    return tmp_path / "mirror"


def lag(desk: Desk) -> int:
    """How many the mirror lacks."""
    with desk.inbox.reading() as conn:
        row = mirrored.current(conn)
        return -1 if row is None else mirrored.lag(conn, row.n).count


def folder(desk: Desk, root: Path) -> Path:
    """The store's own folder."""
    return files.folder_of(root, desk.store_id)


def test_once_leaves_nothing_behind(front: Front, desk: Desk, root: Path) -> None:
    """Small and big: every copy, every key, every receipt is in the mirror at the end."""
    some(front, 5)
    front.desk.take_in([plain_submission(b"{}", b"x" * (copying.SMALL + 5))])
    assert desk.collect(mirror=MirrorTo(root)).closed == 6
    index = read_index([folder(desk, root)])
    assert (len(index.whole), len(index.facts), index.breaks) == (6, 6, [])
    assert all(facts["closed_at"] for facts in index.facts.values())
    assert all(read_all(folder(desk, root))[tag].wrapped for tag in index.whole)
    assert lag(desk) == 0
    assert alarms(desk) == set()


def test_what_was_there_before_the_mirror_is_copied_too(front: Front, desk: Desk, root: Path) -> None:
    """Switched on later, it ends with everything; run again it writes nothing twice."""
    some(front, 4)
    assert desk.collect().closed == 4
    some(front, 2)
    assert desk.collect(mirror=MirrorTo(root)).closed == 2
    index = read_index([folder(desk, root)])
    assert (len(index.whole), lag(desk)) == (6, 0)
    assert all(facts["closed_at"] for facts in index.facts.values())
    desk.collect(mirror=MirrorTo(root))
    assert read_index([folder(desk, root)]).records <= index.records + 2


def test_once_without_its_mirror_gives_up_in_its_time(
    front: Front, desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Held back, tried as often as anything else, and left on the web for the next run."""
    monkeypatch.setattr(module, "spent", lambda tries, _failing_for: tries >= 3)
    some(front, 2)
    root.rmdir()
    summary = desk.collect(mirror=MirrorTo(root))
    assert (summary.acknowledged, summary.held, summary.failed) == (0, 2, 2)
    assert desk.counts() == {Stage.VERIFIED: 2}
    assert alarms(desk) == {AlarmKind.MIRROR}
    root.mkdir()
    assert desk.collect(mirror=MirrorTo(root)).closed == 2
    assert alarms(desk) == set()


def test_once_with_continue_goes_on_without_it(front: Front, desk: Desk, root: Path) -> None:
    """At once; the alarm stands, and ends where no mirror is wanted any more."""
    some(front, 2)
    root.rmdir()
    assert desk.collect(mirror=MirrorTo(root, MirrorPolicy.CONTINUE)).closed == 2
    assert alarms(desk) == {AlarmKind.MIRROR}
    desk.collect()
    assert alarms(desk) == set()


def test_an_unmounted_share_is_not_taken_for_an_empty_one(front: Front, desk: Desk, root: Path) -> None:
    """A folder without our mirror in it, after one was begun, is a mirror that is gone."""
    some(front, 1)
    desk.collect(mirror=MirrorTo(root))
    root.rename(root.parent / "unplugged")
    root.mkdir()
    some(front, 1)
    desk.collect(mirror=MirrorTo(root, MirrorPolicy.CONTINUE))
    with desk.inbox.reading() as conn:
        assert [alarm.detail for alarm in incidents.alarms(conn)] == ["empty"]
    assert list(root.iterdir()) == []


def test_a_share_that_hangs_holds_nobody_for_good(
    front: Front, desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call that does not return is an alarm; with `continue` acknowledging goes on; when it returns, all is well."""
    release, hung = threading.Event(), threading.Event()
    real = Copier.copy

    def hang(copier: Copier, numbers: list[int]) -> object:
        hung.set()
        release.wait(20)
        return real(copier, numbers)

    monkeypatch.setattr(Copier, "copy", hang)
    monkeypatch.setattr(module, "HUNG_SECONDS", 0.2)
    with going_on(desk, mirror=MirrorTo(root, MirrorPolicy.CONTINUE)) as collector:
        some(front, 1)
        until(hung.is_set)
        collector.poke()
        until(closed(desk, 1))
        until(lambda: alarms(desk) == {AlarmKind.MIRROR})
        release.set()
        until(lambda: lag(desk) == 0 and alarms(desk) == set())


def test_a_share_that_hangs_keeps_no_stop_waiting(
    front: Front, desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`going_on` gives a stop five seconds: the call is left behind with its files, and all is as after a crash."""
    release, hung, back = threading.Event(), threading.Event(), threading.Event()
    real = Copier.copy

    def hang(copier: Copier, numbers: list[int]) -> object:
        hung.set()
        release.wait(20)
        try:
            return real(copier, numbers)
        finally:
            back.set()

    monkeypatch.setattr(Copier, "copy", hang)
    with going_on(desk, mirror=MirrorTo(root)):
        some(front, 1)
        until(hung.is_set)
    assert not back.is_set()
    release.set()
    until(back.is_set)
    monkeypatch.setattr(Copier, "copy", real)
    assert desk.collect(mirror=MirrorTo(root)).closed == 1
    assert lag(desk) == 0


def test_a_damaged_old_copy_is_an_alarm_and_stops_nothing(front: Front, desk: Desk, root: Path) -> None:
    """What the inbox can't hand over any more has no second copy, and a person is told; the rest has, big or small."""
    some(front, 2)
    front.desk.take_in([plain_submission(b"{}", b"x" * (copying.SMALL + 5))])
    assert desk.collect().closed == 3
    with desk.inbox.reading() as conn:
        big = conn.exec_driver_sql("SELECT attempt FROM chunk GROUP BY attempt ORDER BY count(*) DESC").scalar()
        small = conn.exec_driver_sql(f"SELECT min(attempt) FROM attempt WHERE attempt <> {big}").scalar()
    spoil(
        desk.inbox,
        f"UPDATE chunk SET sealed = CAST(sealed || x'ff00' AS TEXT) WHERE attempt IN ({big}, {small})",
    )
    some(front, 2)
    assert desk.collect(mirror=MirrorTo(root)).closed == 2
    assert (len(read_index([folder(desk, root)]).whole), lag(desk)) == (3, 2)
    with desk.inbox.reading() as conn:
        assert [(a.kind, a.detail) for a in incidents.alarms(conn)] == [(AlarmKind.MIRROR, "damaged")]


def test_a_damaged_journal_is_an_alarm_and_stops_nothing(front: Front, desk: Desk, root: Path) -> None:
    """Facts that can't be followed are no reason to bring nothing home; each run that finds it so says so."""
    some(front, 1)
    assert desk.collect().closed == 1
    spoil(desk.inbox, "UPDATE audit SET event = CAST(x'ff00' AS TEXT) WHERE n = 2")
    some(front, 1)
    assert desk.collect(mirror=MirrorTo(root)).closed == 1
    with desk.inbox.reading() as conn:
        assert [(a.kind, a.detail) for a in incidents.alarms(conn)] == [(AlarmKind.MIRROR, "damaged")]
    assert len(read_index([folder(desk, root)]).whole) == 2
    desk.collect(mirror=MirrorTo(root))
    with desk.inbox.reading() as conn:
        assert [(a.kind, a.detail) for a in incidents.alarms(conn)] == [(AlarmKind.MIRROR, "damaged")]


def test_once_does_not_stay_for_all_that_was_left_behind(
    front: Front, desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it stays nobody lists: after a minute no more is begun, and the next run goes on."""
    some(front, 30)
    assert desk.collect().closed == 30
    real, began = Copier.copy, time.monotonic()

    def slow(copier: Copier, numbers: list[int]) -> object:
        threading.Event().wait(0.3)
        return real(copier, numbers)

    with monkeypatch.context() as patched:
        patched.setattr(Copier, "copy", slow)
        patched.setattr(module, "MOST", 1)
        patched.setattr(module, "ONCE_SECONDS", 0.0)
        some(front, 1)
        assert desk.collect(mirror=MirrorTo(root)).closed == 1
    assert time.monotonic() - began < 9
    assert 0 < lag(desk) < 31
    desk.collect(mirror=MirrorTo(root))
    assert lag(desk) == 0


def test_what_an_acknowledgement_waits_for_goes_before_what_was_left_behind(
    front: Front, desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A big one that was left behind lets a new one by, slice by slice."""
    big = b"x" * (copying.SMALL + 5)
    front.desk.take_in([plain_submission(b"{}", big)])
    assert desk.collect().closed == 1
    order: list[int] = []
    verified = threading.Event()
    real = Copier.copy_slice

    def slices(copier: Copier, one: copying.Big) -> object:
        order.append(one.attempt)
        verified.wait(20)
        return real(copier, one)

    monkeypatch.setattr(Copier, "copy_slice", slices)
    with going_on(desk, mirror=MirrorTo(root)) as collector:
        until(lambda: len(order) == 1)
        front.desk.take_in([plain_submission(b"{ }", big)])
        collector.poke()
        until(lambda: desk.counts().get(Stage.VERIFIED, 0) == 1)
        verified.set()
        until(closed(desk, 2))
        until(lambda: lag(desk) == 0)
    old, new = sorted(set(order))
    assert order == [old, new, new, old]


def test_what_was_too_near_its_end_to_wait_is_mirrored_afterwards(
    front: Front, desk: Desk, faults: Faults, root: Path
) -> None:
    """Found nine minutes before its expiry, it is acknowledged at once, and copied in the same life."""
    with going_on(desk, mirror=MirrorTo(root)) as collector:
        some(front, 1)
        until(lambda: lag(desk) == 0 and desk.counts() == {Stage.CLOSED: 1})
        faults.add("GET", LIST, lose_request)
        some(front, 1)
        front.clock.forward(minutes=20)
        faults.clear()
        collector.poke()
        until(closed(desk, 2))
        until(lambda: lag(desk) == 0)
    assert len(read_index([folder(desk, root)]).whole) == 2


@pytest.mark.parametrize("said", [None, 1.0])
def test_an_odd_expiry_excuses_nobody_from_the_mirror(
    front: Front, desk: Desk, faults: Faults, root: Path, said: float | None
) -> None:
    """What a list says unsigned makes it urgent; whether one copy is enough is for the signed end on the web to say."""
    root.rmdir()

    def odd(kept: Answer) -> None:
        body = json.loads(kept.body)
        for item in body["items"]:
            item["expires_in"] = said
        kept.body = json.dumps(body).encode()

    faults.add("GET", LIST, change(odd))
    some(front, 1)
    with going_on(desk, mirror=MirrorTo(root)) as collector:
        until(lambda: desk.counts() == {Stage.VERIFIED: 1} and AlarmKind.MIRROR in alarms(desk))
        asked = faults.count("GET", LIST)
        collector.poke()
        until(lambda: faults.count("GET", LIST) > asked + 1)  # a poll follows the list from 0
    assert faults.count("POST", ACKS) == 0


def test_once_follows_its_facts_at_its_end_whenever_their_turn_is(
    front: Front, desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that has nothing else to do does not wait for it, nor end without it."""
    monkeypatch.setattr(module, "_FOLLOW_EVERY", 60.0)
    some(front, 2)
    began = time.monotonic()
    assert desk.collect(mirror=MirrorTo(root)).closed == 2
    assert time.monotonic() - began < 50
    assert all(facts["closed_at"] for facts in read_index([folder(desk, root)]).facts.values())


def test_what_is_near_its_end_waits_for_no_mirror_that_is_gone(
    front: Front, desk: Desk, faults: Faults, root: Path
) -> None:
    """Nine minutes before its expiry the only copy counts for more than a second one; the alarm stands."""
    root.rmdir()
    with going_on(desk, mirror=MirrorTo(root)) as collector:
        faults.add("GET", LIST, lose_request)
        some(front, 1)
        front.clock.forward(minutes=20)
        faults.clear()
        collector.poke()
        until(closed(desk, 1))
    assert AlarmKind.MIRROR in alarms(desk)


def test_a_collector_that_goes_on_follows_its_facts(
    front: Front, desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What became of a copy is in the mirror soon, not only when the collector ends."""
    monkeypatch.setattr(module, "_FOLLOW_EVERY", 0.1)
    with going_on(desk, mirror=MirrorTo(root)):
        some(front, 1)
        until(closed(desk, 1))
        until(lambda: [bool(each["closed_at"]) for each in read_index([folder(desk, root)]).facts.values()] == [True])


def _refused_once(patched: pytest.MonkeyPatch, name: str) -> list[str]:
    """The share is full at the first call of this kind; it is noted here."""
    real, refused = getattr(Copier, name), list[str]()

    def full(copier: Copier, given: object) -> object:
        if not refused:
            refused.append(name)
            raise MirrorGone("full")
        return real(copier, given)

    patched.setattr(Copier, name, full)
    return refused


def _told_and_ended(desk: Desk, detail: str) -> bool:
    """Whether an alarm about the mirror was raised with this detail, and stands no more."""
    with desk.inbox.reading() as conn:
        return bool(
            conn.exec_driver_sql(
                f"SELECT count(*) FROM alarm WHERE kind = 'mirror' AND detail = '{detail}' AND ended_at IS NOT NULL"
            ).scalar()
        )


@pytest.mark.parametrize("call", ["copy", "copy_slice"])
def test_what_a_full_share_refused_is_written_again(
    front: Front, desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """None of it is forgotten, small or big, each waits for its copy, and the alarm ends with the writing."""
    size = 10 if call == "copy" else copying.SMALL + 5
    refused = _refused_once(monkeypatch, call)
    with going_on(desk, mirror=MirrorTo(root)):
        front.desk.take_in([plain_submission(b"{}", b"x" * size), plain_submission(b"{}")])
        until(closed(desk, 2), 40)
        until(lambda: lag(desk) == 0 and _told_and_ended(desk, "full"))
    assert refused == [call]
    assert len(read_index([folder(desk, root)]).whole) == 2


def test_a_big_one_that_waited_while_another_was_refused_is_written_again_too(
    front: Front, desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The share is full between two slices: the one that has its turn next is planned anew like the one that had it."""
    planned, slices = set[int](), list[int]()
    plan, real = Mirroring.add, Copier.copy_slice

    def noted(mirroring: Mirroring, work: Work, attempt: int) -> None:
        planned.add(attempt)
        plan(mirroring, work, attempt)

    def full(copier: Copier, one: copying.Big) -> object:
        slices.append(one.attempt)
        if len(slices) == 1:
            until(lambda: len(planned) == 2)  # the second waits for its turn from now on
        if len(slices) == 2:
            raise MirrorGone("full")
        return real(copier, one)

    monkeypatch.setattr(Mirroring, "add", noted)
    monkeypatch.setattr(Copier, "copy_slice", full)
    with going_on(desk, mirror=MirrorTo(root)):
        front.desk.take_in([plain_submission(b"{}", b"x" * (copying.SMALL + 5)) for _ in range(2)])
        until(closed(desk, 2), 40)
        until(lambda: lag(desk) == 0)
    assert len(read_index([folder(desk, root)]).whole) == 2


def test_what_does_not_fit_one_append_is_caught_up_with_by_the_next(
    front: Front, desk: Desk, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Left behind by an earlier run, all of it is there at the end of this one."""
    some(front, 3, size=1_500)
    assert desk.collect().closed == 3
    monkeypatch.setattr(copying, "SMALL", 2_000)
    desk.collect(mirror=MirrorTo(root))
    assert (len(read_index([folder(desk, root)]).whole), lag(desk)) == (3, 0)


def test_an_erasure_reaches_the_mirror_first(
    front: Front, faults: Faults, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The keys go there, then here; while the mirror is gone, or full, the erasure waits for it."""
    with (
        a_desk(tmp_path / "ours", front.settings_file) as ours,
        a_desk(tmp_path / "theirs", front.settings_file) as theirs,
    ):
        ours.peers = frozenset({StoreId(theirs.store_id)})
        some(front, 1)
        stored_only(ours, faults, 1)
        assert theirs.collect().closed == 1
        ours.collect(mirror=MirrorTo(root))
        assert ours.counts() == {Stage.FOREIGN: 1}
        assert [bool(slot.wrapped) for slot in read_all(folder(ours, root)).values()] == [True]
        with ours.inbox.transaction() as tx:
            assert tx.exec_driver_sql("SELECT count(*) FROM attempt WHERE mirrored_in = 1").scalar() == 1
        root.rename(root.parent / "unplugged")
        later = dataclasses.replace(ours, clock=_Later())
        with monkeypatch.context() as patched:
            refused = _refused_once(patched, "destroy")
            with going_on(later, mirror=MirrorTo(root, MirrorPolicy.CONTINUE)):
                until(lambda: AlarmKind.MIRROR in alarms(ours))
                assert not _erased(ours)
                (root.parent / "unplugged").rename(root)
                until(lambda: _told_and_ended(ours, "full") and AlarmKind.MIRROR not in alarms(ours), 40)
            assert refused == ["destroy"]
        assert not _erased(ours)
        with going_on(later, mirror=MirrorTo(root, MirrorPolicy.CONTINUE)):
            until(lambda: _erased(ours))
        assert [slot.wrapped for slot in read_all(folder(ours, root)).values()] == [b""]


def _erased(desk: Desk) -> bool:
    with desk.inbox.reading() as conn:
        return conn.exec_driver_sql("SELECT erased_at FROM submission").scalar() is not None


class _Later:
    """The machine's clocks, a day and an hour ahead."""

    def __init__(self) -> None:
        self._system = SystemClock()

    def now(self) -> datetime:
        """Civil time."""
        return self._system.now() + erasing.FOREIGN_KEPT + timedelta(hours=1)

    def elapsed(self) -> float:
        """Elapsed time, as it is."""
        return self._system.elapsed()
