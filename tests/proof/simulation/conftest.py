"""Where simulated worlds lie, and the stores that each of them begins with."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.simulation.run import a_folder
from tests.support.simulation.schedule import Template


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """In memory, where the system has such a place; gone afterwards."""
    made = a_folder(tmp_path_factory.getbasetemp())
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def template(folder: Path) -> Template:
    """Stores, made once."""
    return Template.make(folder / "template")


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The machine's time zone may be changed; it is put back."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()
