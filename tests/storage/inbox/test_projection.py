"""`stage` is always what the facts say: by a machine that does whatever the collector, or fate, might do."""

from __future__ import annotations

import dataclasses
import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, select

from backoffice_gui.domain.facts import AttemptFacts, SubmissionFacts, stage_of
from backoffice_gui.storage.inbox import attempts, audit_log, erasing, outcomes, projection, submissions
from backoffice_gui.storage.inbox.read_back import Candidate, read_back, read_back_sealed
from backoffice_gui.storage.inbox.schema import attempt, chunk, submission
from backoffice_gui.storage.inbox.store import Inbox
from tests.support.stores import Invented, World, invented

FILLED = [field.name for field in dataclasses.fields(SubmissionFacts) if field.name != "attempts"]
TIMES = [field.name for field in dataclasses.fields(AttemptFacts)]


class Anything(RuleBasedStateMachine):
    """Any step at any time, of several submissions; the invariants hold after each."""

    pattern: World
    folder: Path

    candidates = Bundle("candidates")

    @initialize()
    def begin_world(self) -> None:
        folder = self.folder / str(len(list(self.folder.iterdir())))
        shutil.copytree(self.pattern.inbox.folder, folder)
        self.world = dataclasses.replace(self.pattern, inbox=Inbox.open(folder))
        self.several: list[Invented] = [invented(n, (b"EXEMPLE" * n, b"")) for n in (1, 2, 3)]
        self.rows = [facts.row for facts in self.world.sight(*self.several)]
        self.known: dict[int, SubmissionFacts] = {}

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.inbox.close()

    which = st.integers(0, 2)

    @rule(target=candidates, n=which, stored=st.booleans())
    def attempt_begins(self, n: int, stored: bool) -> Any:
        facts = self.world.facts(self.rows[n])
        if facts.erased_at is not None:
            return multiple()
        return self.world.begin(self.several[n], stored=stored)

    @rule(candidate=candidates)
    def attempt_is_stored(self, candidate: Candidate) -> None:
        with self.world.inbox.transaction() as tx:
            attempts.stored(tx, [candidate.attempt], self.world.at)

    @rule(several=st.lists(candidates, max_size=3))
    def attempts_are_read_back(self, several: list[Candidate]) -> None:
        result = read_back(self.world.inbox, several, self.world.at)
        for copy in result.copies:
            facts = self.world.facts(copy.row)
            assert any(each.attempt == copy.attempt and each.verified_at for each in facts.attempts)
            assert not facts.quarantined
            assert facts.erased_at is None

    @rule(candidate=candidates)
    def attempt_is_set_aside(self, candidate: Candidate) -> None:
        self.world.do(lambda tx: attempts.set_aside(tx, candidate.attempt, "digest", self.world.at))

    @rule(n=which, ours=st.booleans(), peer=st.booleans())
    def receipt_comes(self, n: int, ours: bool, peer: bool) -> None:
        self.world.receipt(self.rows[n], ours=ours, peer=peer)

    @rule(
        n=which,
        step=st.sampled_from(
            [
                lambda tx, row, at: outcomes.expired(tx, row, "EXEMPLE.x.y", at),
                lambda tx, row, at: outcomes.closed(tx, [row], at),
                lambda tx, row, at: outcomes.quarantined(tx, row, "signature", at),
                outcomes.released,
                lambda tx, row, at: outcomes.disputed(tx, row, at, "EXEMPLE"),
                outcomes.lost,
                outcomes.missing,
            ]
        ),
    )
    def outcome_comes(self, n: int, step: Any) -> None:
        settled = self.world.do(lambda tx: step(tx, self.rows[n], self.world.at))
        assert settled == [self.world.facts(self.rows[n])]

    @rule()
    def sweep(self) -> None:
        with self.world.inbox.transaction() as tx:
            attempts.sweep(tx, self.rows, self.world.at)

    @rule(n=which)
    def erase_if_a_peers(self, n: int) -> None:
        receipt = self.world.facts(self.rows[n]).receipt
        if receipt is not None and receipt.peer and not receipt.ours:
            self.world.at = max(self.world.at, receipt.recorded_at + erasing.FOREIGN_KEPT)
            erasing.erase(self.world.inbox, self.rows[n], self.world.at)

    @rule()
    def time_passes(self) -> None:
        self.world.at += timedelta(seconds=7)

    @invariant()
    def everything_holds(self) -> None:
        if hasattr(self, "world"):
            with self.world.inbox.reading() as connection:
                self.stage_is_what_the_facts_say(connection)
                self.no_chunk_is_an_orphan(connection)
                assert audit_log.verify(connection).ok
            self.what_was_verified_can_be_read_back()

    def stage_is_what_the_facts_say(self, connection: Connection) -> None:
        loaded = projection.load_rows(connection, self.rows)
        for each in loaded:
            assert each.stage == stage_of(each.facts).value
            shown = each.facts.shown_attempt
            assert each.shown == (None if shown is None else shown.attempt)
            self.facts_are_only_ever_filled(self.known.get(each.facts.row), each.facts)
            self.known[each.facts.row] = each.facts
        counts = {stage: n for stage, n in submissions.counts(connection).items() if n}
        assert counts == Counter(stage_of(each.facts) for each in loaded)

    def facts_are_only_ever_filled(self, before: SubmissionFacts | None, now: SubmissionFacts) -> None:
        """I8; and what was stored is still there unless a verified one is."""
        if before is None:
            return
        for name in FILLED:
            assert getattr(before, name) in {None, getattr(now, name)}
        left = {each.attempt: each for each in now.attempts}
        for each in before.attempts:
            if each.attempt in left:
                assert all(getattr(each, name) in {None, getattr(left[each.attempt], name)} for name in TIMES)
            elif each.stored_at is not None:
                assert any(other.verified_at and not other.set_aside_at for other in now.attempts)

    def no_chunk_is_an_orphan(self, connection: Connection) -> None:
        """I15: every chunk belongs to an attempt whose key is there."""
        orphans = select(chunk.c.n_chunk).join(attempt, isouter=True).where(attempt.c.attempt.is_(None))
        assert connection.execute(orphans).first() is None
        destroyed = select(chunk.c.n_chunk).join(attempt).where(attempt.c.wrapped_key == bytes(60))
        for number in connection.scalars(destroyed):
            owner = select(submission.c.erased_at).join(attempt).join(chunk).where(chunk.c.n_chunk == number)
            assert connection.execute(owner).scalar() is None

    def what_was_verified_can_be_read_back(self) -> None:
        """I2, I3: after any steps, without a key."""
        result = read_back_sealed(self.world.inbox, self.rows)
        erased = {each.attempt for facts in result.facts if facts.erased_at for each in facts.attempts}
        for fault in result.faults:
            assert fault.reason == "quarantined" or fault.attempt in erased
        assert {copy.attempt for copy in result.copies} == {
            facts.shown_attempt.attempt
            for facts in result.facts
            if facts.shown_attempt and facts.shown_attempt.verified_at and not facts.quarantined and not facts.erased_at
        }


