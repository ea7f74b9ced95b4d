"""What a collector may take away on a team's server: functions of the owner's, which believe none of its facts.

A collector's login fills the facts of an attempt and of a receipt, whatever it likes. So what goes is judged by what it
can't say: octets that the server hashes itself, its own clock, and what others have put into the casebook. In doubt
nothing goes (a second copy is kept, not dropped):

- **A verified attempt never goes.** Nobody but a purge of two people, or a listed peer (below), ends it.
- **A stored one goes beside a verified one whose sealed pieces are those that were verified**, hashed here; not where
  the web copy is gone, for then it may be the only one that is true.
- **A peer's copy goes a day after the server was told**, never where a case was made of it or the web copy expired.

What may not go stays, and `forget_chunks` says nothing of it: a program of before 1.5, which does not ask first, would
end at a refusal, in each of its lives before it has listed anything. It finds the pieces there, and leaves them.

The owner's login, which makes and moves stores, is bound by the migrations' guards alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from backoffice_gui.storage.team.owned import OWNERS, RULE, on, owned

__all__ = ["FUNCTIONS", "removing"]

FUNCTIONS = "may_forget forget_chunks forget_attempt may_end destroy_key"
"""Those that a collector calls."""

_MANIFEST = 4_294_967_295
_ZEROS = "decode(repeat('00', length({0}.wrapped_key)), 'hex')"
_BESIDE = (
    "EXISTS (SELECT 1 FROM attempt v WHERE v.row = a.row AND v.attempt <> a.attempt AND v.verified_at IS NOT NULL "
    "AND v.set_aside_at IS NULL{0})"
)
_AT_REST = (
    "EXISTS (SELECT 1 FROM submission s WHERE s.row = a.row AND coalesce(s.receipt_at, s.expired_at, s.closed_at) "
    "IS NOT NULL AND coalesce(s.lost_at, s.missing_at, s.disputed_at) IS NULL)"
)
_EXPIRED = "EXISTS (SELECT 1 FROM submission s WHERE s.row = a.row AND s.expired_at IS NOT NULL)"
_DAY_AGO = "to_char((now() AT TIME ZONE 'UTC') - INTERVAL '24 hours', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
_DIRECT = "NOT pg_has_role(current_user, (SELECT nspowner FROM pg_namespace WHERE nspname = 'inbox'), 'MEMBER')"
"""Inside of a guard that is nobody's but the caller's: that no function of the owner's is at work."""


def removing() -> Iterator[str]:
    """The statements, in order; they are of the schema `inbox`."""
    yield from _attempts()
    yield from _peers()
    yield from _alone()


def _attempts() -> Iterator[str]:
    yield owned(
        "inbox",
        "whole(number BIGINT) RETURNS BOOLEAN",
        "BEGIN RETURN coalesce((SELECT a.chunk_hashes = (SELECT string_agg(sha256(k.sealed), ''::bytea ORDER BY "
        f"k.part <> {_MANIFEST}, k.part, k.n) FROM chunk k WHERE k.attempt = a.attempt) FROM attempt a "
        "WHERE a.attempt = number), false); "
        # a page that can't be read is not whole: what lies beside it stays, and the collector goes on
        "EXCEPTION WHEN data_corrupted OR index_corrupted THEN RETURN false; END",
        "plpgsql STABLE",
    )
    yield owned(
        "inbox",
        "may_forget(number BIGINT) RETURNS BOOLEAN",
        "DECLARE a attempt; BEGIN SELECT * INTO a FROM attempt x WHERE x.attempt = number; "
        f"IF NOT FOUND THEN RETURN true; END IF; IF {OWNERS} THEN "
        f"RETURN {_BESIDE.format('')} OR (a.stored_at IS NULL AND {_AT_REST}); END IF; "
        f"IF a.stored_at IS NULL THEN RETURN {_BESIDE.format('')} OR {_AT_REST}; END IF; "
        f"RETURN a.verified_at IS NULL AND NOT {_EXPIRED} AND {_BESIDE.format(' AND whole(v.attempt)')}; END",
        "plpgsql STABLE",
    )
    yield owned(
        "inbox",
        "forget_chunks(numbers BIGINT[]) RETURNS VOID",
        "BEGIN IF EXISTS (SELECT 1 FROM attempt a WHERE a.attempt IN (SELECT k.attempt FROM chunk k "
        f"WHERE k.n_chunk = ANY (numbers)) AND a.wrapped_key <> {_ZEROS.format('a')} AND NOT may_forget(a.attempt)) "
        "THEN RETURN; END IF; DELETE FROM chunk WHERE n_chunk = ANY (numbers); END",
    )
    yield owned(
        "inbox",
        "forget_attempt(number BIGINT) RETURNS VOID",
        f"BEGIN IF NOT may_forget(number) THEN RAISE EXCEPTION 'rule c' {RULE}; END IF; "
        "DELETE FROM attempt WHERE attempt = number; END",
    )


