"""What a member can be called."""

from __future__ import annotations

import pytest

from backoffice_gui.domain.team import is_login


@pytest.mark.parametrize("name", ["a.demo", "b-demo_2", "_demo", "d" * 63])
def test_a_login_is_what_the_server_keeps_without_quoting_it_otherwise(name: str) -> None:
    """Small letters, digits, and what stands in a login of a directory."""
    assert is_login(name)


@pytest.mark.parametrize(
    "name", ["", "A.demo", "é.demo", "1demo", "de mo", "d" * 64, 'a"b', "backoffice_lead", "pg_monitor", "a;b"]
)
def test_whatever_else_is_none(name: str) -> None:
    """Least of all a group of ours, or a role of the server's own."""
    assert not is_login(name)
