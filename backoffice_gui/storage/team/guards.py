"""Guards that look across both schemas of a team, or at the server's clock; said anew with who may what.

They stand beside the migrations' own: a schema that was released gets them by `store migrate`. What an owner does,
who moves a store or makes one, they let pass.
"""

from __future__ import annotations

__all__ = ["guards"]

_OWNERS = "pg_has_role(session_user, current_user, 'MEMBER')"
_REFUSED = "USING ERRCODE = 'insufficient_privilege'"


def _guard(schema: str, table: str, name: str, allowed: str, said: str) -> tuple[str, str]:
    """What is inserted where this is so; who asks need not see what decides."""
    return (
        (
            f"CREATE OR REPLACE FUNCTION {schema}.{name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
            f"SET search_path = {schema}, pg_temp AS $own$ BEGIN IF {_OWNERS} THEN RETURN NEW; END IF; "
            f"IF {allowed} THEN RETURN NEW; END IF; "
            f"RAISE EXCEPTION '{said}' {_REFUSED}; END $own$"
        ),
        (
            f"CREATE OR REPLACE TRIGGER {name} BEFORE INSERT ON {schema}.{table} FOR EACH ROW "
            f"EXECUTE FUNCTION {schema}.{name}()"
        ),
    )


_AGREED = (
    "EXISTS (SELECT 1 FROM purged p WHERE p.row = NEW.row) OR EXISTS (SELECT 1 FROM casebook.purge p "
    "JOIN casebook.purge_item i ON i.purge = p.purge WHERE p.digest = NEW.digest AND p.started_at IS NOT NULL "
    "AND p.ended_at IS NULL AND i.outcome = '' AND ((i.category = 'apart' AND i.subject = NEW.row) OR "
    "(i.category <> 'apart' AND EXISTS (SELECT 1 FROM casebook.cases c JOIN submission s ON s.row = NEW.row "
    'WHERE c."case" = i.subject AND c.origin = s.origin AND c.digest = s.digest AND c.submission = s.id))))'
)
_OLD = (
    "(SELECT max((a.event::json ->> 'at')::timestamptz) FROM audit a WHERE a.n <= NEW.upto) "
    "< now() - INTERVAL '180 days'"
)


def guards(schema: str) -> tuple[str, ...]:
    """The statements of one schema.

    A journal goes up to a line only where none up to it is younger than six months, whatever that line says of itself;
    and what lies in the inbox is destroyed for a purge that two people agreed to, and that has begun.
    """
    lasting = _guard(schema, "audit_boundary", "guard_audit_boundary_age", _OLD, "kept for six months")
    if schema == "casebook":
        return lasting
    return (*lasting, *_guard(schema, "purged", "guard_purged_agreed", _AGREED, "a purge ends it"))
