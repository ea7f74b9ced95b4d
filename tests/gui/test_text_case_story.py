"""What happened, why two resemble, what to beware of, in sentences."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from backoffice_gui.domain.case_detail import Happening
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.gui.text_case_story import (
    caution_text,
    happening_text,
    proposal_text,
    reason_text,
    refusal_text,
    who_text,
)

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_acts_notes_and_the_transfer_have_lines(qapp: object) -> None:
    """From the site on; what nobody has a sentence for is shown as it is."""
    assert happening_text(Happening("take", AT)) == "Prise"
    assert happening_text(Happening("stored", AT)) == "Rangée ici"
    assert happening_text(Happening("note", AT)) == "Note ajoutée"
    assert happening_text(Happening("new_thing", AT)) == "new_thing"
    assert all(happening_text(Happening(act.value, AT)) for act in CaseAct)


def test_details_follow_the_line(qapp: object) -> None:
    """Reason and state in words; where it came from is not said twice; what was taken back is marked."""
    details = (("from", "taken"), ("to", "waiting_piece"), ("reason", "photo\u202efdp"), ("odd", "x"))
    line = happening_text(Happening("ask_piece", AT, "c.exemple", details, undone=True))
    assert line.startswith("Pièce demandée — désormais\u00a0: À compléter — motif\u00a0: ")
    assert "⟨U+202E⟩" in line
    assert "odd" in line
    assert line.endswith("(annulé)")


def test_answers_are_said_in_words(qapp: object) -> None:
    """Each certificate and each contact detail with what became of it; a newer version's words stay."""
    given = (("certificates", "1=issued 2=odd"), ("decisions", "address=accepted phone=refused odd=x"))
    line = happening_text(Happening("answer", AT, "c.exemple", given))
    assert "réponses\u00a0: 1 Délivré, " in line
    assert "Accepté" in line
    assert "Refusé" in line
    assert "{" not in line


def test_codes_have_sentences_or_stay(qapp: object) -> None:
    """Proposals, reasons with their score, cautions, refusals."""
    assert proposal_text("duplicate") == "Doublon possible"
    assert proposal_text("odd") == "odd"
    assert reason_text("same_names=97") == "mêmes noms (97\u00a0%)"
    assert reason_text("odd") == "odd"
    assert "ancienne adresse" in caution_text("in_flight")
    assert caution_text("date_partial") == "date incomplète"
    assert refusal_text("case-changed") == "modifiée entre-temps"
    assert refusal_text("odd") == "odd"


def test_what_the_program_did_is_said_in_words(qapp: object) -> None:
    """How it came in, a piece that can't be read and why; and that nobody did it."""

    def said(name: str, details: tuple[tuple[str, str], ...]) -> str:
        return re.sub("[\u2068\u2069]", "", happening_text(Happening(name, AT, "program", details)))

    came = (("number", "DL-2026-000001"), ("source", "post"))
    assert said("received", came) == "Enregistrée comme demande — demande DL-2026-000001 — par\u00a0: Courrier"
    why = (("part", "2"), ("page", "3"), ("why", "preview-encrypted"))
    assert said("piece_refused", why) == (
        "Une pièce ne peut pas être lue — pièce 2 — page 3 — protégée par un mot de passe"
    )
    assert (who_text("program"), re.sub("[\u2068\u2069]", "", who_text("c.exemple"))) == ("le programme", "c.exemple")
    assert who_text("form") == "le formulaire", "who reads where a detail comes from reads no code word"
