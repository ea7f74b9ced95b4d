"""How a team's guards are said to PostgreSQL, once for both databases; frozen as the revisions that use it are.

Primitives: `REFUSE` (the function that every refusal calls, made first), `refusing`, `never`, `never_emptied` (its
triggers), `checked` (a guard that looks into other tables). Conditions are words of ours, never of a caller's.
"""

from __future__ import annotations

__all__ = ["REFUSE", "checked", "never", "never_emptied", "refusing"]

REFUSE = (
    "CREATE FUNCTION guard_refuse() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN "
    "RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'check_violation'; END $guard$"
)


def refusing(name: str, when: str, table: str, condition: str, said: str) -> str:
    """A trigger that refuses a change of a row where the condition holds."""
    return (
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW WHEN ({condition}) "
        f"EXECUTE FUNCTION guard_refuse('{said}')"
    )


def never(table: str, verb: str) -> str:
    """No row of the table is ever changed, or deleted."""
    return refusing(f"guard_{table}_{verb.lower()}", verb, table, "true", "never")


def never_emptied(table: str) -> str:
    """The table is not emptied in one word, which no trigger of a row would see."""
    return (
        f"CREATE TRIGGER guard_{table}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
        "EXECUTE FUNCTION guard_refuse('never')"
    )


def checked(name: str, when: str, table: str, refused: str, said: str) -> tuple[str, str]:
    """A guard that looks into other tables: a function of its own, and its trigger.

    It does not say SECURITY DEFINER: whoever may change a row may also read what decides about it.
    """
    result = "OLD" if when == "DELETE" else "NEW"
    return (
        (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $guard$ "
            f"BEGIN IF {refused} THEN RAISE EXCEPTION '{said}' USING ERRCODE = 'check_violation'; END IF; "
            f"RETURN {result}; END $guard$"
        ),
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    )
