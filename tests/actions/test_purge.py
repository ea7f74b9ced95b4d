"""A purge: what two people agreed to goes, from every byte; what moved on stays; cut anywhere, it is run again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.actions import purge as purging
from backoffice_gui.actions.close_incident import close_incident
from backoffice_gui.actions.desk import open_with_master
from backoffice_gui.actions.hold import place_hold, release_hold
from backoffice_gui.actions.intake import intake
from backoffice_gui.actions.join_persons import link_case
from backoffice_gui.actions.purge import run_purge
from backoffice_gui.actions.rekey import Rekeying, rekey
from backoffice_gui.actions.treat import treat
from backoffice_gui.actions.verify_store import verify_store
from backoffice_gui.caseload import case_history
from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import CaseAct, Duty
from backoffice_gui.domain.deadlines import civil_day
from backoffice_gui.domain.retention import Category
from backoffice_gui.errors import MirrorGone, StoreBusy, StoreError, UsageError
from backoffice_gui.security.staging import FileStaging
from backoffice_gui.storage.casebook import persons, purges
from backoffice_gui.storage.casebook.caseload_schema import case_form, cases, contact, identity, match_key, person
from backoffice_gui.storage.casebook.retention_schema import tombstone
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox import attempts, incidents, submissions
from backoffice_gui.storage.inbox import identity as inbox_identity
from backoffice_gui.storage.inbox.purging import erase_purged
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.old_copies import LEFT_OVER
from backoffice_gui.storage.place import place_of
from backoffice_gui.storage.rekeying import BEFORE
from tests.support.cases import PERSON, accept, certificate_form, change_form, keys_of, lines, rows, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store
from tests.support.mirrors import mirror_of
from tests.support.purging import DAY, agreed, close_all, every_octet, planned, purge_all

SOMEBODY = {
    "family_name": "CANARI-NOM",
    "given_names": ["Canari-Prénom", "Démo"],
    "sex": "X",
    "birth_date": "1990-01-02",
    "ofpra_number": "991234567",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with two cases of two persons."""
    with a_store(tmp_path / "s") as made:
        take(made, certificate_form(SOMEBODY, comment="CANARI-COMMENTAIRE"), change_form())
        yield made


def wrapped(store: Store) -> list[bytes]:
    """The wrapped keys that lie in the inbox."""
    with store.world.inbox.fresh() as connection:
        return [each.wrapped_key for row in (1, 2) for each in attempts.attempt_rows(connection, row)]


def test_what_was_sent_goes_first_and_the_case_stays(store: Store) -> None:
    """After ninety days nothing opens what came in; what was read from it is there still."""
    clock = TurnedClock()
    close_all(store, clock)
    clock.advance(89 * DAY)
    assert planned(store, clock).due == ()
    clock.advance(DAY)
    keys = wrapped(store)
    made = planned(store, clock)
    assert [(each.category, each.free) for each in made.due] == [(Category.PAYLOAD, True)] * 2
    store.desk.casebook.checkpoint()
    before = every_octet(store)
    assert all(key in before for key in keys)
    done = purge_all(store, clock)
    assert (done.done, done.left) == (2, 0)
    assert not any(key in every_octet(store) for key in keys)
    assert [row["octets"] for row in rows(store, case_form)] == [None, None]
    assert len(keys_of(store)) == 2
    assert planned(store, clock).due == ()
    assert verify_store(store.world.inbox, store.desk, None).ok


def test_the_case_goes_with_all_that_hangs_on_it(store: Store) -> None:
    """Rows, persons, words, octets: nothing of them is in any byte, free pages and logs included."""
    clock = TurnedClock()
    close_all(store, clock)
    clock.advance(730 * DAY)
    store.desk.casebook.checkpoint()
    before = every_octet(store)
    assert b"CANARI" in before
    assert b"canari" in before, "a word of the search index"
    keys = wrapped(store)
    purge_all(store, clock)
    left = every_octet(store)
    assert b"canari" not in left.lower()
    assert not any(key in left for key in keys)
    for table in (cases, person, identity, contact, match_key, case_form):
        assert rows(store, table) == []
    assert {row["category"] for row in rows(store, tombstone)} == {"case"}
    assert [line.object for line in lines(store, "purged")] == ["case:1", "case:2"]
    assert verify_store(store.world.inbox, store.desk, None).ok
    take(store, certificate_form())
    assert [key.case for key in keys_of(store)] == [3], "a number is never given twice"


