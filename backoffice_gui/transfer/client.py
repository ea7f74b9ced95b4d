"""The front end as the collector sees it: every route of protocol §3, one method each.

A method returns what the protocol promises, or raises one `FrontEndError`:

* `Unreachable` (`name`, `refused`, `time-out`, `reset`, `cut`, `tls`, `network`, `too-slow`,
  `deadline`, `interrupted`): try again;
* `CredentialRefused`, `ServerNotTrusted`, `Redirected`: nobody gets through, slow down and say so;
* `Throttled`: with the pause asked for, unclamped;
* `Problem`: an answer the protocol knows; a `receipt` in it is only text until `judged` has read it;
* `BadAnswer` (`page`, `media-type`, `coding`, `length`, `headers`, `status`, `json`, `budget`,
  `problem`, `manifest`, `receipt`, `ledger`, `range`, `digest`, `size`, `etag`, `repr-digest` …):
  what came counts as nothing. After `page` the caller asks again with a smaller `limit`; after
  `range` only a new attempt from the part's start helps.

httpx is used at its transport seam (`BaseTransport`, `Request`, `Response`), without a `Client`:
all that a client adds — cookies, redirects, proxies of the environment, decoding — is what
protocol §1 forbids, and it costs 0.2 ms a request [measured].
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

import httpx

from backoffice_gui.clock import Clock
from backoffice_gui.domain.ids import Origin, StoreId, SubmissionId, SubmissionKey
from backoffice_gui.domain.verified import VerifiedCopy
from backoffice_gui.transfer.endpoint import Endpoint
from backoffice_gui.transfer.parts import PartReader
from backoffice_gui.transfer.values import AckAnswer, LedgerPage, ListPage, Role, SignedManifest, SignedReceipt

__all__ = ["FrontEnd"]


class FrontEnd:
    """The protocol's client: synchronous, safe to share between threads.

    `transport` replaces the sockets (simulation, tests); without it, connections are kept and
    the waiting poll has one of its own, which `interrupt` shuts down.
    """

    def __init__(
        self, endpoint: Endpoint, *, role: Role, clock: Clock, transport: httpx.BaseTransport | None = None
    ) -> None: ...

    def submissions(
        self,
        *,
        after: int = 0,
        limit: int = 100,
        inline: int = 0,
        wait: float = 0.0,
        ready: bool,
        stop: threading.Event | None = None,
    ) -> ListPage:
        """What is waiting (3.1). With `wait` it uses a connection of its own; `interrupt` ends it.

        `ready` is said here and repeated by every later request (`Collector-State`). Set `stop`
        before calling `interrupt` and no poll can slip between: it raises
        `Unreachable("interrupted")`.
        """
        raise NotImplementedError

    def manifest(self, submission: SubmissionId) -> SignedManifest:
        """The manifest alone (3.2); its `id` is the one asked for."""
        raise NotImplementedError

    def part(
        self,
        submission: SubmissionId,
        reader: PartReader,
        *,
        seconds_left: float,
        stop: threading.Event | None = None,
    ) -> Iterator[bytes]:
        """The octets of one part from where `reader` stands (3.3), in pieces of any size.

        The last piece comes only once size and digest are those of the manifest. After
        `Unreachable` the same reader may go on (`Range`, `If-Range`) where `reader.resumable`.
        """
        raise NotImplementedError

    def acknowledge(self, copy: VerifiedCopy, store_id: StoreId) -> SignedReceipt:
        """Take over one submission (3.4): returns only a valid receipt for this id, digest and origin."""
        raise NotImplementedError

    def acknowledge_many(self, copies: Sequence[VerifiedCopy], store_id: StoreId) -> tuple[AckAnswer, ...]:
        """Take over at most 100 (3.5), each judged by its own receipt, in the order of `copies`.

        Falls back to 3.4 where the server has no such route, and remembers it.
        """
        raise NotImplementedError

    def receipt(self, key: SubmissionKey) -> SignedReceipt:
        """The receipt again (3.6), valid and for this key (`Problem` `not-acknowledged`, `expired` …)."""
        raise NotImplementedError

    def ledger(
        self,
        after: int,
        limit: int = 500,
        *,
        head: str | None = None,
        origin: Origin | None = None,
        known: Callable[[str], bool] | None = None,
    ) -> LedgerPage:
        """The ledger after `pos` = `after` (3.7), checked entry by entry up to the first fault.

        `head` is the hash of the entry at `after` (nothing: the first entry is pinned as it is);
        `known(jws)` tells that this very text was verified before.
        """
        raise NotImplementedError

    def still_served(self, submission: SubmissionId) -> bool:
        """The probe of §4.8: whether an octet of part 0 can still be had (`Range: bytes=0-0`)."""
        raise NotImplementedError

    def judged(self, jws: str, key: SubmissionKey) -> SignedReceipt:
        """Read a receipt that came inside a `Problem`; raises `BadAnswer("receipt")` where it is none for `key`."""
        raise NotImplementedError

    def interrupt(self) -> None:
        """End a waiting poll at once, from any thread; it raises `Unreachable("interrupted")`."""
        raise NotImplementedError

    def close(self) -> None:
        """Shut every connection, also those in use."""
        raise NotImplementedError
