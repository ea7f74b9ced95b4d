from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert

from backoffice_gui.caseload.listing import ListIndex, count, kinds, rows_of
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.domain.listing import Column, Filter, ListQuery, Row, Sort
from backoffice_gui.storage.inbox import attempts, incidents, outcomes
from backoffice_gui.storage.inbox.schema import submission
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store
from tests.support.stores import MOMENT, ORIGIN, invented

COUNT = 700
KINDS = ("certificate_request", "contact_change", "photo_change")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """700 submissions at every stage, with doubles in every column; some share their id."""
    dice = random.Random(7)
    stages = [stage.value for stage in Stage]
    rows = [
        {
            "row": n,
            "origin": ORIGIN,
            "id": f"EXEMPLE-{n // 2 if n % 50 == 1 else n:018d}",
            "digest": f"sha256-{n:064x}",
            "seq": n + dice.randrange(3),
            "kind": dice.choice(KINDS),
            "size": dice.randrange(20),
            "parts": dice.randrange(1, 4),
            "first_seen_at": MOMENT + dt.timedelta(seconds=n),
            "stage": dice.choice(stages) if n % 3 else Stage.CLOSED.value,
        }
        for n in range(1, COUNT + 1)
    ]
    with a_store(tmp_path_factory.mktemp("many") / "s") as store:
        with store.world.inbox.transaction() as tx:
            tx.execute(insert(submission), rows)
        yield store


def _all(store: Store) -> list[Row]:
    with store.world.inbox.reading() as connection:
        return rows_of(connection, range(1, COUNT + 1))


def _key(row: Row, column: Column) -> tuple[object, ...]:
    value = {
        Column.SEQ: row.seq,
        Column.RECEIVED: row.row,
        Column.KIND: row.kind,
        Column.STAGE: row.stage.value,
        Column.SIZE: row.size,
        Column.PARTS: row.parts,
    }[column]
    return value, row.row


def _passes(row: Row, wanted: Filter) -> bool:
    text = wanted.text.strip()
    return (
        (not wanted.stages or row.stage in wanted.stages)
        and (not wanted.kinds or row.kind in wanted.kinds)
        and (not text or row.id.startswith(text) or str(row.seq) == text)
    )


FILTERS = (
    Filter(),
    Filter(stages=frozenset({Stage.CLOSED})),
    Filter(stages=frozenset({Stage.LOST, Stage.CLOSED, Stage.OFFERED})),
    Filter(kinds=frozenset({"contact_change"})),
    Filter(kinds=frozenset({"contact_change", "photo_change"})),
    Filter(stages=frozenset({Stage.CLOSED}), kinds=frozenset({"photo_change"})),
    Filter(text="EXEMPLE-00000000000000005"),
    Filter(text=" 77 "),
    Filter(text="EXEMPLE-", stages=frozenset({Stage.VERIFIED})),
    Filter(text="%"),
    Filter(kinds=frozenset({"nothing"})),
)


