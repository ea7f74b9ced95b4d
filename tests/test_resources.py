"""What ships with the program is found, from a checkout and from a bundle."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from backoffice_gui.resources import resource


def test_from_a_checkout() -> None:
    """The folder stands beside the package."""
    assert resource() == Path(__file__).resolve().parents[1] / "resources"
    assert resource("contract", "x.yaml").relative_to(resource()).parts == ("contract", "x.yaml")


def test_from_a_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A frozen program finds it where it was unpacked."""
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("icons", "x.svg") == tmp_path / "resources" / "icons" / "x.svg"
