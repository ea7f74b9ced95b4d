"""Bodies become values: strict where something rests on it, and one bad item never spoils its page.

Everything here takes octets from outside and is pure; nothing raises but `BadAnswer`.
"""

from __future__ import annotations

import binascii
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, TypeVar

import msgspec

from backoffice_gui.domain.ids import SUBMISSION_ID, SubmissionId
from backoffice_gui.domain.manifest import MalformedManifest, Manifest, moment, parse_manifest
from backoffice_gui.domain.receipts import Outcome
from backoffice_gui.domain.signed import NotCompactJws
from backoffice_gui.domain.strict_json import MAX_INTEGER, NotStrictJson, loads
from backoffice_gui.domain.verified import VerifiedCopy
from backoffice_gui.errors import BadAnswer, Problem
from backoffice_gui.transfer.jws import TYP_MANIFEST, KeySet, opened
from backoffice_gui.transfer.receipts import fault_of, read_receipt
from backoffice_gui.transfer.values import AckAnswer, ListItem, ListPage, SignedManifest

__all__ = ["LedgerBody", "Received", "read_ledger", "read_manifest", "read_page", "read_problem", "read_results"]

MAX_ITEMS = 500
_MAX_VALUES = 100_000
_ODD_EXPIRY = 60.0
_LONGEST_EXPIRY = 3600.0
_PROBLEM_PREFIX = "urn:transfer:problem:"
_PROBLEMS: Mapping[str, frozenset[int]] = {
    "unknown-submission": frozenset({404}),
    "not-acknowledged": frozenset({404}),
    "acknowledged": frozenset({410}),
    "expired": frozenset({410}),
    "digest-mismatch": frozenset({409}),
    "malformed": frozenset({400, 422}),
    "unauthenticated": frozenset({401}),
    "forbidden": frozenset({403}),
    "range-not-satisfiable": frozenset({416}),
    "too-many-requests": frozenset({429}),
    "unavailable": frozenset({503}),
}
_LONGEST_EPOCH = 255

_T = TypeVar("_T")
_Count = Annotated[int, msgspec.Meta(ge=0, le=MAX_INTEGER)]


@dataclass(frozen=True, slots=True)
class Received:
    """When an answer began: `elapsed` for deadlines, `now` to compare clocks."""

    elapsed: float
    now: datetime


class _Page(msgspec.Struct):
    version: int
    epoch: str
    high_seq: _Count
    held: _Count
    ledger_high: _Count
    items: list[Any]
    server_time: object = None


class _Results(msgspec.Struct):
    results: list[Any]


class _Ledger(msgspec.Struct):
    version: int
    epoch: str
    low_pos: _Count
    high_pos: _Count
    entries: list[Any]


@dataclass(frozen=True, slots=True)
class LedgerBody:
    """A ledger's answer before its entries are judged; what is no text among them is nothing."""

    epoch: str
    low_pos: int
    high_pos: int
    entries: tuple[str | None, ...]


def _values(untrusted: bytes, reason: str) -> Any:
    """Protocol JSON; too many values are refused before they become objects a hundred times their size.

    A number out of range in a listed item is that item's matter, and spoils no page (protocol §3.1, §4.3).
    """
    if untrusted.count(b",") > _MAX_VALUES:
        raise BadAnswer(reason, fault="budget")
    try:
        return loads(untrusted, forbearing_in="items" if reason == "page" else None)
    except NotStrictJson as error:
        raise BadAnswer(reason, fault="json") from error


def _shaped(untrusted: bytes, shape: type[_T], reason: str) -> _T:
    """The top level of a body; what is inside its lists is judged one by one."""
    try:
        return msgspec.convert(_values(untrusted, reason), shape, strict=True)
    except msgspec.ValidationError as error:
        raise BadAnswer(reason, fault="shape") from error


def _is_epoch(said: str) -> bool:
    """Whatever a database was called at random; blanks and accents too, but nothing that hides."""
    return 1 <= len(said) <= _LONGEST_EPOCH and said.isprintable()


def read_page(untrusted: bytes, keys: KeySet, received: Received) -> ListPage:
    """The body of 3.1; raises `BadAnswer("page")` where the page itself can't be read.

    At most 500 items are read: what a server adds beyond that is listed again later.
    """
    raw = _shaped(untrusted, _Page, "page")
    if not _is_epoch(raw.epoch):
        raise BadAnswer("page", fault="epoch")
    server_time = moment(raw.server_time)
    return ListPage(
        epoch=raw.epoch,
        server_time=server_time,
        skew=0.0 if server_time is None else (server_time - received.now).total_seconds(),
        high_seq=raw.high_seq,
        held=raw.held,
        ledger_high=raw.ledger_high,
        items=tuple(_item(item, keys) for item in raw.items[:MAX_ITEMS]),
        received_at=received.elapsed,
    )


