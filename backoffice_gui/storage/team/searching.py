"""How words are looked for on a team's server by who sees some services: in his own cases, and nowhere else.

Who sees all asks `migrations.team_search`'s function as it is. Its ways weigh all cases, and its index lists all that
have a word: how long it takes, and how many pages it reads (`EXPLAIN (ANALYZE, BUFFERS)`), tells of cases that the
asker does not see. So whoever sees some services has a function that walks through his own cases, by an index of
service and number; no word of another's is ever looked at. What it walks through is said to that index as a range of
both, service by service: said as a number and a service, the planner takes the index of numbers, and reads everybody's
cases to keep one in three. Where his own are very many and the word is rare it asks the index of words all the same,
for he would wait too long: `patience`, in microseconds, for all that is walked (on a slow day it takes three times
that). What a server has of this was made by `store init` or `store migrate`, whichever was last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from backoffice_gui.storage.migrations import team_search

__all__ = ["COSTS", "searching"]

COSTS: Mapping[str, float] = {
    "window": 4_096,
    "wider": 8,
    "sample": 1_024,
    "batch": 1_000,
    "read": 0.45,
    "probe": 3.0,
    "patience": 20_000,
}
"""Numbers of the first window, how much wider the next may be, by how many cases words are known, how many are read at
once; microseconds to look into an own case's words, to read a marked case, and that one waits at most for walking."""

_ASKED = "asked tsquery[], low bigint, high bigint, wanted integer, mask bytea, marked integer, among bigint[]"
_GIVEN = "asked, low, high, wanted, mask, marked, among"
_HAS = 'CASE WHEN mask IS NULL OR get_bit(mask, s."case" - 1) = 1 THEN s.words @@ whole ELSE false END'
_MINE = """
CREATE OR REPLACE FUNCTION casebook.case_found_mine({asked}) RETURNS SETOF bigint LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = casebook, pg_temp SET enable_seqscan = off AS $found$
#variable_conflict use_variable
DECLARE
    mine bigint[] := my_services();
    whole tsquery := asked[1];
    rarest tsquery := asked[1];
    least_share float8 := 2;
    share float8;
    own bigint;
    highest bigint;
    top bigint;
    bottom bigint;
    pace bigint := {window};
    many integer := 0;
    fresh integer;
    first integer := 1;
    dense float8;
BEGIN
    FOR n IN 2 .. cardinality(asked) LOOP whole := whole && asked[n]; END LOOP;
    SELECT coalesce(sum(t.number), 0) INTO own FROM tally t WHERE t.service = ANY (mine);
    SELECT max(last.n) INTO highest FROM unnest(mine) AS one
        CROSS JOIN LATERAL (SELECT max(s."case") AS n FROM case_search s WHERE s.service = one) AS last;
    high := least(coalesce(high, highest), highest);
    top := high;
    IF cardinality(among) * {probe} < own * {read} THEN
        WHILE many < wanted AND first <= cardinality(among) LOOP
            RETURN QUERY SELECT s."case" FROM unnest(among[first:first + {batch} - 1]) AS one
                JOIN case_search s ON s."case" = one WHERE s.service = ANY (mine) AND one > low AND one <= top
                AND CASE WHEN s.service = ANY (mine) THEN s.words @@ whole ELSE false END
                ORDER BY s."case" DESC LIMIT wanted - many;
            GET DIAGNOSTICS fresh = ROW_COUNT;
            many := many + fresh;
            first := first + {batch};
        END LOOP;
        RETURN;
    END IF;
    WHILE many < wanted AND top > low LOOP
        bottom := greatest(top - pace, low);
        RETURN QUERY SELECT walked.n FROM unnest(mine) AS one CROSS JOIN LATERAL (
            SELECT s."case" AS n FROM case_search s WHERE (s.service, s."case") > (one, bottom)
                AND (s.service, s."case") <= (one, top)
                AND CASE WHEN s.service = one AND s."case" > bottom AND s."case" <= top THEN {has} ELSE false END
                ORDER BY s.service DESC, s."case" DESC LIMIT wanted - many
            ) AS walked ORDER BY walked.n DESC LIMIT wanted - many;
        GET DIAGNOSTICS fresh = ROW_COUNT;
        many := many + fresh;
        top := bottom;
        EXIT WHEN many >= wanted OR top <= low;
        dense := (many + 0.5) / (high - top);
        IF (high - top + least(top - low, (wanted - many) / dense)) * own / highest * {read} > {patience} THEN
            FOR n IN 1 .. cardinality(asked) LOOP
                SELECT (count(*) FILTER (WHERE CASE WHEN s.service = ANY (mine) THEN s.words @@ asked[n] END) + 0.5)
                    / greatest(count(*), 1) INTO share FROM case_search s WHERE s.service = ANY (mine)
                    AND s."case" > high - {sample} * highest / greatest(own, 1) AND s."case" <= high;
                IF share < least_share THEN least_share := share; rarest := asked[n]; END IF;
            END LOOP;
            RETURN QUERY WITH hit AS MATERIALIZED (
                SELECT s."case" FROM case_search s WHERE s.words @@ rarest AND s.service = ANY (mine)
                    AND CASE WHEN s."case" > low AND s."case" <= top THEN {has} ELSE false END
            ) SELECT hit."case" FROM hit ORDER BY hit."case" DESC LIMIT wanted - many;
            RETURN;
        END IF;
        pace := least(greatest(((wanted - many) / dense * 1.25)::bigint, {window}), pace * {wider});
    END LOOP;
END $found$
"""
_EITHER = """
CREATE OR REPLACE FUNCTION casebook.case_found({asked}) RETURNS SETOF bigint LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = casebook, pg_temp AS $found$
BEGIN
    IF sees_all() THEN
        RETURN QUERY SELECT case_found_all({given});
    ELSE
        RETURN QUERY SELECT case_found_mine({given});
    END IF;
END $found$
"""


def searching(costs: Mapping[str, float] = COSTS, all_costs: Mapping[str, float] | None = None) -> Iterator[str]:
    """The statements, in order; each function is the owner's. `case_found` alone is called by others."""
    everywhere = team_search.case_found() if all_costs is None else team_search.case_found(costs=all_costs)
    yield everywhere.replace("FUNCTION case_found", "FUNCTION casebook.case_found_all", 1)
    head = "FUNCTION casebook.case_found_all(tsquery[], bigint, bigint, integer, bytea, integer, bigint[])"
    yield f"ALTER {head} SECURITY DEFINER"
    yield f"ALTER {head} SET search_path = casebook, pg_temp"
    yield _MINE.format(asked=_ASKED, has=_HAS, **{**COSTS, **costs}).strip()
    yield _EITHER.format(asked=_ASKED, given=_GIVEN).strip()
