"""The front end as the collector sees it: every route of protocol §3, one method each.

A method returns what the protocol promises, or raises one `FrontEndError`:

* `Unreachable` (`name`, `refused`, `time-out`, `reset`, `cut`, `tls`, `protocol-version`, `network`,
  `too-slow`, `deadline`, `interrupted`): try again;
* `CredentialRefused`, `ServerNotTrusted` (their reasons: `failures.REASONS`, and `status-401`, `status-403`),
  `Redirected`: nobody gets through, slow down and say so;
* `Throttled`: with the pause asked for, unclamped;
* `Problem`: an answer the protocol knows; a `receipt` in it is only text until `judged` has read it;
* `BadAnswer` (`page`, `media-type`, `coding`, `length`, `headers`, `status`, `problem`, `manifest`,
  `receipt`, `ledger`, `range`, `digest`, `size`, `etag`, `repr-digest`): what came counts as
  nothing; the fact `fault` says more where a reason has several. After `page` the caller asks
  again with a smaller `limit`; after `range` only a new attempt from the part's start helps.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence

import httpx

from backoffice_gui.clock import Clock, iso
from backoffice_gui.domain.ids import SUBMISSION_ID, Origin, StoreId, SubmissionId, SubmissionKey
from backoffice_gui.domain.receipts import Outcome
from backoffice_gui.domain.verified import VerifiedCopy
from backoffice_gui.errors import BadAnswer, Defect, FrontEndError, Problem, Throttled, Unreachable
from backoffice_gui.transfer import receipts, wire
from backoffice_gui.transfer.answers import Expected, length_of, pieces_of, refuse
from backoffice_gui.transfer.calls import USUAL, Ask, Caller
from backoffice_gui.transfer.connection import Limits
from backoffice_gui.transfer.endpoint import Endpoint
from backoffice_gui.transfer.ledger import Trail, checked
from backoffice_gui.transfer.media import FOR_PEOPLE, JOSE, JSON, essence
from backoffice_gui.transfer.parts import Pace, PartReader
from backoffice_gui.transfer.transport import KeptConnections
from backoffice_gui.transfer.values import AckAnswer, LedgerPage, ListPage, Role, SignedManifest, SignedReceipt

__all__ = ["MAX_ACKNOWLEDGED", "FrontEnd"]

MAX_ACKNOWLEDGED = 100
"""Items in one request of 3.5."""

_KEPT = 4
_LONGEST_WAIT = 30.0
_SINGLE_SECONDS = 3600.0
"""How long a server without 3.5 is believed to stay so."""

_OK = frozenset({200})
_PAGE = Expected(JSON, _OK, "page")
_MANIFEST = Expected(JOSE, _OK, "manifest")
_ACKNOWLEDGED = Expected(JOSE, frozenset({200, 201}), "receipt", mistyped="receipt")
_RESULTS = Expected(JSON, _OK, "receipt", mistyped="receipt")
_RECEIPT = Expected(JOSE, _OK, "receipt")
_LEDGER = Expected(JSON, _OK, "ledger")
_GONE = frozenset({"acknowledged", "expired", "unknown-submission"})


class FrontEnd:
    """The protocol's client: synchronous, safe to share between threads.

    `transport` replaces the sockets (simulation, tests); without it, connections are kept and
    the waiting poll has one of its own, which `interrupt` shuts down.
    """

    def __init__(
        self, endpoint: Endpoint, *, role: Role, clock: Clock, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._keys = endpoint.keys
        self._role = role
        self._clock = clock
        self._wire = transport or KeptConnections(endpoint, clock, keep=_KEPT)
        self._poll = transport or KeptConnections(endpoint, clock, keep=1)
        self._caller = Caller(endpoint, role, clock, self._wire)
        self._single_until: float | None = None

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
        self._caller.ready = ready
        query = f"after={after}&limit={limit}" + (f"&inline={inline}" if inline else "")
        seconds = int(min(max(wait, 0.0), _LONGEST_WAIT))
        ask = Ask(
            "GET",
            f"/submissions?{query}",
            fields={"Prefer": f"wait={seconds}"} if seconds else {},
            limits=Limits(USUAL.connect, USUAL.read + seconds, USUAL.total + seconds, USUAL.total + seconds, stop),
            over=self._poll if seconds else None,
        )
        small = self._caller.small(ask, _PAGE)
        return wire.read_page(small.octets, self._keys, small.received)

    def manifest(self, submission: SubmissionId) -> SignedManifest:
        """The manifest alone (3.2); its `id` is the one asked for."""
        small = self._caller.small(Ask("GET", _path(submission)), _MANIFEST)
        signed = wire.read_manifest(_text(small.octets), self._keys)
        if signed is None or signed.manifest.id != submission:
            raise BadAnswer("manifest", fault="malformed" if signed is None else "id")
        return signed

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
        self._collector_only()
        pace = Pace(self._clock, reader.part.size - reader.received, seconds_left)
        limits = Limits(USUAL.connect, USUAL.read, USUAL.head, pace.total, stop)
        path = f"{_path(submission)}/parts/{reader.part.n}"
        with self._caller.answer(Ask("GET", path, fields=reader.conditions(), limits=limits)) as response:
            if response.status_code == 416:
                raise BadAnswer("range", status=416)
            if response.status_code not in {200, 206}:
                refuse(response, self._clock.now())
            length = length_of(response)
            if length is None:
                raise BadAnswer("length")
            reader.begin(response.status_code, length, response.headers)
            for piece in pieces_of(response):
                if stop is not None and stop.is_set():
                    raise Unreachable("interrupted")
                reader.feed(piece)
                pace.came(len(piece))
                yield piece
        if not reader.complete:
            raise Unreachable("cut")

    def acknowledge(self, copy: VerifiedCopy, store_id: StoreId) -> SignedReceipt:
        """Take over one submission (3.4): returns only a valid receipt for this id, digest and origin."""
        self._collector_only()
        path = f"{_path(copy.key.id)}/acknowledgement"
        small = self._caller.small(Ask("PUT", path, body={"store_id": store_id, **_claim(copy)}), _ACKNOWLEDGED)
        return receipts.judged(_text(small.octets), self._keys, copy.key, Outcome.ACKNOWLEDGED)

    def acknowledge_many(self, copies: Sequence[VerifiedCopy], store_id: StoreId) -> tuple[AckAnswer, ...]:
        """Take over at most 100 (3.5), each judged by its own receipt, in the order of `copies`.

        Falls back to 3.4 where the server has no such route (404, 405), and remembers it for an
        hour. Raises only where nothing at all was answered; what comes after a failure half-way
        is `unasked`.
        """
        self._collector_only()
        if not copies:
            return ()
        if len(copies) > MAX_ACKNOWLEDGED:
            raise Defect("more than 100 in one acknowledgement")
        first: dict[SubmissionId, VerifiedCopy] = {}
        for copy in copies:
            first.setdefault(copy.key.id, copy)
        together = list(first.values())
        alone = [copy for copy in copies if first[copy.key.id] is not copy]
        found = self._together(together, store_id)
        if found is None:
            found, alone = {}, list(copies)
        for copy in alone:
            answer = self._alone(copy, store_id, raising=not found)
            found[copy] = answer
            if answer.fault == "unasked":
                break
        return tuple(found.get(copy, AckAnswer(copy, fault="unasked")) for copy in copies)

    def receipt(self, key: SubmissionKey) -> SignedReceipt:
        """The receipt again (3.6), valid and for this key (`Problem` `not-acknowledged`, `expired` …)."""
        small = self._caller.small(Ask("GET", f"{_path(key.id)}/acknowledgement"), _RECEIPT)
        return receipts.judged(_text(small.octets), self._keys, key, Outcome.ACKNOWLEDGED)

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
        small = self._caller.small(Ask("GET", f"/ledger?after={after}&limit={limit}"), _LEDGER)
        trail = Trail(after, head, origin)
        return checked(wire.read_ledger(small.octets), trail, self._keys, known or _nothing_known)

    def still_served(self, submission: SubmissionId) -> bool:
        """The probe of §4.8: whether an octet of part 0 can still be had (`Range: bytes=0-0`)."""
        self._collector_only()
        ask = Ask("GET", f"{_path(submission)}/parts/0", fields={"Range": "bytes=0-0"})
        with self._caller.answer(ask) as response:
            if response.status_code in {200, 206}:
                if essence(response.headers) in FOR_PEOPLE:
                    raise BadAnswer("media-type")
                return True
            try:
                refuse(response, self._clock.now())
            except Problem as problem:
                if problem.name in _GONE:
                    return False
                if problem.name == "range-not-satisfiable":  # an empty part, served all the same
                    return True
                raise

    def judged(self, jws: str, key: SubmissionKey) -> SignedReceipt:
        """Read a receipt that came inside a `Problem`; raises `BadAnswer("receipt")` where it is none for `key`."""
        return receipts.judged(jws, self._keys, key)

    def interrupt(self) -> None:
        """End a waiting poll at once, from any thread; it raises `Unreachable("interrupted")`."""
        if isinstance(self._poll, KeptConnections):
            self._poll.interrupt()

    def close(self) -> None:
        """Shut every connection, also those in use; what was under way raises `Unreachable("interrupted")`."""
        self._wire.close()
        self._poll.close()

    def _together(self, copies: list[VerifiedCopy], store_id: StoreId) -> dict[VerifiedCopy, AckAnswer] | None:
        """One request of 3.5 for copies of distinct ids; nothing where the server has no such route."""
        if self._single_until is not None and self._clock.elapsed() < self._single_until:
            return None
        items = [{"id": copy.key.id, **_claim(copy)} for copy in copies]
        ask = Ask("POST", "/acknowledgements", body={"store_id": store_id, "items": items})
        try:
            small = self._caller.small(ask, _RESULTS)
        except (Problem, BadAnswer) as error:
            if error.facts.get("status") not in {404, 405}:
                raise
            self._single_until = self._clock.elapsed() + _SINGLE_SECONDS
            return None
        return {answer.copy: answer for answer in wire.read_results(small.octets, copies, self._keys)}

    def _alone(self, copy: VerifiedCopy, store_id: StoreId, *, raising: bool) -> AckAnswer:
        """3.4 as one of several; with `raising`, a failure of the front end as a whole goes to the caller."""
        try:
            return AckAnswer(copy, receipt=self.acknowledge(copy, store_id))
        except Problem as problem:
            return AckAnswer(copy, problem=problem)
        except BadAnswer as error:
            return AckAnswer(copy, fault=str(error.facts.get("fault", error.reason)))
        except FrontEndError as error:
            if raising:
                raise
            return AckAnswer(copy, fault="unasked", throttled=error if isinstance(error, Throttled) else None)

    def _collector_only(self) -> None:
        if self._role is not Role.COLLECTOR:
            raise Defect("an observer takes nothing")


def _path(submission: SubmissionId) -> str:
    """The path of a submission; an id out of pattern never gets into an address."""
    if not SUBMISSION_ID.fullmatch(submission):
        raise Defect("an id out of pattern")
    return f"/submissions/{submission}"


def _claim(copy: VerifiedCopy) -> Mapping[str, str]:
    """What we say of a copy: its digest, and since when it is durable here."""
    return {"digest": copy.key.digest, "stored_at": iso(copy.stored_at)}


def _text(octets: bytes) -> str:
    """A body that should be a compact JWS; what isn't ASCII becomes something that can't be one."""
    return octets.decode("ascii", "replace")


def _nothing_known(_jws: str) -> bool:
    return False
