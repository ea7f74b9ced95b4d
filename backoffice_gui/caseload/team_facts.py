"""What columns are filled from, packed by a team's server: twenty octets a case, few journeys, nothing of a person.

Rows of a million cases would be ten times as much, and as many objects; what is packed is cut apart here.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

__all__ = ["BY_CLOSING", "BY_NAME", "every", "numbers"]

_AT_ONCE = 20_000
_PACKED = struct.Struct(">IqII")
_FACTS = """
    SELECT string_agg(int4send("case"::int) || int8send(what) || int4send(((days & 1073741823) / 60)::int)
        || int4send(((days >> 30) / 60)::int), ''::bytea)
    FROM (SELECT * FROM case_fact WHERE "case" > %s AND "case" <= %s ORDER BY "case") AS part
"""
_NUMBERS = "SELECT string_agg(int4send(\"case\"::int), ''::bytea) FROM ({}) AS ordered"
BY_NAME = _NUMBERS.format('SELECT "case" FROM cases ORDER BY sort_key, "case"')
BY_CLOSING = _NUMBERS.format(
    'SELECT "case" FROM cases WHERE bucket = 2 AND closed_at IS NOT NULL ORDER BY closed_at, "case"'
)


def _octets(connection: Connection, words: str, *values: int) -> bytes:
    """One packed answer, as it is: as text it would be twice as long."""
    raw: Any = connection.connection.driver_connection
    (found,) = raw.execute(words, values, binary=True).fetchone()
    return found or b""


def every(connection: Connection, upto: int) -> Iterator[Iterable[Sequence[int]]]:
    """`case_facts.every`."""
    for low in range(0, upto, _AT_ONCE):
        yield _PACKED.iter_unpack(_octets(connection, _FACTS, low, low + _AT_ONCE))


def numbers(connection: Connection, words: str) -> array[int]:
    """The cases of one of the statements here."""
    found = array("I")
    found.frombytes(_octets(connection, words))
    if sys.byteorder == "little":
        found.byteswap()
    return found
