"""What a team's casebook has so that colleagues see each other: presence, soft locks, and what is said to listeners.

A notification is a code word, with a case's number at most: who listens reads what happened under his own rights. Equal
ones of a transaction are one (PostgreSQL sees to that), however many cases it changes. Frozen once released.
"""

from __future__ import annotations

__all__ = ["FUNCTIONS_1_3", "NAMES_1_3", "V1_3"]

_TELL = "PERFORM pg_catalog.pg_notify('backoffice_case', "


def _tells(word: str, name: str, when: str, table: str) -> str:
    """One word for each statement."""
    return f"CREATE TRIGGER {name} AFTER {when} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION tell('{word}')"


def _company(table: str, changed: str) -> tuple[str, ...]:
    """A word and the case's number for each row; what only says that somebody is still there is not told."""
    return (
        (
            f"CREATE TRIGGER tell_{table}_came AFTER INSERT OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION tell_company()"
        ),
        (
            f"CREATE TRIGGER tell_{table}_moved AFTER UPDATE ON {table} FOR EACH ROW "
            f"WHEN (({changed.format('OLD')}) IS DISTINCT FROM ({changed.format('NEW')})) "
            "EXECUTE FUNCTION tell_company()"
        ),
    )


_TABLES = (
    """
    CREATE TABLE presence (
        agent TEXT NOT NULL,
        post TEXT NOT NULL,
        "case" BIGINT NOT NULL,
        since TIMESTAMP WITH TIME ZONE NOT NULL,
        seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT pk_presence PRIMARY KEY (agent, post)
    )
    """,
    """
    CREATE TABLE editing (
        "case" BIGINT NOT NULL,
        agent TEXT NOT NULL,
        post TEXT NOT NULL,
        since TIMESTAMP WITH TIME ZONE NOT NULL,
        typed_at TIMESTAMP WITH TIME ZONE NOT NULL,
        wanted_by TEXT DEFAULT '' NOT NULL,
        wanted_at TIMESTAMP WITH TIME ZONE,
        taken_from TEXT DEFAULT '' NOT NULL,
        CONSTRAINT pk_editing PRIMARY KEY ("case")
    )
    """,
    "COMMENT ON COLUMN presence.agent IS 'a login'",
    "COMMENT ON COLUMN presence.post IS 'the machine''s name'",
    "COMMENT ON COLUMN presence.\"case\" IS 'what this desk shows'",
    "COMMENT ON COLUMN presence.seen_at IS 'its last sign of life'",
    "COMMENT ON COLUMN editing.\"case\" IS 'one writes at a time'",
    "COMMENT ON COLUMN editing.typed_at IS 'the last key'",
    "COMMENT ON COLUMN editing.wanted_by IS 'who asks to take over'",
    "COMMENT ON COLUMN editing.taken_from IS 'who wrote before'",
)
_TELLING = (
    (
        "CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $tell$ "
        f"BEGIN {_TELL} TG_ARGV[0]); RETURN NULL; END $tell$"
    ),
    (
        "CREATE FUNCTION tell_company() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $tell$ BEGIN "
        f"IF TG_OP <> 'INSERT' THEN {_TELL} 'company ' || OLD.\"case\"); END IF; "
        f"IF TG_OP <> 'DELETE' THEN {_TELL} 'company ' || NEW.\"case\"); END IF; "
        "RETURN NULL; END $tell$"
    ),
    _tells("arrived", "tell_cases_arrived", "INSERT", "cases"),
    _tells("moved", "tell_cases_moved", "UPDATE OR DELETE", "cases"),
    _tells("moved", "tell_case_event", "INSERT", "case_event"),
    _tells("views", "tell_saved_view", "INSERT OR UPDATE OR DELETE", "saved_view"),
    *_company("presence", '{0}."case"'),
    *_company("editing", "{0}.agent, {0}.post, {0}.wanted_by"),
)

V1_3 = (*_TABLES, *_TELLING)
"""In the order they are made."""

NAMES_1_3 = ("presence", "editing")
FUNCTIONS_1_3 = ("tell", "tell_company")
