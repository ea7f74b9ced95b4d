"""The private keys that a casebook holds as a kill left it: read from a copy, with whichever key file opens it."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from backoffice_gui.sealing import PrivateKey
from backoffice_gui.security.sources import FileSource
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, connect_alone

__all__ = ["lying_keys"]

_QUERY = "SELECT fingerprint, suite, seed FROM private_key ORDER BY n"


def lying_keys(root: Path, store: Path, key_file: Path) -> dict[str, PrivateKey]:
    """By fingerprint; `key_file`, or the one beside it that is to take its place. Raises `AssertionError`."""
    aside = root / "aside-keys"
    masters = [FileSource(each).load(()) for each in (key_file, key_file.with_name(f"{key_file.name}.next"))]
    for master in masters:
        if master is None:
            continue
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        for end in ("", "-wal", "-journal"):
            if (store / f"{CASEBOOK_SHAPE.file}{end}").exists():
                shutil.copyfile(store / f"{CASEBOOK_SHAPE.file}{end}", aside / f"{CASEBOOK_SHAPE.file}{end}")
        try:
            with closing(connect_alone(aside / CASEBOOK_SHAPE.file, master.casebook_key())) as raw:
                return {name: PrivateKey(suite, seed) for name, suite, seed in raw.execute(_QUERY)}
        except driver.DatabaseError:
            continue
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    raise AssertionError("no key file opens the casebook")
