"""Why a copy, a table or a print could not be made."""

from __future__ import annotations

from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_export_failures import EXPORT_FAILURES


def test_each_reason_is_explained(qapp: object) -> None:
    """With its own title, and what is safe; facts are filled in."""
    general = explain(Failure("USE-001", "")).title
    for reason in EXPORT_FAILURES:
        said = explain(Failure("USE-001", reason))
        assert said.title != general
        assert said.safe
        assert said.advice
    over = explain(Failure("USE-001", "export-over-cap", facts={"count": 9, "most": 5}))
    assert "9 demandes" in over.happened
