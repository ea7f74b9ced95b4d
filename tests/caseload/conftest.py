"""Casebooks of invented cases, made once for this room, on disk and on a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest

from backoffice_gui.storage.casebook.store import Casebook
from tests.support.practice import practised
from tests.support.team_practice import team_practised

Practised = Callable[[Path, int], AbstractContextManager[Casebook]]
"""A casebook of one's own with so many invented cases; what this machine keeps of it lies in the folder."""


@pytest.fixture(scope="session", params=["sqlcipher", "postgresql"])
def filled(request: pytest.FixtureRequest) -> Practised:
    """On disk, and on a server: with the same cases."""
    return practised if request.param == "sqlcipher" else partial(team_practised, request.getfixturevalue("server"))


@pytest.fixture(scope="session")
def book(filled: Practised, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """A hundred and twenty cases that no test changes."""
    with filled(tmp_path_factory.mktemp("book") / "s", 120) as casebook:
        yield casebook


@pytest.fixture(scope="session")
def disk_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """The same on disk alone."""
    with practised(tmp_path_factory.mktemp("disk") / "s", 120) as casebook:
        yield casebook


@pytest.fixture(scope="session")
def team_book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """The same on a server alone."""
    with team_practised(request.getfixturevalue("server"), tmp_path_factory.mktemp("team") / "s", 120) as casebook:
        yield casebook
