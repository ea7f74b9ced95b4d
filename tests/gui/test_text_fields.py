"""The words of a form cover what the forms can say."""

from __future__ import annotations

import re

import pytest

from backoffice_gui.domain import form_fields, forms
from backoffice_gui.gui import text_fields


def test_every_section_note_and_warning_has_words() -> None:
    """What the reader of forms can say, the window can."""
    assert set(forms.SECTIONS) <= set(text_fields.SECTIONS)
    assert set(forms.NOTES) <= set(text_fields.NOTES)
    assert set(form_fields.WARNINGS) == set(text_fields.WARNINGS)


def test_every_known_member_has_a_word() -> None:
    """Each member of the two known forms is read in French."""
    tables = [value for name, value in vars(forms).items() if re.fullmatch("_[A-Z]+", name) and isinstance(value, dict)]
    members = {member for table in tables for member in table} - set(forms.KINDS)
    assert members
    assert members - set(text_fields.FIELDS) == set()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (text_fields.field_text("family_name"), "Nom de famille"),
        (text_fields.field_text("shoe_size"), "shoe_size"),
        (text_fields.section_text("certificate", 2), "Acte demandé 2"),
        (text_fields.section_text("news", None), "news"),
        (text_fields.value_text("relation", "self"), "la personne elle-même"),
        (text_fields.value_text("relation", "cousin"), "cousin"),
        (text_fields.value_text("town", "self"), "self"),
        (text_fields.value_text("birth_date", "23/01/1951 (1951-01-23)"), "23/01/1951"),
        (text_fields.value_text("birth_date", "??/01/1951 (1951-01-XX)"), "??/01/1951 (1951-01-XX)"),
        (text_fields.warning_text("date_partial"), "date incomplète"),
        (text_fields.warning_text("new_word"), "new_word"),
        (text_fields.note_text("empty"), "Le formulaire est vide."),
        (text_fields.note_text("new_word"), "new_word"),
    ],
)
def test_a_word_without_translation_stays_itself(said: str, expected: str) -> None:
    """Known words are French; nothing a person sent is hidden behind a missing one."""
    assert said == expected
