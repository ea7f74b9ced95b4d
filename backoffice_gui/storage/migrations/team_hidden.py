"""What keeps a team's casebook from telling of rows that somebody does not see; frozen once released.

Words are looked for in one's own cases by an index of service and number. And the planner keeps no statistics of what
persons declared: it estimates from all rows, so that `EXPLAIN` would tell a frequent name from one that is not there.
A column that an index is asked by keeps the least there is, which holds no list of values; of the others it keeps none,
and forgets what it knew (it does where a column is given its own type again; no row is written).
"""

from __future__ import annotations

__all__ = ["FUNCTIONS_1_4", "INDEXES_1_4", "LITTLE", "NAMES_1_4", "NONE", "V1_4"]

NONE = {
    "person": (
        "applicant sort_key family_name used_name given_names sex birth birth_place birth_country nationalities "
        "ofpra_number foreigner_number"
    ),
    "cases": "applicant ofpra_number comment delivery language",
    "identity": "form",
    "contact": "value",
    "certificate": "event",
    "change": "before after",
    "case_event": "details before",
    "note": "text",
    "draft": "text",
}
"""Columns that no plan asks about."""
LITTLE = {
    "person": "ofpra_key foreigner_key",
    "cases": "sort_key",
    "contact": "key",
    "change": "key",
    "match_key": "key",
}
"""Columns that an index is asked by: whether their values are many is known, and their ends in a small sample."""

V1_4 = (
    'CREATE INDEX ix_case_search_service ON case_search (service, "case")',
    *(
        f"ALTER TABLE {table} "
        + ", ".join(f"ALTER COLUMN {name} SET STATISTICS 0, ALTER COLUMN {name} TYPE TEXT" for name in names.split())
        for table, names in NONE.items()
    ),
    *(
        f"ALTER TABLE {table} " + ", ".join(f"ALTER COLUMN {name} SET STATISTICS 1" for name in names.split())
        for table, names in LITTLE.items()
    ),
)
"""In the order they are made."""
INDEXES_1_4 = ("ix_case_search_service",)
NAMES_1_4: tuple[str, ...] = ()
FUNCTIONS_1_4: tuple[str, ...] = ()
"""No table and no function of its own."""
