"""Whether a copy of both databases holds: opened with the key, checked page by page, chain by chain, key by key.

Nothing is believed of a backup that was not opened. What is proven: SQLite's and SQLCipher's own
checks, both audit chains, that the two belong together, that every generation of the inbox's key
has its private half in the casebook, and that the newest run keys open with it to their canaries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, func, select

from backoffice_gui.actions.backup_files import CodeOf, Manifest, describe, read_manifest, said
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import BackupFailed, DiskFull, StoreBusy, StoreError, WrongKey
from backoffice_gui.sealing import PrivateKey, SealBroken
from backoffice_gui.sealing.keys import open_canary
from backoffice_gui.sealing.vouching import vouch
from backoffice_gui.storage import copying
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, INBOX_SHAPE
from backoffice_gui.storage.inbox import audit_log, identity, keys
from backoffice_gui.storage.inbox.schema import run_key, submission
from backoffice_gui.storage.inbox.unsealing import Unsealer
from backoffice_gui.storage.versions import current

__all__ = ["Openers", "Proven", "check_files", "openers", "prove_beside", "prove_pair"]

Opener = Callable[[Path], AbstractContextManager[Connection]]
_RUN_KEYS = 48
"""Run keys that are tried, newest first: two days of hours."""


@dataclass(frozen=True, slots=True)
class Openers:
    """How the two copies are opened, and the code of octets that goes with the casebook's key."""

    casebook: Opener
    inbox: Opener
    vouch: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """What was found in a pair that holds."""

    store_id: StoreId
    former: tuple[StoreId, ...]
    schemas: dict[str, str]
    chains: dict[str, CodeOf]
    submissions: int


def openers(key: bytes) -> Openers:
    """With the casebook's key in hand: a restoring has no store to ask."""
    return Openers(
        casebook=partial(copying.still, shape=CASEBOOK_SHAPE, key=key),
        inbox=partial(copying.still, shape=INBOX_SHAPE, key=None),
        vouch=partial(vouch, key),
    )


def check_files(path: Path, opened: Openers) -> Manifest:
    """That a backup is what it says, and that we said it: code and digests; raises `BackupFailed`, `WrongKey`."""
    manifest, octets, code = read_manifest(path)
    with _judged(path), opened.casebook(path / CASEBOOK_SHAPE.file):
        pass  # the wrong key is not a forgery
    if opened.vouch(octets) != code:
        raise BackupFailed("forged", folder=str(path))
    for name in manifest.files:
        with said(path):
            found = describe(path / name)
        if found != manifest.files[name]:
            raise BackupFailed("content", folder=str(path), file=name)
    return manifest


def prove_pair(path: Path, opened: Openers) -> Proven:
    """The two databases in this folder; raises `BackupFailed("not-proven", what=…)`, `WrongKey`."""
    pair = (opened.casebook(path / CASEBOOK_SHAPE.file), opened.inbox(path / INBOX_SHAPE.file))
    with _judged(path), pair[0] as casebook, pair[1] as inbox:
        return _proven(inbox, casebook)


@contextmanager
def _judged(path: Path) -> Iterator[None]:
    """What does not hold makes a copy no backup; a key that is not its own, or an interruption, says nothing of it."""
    try:
        with said(path):
            yield
    except (BackupFailed, StoreBusy, WrongKey, DiskFull):
        raise
    except StoreError as error:
        raise BackupFailed("not-proven", folder=str(path), what=error.reason or error.code) from error


def _proven(inbox: Connection, casebook: Connection) -> Proven:
    _pages(casebook, "casebook", "cipher_integrity_check", [])
    for connection, name in ((casebook, "casebook"), (inbox, "inbox")):
        _pages(connection, name, "integrity_check", ["ok"])
    if not casebook_log.verify(casebook).ok or not audit_log.verify(inbox).ok:
        raise BackupFailed("not-proven", what="chain")
    ids = identity.ids(inbox)
    if not casebook_keys.links(casebook) & ids.all:
        raise BackupFailed("not-proven", what="pair")
    _keys(inbox, casebook)
    heads = {"casebook": casebook_log.head(casebook), "inbox": audit_log.head(inbox)}
    return Proven(
        store_id=ids.current,
        former=tuple(sorted(ids.former)),
        schemas={"casebook": str(current(casebook)), "inbox": str(current(inbox))},
        chains={name: CodeOf(events=head.n, head=head.hash.hex()) for name, head in heads.items()},
        submissions=inbox.execute(select(func.count()).select_from(submission)).scalar_one(),
    )


def _pages(connection: Connection, name: str, pragma: str, wanted: list[str]) -> None:
    found = [row[0] for row in connection.exec_driver_sql(f"PRAGMA {pragma}")]
    if found != wanted:
        raise BackupFailed("not-proven", what=f"{name}-{pragma.replace('_', '-')}")


def prove_beside(inbox: Connection, path: Path, opened: Openers) -> None:
    """That a backup's casebook reads all of an inbox that is there, newer than the backup; raises `BackupFailed`."""
    with _judged(path), opened.casebook(path / CASEBOOK_SHAPE.file) as casebook:
        if not casebook_keys.links(casebook) & identity.ids(inbox).all:
            raise BackupFailed("not-proven", what="pair")
        _run_keys(inbox, _privates(inbox, casebook))


def _privates(inbox: Connection, casebook: Connection) -> Mapping[str, PrivateKey]:
    privates = casebook_keys.privates(casebook)
    if not {public.fingerprint for public in keys.in_use(inbox).values()} <= set(privates):
        raise BackupFailed("not-proven", what="private-key")
    return privates


def _keys(inbox: Connection, casebook: Connection) -> None:
    """Whoever has this casebook reads all of this inbox: else a key was being changed, or they are no pair."""
    privates = _privates(inbox, casebook)
    recoveries = [kept[0].fingerprint for kept in (keys.recovery(inbox), casebook_keys.recovery(casebook)) if kept]
    if len(set(recoveries)) > 1 or len(recoveries) == 1:
        raise BackupFailed("not-proven", what="recovery-key")
    _run_keys(inbox, privates)


def _run_keys(inbox: Connection, privates: Mapping[str, PrivateKey]) -> None:
    unsealer = Unsealer(privates)
    newest = list(inbox.scalars(select(run_key.c.id).order_by(run_key.c.id.desc()).limit(_RUN_KEYS)))
    for row in keys.run_keys(inbox, newest).values():
        try:
            open_canary(unsealer.run_key(inbox, row.id), row.canary)
        except SealBroken as error:
            if row.canary_failed_at is None:
                raise BackupFailed("not-proven", what="canary") from error
