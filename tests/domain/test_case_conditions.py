"""What conditions mean on a day."""

from __future__ import annotations

from datetime import date

from backoffice_gui.domain.case_conditions import Asking, DayRange, absolute, badges_of, days_of, yes
from backoffice_gui.domain.case_list import CaseFilter, Condition, Field, Operator
from backoffice_gui.domain.cases import Badge

_ASKING = Asking("demo.me", date(2026, 11, 26))


def _values(field: Field, *values: str) -> tuple[str, ...]:
    return absolute(CaseFilter((Condition(field, Operator.IS, values),), "w"), _ASKING).conditions[0].values


def test_days_are_counted_from_today() -> None:
    """Working days for what is due, days for the others; what is no day goes."""
    assert _values(Field.DUE, "+2", "+0", "-1") == ("2026-11-30", "2026-11-26", "2026-11-25")
    assert _values(Field.RECEIVED, "-30", "2026-11-01", "soon", "+99999") == ("2026-10-27", "2026-11-01", "2300-09-10")
    assert _values(Field.AGENT, "me", "", "x") == ("demo.me", "", "x")


def test_ranges() -> None:
    """Before is before the last, after is from the first on, is: each day."""
    values = ("2026-11-01", "2026-11-05")
    assert days_of(Condition(Field.DUE, Operator.BEFORE, values)) == (DayRange(None, date(2026, 11, 5)),)
    assert days_of(Condition(Field.DUE, Operator.AFTER, values)) == (DayRange(date(2026, 11, 1), None),)
    assert days_of(Condition(Field.DUE, Operator.IS, values))[0] == DayRange(date(2026, 11, 1), date(2026, 11, 2))
    assert days_of(Condition(Field.DUE, Operator.IS, ("9999-12-31",))) == ()
    assert days_of(Condition(Field.DUE, Operator.BEFORE, ())) == ()


def test_words_of_values() -> None:
    """Badges by their names, yes and no; others are nothing."""
    assert badges_of(("news", "repeat", "mood")) == Badge.NEWS | Badge.REPEAT
    assert yes(("yes", "mood")) == {True}
