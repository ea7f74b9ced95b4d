"""Is something about to be lost? The one question, answered in one value (ui.md §0, S3).

Pure: a monitor's snapshot and the seconds since it was taken. What is stored here already can't
be lost by its web copy's end, so it is at most something to watch; what is only on the web
counts by its age there. Not knowing is never shown as safe.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.monitor import WEB_SECONDS, Band, Connection, InTransit, Monitor, band_of
from backoffice_gui.gui import formats
from backoffice_gui.gui.text_counts import Counted

__all__ = ["STALE_SECONDS", "Danger", "Risk", "assess", "band_of_item", "left_of"]

translate = QCoreApplication.translate

STALE_SECONDS = 60.0
"""A snapshot is taken every five seconds; what one of a minute ago says of the site is not known any more."""
_ONE_DAY = timedelta(days=1)
_ONLY_ON_WEB = frozenset({Stage.OFFERED, Stage.QUARANTINED})


class Danger(enum.IntEnum):
    """How bad it is, in rising order; `UNKNOWN` lies above *watch*, because nobody can tell."""

    SAFE = 0
    WATCH = 1
    UNKNOWN = 2
    URGENT = 3
    CRITICAL = 4


@dataclass(frozen=True, slots=True)
class Risk:
    """The answer: a headline that stands alone, a detail, and the oldest web copy's time left."""

    danger: Danger
    headline: str
    detail: str
    on_web: int
    in_danger: int
    oldest_left: float | None
    short: str
    """For the status line: what is on the web and its countdown."""
    afar: bool = False
    """Whether nothing is known from here, nor was waiting when it was: the status line leaves the room to others."""


def left_of(item: InTransit, passed: float) -> float:
    """Seconds the web copy has left, never below zero."""
    return max(0.0, item.expires_in - passed)


def band_of_item(item: InTransit, passed: float) -> Band:
    """The band of one submission in transit by its age on the web."""
    return band_of(WEB_SECONDS - left_of(item, passed))


def _danger_of(item: InTransit, passed: float) -> Danger:
    band = band_of_item(item, passed)
    if band is Band.NORMAL:
        return Danger.SAFE
    if band is Band.WATCH or item.stage not in _ONLY_ON_WEB:
        return Danger.WATCH
    return Danger.CRITICAL if band is Band.CRITICAL else Danger.URGENT


def _blind(monitor: Monitor, passed: float) -> str | None:
    """Why nobody can tell what waits on the web, or nothing."""
    if passed > STALE_SECONDS or monitor.connection in {Connection.OFFLINE, Connection.NO_STORE}:
        return translate("Risk", "Impossible de savoir ce qui attend sur le site")
    if monitor.connection is Connection.REFUSED:
        return translate("Risk", "Le site refuse ce poste : impossible de savoir ce qui attend")
    if monitor.connection is Connection.NEVER:
        return translate("Risk", "Première relève en cours : rien n’est encore connu du site")
    if monitor.holder is None:
        return translate("Risk", "Personne ne relève le site")
    return None


def _headline(danger: Danger, in_danger: int, on_web: int, left: float | None) -> str:
    if danger >= Danger.URGENT:
        text = Counted().in_danger(in_danger)
        return translate("Risk", "{what} : échéance dans {left}").format(what=text, left=formats.countdown(left or 0))
    if danger is Danger.WATCH:
        return translate("Risk", "À surveiller : une demande attend depuis plus de 10 minutes")
    if on_web:
        return translate("Risk", "Rien ne risque d’être perdu")
    return translate("Risk", "Rien n’attend sur le site")


def _detail(monitor: Monitor, on_web: int, left: float | None) -> str:
    parts = [Counted().on_web(on_web)]
    if left is not None and on_web:
        parts.append(
            translate("Risk", "la plus ancienne : {age} sur 29 min, reste {left}").format(
                age=formats.countdown(WEB_SECONDS - left), left=formats.countdown(left)
            )
        )
    lost = monitor.counts.get(Stage.LOST, 0)
    if lost:
        parts.append(Counted().lost(lost))
    return " · ".join(parts)


def _short(on_web: int, left: float | None, *, blind: bool) -> str:
    if on_web and left is not None:
        return translate("Risk", "Site : {n} · échéance {left}").format(
            n=formats.number(on_web), left=formats.countdown(left)
        )
    return translate("Risk", "Site : inconnu") if blind else translate("Risk", "Site : rien n’attend")


def _short_from_afar(monitor: Monitor) -> str:
    """While the team's server is away others may go on collecting: what was known last, and of when it is."""
    seen = monitor.last_good_list_at
    if seen is None or monitor.at - seen >= _ONE_DAY:
        return translate("Risk", "Site : inconnu d’ici")
    return translate("Risk", "Site : vide à {time}").format(time=formats.time_of_day(seen))


def assess(monitor: Monitor, passed: float) -> Risk:
    """The risk at `passed` seconds after the snapshot."""
    items = monitor.in_transit
    lefts = [left_of(item, passed) for item in items]
    dangers = [_danger_of(item, passed) for item in items]
    if monitor.oldest_expires_in is not None and monitor.held > len(items):
        oldest = max(0.0, monitor.oldest_expires_in - passed)
        lefts.append(oldest)
        age = band_of(WEB_SECONDS - oldest)
        order = {
            Band.NORMAL: Danger.SAFE,
            Band.WATCH: Danger.WATCH,
            Band.URGENT: Danger.URGENT,
            Band.CRITICAL: Danger.CRITICAL,
        }
        dangers.append(order[age])
    on_web = max(len(items), monitor.held)
    left = min(lefts, default=None)
    danger = max(dangers, default=Danger.SAFE)
    in_danger = sum(1 for one in dangers if one >= Danger.URGENT)
    blind = _blind(monitor, passed)
    headline = _headline(danger, in_danger, on_web, left)
    if blind is not None and danger < Danger.URGENT:
        danger, headline = Danger.UNKNOWN, blind
    elif not monitor.ready and danger < Danger.WATCH:
        danger = Danger.WATCH
        headline = translate("Risk", "Rien n’est accusé en ce moment : voir les alarmes")
    afar = monitor.connection is Connection.NO_STORE and not on_web
    return Risk(
        danger,
        headline,
        _detail(monitor, on_web, left),
        on_web,
        in_danger,
        left,
        _short_from_afar(monitor) if afar else _short(on_web, left, blind=blind is not None),
        afar,
    )
