"""Attempts: each with its own key; none goes before another is verified."""

from __future__ import annotations

import itertools
import secrets
import tracemalloc
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, func, select

from backoffice_gui.errors import Defect, StoreError
from backoffice_gui.sealing import AttemptKey, SealBroken, SealContext, unwrap, wrap
from backoffice_gui.storage.inbox import attempts, audit_log, outcomes
from backoffice_gui.storage.inbox.attempts import NewAttempt, SealedChunk
from backoffice_gui.storage.inbox.schema import chunk
from tests.support.stores import ORIGIN, World, invented

LATER = timedelta(minutes=1)


def new(world: World, row: int) -> NewAttempt:
    """An attempt with a key that nobody keeps."""
    key = AttemptKey.new(SealContext(world.store_id, ORIGIN, "x", "y", secrets.token_bytes(16)))
    return NewAttempt(row, key.context.attempt, world.store_id, world.run_key_number, wrap(world.run_key, key))


def numbers(world: World, row: int) -> list[int]:
    """The attempts that are there."""
    with world.inbox.reading() as connection:
        return [each.id for each in attempts.attempt_rows(connection, row)]


def sweep(world: World, *rows: int) -> int:
    """Sweep, in a transaction of its own."""
    with world.inbox.transaction() as tx:
        return attempts.sweep(tx, rows, world.at)


def events(world: World, verb: str) -> list[tuple[str, dict[str, str | int]]]:
    """What the chain says of a verb."""
    with world.inbox.reading() as connection:
        return [(line.object, dict(line.details)) for line in audit_log.read(connection) if line.verb == verb]


def test_attempts_are_numbered_in_the_order_given(world: World) -> None:
    """Each keeps its tag, its key wrapped, the store's name and its run key."""
    rows = [facts.row for facts in world.sight(invented(1), invented(2))]
    given = [new(world, rows[1]), new(world, rows[0]), new(world, rows[1])]
    with world.inbox.transaction() as tx:
        assert attempts.begin(tx, [], world.at) == []
        assert attempts.begin(tx, given, world.at) == [1, 2, 3]
        found = attempts.attempt_rows(tx, rows[1])
    assert [(each.id, each.tag, each.wrapped_key) for each in found] == [
        (1, given[0].tag, given[0].wrapped_key),
        (3, given[2].tag, given[2].wrapped_key),
    ]
    assert {(each.row, each.store_id, each.run_key) for each in found} == {
        (rows[1], world.store_id, world.run_key_number)
    }
    assert found[0].facts.started_at == world.at
    assert not found[0].erased


def test_a_number_is_never_used_twice(world: World) -> None:
    """Not even after the last attempt went: a `VerifiedCopy` names one attempt for ever."""
    one = invented()
    world.verify(one)
    cut = world.begin(one, stored=False)
    assert sweep(world, cut.row) == 1
    assert world.begin(one).attempt == cut.attempt + 1


def test_a_new_attempt_removes_nothing(world: World) -> None:
    """Rule (a)."""
    one = invented()
    row = world.begin(one).row
    world.begin(one, stored=False)
    world.begin(one)
    assert numbers(world, row) == [1, 2, 3]


def test_an_attempt_is_stored_once(world: World) -> None:
    """The first time counts and is audited; the facts come back either way."""
    candidate = world.begin(invented(), stored=False)
    with world.inbox.transaction() as tx:
        assert attempts.stored(tx, [], world.at) == []
        first = attempts.stored(tx, [candidate.attempt], world.at)
        again = attempts.stored(tx, [candidate.attempt, 99], world.at + LATER)
    assert first == again == [world.facts(candidate.row)]
    assert first[0].attempts[0].stored_at == world.at
    assert events(world, "stored") == [(f"submission:{candidate.row}", {"attempt": candidate.attempt})]


