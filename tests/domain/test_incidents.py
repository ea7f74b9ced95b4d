"""Alarms and incidents: the closed lists of the protocol."""

from __future__ import annotations

from backoffice_gui.domain.incidents import Alarm, AlarmKind, Incident, IncidentKind
from tests.support.facts import NOON


def test_alarms_are_those_of_the_protocol() -> None:
    """Protocol §4.6 names eight; ours: what is written a second time, a team's server, files, and taking in."""
    assert {kind.value for kind in AlarmKind} == {
        "credential",
        "not_reloaded",
        "redirect",
        "deadline_blocked",
        "disk_full",
        "clock_skew",
        "locked",
        "lead_silent",
        "front_unreachable",
        "key_not_proven",
        "canary_unopened",
        "mirror",
        "backup",
        "anchor",
        "server_clock",
        "upkeep",
        "intake",
    }


def test_incidents_are_those_of_the_protocol() -> None:
    """Protocol §4.6 names twelve that a person has to close; ours are of the store itself."""
    assert {kind.value for kind in IncidentKind} == {
        "lost",
        "missing",
        "stranger",
        "not_destroyed",
        "ledger_broken",
        "epoch_changed",
        "disputed",
        "receipt_invalid",
        "page_unreadable",
        "offered_after_purge",
        "canary_failed",
        "id_reuse",
        "restored",
        "casebook_lost",
        "lock_held",
        "unproven",
        "unreadable",
    }


def test_both_are_values() -> None:
    """Two reads of the same row are equal, and can be kept in a set."""
    alarm = Alarm(AlarmKind.LOCKED, NOON, "")
    incident = Incident(1, IncidentKind.LOST, NOON, 7, "EXEMPLE", "", None, None)
    assert {alarm, Alarm(AlarmKind.LOCKED, NOON, "")} == {alarm}
    assert {incident, Incident(1, IncidentKind.LOST, NOON, 7, "EXEMPLE", "", None, None)} == {incident}
