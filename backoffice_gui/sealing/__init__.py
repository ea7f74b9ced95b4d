"""Sealing: pure functions over bytes that turn what came in into what a thief can't read.

Primitives: `AttemptKey` (one random key for each attempt at a submission; seals manifest and
parts in chunks of at most 1 MiB, AES-256-GCM), `wrap`/`unwrap` (an attempt's key under a *run
key*), `seal_to`/`open_with` (HPKE, RFC 9180, hybrid post-quantum: a run key or the master secret
to a public key), `PrivateKey`/`PublicKey`, and the printed form of the recovery key (`recovery`).
Whatever does not open raises `SealBroken`, and says no more.

It never does I/O, never keeps a key longer than its caller, never seals two things under one
nonce, and knows nothing of submissions but the names it binds.
"""

from __future__ import annotations

from backoffice_gui.sealing.chunks import CHUNK, FORMAT, MANIFEST_PART, OVERHEAD, AttemptKey, SealBroken, SealContext
from backoffice_gui.sealing.keys import SUITE, PrivateKey, PublicKey, generate, open_with, seal_to, unwrap, wrap

__all__ = [
    "CHUNK",
    "FORMAT",
    "MANIFEST_PART",
    "OVERHEAD",
    "SUITE",
    "AttemptKey",
    "PrivateKey",
    "PublicKey",
    "SealBroken",
    "SealContext",
    "generate",
    "open_with",
    "seal_to",
    "unwrap",
    "wrap",
]
