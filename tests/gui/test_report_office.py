"""What the window may ask for the DPO."""

from __future__ import annotations

import inspect

from backoffice_gui.gui.report_office import ReportOffice
from backoffice_gui.wiring.office import Office
from tests.support.office import MemoryOffice


def test_both_offices_keep_the_promise() -> None:
    """The same names with the same parameters: the real one, and the one in memory."""
    for name in ("conformity", "write_report"):
        asked = list(inspect.signature(getattr(ReportOffice, name)).parameters)
        for office in (Office, MemoryOffice):
            assert list(inspect.signature(getattr(office, name)).parameters) == asked
