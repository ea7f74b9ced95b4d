"""A whole store on disk (inbox, casebook, key file, pins) with its desk unlocked, and invented submissions in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from backoffice_gui.actions.desk import Desk
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import FileSource
from backoffice_gui.settings import Settings, load
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox.store import Inbox
from tests.support.stores import MOMENT, World, make_inbox

__all__ = ["MASTER", "Store", "a_store", "spoil"]

MASTER = MasterSecret(bytes(range(32)))


@dataclasses.dataclass(slots=True)
class Store:
    """One store: `world` is its inbox with what a collector would do, `desk` is unlocked."""

    root: Path
    world: World
    desk: Desk

    @property
    def folder(self) -> Path:
        """Where the databases lie."""
        return self.root / "store"

    @property
    def pins(self) -> Path:
        """Where the fingerprints are noted."""
        return self.root / "pins"

    @property
    def source(self) -> FileSource:
        """Where the master secret lies."""
        return FileSource(self.root / "store.key")

    def settings(self, **environment: str) -> Settings:
        """A configuration that names this store."""
        file = self.root / "config.toml"
        if not file.exists():
            file.write_text(
                '[transfer]\nurl = "https://front.invalid/transfer/v1"\n[store]\nfolder = "store"\nkey_file = "store.key"\n'
            )
        return load(file, environment)


def spoil(inbox: Inbox, *statements: str) -> None:
    """Change the file as somebody who has it could: the guards are lifted first; each statement must hit something."""
    with inbox.transaction() as tx:
        for (name,) in tx.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            tx.execute(text(f'DROP TRIGGER "{name}"'))
        for statement in statements:
            assert tx.execute(text(statement)).rowcount > 0


@dataclasses.dataclass(frozen=True, slots=True)
class _Template:
    """A store that was just made, as files: making one takes longer than copying it."""

    files: dict[str, bytes]
    world: World


_TEMPLATES: list[_Template] = []


def _template(folder: Path) -> _Template:
    if not _TEMPLATES:
        folder.mkdir(parents=True)
        world = make_inbox(folder)
        casebook = Casebook.create(folder, MASTER.casebook_key())
        with casebook.transaction() as tx:
            casebook_keys.put_private(tx, world.private, MOMENT)
            casebook_keys.link(tx, world.store_id, MOMENT)
        casebook.close()
        world.inbox.close()
        _TEMPLATES.append(
            _Template({name: (folder / name).read_bytes() for name in ("inbox.db", "casebook.db")}, world)
        )
    return _TEMPLATES[0]


@contextmanager
def a_store(root: Path) -> Iterator[Store]:
    """A complete store under `root`; closed at the end."""
    template = _template(root / "template")
    folder = root / "store"
    folder.mkdir(parents=True)
    for name, octets in template.files.items():
        (folder / name).write_bytes(octets)
    (root / "store.key").write_text(MASTER.hex())
    (root / "store.key").chmod(0o600)
    world = dataclasses.replace(template.world, inbox=Inbox.open(folder))
    casebook = Casebook.open(folder, MASTER.casebook_key())
    store = Store(root, world, Desk(casebook, {world.private.public().fingerprint: world.private}, "agent-exemple"))
    try:
        yield store
    finally:
        casebook.close()
        world.inbox.close()
