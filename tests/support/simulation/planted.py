"""Bugs to plant in the product, each for the length of a `with`: a simulation that does not find them proves nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any
from unittest import mock

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from backoffice_gui.collector import arrivals
from backoffice_gui.collector.run import Run
from backoffice_gui.collector.work import Work
from backoffice_gui.domain.facts import SubmissionFacts
from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.domain.verified import VerifiedCopy
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.inbox import attempts, read_back, submissions
from backoffice_gui.transfer import receipts, wire
from backoffice_gui.transfer.jws import Verdict

__all__ = ["PLANTED", "Planted"]

Planted = Callable[[], AbstractContextManager[None]]


@contextmanager
def _patched(*patches: Any) -> Iterator[None]:
    with ExitStack() as stack:
        for patch in patches:
            stack.enter_context(patch)
        yield


@contextmanager
def _acknowledged_before_the_commit() -> Iterator[None]:
    """The acknowledgement leaves while the storing transaction is still open."""
    real, seen = attempts.stored, []
    init = arrivals.Arrivals.__init__

    def noted(self: arrivals.Arrivals, run: Run, *others: Any) -> None:
        seen.append(run)
        init(self, run, *others)

    def stored(tx: Connection, numbers: Sequence[int], at: dt.datetime) -> list[SubmissionFacts]:
        facts = real(tx, numbers, at)
        run: Run = seen[-1]
        copies = [VerifiedCopy(f.row, f.attempts[-1].attempt, f.key, at) for f in facts]
        store = run.ids.current
        run.lanes.submit("talk", lambda: run.parts.front.acknowledge_many(copies, store), lambda _done: None)
        return facts

    with _patched(
        mock.patch.object(arrivals.Arrivals, "__init__", noted), mock.patch.object(attempts, "stored", stored)
    ):
        yield


@contextmanager
def _not_read_back() -> Iterator[None]:
    """Stored is taken for verified: nothing is opened, nothing hashed."""

    def trusting(inbox: Any, candidates: Sequence[read_back.Candidate], _tries: int = 1) -> tuple[Any, dict[int, str]]:
        with inbox.fresh() as connection:
            hashes = read_back.sealed_hashes(connection, [each.attempt for each in candidates])
        return {number: read_back._Proof(each, "") for number, each in hashes.items()}, {}

    with mock.patch.object(read_back, "_open_apart", trusting):
        yield


@contextmanager
def _any_receipt_will_do() -> Iterator[None]:
    """A receipt that is rightly signed is one, whatever it speaks of."""

    def fault_of(paper: Any, _key: SubmissionKey, _outcome: Any = None) -> str | None:
        return "malformed" if paper is None else None if paper.verdict is Verdict.VALID else "signature"

    with _patched(mock.patch.object(receipts, "fault_of", fault_of), mock.patch.object(wire, "fault_of", fault_of)):
        yield


@contextmanager
def _known_by_id_alone() -> Iterator[None]:
    """A submission is known by its id, whatever its digest."""

    def find(connection: Connection, keys: Sequence[SubmissionKey]) -> Mapping[SubmissionKey, SubmissionFacts]:
        known = {each.key.id: each for each in submissions._of_ids(connection, sorted({key.id for key in keys}))}
        return {key: known[key.id] for key in keys if key.id in known}

    with mock.patch.object(submissions, "find", find):
        yield


@contextmanager
def _old_attempts_go_at_once() -> Iterator[None]:
    """All but the newest attempt go, verified or not."""

    def leaving(facts: SubmissionFacts) -> list[int]:
        return [each.attempt for each in facts.attempts[:-1]]

    with mock.patch.object(attempts, "_leaving", leaving):
        yield


@contextmanager
def _quarantine_is_acknowledged() -> Iterator[None]:
    """What no pinned key signed is treated like anything else."""
    valid = property(lambda work: None if work.signed is None else True)
    with mock.patch.object(Work, "valid", valid):
        yield


@contextmanager
def _unknown_is_success() -> Iterator[None]:
    """A commit that failed in the disk, or whose answer nobody heard, counts as done."""

    def commit(self: Database, connection: Connection) -> None:
        try:
            self._backing.commit(connection)
        except (DBAPIError, StoreError):
            connection.invalidate()

    with mock.patch.object(Database, "_commit", commit):
        yield


@contextmanager
def _by_the_wall_clock() -> Iterator[None]:
    """Deadlines and waits are reckoned by civil time."""
    elapsed = property(lambda run: run.parts.clock.now().timestamp())
    with mock.patch.object(Run, "elapsed", elapsed):
        yield


PLANTED: Mapping[str, tuple[Planted, tuple[str, ...]]] = {
    "acknowledged-before-the-commit": (_acknowledged_before_the_commit, ("calm", "disk")),
    "not-read-back": (_not_read_back, ("disk",)),
    "any-receipt-will-do": (_any_receipt_will_do, ("hostile",)),
    "known-by-id-alone": (_known_by_id_alone, ("hostile",)),
    "old-attempts-go-at-once": (_old_attempts_go_at_once, ("deaths", "storm")),
    "quarantine-is-acknowledged": (_quarantine_is_acknowledged, ("hostile",)),
    "unknown-is-success": (_unknown_is_success, ("disk",)),
    "by-the-wall-clock": (_by_the_wall_clock, ("clocks",)),
}
"""Each bug, and the profiles in which it can show."""
