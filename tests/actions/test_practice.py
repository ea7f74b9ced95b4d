"""Filling a store with invented cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.actions.practice import MOST, practice
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook.store import Casebook
from tests.support.clock import TurnedClock
from tests.support.practice import NOW
from tests.support.stores import make_casebook

_ALL = 'SELECT "case", number, state, applicant, agent, received_at, due_on, badges FROM cases ORDER BY 1'


def _rows(casebook: Casebook) -> list[tuple[object, ...]]:
    with casebook.reading() as connection:
        return [tuple(row) for row in connection.execute(text(_ALL))]


def test_same_seed_same_people_and_all_are_marked(tmp_path: Path) -> None:
    """Twice the same; another seed is others; half as many persons again; one audit line each time."""
    made = []
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        with make_casebook(tmp_path / name, bytes(32)) as casebook:
            assert practice(casebook, TurnedClock(NOW), wanted=60, seed=seed) == 60
            made.append(_rows(casebook))
            with casebook.reading() as connection:
                persons, unmarked = connection.execute(
                    text("SELECT count(*), sum(given_names NOT LIKE '%\"Démo\"]') FROM person")
                ).one()
                assert (persons, unmarked) == (91, 0)
                assert (
                    connection.execute(text("SELECT count(*) FROM audit WHERE event LIKE '%practice_made%'")).scalar()
                    == 1
                )
                assert connection.execute(text("SELECT sum(cases) FROM person")).scalar_one() > 50
    assert made[0] == made[1] != made[2]
    assert all(str(row[1]).startswith("DEMO-") for row in made[0])


def test_it_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    """Cancelled before it began, then whole; a second call adds nothing."""
    told: list[int] = []
    with make_casebook(tmp_path / "s", bytes(32)) as casebook:
        assert practice(casebook, TurnedClock(NOW), wanted=20, seed=1, cancelled=lambda: True) == 0
        assert practice(casebook, TurnedClock(NOW), wanted=20, seed=1, progress=told.append) == 20
        assert practice(casebook, TurnedClock(NOW), wanted=20, seed=1) == 20
        assert told == [20]


def test_real_cases_and_invented_ones_never_share_a_store(tmp_path: Path) -> None:
    """One real case is enough; and nobody asks for more than a disk holds."""
    with make_casebook(tmp_path / "s", bytes(32)) as casebook:
        with casebook.transaction() as tx:
            tx.execute(
                text(
                    "INSERT INTO cases (number, kind, source, state, bucket, received_at) VALUES "
                    "('DL-2026-000001', 'unread', 'site', 'new', 0, '2026-11-26T10\\:00\\:00.000000Z')"
                )
            )
        with pytest.raises(UsageError) as caught:
            practice(casebook, TurnedClock(NOW), wanted=5, seed=1)
        assert caught.value.reason == "practice-real"
        with pytest.raises(UsageError) as caught:
            practice(casebook, TurnedClock(NOW), wanted=MOST + 1, seed=1)
        assert caught.value.reason == "practice-many"
