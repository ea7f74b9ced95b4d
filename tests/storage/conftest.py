"""Stores for the tests of this room.

The suites under `inbox/` and `casebook/` are contracts: they see a store and never its dialect.
Another database joins them as another parameter here.
"""

from __future__ import annotations

import contextlib
import dataclasses
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.team.casebook import create_casebook, open_casebook
from backoffice_gui.storage.team.inbox import create_inbox, open_inbox
from tests.support.postgres import Server
from tests.support.stores import World, complete, make_casebook, make_inbox, with_private_key


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> World:
    """One inbox, made once and closed: making one takes as long as ten tests."""
    made = make_inbox(tmp_path_factory.mktemp("pattern") / "store")
    made.inbox.close()
    return made


@pytest.fixture(scope="session")
def team_pattern(server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, World]:
    """One inbox on the server, made once and closed; the name of its database."""
    name = server.new()
    made = complete(create_inbox(server.address(name), tmp_path_factory.mktemp("pattern")))
    made.inbox.close()
    return name, made


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A complete inbox with its keys: on disk, and on a server."""
    make = _on_disk if request.param == "sqlite" else _on_server
    with make(request, tmp_path) as made:
        yield made


@pytest.fixture
def disk_world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A complete inbox on disk, for what is about files."""
    with _on_disk(request, tmp_path) as made:
        yield made


@pytest.fixture
def team_world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A complete inbox on a server, for what is about servers."""
    with _on_server(request, tmp_path) as made:
        yield made


@contextlib.contextmanager
def _on_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    pattern: World = request.getfixturevalue("pattern")
    shutil.copytree(pattern.inbox.folder, tmp_path / "store")
    with contextlib.closing(Inbox.open(tmp_path / "store")) as inbox:
        yield dataclasses.replace(pattern, inbox=inbox)


@contextlib.contextmanager
def _on_server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    server: Server = request.getfixturevalue("server")
    named, pattern = request.getfixturevalue("team_pattern")
    name = server.new(named)
    try:
        with contextlib.closing(open_inbox(server.address(name), tmp_path)) as inbox:
            yield dataclasses.replace(pattern, inbox=inbox)
    finally:
        server.drop(name)


@pytest.fixture(scope="session")
def casebook_pattern(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """One casebook, made once and closed, and its key."""
    folder, key = tmp_path_factory.mktemp("pattern") / "store", secrets.token_bytes(32)
    with make_casebook(folder, key):
        pass
    return folder, key


@pytest.fixture(scope="session")
def team_casebook_pattern(server: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    """One casebook on the server, made once and closed: the name of its database, and the team's key."""
    name, key = server.new(), secrets.token_bytes(32)
    with with_private_key(create_casebook(server.address(name), tmp_path_factory.mktemp("pattern"), key)):
        pass
    return name, key


@pytest.fixture(params=["sqlcipher", "postgresql"])
def casebook(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    """A complete casebook: on disk, and on a server."""
    make = _casebook_on_disk if request.param == "sqlcipher" else _casebook_on_server
    with make(request, tmp_path) as opened:
        yield opened


@pytest.fixture
def disk_casebook(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    """A complete casebook on disk, for what is about files, or about nothing that a database does."""
    with _casebook_on_disk(request, tmp_path) as opened:
        yield opened


@pytest.fixture
def team_casebook(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    """A complete casebook on a server, for what is about servers."""
    with _casebook_on_server(request, tmp_path) as opened:
        yield opened


@contextlib.contextmanager
def _casebook_on_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    folder, key = request.getfixturevalue("casebook_pattern")
    shutil.copytree(folder, tmp_path / "store")
    with contextlib.closing(Casebook.open(tmp_path / "store", key)) as opened:
        yield opened


@contextlib.contextmanager
def _casebook_on_server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Casebook]:
    server: Server = request.getfixturevalue("server")
    pattern, key = request.getfixturevalue("team_casebook_pattern")
    name = server.new(pattern)
    try:
        with contextlib.closing(open_casebook(server.address(name), tmp_path, key)) as opened:
            yield opened
    finally:
        server.drop(name)
