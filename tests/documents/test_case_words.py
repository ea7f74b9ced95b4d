from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any

import pytest

from backoffice_gui.documents import case_words
from backoffice_gui.domain.case_list import CaseColumn
from backoffice_gui.domain.cases import Answer, Badge, CaseAct, CaseKind, CaseState, Decision, Source


@pytest.mark.parametrize(
    ("words", "members"),
    [
        (case_words.COLUMNS, CaseColumn),
        (case_words.KINDS, CaseKind),
        (case_words.STATES, CaseState),
        (case_words.SOURCES, Source),
        (case_words.ANSWERS, Answer),
        (case_words.DECISIONS, Decision),
    ],
)
def test_every_code_has_its_word(words: Mapping[enum.Enum, str], members: Any) -> None:
    """And no two the same: a reader tells them apart."""
    assert set(words) == set(members)
    assert len(set(words.values())) == len(words)


def test_badges_and_acts_have_their_words() -> None:
    """Every flag, in the order in which a row shows them."""
    assert {badge for badge in Badge if badge} == set(case_words.BADGES)
    assert {act.value for act in CaseAct} <= case_words.HAPPENINGS.keys()
    assert case_words.badges(Badge.REPEAT | Badge.NEWS) == "Du nouveau, Déjà demandé"
    assert case_words.badges(Badge.NONE) == ""


def test_what_was_asked_for_is_said_and_an_unknown_word_stays() -> None:
    """Nothing is hidden."""
    assert case_words.about("birth marriage") == "naissance, mariage"
    assert case_words.about("photo") == "photo"
