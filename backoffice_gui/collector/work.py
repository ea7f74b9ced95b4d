"""What this process knows of the submissions it works on, besides the stored facts.

All of it may be forgotten at any moment: after a restart it is learnt again from the next list.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from backoffice_gui.collector.machine import Known, Mirrored
from backoffice_gui.domain.facts import AttemptFacts, SubmissionFacts
from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.domain.verified import VerifiedCopy
from backoffice_gui.sealing.chunks import AttemptKey
from backoffice_gui.transfer import SignedManifest, Verdict

__all__ = ["Work", "Works"]

_LEFT_TO_SIGNED = 512 * 1024 * 1024
"""More than the largest submission: three times as much stays free of what anybody may send who can't sign."""


@dataclass(slots=True)
class Work:
    """One submission under way; `deadline`, `since` (when it was first listed to us) and `retry_at` in elapsed seconds.

    `retry_at` is infinite where nothing is tried before it is listed again.

    `own_faults` counts what only this submission failed at: it is what takes it out of the others'
    way; `tries` counts every failed try.
    """

    facts: SubmissionFacts
    signed: SignedManifest | None = None
    inline: Mapping[int, bytes] = field(default_factory=dict)
    offered: bool = False
    deadline: float = math.inf
    odd_expiry: bool = False
    since: float = math.inf
    keys: dict[int, AttemptKey] = field(default_factory=dict)
    copies: dict[int, VerifiedCopy] = field(default_factory=dict)
    tries: int = 0
    own_faults: int = 0
    first_failed: float = math.inf
    retry_at: float = -math.inf
    trouble: str | None = None
    busy: bool = False
    questioned: bool = False
    given_up: bool = False

    @property
    def valid(self) -> bool | None:
        """What the pinned keys say of the manifest's signature, nothing while it wasn't seen."""
        return None if self.signed is None else self.signed.verdict is Verdict.VALID

    @property
    def room(self) -> int:
        """For how many octets there must be room: what is not validly signed leaves the last of a disk to what is."""
        return self.facts.size + (_LEFT_TO_SIGNED if self.valid is False else 0)

    def known(self, *, ready: bool, erase_due: bool, judged: bool = True, mirror: Mirrored | None = None) -> Known:
        """This submission as the plan sees it."""
        return Known(
            facts=self.facts,
            offered=self.offered,
            valid=self.valid,
            judged=judged,
            keys=frozenset(self.keys),
            proven=frozenset(self.copies),
            ready=ready,
            erase_due=erase_due,
            busy=self.busy,
            retry_at=self.retry_at,
            mirror=mirror,
        )

    def attempt(self, number: int) -> AttemptFacts | None:
        """The facts of one attempt."""
        return next((a for a in self.facts.attempts if a.attempt == number), None)

    def succeeded(self) -> None:
        """A step went well: what failed before no longer counts."""
        self.tries = self.own_faults = 0
        self.first_failed = math.inf
        self.retry_at = -math.inf
        self.trouble = None


class Works:
    """The submissions under way, found by row or by key; `dirty` are those to plan again."""

    def __init__(self) -> None:
        self._rows: dict[int, Work] = {}
        self._keys: dict[SubmissionKey, Work] = {}
        self.dirty: dict[int, Work] = {}

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Work]:
        return iter(list(self._rows.values()))

    def by_row(self, row: int) -> Work | None:
        """The work on a row, if it is under way."""
        return self._rows.get(row)

    def by_key(self, key: SubmissionKey) -> Work | None:
        """The work on a key, if it is under way."""
        return self._keys.get(key)

    def take(self, facts: SubmissionFacts) -> Work:
        """Begin, or go on with new facts; planned at the next turn."""
        work = self._rows.get(facts.row)
        if work is None:
            work = Work(facts)
            self._rows[facts.row] = work
            self._keys[facts.key] = work
        work.facts = facts
        self.dirty[facts.row] = work
        return work

    def refresh(self, many: Iterable[SubmissionFacts]) -> None:
        """Take in the facts that a commit returned, for those under way."""
        for facts in many:
            if facts.row in self._rows:
                self.take(facts)

    def touch(self, work: Work) -> None:
        """Plan this one again at the next turn."""
        if work.facts.row in self._rows:
            self.dirty[work.facts.row] = work

    def touch_all(self) -> None:
        """Plan everything again: something common to all has changed."""
        self.dirty.update(self._rows)

    def drop(self, work: Work) -> None:
        """It has come to rest."""
        self._rows.pop(work.facts.row, None)
        self._keys.pop(work.facts.key, None)
        self.dirty.pop(work.facts.row, None)
