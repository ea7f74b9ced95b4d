"""What a collector's login tries, which may fill the facts: to make a submission end by lying in them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backoffice_gui.storage.inbox import attempts
from backoffice_gui.storage.inbox.erasing import erase
from backoffice_gui.storage.team.inbox import open_inbox
from tests.support.postgres import Server
from tests.support.team_store import Raw, TeamStore, ask, logged_in, populated, refused

NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
_AT = "'2026-01-05T08:00:00.000000Z'"


@pytest.fixture(scope="module")
def team(server: Server, tmp_path_factory: pytest.TempPathFactory) -> TeamStore:
    """A populated store; what a test does to it is rolled back."""
    return populated(server, tmp_path_factory.mktemp("collector"))


@pytest.fixture(scope="module")
def logins(team: TeamStore) -> Iterator[dict[str, Raw]]:
    """One connection for each of them."""
    with logged_in(team) as found:
        yield found


@pytest.fixture
def collector(logins: dict[str, Raw]) -> Iterator[Raw]:
    """A collector's own; what it did is rolled back."""
    yield logins["demo_collector"]
    logins["demo_collector"].rollback()


def _claimed(row: int, hashes: str = "sha256('\\x99')") -> str:
    """Another attempt at a submission, of octets that mean nothing, called verified."""
    return (
        "INSERT INTO inbox.attempt (attempt, row, tag, store_id, run_key, wrapped_key, started_at) "
        f"VALUES (90, {row}, '\\x90', 'demo', 9, '\\x01', {_AT}); "
        "INSERT INTO inbox.chunk (attempt, part, n, last, sealed) VALUES (90, 1, 0, true, '\\x99'); "
        f"UPDATE inbox.attempt SET stored_at = {_AT} WHERE attempt = 90; "
        f"UPDATE inbox.attempt SET verified_at = {_AT}, chunk_hashes = {hashes} WHERE attempt = 90"
    )


_CHUNKS = "SELECT inbox.forget_chunks(ARRAY(SELECT n_chunk FROM inbox.chunk WHERE attempt = {}))"
_FOREIGN = (
    "UPDATE inbox.submission SET receipt_jws = 'x', receipt_store_id = 'x', receipt_at = {at}, receipt_pos = 1, "
    "receipt_ours = false, receipt_peer = true, receipt_recorded_at = {at} WHERE row = {row}"
)


def _kept(collector: Raw, attempt: int) -> None:
    """Nothing of it is taken away; that is said of the whole, and of its pieces found by who looks for them."""
    there = f"SELECT count(*) FROM inbox.chunk WHERE attempt = {attempt}"
    before = ask(collector, there)
    ask(collector, _CHUNKS.format(attempt))
    assert ask(collector, there) == before != [(0,)]
    refused(collector, f"SELECT inbox.forget_attempt({attempt})")


def test_a_verified_copy_stays_beside_whatever_is_called_verified(collector: Raw) -> None:
    """Newer, and the true one set aside: what was once verified no fact takes away."""
    ask(collector, _claimed(1))
    ask(collector, f"UPDATE inbox.attempt SET set_aside_at = {_AT}, set_aside_reason = 'hash' WHERE attempt = 1")
    assert ask(collector, "SELECT inbox.may_forget(1), inbox.may_forget(90)") == [(False, False)]
    _kept(collector, 1)


def test_a_stored_copy_goes_beside_pieces_that_are_those_verified(collector: Raw) -> None:
    """The server hashes them; and where the web copy is gone nothing that was stored goes at all."""
    ask(collector, _claimed(3, "sha256('\\x98')"))
    _kept(collector, 3)
    ask(collector, f"UPDATE inbox.submission SET expired_at = {_AT} WHERE row = 3")
    ask(collector, _claimed(3))
    refused(collector, "SELECT inbox.forget_attempt(3)")
    ask(collector, _claimed(3))
    ask(collector, _CHUNKS.format(3))
    ask(collector, "SELECT inbox.forget_attempt(3)")
    assert ask(collector, "SELECT attempt FROM inbox.attempt WHERE row = 3") == [(90,)]


