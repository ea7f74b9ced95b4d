"""Who may be one person: those that came in are compared with those who share a key, and proposed with reasons.

Apart from intake, which must not wait for it; whoever came in stays to be compared until it was
done, so that it may be cut at any point. Nothing is merged.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui import logs
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.moving import never, silent
from backoffice_gui.clock import Clock
from backoffice_gui.domain.matching import LIKELY, Profile, blocking_keys, compare, lookup_keys, profile
from backoffice_gui.errors import Circumstance
from backoffice_gui.storage.casebook import persons, proposals
from backoffice_gui.storage.casebook.persons import KnownPerson
from backoffice_gui.storage.casebook.proposals import SAME_PERSON, Proposed

__all__ = ["compare_persons"]

_LOG = logging.getLogger(__name__)

_GROUP = 100
_CANDIDATES = 12
"""Of those who share a key, so many are compared: those who share the most of them."""


def compare_persons(
    desk: Desk,
    clock: Clock,
    *,
    progress: Callable[[int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> int:
    """Compare everybody who came in since; how many were. `progress` hears how many so far.

    Raises what `Casebook.transaction` raises; the groups before stand.
    """
    done = 0
    while not cancelled():
        with desk.casebook.reading() as connection:
            group = persons.uncompared(connection, _GROUP)
        if not group:
            break
        _compare_or_pass(desk, group, clock.now())
        done += len(group)
        progress(done)
    return done


def _compare_or_pass(desk: Desk, group: Sequence[KnownPerson], at: datetime) -> None:
    """Compare a group; where that fails each alone, and who can't be compared is passed over and stops no other."""
    try:
        with desk.casebook.transaction() as tx:
            _compare(tx, group, at)
    except Circumstance:  # the world's doing: tried again as it is
        raise
    except Exception as error:  # noqa: BLE001  # told by its class alone: its words may be a person's
        logs.event(_LOG, logging.ERROR, "not_compared", count=len(group), error=type(error).__name__)
        if len(group) > 1:
            for each in group:
                _compare_or_pass(desk, [each], at)
            return
        with desk.casebook.transaction() as tx:
            persons.mark_compared(tx, [each.person for each in group])


def _compare(tx: Connection, group: Sequence[KnownPerson], at: datetime) -> None:
    persons.add_keys(tx, [(key, each.person) for each in group for key in blocking_keys(each.identity)])
    wanted = {each.person: lookup_keys(each.identity) for each in group}
    sharing = persons.by_keys(tx, sorted({key for keys in wanted.values() for key in keys}))
    candidates = {each.person: _candidates(each, wanted[each.person], sharing) for each in group}
    others = sorted({other for several in candidates.values() for other in several})
    profiles = {number: profile(known.identity) for number, known in persons.load(tx, others).items()}
    last = persons.last_cases(tx, [each.person for each in group])
    found = [new for each in group for new in _proposed(each, candidates[each.person], profiles, last)]
    proposals.add(tx, found, at)
    persons.mark_compared(tx, [each.person for each in group])


def _candidates(one: KnownPerson, keys: frozenset[str], sharing: Mapping[str, tuple[int, ...]]) -> list[int]:
    """Those who came before and share the most keys: each pair is looked at once, by the one who came later."""
    shared = Counter(other for key in keys for other in sharing.get(key, ()) if other < one.person)
    return [other for other, _ in shared.most_common(_CANDIDATES)]


def _proposed(
    one: KnownPerson, others: Sequence[int], profiles: Mapping[int, Profile], last: Mapping[int, int]
) -> Iterator[Proposed]:
    if one.joined_to is not None or one.person not in last or not others:
        return
    mine = profile(one.identity)
    for other in others:
        match = compare(mine, profiles[other])
        if match.score >= LIKELY:
            yield Proposed(last[one.person], other, SAME_PERSON, match.score, match.codes)
