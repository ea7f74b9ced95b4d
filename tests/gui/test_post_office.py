"""What the window may ask about its workstation."""

from __future__ import annotations

import inspect

from backoffice_gui.gui.post_office import PostOffice
from backoffice_gui.wiring.office import Office
from tests.support.office import MemoryOffice


def test_both_offices_keep_the_promise() -> None:
    """The same names with the same parameters: the real one, and the one in memory."""
    for name in ("post", "check_post", "configure"):
        asked = list(inspect.signature(getattr(PostOffice, name)).parameters)
        for office in (Office, MemoryOffice):
            assert list(inspect.signature(getattr(office, name)).parameters) == asked
