"""The newest cases that words find on a team's server: one question, answered by the function `case_found`.

Words are put as PostgreSQL's `tsquery`; they are letters and digits only, so that none needs an escape.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import BigInteger, Connection, column, select, text

from backoffice_gui.domain.search_terms import Word
from backoffice_gui.storage.casebook.caseload_schema import cases

__all__ = ["NARROWED", "asked", "bits", "hits"]

_FEW = 10_000
"""So few marked cases are named too: to look at each may be the cheapest way. More are more to send than to mark."""
_BITS = bytes([48, 49]).ljust(256, b"1")
_FOUND = text(
    "SELECT case_found(CAST(CAST(:asked AS text[]) AS tsquery[]), :above, :upto, :wanted, :mask, :marked, "
    "CAST(CAST(:among AS text) AS bigint[]))"
)

_ALL_OF = (
    text(
        "SELECT hit FROM case_found(CAST(CAST(:asked AS text[]) AS tsquery[]), :low, :high, CAST(:high AS integer), "
        "NULL, NULL, NULL) AS hit"
    )
    .columns(column("hit", BigInteger))
    .subquery("found")
)
NARROWED = select(_ALL_OF.c.hit).select_from(_ALL_OF.join(cases, cases.c.case == _ALL_OF.c.hit)).order_by(_ALL_OF.c.hit)
"""The cases of a window (`low`, `high`) that every word of `asked` finds, to be narrowed by what their rows say."""


def _word(word: Word) -> str:
    ways = [" & ".join(f"'{part}':*" for part in way) for way in word.ways if way]
    return " | ".join((*(f"({way})" for way in ways), *(f"'{key}'" for key in sorted(word.keys))))


def asked(words: Iterable[Word]) -> list[str]:
    """The query of each word."""
    return [_word(word) for word in words]


def bits(mask: bytes) -> tuple[bytes, int]:
    """A mark an octet → a mark a bit, the first the lowest of the first octet, as the server counts them; how many."""
    marks = int(mask[::-1].translate(_BITS) or b"0", 2)
    return marks.to_bytes((len(mask) + 7) // 8, "little"), marks.bit_count()


def _falling(mask: bytes) -> Iterator[int]:
    """The marked cases, newest first."""
    place = mask.rfind(1)
    while place >= 0:
        yield place + 1
        place = mask.rfind(1, 0, place)


def hits(connection: Connection, words: Sequence[Word], most: int, mask: bytes | None) -> array[int]:
    """`case_hits.hits` for words of which each has a way to be found."""
    bound: dict[str, object] = {"above": 0, "upto": None, "mask": None, "marked": None, "among": None}
    if mask is not None:
        mask = mask[: mask.rfind(1) + 1]  # behind the last mark is nothing to find, and perhaps a year of cases
        if not mask:
            return array("I")
        packed, marked = bits(mask)
        among = f"{{{','.join(map(str, _falling(mask)))}}}" if marked <= _FEW else None
        bound = {"above": mask.find(1), "upto": len(mask), "mask": packed, "marked": marked, "among": among}
    return array("I", connection.scalars(_FOUND, {"asked": asked(words), "wanted": most, **bound}))
