"""Times in the databases: text that sorts as time, aware datetimes in and out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from backoffice_gui.storage.types import Moment, metadata, moment_text

DIALECT = sqlite.dialect()
moments = st.datetimes(timezones=st.just(UTC))


@given(moments, moments)
def test_a_time_comes_back_and_sorts_as_time(one: datetime, two: datetime) -> None:
    """27 characters each; their order as text is their order in time."""
    moment = Moment()
    texts = [moment.process_bind_param(at, DIALECT) for at in (one, two)]
    assert [moment.process_result_value(text, DIALECT) for text in texts] == [one, two]
    assert [len(text or "") for text in texts] == [27, 27]
    assert (str(texts[0]) < str(texts[1])) == (one < two)


def test_another_zone_is_the_same_moment() -> None:
    """What is stored is UTC."""
    paris = datetime(2026, 11, 23, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    assert moment_text(paris) == "2026-11-23T09:00:00.000000Z"


def test_a_time_without_a_zone_is_refused() -> None:
    """Nobody guesses where a clock stood."""
    with pytest.raises(ValueError, match="zone"):
        moment_text(datetime(2026, 11, 23, 9, 0))


def test_nothing_stays_nothing() -> None:
    """An empty fact is empty both ways."""
    assert Moment().process_bind_param(None, DIALECT) is None
    assert Moment().process_result_value(None, DIALECT) is None


def test_every_constraint_gets_a_name() -> None:
    """A migration can speak of each of them."""
    assert set(metadata().naming_convention) >= {"ix", "uq", "ck", "fk", "pk"}
