"""The index of words."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from backoffice_gui.storage.casebook import search_index
from backoffice_gui.storage.casebook.search_index import SearchEntry
from backoffice_gui.storage.casebook.store import Casebook

pytestmark = pytest.mark.parametrize("casebook", ["sqlcipher"], indirect=True)


def _found(casebook: Casebook, word: str) -> list[int]:
    with casebook.reading() as connection:
        words = text("SELECT rowid FROM case_search WHERE case_search MATCH :word ORDER BY rowid")
        return list(connection.execute(words, {"word": f'"{word}"*'}).scalars())


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
