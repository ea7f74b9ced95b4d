"""The index of words."""

from __future__ import annotations

from sqlalchemy import text

from backoffice_gui.storage.casebook import search_index
from backoffice_gui.storage.casebook.search_index import SearchEntry
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.dialect import is_postgresql


def _found(casebook: Casebook, word: str) -> list[int]:
    with casebook.reading() as connection:
        words = (
            'SELECT "case" FROM case_search WHERE words @@ CAST(:word || \':*\' AS tsquery) ORDER BY "case"'
            if is_postgresql(connection)
            else "SELECT rowid FROM case_search WHERE case_search MATCH '\"' || :word || '\"*' ORDER BY rowid"
        )
        return list(connection.execute(text(words), {"word": word}).scalars())


def test_a_case_is_found_by_its_newest_words_only(casebook: Casebook) -> None:
    """Put, put again, removed; also after everything was brought into one piece."""
    with casebook.transaction() as tx:
        search_index.put(tx, [SearchEntry(1, ("Exemple Démo",), ("991100042",)), SearchEntry(2, ("x" * 10_000,))])
    assert _found(casebook, "exem") == _found(casebook, "9911") == [1]
    assert _found(casebook, "x" * 60) == [2]
    with casebook.transaction() as tx:
        search_index.put(tx, [SearchEntry(1, ("Autre",))])
        search_index.optimize(tx)
    assert _found(casebook, "exem") == []
    assert _found(casebook, "autre") == [1]
    with casebook.transaction() as tx:
        search_index.remove(tx, [1])
    assert _found(casebook, "autre") == []
