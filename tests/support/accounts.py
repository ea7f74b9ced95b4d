"""Somebody else sits at the machine: the system's own word for an account is the edge that is faked."""

from __future__ import annotations

import os
import pwd

import pytest

__all__ = ["sits"]


def sits(monkeypatch: pytest.MonkeyPatch, login: str) -> None:
    """From here on the account of this process is called so."""
    _name, *rest = pwd.getpwuid(os.geteuid())
    monkeypatch.setattr(pwd, "getpwuid", lambda _number: pwd.struct_passwd((login, *rest)))
