"""When each login was last seen at work: by the server's own notes of the last lines, told to whoever keeps members."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, text

from backoffice_gui.storage.team.owned import owned

__all__ = ["last_seen", "seeing"]

_LINES = 50_000
"""How many lines of each schema are looked through: reading them takes some 10 ms, and a team's months fit in.

Those of the journal alone, by the index: whoever works adds to it, and a new reader's words are a row for each case.
"""
_SEEN = (
    "SELECT t.login, max(t.at) FROM (SELECT i.login, i.at FROM {0}.trace i WHERE i.what = 'journal' "
    f"ORDER BY i.subject DESC LIMIT {_LINES}) t GROUP BY t.login"
)
_MAY = text("SELECT coalesce(has_function_privilege(to_regprocedure('casebook.last_seen()')::oid, 'EXECUTE'), false)")
_ASK = text("SELECT login, max(at) AS at FROM casebook.last_seen() GROUP BY login")


def seeing() -> str:
    """The function, said anew at each making and migrating; where one schema is not there yet, the other's lines do."""
    each = " ".join(
        f"IF to_regclass('{schema}.trace') IS NOT NULL THEN RETURN QUERY {_SEEN.format(schema)}; END IF;"
        for schema in ("casebook", "inbox")
    )
    return owned("casebook", "last_seen() RETURNS TABLE (login TEXT, at TIMESTAMPTZ)", f"BEGIN {each} END")


def last_seen(connection: Connection) -> Mapping[str, datetime]:
    """When, by login; nothing where whoever asks keeps no members, or the store is older than that."""
    if not connection.execute(_MAY).scalar():
        return {}
    return {row.login: row.at for row in connection.execute(_ASK)}
