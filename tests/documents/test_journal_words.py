"""The journal's words in files: every verb has one."""

from __future__ import annotations

from backoffice_gui.audit import Verb
from backoffice_gui.documents.journal_words import VERBS, action


def test_every_verb_has_its_french() -> None:
    """And none that does not exist; a newer version's stands as it is."""
    assert set(VERBS) == {verb.value for verb in Verb}
    assert action("case_opened") == "Demande ouverte"
    assert action("case_opened", english=True) == "Case opened"
    assert action("teleported") == action("teleported", english=True) == "teleported"
