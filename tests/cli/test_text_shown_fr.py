from __future__ import annotations

from backoffice_gui.cli.text_shown_fr import PHRASES
from backoffice_gui.documents.case_words import HAPPENINGS, MEMBERS, SECTIONS, VALUES
from backoffice_gui.domain.cases import CaseAct


def test_every_code_word_of_a_case_has_words() -> None:
    """Those that a paper of the house has words for, and every act."""
    wanted = {f"cases.act.{act.value}" for act in CaseAct}
    wanted |= {f"cases.section.{each}" for each in SECTIONS} | {f"cases.field.{each}" for each in MEMBERS}
    wanted |= {f"cases.value.{name}.{each}" for name, values in VALUES.items() for each in values}
    wanted |= {f"cases.happened.{each}" for each in HAPPENINGS}
    assert wanted == PHRASES.keys()
