"""What the window may ask of the caseload."""

from __future__ import annotations

from backoffice_gui.gui.case_office import CaseOffice


def test_it_fits_one_head() -> None:
    """A protocol with more than fifteen verbs is two."""
    assert len([name for name in vars(CaseOffice) if not name.startswith("_")]) <= 15
