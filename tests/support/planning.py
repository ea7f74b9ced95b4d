"""Frozen worlds for the plan: what a step does to the facts where nothing else happens, and what must hold.

What steps do to the facts is written here anew, from reliability.md §2.1, not taken from the collector.
"""

from __future__ import annotations

import enum
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from backoffice_gui.collector.machine import (
    INTEGRITY_TRIES,
    Acknowledge,
    Erase,
    Fetch,
    Known,
    Quarantine,
    ReadBack,
    Recheck,
    Release,
    Rest,
    Step,
    Wait,
    plan,
)
from backoffice_gui.domain.facts import AttemptFacts, SubmissionFacts
from tests.support.worlds import NOON, RECEIPTS, drawn, reworded

__all__ = [
    "LIMIT",
    "BrokenRule",
    "Outcome",
    "Policy",
    "Run",
    "badly",
    "judge",
    "live",
    "lived",
    "moody",
    "only_filled",
    "well",
]

LIMIT = 200
"""Steps within which the plan has nothing left to do in a frozen world (I23)."""

_ASIDE_KEPT = 3
_RESTS = 6
"""Times the clock goes on to what a plan waited for, in each world."""


class BrokenRule(AssertionError):
    """The plan did what it must never do; the message names the rule and the world."""


class Outcome(enum.Enum):
    """How a step ends."""

    WELL = "well"
    LOST = "lost"
    """No answer came; or, for a commit, the store refused it and this life of the collector ended."""
    FAULTY = "faulty"
    """What came, or what was read back, does not hold."""
    FOREIGN = "foreign"
    EXPIRED = "expired"
    DISPUTED = "disputed"


Policy = Callable[[Step], Outcome]
_OF_AN_ACKNOWLEDGEMENT = (Outcome.LOST, Outcome.FOREIGN, Outcome.EXPIRED, Outcome.DISPUTED)


def well(_step: Step) -> Outcome:
    """Everything goes well."""
    return Outcome.WELL


def badly(dice: random.Random) -> Policy:
    """Everything fails, always in one way."""
    outcome = Outcome.LOST if dice.random() < 0.5 else Outcome.FAULTY
    return lambda _step: outcome


def moody(dice: random.Random) -> Policy:
    """Everything may fail, in each of its ways."""
    share = dice.random()

    def policy(step: Step) -> Outcome:
        if dice.random() < share:
            return Outcome.WELL
        if isinstance(step, Acknowledge):
            return dice.choice(_OF_AN_ACKNOWLEDGEMENT)
        return Outcome.LOST if dice.random() < 0.5 else Outcome.FAULTY

    return policy


# --- what a step does ---


