"""Two people: each bound to exactly what was seen, for a day, and never one of them twice."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.actions.agree_purge import approve_purge, begun, request_purge, withdraw_purge
from backoffice_gui.actions.hold import place_hold
from backoffice_gui.errors import Defect, UsageError
from backoffice_gui.storage.casebook import purges
from backoffice_gui.storage.casebook.retention_schema import purge, purge_item
from tests.support.cases import certificate_form, lines, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store
from tests.support.purging import DAY, agreed, close_all, planned, second


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with two cases."""
    with a_store(tmp_path / "s") as made:
        take(made, certificate_form(), certificate_form({"family_name": "AUTRE", "given_names": ["Démo"]}))
        yield made


@pytest.fixture
def clock(store: Store) -> TurnedClock:
    """Two years after both were closed."""
    made = TurnedClock()
    close_all(store, made)
    made.advance(730 * DAY)
    return made


def test_the_one_who_asked_never_approves(store: Store, clock: TurnedClock) -> None:
    """Not in other letters, and not past the program: the database refuses it itself."""
    made = planned(store, clock)
    asked = request_purge(store.desk, made, made.digest, clock.now())
    with pytest.raises(UsageError, match="purge-same-person"):
        approve_purge(store.desk, asked.purge, asked.digest, clock.now())
    for login in ("agent-exemple", " AGENT-Exemple "):
        with pytest.raises(Defect), store.desk.casebook.transaction() as tx:
            purges.approve(tx, asked.purge, login, clock.now())
    assert approve_purge(second(store), asked.purge, asked.digest, clock.now()).approver == "agent-second"
    assert [line.verb for line in lines(store, "purge_approved")] == ["purge_approved"]


def test_nothing_goes_past_an_agreement(store: Store, clock: TurnedClock) -> None:
    """A case can't be deleted, a selection not be widened, an agreement not be changed, by any program."""
    number = agreed(store, clock)
    for words in (
        "DELETE FROM cases",
        "INSERT INTO purge_item (purge, category, subject, version) VALUES (1, 'case', 9, 1)",
        "UPDATE purge_item SET subject = 9 WHERE subject = 1",
        "UPDATE purge SET digest = 'x'",
        "UPDATE purge SET approver = 'somebody-else'",
        "DELETE FROM purge",
    ):
        with pytest.raises(Defect), store.desk.casebook.transaction() as tx:
            tx.execute(text(words))
    assert begun(store.desk, number, clock.now()).started_at == clock.now()


def test_an_agreement_is_to_what_was_seen(store: Store, clock: TurnedClock) -> None:
    """What changed between looking and asking is another selection; another digest is none."""
    seen = planned(store, clock)
    place_hold(store.desk, 1, "EXEMPLE", clock.now().date(), clock.now())
    with pytest.raises(UsageError, match="purge-other"):
        request_purge(store.desk, planned(store, clock), seen.digest, clock.now())
    made = planned(store, clock)
    asked = request_purge(store.desk, made, made.digest, clock.now())
    with pytest.raises(UsageError, match="purge-other"):
        approve_purge(second(store), asked.purge, seen.digest, clock.now())
    withdraw_purge(store.desk, asked.purge, clock.now())
    said = {"requested_at": clock.now(), "requester": "agent-exemple", "digest": made.digest, "rules": asked.rules}
    with store.desk.casebook.transaction() as tx:  # one more was asked for than is there yet
        (number,) = tx.execute(purge.insert().values(**said, items=len(made.free) + 1)).inserted_primary_key or (0,)
        tx.execute(purge_item.insert(), [{"purge": number, **dataclasses.asdict(each)} for each in made.free])
    with pytest.raises(UsageError, match="purge-other"):
        approve_purge(second(store), number, made.digest, clock.now())


def test_both_hold_for_a_day(store: Store, clock: TurnedClock) -> None:
    """A lapsed request makes room for another; a lapsed approval is carried out no more."""
    made = planned(store, clock)
    asked = request_purge(store.desk, made, made.digest, clock.now())
    with pytest.raises(UsageError, match="purge-open"):
        request_purge(store.desk, made, made.digest, clock.now())
    clock.advance(DAY)
    with pytest.raises(UsageError, match="purge-lapsed"):
        approve_purge(second(store), asked.purge, asked.digest, clock.now())
    number = agreed(store, clock)
    with pytest.raises(UsageError, match="purge-approved"):
        approve_purge(second(store), number, made.digest, clock.now())
    clock.advance(DAY)
    with pytest.raises(UsageError, match="purge-lapsed"):
        begun(store.desk, number, clock.now())


def test_what_is_not_begun_can_be_withdrawn(store: Store, clock: TurnedClock) -> None:
    """Afterwards it has to be finished."""
    first = agreed(store, clock)
    assert withdraw_purge(store.desk, first, clock.now()).withdrawn_by == "agent-exemple"
    with pytest.raises(UsageError, match="purge-ended"):
        begun(store.desk, first, clock.now())
    made = planned(store, clock)
    asked = request_purge(store.desk, made, made.digest, clock.now())
    with pytest.raises(UsageError, match="purge-not-approved"):
        begun(store.desk, asked.purge, clock.now())
    approve_purge(second(store), asked.purge, asked.digest, clock.now())
    begun(store.desk, asked.purge, clock.now())
    with pytest.raises(UsageError, match="purge-started"):
        withdraw_purge(store.desk, asked.purge, clock.now())
    with pytest.raises(UsageError, match="purge-unknown"):
        withdraw_purge(store.desk, 9, clock.now())


def test_nothing_is_asked_for_where_nothing_may_go(store: Store) -> None:
    """An empty selection is no purge."""
    made = planned(store, TurnedClock())
    with pytest.raises(UsageError, match="purge-nothing"):
        request_purge(store.desk, made, made.digest, TurnedClock().now())
