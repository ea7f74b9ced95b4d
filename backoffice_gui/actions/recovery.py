"""The recovery key: our only way back where a keyring is lost, so it is tried before it is relied on.

Its private half is shown or written once and kept nowhere here; its public half lies in both
databases, and the master secret is sealed to it.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from backoffice_gui.errors import DiskFull, UsageError
from backoffice_gui.sealing import PrivateKey, PublicKey, SealBroken
from backoffice_gui.sealing.keys import new_run_key, open_with, seal_to
from backoffice_gui.sealing.recovery import code_of, key_of
from backoffice_gui.security.durable import is_full, write_new
from backoffice_gui.security.master import MasterSecret

__all__ = ["opens", "prove", "read_file", "seal_master", "typed", "write_file"]

_MASTER_INFO = b"ofpra master secret 1"
_CHALLENGE_INFO = b"ofpra challenge 1"
_MAX_OCTETS = 4096
_HEADER = (
    "# Ofpra, back office : clé de secours. Elle ouvre tout ce que la base contient.\n"
    "# À garder sous clé, loin du poste. Recovery key: keep it locked away, far from the machine.\n"
    "# {at:%Y-%m-%d}\n"
)


def seal_master(public: PublicKey, master: MasterSecret) -> bytes:
    """The master secret, sealed to a recovery key."""
    return seal_to(public, master.octets, _MASTER_INFO)


def opens(private: PrivateKey, sealed_master: bytes) -> MasterSecret:
    """The master secret that was sealed to this recovery key; raises `SealBroken`."""
    return MasterSecret(open_with(private, sealed_master, _MASTER_INFO))


def prove(private: PrivateKey, public: PublicKey) -> None:
    """Seal a random challenge to the public half and open it with the private one; raises `SealBroken`."""
    challenge = new_run_key()
    if open_with(private, seal_to(public, challenge, _CHALLENGE_INFO), _CHALLENGE_INFO) != challenge:
        raise SealBroken("challenge opens to something else")


def write_file(path: Path, private: PrivateKey, at: datetime) -> None:
    """Write the key's printed form to a file that must not exist (0600, synced).

    Raises `UsageError` where it exists or can't be written, `DiskFull`.
    """
    octets = (_HEADER.format(at=at) + code_of(private) + "\n").encode()
    try:
        write_new(path, [octets])
    except FileExistsError as error:
        raise UsageError("recovery-key-exists", file=str(path)) from error
    except OSError as error:
        if is_full(error):
            raise DiskFull("recovery-key", folder=str(path.parent)) from error
        raise UsageError("recovery-key-unwritable", file=str(path)) from error


def read_file(path: Path) -> PrivateKey:
    """Read such a file back; raises `UsageError` where it holds no whole key."""
    try:
        with path.open("rb") as file:
            lines = file.read(_MAX_OCTETS).decode("utf-8", "replace").splitlines()
        return key_of("".join(line for line in lines if not line.startswith("#")))
    except (OSError, SealBroken) as error:
        raise UsageError("recovery-key-content", file=str(path)) from error


def typed(code: str) -> PrivateKey:
    """The key that a person typed; raises `UsageError`."""
    try:
        return key_of(code)
    except SealBroken as error:
        raise UsageError("code-differs") from error
