"""What a server raises, in our words: by SQLSTATE, and without one by what kind of error it is."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from backoffice_gui.errors import BackofficeError
from backoffice_gui.storage.team.faults import commit_unknown, converted, converting


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("40001", "STO-010 contended"),
        ("40P01", "STO-010 contended"),
        ("55P03", "STO-010 locked"),
        ("57014", "STO-010 interrupted"),
        ("53300", "STO-010 connections"),
        ("53200", "STO-010 memory"),
        ("53400", "STO-010 resources"),
        ("53100", "STO-009 database"),
        ("25006", "STO-001 read-only"),
        ("42501", "STO-001 not-permitted"),
        ("OF002", "STO-001 clock"),
        ("57P01", "STO-015 lost"),
        ("57P03", "STO-015 starting"),
        ("08006", "STO-015 lost"),
        ("28000", "STO-015 refused"),
        ("3D000", "STO-002 database"),
        ("42P01", "STO-006 tables"),
        ("58030", "STO-011 input-output"),
        ("XX001", "STO-011 corrupt"),
        ("23514", "a rule of the schema was broken"),
        ("42601", "statement refused"),
    ],
)
def test_a_state_has_its_words(state: str, said: str) -> None:
    """Never by its message."""
    kind = psycopg.errors.lookup(state) if state in {"23514", "42601"} else type("Of", (psycopg.OperationalError,), {})
    error = kind("EXEMPLE")
    error.sqlstate = state
    found = converted(OperationalError("", None, error), "inbox")
    assert isinstance(found, BackofficeError)
    assert str(found).startswith(said)
    assert "EXEMPLE" not in str(found)


def test_what_has_no_state_is_the_connections() -> None:
    """Or the pool's, or ours; all else passes."""
    assert str(converted(psycopg.OperationalError("EXEMPLE"), "inbox")) == "STO-015 lost file=inbox"
    assert str(converted(PoolTimeoutError("EXEMPLE"), "inbox")) == "STO-010 connections file=inbox"
    assert str(converted(psycopg.ProgrammingError("EXEMPLE"), "inbox")) == "driver misused in inbox"
    assert str(converted(ArgumentError("EXEMPLE"), "inbox")) == "statement misused in inbox"
    assert converted(ValueError("EXEMPLE"), "inbox") is None
    with pytest.raises(ValueError, match="EXEMPLE"), converting("inbox"):
        raise ValueError("EXEMPLE")


def test_a_commit_is_unknown_only_where_the_connection_went() -> None:
    """What the server has refused did not happen."""
    lost, refused = psycopg.OperationalError("EXEMPLE"), psycopg.errors.SerializationFailure("EXEMPLE")
    assert commit_unknown(OperationalError("", None, lost))
    assert not commit_unknown(OperationalError("", None, refused))


@pytest.mark.parametrize("state", ["23514", "22P02", "23505"])
def test_what_a_server_says_of_a_row_is_not_carried_on(state: str) -> None:
    """Its words quote values ("Failing row contains …"): of such an error the state is left, and nothing else."""
    with pytest.raises(BackofficeError) as failed, converting("casebook"):
        raise OperationalError("", None, psycopg.errors.lookup(state)("Failing row contains (EXEMPLE)"))
    assert failed.value.__context__ is None
    assert isinstance(failed.value.__cause__, psycopg.Error)
    assert failed.value.__cause__.sqlstate == state
    assert "EXEMPLE" not in str(failed.value.__cause__)
    assert failed.value.__cause__.__context__ is None
