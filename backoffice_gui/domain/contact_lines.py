"""Which lines of a person's contact history count: a line ends another, and what somebody decided outweighs a mention.

Rows that an agent joins bring their histories together, in which no line knows of the other's. So it is not the last
number that counts: what was accepted does before all that forms mentioned, and among equals the last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

__all__ = ["FORM", "ContactLine", "needless", "now", "standing"]

FORM = "form"
"""Who entered what was only declared in a form, and accepted by nobody."""
_Weight = tuple[bool, int]
"""Whether a line rests on a decision, and its place among those that do, or do not."""
_NOTHING: _Weight = (False, 0)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A line as it is kept; an empty value says that there is none. `replaces`: the line it ended, an earlier one."""

    contact: int
    person: int
    field: str
    value: str
    key: str
    valid_from: str | None
    received_at: datetime
    entered_by: str
    case: int | None
    replaces: int | None


def standing(lines: Iterable[ContactLine]) -> list[ContactLine]:
    """Those that none of these has ended, in order."""
    known = sorted(lines, key=lambda line: line.contact)
    ended = {line.replaces for line in known}
    return [line for line in known if line.contact not in ended]


def now(lines: Iterable[ContactLine]) -> dict[str, ContactLine]:
    """What is so now, by field, of all lines of one person: what was decided last; else what was mentioned last."""
    known = {line.contact: line for line in lines}
    return _first(standing(known.values()), _weights(known), _of_others(known))


def _first(
    stands: Iterable[ContactLine], weights: Mapping[int, _Weight], others: Collection[int]
) -> dict[str, ContactLine]:
    mine = (line for line in stands if line.contact not in others)
    return {line.field: line for line in sorted(mine, key=lambda line: (weights[line.contact], line.contact))}


def _of_others(known: Mapping[int, ContactLine]) -> set[int]:
    """Takings back that say again what was another's, who is not among these any more."""
    back = _taken_back(known)
    return {number for number, before in back.items() if known[before].replaces not in {None, *known}}


def _weights(known: Mapping[int, ContactLine]) -> dict[int, _Weight]:
    """What each counts; what a taking back says again counts as that did, and nothing where that is not here.

    Nothing was known before, or it was somebody else's, who was parted from this person since.
    """
    back = _taken_back(known)
    weights: dict[int, _Weight] = {}
    for number in sorted(known):
        weights[number] = (known[number].entered_by != FORM, number)
        if number in back:
            weights[number] = weights.get(known[back[number]].replaces or 0, _NOTHING)
    return weights


def _taken_back(known: Mapping[int, ContactLine]) -> dict[int, int]:
    """The lines by which an acceptance was taken back, each with that one: they came of the same case."""
    back: dict[int, int] = {}
    for number in sorted(known):
        line = known[number]
        before = known.get(line.replaces or 0)
        same = before is not None and before.case is not None and before.case == line.case
        if before is not None and same and before.entered_by != FORM and before.contact not in back:
            back[number] = before.contact
    return back


def needless(lines: Iterable[ContactLine], gone: Collection[int], bare: Collection[int]) -> set[int]:
    """Of all lines of one person, the numbers of those that nobody needs once these cases are purged.

    `gone`: the cases; `bare`: the person's rows on which no case hangs any more. What is of neither stays. Of the rest
    stays what nothing has ended, but for what was mentioned in passing on a bare row and does not count; and what a
    line that stays rests on: what ends it, else it would be so again, and what an undo says again. So what is so now
    stays so, and nothing old comes back.
    """
    known = {line.contact: line for line in lines}
    weights = _weights(known)
    back = {number: before for number, before in _taken_back(known).items() if known[before].replaces in {None, *known}}
    may_go = {number for number, line in known.items() if line.person in bare or line.case in gone}
    left = _without_returns(known, may_go)
    stands = standing(left.values())
    counts = {line.contact for line in _first(stands, weights, _of_others(known)).values()}
    kept = set(left) - may_go
    more = kept | {
        line.contact for line in stands if line.person not in bare or weights[line.contact][0] or line.contact in counts
    }
    while more:
        kept |= more
        again = {number for of in kept & set(back) for number in (back[of], known[back[of]].replaces)}
        more = {number for number in left if left[number].replaces in kept or number in again} - kept
    return set(known) - kept


def _without_returns(known: Mapping[int, ContactLine], may_go: Collection[int]) -> dict[int, ContactLine]:
    """What was accepted and taken back says together what was said before, where that is still to be read."""
    left = dict(known)
    for number, before in sorted(_taken_back(known).items(), reverse=True):
        former = known[before].replaces
        ended = {line.replaces for line in left.values()}
        if number in may_go and before in may_go and number not in ended and (former is None or former in left):
            del left[number], left[before]
    return left
