"""A team's key, sealed to each of its agents: for this agent and this public half only."""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backoffice_gui.sealing.chunks import KEY_OCTETS
from backoffice_gui.sealing.keys import PrivateKey, PublicKey, open_with, seal_to

__all__ = ["membership", "new_team_key", "open_team_key", "recovery_claim", "recovery_word", "seal_team_key"]

_WORD = b"ofpra team recovery word 1"


def new_team_key() -> bytes:
    """256 random bits, which take the place of an embedded casebook's key."""
    return secrets.token_bytes(KEY_OCTETS)


def _info(agent: str, public: PublicKey) -> bytes:
    return b"ofpra team key 1|" + agent.encode() + b"|" + public.fingerprint.encode()


def membership(agent: str, public: PublicKey) -> bytes:
    """What whoever admits an agent vouches for (`vouching`): who writes rows of the server can't say it of a key."""
    return b"ofpra team member 1|" + agent.encode() + b"|" + public.fingerprint.encode()


def recovery_claim(number: int, public: PublicKey) -> bytes:
    """What whoever makes a recovery key vouches for: this key, in this row, which no older one takes the place of."""
    return b"ofpra team recovery 1|" + str(number).encode() + b"|" + public.fingerprint.encode()


def recovery_word(private: PrivateKey) -> bytes:
    """What nothing but a recovery key says, 32 octets (HKDF-SHA256, RFC 5869): the server keeps its digest alone.

    It opens nothing: whoever hears it learns neither the recovery key nor what is sealed to it.
    """
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_WORD).derive(bytes(private.seed))


def seal_team_key(public: PublicKey, agent: str, key: bytes) -> bytes:
    """The team's key for an agent (his login); raises `SealBroken` for a public half that is none."""
    return seal_to(public, key, _info(agent, public))


def open_team_key(private: PrivateKey, agent: str, sealed: bytes) -> bytes:
    """The team's key again; raises `SealBroken`."""
    return open_with(private, sealed, _info(agent, private.public()))
