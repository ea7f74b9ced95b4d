"""What waits for the server, in sentences."""

from __future__ import annotations

from datetime import date

import pytest

from backoffice_gui.domain.case_acts import Asked, Mark
from backoffice_gui.domain.cases import CaseAct, Decision
from backoffice_gui.domain.outbox import (
    Act,
    Change,
    Drafted,
    Fate,
    Freed,
    Held,
    Judged,
    Line,
    Linked,
    LinkedPerson,
    Looked,
    Marked,
    Noted,
    Pending,
    Undone,
)
from backoffice_gui.gui.text_outbox import Waits, change_text, fate_text, written_text
from tests.support.office import NOW


def test_a_server_that_is_away_and_what_waits(qapp: object) -> None:
    """Since when, what stays readable, how much waits; with nothing, what will become of what is done."""
    away = Line(reachable=False, since=NOW, waiting=2)
    said = Waits().line(away)
    assert "injoignable depuis 10:00" in said
    assert "2 modifications en attente." in said
    assert "partira tout seul" in Waits().line(Line(reachable=False, since=NOW))
    assert "prévenez" in Waits().line(Line(reachable=False, since=NOW, waiting=1, set_aside=True))


def test_a_server_that_is_back_says_what_became_of_it(qapp: object) -> None:
    """Applied, to be settled, refused, on its way; nothing where nothing was."""
    assert Waits().line(Line()) == ""
    said = Waits().line(Line(applied=2, clashed=1))
    assert said.startswith(
        "De nouveau relié au serveur\u00a0: 2 modifications appliquées. 1 modification est à trancher"
    )
    assert said.endswith("Rien n’est écrasé ni perdu.")
    alone = Pending("ab", 1, "DEMO-1", Freed(), 1, 2, NOW, Fate.CLASHED)
    assert "la demande \u2068DEMO-1\u2069 a changé" in Waits().line(Line(clashed=1), (alone,))
    assert "1 modification a été refusée." in Waits().line(Line(refused=1, waiting=3))
    assert "3 en cours d’envoi" in Waits().line(Line(refused=1, waiting=3))


def test_who_quits_hears_what_is_kept(qapp: object) -> None:
    """Nothing where nothing waits."""
    assert Waits().kept(Line(applied=4)) == ""
    assert Waits().kept(Line(waiting=2, clashed=1)) == "2 modifications en attente, 1 à trancher."
    assert Waits().counts(Line(waiting=1)) == "1 modification en attente"
    assert Waits().counts(Line(clashed=2, refused=1)) == "2 modifications à trancher, 1 refusée"
    assert Waits().counts(Line(refused=1)) == "1 modification refusée"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Act(Asked(CaseAct.TAKE)), "Prendre"),
        (Marked(Mark.RECEIPT), "Accusé envoyé"),
        (Noted("secret DÉMO"), "Note interne"),
        (Undone((1,)), "Annulation"),
        (Judged(1, "repeat", accepted=True), "Rapprochement accepté"),
        (Judged(1, "repeat", accepted=False), "Rapprochement écarté"),
        (Linked("DEMO-1"), "Rattachement à \u2068DEMO-1\u2069"),
        (LinkedPerson(3), "Rattachement à une personne"),
        (Held("motif DÉMO", date(2027, 1, 2)), "Conservation prolongée jusqu’au 02/01/2027"),
        (Freed(), "Fin de la conservation prolongée"),
        (Drafted("note", "secret DÉMO"), "Brouillon"),
        (Looked(), "Consultation"),
    ],
)
def test_each_change_has_its_words(qapp: object, change: Change, words: str) -> None:
    """Never what was written."""
    assert change_text(change) == words


def test_what_became_of_it(qapp: object) -> None:
    """With why."""
    one = Pending("ab", 1, "DEMO-1", Freed(), 1, 2, NOW)
    assert fate_text(one) == "En attente du serveur"
    clashed = Pending("ab", 1, "DEMO-1", Freed(), 1, 2, NOW, Fate.CLASHED)
    assert "à trancher" in fate_text(clashed).casefold()
    refused = Pending("ab", 1, "DEMO-1", Freed(), 1, 2, NOW, Fate.REFUSED, "case-not-yours")
    assert "tenue par un autre agent" in fate_text(refused)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Act(Asked(CaseAct.CLOSE, reason="EXEMPLE")), "EXEMPLE"),
        (
            Act(Asked(CaseAct.ANSWER, decisions=(("phone", Decision.REFUSED, "EXEMPLE"),))),
            "Téléphone — Refusé — EXEMPLE",
        ),
        (Noted("EXEMPLE\nde note"), "EXEMPLE\nde note"),
        (Held("EXEMPLE", date(2026, 12, 1)), "EXEMPLE"),
        (Marked(Mark.RECEIPT), ""),
    ],
)
def test_what_was_written_with_a_change(qapp: object, change: Change, words: str) -> None:
    """All of it, and nothing else."""
    assert written_text(change) == words
