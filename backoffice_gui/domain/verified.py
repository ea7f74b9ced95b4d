"""The proof without which nothing is acknowledged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backoffice_gui.domain.ids import SubmissionKey

__all__ = ["VerifiedCopy"]


@dataclass(frozen=True, slots=True)
class VerifiedCopy:
    """One attempt that was committed, read back over a fresh connection, opened and hashed again.

    Only `storage.inbox.read_back` constructs it (held by an architecture test); an
    acknowledgement can be built of nothing else.
    """

    row: int
    attempt: int
    key: SubmissionKey
    stored_at: datetime
