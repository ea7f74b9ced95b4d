"""What a request says, read strictly: its caller, its query, its range, its body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
from starlette.requests import ClientDisconnect, Request

from backoffice_gui.reference_front.answers import Refused
from backoffice_gui.reference_front.holdings import ListQuery
from backoffice_gui.reference_front.ledger import TakeOver

__all__ = [
    "Caller",
    "Span",
    "acknowledgement",
    "acknowledgements",
    "body",
    "caller",
    "ledger_query",
    "list_query",
    "patience",
    "span",
]

MAX_BODY = 256 * 1024
MAX_WAIT = 30.0
_NUMBER = re.compile(r"[0-9]{1,16}")
_DIGEST = r"^sha256-[0-9a-f]{64}\Z"
_STORE_ID = r"^[A-Za-z0-9_-]{1,64}\Z"
_WAIT = re.compile(r"(?:^|[,\s])wait\s*=\s*\"?([0-9]{1,6}(?:\.[0-9]{1,6})?)\"?\s*(?:[;,]|$)", re.IGNORECASE)
_RANGE = re.compile(r"bytes\s*=\s*([0-9]{0,18})\s*-\s*([0-9]{0,18})\s*", re.IGNORECASE)
_UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_NO_REQUEST_ID = "00000000-0000-0000-0000-000000000000"
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the certificate's subject, and what the headers of protocol §1 say."""

    collector: str
    observer: bool
    ready: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Octets `first` to `last`, both included, of a part."""

    first: int
    last: int


def caller(request: Request) -> Caller:
    """Who asks; raises `Refused`: `unauthenticated` without a certificate, `malformed` for words of no meaning.

    A missing role is a collector's (a person with curl), a missing state isn't ready, a missing id is let pass.
    """
    collector = request.scope["state"].get("collector")
    if not isinstance(collector, str):
        raise Refused("unauthenticated", 401)
    role = request.headers.get("transfer-role", "collector")
    state = request.headers.get("collector-state", "not-ready")
    if role not in {"collector", "observer"} or state not in {"ready", "not-ready"}:
        raise Refused("malformed", 400, detail="Transfer-Role or Collector-State")
    if not _UUID.fullmatch(request.headers.get("x-request-id", _NO_REQUEST_ID)):
        raise Refused("malformed", 400, detail="X-Request-Id is not a UUID")
    return Caller(collector, role == "observer", state == "ready" and role == "collector")


def _number(request: Request, name: str, default: int, low: int, high: int) -> int:
    said = request.query_params.get(name)
    if said is None:
        return default
    if not _NUMBER.fullmatch(said) or not low <= int(said) <= high:
        raise Refused("malformed", 400, detail=f"{name}: {low} to {high}")
    return int(said)


def list_query(request: Request) -> ListQuery:
    """The query of 3.1; raises `Refused`."""
    return ListQuery(
        after=_number(request, "after", 0, 0, 2**53),
        limit=_number(request, "limit", 100, 1, 500),
        inline=_number(request, "inline", 0, 0, 2**53),
    )


def ledger_query(request: Request) -> tuple[int, int]:
    """`after` and `limit` of 3.7; raises `Refused`."""
    return _number(request, "after", 0, 0, 2**53), _number(request, "limit", 100, 1, 500)


def patience(request: Request) -> float:
    """Seconds of `Prefer: wait`, at most 30; a preference that can't be read is ignored (RFC 7240 §2)."""
    found = _WAIT.search(request.headers.get("prefer", ""))
    return min(float(found[1]), MAX_WAIT) if found else 0.0


def span(request: Request, size: int, etag: str) -> Span | None:
    """The one range asked for, or nothing for the whole part; raises `Refused` (416).

    Several ranges, other units, or an `If-Range` that names another part mean the whole (RFC 9110 §14.2, §13.1.5).
    """
    said = _RANGE.fullmatch(request.headers.get("range", ""))
    if said is None or request.headers.get("if-range", etag) != etag or not (said[1] or said[2]):
        return None
    if not said[1]:
        first, last = max(0, size - int(said[2])), size - 1
    else:
        first, last = int(said[1]), min(int(said[2]) if said[2] else size - 1, size - 1)
        if said[2] and int(said[2]) < first:
            return None
    if first > last:
        raise Refused("range-not-satisfiable", 416, headers={"content-range": f"bytes */{size}"})
    return Span(first, last)


class _One(msgspec.Struct):
    digest: Annotated[str, msgspec.Meta(pattern=_DIGEST)]
    store_id: Annotated[str, msgspec.Meta(pattern=_STORE_ID)]
    stored_at: str


class _Item(msgspec.Struct):
    id: str
    digest: Annotated[str, msgspec.Meta(pattern=_DIGEST)]
    stored_at: str


class _Named(msgspec.Struct):
    id: str


class _Many(msgspec.Struct):
    store_id: Annotated[str, msgspec.Meta(pattern=_STORE_ID)]
    items: Annotated[list[msgspec.Raw], msgspec.Meta(min_length=1, max_length=100)]


_ONE = msgspec.json.Decoder(_One)
_ITEM = msgspec.json.Decoder(_Item)
_NAMED = msgspec.json.Decoder(_Named)
_MANY = msgspec.json.Decoder(_Many)


def _is_time(text: str) -> bool:
    if not _TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text.upper())
    except ValueError:
        return False
    return True


async def body(request: Request) -> bytes:
    """The body within its budget; raises `Refused`, also for one that is cut: the answer reaches nobody."""
    octets = bytearray()
    try:
        async for piece in request.stream():
            octets += piece
            if len(octets) > MAX_BODY:
                raise Refused("malformed", 400, detail="body over 256 KiB", headers={"connection": "close"})
    except ClientDisconnect as error:
        raise Refused("malformed", 400, detail="body cut") from error
    return bytes(octets)


def acknowledgement(octets: bytes, id_: str) -> tuple[TakeOver, str]:
    """The body of 3.4 and its `store_id`; raises `Refused`: 400 for what isn't JSON, 422 for wrong members."""
    try:
        said = _ONE.decode(octets)
    except (msgspec.ValidationError, UnicodeDecodeError) as error:
        raise Refused("malformed", 422, detail="digest, store_id, stored_at") from error
    except msgspec.DecodeError as error:
        raise Refused("malformed", 400, detail="not JSON") from error
    if not _is_time(said.stored_at):
        raise Refused("malformed", 422, detail="stored_at is not an RFC 3339 time")
    return TakeOver(id_, said.digest, said.stored_at), said.store_id


def acknowledgements(octets: bytes) -> tuple[list[TakeOver | str], str]:
    """The items of 3.5 and their `store_id`; an item that is malformed is its bare id. Raises `Refused`."""
    try:
        said = _MANY.decode(octets)
        return [_item(raw) for raw in said.items], said.store_id
    except (msgspec.ValidationError, UnicodeDecodeError) as error:
        raise Refused("malformed", 422, detail="store_id, and 1 to 100 items with an id") from error
    except msgspec.DecodeError as error:
        raise Refused("malformed", 400, detail="not JSON") from error


def _item(raw: msgspec.Raw) -> TakeOver | str:
    try:
        item = _ITEM.decode(raw)
    except (msgspec.ValidationError, UnicodeDecodeError):
        return _NAMED.decode(raw).id
    return TakeOver(item.id, item.digest, item.stored_at) if _is_time(item.stored_at) else item.id
