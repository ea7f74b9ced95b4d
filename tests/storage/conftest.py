"""Stores for the tests of this room.

The suites under `inbox/` and `casebook/` are contracts: they see a store and never its dialect.
Another database joins them as another parameter here.
"""

from __future__ import annotations

import dataclasses
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox.store import Inbox
from tests.support.stores import World, make_casebook, make_inbox


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> World:
    """One inbox, made once and closed: making one takes as long as ten tests."""
    made = make_inbox(tmp_path_factory.mktemp("pattern") / "store")
    made.inbox.close()
    return made


@pytest.fixture(params=["sqlite"])
def world(request: pytest.FixtureRequest, pattern: World, tmp_path: Path) -> Iterator[World]:
    """A complete inbox with its keys, on disk."""
    assert request.param == "sqlite"
    shutil.copytree(pattern.inbox.folder, tmp_path / "store")
    opened = dataclasses.replace(pattern, inbox=Inbox.open(tmp_path / "store"))
    yield opened
    opened.inbox.close()


@pytest.fixture(scope="session")
def casebook_pattern(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """One casebook, made once and closed, and its key."""
    folder, key = tmp_path_factory.mktemp("pattern") / "store", secrets.token_bytes(32)
    with make_casebook(folder, key):
        pass
    return folder, key


@pytest.fixture(params=["sqlcipher"])
def casebook(
    request: pytest.FixtureRequest, casebook_pattern: tuple[Path, bytes], tmp_path: Path
) -> Iterator[Casebook]:
    """A complete casebook, on disk."""
    assert request.param == "sqlcipher"
    folder, key = casebook_pattern
    shutil.copytree(folder, tmp_path / "store")
    opened = Casebook.open(tmp_path / "store", key)
    yield opened
    opened.close()
