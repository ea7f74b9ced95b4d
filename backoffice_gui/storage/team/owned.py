"""How functions of the owner's are said, once: with a path of their own, whoever calls them.

Primitives: `owned` (a function), `on` (a trigger of one), `OWNERS` and `REFUSED`, words of their bodies.
"""

from __future__ import annotations

__all__ = ["OWNERS", "REFUSED", "RULE", "on", "owned"]

OWNERS = "pg_has_role(session_user, current_user, 'MEMBER')"
"""Inside of such a function: whether it is the owner that asks (or a superuser), who makes and moves stores."""
REFUSED = "USING ERRCODE = 'insufficient_privilege'"
RULE = "USING ERRCODE = 'check_violation'"


def owned(schema: str, head: str, body: str, more: str = "plpgsql") -> str:
    """A function of the owner's in this schema, made in the place of an earlier one."""
    return (
        f"CREATE OR REPLACE FUNCTION {schema}.{head} LANGUAGE {more} SECURITY DEFINER "
        f"SET search_path = {schema}, pg_temp AS $own$ {body} $own$"
    )


def on(schema: str, name: str, when: str, table: str, *, of: str = "", function: str = "") -> str:
    """A trigger for each row; `when`: time and event, `of`: a condition on OLD and NEW, else `function` of its name."""
    condition = f" WHEN ({of})" if of else ""
    return (
        f"CREATE OR REPLACE TRIGGER {name} {when} ON {schema}.{table} FOR EACH ROW{condition} "
        f"EXECUTE FUNCTION {schema}.{function or f'{name}()'}"
    )
