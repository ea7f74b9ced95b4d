"""A filter's conditions in words, and the values that each field offers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QObject

from backoffice_gui.domain.case_list import Condition, Field, Operator
from backoffice_gui.domain.cases import Answer, Badge, CaseKind, CaseState, Decision, Source
from backoffice_gui.gui import formats
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.text_cases import (
    BADGES,
    answer_text,
    badge_text,
    case_kind_text,
    decision_text,
    field_text,
    operator_text,
    source_text,
    state_text,
)

__all__ = ["DAYS", "condition_text", "days_of", "parse_day", "value_text", "values_of"]

translate = QCoreApplication.translate

DAYS = frozenset({Field.RECEIVED, Field.DUE, Field.CLOSED})
"""The fields that are days: compared by before and after."""

_COMPARE = frozenset({Operator.BEFORE, Operator.AFTER})
_AHEAD = ("+0", "+1", "+2", "+5", "+10")
_BACK = ("-0", "-1", "-7", "-30", "-90")


class _Days(QObject):
    """Relative days in words."""

    def text(self, field: Field, many: int) -> str:
        if many == 0:
            return self.tr("aujourd’hui")
        if field is Field.DUE and many > 0:
            return self.tr("dans %n j ouvré(s)", "", many)
        return self.tr("dans %n jour(s)", "", many) if many > 0 else self.tr("il y a %n jour(s)", "", -many)

    def ahead(self, many: int, *, before: bool, working: bool) -> str:
        """A day to come, compared with."""
        if working and before:
            return self.tr("dans moins de %n j ouvré(s), retards compris", "", many)
        if working:
            return self.tr("dans %n j ouvré(s) ou plus", "", many)
        return self.tr("dans moins de %n jour(s)", "", many) if before else self.tr("dans %n jour(s) ou plus", "", many)

    def back(self, many: int, *, before: bool) -> str:
        """A day gone by, compared with."""
        return (
            self.tr("il y a plus de %n jour(s)", "", many)
            if before
            else self.tr("il y a %n jour(s) ou moins", "", many)
        )

    def compared(self, field: Field, many: int, *, before: bool) -> str:
        """Before, or from, a relative day: a phrase of its own, for nothing is "before in two days"."""
        if many == 0:
            return self.tr("avant aujourd’hui") if before else self.tr("à partir d’aujourd’hui")
        if many > 0:
            return self.ahead(many, before=before, working=field is Field.DUE)
        return self.back(-many, before=before)


def values_of(field: Field) -> tuple[str, ...]:
    """The values a field offers; for an agent, the logins known come beside them."""
    return {
        Field.STATE: tuple(state.value for state in CaseState),
        Field.KIND: tuple(kind.value for kind in CaseKind),
        Field.AGENT: ("me", ""),
        Field.SOURCE: tuple(source.value for source in Source),
        Field.BADGE: tuple(str(badge.name).lower() for badge in BADGES),
        Field.PARTS: ("yes", "no"),
        Field.UNREAD: ("yes", "no"),
        Field.ANSWER: (*(answer.value for answer in Answer), *(decision.value for decision in Decision)),
    }.get(field, ())


def days_of(field: Field) -> tuple[str, ...]:
    """The relative days a field offers."""
    return _AHEAD if field is Field.DUE else _BACK


def parse_day(typed: str) -> str | None:
    """An ISO date from `23/11/2026` or `2026-11-23`; nothing where it is no day."""
    words = typed.strip().replace(".", "/").replace("-", "/").split("/")
    if len(words) != 3 or not all(word.isdecimal() for word in words):
        return None
    first, month, last = (int(word) for word in words)
    year, day = (first, last) if len(words[0]) == 4 else (last, first)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def value_text(field: Field, value: str) -> str:
    """One value in words; one that this version doesn't know stays as it is."""
    if field in DAYS:
        return _day_text(field, value)
    try:
        return _closed_text(field, value)
    except (ValueError, KeyError):
        return one_line(value)


def _closed_text(field: Field, value: str) -> str:
    match field:
        case Field.STATE:
            return state_text(CaseState(value))
        case Field.KIND:
            return case_kind_text(CaseKind(value))
        case Field.SOURCE:
            return source_text(Source(value))
        case Field.BADGE:
            return badge_text(Badge[value.upper()])[0]
        case Field.ANSWER:
            decided = {decision.value: decision for decision in Decision}
            return decision_text(decided[value]) if value in decided else answer_text(Answer(value))
        case Field.AGENT:
            return {"me": translate("Conditions", "moi"), "": translate("Conditions", "sans agent")}.get(
                value
            ) or one_line(value)
        case _:
            return translate("Conditions", "oui") if value == "yes" else translate("Conditions", "non")


def _relative(value: str) -> bool:
    return value[:1] in {"+", "-"} and value[1:].isdecimal()


def _day_text(field: Field, value: str) -> str:
    if _relative(value):
        return _Days().text(field, int(value))
    try:
        return formats.day(date.fromisoformat(value))
    except ValueError:
        return one_line(value)


def _day_condition(field: Field, value: str, *, before: bool) -> str | None:
    """`Échéance dans moins de 2 j ouvrés, retards compris`, `Reçue avant le 23/11/2026`; nothing where it is no day."""
    name = translate("Conditions", "Close") if field is Field.CLOSED else field_text(field)
    if _relative(value):
        return f"{name} {_Days().compared(field, int(value), before=before)}"
    try:
        day = formats.day(date.fromisoformat(value))
    except ValueError:
        return None
    phrase = translate("Conditions", "avant le {day}") if before else translate("Conditions", "à partir du {day}")
    return f"{name} {phrase.format(day=day)}"


def condition_text(condition: Condition) -> str:
    """`État : Nouvelle ou Prise`, `Échéance dans moins de 2 j ouvrés, retards compris`, `Agent n’est pas moi`."""
    if condition.field in DAYS and len(condition.values) == 1 and condition.operator in _COMPARE:
        before = condition.operator is Operator.BEFORE
        said = _day_condition(condition.field, condition.values[0], before=before)
        if said is not None:
            return said
    if (condition.field, condition.operator, condition.values) == (Field.AGENT, Operator.IS, ("",)):
        return translate("Conditions", "Sans agent")
    name = field_text(condition.field)
    any_of = translate("Conditions", " ou ").join(value_text(condition.field, value) for value in condition.values)
    if condition.operator is Operator.IS:
        return translate("Conditions", "{field} : {values}").format(field=name, values=any_of)
    return f"{name} {operator_text(condition.operator)} {any_of}"
