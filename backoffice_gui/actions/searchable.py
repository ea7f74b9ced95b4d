"""What a case is found by, of what its form declares: put into the index in the transaction that writes the case."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from backoffice_gui.domain.case_json import read_address, read_members
from backoffice_gui.domain.case_text import ReadCase
from backoffice_gui.domain.identity import Address
from backoffice_gui.storage.casebook import search_index
from backoffice_gui.storage.casebook.search_index import SearchEntry

__all__ = ["make_searchable"]

_NAME = 500
"""Characters of one name that are looked at: nobody finds one by what comes behind."""


def _addresses(read: ReadCase) -> list[Address]:
    """Where the answer is wanted, and where the person moves from and to."""
    said = [read.text.delivery]
    for change in read.text.changes:
        said += [change.before, change.after] if change.field == "address" else []
    return [address for address in map(read_address, said) if address is not None]


def _spouses(read: ReadCase) -> list[str]:
    """A marriage is asked for under either name."""
    events = [wish.event for wish in read.text.certificates]
    found = [read_members(event).get("spouse") for event in events if '"spouse"' in event]
    names = [each.get(name) for each in found if isinstance(each, dict) for name in ("family_name", "used_name")]
    return [name for name in names if isinstance(name, str)]


def _entry(case: int, read: ReadCase) -> SearchEntry:
    if read.person is None:
        return SearchEntry(case, ())
    said, addresses = read.person.identity, _addresses(read)
    names = [said.family_name, said.used_name, " ".join(said.given_names), said.birth_place, *_spouses(read)]
    names += [address.town for address in addresses]
    numbers = (read.person.ofpra_key, read.person.foreigner_key, *(address.postcode for address in addresses))
    return SearchEntry(
        case,
        tuple(dict.fromkeys(name[:_NAME] for name in names if name)),
        tuple(dict.fromkeys(number[:_NAME] for number in numbers if number)),
    )


def make_searchable(tx: Connection, read: Iterable[tuple[int, ReadCase]]) -> None:
    """Index these cases by the names, the places and the numbers that their forms declare."""
    search_index.put(tx, [_entry(case, each) for case, each in read])
