"""What leaves the house, in words."""

from __future__ import annotations

from backoffice_gui.documents.papers.labels import LabelFormat
from backoffice_gui.domain.postal import CODES, Problem
from backoffice_gui.domain.sheets import TableFormat
from backoffice_gui.gui.text_exports import LABEL_FORMS, format_text, label_form_text, problem_text


def test_every_format_and_every_problem_has_words(qapp: object) -> None:
    """Those that the office knows; a code that is new is shown as it is."""
    assert set(LABEL_FORMS) == {each.value for each in LabelFormat}
    assert all(LABEL_FORMS[each.value] == each.places for each in LabelFormat)
    assert all(label_form_text(form) != form for form in LABEL_FORMS)
    assert all(format_text(kind) for kind in TableFormat)
    assert all(problem_text(Problem(code, 3, 2)) not in {code, ""} for code in CODES)
    assert problem_text(Problem("too_long", 3, 2)) == "ligne 3 trop longue de 2"
    assert problem_text(Problem("new_code")) == "new_code"
