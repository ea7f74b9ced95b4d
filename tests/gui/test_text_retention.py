"""The words of *Conservation*."""

from __future__ import annotations

import re
from pathlib import Path

import backoffice_gui
from backoffice_gui.domain.purging import Stage
from backoffice_gui.domain.retention import Basis, Category, Start, Stop
from backoffice_gui.gui.text_retention import (
    RETENTION_FAILURES,
    basis_text,
    category_text,
    due_text,
    stage_text,
    start_text,
    stop_text,
)
from tests.support.retentions import MemoryRetention


def test_every_code_word_has_its_words(qapp: object) -> None:
    """None is shown as it is."""
    said = [category_text(each) for each in Category] + [start_text(each) for each in Start]
    said += [basis_text(each) for each in Basis] + [stop_text(each) for each in Stop]
    said += [stage_text(each) for each in Stage]
    assert all(said)
    due = MemoryRetention(2).plan().due
    assert [due_text(each) for each in due] == ["DL-2026-000001", "Dépôt 2"]


def test_every_reason_of_a_purge_has_its_sentences() -> None:
    """What the actions raise, and no other."""
    folder = Path(backoffice_gui.__file__).parent / "actions"
    raised = set()
    for name in ("agree_purge", "export_certificate", "hold"):
        raised |= set(re.findall(r'UsageError\("((?:purge|hold)-[a-z-]+)"', (folder / f"{name}.py").read_text("utf-8")))
    assert raised == set(RETENTION_FAILURES)
