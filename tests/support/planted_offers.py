"""Mistakes in what a front end offers: its channel, lists, manifests and parts."""

from __future__ import annotations

import dataclasses
import itertools
import ssl
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from starlette.requests import Request

from backoffice_gui.clock import iso
from backoffice_gui.reference_front import Pace, app, channel, holdings, intake, jose, requests, serve
from backoffice_gui.reference_front.answers import Refused
from tests.support.planted import Plant, Prepare, changed, planted

__all__ = ["PLANTS"]


def _stale_held(real: Any) -> Any:
    """`held` is counted by a query of its own, a moment before."""
    last: list[int] = []

    def listing(connection: Any, query: Any) -> holdings.Listing:
        found: holdings.Listing = real(connection, query)
        last.append(found.held)
        return dataclasses.replace(found, held=last[-2] if len(last) > 1 else found.held)

    return listing


def _after_included(real: Any) -> Any:
    return lambda connection, query: real(connection, dataclasses.replace(query, after=max(0, query.after - 1)))


def _late(real: Any) -> Any:
    """Every fifth is shown a moment after its successors: two transactions, a sequence of the database."""
    seen: dict[int, float] = {}

    def listing(connection: Any, query: Any) -> holdings.Listing:
        found: holdings.Listing = real(connection, query)
        now = time.monotonic()
        hidden = {item.seq for item in found.items if item.seq % 5 == 0 and now - seen.setdefault(item.seq, now) < 0.4}
        return dataclasses.replace(found, items=tuple(item for item in found.items if item.seq not in hidden))

    return listing


def _gaps(real: Any) -> Any:
    count = itertools.count(1)

    def hold(self: Any, tx: Any, one: Any) -> Any:
        if next(count) % 7 == 0:
            tx.execute("UPDATE counter SET seq = seq + 1")
        return real(self, tx, one)

    return hold


def _counted_ids(real: Any) -> Any:
    count = itertools.count(1)

    def upload(self: Any, new: Any) -> Any:
        one = real(self, new)
        id_ = f"demande-2026-{next(count):012d}"
        one.pending = [(id_, n, k, octets) for _id, n, k, octets in one.pending]
        one.id = id_
        return one

    return upload


def _manifest_with(**members: Any) -> Prepare:
    def make(real: Any) -> Any:
        return lambda self, one, seq, now: msgspec.json.encode(
            {**msgspec.json.decode(real(self, one, seq, now)), **members}
        )

    return changed(intake.Uploads, "_manifest", make)


def _first_part_longer(real: Any) -> Any:
    def manifest(self: Any, one: Any, seq: int, now: Any) -> bytes:
        said = msgspec.json.decode(real(self, one, seq, now))
        said["parts"][-1]["size"] += 1
        return msgspec.json.encode(said)

    return manifest


def _typed(typ: str) -> Prepare:
    """Everything of this type is signed as a `JWT`."""

    def make(real: Any) -> Any:
        return lambda self, asked: real(self, "JWT" if asked == typ else asked)

    return changed(jose.Signer, "_header", make)


def _observer_as_collector(real: Any) -> Any:
    def caller(request: Request) -> requests.Caller:
        found: requests.Caller = real(request)
        wide = "/parts/" in request.url.path or "acknowledgement" in request.url.path
        return dataclasses.replace(found, observer=False) if wide else found

    return caller


def _if_range_ignored(real: Any) -> Any:
    return lambda request, size, etag: real(request, size, request.headers.get("if-range", etag))


def _whole_for_all(real: Any) -> Any:
    return lambda *_: None


def _unbounded(real: Any) -> Any:
    def number(request: Request, name: str, default: int, low: int, high: int) -> int:
        try:
            return int(real(request, name, default, low, high))
        except Refused:
            return default

    return number


def _looked_at_once(patch: pytest.MonkeyPatch) -> None:
    """Certificates are asked for, and needed for the list alone."""
    _anonymous(patch, "/submissions")


def _anonymous(patch: pytest.MonkeyPatch, but: str = "-") -> None:
    """Certificates are asked for, but not needed."""
    real = channel.server_context
    caller = requests.caller

    def context(certificate: Path, key: Path, authority: Path) -> ssl.SSLContext:
        made = real(certificate, key, authority)
        made.verify_mode = ssl.CERT_OPTIONAL
        return made

    def whoever(request: Request) -> requests.Caller:
        if not request.url.path.endswith(but):
            request.scope["state"].setdefault("collector", "CN=nobody")
        return caller(request)

    patch.setattr(serve, "server_context", context)
    patch.setattr(requests, "caller", whoever)


def _budget(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(holdings, "PAGE_BUDGET", 64 * 1024 * 1024)


def _deaf(patch: pytest.MonkeyPatch) -> None:
    """A wait is never ended by an arrival."""
    patch.setattr("backoffice_gui.reference_front.doorbell.Doorbell.ring", lambda _self: None)


def _slow_clock(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(app, "iso", lambda moment: iso(moment - timedelta(minutes=10)))


PLANTS: tuple[Plant, ...] = (
    planted("no client certificate is needed", "tls.client-certificate", _anonymous),
    planted("the list alone needs a client certificate", "tls.client-certificate", _looked_at_once),
    planted(
        "limits are bent instead of refused",
        "list.limit-bounds",
        changed(requests, "_number", _unbounded),
        "ledger.limit-bounds",
    ),
    planted("held is counted a moment before", "list.snapshot", changed(holdings, "listing", _stale_held)),
    planted("numbers leave gaps", "list.dense", changed(intake.Uploads, "_hold", _gaps), "list.snapshot"),
    planted(
        "a number comes in late",
        "list.no-late-seq",
        changed(holdings, "listing", _late),
        "list.snapshot",
        "list.after",
        "list.dense",
        "list.wait",
    ),
    planted("after is included", "list.after", changed(holdings, "listing", _after_included)),
    planted("a page has no bound", "list.page-budget", _budget),
    planted("ids are counted", "list.ids", changed(intake.Uploads, "_upload", _counted_ids)),
    planted("an arrival ends no wait", "list.wait", _deaf),
    planted(
        "the clock is ten minutes slow",
        "list.server-time",
        _slow_clock,
        "list.expires-in",
        "receipt.members",
        "expiry.not-early",
        "expiry.race",
        "expiry.outcome",
    ),
    planted("the manifest is a JWT", "manifest.signature", _typed(jose.MANIFEST)),
    planted("an odd kind", "manifest.shape", _manifest_with(kind="Étrange")),
    Plant.of("thirty minutes instead of 29", "manifest.lifetime", pace=Pace(lifetime=1800)),
    planted(
        "a size that is not the part's",
        "part.octets",
        changed(intake.Uploads, "_manifest", _first_part_longer),
        "part.content-length",
        "part.ranges",
        "part.unsatisfiable",
        "part.if-range",
    ),
    planted("ranges are ignored", "part.ranges", changed(requests, "span", _whole_for_all), "part.unsatisfiable"),
    planted("If-Range is ignored", "part.if-range", changed(requests, "span", _if_range_ignored)),
    planted(
        "an observer may do all",
        "ack.observer",
        changed(requests, "caller", _observer_as_collector),
        "part.observer",
        "batch.observer",
    ),
)
"""Each a duty that is not done."""
