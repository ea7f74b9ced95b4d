"""A piece that can't be read: said once, until it was seen, asked for again, or answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions.case_notes import mark_read
from backoffice_gui.actions.part_marks import OPENING, note_refused, note_shown, refused_page
from backoffice_gui.actions.treat import treat
from backoffice_gui.actions.undo_case import undo
from backoffice_gui.actions.verify_store import verify_store
from backoffice_gui.domain.attachments import UNREADABLE
from backoffice_gui.domain.case_acts import Asked, Outcome
from backoffice_gui.domain.cases import Badge, CaseAct, Duty
from backoffice_gui.storage.casebook.caseload_schema import case_event, cases
from tests.support.attachments import case_with
from tests.support.cases import keys_of, lines, rows
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store

CLOCK = TurnedClock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one case: a form and two pieces."""
    with a_store(tmp_path / "s") as made:
        case_with(made, CLOCK, b"EXEMPLE\n", b"EXEMPLE\n")
        yield made


def _says_so(store: Store) -> bool:
    (row,) = rows(store, cases)
    return bool(row["badges"] & Badge.PIECE_REFUSED)


def _story(store: Store) -> list[str]:
    return [row["name"] for row in rows(store, case_event)]


def _refuse(store: Store, n: int = 1, why: str = "preview-broken", page: int = OPENING) -> bool:
    return note_refused(store.desk, 1, n, why, CLOCK.now(), page=page)


def _act(store: Store, act: CaseAct) -> Outcome:
    done = treat(store.desk, keys_of(store), Asked(act, reason="EXEMPLE"), CLOCK, duties=frozenset(Duty))
    assert len(done.done) == 1
    return done


def test_it_is_said_once_in_the_list_the_story_and_the_chain(store: Store) -> None:
    """However often it is looked at; the version stays, reading the case takes nothing away, the chain holds."""
    before = keys_of(store)
    assert _refuse(store, page=2)
    assert [_refuse(store), _refuse(store, why="preview-memory")] == [False, False]
    mark_read(store.desk, [1])
    assert _says_so(store)
    assert keys_of(store) == before
    assert _story(store) == ["received", "piece_refused"]
    assert rows(store, case_event)[1]["details"] == '{"part": 1, "page": 3, "why": "preview-broken"}'
    assert [dict(line.details) for line in lines(store, "part_refused")] == [{"part": 1, "reason": "preview-broken"}]
    assert verify_store(store.world.inbox, store.desk, None).ok


@pytest.mark.parametrize("why", ["preview-closed", "preview-unavailable", "locked"])
def test_what_does_not_lie_with_the_piece_is_not_said_of_it(store: Store, why: str) -> None:
    """Nor is anything of the form, or of a case that is not there."""
    assert why not in UNREADABLE
    assert not _refuse(store, why=why)
    assert not _refuse(store, n=0)
    assert not note_refused(store.desk, 9, 1, "preview-broken", CLOCK.now())
    assert not _says_so(store)
    assert _story(store) == ["received"]


def test_it_goes_when_the_last_of_them_was_seen(store: Store) -> None:
    """By the page that could not be; another page says nothing."""
    _refuse(store, 1, page=4)
    _refuse(store, 2)
    assert (refused_page(store.desk, 1, 1), refused_page(store.desk, 1, 2)) == (4, OPENING)
    assert not note_shown(store.desk, 1, 1, 0, CLOCK.now())
    assert note_shown(store.desk, 1, 1, 4, CLOCK.now())
    assert _says_so(store)
    assert note_shown(store.desk, 1, 2, OPENING, CLOCK.now())
    assert not _says_so(store)
    assert refused_page(store.desk, 1, 1) is None
    assert not note_shown(store.desk, 1, 1, 4, CLOCK.now())
    assert [dict(line.details)["part"] for line in lines(store, "part_shown")] == [1, 2]
    assert _refuse(store, 1)
    assert _says_so(store)


@pytest.mark.parametrize("act", [CaseAct.ASK_PIECE, CaseAct.CLOSE])
def test_it_goes_with_what_was_done_about_it_and_comes_back_with_the_undo(store: Store, act: CaseAct) -> None:
    """Looking once more at what was dealt with says nothing new."""
    _act(store, CaseAct.TAKE)
    _refuse(store)
    outcome = _act(store, act)
    assert not _says_so(store)
    assert not _refuse(store)
    assert not _says_so(store)
    undo(store.desk, outcome.undo, CLOCK)
    assert _says_so(store)


def test_of_a_case_that_is_done_nothing_is_said_and_after_a_reopening_all_of_it(store: Store) -> None:
    """Nobody waits for a piece of it; a look at a case that was opened again says what there is to say."""
    _act(store, CaseAct.TAKE)
    _refuse(store)
    _act(store, CaseAct.CLOSE)
    assert not _refuse(store, 2)
    reopened = _act(store, CaseAct.REOPEN)
    assert _refuse(store)
    assert _says_so(store)
    undo(store.desk, reopened.undo, CLOCK)
    assert not _says_so(store)


def test_an_undo_of_something_else_leaves_it(store: Store) -> None:
    """It came since: what was there before knew nothing of it."""
    taken = _act(store, CaseAct.TAKE)
    _refuse(store)
    undo(store.desk, taken.undo, CLOCK)
    assert _says_so(store)


def test_an_empty_piece_is_said_as_it_comes_in(store: Store) -> None:
    """Of the case it came with, and once: whoever looks at it hears nothing new."""
    case_with(store, CLOCK, b"EXEMPLE\n", b"", seq=2)
    first, second = rows(store, cases)
    assert not first["badges"] & Badge.PIECE_REFUSED
    assert second["badges"] & Badge.PIECE_REFUSED
    assert refused_page(store.desk, 2, 2) == OPENING
    assert [(line.object, dict(line.details)) for line in lines(store, "part_refused")] == [
        ("case:2", {"part": 2, "reason": "preview-empty"})
    ]
    assert not note_refused(store.desk, 2, 2, "preview-empty", CLOCK.now())
