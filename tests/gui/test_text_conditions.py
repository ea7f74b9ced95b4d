"""A filter's conditions in words."""

from __future__ import annotations

import pytest

from backoffice_gui.domain.case_list import Condition, Field, Operator
from backoffice_gui.gui.text_conditions import DAYS, condition_text, days_of, parse_day, value_text, values_of


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition(Field.STATE, Operator.IS, ("new", "taken")), "État\u00a0: Nouvelle ou Prise"),
        (Condition(Field.AGENT, Operator.IS_NOT, ("me",)), "Agent n’est pas moi"),
        (Condition(Field.AGENT, Operator.IS, ("",)), "Sans agent"),
        (Condition(Field.DUE, Operator.BEFORE, ("+2",)), "Échéance dans moins de 2 j ouvrés, retards compris"),
        (Condition(Field.DUE, Operator.AFTER, ("+1",)), "Échéance dans 1 j ouvré ou plus"),
        (Condition(Field.DUE, Operator.BEFORE, ("+0",)), "Échéance avant aujourd’hui"),
        (Condition(Field.RECEIVED, Operator.AFTER, ("-7",)), "Reçue il y a 7 jours ou moins"),
        (Condition(Field.RECEIVED, Operator.BEFORE, ("-1",)), "Reçue il y a plus de 1 jour"),
        (Condition(Field.RECEIVED, Operator.AFTER, ("2026-11-23",)), "Reçue à partir du 23/11/2026"),
        (Condition(Field.CLOSED, Operator.BEFORE, ("2026-11-23",)), "Close avant le 23/11/2026"),
        (Condition(Field.PARTS, Operator.IS, ("no",)), "Avec pièces\u00a0: non"),
        (Condition(Field.BADGE, Operator.IS, ("duplicate",)), "À voir\u00a0: Doublon possible"),
    ],
)
def test_a_condition_reads_as_a_sentence(qapp: object, condition: Condition, words: str) -> None:
    """Field, operator, values."""
    assert condition_text(condition) == words


def test_every_field_offers_something(qapp: object) -> None:
    """Days are relative ones, the rest closed values with words of their own."""
    for field in Field:
        offered = days_of(field) if field in DAYS else values_of(field)
        assert offered
        assert all(value_text(field, value) for value in offered)


@pytest.mark.parametrize("odd", ["strange", "999999999", "\u202eabc"])
def test_what_a_newer_program_saved_is_shown_as_it_is(qapp: object, odd: str) -> None:
    """Escaped and isolated, never an error."""
    for field in Field:
        assert value_text(field, odd)
    assert "⟨U+202E⟩" in value_text(Field.AGENT, "\u202ex")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("23/11/2026", "2026-11-23"),
        (" 23.11.2026 ", "2026-11-23"),
        ("2026-11-23", "2026-11-23"),
        ("31/02/2026", None),
        ("demain", None),
        ("", None),
        ("1/1", None),
        ("0/0/0", None),
    ],
)
def test_days_are_typed_as_they_are_written(typed: str, day: str | None) -> None:
    """French order or ISO; what is no day is nothing."""
    assert parse_day(typed) == day
