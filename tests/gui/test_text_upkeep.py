"""A certificate's end and backups in words."""

from __future__ import annotations

from backoffice_gui.domain.monitor import Expiry
from backoffice_gui.gui.text_upkeep import EXPIRY, backup_text, certificate_text
from tests.support.office import quiet_monitor


def test_every_threshold_has_words_and_calm_has_none(qapp: object) -> None:
    """Each with the moment in it."""
    assert set(EXPIRY) == set(Expiry) - {Expiry.FAR}
    assert all("{moment}" in said for said in EXPIRY.values())
    assert (certificate_text(quiet_monitor()), backup_text(quiet_monitor())) == ("", "")
