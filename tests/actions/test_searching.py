from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions.searching import SearchLog, log_listing, words_hash
from backoffice_gui.errors import StoreBusy
from backoffice_gui.storage.casebook import audit_log
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store without cases."""
    with a_store(tmp_path / "s") as made:
        yield made


def _lines(store: Store) -> list[dict[str, object]]:
    with store.desk.casebook.reading() as connection:
        lines = audit_log.read(connection, 0, 1_000)
        return [dict(line.details) for line in lines if line.verb == "searched"]


def test_a_search_is_logged_without_its_words(store: Store) -> None:
    """Who, how many, and a hash that one name has in every spelling."""
    log = SearchLog(TurnedClock())
    log.note("Démo Şükrü", 3)
    log.write(store.desk)
    log.write(store.desk)
    assert _lines(store) == [
        {"agent": "agent-exemple", "found": 3, "words": words_hash(store.desk, "sukru  DEMO")},
    ]
    assert b"sukru" not in (store.folder / "casebook.db").read_bytes().lower()
    assert words_hash(store.desk, "sukru") != words_hash(store.desk, "sukra")


def test_what_is_typed_letter_by_letter_is_one_search(store: Store) -> None:
    """As long as it grows; another word, or the same a while later, is another search."""
    clock = TurnedClock()
    log = SearchLog(clock)
    for words, found in (("d", 900), ("de", 40), ("dem", 9), ("demo", 2), ("exemple", 1), (" ", 0)):
        log.note(words, found)
    clock.advance(60)
    log.note("exemple", 1)
    log.write(store.desk)
    assert [line["found"] for line in _lines(store)] == [2, 1, 1]


def test_a_letter_more_does_not_take_out_what_was_read(store: Store) -> None:
    """Neither where it finds nobody, nor a while later: the list stood there, with its names."""
    clock = TurnedClock()
    log = SearchLog(clock)
    log.note("demo exemple", 4)
    log.note("demo exemplex", 0)
    log.note("factic", 3)
    clock.advance(2)
    log.note("factice", 2)
    log.write(store.desk)
    assert [line["found"] for line in _lines(store)] == [4, 0, 3, 2]


def test_letters_taken_away_do_not_take_a_search_out_of_the_log(store: Store) -> None:
    """Nor does a word that is typed behind it: an auditor who is told the name finds it."""
    log = SearchLog(TurnedClock())
    for words in ("exem", "exemple", "exempl", "exemp", "e", "exo", "exo demo"):
        log.note(words, 1)
    log.write(store.desk)
    wanted = [words_hash(store.desk, words) for words in ("exemple", "exo", "exo demo")]
    assert [line["words"] for line in _lines(store)] == wanted


def test_many_that_wait_are_said_and_none_is_lost(store: Store) -> None:
    """Whoever writes them down may fail, and does it again."""
    log = SearchLog(TurnedClock())
    waiting = [log.note(f"{n} exemple", n) for n in range(50)]
    assert waiting == [False] * 49 + [True]
    store.desk.casebook.close()
    taken = store.desk.casebook._turn
    assert taken.acquire()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("backoffice_gui.storage.database._WRITER_WAIT", 0.01)
        with pytest.raises(StoreBusy):
            log.write(store.desk)
    taken.release()
    log.write(store.desk)
    assert len(_lines(store)) == 50


def test_the_conditions_of_a_list_are_a_line_that_a_server_takes(store: Store) -> None:
    """A view of any length and any text may lie in the casebook; a team's server refuses a line beyond 64 KiB, or NUL."""
    clock = TurnedClock()
    log = SearchLog(clock)
    log.lists.note("agent:" + "x" * 70_000, 1)
    log.lists.note("agent:" + "y" * 1_994, 1)
    log.lists.note("agent:\x00\ud800", 1)
    log.write(store.desk)
    log.lists.note("agent:" + "z" * 70_000, 1)
    (left,) = log.leave(store.desk)
    log_listing(store.desk, "agent:" + "é" * 70_000, 1, 10, clock.now())
    with store.desk.casebook.reading() as connection:
        said = [
            dict(line.details)["filter"] for line in audit_log.read(connection, 0, 10) if line.verb == "cases_listed"
        ]
    told = [str(each) for each in (*said, dict(left.details)["filter"])]
    assert told.pop(2) == "agent:??"
    assert [(len(each), each[-1]) for each in told] == [(2_000, "…"), (2_000, "y"), (2_000, "…"), (2_000, "…")]