def test_a_group_is_stored_in_one_go(world: World) -> None:
    """Several submissions, several attempts at one: facts of each submission once, in order of arrival."""
    several = [invented(n) for n in (1, 2, 3)]
    made = [world.begin(one, stored=False) for one in (several[2], several[0], several[1], several[0])]
    with world.inbox.transaction() as tx:
        facts = attempts.stored(tx, [each.attempt for each in made], world.at)
    assert [each.row for each in facts] == sorted({each.row for each in made})
    assert facts == [world.facts(each.row) for each in facts]


def test_chunks_come_back_as_they_were_sealed(world: World) -> None:
    """Parts in order, the manifest last, each with its number and whether it is the last."""
    one = invented(1, (b"EXEMPLE" * 3, b"", b"DEMO"))
    candidate = world.begin(one, chunk=5)
    with world.inbox.reading() as connection:
        found = list(attempts.chunks(connection, candidate.attempt))
    assert [(each.part, each.n, each.last) for each in found] == [
        *[(0, n, n == 4) for n in range(5)],
        (1, 0, True),
        (2, 0, True),
        (0xFFFF_FFFF, 0, True),
    ]
    opened = [candidate.key.open(each.part, each.n, each.sealed, last=each.last) for each in found]
    assert b"".join(opened[:5]) == one.parts[0]
    assert opened[5:] == [b"", b"DEMO", one.jws.encode()]


@pytest.mark.parametrize("most", [1, 2, 3, 7, 128])
def test_chunks_of_several_attempts_come_in_slices(most: int, world: World) -> None:
    """However the slices fall: ordered by attempt, part and number, each once, none left out."""
    made = [world.begin(invented(n, (b"x" * n, b"", b"y" * 3)), chunk=1) for n in range(1, 5)]
    several = [each.attempt for each in made]
    with world.inbox.reading() as connection:
        found = [(c.attempt, c.part, c.n) for c in attempts.chunks_of(connection, [*several, several[0], 99], most)]
        expected = [(c.attempt, c.part, c.n) for number in several for c in attempts.chunks(connection, number)]
    assert found == expected == sorted(expected)
    assert len(set(found)) == sum(n + 1 + 3 + 1 for n in range(1, 5))


class _Heard:
    """What each statement over a connection was answered: octets as the line carried them, where a server did."""

    def __init__(self, connection: Connection) -> None:
        self.octets: list[int] = []
        event.listen(connection, "after_cursor_execute", self._answered)

    def _answered(self, _connection: Connection, cursor: Any, statement: str, *_: object) -> None:
        if not statement.startswith("SELECT"):
            return
        found: Any = getattr(cursor, "pgresult", None)  # a file has none
        cells = [] if found is None else list(itertools.product(range(found.ntuples), range(found.nfields)))
        self.octets.append(sum(len(found.get_value(*cell) or b"") for cell in cells))


def test_no_statement_brings_more_than_a_slow_line_carries_in_time(world: World) -> None:
    """A server's 60 s for a statement include its answer: 5 MiB of it at most. A file is read in one go."""
    whole = secrets.token_bytes(24 * 1024 * 1024)
    large, small = world.begin(invented(1, (whole,))), world.begin(invented(2))
    with world.inbox.reading() as connection:
        heard = _Heard(connection)
        found = [each.sealed for each in attempts.chunks_of(connection, [large.attempt, small.attempt])]
        if world.inbox.local:
            assert len(heard.octets) == 1
        else:
            assert max(heard.octets) < 5 * 1024 * 1024 + 1024
            assert len(heard.octets) <= 8
        found_again = [each.sealed for each in attempts.chunks_of(connection, [large.attempt, small.attempt], 3)]
    assert found == found_again
    opened = [large.key.open(0, n, sealed, last=n == 23) for n, sealed in enumerate(found[:24])]
    assert b"".join(opened) == whole


