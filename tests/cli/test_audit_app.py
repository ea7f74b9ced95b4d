"""The commands of the journal are what is documented."""

from __future__ import annotations

from backoffice_gui.cli.audit_app import audit


def test_there_are_five_commands() -> None:
    """List, who, verify, export, purge."""
    assert {one.name for one in audit.registered_commands} == {"list", "who", "verify", "export", "purge"}
