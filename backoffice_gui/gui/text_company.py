"""Who else is at a case, since when, and what that leaves to do, in sentences; ages go on by the minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backoffice_gui.gui import formats
from backoffice_gui.gui.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from backoffice_gui.domain.presence import Company, Editing, Patience, Presence

__all__ = [
    "age_text",
    "asked_text",
    "listed_text",
    "lost_text",
    "opened_text",
    "silent_text",
    "wanted_text",
    "writing_text",
]

translate = QCoreApplication.translate

_MINUTE, _HOUR = 60, 3600


def age_text(since: datetime, now: datetime) -> str:
    """`moins d’une minute`, `4 min`, `2 h 05 min`: by the minute, so that nothing flickers."""
    seconds = max(0, int((now - since).total_seconds()))
    if seconds < _MINUTE:
        return translate("Company", "moins d’une minute")
    return (
        formats.duration(seconds) if seconds >= _HOUR else translate("Company", "{m} min").format(m=seconds // _MINUTE)
    )


def _who(agent: str, post: str, me: str) -> str:
    if agent == me:
        return translate("Company", "vous, sur {post}").format(post=one_line(post))
    return one_line(agent)


def opened_text(there: Sequence[Presence], now: datetime, me: str) -> str:
    """`Ouverte par d.demo depuis 4 min`, or by several; each agent once, the first of his desks."""
    known: dict[str, str] = {}
    for one in there:
        known.setdefault(_who(one.agent, one.post, me), age_text(one.since, now))
    if not known:
        return ""
    if len(known) == 1:
        ((who, age),) = known.items()
        return translate("Company", "Ouverte par {who} depuis {age}").format(who=who, age=age)
    each = translate("Company", "{who} ({age})")
    return translate("Company", "Ouverte par {several}").format(
        several=", ".join(each.format(who=who, age=age) for who, age in known.items())
    )


def writing_text(editing: Editing, now: datetime, me: str) -> str:
    """A colleague writes: read, note, or ask."""
    who = _who(editing.agent, editing.post, me)
    return translate(
        "Company", "{who} rédige une réponse depuis {age}. Vous lisez ; vos notes restent possibles."
    ).format(who=who, age=age_text(editing.since, now))


def silent_text(editing: Editing, now: datetime, me: str) -> str:
    """A colleague began to write and is silent since: who wants may go on in his place."""
    who = _who(editing.agent, editing.post, me)
    return translate(
        "Company", "{who} a commencé une réponse et n’écrit plus depuis {age}. Son brouillon reste le sien."
    ).format(who=who, age=age_text(editing.typed_at, now))


def _left(editing: Editing, now: datetime, patience: Patience) -> str:
    return formats.countdown(max(0.0, (editing.ends_at(patience) - now).total_seconds()))


def asked_text(editing: Editing, now: datetime, patience: Patience, me: str) -> str:
    """This desk has asked for it."""
    return translate("Company", "Main demandée à {who} : sans réponse, elle est à vous dans {left}.").format(
        who=_who(editing.agent, editing.post, me), left=_left(editing, now, patience)
    )


def wanted_text(editing: Editing, now: datetime, patience: Patience) -> str:
    """A colleague asks this desk for it."""
    return translate(
        "Company",
        "{who} demande la main : elle lui revient dans {left}. Ce que vous avez écrit reste en brouillon.",
    ).format(who=one_line(editing.wanted_by), left=_left(editing, now, patience))


def lost_text(editing: Editing) -> str:
    """A colleague has taken over from this desk."""
    return translate("Company", "{who} a pris la main. Ce que vous aviez écrit reste en brouillon.").format(
        who=one_line(editing.agent)
    )


def listed_text(company: Company, case: int, now: datetime, me: str) -> str:
    """What a row of the list says of the others who are at its case; empty where nobody is."""
    editing = company.editor(case)
    if editing is not None and not editing.here:
        who = _who(editing.agent, editing.post, me)
        return translate("Company", "{who} rédige une réponse depuis {age}").format(
            who=who, age=age_text(editing.since, now)
        )
    return opened_text(company.on(case), now, me)
