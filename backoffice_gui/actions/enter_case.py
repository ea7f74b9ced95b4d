"""A request that came by post or e-mail, entered by hand: the same form, read by the same reader, marked so."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from backoffice_gui.actions.arrivals import Incoming
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.taking_in import Rules, take_in
from backoffice_gui.audit import Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_acts import CaseKey
from backoffice_gui.domain.case_text import read_case
from backoffice_gui.domain.cases import CaseKind, Source
from backoffice_gui.domain.deadlines import civil_day
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook.cases import MAX_KEPT, Origin

__all__ = ["BY_HAND", "Entered", "Made", "enter_case"]

BY_HAND = frozenset({Source.POST, Source.EMAIL})
"""How a request that is entered by hand can have come."""
_OLDEST = timedelta(days=3_660)
_PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class Entered:
    """What was typed: `form` has the members of the site's form (protocol §6); `received_on` is a day in Paris."""

    kind: CaseKind
    form: Mapping[str, Any]
    source: Source
    received_on: date


@dataclass(frozen=True, slots=True)
class Made:
    """The case made, and the number that people say."""

    key: CaseKey
    number: str


def enter_case(desk: Desk, entered: Entered, clock: Clock, *, rules: Rules | None = None) -> Made:
    """Make a case of what was typed; it is audited with who did it.

    Raises `UsageError`: `entry-source`, `entry-kind`, `entry-day` (to come, or more than ten years ago),
    `entry-too-long`, `person-needed` (nobody is named), and what `Casebook.transaction` raises.
    """
    at = clock.now()
    octets = json.dumps(dict(entered.form), ensure_ascii=True).encode("ascii")
    _check(entered, octets, civil_day(at))
    read = read_case(entered.kind.value, octets)
    if read.person is None:
        raise UsageError("person-needed")
    incoming = Incoming(
        come_of=Origin(),
        kind=entered.kind.value,
        octets=octets,
        read=read,
        source=entered.source,
        received_at=_moment(entered.received_on, at),
    )
    with desk.casebook.transaction() as tx:
        made = take_in(tx, [incoming], Rules() if rules is None else rules, at, who=desk.agent, verb=Verb.CASE_ENTERED)
    return Made(CaseKey(made[0].case, 1), made[0].number)


def _check(entered: Entered, octets: bytes, today: date) -> None:
    if entered.source not in BY_HAND:
        raise UsageError("entry-source")
    if entered.kind is CaseKind.UNREAD:
        raise UsageError("entry-kind")
    if not today - _OLDEST <= entered.received_on <= today:
        raise UsageError("entry-day")
    if len(octets) > MAX_KEPT:
        raise UsageError("entry-too-long", most=MAX_KEPT)


def _moment(day: date, now: datetime) -> datetime:
    """Noon of a day in Paris, but never later than now."""
    return min(datetime.combine(day, time(12), _PARIS).astimezone(now.tzinfo), now)