def _item(raw: object, keys: KeySet) -> ListItem:
    """One listed item; what can't be read of it becomes its `fault`, and never an exception."""
    if not isinstance(raw, dict):
        return ListItem(None, None, _ODD_EXPIRY, True, None, {}, "item")
    seq, name, expires_in = raw.get("seq"), raw.get("id"), _seconds(raw.get("expires_in"))
    readable_seq = seq if isinstance(seq, int) and not isinstance(seq, bool) and 1 <= seq <= MAX_INTEGER else None
    readable_id = SubmissionId(name) if isinstance(name, str) and SUBMISSION_ID.fullmatch(name) else None
    signed = read_manifest(raw.get("manifest"), keys)
    fault: str | None = None
    if readable_seq is None:
        fault = "seq"
    elif readable_id is None:
        fault = "id"
    elif signed is None:
        fault = "manifest"
    elif (signed.manifest.id, signed.manifest.seq) != (readable_id, readable_seq):
        fault = "mismatch"
    return ListItem(
        seq=readable_seq,
        id=readable_id,
        expires_in=_ODD_EXPIRY if expires_in is None else expires_in,
        odd_expiry=expires_in is None,
        signed=signed if fault is None else None,
        inline=_inline(raw.get("parts"), signed.manifest) if fault is None and signed is not None else {},
        fault=fault,
    )


def _seconds(value: object) -> float | None:
    """`expires_in` where it is a finite number in (0, 3600]."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= _LONGEST_EXPIRY:
        return None
    return float(value)


def _inline(raw: object, manifest: Manifest) -> dict[int, bytes]:
    """Parts sent along that equal the manifest; any other is as if it had not been sent."""
    found: dict[int, bytes] = {}
    if not isinstance(raw, dict):
        return found
    for part in manifest.parts:
        text = raw.get(str(part.n))
        if not isinstance(text, str) or len(text) != (part.size + 2) // 3 * 4:
            continue
        try:
            octets = binascii.a2b_base64(text, strict_mode=True)
        except (binascii.Error, ValueError):
            continue
        if len(octets) == part.size and hashlib.sha256(octets).hexdigest() == part.sha256:
            found[part.n] = octets
    return found


def read_manifest(untrusted: object, keys: KeySet) -> SignedManifest | None:
    """A manifest that parses, with the verdict on its signature; nothing where it doesn't parse."""
    if not isinstance(untrusted, str):
        return None
    try:
        paper = opened(untrusted, keys, TYP_MANIFEST)
        return SignedManifest(untrusted, parse_manifest(paper.payload), paper.verdict)
    except (NotCompactJws, MalformedManifest):
        return None


def read_problem(untrusted: bytes, status: int) -> Problem:
    """The problem+json of an answer; raises `BadAnswer("problem")` where it is none, or contradicts `status`."""
    return _problem(_values(untrusted, "problem"), status)


def _problem(raw: object, status: int) -> Problem:
    """A problem's name and receipt; a type the protocol doesn't know is `other`."""
    if not isinstance(raw, dict) or not 400 <= status <= 599:
        raise BadAnswer("problem", status=status)
    kind, receipt = raw.get("type"), raw.get("receipt")
    name = kind.removeprefix(_PROBLEM_PREFIX) if isinstance(kind, str) else ""
    if not isinstance(kind, str) or not kind.startswith(_PROBLEM_PREFIX) or name not in _PROBLEMS:
        return Problem("other", status)
    if status not in _PROBLEMS[name]:
        raise BadAnswer("problem", status=status)
    return Problem(name, status, receipt if isinstance(receipt, str) else None)


def read_results(untrusted: bytes, copies: Sequence[VerifiedCopy], keys: KeySet) -> tuple[AckAnswer, ...]:
    """The body of 3.5, for copies of distinct ids, in their order.

    Each is judged by its own result, wherever that stands; one without is the fault `missing`,
    results not asked for are passed over, and of several for one id the best counts.
    """
    asked = {copy.key.id: copy for copy in copies}
    answers: dict[str, AckAnswer] = {}
    for raw in _shaped(untrusted, _Results, "receipt").results:
        name = raw.get("id") if isinstance(raw, dict) else None
        copy = asked.get(SubmissionId(name)) if isinstance(name, str) else None
        if copy is None:
            continue
        former = answers.get(copy.key.id)
        if former is None or former.receipt is None:
            answer = _result(raw, copy, keys)
            answers[copy.key.id] = answer if former is None or answer.receipt is not None else former
    return tuple(answers.get(copy.key.id, AckAnswer(copy, fault="missing")) for copy in copies)


def _result(raw: Mapping[str, Any], copy: VerifiedCopy, keys: KeySet) -> AckAnswer:
    """One result: what 3.4 would have answered."""
    status = raw.get("status")
    if not isinstance(status, int) or isinstance(status, bool):
        return AckAnswer(copy, fault="status")
    if status not in {200, 201}:
        try:
            return AckAnswer(copy, problem=_problem(raw.get("problem"), status))
        except BadAnswer:
            return AckAnswer(copy, fault="problem")
    jws = raw.get("receipt")
    paper = read_receipt(jws, keys) if isinstance(jws, str) else None
    fault = fault_of(paper, copy.key, Outcome.ACKNOWLEDGED)
    return AckAnswer(copy, receipt=paper if fault is None else None, fault=fault)


def read_ledger(untrusted: bytes) -> LedgerBody:
    """The body of 3.7; raises `BadAnswer("ledger")` where the page itself can't be read."""
    raw = _shaped(untrusted, _Ledger, "ledger")
    if not _is_epoch(raw.epoch):
        raise BadAnswer("ledger", fault="epoch")
    entries = tuple(entry if isinstance(entry, str) else None for entry in raw.entries[:MAX_ITEMS])
    return LedgerBody(raw.epoch, raw.low_pos, raw.high_pos, entries)