def _peers() -> Iterator[str]:
    """The day is counted from when the server was told; where nobody noted that (a store that was moved), from now."""
    yield owned(
        "inbox",
        "may_end(number BIGINT) RETURNS BOOLEAN",
        "DECLARE s submission; told TIMESTAMPTZ; BEGIN SELECT x.* INTO s FROM attempt a JOIN submission x "
        "ON x.row = a.row WHERE a.attempt = number; "
        "IF NOT FOUND OR s.receipt_ours IS NOT FALSE OR s.receipt_peer IS NOT TRUE "
        f"OR s.receipt_recorded_at IS NULL OR s.receipt_recorded_at > {_DAY_AGO} THEN RETURN false; END IF; "
        f"IF {OWNERS} THEN RETURN true; END IF; "
        "IF coalesce(s.expired_at, s.lost_at, s.missing_at, s.disputed_at) IS NOT NULL THEN RETURN false; END IF; "
        "IF to_regclass('casebook.cases') IS NOT NULL THEN IF EXISTS (SELECT 1 FROM casebook.cases c WHERE "
        "c.origin = s.origin AND c.submission = s.id AND c.digest = s.digest) THEN RETURN false; END IF; END IF; "
        "SELECT min(t.at) INTO told FROM trace t WHERE t.what = 'foreign' AND t.subject = s.row; "
        "IF told IS NULL THEN INSERT INTO trace (login, what, subject) VALUES (session_user, 'foreign', s.row); "
        "RETURN false; END IF; RETURN told <= now() - INTERVAL '24 hours'; END",
    )
    yield owned(
        "inbox",
        "destroy_key(number BIGINT) RETURNS VOID",
        f"BEGIN IF NOT may_end(number) THEN RAISE EXCEPTION 'not a peer''s' {RULE}; END IF; UPDATE attempt "
        "SET wrapped_key = decode(repeat('00', length(wrapped_key)), 'hex') WHERE attempt = number; END",
    )


def _direct(name: str, when: str, table: str, allowed: str, said: str) -> Iterator[str]:
    """A guard of those who change a table with a right of their own: it asks who does it at this moment."""
    result = "OLD" if "DELETE" in when else "NEW"
    yield (
        f"CREATE OR REPLACE FUNCTION inbox.{name}() RETURNS trigger LANGUAGE plpgsql SET search_path = inbox, pg_temp "
        f"AS $own$ BEGIN IF {_DIRECT} AND NOT ({allowed}) THEN RAISE EXCEPTION '{said}' {RULE}; END IF; "
        f"RETURN {result}; END $own$"
    )
    yield on("inbox", name, when, table)


def _alone() -> Iterator[str]:
    """Who purges removes what a purge has ended, whatever else he is: the facts may be his own."""
    yield from _direct(
        "guard_chunk_ended",
        "BEFORE DELETE",
        "chunk",
        f"EXISTS (SELECT 1 FROM attempt a WHERE a.attempt = OLD.attempt AND a.wrapped_key = {_ZEROS.format('a')})",
        "a purge ends it",
    )
    yield from _direct(
        "guard_attempt_ended",
        "BEFORE UPDATE OF wrapped_key",
        "attempt",
        f"NEW.wrapped_key = OLD.wrapped_key OR NEW.run_key <> OLD.run_key OR (NEW.wrapped_key = {_ZEROS.format('NEW')} "
        "AND EXISTS (SELECT 1 FROM purged p WHERE p.row = NEW.row))",
        "a purge ends it",
    )
    yield from _direct(
        "guard_submission_erased",
        "BEFORE UPDATE OF erased_at",
        "submission",
        "NEW.erased_at IS NOT DISTINCT FROM OLD.erased_at OR NOT EXISTS (SELECT 1 FROM attempt a "
        f"WHERE a.row = NEW.row AND a.wrapped_key <> {_ZEROS.format('a')})",
        "its keys are there",
    )
