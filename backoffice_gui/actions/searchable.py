"""What a case is found by, of what its form declares: put into the index in the transaction that writes the case."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from backoffice_gui.domain.case_text import ReadCase
from backoffice_gui.storage.casebook import search_index
from backoffice_gui.storage.casebook.search_index import SearchEntry

__all__ = ["make_searchable"]

_NAME = 500
"""Characters of one name that are looked at: nobody finds one by what comes behind."""


def _entry(case: int, read: ReadCase) -> SearchEntry:
    if read.person is None:
        return SearchEntry(case, ())
    said = read.person.identity
    names = (said.family_name, said.used_name, " ".join(said.given_names), said.birth_place)
    return SearchEntry(
        case,
        tuple(name[:_NAME] for name in names if name),
        tuple(number for number in (read.person.ofpra_key, read.person.foreigner_key) if number),
    )


def make_searchable(tx: Connection, read: Iterable[tuple[int, ReadCase]]) -> None:
    """Index these cases by the names, the birth place and the numbers that their forms declare."""
    search_index.put(tx, [_entry(case, each) for case, each in read])
