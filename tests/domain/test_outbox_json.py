"""Every kind of change comes back from its words as it was; words of no version of ours come to nothing."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import get_args

import pytest

from backoffice_gui.domain.case_acts import Asked, Mark
from backoffice_gui.domain.cases import Answer, CaseAct, Decision
from backoffice_gui.domain.conflicts import Clash, Conflict
from backoffice_gui.domain.outbox import (
    Act,
    Change,
    Drafted,
    Fate,
    Freed,
    Held,
    Judged,
    Linked,
    LinkedPerson,
    Looked,
    Marked,
    Noted,
    Pending,
    Undone,
)
from backoffice_gui.domain.outbox_json import DEEDS, pending_json, read_pending

_AT = datetime(2026, 11, 27, 9, 42, 1, 250, tzinfo=UTC)
_ASKED = Asked(
    CaseAct.ANSWER,
    reason="Pièce reçue \N{SNOWMAN}",
    certificates=((1, Answer.ISSUED, ""), (2, Answer.NOT_ENTITLED, "hors délai")),
    decisions=(("address", Decision.REFUSED, "illisible"),),
)
_CONFLICT = Conflict(4, 7, 9, ("d.demo",), (Clash("state", "new", "taken", "closed"),))
_CHANGES: tuple[Change, ...] = (
    Act(_ASKED),
    Marked(Mark.RECEIPT),
    Noted("Rappelée le 12.\nSans réponse."),
    Drafted("note", ""),
    Undone((4, 5)),
    Judged(9, "same_person", accepted=True),
    Linked("DL-2026-000412"),
    LinkedPerson(3),
    Held("contentieux", date(2027, 1, 31)),
    Freed(3),
    Looked(),
)


def _pending(change: Change) -> Pending:
    return Pending("0a" * 16, 4, "DL-2026-000004", change, 7, 8, _AT, Fate.CLASHED, "case-changed", _CONFLICT)


@pytest.mark.parametrize("at", range(len(_CHANGES)))
def test_each_kind_comes_back_as_it_was(at: int) -> None:
    """Moments, days, enumerations, and what nobody has said."""
    kept = _pending(_CHANGES[at])
    assert read_pending(pending_json(kept)) == kept


def test_every_kind_of_change_has_a_word() -> None:
    """One that had none would be lost where it should wait."""
    assert set(DEEDS.values()) == set(get_args(Change)) == {type(each) for each in _CHANGES}


def test_half_a_character_survives() -> None:
    """A clipboard brings along what no encoding takes: the word for it is spelled, and read again."""
    kept = _pending(Noted("a\ud800b"))
    assert pending_json(kept).isascii()
    assert read_pending(pending_json(kept)) == kept


@pytest.mark.parametrize("text", ["", "[]", "null", '{"deed":"act"}', '{"deed":"flown","change":{}}'])
def test_words_of_nobody_come_to_nothing(text: str) -> None:
    """Whoever reads them sets them aside; nothing is raised."""
    assert read_pending(text) is None


def test_an_end_of_a_hold_that_an_older_version_kept_says_of_none() -> None:
    """It had no number: read as 0, which ends nothing."""
    members = json.loads(pending_json(_pending(Freed(3))))
    read = read_pending(json.dumps({**members, "change": {}}))
    assert read is not None
    assert read.change == Freed(0)


def test_a_word_of_a_later_version_comes_to_nothing() -> None:
    """A member that is new is passed over, a word that is new is not guessed."""
    members = json.loads(pending_json(_pending(Noted("x"))))
    assert read_pending(json.dumps({**members, "deed": "noted_twice"})) is None
    assert read_pending(json.dumps({**members, "fate": "elsewhere"})) is None
    assert read_pending(json.dumps({**members, "later": 1})) == _pending(Noted("x"))
