"""Taking over: verified copies are acknowledged in groups, and receipts are judged one by one.

An acknowledgement destroys the only other copy there is. It is built of a `VerifiedCopy` and of
nothing else; its answer is a receipt only if a pinned key signed it for this id, digest and origin.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import Connection

from backoffice_gui.collector.arrivals import GROUP
from backoffice_gui.collector.lanes import Done
from backoffice_gui.collector.run import Run
from backoffice_gui.collector.trouble import Troubles
from backoffice_gui.collector.work import Work
from backoffice_gui.domain.collecting import EventName
from backoffice_gui.domain.facts import SubmissionFacts
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.domain.receipts import Outcome
from backoffice_gui.domain.verified import VerifiedCopy
from backoffice_gui.errors import BadAnswer, CredentialRefused, Problem, Redirected, ServerNotTrusted
from backoffice_gui.storage.inbox import attempts, heartbeat, outcomes, probes
from backoffice_gui.storage.inbox.outcomes import Receipted
from backoffice_gui.transfer import AckAnswer, SignedReceipt

__all__ = ["PROBE_AFTER", "Acknowledging", "judged"]

PROBE_AFTER = timedelta(seconds=90)
"""When a destroyed copy must really be gone (protocol §4.8)."""

_REMEMBERED = 10_000
_ASKED_AT_ONCE = 10
"""Receipts asked for again at a time: a front end restored from a copy lists thousands; acknowledging goes first."""


def judged(run: Run, row: int, signed: SignedReceipt) -> Receipted:
    """A valid acknowledgement receipt, with whose store it names."""
    store = signed.receipt.store_id
    ours = store is not None and store in run.ids.all
    return Receipted(row, signed.jws, signed.receipt, ours, store is not None and store in run.parts.peers)


class Acknowledging:
    """Sends what is proven, one group in flight at a time, and records what came of it."""

    def __init__(self, run: Run, troubles: Troubles) -> None:
        self._run = run
        self._troubles = troubles
        self._waiting: list[tuple[Work, VerifiedCopy]] = []
        self._in_flight = False
        self._receipts: dict[str, SubmissionFacts] = {}
        self._asking = 0
        self.ledger_due = False

    def known_receipt(self, jws: str) -> bool:
        """Whether this JWS is a receipt that was verified in this run: it needs no second check."""
        return jws in self._receipts

    def forget_receipts(self, jws: Iterable[str]) -> None:
        """The ledger has shown these: they are remembered no longer."""
        for one in jws:
            self._receipts.pop(one, None)

    def passed_over(self, pos: int, pinned: int) -> list[SubmissionFacts]:
        """Receipts of this run that a ledger read up to `pos` should have shown, and did not; told once.

        What stands before the entry that was pinned is never read: a rebuilt store may ask for such again.
        """
        late = {jws: f for jws, f in self._receipts.items() if f.receipt is not None and f.receipt.pos <= pos}
        self.forget_receipts(late)
        return [facts for facts in late.values() if facts.receipt is not None and facts.receipt.pos >= pinned]

    @property
    def idle(self) -> bool:
        """Nothing waits for an answer."""
        return not self._in_flight and not self._waiting

    def add(self, work: Work, copy: VerifiedCopy) -> None:
        """Put a proven copy into the next group."""
        work.busy = True
        self._waiting.append((work, copy))

    def send(self) -> None:
        """Send the next group, if none is in flight and nothing holds us back."""
        run = self._run
        held = run.elapsed < run.held("acknowledgement")
        if self._in_flight or not self._waiting or not run.may_acknowledge or held:
            return
        group, self._waiting = self._waiting[:GROUP], self._waiting[GROUP:]
        copies = [copy for _, copy in group]
        store = run.ids.current
        with run.parts.inbox.transaction() as tx:
            attempts.ack_sent(tx, [copy.attempt for copy in copies], run.now)
        self._in_flight = True

        def ask() -> object:
            return run.parts.front.acknowledge_many(copies, store)

        def answered(done: Done) -> None:
            self._in_flight = False
            self._answered(group, done)

        run.lanes.submit("talk", ask, answered)

    def release(self) -> None:
        """What waits is planned anew (acknowledging has been stopped)."""
        for work, _ in self._waiting:
            work.busy = False
            self._run.works.touch(work)
        self._waiting.clear()

    def _answered(self, group: Sequence[tuple[Work, VerifiedCopy]], done: Done) -> None:
        run = self._run
        works = {copy.attempt: work for work, copy in group}
        for work in works.values():
            work.busy = False
        if not isinstance(done.value, tuple):
            self._unanswered(list(works.values()), done.error)
            return
        self._troubles.answered("acknowledgement")
        answers: tuple[AckAnswer, ...] = done.value
        with run.parts.inbox.transaction() as tx:
            self.record(tx, [(works[a.copy.attempt], a.receipt) for a in answers if a.receipt is not None])
            for answer in answers:
                if answer.fault is not None:
                    self._no_receipt(tx, works[answer.copy.attempt], answer.fault)
        for answer in answers:
            if answer.problem is not None:
                self._not_taken(works[answer.copy.attempt], answer.problem)
            if answer.throttled is not None:
                self._troubles.of_front(answer.throttled, "acknowledgement")

    def _unanswered(self, works: Sequence[Work], error: BaseException | None) -> None:
        """Nothing that is an answer: what came in an answer's place may have taken effect, and is an incident."""
        run = self._run
        strange = isinstance(error, BadAnswer) or (isinstance(error, Problem) and error.status < 500)
        if strange:
            with run.parts.inbox.transaction() as tx:
                for work in works:
                    run.incident(tx, IncidentKind.RECEIPT_INVALID, work.facts, detail=getattr(error, "reason", ""))
        refused = isinstance(error, CredentialRefused | ServerNotTrusted | Redirected)
        for work in works:
            run.failed(work, getattr(error, "code", "") or "unanswered", own=False, slow=refused)
        self._troubles.of_front(error, "acknowledgement")

    def record(self, tx: Connection, receipts: Sequence[tuple[Work, SignedReceipt]]) -> None:
        """Store valid receipts in one commit: ours, foreign, or the news that it had expired."""
        run = self._run
        taken = [pair for pair in receipts if pair[1].receipt.outcome is Outcome.ACKNOWLEDGED]
        for work, signed in receipts:
            if signed.receipt.outcome is Outcome.EXPIRED:
                ended = outcomes.expired(tx, work.facts.row, signed.jws, run.now)
                self._ended(ended)
                for one in ended:  # the ledger, which would say it too, may have become unreadable
                    run.doubt(one)
        if not taken:
            return
        now = run.now
        facts = outcomes.receipted(tx, [judged(run, work.facts.row, signed) for work, signed in taken], now)
        self._ended(facts)
        if run.parts.inbox.local:  # what a server hashes of a copy before it lets another go, no receipt waits for
            attempts.sweep(tx, [f.row for f in facts if len(f.attempts) > 1 and f.row not in run.in_flight], run.now)
        if len(self._receipts) > _REMEMBERED:
            self._receipts.clear()
        shown = {f.row: f for f in facts if f.closed_at is None and f.receipt is not None and f.receipt.ours}
        for work, signed in taken:
            if work.facts.row in shown:
                self._receipts[signed.jws] = shown[work.facts.row]
        new = [f for f in facts if f.receipt is not None and f.receipt.recorded_at == now]
        due = [f for f in new if f.receipt is not None and f.receipt.ours]
        for one in new:
            self._tell(tx, one)
        if due:
            run.tally.held = max(0, run.tally.held - len(due))
            oldest = run.oldest_expires_at()
            heartbeat.beat(tx, last_acknowledged_at=run.now, held=run.tally.held, oldest_expires_at=oldest)
            chosen = [f.row for f in due if run.parts.dice.randrange(run.parts.probe_one_in) == 0]
            probes.schedule(tx, [(row, run.now + PROBE_AFTER) for row in chosen])
            self.ledger_due = True

    def _ended(self, facts: Sequence[SubmissionFacts]) -> None:
        for one in facts:
            work = self._run.works.take(one)
            work.succeeded()
            work.offered = False

    def _tell(self, tx: Connection, facts: SubmissionFacts) -> None:
        run = self._run
        if facts.receipt is not None and facts.receipt.ours:
            run.tally.counted["acknowledged"] += 1
            run.say(EventName.ACKNOWLEDGED, facts)
            return
        run.tally.counted["foreign"] += 1
        run.say(EventName.FOREIGN, facts)
        if facts.receipt is not None and not facts.receipt.peer:
            run.incident(tx, IncidentKind.STRANGER, facts)

    def _no_receipt(self, tx: Connection, work: Work, fault: str) -> None:
        """A good answer without a valid receipt: the copy stays, the state stays, it is asked again."""
        again = fault in {"missing", "unasked"}
        if not again:
            self._run.incident(tx, IncidentKind.RECEIPT_INVALID, work.facts, detail=fault)
        self._run.failed(work, fault, own=not again, slow=not again)

    def _not_taken(self, work: Work, problem: Problem) -> None:
        run = self._run
        match problem.name:
            case "expired" | "acknowledged":
                self.ended(work, problem)
            case "unknown-submission":
                work.questioned = True
                self.ledger_due = True
                run.failed(work, problem.name, slow=True)
            case "digest-mismatch":
                self._mismatch(work)
            case "unavailable" | "too-many-requests":
                run.failed(work, problem.name, own=False)
            case _:
                with run.parts.inbox.transaction() as tx:
                    run.incident(tx, IncidentKind.RECEIPT_INVALID, work.facts, detail=f"status-{problem.status}")
                run.failed(work, problem.name or "refused", slow=True)

    # What an answer leaves open is asked on its own

    def ask_again(self, work: Work) -> None:
        """Ask for the receipt on its own (3.6), some at a time: a copy that was acknowledged is listed still."""
        run = self._run
        if self._asking >= _ASKED_AT_ONCE or run.elapsed < run.held("receipt"):
            return
        key = work.facts.key
        work.busy = True
        self._asking += 1

        def answered(done: Done) -> None:
            work.busy = False
            self._asking -= 1
            self._asked(work, done)

        run.lanes.submit("talk", lambda: run.parts.front.receipt(key), answered)

    def _asked(self, work: Work, done: Done) -> None:
        """It must be the receipt we hold, octet for octet; of all else the ledger and the next lists decide."""
        run = self._run
        if isinstance(done.value, SignedReceipt):
            with run.parts.inbox.reading() as conn:
                held = outcomes.receipt_jws(conn, work.facts.row)
            if held == done.value.jws:
                run.works.touch(work)
            else:
                self.dispute(work, "receipt")
        elif isinstance(done.error, Problem) and done.error.name == "expired":
            self.ended(work, done.error)
        else:
            self._troubles.of_submission(work, done.error, "receipt")

    def ended(self, work: Work, problem: Problem) -> None:
        """A 410 brings the receipt of the end: it decides, if a pinned key signed it for this very copy."""
        run = self._run
        self.ledger_due = True
        try:
            signed = run.parts.front.judged(problem.receipt or "", work.facts.key)
        except BadAnswer:
            with run.parts.inbox.transaction() as tx:
                run.incident(tx, IncidentKind.RECEIPT_INVALID, work.facts, detail="problem")
            run.failed(work, "receipt", slow=True)
            return
        if signed.receipt.store_id in run.ids.all and work.facts.shown_attempt is None:
            # Ours by name, and we hold nothing: the ledger makes it an incident (protocol §4.6, missing).
            work.offered = False
            run.works.touch(work)
            return
        with run.parts.inbox.transaction() as tx:
            self.record(tx, [(work, signed)])

    def _mismatch(self, work: Work) -> None:
        """409: another `D` under this id is another submission; the same `D` contradicts itself."""
        run = self._run
        key = work.facts.key
        work.busy = True

        def answered(done: Done) -> None:
            work.busy = False
            manifest = getattr(done.value, "manifest", None)
            if manifest is not None and manifest.digest == key.digest:
                self.dispute(work, "digest-mismatch")
            elif manifest is not None or getattr(done.error, "name", "") in {"acknowledged", "expired"}:
                self._is_another(work)
            else:
                self._troubles.of_submission(work, done.error, "manifest")

        run.lanes.submit("talk", lambda: run.parts.front.manifest(key.id), answered)

    def _is_another(self, work: Work) -> None:
        """Ours is not what the front end has under this id, or had: a person is told, and the next list waited for."""
        run = self._run
        with run.parts.inbox.transaction() as tx:
            run.incident(tx, IncidentKind.ID_REUSE, work.facts, detail="digest-mismatch")
        work.offered = False
        self.ledger_due = True
        run.failed(work, "digest-mismatch", slow=True)
        if not run.once:
            work.retry_at = math.inf

    def dispute(self, work: Work, detail: str) -> None:
        """Answers that contradict each other: the data are kept, a person is told."""
        run = self._run
        with run.parts.inbox.transaction() as tx:
            run.incident(tx, IncidentKind.DISPUTED, work.facts, detail=detail)
            run.works.refresh(outcomes.disputed(tx, work.facts.row, run.now, detail))