def test_what_moved_on_since_two_people_agreed_stays(store: Store) -> None:
    """A case opened again, and one that was put on hold: both stay whole, and the certificate says why."""
    clock = TurnedClock()
    close_all(store, clock)
    clock.advance(730 * DAY)
    number = agreed(store, clock)
    place_hold(store.desk, 1, "contentieux EXEMPLE", clock.now().date(), clock.now())
    treat(store.desk, keys_of(store)[1:], Asked(CaseAct.REOPEN, reason="EXEMPLE"), clock, duties=frozenset(Duty))
    keys = wrapped(store)
    done = run_purge(store.world.inbox, store.desk, number, clock)
    assert (done.done, done.left) == (0, 2)
    assert wrapped(store) == keys
    assert all(any(key) for key in keys)
    with store.desk.casebook.reading() as connection:
        found = purges.load(connection, number)
    assert found is not None
    said = json.loads(found.certificate)
    assert (said["purged"], said["left"]) == ({}, {"hold": 1, "open_case": 1})


def test_a_hold_that_comes_between_the_octets_and_the_rows_saves_the_rows(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No transaction spans both: what was sent is gone, the case is not, and a tombstone says so."""
    clock = TurnedClock()
    close_all(store, clock)
    clock.advance(730 * DAY)
    number = agreed(store, clock)
    erase = erase_purged

    def held(*arguments: object, **more: object) -> int:
        place_hold(store.desk, 1, "EXEMPLE", clock.now().date(), clock.now())
        return erase(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(purging, "erase_purged", held)
    done = run_purge(store.world.inbox, store.desk, number, clock)
    assert (done.done, done.left) == (1, 1)
    assert [key.case for key in keys_of(store)] == [1]
    assert [(row["case"], row["category"]) for row in rows(store, tombstone)] == [(2, "case"), (1, "payload")]


STEPS = ("destroy_keys", "erase_purged", "_settle_cases", "certify")


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("step", STEPS)
def test_cut_at_any_step_it_is_run_again(
    step: str, store: Store, monkeypatch: pytest.MonkeyPatch, *, before: bool
) -> None:
    """Before a step or after it: the second run ends what the first began, even days later, and nothing twice."""
    clock = TurnedClock()
    close_all(store, clock)
    clock.advance(730 * DAY)
    number = agreed(store, clock)
    whole = getattr(purging, step)

    def cut(*arguments: object, **more: object) -> object:
        if not before:
            whole(*arguments, **more)
        raise StoreError("EXEMPLE")

    with monkeypatch.context() as planted:
        planted.setattr(purging, step, cut)
        mirror = store.root / "mirror" if step == "destroy_keys" else None
        with pytest.raises(StoreError):
            run_purge(store.world.inbox, store.desk, number, clock, mirror=mirror)
    clock.advance(3 * DAY)
    done = run_purge(store.world.inbox, store.desk, number, clock)
    assert (done.done, done.left, done.cancelled) == (2, 0, False)
    assert keys_of(store) == []
    assert [line.object for line in lines(store, "purged")] == ["case:1", "case:2"]
    assert b"CANARI" not in every_octet(store)
    assert verify_store(store.world.inbox, store.desk, None).ok


def test_it_is_stopped_between_groups_and_goes_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What went is gone; the rest waits for the next run."""
    monkeypatch.setattr(purging, "GROUP", 1)
    clock = TurnedClock()
    close_all(store, clock)
    clock.advance(730 * DAY)
    number, seen = agreed(store, clock), list[int]()
    first = run_purge(store.world.inbox, store.desk, number, clock, progress=seen.append, cancelled=lambda: bool(seen))
    assert (first.done, first.cancelled, seen) == (1, True, [1])
    assert run_purge(store.world.inbox, store.desk, number, clock).done == 2
    with pytest.raises(UsageError, match="purge-ended"):
        run_purge(store.world.inbox, store.desk, number, clock)


def test_what_a_copy_of_the_inbox_brings_back_is_no_new_case(store: Store) -> None:
    """An alarm that a person answers; then it goes as what is kept apart goes."""
    clock = TurnedClock()
    close_all(store, clock)
    clock.advance(730 * DAY)
    store.world.inbox.checkpoint()
    copy = (store.folder / "inbox.db").read_bytes()
    purge_all(store, clock)
    store.world.inbox.close()
    (store.folder / "inbox.db").write_bytes(copy)
    with store.desk.casebook.transaction() as tx:
        tx.execute(text("DELETE FROM intake_mark"))
    taken = intake(store.world.inbox, store.desk, clock)
    assert (taken.cases, keys_of(store)) == (0, [])
    with store.world.inbox.reading() as connection:
        found = incidents.incidents(connection, open_only=True)
    assert [(each.kind.value, each.detail) for each in found] == [("offered_after_purge", "restored")] * 2
    for each in found:
        close_incident(store.world.inbox, store.desk, each.number, "EXEMPLE", clock.now())
    clock.advance(31 * DAY)
    assert purge_all(store, clock).done == 2
    with store.world.inbox.reading() as connection:
        assert [fact.erased_at is not None for fact in submissions.facts(connection, [1, 2]).values()] == [True, True]


def test_the_second_copy_goes_first_and_must_be_there(store: Store, tmp_path: Path) -> None:
    """A mirror that is away stops the purge before anything went; once it is back, no slot of it opens anything."""
    clock = TurnedClock()
    close_all(store, clock)
    clock.advance(730 * DAY)
    with mirror_of(store.world, tmp_path / "mirror") as mirror:
        mirror.copy(1, 2)
        number, keys = agreed(store, clock), wrapped(store)
        away = mirror.root.rename(tmp_path / "away")
        with pytest.raises(MirrorGone):
            run_purge(store.world.inbox, store.desk, number, clock, mirror=mirror.root)
        assert wrapped(store) == keys
        assert len(keys_of(store)) == 2
        away.rename(mirror.root)
        assert run_purge(store.world.inbox, store.desk, number, clock, mirror=mirror.root).done == 2
        octets = b"".join(file.read_bytes() for file in mirror.root.rglob("*") if file.is_file())
        assert not any(key in octets for key in keys)


def test_what_a_restored_store_holds_goes_before_anything_was_taken_in_again(store: Store) -> None:
    """It has another name than its cases know: a purge finds what was sent by its own name, and leaves no key."""
    clock = TurnedClock()
    close_all(store, clock)
    clock.advance(730 * DAY)
    with store.world.inbox.transaction() as tx:
        inbox_identity.renew(tx, clock.now(), "restored", place_of(store.world.inbox.path))
    keys = wrapped(store)
    assert purge_all(store, clock).done == 2
    assert not any(key in every_octet(store) for key in keys)
    with store.desk.casebook.reading() as connection:
        found = purges.load(connection, 1)
    assert found is not None
    assert json.loads(found.certificate)["submissions_erased"] == 2


def test_what_moves_on_after_its_keys_went_says_that_they_did(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut between the keys and the octets, then opened again: the case stays, and nobody is left to wonder."""

    class _CutHere(Exception):
        """Where the process ends."""

    def cut(_inbox: Inbox) -> None:
        raise _CutHere

    clock = TurnedClock()
    close_all(store, clock)
    clock.advance(730 * DAY)
    number = agreed(store, clock)
    with monkeypatch.context() as patched:
        patched.setattr(Inbox, "checkpoint", cut)
        with pytest.raises(_CutHere):
            run_purge(store.world.inbox, store.desk, number, clock)
    assert not any(any(key) for key in wrapped(store))
    treat(store.desk, keys_of(store), Asked(CaseAct.REOPEN, reason="EXEMPLE"), clock, duties=frozenset(Duty))
    done = run_purge(store.world.inbox, store.desk, number, clock)
    assert (done.done, done.left) == (0, 2)
    assert [(row["case"], row["category"]) for row in rows(store, tombstone)] == [(1, "payload"), (2, "payload")]
    assert [line.object for line in lines(store, "purged")] == ["case:1", "case:2"]
    with store.world.inbox.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM chunk")).scalar() == 0
        assert all(facts.erased_at for facts in submissions.facts(connection, [1, 2]).values())


def test_the_logs_are_cut_before_a_purge_counts_as_ended(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads holds the log: it is run again, and until then it has not ended."""

    def busy(_casebook: Casebook) -> None:
        raise StoreBusy("checkpoint")

    clock = TurnedClock()
    close_all(store, clock)
    clock.advance(730 * DAY)
    number = agreed(store, clock)
    with monkeypatch.context() as patched:
        patched.setattr(Casebook, "checkpoint", busy)
        with pytest.raises(StoreBusy):
            run_purge(store.world.inbox, store.desk, number, clock)
    assert run_purge(store.world.inbox, store.desk, number, clock).done == 2
    assert b"canari" not in every_octet(store).lower()


def test_the_copy_of_a_change_of_keys_that_was_cut_goes_too(store: Store) -> None:
    """It lies under the key of now, with all that was purged since; so does a log that a restoring put aside."""

    class _CutHere(Exception):
        """Where the process ends."""

    def step(said: str) -> None:
        if said == "copied":
            raise _CutHere

    clock = TurnedClock()
    close_all(store, clock)
    store.desk.casebook.close()
    current, staging = store.source.load(()), FileStaging(store.source)
    assert current is not None
    with pytest.raises(_CutHere):
        rekey(Rekeying(inbox=store.world.inbox, staging=staging, agent="EXEMPLE", clock=clock, step=step), current)
    assert (store.folder / BEFORE).exists()
    aside = store.folder / LEFT_OVER / "casebook.db-wal"
    aside.parent.mkdir()
    aside.write_bytes(b"EXEMPLE")
    store.desk = open_with_master(store.folder, current, "agent-exemple", clock)
    try:
        clock.advance(730 * DAY)
        purge_all(store, clock)
    finally:
        store.desk.close()
    assert not (store.folder / BEFORE).exists()
    assert not aside.exists()


def test_two_may_carry_out_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A window and a console at once: each thing goes once, has one tombstone and one line, and both end in peace."""
    clock = TurnedClock()
    close_all(store, clock)
    clock.advance(730 * DAY)
    number = agreed(store, clock)
    erase = erase_purged

    def beside(*arguments: object, **more: object) -> int:
        monkeypatch.setattr(purging, "erase_purged", erase)
        assert run_purge(store.world.inbox, store.desk, number, clock).done == 2
        return erase(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(purging, "erase_purged", beside)
    done = run_purge(store.world.inbox, store.desk, number, clock)
    assert (done.done, done.left) == (2, 0)
    assert [(row["case"], row["category"]) for row in rows(store, tombstone)] == [(1, "case"), (2, "case")]
    assert [len(lines(store, verb)) for verb in ("purged", "purge_ended")] == [2, 1]


def test_an_accepted_address_outlives_the_case_that_brought_it(tmp_path: Path) -> None:
    """Said of a row that an agent joined to another: what it ended stays ended while a case of that person is kept."""
    clock = TurnedClock()
    with a_store(tmp_path / "s") as store:
        take(store, change_form(town="ANCIENNE"), change_form({**PERSON, "ofpra_number": "5"}, town="NOUVELLE"))
        accept(store, 1)
        link_case(store.desk, keys_of(store)[1], 1, clock, duties=frozenset(Duty))
        accept(store, 2)
        hold = place_hold(store.desk, 1, "EXEMPLE", civil_day(clock.now()) + timedelta(days=800), clock.now())
        clock.advance(731 * DAY)
        assert purge_all(store, clock).done == 1
        assert [key.case for key in keys_of(store)] == [1]
        with store.desk.casebook.reading() as connection:
            assert "NOUVELLE" in persons.contact_now(connection, 1)["address"].value
            shown = [
                each
                for each in case_history.contacts(case_history.contact_lines(connection, 1))
                if each.ended_at is None
            ]
        assert [("NOUVELLE" in each.value, each.now) for each in shown] == [(True, True)]
        release_hold(store.desk, 1, hold, clock.now())
        purge_all(store, clock)
        for table in (cases, person, identity, contact, match_key):
            assert rows(store, table) == []
