"""What every test of the console needs: French, and logs that stay the test's own."""

from __future__ import annotations

import pytest

from backoffice_gui import logs


@pytest.fixture(autouse=True)
def _in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    """The console's default language; `main` does not take the root logger over."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(logs, "start", lambda *_: None)
