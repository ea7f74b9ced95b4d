"""The casebook as a store: complete or refused by name, opened by its key only."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.errors import StoreExists, StoreIncomplete, StoreMissing, WrongKey
from backoffice_gui.sealing import generate
from backoffice_gui.storage.casebook import keys
from backoffice_gui.storage.casebook.store import Casebook
from tests.support.stores import MOMENT

KEY = bytes(range(32))


def test_a_casebook_is_complete_with_its_private_key(tmp_path: Path) -> None:
    """Cut before, it is incomplete; making it again takes it up, under the same key only."""
    assert not Casebook.begun(tmp_path)
    with pytest.raises(StoreMissing):
        Casebook.open(tmp_path, KEY)
    Casebook.create(tmp_path, KEY).close()
    assert Casebook.begun(tmp_path)
    with pytest.raises(StoreIncomplete):
        Casebook.open(tmp_path, KEY)
    with pytest.raises(WrongKey):
        Casebook.create(tmp_path, bytes(32))
    again = Casebook.create(tmp_path, KEY)
    private = generate()
    with again.transaction() as tx:
        keys.put_private(tx, private, MOMENT)
    again.close()
    with pytest.raises(StoreExists):
        Casebook.create(tmp_path, KEY)
    opened = Casebook.open(tmp_path, KEY)
    with opened.reading() as connection:
        assert keys.privates(connection) == {private.public().fingerprint: private}
    opened.close()
    with pytest.raises(WrongKey):
        Casebook.open(tmp_path, bytes(32))


def test_a_casebook_does_not_show_its_key(casebook: Casebook) -> None:
    """Nor hold it where a traceback's locals would show it as its own attribute."""
    assert "key" not in {name for name in vars(casebook) if isinstance(vars(casebook)[name], bytes)}
    assert "b'" not in repr(casebook)


def test_the_private_key_lies_in_no_file_in_clear(tmp_path: Path) -> None:
    """Not in the database, its log or its copies (I13)."""
    made = Casebook.create(tmp_path, KEY)
    private = generate()
    with made.transaction() as tx:
        keys.put_private(tx, private, MOMENT)
    for file in tmp_path.iterdir():
        assert private.seed not in file.read_bytes()
    made.checkpoint()
    made.close()
    assert private.seed not in (tmp_path / "casebook.db").read_bytes()
