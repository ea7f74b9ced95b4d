"""The connection in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from backoffice_gui.domain.monitor import Connection, Holder, Monitor
from backoffice_gui.gui import connection
from backoffice_gui.gui.theme import Tone
from tests.support.office import NOW, quiet_monitor

OFFLINE = replace(
    quiet_monitor(),
    connection=Connection.OFFLINE,
    waiting=False,
    next_poll_in=30.0,
    offline_since=NOW - timedelta(minutes=18),
)
ELSEWHERE = replace(quiet_monitor(), holder=Holder("backoffice", "serveur-1", 7, NOW, us=False))


@pytest.mark.parametrize(
    ("monitor", "text", "tone"),
    [
        (quiet_monitor(), "Connecté · relève en continu", Tone.SUCCESS),
        (replace(quiet_monitor(), waiting=False, next_poll_in=15.0), "Connecté · relève dans 10 s", Tone.SUCCESS),
        (replace(quiet_monitor(), waiting=False, next_poll_in=None), "Connecté · relève en cours", Tone.SUCCESS),
        (replace(quiet_monitor(), holder=None), "Connecté · personne ne relève", Tone.WARNING),
        (OFFLINE, "Hors ligne depuis 09:42 · relève dans 25 s", Tone.WARNING),
        (replace(OFFLINE, connection=Connection.REFUSED), "Accès refusé · relève dans 25 s", Tone.ERROR),
        (replace(OFFLINE, connection=Connection.NEVER), "Connexion au site… · relève dans 25 s", Tone.NEUTRAL),
    ],
)
def test_each_state_is_said(monitor: Monitor, text: str, tone: Tone) -> None:
    """Each connection has its words, its tone, and when the next try is."""
    said = connection.of(monitor, 5.0)
    assert (said.text, said.tone) == (text, tone)


def test_an_old_snapshot_says_connected_no_more() -> None:
    """Nobody knows how it is since then."""
    said = connection.of(quiet_monitor(), 70.0)
    assert (said.text, said.tone) == ("État inconnu depuis 1\u00a0min\u00a010\u00a0s", Tone.WARNING)


def test_offline_says_what_cannot_be_known() -> None:
    """The strip says since when, what stays, and when it is tried again."""
    said = connection.offline_sentence(OFFLINE, 0.0)
    assert said.startswith("Hors ligne depuis 09:42.")
    assert "Impossible de savoir ce qui attend sur le site." in said
    assert said.endswith("Nouvel essai dans 30 s.")
    assert "Nouvel essai" not in connection.offline_sentence(OFFLINE, 31.0)


def test_who_collects_is_named() -> None:
    """This window, another program by its name and host, or nobody."""
    assert connection.holder_of(quiet_monitor()) == "Relève par cette fenêtre"
    assert connection.holder_of(ELSEWHERE) == "Relève par backoffice sur serveur-1"
    assert connection.holder_of(replace(quiet_monitor(), holder=None)) == "Relève arrêtée"