def test_stage_always_equals_what_the_facts_say(pattern: World, tmp_path: Path) -> None:
    """Whatever happens in whatever order: stages, counts, facts, chunks, chain (I2, I4, I8, I15, I18)."""
    machine = type("Machine", (Anything,), {"pattern": pattern, "folder": tmp_path})
    profile = settings(
        settings(),
        max_examples=max(8, settings().max_examples // 6),
        stateful_step_count=20,
        phases=[Phase.generate],  # a failure is told as it was found: shrinking takes minutes on real files
    )
    run_state_machine_as_test(machine, settings=profile)


def test_a_stage_that_was_not_settled_would_be_seen(world: World) -> None:
    """The planted bug: a fact written past `project` leaves another stage than the facts say."""
    row = world.begin(invented()).row
    with world.inbox.transaction() as tx:
        tx.execute(submission.update().values(lost_at=world.at))
    with world.inbox.reading() as connection:
        (each,) = projection.load_rows(connection, [row])
    assert each.stage != stage_of(each.facts).value


@pytest.mark.parametrize("rows", [[], [9], [2, 1], [1, 1, 2]])
def test_rows_come_in_the_order_asked(rows: list[int], world: World) -> None:
    """Each once, what is not there left out."""
    world.sight(invented(1), invented(2))
    with world.inbox.reading() as connection:
        found = [each.facts.row for each in projection.load_rows(connection, rows)]
    assert found == [row for row in dict.fromkeys(rows) if row in (1, 2)]


def test_facts_of_fewer_rows_than_were_read_are_not_written(world: World) -> None:
    """A caller that lost one on the way would leave its stage as it was."""
    row = world.begin(invented()).row
    with world.inbox.transaction() as tx, pytest.raises(ValueError, match="shorter"):
        projection.project(tx, projection.load_rows(tx, [row]), [])


def test_every_fact_comes_back_as_it_was_written(world: World) -> None:
    """Each column to its own member: receipt, times, reasons, attempts in order."""
    one = invented(1)
    first, second = world.begin(one), world.begin(one)
    row = first.row
    at = [world.at + timedelta(minutes=n) for n in range(10)]
    world.do(lambda tx: attempts.set_aside(tx, first.attempt, "digest", at[0]))
    world.at = at[1]
    world.receipt(row, ours=False, peer=True, store="e" * 32)
    steps: list[Any] = [
        lambda tx: outcomes.quarantined(tx, row, "signature", at[2]),
        lambda tx: outcomes.released(tx, row, at[3]),
        lambda tx: outcomes.expired(tx, row, "EXEMPLE.x.y", at[4]),
        lambda tx: outcomes.closed(tx, [row], at[5]),
        lambda tx: outcomes.disputed(tx, row, at[6], "EXEMPLE"),
        lambda tx: outcomes.lost(tx, row, at[7]),
        lambda tx: outcomes.missing(tx, row, at[8]),
        lambda tx: outcomes.erased(tx, row, at[9]),
    ]
    for step in steps:
        world.do(step)
    facts = world.facts(row)
    assert facts.receipt is not None
    assert (facts.receipt.store_id, facts.receipt.ours, facts.receipt.peer) == ("e" * 32, False, True)
    assert (facts.receipt.recorded_at, facts.receipt.pos, facts.receipt.at) == (at[1], 1, at[1])
    assert facts.quarantine_reason == "signature"
    times = (facts.quarantined_at, facts.released_at, facts.expired_at, facts.closed_at, facts.disputed_at)
    assert times == tuple(at[2:7])
    assert (facts.lost_at, facts.missing_at, facts.erased_at) == tuple(at[7:10])
    assert [each.attempt for each in facts.attempts] == [first.attempt, second.attempt]
    assert [each.set_aside_at for each in facts.attempts] == [at[0], None]
