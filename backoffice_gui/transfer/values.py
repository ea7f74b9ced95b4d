"""What crosses from the wire to the collector: frozen values, each with the verdict on its signature.

A fault is a code word, never a sentence and never a value from outside:

* of a listed item: `item` (not an object), `seq`, `id`, `manifest` (absent or unreadable),
  `mismatch` (its manifest names another `id` or `seq` than the list);
* of a receipt: `missing`, `malformed`, `header`, `unknown-key`, `signature`, `id`, `digest`,
  `origin`, `outcome`, and `status`, `problem` where the answer contradicts itself;
* of a ledger: `entry`, `header`, `unknown-key`, `signature`, `origin`, `pos`, `prev`, `gap`, `short`.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from backoffice_gui.domain.ids import SubmissionId
from backoffice_gui.domain.manifest import Manifest
from backoffice_gui.domain.receipts import Receipt
from backoffice_gui.domain.verified import VerifiedCopy
from backoffice_gui.errors import Problem, Throttled
from backoffice_gui.transfer.jws import Verdict

__all__ = ["AckAnswer", "LedgerPage", "ListItem", "ListPage", "Role", "SignedManifest", "SignedReceipt"]


class Role(enum.Enum):
    """What we say we are (`Transfer-Role`, protocol §1)."""

    COLLECTOR = "collector"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class SignedManifest:
    """A manifest that parsed, the JWS it came in, and whether a pinned key signed it.

    Whatever the verdict, it may be fetched and sealed; only `VALID` is ever acknowledged.
    """

    jws: str
    manifest: Manifest
    verdict: Verdict

    @property
    def valid(self) -> bool:
        """Whether a pinned key signed it."""
        return self.verdict is Verdict.VALID


@dataclass(frozen=True, slots=True)
class SignedReceipt:
    """A receipt or ledger entry that parsed, and the verdict; only `VALID` proves anything."""

    jws: str
    receipt: Receipt
    verdict: Verdict

    @property
    def valid(self) -> bool:
        """Whether a pinned key signed it."""
        return self.verdict is Verdict.VALID


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list, judged alone: a wrong one never spoils its page.

    `seq` and `id` are kept where they can be read, `fault` included. `inline` holds only parts
    that equal the manifest in size and digest; others are as if they had not been sent.
    `expires_in` is in seconds from the page's `received_at`; 60 where it was odd.
    """

    seq: int | None
    id: SubmissionId | None
    expires_in: float
    odd_expiry: bool
    signed: SignedManifest | None
    inline: Mapping[int, bytes]
    fault: str | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """One answer of 3.1, a consistent snapshot.

    `received_at` is in seconds on `Clock.elapsed`, at the start of the answer; `skew` is how
    many seconds the server's clock is ahead of ours, 0 where `server_time` is no time.
    """

    epoch: str
    server_time: datetime | None
    skew: float
    high_seq: int
    held: int
    ledger_high: int
    items: tuple[ListItem, ...]
    received_at: float


@dataclass(frozen=True, slots=True)
class AckAnswer:
    """What became of one acknowledgement: exactly one of `receipt`, `problem` and `fault` is set.

    `receipt` is valid and speaks of this copy's id, digest and origin (it may name another
    store: foreign). `fault` also says `unasked` where a later request of a fall-back failed;
    `throttled`, where it asked for a pause.
    """

    copy: VerifiedCopy
    receipt: SignedReceipt | None = None
    problem: Problem | None = None
    fault: str | None = None
    throttled: Throttled | None = None


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The entries of 3.7 up to the first fault: valid, dense in `pos`, joined by `prev`.

    `pos` and `head` (the hash that the next entry's `prev` must be) are where to go on from.
    """

    epoch: str
    low_pos: int
    high_pos: int
    entries: tuple[SignedReceipt, ...]
    fault: str | None
    pos: int
    head: str | None
