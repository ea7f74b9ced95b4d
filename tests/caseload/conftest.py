"""A casebook of invented cases, made once for this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from backoffice_gui.storage.casebook.store import Casebook
from tests.support.practice import practised


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casebook]:
    """A hundred and twenty cases that no test changes."""
    with practised(tmp_path_factory.mktemp("book") / "s", 120) as casebook:
        yield casebook
