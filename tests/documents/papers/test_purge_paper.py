"""The certificate on paper says all that the JSON says, in words."""

from __future__ import annotations

import json

from backoffice_gui.documents.papers.purge_paper import purge_paper
from backoffice_gui.domain.retention import Category, Stop

AT = "2026-11-23T09:00:00+00:00"
SAID = {
    "purge": 7,
    "requester": "agent-exemple",
    "approver": "agent-second",
    "requested_at": AT,
    "approved_at": AT,
    "started_at": AT,
    "ended_at": AT,
    "selected": 3,
    "selection_sha256": "ab" * 32,
    "rules_days": {category.value: days for days, category in enumerate(Category)},
    "purged": {"case": 2},
    "submissions_erased": 2,
    "left": {stop.value: 1 for stop in Stop},
    "copies": [{"line": 4, "at": AT, "what": "part_saved", "agent": "agent-exemple", "sha256": "cd" * 32}],
    "copies_counted": 1,
    "journal_from_line": 1,
    "saved_views": [1, 3],
    "lists_that_may_hold_some": [9],
}


def test_every_figure_has_its_words() -> None:
    """No code word is left over; the limit of what a purge can do stands in it."""
    sheet = purge_paper(json.dumps(SAID))
    lines = [line for section in sheet.sections for line in section.lines]
    labels = {line.label for line in lines}
    assert not labels & {each.value for kinds in (Category, Stop) for each in kinds}
    assert any("sauvegarde" in line.value for line in lines)
    assert any("cd" * 32 in line.value and "Pièce enregistrée" in line.value for line in lines)
    assert next(line.value for line in lines if line.label.startswith("Vues enregistrées")) == "2"
    old = purge_paper(json.dumps({name: value for name, value in SAID.items() if name != "saved_views"}))
    assert len(old.sections) == len(sheet.sections), "one of a version that did not list views"
    assert {"0 jour", "1 jour", "2 jours"} < {line.value for line in lines}
    assert any("ne devient illisible qu’après" in line.value for line in lines), "else a backup seems lost, not left"
    assert (sheet.title, sheet.reference, len(sheet.timeline)) == ("Certificat de purge", "Purge 7", 4)
    assert {line.value for line in sheet.summary} >= {"agent-exemple", "agent-second", "2", "5"}
