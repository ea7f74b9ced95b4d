"""The words of the desk."""

from __future__ import annotations

import pytest

from backoffice_gui.domain.case_list import CaseColumn, Field, Operator
from backoffice_gui.domain.cases import Answer, Badge, CaseAct, CaseKind, CaseState, Decision, Source
from backoffice_gui.gui import text_cases as words
from backoffice_gui.gui.looks import BADGE_LOOKS, STATE_LOOKS


def test_every_code_word_has_its_words(qapp: object) -> None:
    """No kind, state, act, badge, answer, decision, column, field or operator is left out."""
    assert all(words.case_kind_text(kind) for kind in CaseKind)
    assert all(words.state_text(state) and words.state_hint(state) for state in CaseState)
    assert all(words.verb_text(act) and words.act_text(act) for act in CaseAct)
    assert all(all(words.badge_text(badge)) for badge in Badge if badge)
    assert all(words.answer_text(answer) for answer in Answer)
    assert all(words.decision_text(decision) for decision in Decision)
    assert all(words.source_text(source) for source in Source)
    assert all(words.column_text(column) for column in CaseColumn)
    assert all(words.field_text(field) for field in Field)
    assert all(words.operator_text(operator) for operator in Operator)


def test_every_state_and_badge_has_a_look_of_its_own(qapp: object) -> None:
    """A shape beside the tone: colour never says anything alone."""
    assert set(STATE_LOOKS) == set(CaseState)
    assert set(BADGE_LOOKS) == {badge for badge in Badge if badge}
    assert len({STATE_LOOKS[state] for state in CaseState}) == len(CaseState)


@pytest.mark.parametrize(
    ("kind", "about", "long", "short"),
    [
        (CaseKind.CERTIFICATE, "birth marriage", "Copie d’acte (naissance, mariage)", "Acte · naissance, mariage"),
        (CaseKind.CONTACT, "address", "Coordonnées (adresse)", "Coord. · adresse"),
        (CaseKind.CONTACT, "", "Coordonnées", "Coordonnées"),
        (CaseKind.UNREAD, "", "Formulaire non lu", "Formulaire non lu"),
        (CaseKind.CERTIFICATE, "adoption", "Copie d’acte (adoption)", "Acte · adoption"),
    ],
)
def test_a_kind_says_what_exactly(qapp: object, kind: CaseKind, about: str, long: str, short: str) -> None:
    """A code word nobody knows stays as it is."""
    assert words.case_kind_text(kind, about) == long
    assert words.short_kind_text(kind, about) == short


def test_views_of_ours_have_words_and_saved_ones_their_name(qapp: object) -> None:
    """An id of ours wins over the name."""
    assert words.view_text("to_do", "") == "À traiter"
    assert words.view_text("view:7", "Lyon") == "Lyon"
