"""Retention as the window may ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.retentions import MemoryRetention

if TYPE_CHECKING:
    from backoffice_gui.gui.retention_office import RetentionOffice
    from backoffice_gui.wiring.retention import Retention


def _as_office(made: Retention) -> RetentionOffice:
    """The types say that what `wiring` makes keeps the promise."""
    return made


def test_retention_in_memory_keeps_the_promises() -> None:
    """The types say so; and it answers."""
    office: RetentionOffice = MemoryRetention(5)
    assert len(office.plan().due) == 5
    assert office.holds() == ()
    assert office.purges() == ()
    assert _as_office.__name__
