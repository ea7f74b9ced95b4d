"""A mirror of an invented inbox: written as the collector would, damaged as a disk would, rebuilt as a person would."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.storage.inbox import attempts, identity, mirrored, submissions
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.mirror import files, writer
from backoffice_gui.storage.mirror.copying import Copied, Copier
from backoffice_gui.storage.mirror.rebuilding import Rebuilt, lineages, rebuild
from tests.support.stores import MOMENT, World, new_inbox

__all__ = ["Mirror", "chunks_by_digest", "mirror_of", "rebuilt"]


@dataclass(slots=True)
class Mirror:
    """One store's mirror under `root`, and who copies to it."""

    world: World
    root: Path
    copier: Copier

    @property
    def mirror_id(self) -> str:
        """Its name."""
        with self.world.inbox.reading() as connection:
            row = mirrored.current(connection)
        assert row is not None
        return row.mirror_id

    @property
    def folder(self) -> Path:
        """The store's own folder in it."""
        return files.folder_of(self.root, self.world.store_id)

    def segment(self, number: int = 1) -> Path:
        """A segment's file."""
        return files.segment_file(self.folder, number)

    def keys(self, number: int = 1) -> Path:
        """Its file of slots."""
        return files.keys_file(self.folder, number)

    def copy(self, *numbers: int) -> Copied:
        """Copy attempts, and note it."""
        copied = self.copier.copy(numbers)
        with self.world.inbox.transaction() as tx:
            row = mirrored.current(tx)
            assert row is not None
            mirrored.mirrored(tx, copied.done, row.n, MOMENT)
        return copied

    def follow(self) -> None:
        """Copy the facts that have moved, and note it."""
        with self.world.inbox.reading() as connection:
            row = mirrored.current(connection)
        assert row is not None
        moved = self.copier.follow(row.followed)
        with self.world.inbox.transaction() as tx:
            mirrored.follow(tx, row.n, moved.upto)

    def again(self, roll: int = writer.ROLL) -> Copier:
        """Another life's copier, open."""
        self.copier.close()
        with self.world.inbox.reading() as connection:
            row, ids = mirrored.current(connection), identity.ids(connection)
        self.copier = Copier(self.world.inbox, self.root, ids, roll=roll)
        self.copier.open(row)
        return self.copier


@contextmanager
def mirror_of(world: World, root: Path, *, roll: int = writer.ROLL) -> Iterator[Mirror]:
    """A mirror that was begun and noted."""
    root.mkdir(exist_ok=True)
    with world.inbox.reading() as connection:
        ids = identity.ids(connection)
    copier = Copier(world.inbox, root, ids, roll=roll)
    mirror_id = copier.open(None)
    with world.inbox.transaction() as tx:
        mirrored.begin(tx, mirror_id, ids.current, MOMENT)
    made = Mirror(world, root, copier)
    try:
        yield made
    finally:
        made.copier.close()


@contextmanager
def rebuilt(root: Path, folder: Path) -> Iterator[tuple[Inbox, Rebuilt]]:
    """The inbox that the one mirror under `root` gives, in a new folder."""
    if folder.exists():
        shutil.rmtree(folder)
    [lineage] = lineages(root)
    inbox = new_inbox(folder)
    try:
        yield inbox, rebuild(lineage, inbox, MOMENT)
    finally:
        inbox.close()


def chunks_by_digest(inbox: Inbox) -> dict[str, list[tuple[int, int, bool, bytes]]]:
    """The sealed chunks of every submission that has an attempt, by D."""
    found: dict[str, list[tuple[int, int, bool, bytes]]] = {}
    with inbox.fresh() as connection:
        rows = list(range(1, 1 + sum(submissions.counts(connection).values())))
        for facts in submissions.facts(connection, rows).values():
            for one in attempts.attempt_rows(connection, facts.row):
                chunks = [(c.part, c.n, c.last, c.sealed) for c in attempts.chunks(connection, one.id)]
                assert facts.key.digest not in found, "doubled"
                found[facts.key.digest] = chunks
    return found
