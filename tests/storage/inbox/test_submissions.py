"""Submissions: seen once, found by key, counted by stage."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.facts import Stage
from backoffice_gui.storage.inbox import audit_log, outcomes, submissions
from tests.support.stores import MOMENT, World, invented, sighting_of

LATER = MOMENT + timedelta(minutes=1)


def test_what_is_seen_is_known_by_its_clear_facts(world: World) -> None:
    """As the manifest says them; offered, with no attempt."""
    one = invented(7, (b"EXEMPLE", b""))
    (facts,) = world.sight(one)
    assert facts == world.facts(facts.row)
    assert (facts.key, facts.seq, facts.kind) == (one.manifest.key, 7, "contact_change")
    assert (facts.size, facts.parts, facts.attempts) == (7, 2, ())
    assert (facts.submitted_at, facts.expires_at) == (one.manifest.submitted_at, one.manifest.expires_at)
    assert facts.first_seen_at == MOMENT


def test_what_is_seen_again_stays_as_it_was(world: World) -> None:
    """One row for one key (I4), however often it is listed, in one list or in several; audited once."""
    one, two = invented(1), invented(2)
    with world.inbox.transaction() as tx:
        first = submissions.sight(tx, [sighting_of(one), sighting_of(two), sighting_of(one)], MOMENT)
        changed = dataclasses.replace(sighting_of(two), seq=99, kind="other", size=5)
        again = submissions.sight(tx, [changed, sighting_of(one)], LATER)
    assert [facts.row for facts in first] == [1, 2, 1]
    assert again == [first[1], first[0]]
    with world.inbox.reading() as connection:
        lines = [line for line in audit_log.read(connection) if line.verb == "offered"]
    assert [line.object for line in lines] == ["submission:1", "submission:2"]


def test_rows_are_numbered_in_order_of_arrival(world: World) -> None:
    """Whatever their `seq`."""
    assert [world.sight(invented(seq))[0].row for seq in (30, 10, 20)] == [1, 2, 3]


def test_the_same_id_with_another_digest_is_another_submission(world: World) -> None:
    """Both are kept, both are found by the id (I5)."""
    one, other = (invented(1, (octets,), "EXEMPLE-000000000000001") for octets in (b"a", b"b"))
    rows = [facts.row for facts in world.sight(one, other)]
    with world.inbox.reading() as connection:
        assert [facts.row for facts in submissions.by_id(connection, one.manifest.id)] == rows == [1, 2]
        found = submissions.by_id(connection, one.manifest.id, other.manifest.digest)
        assert [facts.row for facts in found] == [2]
        assert submissions.by_id(connection, "EXEMPLE-000000000000009") == []
        both = list(submissions.facts(connection, rows).values())
        assert submissions.sharing_an_id(connection, both[:1]) == both[:1]


def test_an_id_of_its_own_is_not_shared(world: World) -> None:
    """Nothing to report."""
    facts = world.sight(invented(1), invented(2))
    with world.inbox.reading() as connection:
        assert submissions.sharing_an_id(connection, facts) == []


def test_the_same_id_and_digest_of_another_origin_is_another_submission(world: World) -> None:
    """The key is all three."""
    one = sighting_of(invented(1))
    other = dataclasses.replace(one, key=dataclasses.replace(one.key, origin="other.example"))  # type: ignore[arg-type]
    with world.inbox.transaction() as tx:
        assert [facts.row for facts in submissions.sight(tx, [one, other], MOMENT)] == [1, 2]
        assert set(submissions.find(tx, [other.key])) == {other.key}


def test_two_of_one_id_are_told_apart_by_their_digests(world: World) -> None:
    """What is known of the one is never said of the other, asked together or alone."""
    one = invented(1, id="EXEMPLE-0000000000000001")
    other = invented(2, (b"EXEMPLE other octets",), id="EXEMPLE-0000000000000001")
    facts = world.sight(one, other)
    known = {one.manifest.key: facts[0], other.manifest.key: facts[1]}
    with world.inbox.reading() as connection:
        assert submissions.find(connection, list(known)) == known
        assert [submissions.find(connection, [key]) for key in known] == [{key: known[key]} for key in known]


def test_a_key_nobody_saw_is_not_found(world: World) -> None:
    """Nor is a row that is not there."""
    (facts,) = world.sight(invented(1))
    with world.inbox.reading() as connection:
        assert submissions.find(connection, [invented(2).manifest.key]) == {}
        assert submissions.find(connection, [facts.key, invented(2).manifest.key]) == {facts.key: facts}
        assert submissions.facts(connection, [99, facts.row]) == {facts.row: facts}


def test_thousands_are_found_in_pieces(world: World) -> None:
    """More than one statement names; in the order asked."""
    several = [invented(n) for n in range(1, 1_203)]
    facts = world.sight(*several)
    assert [each.key for each in facts] == [one.manifest.key for one in several]
    with world.inbox.reading() as connection:
        assert len(submissions.find(connection, [one.manifest.key for one in several])) == 1_202
        rows = [each.row for each in reversed(facts)]
        assert list(submissions.facts(connection, rows)) == rows


def test_what_is_at_work_is_what_the_collector_still_has_to_do(world: World) -> None:
    """Offered, stored, verified, acknowledged, quarantined; not what is at rest."""
    world.sight(invented(1))
    world.begin(invented(2))
    world.verify(invented(3))
    acknowledged, closed, quarantined, lost = (world.verify(invented(n)).row for n in (4, 5, 6, 7))
    world.receipt(acknowledged)
    world.receipt(closed)
    world.do(lambda tx: outcomes.closed(tx, [closed], MOMENT))
    world.do(lambda tx: outcomes.quarantined(tx, quarantined, "signature", MOMENT))
    world.do(lambda tx: outcomes.lost(tx, lost, MOMENT))
    with world.inbox.reading() as connection:
        assert [facts.row for facts in submissions.at_work(connection)] == [1, 2, 3, acknowledged, quarantined]
        counts = submissions.counts(connection)
    assert {stage: count for stage, count in counts.items() if count} == {
        Stage.OFFERED: 1,
        Stage.STORED: 1,
        Stage.VERIFIED: 1,
        Stage.ACKNOWLEDGED: 1,
        Stage.CLOSED: 1,
        Stage.QUARANTINED: 1,
        Stage.LOST: 1,
    }


def test_an_empty_store_counts_nothing(world: World) -> None:
    """Every stage is named."""
    with world.inbox.reading() as connection:
        assert submissions.counts(connection) == dict.fromkeys(Stage, 0)
        assert submissions.at_work(connection) == []


def test_a_peers_copies_are_told_when_their_time_has_come(world: World) -> None:
    """Not a stranger's, not before, not what was erased already."""
    rows = [world.verify(invented(n)).row for n in (1, 2, 3)]
    world.receipt(rows[0], ours=False, peer=True)
    world.receipt(rows[1], ours=False, peer=False)
    world.at = LATER
    world.receipt(rows[2], ours=False, peer=True)
    with world.inbox.reading() as connection:
        assert [facts.row for facts in submissions.foreign_of_peers(connection, MOMENT)] == [rows[0]]
        assert [facts.row for facts in submissions.foreign_of_peers(connection, LATER)] == [rows[0], rows[2]]
    world.do(lambda tx: outcomes.erased(tx, rows[0], LATER))
    with world.inbox.reading() as connection:
        assert [facts.row for facts in submissions.foreign_of_peers(connection, LATER)] == [rows[2]]


@given(st.lists(st.integers(0, 4), max_size=12))
def test_any_order_of_lists_ends_in_the_same_rows(disk_world: World, order: list[int]) -> None:
    """Lists that repeat, overlap or come again leave one row for each key."""
    several = [invented(n + 1, id=f"EXEMPLE-{n:017d}") for n in range(5)]
    disk_world.sight(*(several[n] for n in order))
    with disk_world.inbox.reading() as connection:
        for one in (several[n] for n in order):
            assert len(submissions.by_id(connection, one.manifest.id)) == 1
