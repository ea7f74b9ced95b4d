"""Sealed copies of a state, opened with the private keys of the same state; what was opened once is known."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backoffice_gui.domain.manifest import digest_of, parse_manifest
from backoffice_gui.domain.signed import payload_octets
from backoffice_gui.sealing import MANIFEST_PART, PrivateKey, PublicKey, SealBroken, SealContext
from backoffice_gui.sealing.keys import open_canary, open_with, run_key_info, unwrap
from tests.support.front import Truth
from tests.support.power.reading import Book, opened

__all__ = ["Openings"]


class Openings:
    """Opens attempts (and run keys), each once for the same octets."""

    def __init__(self, truth: Mapping[str, Truth]) -> None:
        self._truth = truth
        self._run_keys: dict[object, bytes | str] = {}
        self._attempts: dict[object, str | None] = {}

    def run_key(self, book: Book, row: Mapping[str, Any], privates: Mapping[str, PrivateKey]) -> bytes | str:
        """A run key's octets, or why nobody has them: no private key opens it, or not its canary."""
        (public,) = [
            PublicKey(each["suite"], each["public"])
            for each in book.each("inbox_key")
            if each["generation"] == row["generation"]
        ]
        private = privates.get(public.fingerprint)
        key = (row["sealed"], row["canary"], private)
        if key not in self._run_keys:
            self._run_keys[key] = self._open_run_key(row, public, private)
        return self._run_keys[key]

    @staticmethod
    def _open_run_key(row: Mapping[str, Any], public: PublicKey, private: PrivateKey | None) -> bytes | str:
        if private is None:
            return f"run key {row['id']}: no private key here"
        try:
            octets = open_with(private, row["sealed"], run_key_info(row["store_id"], public))
            open_canary(octets, row["canary"])
        except SealBroken as error:
            return f"run key {row['id']}: {error}"
        return octets

    def fault(
        self, file: Path, submission: Mapping[str, Any], attempt: Mapping[str, Any], run_key: bytes
    ) -> str | None:
        """What is wrong with a verified attempt whose chunks have their recorded hashes: nothing, if it is whole."""
        key = (run_key, attempt["wrapped_key"], attempt["tag"], attempt["chunk_hashes"])
        if key not in self._attempts:
            try:
                self._attempts[key] = self._open(file, submission, attempt, run_key)
            except (SealBroken, ValueError) as error:
                self._attempts[key] = f"{type(error).__name__}: {error}"
        return self._attempts[key]

    def _open(
        self, file: Path, submission: Mapping[str, Any], attempt: Mapping[str, Any], run_key: bytes
    ) -> str | None:
        store, tag = attempt["store_id"], attempt["tag"]
        context = SealContext(store, submission["origin"], submission["id"], submission["digest"], tag)
        key = unwrap(run_key, attempt["wrapped_key"], context)
        parts: dict[int, list[bytes]] = {}
        raw = opened(file, None)
        try:
            query = "SELECT part, n, last, sealed FROM chunk WHERE attempt = ? ORDER BY part, n"
            for part, n, last, sealed in raw.execute(query, (attempt["attempt"],)):
                parts.setdefault(part, []).append(key.open(part, n, sealed, last=bool(last)))
        finally:
            raw.close()
        octets = payload_octets(b"".join(parts.pop(MANIFEST_PART, [])).decode("ascii"))
        if digest_of(octets) != submission["digest"]:
            return "another manifest"
        found = [(sum(map(len, pieces)), _sha256(pieces)) for _, pieces in sorted(parts.items())]
        if found != [(part.size, part.sha256) for part in parse_manifest(octets).parts]:
            return "parts are not those of the manifest"
        truth = self._truth.get(submission["id"])
        # an id may be used again with another D: then D alone says what it must be
        if truth is not None and truth.digest == submission["digest"] and truth.parts != tuple(found):
            return "not what the front end made"
        return None


def _sha256(pieces: list[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()
