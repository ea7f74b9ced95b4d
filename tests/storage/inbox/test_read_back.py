"""Reading back: only what was committed, opened and hashed again becomes a copy that can be acknowledged."""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection

from backoffice_gui.domain.verified import VerifiedCopy
from backoffice_gui.errors import StoreDamaged
from backoffice_gui.sealing import MANIFEST_PART, AttemptKey, SealContext, wrap
from backoffice_gui.storage.inbox import attempts, audit_log, key_proofs, outcomes
from backoffice_gui.storage.inbox.attempts import NewAttempt, SealedChunk
from backoffice_gui.storage.inbox.read_back import (
    Candidate,
    Fault,
    ReadBack,
    read_back,
    read_back_sealed,
    sealed_hashes,
)
from tests.support.dialects import unguarded
from tests.support.stores import ORIGIN, Invented, World, invented, seal_all

Chunks = list[SealedChunk]


def reasons(result: ReadBack) -> list[str]:
    """The code words of its faults."""
    assert result.copies == () or result.faults == ()
    return [fault.reason for fault in result.faults]


def put(world: World, one: Invented, change: Callable[[Chunks, AttemptKey], Chunks]) -> Candidate:
    """A stored attempt whose chunks are not what they should be."""
    row = world.sight(one)[0].row
    manifest = one.manifest
    key = AttemptKey.new(SealContext(world.store_id, ORIGIN, manifest.id, manifest.digest, secrets.token_bytes(16)))
    again = AttemptKey(key.octets, key.context)
    new = NewAttempt(row, key.context.attempt, world.store_id, world.run_key_number, wrap(world.run_key, key))
    with world.inbox.transaction() as tx:
        number = attempts.begin(tx, [new], world.at)[0]
        attempts.add_chunks(tx, change(seal_all(key, number, one, chunk=4), again))
        attempts.stored(tx, [number], world.at)
    return Candidate(row, number, key, manifest.key, world.held)


def damaged(world: World, words: str) -> None:
    """Change octets below all guards, as a disk would."""
    unguarded(world.inbox, words)


@pytest.mark.parametrize(
    "parts",
    [(b"",), (b"EXEMPLE",), (b"EXEMPLE" * 9, b"", b"x"), tuple(bytes([n]) * n for n in range(11))],
    ids=["empty", "one", "three", "eleven"],
)
def test_a_sound_attempt_becomes_a_copy(parts: tuple[bytes, ...], world: World) -> None:
    """It names row, attempt and key; the fact and the hashes of the chunks were committed before."""
    one = invented(1, parts)
    candidate = world.begin(one, chunk=4)
    result = read_back(world.inbox, [candidate], world.at)
    assert result.copies == (VerifiedCopy(candidate.row, candidate.attempt, one.manifest.key, world.at),)
    assert result.faults == ()
    assert result.facts == (world.facts(candidate.row),)
    with world.inbox.fresh() as connection:
        (row,) = attempts.attempt_rows(connection, candidate.row)
        assert row.facts.verified_at == world.at
        assert row.chunk_hashes == sealed_hashes(connection, [row.id])[row.id]
        lines = [line for line in audit_log.read(connection) if line.verb == "verified"]
        way = key_proofs.ways(connection, [candidate.attempt])[candidate.attempt]
    details = (("attempt", candidate.attempt), ("keys", key_proofs.key_hash(way)))
    assert [(line.object, line.details) for line in lines] == [(f"submission:{candidate.row}", details)]


def test_reading_back_twice_is_reading_back_once(world: World) -> None:
    """The same copy, the first time of verification, one event."""
    candidate = world.begin(invented())
    first = read_back(world.inbox, [candidate], world.at)
    second = read_back(world.inbox, [candidate], world.at.replace(minute=5))
    assert first == second
    with world.inbox.reading() as connection:
        assert [line.verb for line in audit_log.read(connection)].count("verified") == 1


