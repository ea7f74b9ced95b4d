"""The words of *Conformité*: the verdict, figures, clocks, what is to be done about an incident."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from backoffice_gui.domain.conformity import Breach, ClockState
from backoffice_gui.domain.incidents import Capacity
from backoffice_gui.gui import formats

if TYPE_CHECKING:
    from backoffice_gui.domain.conformity import Conformity, Coverage, IncidentClock, Period
    from backoffice_gui.domain.incidents import Notified

__all__ = [
    "breach_text",
    "capacity_text",
    "clock_text",
    "coverage_text",
    "life_text",
    "notified_text",
    "period_text",
    "share_text",
    "to_do_text",
    "verdict_text",
]

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


def capacity_text(capacity: Capacity) -> str:
    """In which capacity somebody notified the authority."""
    return {
        Capacity.DPO: translate("Conformity", "délégué à la protection des données"),
        Capacity.CONTROLLER: translate("Conformity", "responsable du traitement"),
        Capacity.MANDATED: translate("Conformity", "personne mandatée"),
    }[capacity]


def notified_text(told: Notified | None) -> tuple[str, str]:
    """When it was notified, and in a sentence everything that is known of that; a dash where nobody did."""
    if told is None:
        return "—", translate("Conformity", "Pas encore notifié à la CNIL.")
    whole = translate("Conformity", "Notifié le {at}, référence {reference}, en qualité de : {capacity}.").format(
        at=formats.full_moment(told.at), reference=told.reference, capacity=capacity_text(told.capacity)
    )
    return translate("Conformity", "{at} · {reference}").format(
        at=formats.full_moment(told.at), reference=told.reference
    ), whole


def coverage_text(coverage: Coverage | None) -> str:
    """How much of the time the site was watched, since when, and whether a copy may have lapsed unseen."""
    if coverage is None:
        return translate("Conformity", "La base n’enregistrait pas encore quand le site a été lu.")
    part = QLocale().toString(math.floor(coverage.part * 10_000) / 100, "f", 2)
    words = translate(
        "Conformity",
        "Listes du site lues sans interruption de plus de 10 minutes : {part} % du temps depuis le {since}.",
    ).format(part=part, since=formats.full_moment(coverage.since))
    lapses = len(coverage.lapses)
    if not coverage.silences:
        more = translate("Conformity", "Aucune interruption.")
    elif lapses:
        more = translate(
            "Conformity", "Plus de 30 minutes sans liste : {n} fois. Une copie a pu naître et expirer sans être vue."
        ).format(n=formats.number(lapses))
    else:
        more = translate("Conformity", "Aucune interruption n’a dépassé 30 minutes.")
    return f"{words} {more}"


def clock_text(clock: IncidentClock, now: datetime) -> str:
    """Where its 72 hours stand: how long is left, or by how much they have passed."""
    due = clock.due_at
    if clock.state is ClockState.NONE or due is None:
        return translate("Conformity", "sans délai")
    if clock.state is ClockState.IN_TIME:
        return translate("Conformity", "clos dans le délai")
    if clock.state is ClockState.LATE:
        return translate("Conformity", "clos hors délai")
    if clock.notified is not None:
        if clock.state is ClockState.NOTIFIED:
            return translate("Conformity", "notifié dans le délai")
        late = (clock.notified.at - due).total_seconds()
        return translate("Conformity", "notifié avec {time} de retard").format(time=formats.duration(late))
    left = (due - now).total_seconds()
    if left >= 0:
        return translate("Conformity", "reste {time}").format(time=formats.duration(left))
    return translate("Conformity", "dépassé de {time}").format(time=formats.duration(-left))


def to_do_text(clock: IncidentClock) -> str:
    """What a person has to do about one that is open."""
    if clock.notified is not None:
        return translate("Conformity", "Notifié à la CNIL ; clore avec le motif quand tout est réglé.")
    if clock.breach is None:
        return translate("Conformity", "Examiner, puis clore avec le motif (page « Transferts »).")
    if clock.state is ClockState.OVERDUE:
        return translate(
            "Conformity", "Notifier la CNIL sans attendre, en expliquant le retard ; clore ensuite avec le motif."
        )
    return translate(
        "Conformity", "Évaluer le risque ; notifier la CNIL avant l’échéance, ou clore en disant pourquoi non."
    )