@pytest.mark.parametrize("wanted", FILTERS, ids=range(len(FILTERS)))
@pytest.mark.parametrize(("column", "descending"), list(itertools.product(Column, (True, False))))
def test_every_page_of_every_list_is_what_sorting_all_would_give(
    many: Store, wanted: Filter, column: Column, descending: bool
) -> None:
    """Any filter, any column, either direction, any start: pages never overlap and leave nothing out."""
    query = ListQuery(wanted, Sort(column, descending))
    expected = sorted((r for r in _all(many) if _passes(r, wanted)), key=lambda r: _key(r, column), reverse=descending)
    index = ListIndex(TurnedClock())
    with many.world.inbox.reading() as connection:
        assert count(connection, wanted) == len(expected)
        for start, size in (
            (0, 50),
            (10, 7),
            (len(expected) // 2, 30),
            (max(len(expected) - 3, 0), 50),
            (COUNT + 9, 5),
            (-4, 3),
        ):
            page = index.page(connection, query, start, size)
            assert page.start == max(start, 0)
            assert list(page.rows) == expected[page.start : page.start + size]
        assert list(index.page(connection, query, 0, COUNT * 2).rows) == expected


def test_an_empty_store_has_empty_pages(tmp_path: Path) -> None:
    """Nothing is a list too."""
    with a_store(tmp_path / "s") as store, store.world.inbox.reading() as connection:
        assert ListIndex(TurnedClock()).page(connection, ListQuery(), 0, 50).rows == ()
        assert count(connection, Filter()) == 0
        assert kinds(connection) == ()


def test_the_kinds_are_those_that_came(many: Store) -> None:
    """Each kind once, in order."""
    with many.world.inbox.reading() as connection:
        assert kinds(connection) == KINDS


def test_a_row_shows_the_times_of_the_attempt_that_counts(tmp_path: Path) -> None:
    """The verified attempt, else the newest stored one; acknowledged only where the receipt names us."""
    with a_store(tmp_path / "s") as store:
        offered, stored, verified, ours, foreign = (invented(n) for n in range(1, 6))
        store.world.sight(offered)
        store.world.begin(stored)
        store.world.begin(verified, stored=False)
        store.world.verify(verified)
        store.world.receipt(store.world.verify(ours).row)
        store.world.receipt(store.world.verify(foreign).row, ours=False)
        with store.world.inbox.reading() as connection:
            rows = {row.seq: row for row in rows_of(connection, range(1, 6))}
        assert [rows[n].stage for n in range(1, 6)] == [
            Stage.OFFERED, Stage.STORED, Stage.VERIFIED, Stage.ACKNOWLEDGED, Stage.FOREIGN,
        ]  # fmt: skip
        assert [rows[n].stored_at for n in range(1, 6)] == [None, MOMENT, MOMENT, MOMENT, MOMENT]
        assert [rows[n].verified_at for n in range(1, 6)] == [None, None, MOMENT, MOMENT, MOMENT]
        assert [rows[n].acknowledged_at for n in range(1, 6)] == [None, None, None, MOMENT, None]
        assert rows[1].first_seen_at == MOMENT


def test_a_filtered_list_follows_the_inbox(tmp_path: Path) -> None:
    """What was sorted once is sorted again when something was recorded, not for every page while much is."""
    query = ListQuery(Filter(stages=frozenset({Stage.OFFERED, Stage.LOST})), Sort(Column.SIZE))
    clock = TurnedClock()
    index = ListIndex(clock)
    with a_store(tmp_path / "s") as store:
        inbox = store.world.inbox
        row = store.world.sight(invented(1))[0].row

        def seen() -> list[int]:
            with inbox.reading() as connection:
                return [each.row for each in index.page(connection, query, 0, 10).rows]

        assert seen() == [row]
        second = store.world.sight(invented(2))[0].row
        assert seen() == [row]
        clock.advance(5)
        assert sorted(seen()) == sorted([row, second])
        store.world.do(lambda tx: outcomes.lost(tx, row, MOMENT))
        clock.advance(5)
        assert len(seen()) == 2
        with inbox.transaction() as tx:
            incidents.raise_alarm(tx, AlarmKind.REDIRECT, "EXEMPLE", MOMENT)
            attempts.sweep(tx, [], MOMENT)
        assert StoreId(store.world.store_id)
        clock.advance(5)
        assert len(seen()) == 2


def test_another_query_is_another_list(many: Store) -> None:
    """What is remembered of one filter never shows in another."""
    index = ListIndex(TurnedClock())
    with many.world.inbox.reading() as connection:
        for wanted in FILTERS * 2:
            page = index.page(connection, ListQuery(wanted, Sort(Column.SIZE)), 0, 20)
            assert all(_passes(row, wanted) for row in page.rows)


def test_ids_that_begin_with_signs_of_patterns_are_taken_literally(many: Store) -> None:
    """`%` and `_` are characters like others, and no text reaches the statement."""
    with many.world.inbox.reading() as connection:
        for text in ("%", "_", "EXEMPLE_", "' OR 1=1 --", "9" * 40, "٣", "\U0010ffff"):
            assert count(connection, Filter(text=text)) == 0