def test_a_group_is_judged_one_by_one(world: World) -> None:
    """One that fails keeps no other from its copy."""
    good = [world.begin(invented(n)) for n in (1, 2, 3)]
    bad = dataclasses.replace(good[1], key=AttemptKey(bytes(32), good[1].key.context))
    result = read_back(world.inbox, [good[0], bad, good[2]], world.at)
    assert [copy.attempt for copy in result.copies] == [good[0].attempt, good[2].attempt]
    assert result.faults == (Fault(bad.attempt, "key"),)
    assert [facts.row for facts in result.facts] == [each.row for each in good]
    assert read_back(world.inbox, [], world.at) == ReadBack((), (), ())


def swap(one: int, two: int) -> Callable[[Chunks, AttemptKey], Chunks]:
    """Two chunks whose octets changed places."""

    def change(chunks: Chunks, _key: AttemptKey) -> Chunks:
        changed = [*chunks]
        changed[one] = dataclasses.replace(chunks[one], sealed=chunks[two].sealed)
        changed[two] = dataclasses.replace(chunks[two], sealed=chunks[one].sealed)
        return changed

    return change


def without(*which: int) -> Callable[[Chunks, AttemptKey], Chunks]:
    """Some chunks missing."""
    return lambda chunks, _key: [each for n, each in enumerate(chunks) if n not in which]


def resealed(which: int, plain: bytes, *, last: bool | None = None) -> Callable[[Chunks, AttemptKey], Chunks]:
    """One chunk sealed rightly with other octets."""

    def change(chunks: Chunks, key: AttemptKey) -> Chunks:
        old = chunks[which]
        end = old.last if last is None else last
        new = dataclasses.replace(old, last=end, sealed=key.seal(old.part, old.n, plain, last=end))
        return [new if n == which else each for n, each in enumerate(chunks)]

    return change


def other_manifest(one: Invented) -> Callable[[Chunks, AttemptKey], Chunks]:
    """Another submission's manifest under this one's seal."""
    return resealed(0, one.jws.encode())


ONE = invented(1, (b"EXEMPLE", b"xy"), "EXEMPLE-000000000000001")
"""Chunks: 0 manifest, 1 and 2 of part 0, 3 of part 1."""


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (swap(1, 2), "seal"),
        (swap(1, 3), "seal"),
        (swap(0, 1), "seal"),
        (without(0), "manifest"),
        (without(1), "order"),
        (without(2), "order"),
        (without(3), "parts"),
        (without(1, 2), "order"),
        (without(0, 1, 2, 3), "manifest"),
        (resealed(1, b"EXEM!"), "size"),
        (resealed(1, b"DEMO"), "digest"),
        (resealed(2, b"PLe"), "digest"),
        (resealed(2, b"PLE", last=False), "order"),
        (resealed(3, b""), "size"),
        (lambda chunks, key: without(0)(resealed(3, b"xy", last=False)(chunks, key), key), "order"),
        (resealed(0, b"not a jws"), "manifest"),
        (resealed(0, b"\xff\xfe"), "manifest"),
        (resealed(0, b"e30.e30.e30"), "manifest"),
        (resealed(0, b"", last=False), "order"),
        (other_manifest(invented(1, (b"EXEMPLE", b"xy"))), "digest"),
        (other_manifest(invented(2, (b"EXEMPLE", b"xy"), "EXEMPLE-000000000000001")), "digest"),
    ],
)
def test_what_is_not_what_the_manifest_says_is_a_fault(
    change: Callable[[Chunks, AttemptKey], Chunks], reason: str, world: World
) -> None:
    """Moved, missing, other octets, another manifest: each has its word, none has a copy, none is verified."""
    candidate = put(world, ONE, change)
    assert reasons(read_back(world.inbox, [candidate], world.at)) == [reason]
    assert world.facts(candidate.row).attempts[0].verified_at is None


def test_of_a_manifest_that_is_not_there_nothing_is_hashed(world: World) -> None:
    """What is left has the hashes it had."""
    candidate = world.verify(ONE)
    damaged(world, "DELETE FROM chunk WHERE part = 4294967295")
    with world.inbox.fresh() as connection:
        (row,) = attempts.attempt_rows(connection, candidate.row)
        assert row.chunk_hashes is not None
        assert sealed_hashes(connection, [row.id, 99]) == {row.id: row.chunk_hashes[32:], 99: b""}


