"""The filter as experts type it, `type:copie échéance:<2j agent:moi "nguyen"`, and back: one line, one filter.

A token is `field:value`, values separated by commas, `-` in front of the field for *is not*, `<` and `>` in front
of a day for before and from it on. French and English words are understood, with or without accents; French ones
are written. Whatever is no such token is a word to look for; where it looks like one, that is noted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from backoffice_gui.domain.case_conditions import DATES, ME
from backoffice_gui.domain.case_list import CaseFilter, Condition, Field, Operator
from backoffice_gui.domain.cases import Answer, CaseKind, CaseState, Decision, Source
from backoffice_gui.domain.names import folded

__all__ = ["Parsed", "parse_filter", "print_filter"]

_FIELDS: Mapping[Field, tuple[str, ...]] = {
    Field.STATE: ("état", "state", "statut", "status"),
    Field.KIND: ("type", "kind", "nature"),
    Field.AGENT: ("agent", "holder"),
    Field.SOURCE: ("source", "origine", "origin"),
    Field.RECEIVED: ("reçue", "received", "recu"),
    Field.DUE: ("échéance", "due"),
    Field.CLOSED: ("close", "closed", "cloture"),
    Field.BADGE: ("signe", "badge"),
    Field.PARTS: ("pièce", "parts", "pieces", "part"),
    Field.UNREAD: ("nonlue", "unread", "nonlu"),
    Field.ANSWER: ("réponse", "answer"),
}
"""The first word is the one that is written; all are read, without accents and case."""

_YES_NO = {"yes": ("oui", "yes", "vrai"), "no": ("non", "no", "faux")}
_VALUES: Mapping[Field, Mapping[str, tuple[str, ...]]] = {
    Field.STATE: {
        CaseState.NEW.value: ("nouvelle", "new", "nouveau"),
        CaseState.TAKEN.value: ("prise", "taken"),
        CaseState.WAITING_PIECE.value: ("pièce", "piece", "piecedemandee"),
        CaseState.WAITING_COLLEAGUE.value: ("collègue", "colleague"),
        CaseState.ANSWERED.value: ("répondue", "answered"),
        CaseState.CLOSED.value: ("close", "closed"),
    },
    Field.KIND: {
        CaseKind.CERTIFICATE.value: ("copie", "certificate", "acte"),
        CaseKind.CONTACT.value: ("coordonnées", "contact"),
        CaseKind.UNREAD.value: ("illisible", "unreadable"),
    },
    Field.SOURCE: {
        Source.SITE.value: ("site", "web"),
        Source.POST.value: ("courrier", "post"),
        Source.EMAIL.value: ("courriel", "email"),
        Source.PRACTICE.value: ("exercice", "practice"),
    },
    Field.BADGE: {
        "news": ("nouveauté", "news"),
        "duplicate": ("doublon", "duplicate"),
        "repeat": ("répétée", "repeat"),
        "piece_refused": ("piècerefusée", "piecerefused", "pièceillisible", "unreadablepiece"),
        "form_doubt": ("doute", "doubt"),
        "shared_contact": ("partagée", "shared"),
        "second_change": ("secondchangement", "secondchange"),
        "in_flight": ("enroute", "inflight"),
        "unverified": ("nonvérifiée", "unverified"),
        "to_purge": ("àpurger", "topurge"),
    },
    Field.PARTS: _YES_NO,
    Field.UNREAD: _YES_NO,
    Field.ANSWER: {
        Answer.ISSUED.value: ("délivrée", "issued"),
        Answer.NOT_YET.value: ("pasencore", "notyet"),
        Answer.NOT_HELD_NANTES.value: ("nantes",),
        Answer.NOT_HELD_TOWN_HALL.value: ("mairie", "townhall"),
        Answer.NOT_HELD_EU.value: ("ue", "eu"),
        Answer.NO_MATCH.value: ("introuvable", "nomatch"),
        Answer.NOT_ENTITLED.value: ("sansdroit", "notentitled"),
        Decision.ACCEPTED.value: ("acceptée", "accepted"),
        Decision.REFUSED.value: ("refusée", "refused"),
    },
}
_AGENT_ME, _AGENT_NOBODY = ("moi", "me"), ("personne", "nobody")
_TODAY = ("aujourdhui", "today")
_TOKEN = re.compile(r"(-?)([^\W\d_]+):([<>]?)((?:\"[^\"]*\"|[^\s\"])+)")
_PIECE = re.compile(r"\"([^\"]*)\"|(\S+)")
_DAYS = re.compile(r"([+-]?[0-9]{1,5})(?:j|d)?")
_QUOTED = re.compile(r"\"([^\"]*)\"|([^,\"]+)")
_LOGIN_PLAIN = re.compile(r"[^\s\",<>][^\s\",]*")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A filter, and the tokens that look like a condition but are none: they became words."""

    filter: CaseFilter
    unknown: tuple[str, ...] = ()


