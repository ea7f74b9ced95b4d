"""Stores for the tests of this room.

The suites under `inbox/` and `casebook/` are contracts: they see a store and never its dialect.
Another database joins them as another parameter here.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.storage.casebook.store import Casebook
from tests.support.stores import World, make_casebook, make_inbox


@pytest.fixture(params=["sqlite"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A complete inbox with its keys, on disk."""
    assert request.param == "sqlite"
    made = make_inbox(tmp_path / "store")
    yield made
    made.inbox.close()


@pytest.fixture(params=["sqlcipher"])
def casebook(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    """A complete casebook, on disk."""
    assert request.param == "sqlcipher"
    with make_casebook(tmp_path / "store", secrets.token_bytes(32)) as made:
        yield made
