"""The master secret: 32 random octets, from which the casebook's key follows.

The derivation is HKDF-SHA256 (RFC 5869) with an info string of its own: no slow derivation at
each open is needed, because the secret is random and never typed (reliability.md §5.1).
"""

from __future__ import annotations

import secrets
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backoffice_gui.sealing import PrivateKey
from backoffice_gui.sealing.keys import SUITE

__all__ = ["MASTER_OCTETS", "MasterSecret"]

MASTER_OCTETS: Final = 32
_CASEBOOK_INFO = b"ofpra back office|casebook key|1"
_AGENT_INFO = b"ofpra back office|agent key|1"
_OUTBOX_INFO = b"ofpra back office|outbox key|1"


class MasterSecret:
    """The secret behind the casebook, held in a `bytearray` that `wipe` can empty."""

    __slots__ = ("_octets",)

    def __init__(self, octets: bytes | bytearray) -> None:
        if len(octets) != MASTER_OCTETS:
            raise ValueError("a master secret is 32 octets")
        self._octets = bytearray(octets)

    @classmethod
    def generate(cls) -> MasterSecret:
        """A new one, from the operating system's random source."""
        return cls(secrets.token_bytes(MASTER_OCTETS))

    @property
    def octets(self) -> bytes:
        """The 32 octets themselves: to be sealed to the recovery key, and for nothing else."""
        return bytes(self._octets)

    def hex(self) -> str:
        """64 hexadecimal digits, as kept in a keyring or a key file."""
        return self._octets.hex()

    def casebook_key(self) -> bytes:
        """The casebook's raw SQLCipher key: 32 octets."""
        return self._derived(_CASEBOOK_INFO)

    def outbox_key(self) -> bytes:
        """What the changes are sealed under that wait on this workstation for a team's server: 32 octets."""
        return self._derived(_OUTBOX_INFO)

    def agent_key(self) -> PrivateKey:
        """The key pair of whoever works on this workstation, to whose public half a team's key is sealed."""
        return PrivateKey(SUITE, bytearray(self._derived(_AGENT_INFO)))

    def _derived(self, info: bytes) -> bytes:
        derivation = HKDF(algorithm=SHA256(), length=MASTER_OCTETS, salt=None, info=info)
        return derivation.derive(bytes(self._octets))

    def wipe(self) -> None:
        """Overwrite the octets; the secret is of no use afterwards."""
        for index in range(len(self._octets)):
            self._octets[index] = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MasterSecret) and secrets.compare_digest(self._octets, other._octets)

    __hash__ = None  # type: ignore[assignment]  # a secret is never a key of a mapping

    def __repr__(self) -> str:
        return "MasterSecret(…)"
