"""The smaller verbs of the caseload in memory: what `gui.case_verbs.CaseVerbs` promises, and `dismiss` beside it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from backoffice_gui.domain.case_acts import CaseKey, Failed, Mark, Outcome, Undo
from backoffice_gui.domain.case_detail import CaseDetail, Happening
from backoffice_gui.domain.cases import Badge
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.errors import UsageError
from tests.support.invented_cases import ME
from tests.support.outboxes import MemoryOutbox

__all__ = ["MemoryVerbs"]

_BADGES = {"duplicate": Badge.DUPLICATE, "repeat": Badge.REPEAT}


class MemoryVerbs:
    """Half of `MemoryCaseload`: what is in `details` changes, with compare-and-set and the way back."""

    _lock: threading.RLock
    now: datetime
    details: dict[int, CaseDetail]
    _events: list[tuple[int, CaseDetail]]
    outbox: MemoryOutbox
    retained: dict[int, str]
    reasons: list[str]

    def _called(self, name: str) -> None:
        raise NotImplementedError

    def _settle(self, key: CaseKey, other: int, kind: str, said: str) -> Outcome:
        with self._lock:
            known = self.details[key.case]
            if known.row.version != key.version:
                return Outcome((), (Failed(key.case, "case-changed"),))
            left = tuple(one for one in known.proposals if one.kind != kind or other not in (one.case, one.person))
            gone = Badge.NONE if kind in {one.kind for one in left} else _BADGES.get(kind, Badge.NONE)
            row = replace(known.row, version=key.version + 1, badges=known.row.badges & ~gone)
            told = (*known.timeline, Happening(said, self.now, ME, (("kind", kind),)))
            return self._changed(known, replace(known, row=row, proposals=left, timeline=told))

    def _changed(self, was: CaseDetail, new: CaseDetail) -> Outcome:
        self.details[was.row.case] = new
        self._events.append((was.row.case, was))
        return Outcome((CaseKey(was.row.case, new.row.version),), (), Undo((len(self._events) - 1,)))

    def retain(self, submission: int, reason: str) -> Changes:
        """It has a number from then on."""
        self._called("retain")
        self.retained[submission] = f"DL-2026-{submission:06}"
        self.reasons.append(reason)
        return Changes(frozenset({Topic.CASES, Topic.VIEWS, Topic.INCIDENTS}))

    def dismiss(self, key: CaseKey, other: int, kind: str) -> Outcome:
        """The proposal is gone, and comes back with an undo."""
        self._called("dismiss")
        return self._settle(key, other, kind, "proposal_dismissed")

    def accept(self, key: CaseKey, other: int, kind: str) -> Outcome:
        """The proposal is settled, and comes back with an undo."""
        self._called("accept")
        return self._settle(key, other, kind, "linked" if kind == "same_person" else "case_linked")

    def link(self, key: CaseKey, number: str) -> Outcome:
        """The case has the other's person."""
        self._called("link")
        with self._lock:
            short = number.rpartition("-")[2]
            other = self.details.get(int(short)) if short.isdecimal() else None
            if other is None:
                raise UsageError("case-unknown")
            if other.person is None:
                return Outcome((), (Failed(key.case, "person-unknown"),))
            known = self.details[key.case]
            told = (*known.timeline, Happening("linked", self.now, ME))
            row = replace(known.row, version=key.version + 1)
            return self._changed(known, replace(known, row=row, person=other.person, timeline=told))

    def mark(
        self, keys: Sequence[CaseKey], mark: Mark, progress: Callable[[int], None], cancelled: Callable[[], bool]
    ) -> Outcome:
        """Unread is no event; the acknowledgement is one."""
        self._called(mark.value)
        done: list[CaseKey] = []
        events: list[int] = []
        for n, key in enumerate(keys, start=1):
            if cancelled():
                break
            with self._lock:
                known = self.details[key.case]
                if mark is Mark.UNREAD and not self.outbox.now_line.reachable:
                    return Outcome((), waiting=tuple(keys))
                if mark is Mark.UNREAD:
                    self.details[key.case] = replace(known, row=replace(known.row, unread=True))
                    done.append(key)
                elif known.receipt_due_on is None:
                    done.append(key)
                else:
                    row = replace(known.row, version=known.row.version + 1)
                    told = (*known.timeline, Happening("receipt_sent", self.now, ME))
                    came = self._changed(known, replace(known, row=row, receipt_due_on=None, timeline=told))
                    done += came.done
                    events += came.undo.events
            progress(n)
        return Outcome(tuple(done), (), Undo(tuple(events)), cancelled())