def test_small_chunks_of_many_come_with_one_statement(world: World) -> None:
    """A group's forms are asked for once: over a network each question costs a journey."""
    several = [world.begin(invented(n)).attempt for n in range(1, 31)]
    with world.inbox.reading() as connection:
        heard = _Heard(connection)
        assert len(list(attempts.chunks_of(connection, several))) >= 60
    assert len(heard.octets) == 1


def test_the_next_chunks_of_an_attempt_follow_a_place(world: World) -> None:
    """For who keeps the place himself, over one transaction after another: none once there is no more."""
    candidate = world.begin(invented(1, (b"x" * 40,)), chunk=1)
    found, place = list[SealedChunk](), (-1, -1)
    with world.inbox.reading() as connection:
        while more := attempts.next_chunks(connection, candidate.attempt, *place):
            assert len(more) <= attempts.SLICE
            found, place = found + more, (more[-1].part, more[-1].n)
        assert found == list(attempts.chunks(connection, candidate.attempt))


def test_reading_chunks_holds_no_transaction_open(world: World) -> None:
    """2 GiB are read in slices between which the log can be brought in."""
    candidate = world.begin(invented(1, (b"x" * 40,)), chunk=1)
    with world.inbox.reading() as connection:
        slices = 0
        for n, _chunk in enumerate(attempts.chunks(connection, candidate.attempt)):
            if n % attempts.SLICE == 0:
                slices += 1
        assert not connection.in_transaction()
    assert slices == 3


def test_reading_is_constant_in_memory(world: World) -> None:
    """A part is never in memory as a whole."""
    candidate = world.begin(invented(1, (secrets.token_bytes(24 * 1024 * 1024),)))
    tracemalloc.start()
    with world.inbox.reading() as connection:
        total = sum(len(each.sealed) for each in attempts.chunks(connection, candidate.attempt))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total > 24 * 1024 * 1024
    assert peak < 6 * 1024 * 1024


def test_chunks_of_an_attempt_that_is_gone_are_refused(world: World) -> None:
    """Another process swept it: said so, calmly; a chunk given twice is our own mistake."""
    one = invented()
    cut = world.begin(one, stored=False)
    world.verify(one)
    sweep(world, cut.row)
    with pytest.raises(StoreError, match="attempt-gone"), world.inbox.transaction() as tx:
        attempts.add_chunks(tx, [SealedChunk(cut.attempt, 5, 0, True, b"x")])
    again = world.begin(one, stored=False)
    with pytest.raises(Defect), world.inbox.transaction() as tx:
        attempts.add_chunks(tx, [SealedChunk(again.attempt, 0, 0, True, b"x")])
    with world.inbox.transaction() as tx:
        attempts.add_chunks(tx, [])


def test_an_attempt_that_failed_is_set_aside_and_kept(world: World) -> None:
    """It shows nothing any more, its octets stay; once, audited with its reason."""
    candidate = world.begin(invented())
    first = world.do(lambda tx: attempts.set_aside(tx, candidate.attempt, "digest", world.at))
    again = world.do(lambda tx: attempts.set_aside(tx, candidate.attempt, "other", world.at + LATER))
    assert first == again == [world.facts(candidate.row)]
    assert first[0].attempts[0].set_aside_at == world.at
    details = {"attempt": candidate.attempt, "reason": "digest"}
    assert events(world, "attempt_set_aside") == [(f"submission:{candidate.row}", details)]
    assert numbers(world, candidate.row) == [candidate.attempt]
    assert world.do(lambda tx: attempts.set_aside(tx, 99, "digest", world.at)) == []


def test_the_first_acknowledgement_sent_is_noted(world: World) -> None:
    """Later ones are repetitions."""
    candidate = world.verify(invented())
    with world.inbox.transaction() as tx:
        attempts.ack_sent(tx, [candidate.attempt, 99], world.at)
        attempts.ack_sent(tx, [candidate.attempt], world.at + LATER)
        attempts.ack_sent(tx, [], world.at)
    assert world.facts(candidate.row).attempts[0].ack_sent_at == world.at


