"""Incidents are closed by a person; alarms end with their cause."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from backoffice_gui.audit import Role
from backoffice_gui.domain.incidents import Alarm, AlarmKind, Capacity, IncidentKind, Notified
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.inbox import audit_log, incidents, outcomes
from backoffice_gui.storage.inbox.schema import alarm, incident, notification, submission
from tests.support.stores import MOMENT, World, invented

LATER = MOMENT + timedelta(minutes=1)


def test_an_incident_is_recorded_once_while_it_is_open(world: World) -> None:
    """The same is kind, row, seq and id; another of any of them is another."""
    (facts,) = world.sight(invented(4))
    with world.inbox.transaction() as tx:
        number = incidents.open_incident(
            tx, IncidentKind.LOST, MOMENT, row=facts.row, seq=4, id=facts.key.id, detail="x"
        )
        assert number == 1
        same = {"row": facts.row, "seq": 4, "id": facts.key.id}
        assert incidents.open_incident(tx, IncidentKind.LOST, LATER, **same) is None  # type: ignore[arg-type]
        assert incidents.open_incident(tx, IncidentKind.STRANGER, MOMENT, **same) == 2  # type: ignore[arg-type]
        assert incidents.open_incident(tx, IncidentKind.LOST, MOMENT, seq=4) == 3
        assert incidents.open_incident(tx, IncidentKind.LOST, MOMENT) == 4
        assert incidents.open_incident(tx, IncidentKind.LOST, MOMENT) is None
        found = incidents.incidents(tx, open_only=True)
        assert [each.number for each in found] == [1, 2, 3, 4]
        assert (found[0].kind, found[0].seq, found[0].id) == (IncidentKind.LOST, 4, facts.key.id)
        assert (found[0].detail, found[0].opened_at, found[0].closed_at) == ("x", MOMENT, None)
        assert [line.verb for line in audit_log.read(tx)].count("incident_opened") == 4


def test_what_was_told_of_a_submission_is_known_after_it_was_closed(world: World) -> None:
    """Of this kind, and of these submissions."""
    first, second, third = world.sight(*(invented(seq) for seq in (1, 2, 3)))
    with world.inbox.transaction() as tx:
        for row in (first.row, second.row):
            incidents.open_incident(tx, IncidentKind.UNREADABLE, MOMENT, row=row)
        incidents.open_incident(tx, IncidentKind.LOST, MOMENT, row=third.row)
        incidents.close_incident(tx, 1, "EXEMPLE", LATER, Role.DESK)
        asked = [first.row, third.row]
        assert incidents.ever_opened(tx, IncidentKind.UNREADABLE, asked) == {first.row}


def test_open_ones_are_found_by_their_kind(world: World) -> None:
    """By submission or all: neither what another kind says of it, nor what is closed, nor what is of no submission."""
    first, second, third = (facts.row for facts in world.sight(*(invented(seq) for seq in (1, 2, 3))))
    with world.inbox.transaction() as tx:
        for kind, row in (
            (IncidentKind.LOST, first),
            (IncidentKind.UNPROVEN, third),
            (IncidentKind.UNPROVEN, first),
            (IncidentKind.UNPROVEN, second),
            (IncidentKind.UNPROVEN, None),
            (IncidentKind.LOST, second),
        ):
            incidents.open_incident(tx, kind, MOMENT, row=row)
        incidents.close_incident(tx, 4, "EXEMPLE", LATER, Role.DESK)
        assert incidents.open_of(tx, IncidentKind.UNPROVEN, {first, second}) == [3]
        assert incidents.open_of(tx, IncidentKind.UNPROVEN, {third, first}) == [2, 3]
        assert incidents.open_rows(tx, IncidentKind.UNPROVEN) == [first, third]
        assert incidents.open_rows(tx, IncidentKind.LOST) == [first, second]


def test_what_ended_in_quarantine_is_to_be_told_once(world: World) -> None:
    """Not what is still listed, nor what was released, nor what was erased; told as something else, it is not told."""
    listed, ended, released, erased, told = (world.begin(invented(n)).row for n in range(1, 6))
    for row in (listed, ended, released, erased, told):
        with world.inbox.transaction() as tx:
            outcomes.quarantined(tx, row, "signature", MOMENT)
            incidents.open_incident(tx, IncidentKind.DISPUTED, MOMENT, row=row)
    with world.inbox.transaction() as tx:
        for row in (ended, released, erased, told):
            outcomes.expired(tx, row, "EXEMPLE.expired", MOMENT)
        outcomes.released(tx, released, MOMENT)
        tx.execute(submission.update().where(submission.c.row == erased).values(erased_at=MOMENT))
        incidents.open_incident(tx, IncidentKind.UNPROVEN, MOMENT, row=told)
        assert incidents.unproven(tx) == [ended]
        incidents.open_incident(tx, IncidentKind.UNPROVEN, MOMENT, row=ended)
        assert incidents.unproven(tx) == []


def test_who_keeps_others_from_something_is_an_incident(world: World) -> None:
    """By what and by whose login; once while it is open."""
    with world.inbox.transaction() as tx:
        for _ in range(2):
            incidents.note_lock_held(tx, "lead", "exemple", MOMENT)
        (one,) = incidents.incidents(tx, open_only=True)
        assert (one.kind, one.id, one.detail) == (IncidentKind.LOCK_HELD, "lead:exemple", "lead:exemple")


def test_a_person_closes_it_with_a_reason(world: World) -> None:
    """Role and event in the chain, never the reason; then the same may happen again."""
    with world.inbox.transaction() as tx:
        incidents.open_incident(tx, IncidentKind.LEDGER_BROKEN, MOMENT)
        closed = incidents.close_incident(tx, 1, "  EXEMPLE: vérifié  ", LATER, Role.DESK)
        assert (closed.number, closed.closed_at, closed.reason) == (1, LATER, "EXEMPLE: vérifié")
        assert incidents.incidents(tx, open_only=True) == []
        assert incidents.incidents(tx, open_only=False) == [closed]
        line = audit_log.read(tx)[-1]
        assert (line.verb, line.role, line.object, line.details) == ("incident_closed", "desk", "incident:1", ())
        assert incidents.open_incident(tx, IncidentKind.LEDGER_BROKEN, LATER) == 2


def test_only_the_one_that_was_named_is_closed(world: World) -> None:
    """The others stay open, before it and behind it."""
    with world.inbox.transaction() as tx:
        for kind in (IncidentKind.LEDGER_BROKEN, IncidentKind.LOST, IncidentKind.STRANGER):
            incidents.open_incident(tx, kind, MOMENT)
        incidents.close_incident(tx, 2, "EXEMPLE", LATER, Role.DESK)
        assert [each.number for each in incidents.incidents(tx, open_only=True)] == [1, 3]


def test_what_is_not_open_or_has_no_reason_is_not_closed(world: World) -> None:
    """A wrong number, a second closing, blanks for a reason."""
    with world.inbox.transaction() as tx:
        incidents.open_incident(tx, IncidentKind.LEDGER_BROKEN, MOMENT)
        with pytest.raises(UsageError, match="reason-empty"):
            incidents.close_incident(tx, 1, " \n", LATER, Role.DESK)
        incidents.close_incident(tx, 1, "EXEMPLE", LATER, Role.DESK)
        for number in (1, 2):
            with pytest.raises(UsageError) as caught:
                incidents.close_incident(tx, number, "EXEMPLE", LATER, Role.DESK)
            assert caught.value.facts == {"number": number}


def test_what_was_notified_is_told_with_its_incident(world: World) -> None:
    """By its number alone; said again, the last word counts; the chain has both, by role and times."""
    first = Notified(MOMENT, "EXEMPLE-1", Capacity.CONTROLLER, LATER)
    again = Notified(LATER, "EXEMPLE-2", Capacity.DPO, LATER + timedelta(hours=1))
    with world.inbox.transaction() as tx:
        for kind in (IncidentKind.LOST, IncidentKind.STRANGER):
            incidents.open_incident(tx, kind, MOMENT)
        for said in (first, again):
            told = incidents.note_notified(tx, 2, said, Role.DESK)
            assert (told.number, told.kind, told.notified) == (2, IncidentKind.STRANGER, said)
            assert [each.notified for each in incidents.incidents(tx, open_only=True)] == [None, said]
        line = audit_log.read(tx)[-1]
        assert (line.verb, line.role, line.object, line.at) == (
            "incident_notified",
            "desk",
            "incident:2",
            again.recorded_at,
        )
        assert line.details == (("at", LATER.isoformat()), ("capacity", "dpo"), ("reference", "EXEMPLE-2"))
        assert [row.recorded_by for row in tx.execute(notification.select())] == ["desk", "desk"]
        with pytest.raises(UsageError, match="incident-unknown") as caught:
            incidents.note_notified(tx, 3, first, Role.DESK)
        assert caught.value.facts == {"number": 3}


def test_an_alarm_lasts_until_its_cause_ends(world: World) -> None:
    """Raised once, its detail kept current; ended once; raised again it is a new one."""
    with world.inbox.transaction() as tx:
        assert not incidents.end_alarm(tx, AlarmKind.DISK_FULL, MOMENT)
        assert incidents.raise_alarm(tx, AlarmKind.DISK_FULL, "1", MOMENT)
        assert not incidents.raise_alarm(tx, AlarmKind.DISK_FULL, "1", LATER)
        assert not incidents.raise_alarm(tx, AlarmKind.DISK_FULL, "2", LATER)
        assert incidents.raise_alarm(tx, AlarmKind.CLOCK_SKEW, "", LATER)
        assert incidents.alarms(tx) == [
            Alarm(AlarmKind.DISK_FULL, MOMENT, "2"),
            Alarm(AlarmKind.CLOCK_SKEW, LATER, ""),
        ]
        assert incidents.end_alarm(tx, AlarmKind.DISK_FULL, LATER)
        assert not incidents.end_alarm(tx, AlarmKind.DISK_FULL, LATER)
        assert incidents.raise_alarm(tx, AlarmKind.DISK_FULL, "3", LATER)
        assert [each.kind for each in incidents.alarms(tx)] == [AlarmKind.CLOCK_SKEW, AlarmKind.DISK_FULL]
        verbs = [line.verb for line in audit_log.read(tx)]
        assert (verbs.count("alarm_raised"), verbs.count("alarm_ended")) == (3, 1)


def test_alarms_of_one_moment_are_told_as_they_were_raised(world: World) -> None:
    """Whatever their names."""
    kinds = [AlarmKind.MIRROR, AlarmKind.CLOCK_SKEW, AlarmKind.LOCKED, AlarmKind.CREDENTIAL]
    with world.inbox.transaction() as tx:
        for kind in kinds:
            incidents.raise_alarm(tx, kind, "", MOMENT)
        assert [each.kind for each in incidents.alarms(tx)] == kinds


def test_what_only_a_newer_program_knows_breaks_no_older_one(world: World) -> None:
    """An older collector goes on beside a newer window (architecture.md): kinds it does not know are not its to show."""
    with world.inbox.transaction() as tx:
        incidents.raise_alarm(tx, AlarmKind.LOCKED, "x", MOMENT)
        incidents.open_incident(tx, IncidentKind.LOST, MOMENT)
        tx.execute(alarm.insert().values(kind="of-a-later-version", since=MOMENT, detail="x"))
        tx.execute(incident.insert().values(kind="of-a-later-version", opened_at=MOMENT, detail="x"))
    with world.inbox.reading() as connection:
        assert [each.kind for each in incidents.alarms(connection)] == [AlarmKind.LOCKED]
        assert [each.kind for each in incidents.incidents(connection, open_only=True)] == [IncidentKind.LOST]


def test_a_servers_clock_that_is_days_from_ours_is_an_alarm_by_its_time(team_world: World) -> None:
    """In hours, whichever is ahead."""
    for far in (timedelta(days=-2), timedelta(days=3)):
        with team_world.inbox.transaction() as tx:
            theirs = tx.execute(text("SELECT clock_timestamp()")).scalar_one()
            incidents.note_clock(tx, theirs + far)
            (raised,) = incidents.alarms(tx)
            assert (raised.kind, raised.detail) == (AlarmKind.SERVER_CLOCK, str(abs(far) // timedelta(hours=1)))
            assert abs(raised.since - theirs) < timedelta(minutes=1)
            incidents.end_alarm(tx, AlarmKind.SERVER_CLOCK, theirs)