@dataclass(slots=True)
class Run:
    """One submission in a frozen world, from step to step; `trace` is what was done and how it ended."""

    known: Known
    policy: Policy
    now: float = 0.0
    trace: list[tuple[Step, Outcome | None]] = field(default_factory=list)
    quarantined: int = 0
    released: int = 0

    def to_rest(self) -> Step:
        """Do what the plan says until it says nothing; returns that last word, `Wait` or `Rest`."""
        for _ in range(LIMIT):
            step = plan(self.known, self.now)
            judge(self.known, step, self.now)
            if isinstance(step, Wait | Rest):
                self.trace.append((step, None))
                return step
            outcome = self.policy(step)
            self.trace.append((step, outcome))
            before = self.known.facts
            ended = _is_commit(step) and outcome is not Outcome.WELL
            self.known = self._forgotten() if ended else self._done(step, outcome)
            only_filled(before, self.known.facts)
            if ended:
                return Wait(self.now + 1.0)
        raise BrokenRule(f"I23: no rest after {LIMIT} steps, lately {self.trace[-3:]}")

    def days(self, rests: int) -> Step:
        """Come to rest, let the clock go on to the time the plan named, and again, some times."""
        step = self.to_rest()
        for _ in range(rests):
            if not isinstance(step, Wait) or step.until == math.inf:
                return step
            self.now = step.until
            step = self.to_rest()
        return step

    def _forgotten(self) -> Known:
        """Another life of the collector: what was in memory is gone, the next list says the same again."""
        return replace(self.known, keys=frozenset(), proven=frozenset(), retry_at=-math.inf)

    def _done(self, step: Step, outcome: Outcome) -> Known:
        known = self.known
        match step:
            case Fetch():
                return self._fetched(outcome)
            case ReadBack(number) | Recheck(number):
                return self._read(number, outcome)
            case Acknowledge():
                return self._acknowledged(outcome)
            case Quarantine(reason):
                self.quarantined += 1
                return replace(known, facts=replace(known.facts, quarantined_at=NOON, quarantine_reason=reason))
            case Release():
                self.released += 1
                return replace(known, facts=replace(known.facts, released_at=NOON))
            case Erase():
                return replace(known, facts=replace(known.facts, erased_at=NOON))
            case _:
                raise BrokenRule(f"not a step: {step}")

    def _failed(self, **changed: object) -> Known:
        return replace(self.known, retry_at=self.now + 3.0, **changed)  # type: ignore[arg-type]

    def _fetched(self, outcome: Outcome) -> Known:
        facts = self.known.facts
        number = max((a.attempt for a in facts.attempts), default=0) + 1
        if outcome is Outcome.WELL:
            made = AttemptFacts(attempt=number, started_at=NOON, stored_at=NOON)
            return replace(
                self.known, facts=replace(facts, attempts=(*facts.attempts, made)), keys=self.known.keys | {number}
            )
        if outcome is Outcome.LOST or _aside(facts) >= _ASIDE_KEPT:
            return self._failed()
        made = AttemptFacts(attempt=number, started_at=NOON, set_aside_at=NOON)
        return self._failed(facts=replace(facts, attempts=(*facts.attempts, made)))

    def _read(self, number: int, outcome: Outcome) -> Known:
        """As the store does it: what is in quarantine or gone is not proven, and not set aside."""
        known, facts = self.known, self.known.facts
        if facts.quarantined_at is not None and facts.released_at is None:
            return self._failed(keys=known.keys - {number})
        if outcome is Outcome.WELL:
            changed = tuple(
                replace(a, verified_at=a.verified_at or NOON) if a.attempt == number else a for a in facts.attempts
            )
            facts = replace(facts, attempts=changed)
            return replace(known, facts=facts, proven=known.proven | {number}, keys=frozenset(), retry_at=-math.inf)
        changed = tuple(replace(a, set_aside_at=NOON) if a.attempt == number else a for a in facts.attempts)
        return self._failed(
            facts=replace(facts, attempts=changed), keys=known.keys - {number}, proven=known.proven - {number}
        )

    def _acknowledged(self, outcome: Outcome) -> Known:
        known, facts = self.known, self.known.facts
        match outcome:
            case Outcome.WELL:
                return replace(known, facts=replace(facts, receipt=RECEIPTS[0]), offered=False)
            case Outcome.FOREIGN:
                return replace(known, facts=replace(facts, receipt=RECEIPTS[1]), offered=False)
            case Outcome.EXPIRED:
                return replace(known, facts=replace(facts, expired_at=NOON), offered=False)
            case Outcome.DISPUTED:
                return replace(known, facts=replace(facts, disputed_at=NOON))
            case _:
                return self._failed()


def _is_commit(step: Step) -> bool:
    return isinstance(step, Quarantine | Release | Erase)


# --- what must hold at each step ---


def judge(known: Known, step: Step, now: float) -> None:
    """Hold one answer of the plan against the rules; raises `BrokenRule` with the world."""
    facts = known.facts
    if plan(known, now) != step:
        raise BrokenRule(f"I22: asked twice, {step} is not the answer again: {known}")
    if known.busy and step != Wait():
        raise BrokenRule(f"{step} while something is under way: {known}")
    match step:
        case Acknowledge(number):
            _judge_acknowledgement(known, number)
        case Erase():
            receipt = facts.receipt
            if receipt is None or receipt.ours or not receipt.peer or not known.erase_due:
                raise BrokenRule(f"I8: only what a listed peer has had for a day is erased: {known}")
        case Quarantine() if facts.quarantined_at is not None:
            raise BrokenRule(f"quarantined twice: {known}")
        case Release() if facts.quarantined_at is None or facts.released_at is not None or known.valid is not True:
            raise BrokenRule(f"released what is not validly signed, or not in quarantine: {known}")
        case ReadBack(number) if number not in known.keys or not _sound(known, number):
            raise BrokenRule(f"read back without its key, or what was never stored: {known}")
        case Recheck(number) if not _sound(known, number):
            raise BrokenRule(f"rechecked what was never stored: {known}")
        case Fetch() if not known.offered or _ended(facts):
            raise BrokenRule(f"fetched what nobody offers, or what has ended: {known}")
        case Fetch() if not _holds_one(known) and _aside(facts) >= INTEGRITY_TRIES and facts.quarantined_at is None:
            raise BrokenRule(f"octets that never hold are tried again, and nobody is told: {known}")
        case Wait(until) if until <= now:
            raise BrokenRule(f"waits for what has passed: {known}")
        case _:
            pass
    if facts.erased_at is not None and not known.busy and step != Rest():
        raise BrokenRule(f"{step} for what was erased: {known}")
    if now < known.retry_at and isinstance(step, Fetch | ReadBack | Recheck | Acknowledge | Erase):
        raise BrokenRule(f"{step} before its time: {known}")
    if step in {Rest(), Wait()} and not known.busy and known.offered and not _ended(facts) and not _holds_one(known):
        raise BrokenRule(f"given up, though it is listed and we hold nothing: {known}")