def test_a_verified_copy_that_cannot_be_read_is_not_whole(team: TeamStore) -> None:
    """A damaged page takes nothing away, and ends no collector: what reading it raises is raised here by a view."""
    with team.server.connect(team.name, "backoffice") as raw:
        whole = "SELECT inbox.whole(90)"
        ask(raw, _claimed(3))
        assert ask(raw, whole) == [(True,)]
        ask(raw, "ALTER TABLE inbox.chunk RENAME TO sound")
        ask(
            raw,
            "CREATE FUNCTION inbox.torn(BYTEA) RETURNS BYTEA LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'EXEMPLE' USING ERRCODE = 'data_corrupted'; END $$",
        )
        ask(raw, "CREATE VIEW inbox.chunk AS SELECT attempt, part, n, inbox.torn(sealed) AS sealed FROM inbox.sound")
        assert ask(raw, whole) == [(False,)]
        raw.rollback()


def test_a_peer_that_took_over_long_ago_took_over_when_the_server_was_told(team: TeamStore, collector: Raw) -> None:
    """Whatever the fact says: a day by the server's clock; asking for it begins one where nobody noted it."""
    ask(collector, _FOREIGN.format(at="'2020-01-05T08:00:00.000000Z'", row=3))
    assert ask(collector, "SELECT inbox.may_end(3)") == [(False,)]
    refused(collector, "SELECT inbox.destroy_key(3)")
    told = (
        "INSERT INTO inbox.trace (at, login, what, subject) SELECT now() - INTERVAL '25 hours', 'demo_collector', "
        "'foreign', row FROM inbox.submission"
    )
    team.server.do(team.name, told)
    try:
        for row in (1, 3):
            ask(collector, _FOREIGN.format(at="'2020-01-05T08:00:00.000000Z'", row=row))
        ask(collector, "SELECT inbox.destroy_key(3)")
        ask(collector, _CHUNKS.format(3))
        assert ask(collector, "SELECT inbox.may_end(1)") == [(False,)]  # a case was made of it
        refused(collector, "SELECT inbox.destroy_key(1)")
        ask(collector, f"UPDATE inbox.submission SET expired_at = {_AT} WHERE row = 3")
        ask(collector, _FOREIGN.format(at="'2020-01-05T08:00:00.000000Z'", row=3))
        refused(collector, "SELECT inbox.destroy_key(3)")
    finally:
        team.server.do(team.name, "DELETE FROM inbox.trace")


def test_a_collector_goes_on_where_the_server_lets_nothing_go(team: TeamStore, tmp_path: Path) -> None:
    """The program's own words, by a collector's login: two verified copies stay, and so does a peer's."""
    with contextlib.closing(open_inbox(team.server.address(team.name, "demo_collector"), tmp_path)) as inbox:
        with inbox.transaction() as tx:
            for words in (_claimed(2).replace("90", "91"), _FOREIGN.format(at=_AT, row=2)):
                tx.exec_driver_sql(words)
            assert attempts.sweep(tx, [2], NOW) == 0
            assert attempts.to_sweep(tx) == [2, 4]
        assert erase(inbox, 2, NOW).erased_at is None


@pytest.mark.parametrize(
    "words",
    [
        (
            "INSERT INTO inbox.attempt (attempt, row, tag, store_id, run_key, wrapped_key, started_at, stored_at) "
            f"VALUES (93, 3, '\\x93', 'demo', 9, '\\x01', {_AT}, {_AT})"
        ),
        (
            "INSERT INTO inbox.submission (row, origin, id, digest, seq, kind, size, parts, first_seen_at, stage, lost_at) "
            f"VALUES (90, 'demo', 'demo-90', 'd', 90, 'demo', 1, 1, {_AT}, 'LOST', {_AT})"
        ),
    ],
)
def test_nothing_begins_with_a_fact(collector: Raw, words: str) -> None:
    """Who fills it afterwards is noted."""
    refused(collector, words)


