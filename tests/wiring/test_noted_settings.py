"""What of the configuration the journal notes: numbers and choices, never a path."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.settings import load
from backoffice_gui.wiring.noted_settings import noted_settings


def test_choices_are_noted_and_places_are_not(tmp_path: Path) -> None:
    """Whether there is a folder, not which; every value is a word or a number."""
    file = tmp_path / "config.toml"
    file.write_text(
        '[audit]\nanchor = "/EXEMPLE/heads"\n[security]\nlock_minutes = 5\n[retention]\nowner = "EXEMPLE"\n'
    )
    noted = noted_settings(load(file, {}))
    assert (noted["audit.anchor"], noted["security.lock_minutes"], noted["retention.owner"]) == (1, 5, 1)
    assert (noted["backup.folder"], noted["security.passphrase"], noted["fixed"]) == (0, 0, "")
    assert "EXEMPLE" not in str(noted)
    assert list(noted)[:-1] == sorted(list(noted)[:-1])
