"""How words are looked for on a team's server: one function, one journey, and one rule of who sees.

The newest cases are walked through first: a word that half of them have is found at once. Where little is found
there, the cheapest way goes on: walking, in wider and wider windows; the index of words, asked for the rarest word
alone (asked for a beginning that most cases have, it lays out all of them); or looking at the marked cases one by
one, where they are few. Which is cheapest follows from what the newest cases have.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["FUNCTIONS_1_3", "NAMES_1_3", "V1_3", "case_found"]

_FOUND = """
CREATE OR REPLACE FUNCTION case_found(asked tsquery[], low bigint, high bigint, wanted integer, mask bytea,
    marked integer, among bigint[]) RETURNS SETOF bigint LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $found$
#variable_conflict use_variable
DECLARE
    whole tsquery := asked[1];
    rarest tsquery := asked[1];
    least_share float8 := 2;
    share float8;
    expected float8 := 1;
    highest bigint;
    top bigint;
    bottom bigint;
    pace bigint := {window};
    many integer := 0;
    fresh integer;
    dense float8;
    walk float8;
    pick float8;
    look float8;
    first integer := 1;
BEGIN
    FOR n IN 2 .. cardinality(asked) LOOP whole := whole && asked[n]; END LOOP;
    SELECT max(s."case") INTO highest FROM case_search s;
    high := least(coalesce(high, highest), highest);
    top := high;
    WHILE many < wanted AND top > low LOOP
        bottom := greatest(top - pace, low);
        RETURN QUERY SELECT s."case" FROM case_search s WHERE s."case" > bottom AND s."case" <= top {sees}
            AND {has} ORDER BY s."case" DESC LIMIT wanted - many;
        GET DIAGNOSTICS fresh = ROW_COUNT;
        many := many + fresh;
        top := bottom;
        EXIT WHEN many >= wanted OR top <= low;
        IF least_share > 1 THEN
            FOR n IN 1 .. cardinality(asked) LOOP
                SELECT (count(*) FILTER (WHERE s.words @@ asked[n]) + 0.5) / {sample} INTO share FROM case_search s
                    WHERE s."case" > high - {sample} AND s."case" <= high;
                expected := expected * least(share, 1);
                IF share < least_share THEN least_share := share; rarest := asked[n]; END IF;
            END LOOP;
        END IF;
        dense := (many + expected * coalesce(marked::float8 / high, 1) * {window}) / (high - top + {window});
        walk := least(top - low, (wanted - many) / dense) * ({step} + {read} * coalesce(marked::float8 / high, 1));
        pick := least_share * (highest * {posting} + (top - low) * {fetch});
        look := CASE WHEN among IS NOT NULL
            THEN least(marked, (wanted - many) / dense * marked / high) * {probe} ELSE 'infinity' END;
        IF pick <= least(walk, look) THEN
            RETURN QUERY WITH hit AS MATERIALIZED (
                SELECT s."case" FROM case_search s WHERE s.words @@ rarest {sees}
                    AND CASE WHEN s."case" > low AND s."case" <= top THEN {has} ELSE false END
            ) SELECT hit."case" FROM hit ORDER BY hit."case" DESC LIMIT wanted - many;
            RETURN;
        END IF;
        WHILE look < walk AND many < wanted AND first <= cardinality(among) LOOP
            RETURN QUERY SELECT s."case" FROM unnest(among[first:first + {batch} - 1]) AS one
                JOIN case_search s ON s."case" = one WHERE one > low AND one <= top {sees}
                AND CASE WHEN true THEN s.words @@ whole END ORDER BY s."case" DESC LIMIT wanted - many;
            GET DIAGNOSTICS fresh = ROW_COUNT;
            many := many + fresh;
            first := first + {batch};
        END LOOP;
        IF first > 1 THEN RETURN; END IF;
        pace := least(greatest(((wanted - many) / dense * 1.25)::bigint, {window}), pace * {wider});
    END LOOP;
END $found$
"""
_HAS = 'CASE WHEN mask IS NULL OR get_bit(mask, s."case" - 1) = 1 THEN s.words @@ whole ELSE false END'
"""A mark is looked at before words are; and no index is used for what stands in a CASE."""
_COSTS = {
    "window": 4_096,
    "wider": 8,
    "sample": 1_024,
    "batch": 1_000,
    "step": 0.25,
    "read": 0.6,
    "posting": 0.1,
    "fetch": 1.2,
    "probe": 3.0,
}
"""Cases of the first window, how much wider the next may be, by how many words are known, how many are read at once.

Then microseconds: to pass by a case, to look into its words; to lay out a hit, to fetch it; to read a marked case.
"""


def case_found(sees: str = "", costs: Mapping[str, float] = _COSTS) -> str:
    """The function as it is made; `sees`: a condition on `s`, which begins with AND, that every way keeps to.

    `case_found(words, above, upto, wanted, mask, marked, among)`: at most so many cases that have every word, newest
    first; `upto` null for all; `mask`: a bit for each case up to there, the first the lowest of the first octet;
    `marked`: how many are set; `among`: which, falling, where they are few.
    """
    return _FOUND.format(sees=sees, has=_HAS, **{**_COSTS, **costs}).strip()


V1_3 = (case_found(),)
NAMES_1_3: tuple[str, ...] = ()
FUNCTIONS_1_3 = ("case_found",)
