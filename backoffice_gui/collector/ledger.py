"""Reading the front end's ledger: what became of each submission, in order, chained and signed.

Only the ledger closes a submission, and only the ledger makes one lost: gone from the list means
nothing by itself. Trouble with it (a broken chain, a new epoch) is an incident, and never stops
collecting (protocol §4.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from backoffice_gui.collector.acknowledging import Acknowledging, judged
from backoffice_gui.collector.lanes import Done
from backoffice_gui.collector.run import Run
from backoffice_gui.collector.trouble import Troubles
from backoffice_gui.domain.collecting import EventName
from backoffice_gui.domain.facts import Stage, SubmissionFacts, stage_of
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.domain.manifest import UNKNOWN_KIND
from backoffice_gui.domain.receipts import Outcome, Receipt
from backoffice_gui.storage.inbox import identity, incidents, ledger, outcomes, submissions
from backoffice_gui.storage.inbox.submissions import Sighting
from backoffice_gui.transfer import LedgerPage, SignedReceipt

__all__ = ["MAX_ENTRIES", "LedgerReading"]

_PAGE = 500
MAX_ENTRIES = 100_000
"""Entries read in one run (protocol §4.9)."""


@dataclass(frozen=True, slots=True)
class _Entry:
    signed: SignedReceipt
    facts: SubmissionFacts | None


class LedgerReading:
    """Follows the ledger from where this store pinned it, one page in flight at a time."""

    def __init__(self, run: Run, acknowledging: Acknowledging, troubles: Troubles) -> None:
        self._run = run
        self._acknowledging = acknowledging
        self._troubles = troubles
        self._in_flight = False
        self._read = 0
        self._epoch: str | None = None
        self._broken_at: int | None = None
        self._unproven_due = True
        self.pos = 0
        self.wanted = False

    @property
    def idle(self) -> bool:
        """Nothing is being read, nothing is asked for."""
        return not self._in_flight and not self.wanted

    def see(self, tx: Connection, epoch: str, ledger_high: int, known_pos: int, *, possible: bool = True) -> None:
        """A list names the ledger's epoch and height: pin what is new to us, notice what changed.

        `known_pos` is how far it had been read when the list was asked for. `possible`: no more have ended than there
        ever were; nothing is pinned by a list that says otherwise.
        """
        run = self._run
        state = ledger.state(tx, epoch)
        if state is None:
            if ledger.state(tx) is not None:
                run.incident(tx, IncidentKind.EPOCH_CHANGED)
            if possible:
                ledger.pin(tx, epoch, ledger_high, run.now)
            else:
                run.incident(tx, IncidentKind.LEDGER_BROKEN, detail="heights")
            self.wanted = possible and ledger_high > 0
        elif self._epoch not in {None, epoch}:
            # one that was there before: read on where it was left, not where the other one stands
            run.incident(tx, IncidentKind.EPOCH_CHANGED)
            self.wanted = True
        elif ledger_high < min(state.pos, known_pos):
            run.incident(tx, IncidentKind.LEDGER_BROKEN, detail="shortened")
        elif ledger_high > state.pos:
            self.wanted = True
        self._epoch = epoch
        self.pos = 0 if state is None else state.pos

    def read(self) -> None:
        """Ask for the next page, if it is wanted and nothing holds us back."""
        run = self._run
        if self._in_flight or not self.wanted or self._epoch is None or run.elapsed < run.held("ledger"):
            return
        with run.parts.inbox.reading() as conn:
            state = ledger.state(conn, self._epoch)
        if state is None:
            self.wanted = False
            return
        self._in_flight = True
        self.wanted = False

        def ask() -> object:
            return run.parts.front.ledger(
                after=state.pos, limit=_PAGE, head=state.head, known=self._acknowledging.known_receipt
            )

        run.lanes.submit("talk", ask, self._answered)

    def _answered(self, done: Done) -> None:
        self._in_flight = False
        page = done.value
        if not isinstance(page, LedgerPage):
            self.wanted = True
            self._troubles.of_front(done.error, "ledger")
            return
        self._troubles.answered("ledger")
        if page.epoch != self._epoch:
            return  # the list will say so too; how far another epoch reaches says nothing of this one
        self._take(page)
        self._read += len(page.entries)
        self.pos = page.pos
        more = page.pos < page.high_pos and page.fault is None and bool(page.entries)
        self.wanted = self.wanted or (more and self._read < MAX_ENTRIES)
        if not more and page.fault is None:
            self._passed_over(page.pos)

    def _take(self, page: LedgerPage) -> None:
        run = self._run
        with run.parts.inbox.transaction() as tx:
            if page.fault is not None and self._broken_at != page.pos:
                self._broken_at = page.pos
                run.incident(tx, IncidentKind.LEDGER_BROKEN, detail=page.fault)
            if not page.entries:
                return
            ledger.append(tx, [(e.jws, e.receipt) for e in page.entries], page.epoch, run.now)
            found = submissions.find(tx, [e.receipt.key for e in page.entries])
            entries = [_Entry(e, found.get(e.receipt.key)) for e in page.entries]
            self._acknowledged(tx, [e for e in entries if e.signed.receipt.outcome is Outcome.ACKNOWLEDGED])
            for entry in entries:
                if entry.signed.receipt.outcome is Outcome.EXPIRED:
                    self._expired(tx, entry)
        self._acknowledging.forget_receipts([e.jws for e in page.entries])

    # Acknowledged

    def _acknowledged(self, tx: Connection, entries: Sequence[_Entry]) -> None:
        run = self._run
        entries = [entry for entry in entries if not self._contradicts(tx, entry)]
        entries = [self._of_a_stranger(tx, entry) for entry in entries]
        ours = [e for e in entries if e.signed.receipt.store_id in run.ids.all]
        self._without_receipt(tx, [e for e in entries if e.facts is not None and e.facts.receipt is None])
        for entry in ours:
            if entry.facts is None:
                self._missing(tx, self._sight(tx, entry.signed.receipt))
        rows = [e.facts.row for e in ours if e.facts is not None and e.facts.closed_at is None and self._holds(e.facts)]
        if rows:
            for facts in self._refresh(outcomes.closed(tx, rows, run.now)):
                if facts.closed_at is not None:
                    run.tally.counted["closed"] += 1
                    run.say(EventName.CLOSED, facts)

    def _of_a_stranger(self, tx: Connection, entry: _Entry) -> _Entry:
        """What an unknown store took before it was listed to us is sighted, and so told of like any of its kind."""
        receipt = entry.signed.receipt
        known = self._run.ids.all | self._run.parts.peers
        if entry.facts is not None or receipt.store_id in known or not self._beyond_the_pin(tx, receipt):
            return entry
        return _Entry(entry.signed, self._sight(tx, receipt))

    def _contradicts(self, tx: Connection, entry: _Entry) -> bool:
        """An entry for what we hold a receipt of must be that receipt: else the front end contradicts itself."""
        run = self._run
        facts = entry.facts
        if facts is None or facts.receipt is None or self._acknowledging.known_receipt(entry.signed.jws):
            return False
        if outcomes.receipt_jws(tx, facts.row) == entry.signed.jws:
            return False
        run.incident(tx, IncidentKind.DISPUTED, facts, detail="ledger")
        if facts.disputed_at is None:
            self._refresh(outcomes.disputed(tx, facts.row, run.now, "ledger"))
        return True

    def _passed_over(self, pos: int) -> None:
        """Read to its end, the ledger must have shown every receipt we hold, each at its place (I19).

        Where another collector reads for the same store, it may have been shown to that one: then it is closed.
        """
        run = self._run
        with run.parts.inbox.reading() as conn:
            state = ledger.state(conn, self._epoch)
        late = self._acknowledging.passed_over(pos, 0 if state is None else state.pinned)
        if late:
            with run.parts.inbox.transaction() as tx:
                for facts in submissions.facts(tx, [each.row for each in late]).values():
                    if facts.closed_at is None:
                        run.incident(tx, IncidentKind.LEDGER_BROKEN, facts, detail="receipt")

    def _without_receipt(self, tx: Connection, entries: Sequence[_Entry]) -> None:
        """The ledger knows of an acknowledgement whose answer never reached us, or of another store's."""
        run = self._run
        pairs = []
        for entry in entries:
            facts = entry.facts
            if facts is None:
                continue
            receipt = judged(run, facts.row, entry.signed)
            if receipt.ours and not self._holds(facts):
                self._missing(tx, facts)
                continue
            pairs.append((run.works.take(facts), entry.signed))
        self._acknowledging.record(tx, pairs)

    def _holds(self, facts: SubmissionFacts) -> bool:
        return facts.erased_at is not None or facts.shown_attempt is not None

    def _missing(self, tx: Connection, facts: SubmissionFacts) -> None:
        """The ledger names our store for what we don't hold: a restored backup, a clone, a stolen certificate."""
        run = self._run
        if facts.missing_at is not None:
            return
        self._refresh(outcomes.missing(tx, facts.row, run.now))
        run.tally.counted["missing"] += 1
        run.incident(tx, IncidentKind.MISSING, facts)

    # Expired

    def _expired(self, tx: Connection, entry: _Entry) -> None:
        run = self._run
        receipt = entry.signed.receipt
        facts = entry.facts
        if facts is None and not self._since_we_are_here(tx, receipt):
            return
        facts = facts if facts is not None else self._sight(tx, receipt)
        if facts.expired_at is None:
            facts = self._refresh(outcomes.expired(tx, facts.row, entry.signed.jws, run.now))[0]
        self._unproven_due = self._unproven_due or facts.quarantined
        if facts.receipt is not None:
            self._contradicts(tx, _Entry(entry.signed, facts))
        elif facts.row in run.in_flight:
            run.doubt(facts)
        elif not self._holds(facts):
            self._lost(tx, facts)

    def _lost(self, tx: Connection, facts: SubmissionFacts) -> None:
        run = self._run
        if facts.lost_at is not None:
            return
        self._refresh(outcomes.lost(tx, facts.row, run.now))
        run.tally.counted["lost"] += 1
        run.incident(tx, IncidentKind.LOST, facts)

    def settle_losses(self) -> None:
        """What expired is lost if no copy is left of it, once no body of it is coming in any more.

        The ledger says it once: in a life that ended meanwhile, or before its only copy turned out not to hold.
        """
        run = self._run
        ended = run.doubtful - run.in_flight
        if not ended:
            return
        self._unproven_due = True  # what was in quarantine and still coming in is stored only now
        with run.parts.inbox.transaction() as tx:
            for facts in submissions.facts(tx, sorted(ended)).values():
                if facts.receipt is None and not self._holds(facts):
                    self._lost(tx, facts)
        run.doubtful -= ended

    def _since_we_are_here(self, tx: Connection, receipt: Receipt) -> bool:
        """By a clock too: a loss between the making of our store and its first list is told rather than not."""
        return self._beyond_the_pin(tx, receipt) or receipt.at >= identity.made_at(tx)

    def _beyond_the_pin(self, tx: Connection, receipt: Receipt) -> bool:
        """What stands beyond the end of the ledger at our first list ended after it, whatever any clock says."""
        state = ledger.state(tx, self._epoch)
        return state is not None and receipt.pos > state.pinned

    def _sight(self, tx: Connection, receipt: Receipt) -> SubmissionFacts:
        """Something only the ledger told us of: what it was is not known, that it was is recorded."""
        unknown = Sighting(receipt.key, receipt.seq, UNKNOWN_KIND, 0, 0, receipt.submitted_at, None)
        return submissions.sight(tx, [unknown], self._run.now)[0]

    def _refresh(self, many: Sequence[SubmissionFacts]) -> Sequence[SubmissionFacts]:
        self._run.works.refresh(many)
        return many

    # What the ledger says nothing of

    def settle_unproven(self) -> None:
        """What was in quarantine when it ended is ours alone from then on: a person is told of each, once."""
        if not self._unproven_due:
            return
        self._unproven_due = False
        run = self._run
        with run.parts.inbox.reading() as conn:
            rows = incidents.unproven(conn)
        if rows:
            with run.parts.inbox.transaction() as tx:
                for facts in submissions.facts(tx, rows).values():
                    run.incident(tx, IncidentKind.UNPROVEN, facts, detail=facts.quarantine_reason or "")

    def settle_questions(self) -> None:
        """What the front end says it never heard of, and the ledger neither, contradicts itself.

        Not while it lists it still: that is a node of it that lags, and it is asked again. A whole list without it has
        the ledger read once more, which says whether it has ended.
        """
        for work in self._run.works:
            if work.questioned and not work.busy and not work.offered:
                work.questioned = False
                if stage_of(work.facts) in {Stage.STORED, Stage.VERIFIED}:
                    self._acknowledging.dispute(work, "unknown-submission")