def _plain(text: str) -> str:
    return folded(text).replace(" ", "")


_FIELD_OF = {_plain(word): field for field, words in _FIELDS.items() for word in words}
_VALUE_OF = {
    field: {_plain(word): value for value, words in known.items() for word in (*words, value)}
    for field, known in _VALUES.items()
}


def _agent(text: str, *, quoted: bool) -> str:
    plain = _plain(text)
    if quoted:
        return text
    return ME if plain in _AGENT_ME else "" if plain in _AGENT_NOBODY else text


def _day(text: str) -> str | None:
    if _plain(text) in _TODAY:
        return "+0"
    relative = _DAYS.fullmatch(text)
    if relative:
        return f"{int(relative[1]):+d}"
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _condition(negated: str, name: str, comparison: str, said: str) -> Condition | None:
    """The condition that a token says; nothing where a part of it is not understood."""
    field = _FIELD_OF.get(_plain(name))
    if field is None or (comparison and field not in DATES) or (comparison and negated):
        return None
    values: list[str] = []
    for found in _QUOTED.finditer(said):
        text, quoted = (found[2], False) if found[1] is None else (found[1], True)
        if field is Field.AGENT:
            value: str | None = _agent(text, quoted=quoted)
        elif field in DATES:
            value = _day(text)
        else:
            value = _VALUE_OF[field].get(_plain(text))
        if value is None:
            return None
        values.append(value)
    operators = {"<": Operator.BEFORE, ">": Operator.AFTER}
    operator = operators.get(comparison) or (Operator.IS_NOT if negated else Operator.IS)
    return Condition(field, operator, tuple(values)) if values else None


def parse_filter(line: str) -> Parsed:
    """Read what was typed; total over any text."""
    conditions: list[Condition] = []
    words: list[str] = []
    unknown: list[str] = []
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        token = _TOKEN.match(line, at)
        if token and (token.end() == len(line) or line[token.end()].isspace()):
            condition = _condition(*token.groups())
            at = token.end()
            if condition is None:
                unknown.append(token[0])
                words.append(token[0].replace('"', " "))
            else:
                conditions.append(condition)
            continue
        piece = _PIECE.match(line, at)
        if piece is None:  # a quote that stands alone
            at += 1
            continue
        words.append(piece[2].replace('"', " ") if piece[1] is None else piece[1])  # no word holds a quote
        at = piece.end()
    return Parsed(CaseFilter(tuple(conditions), " ".join(" ".join(words).split())), tuple(unknown))


def _login(value: str) -> str:
    if value == ME:
        return _AGENT_ME[0]
    if not value:
        return _AGENT_NOBODY[0]
    plain = _LOGIN_PLAIN.fullmatch(value) and _plain(value) not in (*_AGENT_ME, *_AGENT_NOBODY)
    return value if plain else f'"{value}"'


def _said(field: Field, value: str) -> str:
    if field is Field.AGENT:
        return _login(value)
    if field in DATES:
        return f"{value}j" if value[:1] in "+-" else value
    known = _VALUES[field].get(value)
    return known[0] if known else value


def print_filter(wanted: CaseFilter) -> str:
    """Write a filter as it could have been typed, in French; read again, it is the same filter."""
    signs = {Operator.BEFORE: "<", Operator.AFTER: ">"}
    tokens = []
    for each in wanted.conditions:
        negated = "-" if each.operator is Operator.IS_NOT else ""
        values = ",".join(_said(each.field, value) for value in each.values)
        tokens.append(f"{negated}{_FIELDS[each.field][0]}:{signs.get(each.operator, '')}{values}")
    tokens += [f'"{word}"' if ":" in word else word for word in wanted.words.split()]
    return " ".join(tokens)
