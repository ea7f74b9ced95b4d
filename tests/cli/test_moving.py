"""`store move` as an administrator calls it, and what the other commands say of a store that was moved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import proof
from tests.support.console import call
from tests.support.desks import Store, a_store
from tests.support.moves import filled
from tests.support.postgres import Server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Pinned, with copies in it; nobody has it open."""
    with a_store(tmp_path / "s") as made:
        filled(made.world)
        proof.pin_store(made.world.inbox, made.pins)
        made.settings()
        made.desk.casebook.close()
        yield made


@pytest.fixture
def address(server: Server) -> Iterator[str]:
    """An empty database."""
    name = server.new()
    yield str(server.address(name))
    server.drop(name)


def test_a_store_is_moved_and_says_so(store: Store, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    """There in words, and back as an object; what was left says where it went, and nobody works there."""
    config = store.root / "config.toml"
    said = call(capsys, "--config", config, "store", "move", "--to", address)
    assert said.code == 0, said.err
    assert f"vit maintenant à {address}" in said.words
    assert "reçus 3" in said.words
    assert f"vit maintenant à {address}" in call(capsys, "--config", config, "status").words
    [seen] = call(capsys, "--config", config, "status", "--json").objects
    assert seen["moved"] == address
    refused = call(capsys, "--config", config, "cases", "list")
    assert (refused.code, "STO-012 away" in refused.err) == (4, True)
    assert call(capsys, "--config", config, "verify").code == 0
    config.write_text(config.read_text("utf-8").replace("[store]", f'[store]\nserver = "{address}"'), "utf-8")
    [back] = call(capsys, "--config", config, "store", "move", "--to", store.root / "new", "--json").objects
    assert (back["where"], back["taken_up"]) == (str(store.root / "new"), False)
    assert call(capsys, "--config", config, "store", "move", "--to", store.root / "other").code == 4


def test_what_is_off_is_said(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """In the call's words; all stays as it was."""
    said = call(capsys, "--config", store.root / "config.toml", "store", "move", "--to", "elsewhere")
    assert (said.code, "move-to-server" in said.err) == (2, True)
