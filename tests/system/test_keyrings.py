"""What each system's keyring raises by itself."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from backoffice_gui.system.keyrings import keyring_faults
from tests.support.systems import pretend


def test_linux_speaks_over_the_bus() -> None:
    """Locked, and what the bus and the Secret Service raise."""
    locked, failed = keyring_faults()
    assert [kind.__name__ for kind in locked] == ["LockedException"]
    assert [kind.__name__ for kind in failed] == ["DBusErrorResponse", "SecretStorageException"]


def test_windows_has_an_error_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """`pywintypes.error` lets through what the Credential Locker refuses; nothing is locked there."""

    class Refused(Exception):
        """Where the system's error stands."""

    pretend(monkeypatch, "win32", win32ctypes__pywin32=SimpleNamespace(pywintypes=SimpleNamespace(error=Refused)))
    assert keyring_faults() == ((), (Refused,))


def test_a_mac_has_none_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library converts them all."""
    pretend(monkeypatch, "darwin")
    assert keyring_faults() == ((), ())