def test_others_go_once_one_is_verified(world: World) -> None:
    """Rule (c): stored, cut and set aside alike, with their chunks; each audited; not before."""
    one = invented()
    stored, cut = world.begin(one), world.begin(one, stored=False)
    row = stored.row
    world.do(lambda tx: attempts.set_aside(tx, stored.attempt, "digest", world.at))
    assert sweep(world, row) == 0
    verified = world.verify(one)
    with world.inbox.reading() as connection:
        assert attempts.to_sweep(connection) == [row]
    assert sweep(world, row) == 2
    assert numbers(world, row) == [verified.attempt]
    removed = [details["attempt"] for _object, details in events(world, "attempt_removed")]
    assert removed == [stored.attempt, cut.attempt]
    with world.inbox.reading() as connection:
        assert connection.execute(select(func.count()).select_from(chunk)).scalar() == 2
        assert attempts.to_sweep(connection) == []
    assert sweep(world, row) == 0


def test_of_two_verified_the_newer_stays(world: World) -> None:
    """At most one at rest (I4); but the older where the newer was set aside."""
    one = invented()
    older, newer = world.verify(one), world.verify(one)
    world.do(lambda tx: attempts.set_aside(tx, newer.attempt, "hash", world.at))
    assert sweep(world, older.row) == 1
    assert numbers(world, older.row) == [older.attempt]
    newest = world.verify(one)
    assert sweep(world, older.row) == 1
    assert numbers(world, older.row) == [newest.attempt]


@pytest.mark.parametrize(
    ("end", "goes"), [("expired", True), ("foreign", True), ("lost", False), ("disputed", False), ("missing", False)]
)
def test_what_was_never_stored_goes_at_rest(end: str, goes: bool, world: World) -> None:
    """Where nothing can come of it any more; kept where a person has to look into it. What was stored stays."""
    one = invented()
    stored, cut = world.begin(one), world.begin(one, stored=False)
    row = stored.row
    assert sweep(world, row) == 0
    match end:
        case "expired":
            world.do(lambda tx: outcomes.expired(tx, row, "EXEMPLE.x.y", world.at))
        case "foreign":
            world.receipt(row, ours=False)
        case "lost":
            world.do(lambda tx: outcomes.lost(tx, row, world.at))
        case "disputed":
            world.do(lambda tx: outcomes.disputed(tx, row, world.at, "EXEMPLE"))
        case _:
            world.do(lambda tx: outcomes.missing(tx, row, world.at))
    assert sweep(world, row) == int(goes)
    assert numbers(world, row) == ([stored.attempt] if goes else [stored.attempt, cut.attempt])


def test_a_large_attempt_goes_in_slices(world: World) -> None:
    """No transaction deletes more than 16 chunks; what is left is named, and goes with the next."""
    one = invented(1, (b"x" * 40,))
    cut = world.begin(one, chunk=1, stored=False)
    world.verify(one)
    turns = 0
    while True:
        with world.inbox.reading() as connection:
            left = attempts.to_sweep(connection)
        if not left:
            break
        sweep(world, *left)
        turns += 1
    assert turns == 3
    assert cut.attempt not in numbers(world, cut.row)


def test_a_commit_of_unknown_outcome_is_looked_up_by_its_tag(world: World) -> None:
    """Over a new connection: there and stored, or not there."""
    candidate = world.begin(invented())
    lost = secrets.token_bytes(16)
    with world.inbox.fresh() as connection:
        found = attempts.by_tags(connection, [candidate.row], {candidate.key.context.attempt, lost})
    assert set(found) == {candidate.key.context.attempt}
    row = found[candidate.key.context.attempt]
    assert row.facts.stored_at == world.at
    assert unwrap(world.run_key, row.wrapped_key, candidate.key.context).octets == candidate.key.octets
    with pytest.raises(SealBroken):
        unwrap(bytes(32), row.wrapped_key, candidate.key.context)