def test_one_chunk_too_many_is_a_fault(world: World) -> None:
    """A part more than the manifest lists, or a manifest in two pieces."""

    def part_more(chunks: Chunks, key: AttemptKey) -> Chunks:
        return [*chunks, SealedChunk(chunks[0].attempt, 2, 0, True, key.seal(2, 0, b"", last=True))]

    def manifest_more(chunks: Chunks, key: AttemptKey) -> Chunks:
        more = key.seal(MANIFEST_PART, 1, b"", last=True)
        return [*chunks, SealedChunk(chunks[0].attempt, MANIFEST_PART, 1, True, more)]

    assert reasons(read_back(world.inbox, [put(world, ONE, part_more)], world.at)) == ["parts"]
    assert reasons(read_back(world.inbox, [put(world, ONE, manifest_more)], world.at)) == ["order"]


def test_an_attempt_that_is_not_stored_or_not_there_is_gone(world: World) -> None:
    """Also one of another submission."""
    cut = world.begin(invented(1), stored=False)
    other = world.begin(invented(2))
    for candidate in (
        cut,
        dataclasses.replace(cut, attempt=99),
        dataclasses.replace(other, row=cut.row),
    ):
        assert reasons(read_back(world.inbox, [candidate], world.at)) == ["gone"]


def test_an_attempt_that_goes_while_it_is_read_is_not_verified(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rule (b): the commit is on condition that it is still there."""
    one = invented()
    mine = world.begin(one)
    theirs = world.begin(one)
    inner = world.inbox.transaction

    def swept_before() -> object:
        monkeypatch.setattr(world.inbox, "transaction", inner)
        read_back(world.inbox, [theirs], world.at)
        with inner() as tx:
            assert attempts.sweep(tx, [mine.row], world.at) == 1
        return inner()

    monkeypatch.setattr(world.inbox, "transaction", swept_before)
    assert reasons(read_back(world.inbox, [mine], world.at)) == ["gone"]
    assert [each.attempt for each in world.facts(mine.row).attempts] == [theirs.attempt]


def quarantine(tx: Connection, row: int, world: World) -> list[object]:
    """Not validly signed."""
    return list(outcomes.quarantined(tx, row, "signature", world.at))


def test_what_is_in_quarantine_is_verified_but_never_a_copy(world: World) -> None:
    """Neither with its key nor after a restart, until it is released."""
    candidate = world.begin(invented())
    with world.inbox.transaction() as tx:
        quarantine(tx, candidate.row, world)
    assert reasons(read_back(world.inbox, [candidate], world.at)) == ["quarantined"]
    assert world.facts(candidate.row).attempts[0].verified_at == world.at
    assert reasons(read_back_sealed(world.inbox, [candidate.row])) == ["quarantined"]
    world.do(lambda tx: outcomes.released(tx, candidate.row, world.at))
    assert [copy.attempt for copy in read_back_sealed(world.inbox, [candidate.row]).copies] == [candidate.attempt]


def test_what_was_set_aside_or_erased_is_never_a_copy(world: World) -> None:
    """Whatever its bytes."""
    aside, erased = world.begin(invented(1)), world.begin(invented(2))
    world.do(lambda tx: attempts.set_aside(tx, aside.attempt, "digest", world.at))
    assert reasons(read_back(world.inbox, [aside], world.at)) == ["set-aside"]
    assert read_back_sealed(world.inbox, [aside.row]).copies == ()
    world.do(lambda tx: outcomes.erased(tx, erased.row, world.at))
    assert reasons(read_back(world.inbox, [erased], world.at)) == ["erased"]
    assert reasons(read_back_sealed(world.inbox, [erased.row])) == ["erased"]


def test_after_a_restart_the_recorded_hashes_decide(world: World) -> None:
    """No key is needed; what was never verified is no copy; several at once."""
    verified = [world.verify(invented(n)) for n in (1, 2)]
    stored = world.begin(invented(3))
    result = read_back_sealed(world.inbox, [stored.row, *(each.row for each in verified)])
    assert {copy.attempt for copy in result.copies} == {each.attempt for each in verified}
    assert result.faults == ()
    assert [facts.row for facts in result.facts] == [stored.row, *(each.row for each in verified)]


def test_of_two_verified_attempts_the_newest_that_holds_is_the_copy(world: World) -> None:
    """A damaged one is a fault; the other one counts."""
    one = invented()
    older, newer = world.verify(one), world.verify(one)
    assert [copy.attempt for copy in read_back_sealed(world.inbox, [older.row]).copies] == [newer.attempt]
    damaged(world, f"UPDATE chunk SET sealed = x'00' || substr(sealed, 2) WHERE attempt = {newer.attempt}")
    result = read_back_sealed(world.inbox, [older.row])
    assert [copy.attempt for copy in result.copies] == [older.attempt]
    assert result.faults == (Fault(newer.attempt, "hash"),)


@pytest.mark.parametrize(
    "words",
    [
        "UPDATE chunk SET sealed = substr(sealed, 1, length(sealed) - 1) || x'00' WHERE part = 0",
        "UPDATE chunk SET sealed = substr(sealed, 1, length(sealed) - 1) || x'00' WHERE part > 0",
        "UPDATE chunk SET sealed = CAST(substr(sealed, 2) || x'00' AS BLOB) WHERE part = 0",
        "DELETE FROM chunk WHERE part = 0",
        "DELETE FROM chunk",
        "UPDATE attempt SET chunk_hashes = x''",
        "UPDATE attempt SET chunk_hashes = NULL",
        "UPDATE attempt SET chunk_hashes = zeroblob(64)",
    ],
)
def test_a_disk_that_forgot_is_found_out(words: str, world: World) -> None:
    """A changed or missing chunk, or changed hashes: no copy, after a restart or with the key."""
    candidate = world.verify(invented())
    damaged(world, words)
    assert reasons(read_back_sealed(world.inbox, [candidate.row])) == ["hash"]
    again = read_back(world.inbox, [candidate], world.at)
    assert (again.copies == ()) == ("chunk SET" in words or "FROM chunk" in words)


def test_nothing_does_not_equal_nothing(world: World) -> None:
    """No chunks and no hashes agree with each other, and prove nothing."""
    candidate = world.verify(invented())
    damaged(world, "DELETE FROM chunk")
    damaged(world, "UPDATE attempt SET chunk_hashes = x''")
    assert reasons(read_back_sealed(world.inbox, [candidate.row])) == ["hash"]


def test_the_manifest_is_of_the_submission_that_is_asked_for(world: World) -> None:
    """The same octets under another origin's name are not what was asked for."""
    candidate = world.begin(invented())
    other = dataclasses.replace(candidate.submission, origin="other.example")  # type: ignore[arg-type]
    asked = dataclasses.replace(candidate, submission=other)
    assert reasons(read_back(world.inbox, [asked], world.at)) == ["digest"]


def test_one_on_damaged_pages_spoils_no_other(disk_world: World) -> None:
    """Octets that the driver can't even hand over: the others of the group are judged as ever (I10)."""
    world = disk_world
    good, bad = world.begin(invented(1)), world.begin(invented(2))
    verified, rotten = world.verify(invented(3)), world.verify(invented(4))
    spoil = "UPDATE chunk SET sealed = sealed || x'ff00' WHERE attempt IN"
    damaged(world, f"{spoil} ({bad.attempt}, {rotten.attempt})")
    result = read_back(world.inbox, [bad, good], world.at)
    assert [copy.attempt for copy in result.copies] == [good.attempt]
    assert result.faults == (Fault(bad.attempt, "damaged"),)
    result = read_back_sealed(world.inbox, [rotten.row, verified.row])
    assert [copy.attempt for copy in result.copies] == [verified.attempt]
    assert result.faults == (Fault(rotten.attempt, "hash"),)


def failing_reads(world: World, monkeypatch: pytest.MonkeyPatch, times: int) -> list[int]:
    """So many fresh connections can't be read from; counts those asked for."""
    real, asked = world.inbox.fresh, [0]

    @contextmanager
    def fresh() -> Iterator[Connection]:
        asked[0] += 1
        if asked[0] <= times:
            raise StoreDamaged("input-output")
        with real() as connection:
            yield connection

    monkeypatch.setattr(world.inbox, "fresh", fresh)
    return asked


def test_an_error_that_passes_is_no_damage(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What can't be read once or twice is read again; a good copy was set aside for it (simulation, `disk-26`)."""
    candidate = world.begin(invented())
    asked = failing_reads(world, monkeypatch, times=2)
    assert [copy.attempt for copy in read_back(world.inbox, [candidate], world.at).copies] == [candidate.attempt]
    assert asked == [3]


def test_an_error_that_stays_is_damage(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three reads that fail set it aside, so that it is fetched again while it can be."""
    candidate = world.begin(invented())
    failing_reads(world, monkeypatch, times=3)
    assert reasons(read_back(world.inbox, [candidate], world.at)) == ["damaged"]


@pytest.mark.parametrize(
    ("failing", "asked_for"),
    [({2}, 4), ({2, 3}, 5), ({3}, 4), ({3, 4}, 5)],
    ids=["chunks", "twice", "keys", "keys twice"],
)
def test_after_a_restart_too_an_error_may_pass(
    world: World, monkeypatch: pytest.MonkeyPatch, failing: set[int], asked_for: int
) -> None:
    """The sealed chunks are read again before their hash counts as another, and so is what opens them."""
    candidate = world.verify(invented())
    real, asked = world.inbox.fresh, [0]

    @contextmanager
    def some_fail() -> Iterator[Connection]:
        asked[0] += 1
        if asked[0] in failing:  # the first reads the facts, the second the chunks, the third the keys
            raise StoreDamaged("input-output")
        with real() as connection:
            yield connection

    monkeypatch.setattr(world.inbox, "fresh", some_fail)
    assert [copy.attempt for copy in read_back_sealed(world.inbox, [candidate.row]).copies] == [candidate.attempt]
    assert asked == [asked_for]


def test_only_fresh_connections_are_read_over(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the writer nor the pool: what is read was on the disk's side of them."""
    candidate = world.begin(invented())
    used: list[str] = []
    fresh = world.inbox.fresh

    def counted() -> object:
        used.append("fresh")
        return fresh()

    monkeypatch.setattr(world.inbox, "fresh", counted)
    monkeypatch.setattr(world.inbox, "reading", None)
    read_back(world.inbox, [candidate], world.at)
    read_back_sealed(world.inbox, [candidate.row])
    assert used == ["fresh"] * 4


def test_a_copy_names_when_it_was_stored(world: World) -> None:
    """As the acknowledgement will say it."""
    candidate = world.begin(invented())
    later = world.at.replace(hour=10)
    assert read_back(world.inbox, [candidate], later).copies[0].stored_at == world.at


@pytest.mark.parametrize(
    "words",
    [
        "UPDATE attempt SET wrapped_key = zeroblob(length(wrapped_key))",
        "UPDATE attempt SET wrapped_key = x'00'",
        "UPDATE run_key SET sealed = zeroblob(length(sealed))",
    ],
)
def test_a_key_that_does_not_lie_there_as_it_was_wrapped_is_no_copy(world: World, words: str) -> None:
    """The chunks are whole, and nobody but this process's memory could open them: a wrap to a key nobody has."""
    candidate = world.begin(ONE)
    damaged(world, words)
    assert reasons(read_back(world.inbox, [candidate], world.at)) == ["key"]


def test_a_wrap_of_another_attempt_or_under_a_key_we_do_not_hold_is_no_copy(world: World) -> None:
    """Two wraps exchanged, or a run key that is not of this process: neither is proven."""
    one, two = world.begin(invented(1)), world.begin(invented(2))
    swapped = f"UPDATE attempt SET wrapped_key = (SELECT wrapped_key FROM attempt WHERE attempt = {two.attempt}) "
    damaged(world, swapped + f"WHERE attempt = {one.attempt}")
    stranger = dataclasses.replace(two, held={})
    result = read_back(world.inbox, [one, stranger], world.at)
    assert result.faults == (Fault(one.attempt, "key"), Fault(two.attempt, "key"))
    assert [copy.attempt for copy in read_back(world.inbox, [two], world.at).copies] == [two.attempt]
