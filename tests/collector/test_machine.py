"""The plan, read as a score: what is known, and what is done about it."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.collector.machine import (
    INTEGRITY_TRIES,
    Acknowledge,
    Erase,
    Fetch,
    Known,
    Mirror,
    Mirrored,
    Quarantine,
    ReadBack,
    Recheck,
    Release,
    Rest,
    Step,
    Wait,
    plan,
)
from backoffice_gui.domain.facts import AttemptFacts, ReceiptFacts, Stage, SubmissionFacts, stage_of
from backoffice_gui.domain.ids import Digest, Origin, StoreId, SubmissionId, SubmissionKey

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
KEY = SubmissionKey(Origin("front.example"), SubmissionId("a" * 22), Digest("sha256-" + "0" * 64))


def attempt(number: int, *done: str) -> AttemptFacts:
    """An attempt with some of its times filled."""
    times: dict[str, Any] = {f"{name}_at": NOON + timedelta(seconds=n) for n, name in enumerate(done)}
    return AttemptFacts(attempt=number, started_at=NOON, **times)


def facts(**more: Any) -> SubmissionFacts:
    """A submission as it was first seen, with more facts."""
    return SubmissionFacts(
        **{
            "row": 1,
            "key": KEY,
            "seq": 1,
            "kind": "contact_change",
            "size": 10,
            "parts": 1,
            "submitted_at": NOON,
            "expires_at": NOON + timedelta(minutes=29),
            "first_seen_at": NOON,
            **more,
        }
    )


def receipt(*, ours: bool, peer: bool = False) -> ReceiptFacts:
    """A valid receipt."""
    return ReceiptFacts(store_id=StoreId("s"), at=NOON, pos=1, ours=ours, peer=peer, recorded_at=NOON)


STORED = attempt(1, "stored")
VERIFIED = attempt(1, "stored", "verified")
ASIDE = tuple(attempt(n, "set_aside") for n in range(1, INTEGRITY_TRIES + 1))
HELD = facts(quarantined_at=NOON, quarantine_reason="signature")

SCORE: list[tuple[str, Known, Step]] = [
    ("listed", Known(facts=facts(), offered=True, valid=True), Fetch()),
    ("seen before a restart, not listed yet", Known(facts=facts()), Wait()),
    ("failed, still backing off", Known(facts=facts(), offered=True, valid=True, retry_at=9.0), Wait(9.0)),
    ("failed, and now its time has come", Known(facts=facts(), offered=True, valid=True, retry_at=1.0), Fetch()),
    ("under way", Known(facts=facts(), offered=True, valid=True, busy=True), Wait()),
    ("not validly signed", Known(facts=facts(), offered=True, valid=False), Quarantine("signature")),
    ("octets never held", Known(facts=facts(attempts=ASIDE), offered=True, valid=True), Quarantine("integrity")),
    ("two tries only", Known(facts=facts(attempts=ASIDE[:2]), offered=True, valid=True), Fetch()),
    ("in quarantine, not fetched", Known(facts=HELD, offered=True, valid=False), Fetch()),
    ("in quarantine, kept", Known(facts=replace(HELD, attempts=(STORED,)), offered=True, valid=False), Wait()),
    ("keys have changed", Known(facts=replace(HELD, attempts=(STORED,)), offered=True, valid=True), Release()),
    ("in quarantine, gone from the web", Known(facts=HELD, valid=False), Wait()),
    ("stored, key at hand", Known(facts=facts(attempts=(STORED,)), keys=frozenset({1})), ReadBack(1)),
    ("stored before a restart", Known(facts=facts(attempts=(STORED,)), offered=True, valid=True), Fetch()),
    ("stored before a restart, not listed", Known(facts=facts(attempts=(STORED,))), Wait()),
    ("released, signature still bad", Known(facts=replace(HELD, attempts=(STORED,), released_at=NOON), valid=False, offered=True, keys=frozenset({1})), Wait()),
    ("proven", Known(facts=facts(attempts=(VERIFIED,)), proven=frozenset({1})), Acknowledge(1)),
    ("proven before any list has judged it", Known(facts=facts(attempts=(VERIFIED,)), proven=frozenset({1}), judged=False), Wait()),
    ("proven, and judged by a list", Known(facts=facts(attempts=(VERIFIED,)), proven=frozenset({1}), valid=True, judged=False), Acknowledge(1)),
    ("proven, acknowledging stopped", Known(facts=facts(attempts=(VERIFIED,)), proven=frozenset({1}), ready=False), Wait()),
    ("proven, signature bad by new keys", Known(facts=facts(attempts=(VERIFIED,)), proven=frozenset({1}), valid=False), Quarantine("signature")),
    ("stored, signature bad by new keys", Known(facts=facts(attempts=(STORED,)), offered=True, valid=False), Quarantine("signature")),
    ("verified, released, signature bad again", Known(facts=replace(HELD, attempts=(VERIFIED,), released_at=NOON), valid=False, proven=frozenset({1})), Wait()),
    ("verified before a restart", Known(facts=facts(attempts=(VERIFIED,))), Recheck(1)),
    ("proven, to be mirrored", Known(facts=facts(attempts=(VERIFIED,)), proven=frozenset({1}), mirror=Mirrored()), Mirror(1)),
    ("proven, to be mirrored though acknowledging is stopped", Known(facts=facts(attempts=(VERIFIED,)), proven=frozenset({1}), mirror=Mirrored(), ready=False), Mirror(1)),
    ("mirrored", Known(facts=facts(attempts=(VERIFIED,)), proven=frozenset({1}), mirror=Mirrored(done=frozenset({1}))), Acknowledge(1)),
    ("mirrored, not proven", Known(facts=facts(attempts=(VERIFIED,)), mirror=Mirrored(done=frozenset({1}))), Recheck(1)),
    ("being mirrored", Known(facts=facts(attempts=(VERIFIED,)), proven=frozenset({1}), mirror=Mirrored(under_way=True, excused_from=7.0)), Wait(7.0)),
    ("mirror gone", Known(facts=facts(attempts=(VERIFIED,)), proven=frozenset({1}), mirror=Mirrored(not_before=5.0, excused_from=7.0)), Wait(5.0)),
    ("mirror gone, and now to be tried again", Known(facts=facts(attempts=(VERIFIED,)), proven=frozenset({1}), mirror=Mirrored(not_before=1.0, excused_from=7.0)), Mirror(1)),
    ("mirror gone, soon excused", Known(facts=facts(attempts=(VERIFIED,)), proven=frozenset({1}), mirror=Mirrored(not_before=9.0, excused_from=7.0)), Wait(7.0)),
    ("excused", Known(facts=facts(attempts=(VERIFIED,)), proven=frozenset({1}), mirror=Mirrored(not_before=9.0, under_way=True, excused_from=1.0)), Acknowledge(1)),
    ("acknowledged", Known(facts=facts(attempts=(VERIFIED,), receipt=receipt(ours=True))), Rest()),
    ("closed", Known(facts=facts(attempts=(VERIFIED,), receipt=receipt(ours=True), closed_at=NOON)), Rest()),
    ("foreign", Known(facts=facts(attempts=(VERIFIED,), receipt=receipt(ours=False, peer=True))), Rest()),
    ("foreign for a day", Known(facts=facts(attempts=(VERIFIED,), receipt=receipt(ours=False, peer=True)), erase_due=True), Erase()),
    ("a stranger's for a day", Known(facts=facts(attempts=(VERIFIED,), receipt=receipt(ours=False)), erase_due=True), Rest()),
    ("erased, offered again", Known(facts=facts(erased_at=NOON), offered=True, valid=True), Rest()),
    ("expired, key at hand", Known(facts=facts(attempts=(STORED,), expired_at=NOON), keys=frozenset({1})), ReadBack(1)),
    ("expired, proven", Known(facts=facts(attempts=(VERIFIED,), expired_at=NOON), keys=frozenset({1})), Rest()),
    ("expired, stored", Known(facts=facts(attempts=(STORED,), expired_at=NOON)), Rest()),
    ("lost", Known(facts=facts(expired_at=NOON, lost_at=NOON)), Rest()),
    ("missing", Known(facts=facts(missing_at=NOON)), Rest()),
    ("disputed", Known(facts=facts(attempts=(VERIFIED,), disputed_at=NOON), proven=frozenset({1})), Rest()),
]  # fmt: skip


@pytest.mark.parametrize(("known", "step"), [(k, s) for _, k, s in SCORE], ids=[name for name, _, _ in SCORE])
def test_the_score(known: Known, step: Step) -> None:
    """Each line of the score is answered by its step."""
    assert plan(known, 1.0) == step


moments = st.none() | st.just(NOON)
attempts = st.lists(
    st.builds(
        AttemptFacts,
        attempt=st.integers(1, 4),
        started_at=st.just(NOON),
        stored_at=moments,
        verified_at=moments,
        set_aside_at=moments,
    ),
    max_size=4,
    unique_by=lambda a: a.attempt,
).map(tuple)
worlds = st.builds(
    Known,
    facts=st.builds(
        facts,
        attempts=attempts,
        quarantined_at=moments,
        released_at=moments,
        receipt=st.none() | st.builds(receipt, ours=st.booleans(), peer=st.booleans()),
        expired_at=moments,
        closed_at=moments,
        disputed_at=moments,
        lost_at=moments,
        missing_at=moments,
        erased_at=moments,
    ),
    offered=st.booleans(),
    valid=st.none() | st.booleans(),
    keys=st.frozensets(st.integers(1, 4)),
    proven=st.frozensets(st.integers(1, 4)),
    ready=st.booleans(),
    erase_due=st.booleans(),
    busy=st.booleans(),
    retry_at=st.floats(-10, 10),
    judged=st.booleans(),
    mirror=st.none()
    | st.builds(
        Mirrored,
        done=st.frozensets(st.integers(1, 4)),
        under_way=st.booleans(),
        not_before=st.floats(-10, 10),
        excused_from=st.floats(-10, 10) | st.just(math.inf),
    ),
)


@given(worlds)
def test_only_a_verified_and_proven_copy_is_acknowledged(known: Known) -> None:
    """Acknowledge names an attempt that is stored, verified, not set aside, and proven in this process."""
    step = plan(known, 0.0)
    if isinstance(step, Acknowledge):
        named = next(a for a in known.facts.attempts if a.attempt == step.attempt)
        assert named.stored_at is not None
        assert named.verified_at is not None
        assert named.set_aside_at is None
        assert step.attempt in known.proven
        assert known.ready
        assert known.valid or (known.valid is None and known.judged)
        assert stage_of(known.facts) is Stage.VERIFIED
        mirror = known.mirror
        assert mirror is None or step.attempt in mirror.done or mirror.excused_from <= 0.0


@given(worlds)
def test_the_plan_is_pure(known: Known) -> None:
    """Equal inputs give equal steps, and a wait never lies in the past."""
    first = plan(known, 0.0)
    assert first == plan(replace(known), 0.0)
    if isinstance(first, Wait):
        assert first.until > 0.0


def carried_out(known: Known, step: Step) -> Known:
    """The world after a step went well."""
    f = known.facts
    newest = max((a.attempt for a in f.attempts), default=0)
    match step:
        case Fetch():
            made = attempt(newest + 1, "stored")
            return replace(known, facts=replace(f, attempts=(*f.attempts, made)), keys=known.keys | {newest + 1})
        case ReadBack(number):
            changed = tuple(replace(a, verified_at=NOON) if a.attempt == number else a for a in f.attempts)
            return replace(known, facts=replace(f, attempts=changed), proven=known.proven | {number})
        case Recheck(number):
            return replace(known, proven=known.proven | {number})
        case Acknowledge():
            return replace(known, facts=replace(f, receipt=receipt(ours=True)))
        case Quarantine(reason):
            return replace(known, facts=replace(f, quarantined_at=NOON, quarantine_reason=reason))
        case Release():
            return replace(known, facts=replace(f, released_at=NOON))
        case Erase():
            return replace(known, facts=replace(f, erased_at=NOON))
        case Mirror(number):
            assert known.mirror is not None
            return replace(known, mirror=replace(known.mirror, done=known.mirror.done | {number}))
        case Wait(until):
            well = None if known.mirror is None else replace(known.mirror, under_way=False, not_before=-math.inf)
            return replace(known, retry_at=-math.inf, mirror=well) if until < math.inf else known
        case Rest():
            return known


@given(worlds)
def test_a_frozen_world_comes_to_rest(known: Known) -> None:
    """When every step goes well, nothing is left to do within 20 steps (I23)."""
    for _ in range(20):
        step = plan(known, 0.0)
        if step in {Rest(), Wait()}:
            return
        known = carried_out(known, step)
    raise AssertionError(step)
