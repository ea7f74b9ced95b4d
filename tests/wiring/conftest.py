"""A store with cases, served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.caseloads import Served, served
from tests.support.desks import a_store


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Served]:
    """Three cases, nobody's yet."""
    with a_store(tmp_path / "s") as store:
        made = served(store)
        yield made
        made.cases.attachments.close()
