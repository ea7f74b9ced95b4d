"""The journal's words on the screen: each verb plain, each object by its number, nothing hidden."""

from __future__ import annotations

from backoffice_gui.audit import Verb
from backoffice_gui.domain.journal import Chain, JournalLine, Walked
from backoffice_gui.gui.text_journal import (
    ACTIONS,
    GROUPS,
    action_text,
    group_text,
    object_text,
    result_text,
    role_text,
    walked_text,
)
from tests.support.facts import NOON


def line(reference: str = "", obj: str = "case:3", **details: str | int) -> JournalLine:
    """An event of these details."""
    return JournalLine(1, NOON, "exported", "desk", obj, tuple(details.items()), reference)


def test_every_verb_has_plain_words() -> None:
    """No other, and a newer version's verb is shown as it is."""
    assert set(ACTIONS) == {verb.value for verb in Verb}
    assert {verb for _words, verbs in GROUPS.values() for verb in verbs} <= set(ACTIONS)
    assert action_text("case_opened") == "Demande ouverte"
    assert "teleported" in action_text("teleported")
    assert group_text("read") == "Consultations"


def test_an_object_is_called_by_the_number_people_know() -> None:
    """A case's, else the store's own; what has no words stands as it is."""
    assert object_text(line("DL-2026-000003")) == "Demande DL-2026-000003"
    assert object_text(line()) == "Demande 3"
    assert object_text(line(obj="journal")) == "Journal"
    assert "thing:9" in object_text(line(obj="thing:9"))
    assert role_text("collector") == "le collecteur"
    assert "x" in role_text("x")


def test_what_came_of_it_is_said_in_a_few_words() -> None:
    """Numbers grouped, hashes left to the tooltip, what somebody wrote isolated."""
    said = result_text(line(rows=1_200, sha256="0" * 64, purpose="EXEMPLE"))
    assert said.startswith("lignes\u00a0: 1\u202f200 · motif\u00a0: ")
    assert "EXEMPLE" in said
    assert "000" not in said.removeprefix("lignes\u00a0: 1\u202f200")


def test_a_verification_says_where_it_broke_and_how() -> None:
    """Also where nothing before it holds, and for a reason of a newer version."""
    assert "rompue au n° 1" in walked_text(Walked(Chain.INBOX, 0, 1, 0, None, 1, "gap"))
    assert "remise à un état antérieur" in walked_text(Walked(Chain.INBOX, 4, 1, 4, NOON, 5, "rolled-back"))
    assert "odd" in walked_text(Walked(Chain.INBOX, 4, 1, 4, NOON, 5, "odd"))
    assert "têtes gardées ailleurs" in walked_text(Walked(Chain.INBOX, 4, 1, 4, NOON, alone=True))
    assert walked_text(Walked(Chain.INBOX, 4, 1, 4, NOON)).startswith("La chaîne tient\u00a0: du n° 1 au n° 4")