def _judge_acknowledgement(known: Known, number: int) -> None:
    facts = known.facts
    named = [a for a in facts.attempts if a.attempt == number]
    held = {
        "a verified attempt": len(named) == 1 and named[0].stored_at is not None and named[0].verified_at is not None,
        "not set aside": len(named) == 1 and named[0].set_aside_at is None,
        "proven by this process": number in known.proven,
        "not in quarantine": facts.quarantined_at is None or facts.released_at is not None,
        "not erased": facts.erased_at is None,
        "not known to be badly signed": known.valid is not False,
        "judged by the keys of today, or listed no more": known.valid is not None or known.judged,
        "ready": known.ready,
        "not ended": not _ended(facts),
    }
    broken = [rule for rule, holds in held.items() if not holds]
    if broken:
        raise BrokenRule(f"I2: acknowledges what is not {', '.join(broken)}: {known}")


def _sound(known: Known, number: int) -> bool:
    return any(a.attempt == number and a.stored_at is not None and a.set_aside_at is None for a in known.facts.attempts)


def _aside(facts: SubmissionFacts) -> int:
    return sum(a.set_aside_at is not None for a in facts.attempts)


def _holds_one(known: Known) -> bool:
    return any(_sound(known, a.attempt) for a in known.facts.attempts)


def _ended(facts: SubmissionFacts) -> bool:
    ends = (facts.receipt, facts.disputed_at, facts.lost_at, facts.missing_at, facts.erased_at)
    return any(end is not None for end in ends)


_FACTS = (
    "quarantined_at", "quarantine_reason", "released_at", "receipt", "expired_at", "closed_at", "disputed_at",
    "lost_at", "missing_at", "erased_at",
)  # fmt: skip


def only_filled(before: SubmissionFacts, after: SubmissionFacts) -> None:
    """Hold two states of one submission against I8, the later one second; raises `BrokenRule`."""
    for name in _FACTS:
        was = getattr(before, name)
        if was is not None and getattr(after, name) != was:
            raise BrokenRule(f"I8: {name} was changed: {before}")
    kept = {a.attempt: a for a in after.attempts}
    for attempt in before.attempts:
        now = kept.get(attempt.attempt)
        if now is None or any(
            getattr(attempt, name) not in {None, getattr(now, name)}
            for name in ("stored_at", "verified_at", "set_aside_at")
        ):
            raise BrokenRule(f"I8: an attempt was lost or changed: {before}")


# --- one world, lived through ---


def _to_be_brought_home(known: Known) -> bool:
    """Whether nothing but failures keeps it from being acknowledged: listed, without an end, to be acknowledged."""
    facts = known.facts
    return known.offered and known.ready and not known.busy and facts.expired_at is None and not _ended(facts)


def _home(known: Known) -> None:
    """Everything goes well from here on: what is validly signed comes home, what is not is kept apart."""
    waits = _to_be_brought_home(known)
    run = Run(known, well)
    run.days(_RESTS)
    if not waits:
        return
    facts = run.known.facts
    if known.valid and (facts.receipt is None or not facts.receipt.ours):
        raise BrokenRule(f"not brought home, though everything goes well: {known}, {run.trace}")
    if known.valid is False:
        if facts.receipt is not None or not _holds_one(run.known):
            raise BrokenRule(f"badly signed, and not kept: {known}, {run.trace}")
        if facts.quarantined_at is None:
            raise BrokenRule(f"badly signed, and nobody is told: {known}, {run.trace}")


def live(seed: int) -> int:
    """One world, drawn from its seed, in which all goes well, all fails, and all may fail; how many steps were done.

    Raises `BrokenRule`. The one in which all may fail is lived through twice, the second time with what
    no plan may look at changed: both must go the same way (I22).
    """
    dice = random.Random(seed)
    return lived(drawn(dice), dice.getrandbits(64))


def lived(known: Known, fate: int) -> int:
    """`live` for a given world; `fate` seeds what fails in it."""
    _home(known)
    failing = Run(known, badly(random.Random(fate)))
    failing.days(_RESTS)
    runs = [Run(one, moody(random.Random(fate))) for one in (known, reworded(known))]
    for run in runs:
        run.days(_RESTS)
    if runs[0].trace != runs[1].trace:
        raise BrokenRule(f"I22: {runs[0].trace}, then {runs[1].trace}: {known}")
    for run in (failing, runs[0]):
        if run.quarantined > 1 or run.released > 1:
            raise BrokenRule(f"quarantined {run.quarantined} times, released {run.released} times: {known}")
        _home(replace(run.known, busy=False))
    return len(failing.trace) + sum(len(run.trace) for run in runs)
