"""All of the caseload that the window is given."""

from __future__ import annotations

from backoffice_gui.gui.case_desk import CaseDesk
from backoffice_gui.gui.case_office import CaseOffice
from backoffice_gui.gui.case_verbs import CaseVerbs
from backoffice_gui.wiring.cases import Cases


def test_it_is_the_caseload_and_its_neighbours() -> None:
    """Nothing else stands between the window and the cases."""
    own = {name for name in vars(CaseDesk) if not name.startswith("_")}
    assert own == {"attachments", "authority", "colleagues", "exports", "journal", "outbox", "retention", "team"}
    asked = own | {name for part in (CaseOffice, CaseVerbs) for name in vars(part) if not name.startswith("_")}
    assert not [name for name in asked if not hasattr(Cases, name)]
