"""The connection in words: who polls, whether the site answers, when the next try is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from backoffice_gui.domain.monitor import Connection
from backoffice_gui.gui import formats
from backoffice_gui.gui.risk import STALE_SECONDS
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.theme import Tone

if TYPE_CHECKING:
    from backoffice_gui.domain.monitor import Monitor

__all__ = ["Said", "holder_of", "of", "offline_sentence"]

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Said:
    """A short sentence with its tone and shape."""

    text: str
    tone: Tone
    shape: Shape


def _next(monitor: Monitor, passed: float) -> str:
    if monitor.holder is None:
        return translate("Connection", "personne ne relève")
    if monitor.waiting:
        return translate("Connection", "relève en continu")
    left = 0.0 if monitor.next_poll_in is None else monitor.next_poll_in - passed
    if left <= 0:
        return translate("Connection", "relève en cours")
    return translate("Connection", "relève dans {left}").format(left=formats.countdown(left))


def of(monitor: Monitor, passed: float) -> Said:
    """The connection at `passed` seconds after the snapshot."""
    coming = _next(monitor, passed)
    if monitor.connection is Connection.CONNECTED and passed > STALE_SECONDS:
        text = translate("Connection", "État inconnu depuis {since}").format(since=formats.countdown(passed))
        return Said(text, Tone.WARNING, Shape.TRIANGLE)
    if monitor.connection is Connection.CONNECTED:
        tone, shape = (Tone.SUCCESS, Shape.DOT) if monitor.holder is not None else (Tone.WARNING, Shape.PAUSE)
        return Said(translate("Connection", "Connecté · {coming}").format(coming=coming), tone, shape)
    if monitor.connection is Connection.OFFLINE:
        since = "" if monitor.offline_since is None else formats.time_of_day(monitor.offline_since)
        text = translate("Connection", "Hors ligne depuis {since} · {coming}").format(since=since, coming=coming)
        return Said(text, Tone.WARNING, Shape.TRIANGLE)
    if monitor.connection is Connection.NO_STORE:
        since = "" if monitor.offline_since is None else formats.time_of_day(monitor.offline_since)
        text = translate("Connection", "Serveur de l’équipe injoignable depuis {since}").format(since=since)
        return Said(text, Tone.WARNING, Shape.TRIANGLE)
    if monitor.connection is Connection.REFUSED:
        return Said(translate("Connection", "Accès refusé · {coming}").format(coming=coming), Tone.ERROR, Shape.CROSS)
    return Said(
        translate("Connection", "Connexion au site… · {coming}").format(coming=coming), Tone.NEUTRAL, Shape.RING
    )


def offline_sentence(monitor: Monitor, passed: float) -> str:
    """The amber strip's sentence (ui.md §4.7)."""
    since = "" if monitor.offline_since is None else formats.time_of_day(monitor.offline_since)
    text = translate(
        "Connection",
        "Hors ligne depuis {since}. Les demandes déjà relevées restent disponibles. "
        "Impossible de savoir ce qui attend sur le site.",
    ).format(since=since)
    left = None if monitor.next_poll_in is None else monitor.next_poll_in - passed
    if left is not None and left > 0:
        text += " " + translate("Connection", "Nouvel essai dans {left}.").format(left=formats.countdown(left))
    return text


def holder_of(monitor: Monitor) -> str:
    """Who collects for this store; empty where that can't be known."""
    if monitor.connection is Connection.NO_STORE:
        return ""
    holder = monitor.holder
    if holder is None:
        return translate("Connection", "Relève arrêtée")
    if holder.us:
        return translate("Connection", "Relève par cette fenêtre")
    return translate("Connection", "Relève par {program} sur {host}").format(program=holder.program, host=holder.host)