def test_a_program_of_before_still_leads(collector: Raw) -> None:
    """It asks these words before it collects, and begins its rows with these columns, whatever was migrated since."""
    asked = "SELECT has_table_privilege(session_user, 'inbox.{}', 'INSERT')"
    assert [ask(collector, asked.format(name)) for name in ("submission", "attempt")] == [[(True,)]] * 2
    ask(
        collector,
        "INSERT INTO inbox.submission (row, origin, id, digest, seq, kind, size, parts, submitted_at, expires_at, "
        f"first_seen_at, stage) VALUES (90, 'demo', 'demo-90', 'd', 90, 'demo', 1, 1, {_AT}, {_AT}, {_AT}, 'OFFERED')",
    )
    ask(
        collector,
        "INSERT INTO inbox.attempt (attempt, row, tag, store_id, run_key, wrapped_key, started_at) "
        f"VALUES (90, 90, '\\x90', 'demo', 9, '\\x01', {_AT})",
    )


def test_a_program_of_before_goes_on_where_it_may_take_nothing_away(collector: Raw) -> None:
    """It asks for the pieces beside a verified copy to go, and leaves the attempt where one of them is there still."""
    ask(collector, _claimed(2))
    pieces = "SELECT n_chunk FROM inbox.chunk WHERE attempt = 2 LIMIT 4096"
    before = ask(collector, pieces)
    ask(collector, f"SELECT inbox.forget_chunks(ARRAY({pieces}))")
    assert ask(collector, pieces) == before != []


def test_nothing_is_called_erased_whose_key_is_there(collector: Raw) -> None:
    """Nobody would look for it any more."""
    refused(collector, f"UPDATE inbox.submission SET erased_at = {_AT} WHERE row = 3")


@pytest.mark.parametrize(
    "words",
    ["UPDATE inbox.attempt SET wrapped_key = '\\x0000' WHERE attempt = 3", "DELETE FROM inbox.chunk WHERE attempt = 4"],
)
def test_who_collects_and_purges_ends_nothing_without_a_purge(team: TeamStore, words: str) -> None:
    """Facts of his own are no leave for the rights that a purge wants."""
    user = team.server.login("demo_both", "backoffice_collector", "backoffice_lead")
    with team.server.connect(team.name, user) as raw:
        ask(raw, _FOREIGN.format(at=_AT, row=3))
        refused(raw, words)


def test_who_said_so_is_known_to_who_reads_the_journal(collector: Raw, logins: dict[str, Raw]) -> None:
    """Whose login it was, and the server's time: neither is told by anybody, and nobody writes there."""
    line = (
        '{"at":"2026-01-05T08:00:00.000000+00:00","details":{},"object":"x","role":"collector",'
        '"verb":"attempt_set_aside"}'
    )
    ask(collector, f"UPDATE inbox.attempt SET set_aside_at = {_AT} WHERE attempt = 4")
    ask(
        collector,
        f"SELECT inbox.audit_append(h.n + 1, ARRAY['{line}'], ARRAY[sha256(h.hash || '{line}')]) "
        "FROM inbox.audit_head() h",
    )
    collector.commit()
    refused(collector, "SELECT 1 FROM inbox.trace")
    said = "SELECT what, subject = upto, now() - at < INTERVAL '1 hour' FROM inbox.trace WHERE login = 'demo_collector'"
    for user in ("demo_auditor", "demo_dpo"):
        assert set(ask(logins[user], said)) >= {("attempt_set_aside", None, True), ("journal", True, True)}
        for words in ("INSERT INTO inbox.trace (login, what, subject) VALUES ('x', 'x', 1)", "DELETE FROM inbox.trace"):
            refused(logins[user], words)
