"""A person makes a case of what is held here and would never become one: once, marked, and written down."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import pytest

from backoffice_gui.actions import purge
from backoffice_gui.actions.enter_case import Made
from backoffice_gui.actions.extract import chosen
from backoffice_gui.actions.intake import Taken, intake
from backoffice_gui.actions.purge import run_purge
from backoffice_gui.actions.retain import retain
from backoffice_gui.domain.cases import Badge
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.errors import StoreBusy, UsageError
from backoffice_gui.sealing import generate
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.inbox import incidents, outcomes
from backoffice_gui.storage.inbox.store import Inbox
from tests.support.cases import certificate_form, form_of, lines, rows
from tests.support.clock import TurnedClock
from tests.support.desks import Store
from tests.support.purging import agreed, purge_all
from tests.support.stores import MOMENT, World, invented

CLOCK = TurnedClock()
WHY = "EXEMPLE : confirmé par téléphone"


def _quarantined(world: World, row: int) -> None:
    world.do(lambda tx: outcomes.quarantined(tx, row, "signature", MOMENT))


def _expired(world: World, row: int) -> None:
    _quarantined(world, row)
    world.do(lambda tx: outcomes.expired(tx, row, "EXEMPLE.expired", MOMENT))


def _disputed(world: World, row: int) -> None:
    world.do(lambda tx: outcomes.disputed(tx, row, MOMENT, "unknown-submission"))


def _nothing_yet(_world: World, _row: int) -> None:
    """Stored, and on its way."""


def _acknowledged(world: World, row: int) -> None:
    world.receipt(row)


def _foreign(world: World, row: int) -> None:
    world.receipt(row, ours=False)


def _lost(world: World, row: int) -> None:
    world.do(lambda tx: outcomes.lost(tx, row, MOMENT))


def _held(store: Store, become: Callable[[World, int], None], seq: int = 1) -> str:
    """Stored here, and become something that is no case; its id."""
    kind, octets = form_of(certificate_form())
    one = invented(seq, (octets,), kind=kind)
    become(store.world, store.world.begin(one).row)
    return one.manifest.id


def _retained(store: Store, name: str, reason: str = WHY) -> Made:
    facts = chosen(store.world.inbox, name)
    return retain(store.world.inbox, store.desk, facts, reason, CLOCK)


@pytest.mark.parametrize("become", [_quarantined, _expired, _disputed, _foreign, _lost])
def test_what_is_held_becomes_a_case_by_a_persons_word(store: Store, become: Callable[[World, int], None]) -> None:
    """It says that nobody proved it; who decided, and why, is in the journal; intake leaves it alone from then on."""
    name = _held(store, become)
    intake(store.world.inbox, store.desk, CLOCK)
    made = _retained(store, name)
    [case] = rows(store, cases)
    assert (case["number"], case["inbox_row"], case["applicant"]) == (made.number, 1, "EXEMPLE Démo")
    assert case["badges"] & Badge.UNVERIFIED
    [said] = lines(store, "submission_retained")
    details = dict(said.details)
    assert (said.object, details["agent"], details["reason"]) == ("submission:1", "agent-exemple", WHY)
    assert intake(store.world.inbox, store.desk, CLOCK) == Taken()
    with pytest.raises(UsageError, match="retain-case"):
        _retained(store, name)
    assert len(rows(store, cases)) == 1


def test_its_incident_ends_for_the_same_reason(store: Store) -> None:
    """What another is about stays open: a person answers for that."""
    name = _held(store, _expired)
    with store.world.inbox.transaction() as tx:
        for kind in (IncidentKind.UNPROVEN, IncidentKind.DISPUTED):
            incidents.open_incident(tx, kind, MOMENT, row=1)
    _retained(store, name)
    with store.world.inbox.reading() as connection:
        said = {each.kind: each.reason for each in incidents.incidents(connection, open_only=False)}
    assert said == {IncidentKind.UNPROVEN: WHY, IncidentKind.DISPUTED: None}


def test_what_is_refused_changes_nothing(store: Store) -> None:
    """A reason that is none; what comes by itself, or may; what is not here."""
    name = _held(store, _disputed)
    ours = _held(store, _acknowledged, 2)
    offered = store.world.sight(invented(3))[0]
    for wanted, reason, refusal in (
        (name, " ", "reason-needed"),
        (ours, WHY, "retain-comes"),
        (_held(store, _nothing_yet, 4), WHY, "retain-comes"),
        (offered.key.id, WHY, "nothing-stored"),
    ):
        with pytest.raises(UsageError, match=refusal):
            _retained(store, wanted, reason)
    without = dataclasses.replace(store.desk, privates={"EXEMPLE": generate()})
    with pytest.raises(UsageError, match="sealed"):
        retain(store.world.inbox, without, store.world.facts(1), WHY, CLOCK)
    assert rows(store, cases) == []
    assert lines(store, "submission_retained") == []


def test_what_a_purge_is_taking_now_is_not_retained(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its octets may be gone already: a case of it would stand under its own tombstone. Asked for only, it may still be."""
    first, second = _held(store, _expired), _held(store, _expired, 2)
    clock = TurnedClock(MOMENT + timedelta(days=60))
    number = agreed(store, clock)
    _retained(store, second)

    def retaining(*_words: object) -> int:
        with pytest.raises(UsageError, match="retain-purged"):
            _retained(store, first)
        raise StoreBusy("checkpoint")

    with monkeypatch.context() as patched:
        patched.setattr(purge, "_TRIES", 1)
        patched.setattr(purge, "erase_purged", retaining)
        with pytest.raises(StoreBusy):
            run_purge(store.world.inbox, store.desk, number, clock)
    assert len(rows(store, cases)) == 1


def test_what_was_purged_does_not_come_back(store: Store) -> None:
    """Nor where a copy of the inbox brings it back."""
    name = _held(store, _expired)
    store.world.inbox.checkpoint()
    before = (store.folder / "inbox.db").read_bytes()
    purge_all(store, TurnedClock(MOMENT + timedelta(days=60)))
    with pytest.raises(UsageError, match="nothing-stored"):
        _retained(store, name)
    store.world.inbox.close()
    for left in store.folder.glob("inbox.db-*"):
        left.unlink()
    (store.folder / "inbox.db").write_bytes(before)
    store.world.inbox = Inbox.open(store.folder)
    with pytest.raises(UsageError, match="retain-purged"):
        _retained(store, name)
