"""A team's recovery key vouched for by whoever has the team's key: what nobody vouched for is given no secret.

In a store of one's own there is nothing to do: who writes its file has its key.
"""

from __future__ import annotations

import hashlib
import hmac

from sqlalchemy import Connection

from backoffice_gui.errors import WrongKey
from backoffice_gui.sealing import PrivateKey, PublicKey
from backoffice_gui.sealing.team_keys import recovery_claim, recovery_word
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.team import recoveries
from backoffice_gui.storage.team.recoveries import RecoveryKey

__all__ = ["vouch_recovery", "vouched_recovery"]


def vouch_recovery(
    casebook: Casebook,
    tx: Connection,
    n: int,
    public: PublicKey,
    *,
    private: PrivateKey | None = None,
    word: bytes = b"",
) -> None:
    """Vouch for the recovery key that was just kept under this number, where the casebook is a team's.

    `private`: the key itself, where it is at hand; else `word`: the digest of its word, where it was known before.
    """
    if not casebook.local:
        digest = word if private is None else hashlib.sha256(recovery_word(private)).digest()
        recoveries.vouch(tx, n, casebook.vouch(recovery_claim(n, public)), digest or None)


def vouched_recovery(casebook: Casebook, connection: Connection) -> RecoveryKey | None:
    """The newest recovery key of a team for which somebody vouched who has its key; nothing where there is none at all.

    Raises `WrongKey("recovery-unvouched")` where there are some, and nobody vouched for one.
    """
    found = recoveries.living(connection)
    for each in found:
        if hmac.compare_digest(casebook.vouch(recovery_claim(each.n, each.public)), each.code):
            return each
    if found:
        raise WrongKey("recovery-unvouched")
    return None
