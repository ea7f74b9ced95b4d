"""A store whose key lies in a keyring in memory, with a recovery key: what passphrases are set on."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backoffice_gui.actions import recovery
from backoffice_gui.actions.unlock import Door
from backoffice_gui.clock import Clock, SystemClock
from backoffice_gui.sealing import PrivateKey, generate
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.system_keyring import KeyringSource
from backoffice_gui.security.wrap import Cost
from backoffice_gui.settings import APP_ID, Settings, load
from backoffice_gui.storage.audit_log import AuditLine
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.inbox import audit_log, keys
from backoffice_gui.wiring import checkup, keeping, office, parts, passphrases
from tests.support.desks import MASTER, Store, a_store
from tests.support.keyrings import MEMORY, MemoryKeyring, using
from tests.support.stores import MOMENT

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PHRASE = "trois rivières EXEMPLE"
OTHER = "quatre montagnes DÉMO"


def _silent(_step: str) -> None:
    return


@dataclasses.dataclass(slots=True)
class Keyroom:
    """One store, its keyring and its recovery key."""

    store: Store
    keyring: MemoryKeyring
    recovery: PrivateKey

    @property
    def source(self) -> KeyringSource:
        """Where its key lies."""
        return KeyringSource(allowed=frozenset({MEMORY}))

    def source_for(self, _settings: object) -> KeyringSource:
        """The same, as `wiring` asks for it."""
        return self.source

    def door(self, clock: Clock | None = None, step: Callable[[str], None] = _silent) -> Door:
        """The way in, at a cost that a test can pay."""
        return Door(
            inbox=self.store.world.inbox,
            source=self.source,
            agent="agent-exemple",
            clock=clock or SystemClock(),
            cost=CHEAP,
            step=step,
        )

    def settings(self, **environment: str) -> Settings:
        """A configuration that names this store, and no key file."""
        file = self.store.root / "keyring.toml"
        file.write_text('[transfer]\nurl = "https://front.invalid/transfer/v1"\n[store]\nfolder = "store"\n')
        return load(file, environment)

    def everywhere(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What asks where the key lies hears of this keyring, whose kind only a test allows; new wraps cost little."""
        for room in (parts, office, checkup):
            monkeypatch.setattr(room, "source_for", self.source_for)
        for change in (passphrases.change_passphrase, passphrases.recover_store, keeping.rekey_casebook):
            monkeypatch.setitem(change.__kwdefaults__ or {}, "cost", CHEAP)

    def kept(self) -> dict[str, str]:
        """What the keyring keeps, by the part of its name after the store's."""
        return {name.removeprefix(self.store.world.store_id): value for (_, name), value in self.keyring.kept.items()}

    def log(self) -> list[AuditLine]:
        """The casebook's audit lines."""
        with self.store.desk.casebook.reading() as connection:
            return casebook_log.read(connection, 0, 100_000)

    def inbox_log(self, verb: str) -> list[AuditLine]:
        """The inbox's audit lines of a verb."""
        with self.store.world.inbox.reading() as connection:
            return [line for line in audit_log.read(connection, 0, 100_000) if line.verb == verb]


@contextmanager
def a_keyroom(root: Path) -> Iterator[Keyroom]:
    """A complete store under `root`, opened by the keyring alone."""
    with a_store(root) as store, using(keyring := MemoryKeyring()):
        keyring.kept[APP_ID, store.world.store_id] = MASTER.hex()
        private = generate()
        sealed = recovery.seal_master(private.public(), MasterSecret(MASTER.octets))
        with store.world.inbox.transaction() as tx:
            keys.put_recovery(tx, private.public(), sealed, MOMENT)
        yield Keyroom(store, keyring, private)
