"""The words that cases are found by (`case_search`): written in the transaction that writes the case.

FTS5 in the embedded store, a `tsvector` of the same words on a server: without a language, each as it is.

Only tokens are kept, folded and keyed by `domain.search_terms.index_text`; they can't be read back. A case
that is put again is found by its new words only.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from backoffice_gui.domain.search_terms import index_text
from backoffice_gui.storage.dialect import is_postgresql, listed

__all__ = ["SearchEntry", "forget_all", "optimize", "put", "put_words", "remove", "words_of"]

_MOST, _LONGEST = 400, 60
"""Words of one case, and characters of one word, that are indexed: nobody looks for more."""
_PUT = "INSERT OR REPLACE INTO case_search (rowid, words) VALUES (?, ?)"
_REMOVE = "DELETE FROM case_search WHERE rowid = ?"
_OPTIMIZE = "INSERT INTO case_search (case_search) VALUES ('optimize')"
_PUT_SERVED = (
    'INSERT INTO case_search ("case", words) SELECT (new ->> 0)::bigint, '
    "array_to_tsvector(array_remove(string_to_array(new ->> 1, ' '), '')) "
    "FROM jsonb_array_elements(CAST(%s AS jsonb)) AS new"
)
_BY_TERM = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.case_word USING fts5vocab('main', 'case_search', 'instance')"
_WORDS = (
    "SELECT doc, group_concat(term, ' ') FROM "
    "(SELECT doc, term FROM case_word WHERE doc > ? AND doc <= ? ORDER BY doc) GROUP BY doc ORDER BY doc"
)
_LAST = "SELECT rowid FROM case_search ORDER BY rowid DESC LIMIT 1"
_AT_ONCE = 50_000
"""Cases whose words are put in order in memory, fifty mebibytes of them; the index is read for each such lot."""
_WORDS_SERVED = (
    "SELECT \"case\", array_to_string(tsvector_to_array(words), ' ') FROM case_search "
    "WHERE words <> ''::tsvector ORDER BY \"case\""
)
_FORGET = "INSERT INTO case_search (case_search) VALUES ('delete-all')"
_FORGET_SERVED = "DELETE FROM case_search"
_SLICE = 500
_REMOVE_SERVED = (
    'DELETE FROM case_search WHERE "case" = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(%s AS jsonb))::bigint))'
)


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What one case is found by.

    `names`: every name that belongs to it (families', given, used, as declared, in each spelling known), and
    places; `numbers`: keys of Ofpra and foreigners' numbers, postcodes, the case's own number.
    """

    case: int
    names: tuple[str, ...]
    numbers: tuple[str, ...] = ()


def _tokens(entry: SearchEntry) -> str:
    words = index_text(entry.names, entry.numbers).split()
    return " ".join(dict.fromkeys(word[:_LONGEST] for word in words[:_MOST]))


def put(tx: Connection, entries: Iterable[SearchEntry]) -> None:
    """Index these cases, each in place of what was there of it."""
    put_words(tx, [(entry.case, _tokens(entry)) for entry in entries])


def put_words(tx: Connection, words: Sequence[tuple[int, str]]) -> None:
    """The same for words that `domain.search_terms.index_text` has made already."""
    if not words:
        return
    if is_postgresql(tx):
        # not `ON CONFLICT`, which asks for the right to read words: nobody but the search itself has that
        latest = dict(words)
        remove(tx, list(latest))
        tx.exec_driver_sql(_PUT_SERVED, (json.dumps(list(latest.items())),))
    else:
        tx.exec_driver_sql(_PUT, list(words))


def remove(tx: Connection, cases: Sequence[int]) -> None:
    """Forget the words of these cases."""
    if cases and is_postgresql(tx):
        tx.exec_driver_sql(_REMOVE_SERVED, (listed(cases),))
    elif cases:
        tx.exec_driver_sql(_REMOVE, [(case,) for case in cases])


def optimize(tx: Connection) -> None:
    """Bring the index into one piece, and what was removed out of the file: after a purge, or many cases at once.

    A server sees to its own.
    """
    if not is_postgresql(tx):
        tx.exec_driver_sql(_OPTIMIZE)


def words_of(tx: Connection) -> Generator[list[tuple[int, str]]]:
    """The words of every case, in order of both, some cases at a time; to be closed where it is left early.

    In the embedded store the index is read by its words, so a connection that may write (to its own memory) is wanted.
    """
    if is_postgresql(tx):
        yield from _words(tx, _WORDS_SERVED, ())
        return
    tx.exec_driver_sql(_BY_TERM)
    for start in range(0, tx.exec_driver_sql(_LAST).scalar() or 0, _AT_ONCE):
        yield from _words(tx, _WORDS, (start, start + _AT_ONCE))


def _words(tx: Connection, query: str, values: tuple[int, ...]) -> Generator[list[tuple[int, str]]]:
    with tx.exec_driver_sql(query, values, execution_options={"yield_per": _SLICE}) as found:
        for some in found.partitions():
            yield [(case, " ".join(sorted(words.split()))) for case, words in some]


def forget_all(tx: Connection) -> None:
    """Forget the words of every case."""
    tx.exec_driver_sql(_FORGET_SERVED if is_postgresql(tx) else _FORGET)
