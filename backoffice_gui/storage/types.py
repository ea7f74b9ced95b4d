"""Column types and names that both databases share."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Dialect, MetaData, Text
from sqlalchemy.types import TypeDecorator

__all__ = ["NAMING", "Moment", "metadata", "moment_text"]

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, so that a migration can speak of it."""


def metadata() -> MetaData:
    """A schema whose constraints are named by `NAMING`."""
    return MetaData(naming_convention=NAMING)


def moment_text(value: datetime) -> str:
    """An aware time as it stands in the databases; a naive one is a defect (`ValueError`)."""
    if value.tzinfo is not UTC:
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        value = value.astimezone(UTC)
    return value.isoformat(timespec="microseconds")[:26] + "Z"


class Moment(TypeDecorator[datetime]):
    """An aware time in UTC, kept as `YYYY-MM-DDTHH:MM:SS.ffffffZ`: text that sorts as time."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Aware datetime → text."""
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Text → aware datetime in UTC."""
        return None if value is None else datetime.fromisoformat(value)
