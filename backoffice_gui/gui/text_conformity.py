"""The words of *Conformité*: the verdict, figures, clocks, what is to be done about an incident."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from backoffice_gui.domain.conformity import Breach, ClockState
from backoffice_gui.gui import formats

if TYPE_CHECKING:
    from backoffice_gui.domain.conformity import Conformity, IncidentClock, Period

__all__ = ["breach_text", "clock_text", "life_text", "period_text", "share_text", "to_do_text", "verdict_text"]

translate = QCoreApplication.translate


def life_text(seconds: float | None) -> str:
    """A life on the web, rounded up: what is over the line is never shown upon it; a dash where there is none."""
    if seconds is None:
        return "—"
    return formats.duration(seconds if seconds < 1 else math.ceil(seconds))


def share_text(count: int, whole: int) -> str:
    """A part of the whole as a percentage; one that is not nought is never shown as nought."""
    if not whole:
        return "—"
    part = 100 * count / whole
    shown = QLocale().toString(max(part, 0.01) if count else 0.0, "f", 2)
    return translate("Conformity", "{n} %").format(n=shown)


def period_text(period: Period) -> str:
    """`novembre 2026`, or from when to when."""
    if len(period.name) == len("2026-11"):
        month = QLocale().standaloneMonthName(period.first.month)
        return f"{month} {period.first.year}"
    if period.first == period.last:
        return formats.day(period.first)
    return translate("Conformity", "du {first} au {last}").format(
        first=formats.day(period.first), last=formats.day(period.last)
    )


def verdict_text(known: Conformity) -> str:
    """Whether the promise was kept, and if not, for how many and in what way."""
    if not known.received:
        return translate("Conformity", "Aucun dépôt n’a été reçu par le site pendant cette période.")
    counts = (
        (known.lives.over[-1], translate("Conformity", "dépôts restés plus de 30 minutes : {n}")),
        (known.lost, translate("Conformity", "dépôts perdus ou introuvables ici : {n}")),
        (known.probes.served, translate("Conformity", "copies encore servies après accusé : {n}")),
    )
    causes = [words.format(n=formats.number(count)) for count, words in counts if count]
    if causes:
        return translate("Conformity", "La promesse n’a pas été tenue pour tous : {causes}.").format(
            causes=" · ".join(causes)
        )
    return translate(
        "Conformity",
        "La promesse de 30 minutes a été tenue : rien n’est resté plus longtemps sur le site, rien n’a été perdu.",
    )


def breach_text(breach: Breach | None) -> str:
    """What an incident is presumed to have broken."""
    if breach is None:
        return translate("Conformity", "aucune violation présumée")
    return {
        Breach.AVAILABILITY: translate("Conformity", "disponibilité"),
        Breach.CONFIDENTIALITY: translate("Conformity", "confidentialité"),
    }[breach]


def clock_text(clock: IncidentClock, now: datetime) -> str:
    """Where its 72 hours stand: how long is left, or by how much they have passed."""
    due = clock.due_at
    if clock.state is ClockState.NONE or due is None:
        return translate("Conformity", "sans délai")
    if clock.state is ClockState.IN_TIME:
        return translate("Conformity", "clos dans le délai")
    if clock.state is ClockState.LATE:
        return translate("Conformity", "clos hors délai")
    left = (due - now).total_seconds()
    if left >= 0:
        return translate("Conformity", "reste {time}").format(time=formats.duration(left))
    return translate("Conformity", "dépassé de {time}").format(time=formats.duration(-left))


def to_do_text(clock: IncidentClock) -> str:
    """What a person has to do about one that is open."""
    if clock.breach is None:
        return translate("Conformity", "Examiner, puis clore avec le motif (page « Transferts »).")
    if clock.state is ClockState.OVERDUE:
        return translate(
            "Conformity", "Notifier la CNIL sans attendre, en expliquant le retard ; clore ensuite avec le motif."
        )
    return translate(
        "Conformity", "Évaluer le risque ; notifier la CNIL avant l’échéance, ou clore en disant pourquoi non."
    )
