"""Checks of the list (protocol §3.1): one consistent snapshot, dense numbers, limits that are kept."""

from __future__ import annotations

import base64
import binascii
import hashlib
import itertools
import math
import re
import threading
from collections.abc import Iterator
from typing import Any

from backoffice_gui.conformance.bench import Page
from backoffice_gui.conformance.reading import members_of, utc
from backoffice_gui.conformance.shelf import Own
from backoffice_gui.conformance.trial import Trial
from backoffice_gui.conformance.verdicts import Check, Level, Need, Notes, failed, not_applicable, skipped

__all__ = ["CHECKS"]

_SUBMISSIONS = frozenset({Need.SUBMISSIONS})
_ID = re.compile(r"[A-Za-z0-9_-]{22,64}")
_MAX_PAGE = 4 * 1024 * 1024
_SKEW = 120.0
_BAD_QUERIES = ("limit=0", "limit=501", "limit=-1", "limit=x", "after=-1", "after=x", "inline=-1")


def _shape(trial: Trial) -> None:
    answer = trial.bench.ask("GET", "/submissions?limit=500")
    with Notes() as notes:
        notes.same("GET /submissions: status", answer.status, 200)
        notes.same("GET /submissions: Content-Type", answer.media_type, "application/json")
        raw = trial.bench.page("?limit=500").raw
        members_of(
            notes,
            raw,
            {"version": int, "epoch": str, "high_seq": int, "held": int, "ledger_high": int, "items": list},
            "page",
        )
        notes.same("page.version", raw.get("version"), 1)
        notes.that(utc(raw.get("server_time")) is not None, "page.server_time", raw.get("server_time"), "RFC 3339 UTC")
        items = raw.get("items")
        for item in items if isinstance(items, list) else ():
            notes.that(isinstance(item, dict), "items[]", type(item).__name__, "object")
            if isinstance(item, dict):
                members_of(notes, item, {"seq": int, "id": str, "expires_in": (int, float), "manifest": str}, "item")
                notes.that(isinstance(item.get("parts", {}), dict), "item.parts", "…", "object")


def _ids(trial: Trial) -> None:
    trial.shelf.take(20)
    ids = [own.id for own in trial.shelf.made]
    with Notes() as notes:
        for id_ in ids:
            notes.that(_ID.fullmatch(id_) is not None, "id", f"{len(id_)} chars", _ID.pattern)
        notes.same("ids: distinct", len(set(ids)), len(ids))
        ordered = sorted(ids)
        common = max((_shared(a, b) for a, b in itertools.pairwise(ordered)), default=0)
        varied = len(min(ids, key=len)) - common
        notes.that(varied >= 12, "ids: chars that vary", varied, "≥ 128 bits")


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            return count
        count += 1
    return count


def _pages(trial: Trial, limit: int) -> Iterator[Page]:
    """All pages from the first number on; ends where a page is empty or does not go on."""
    after = 0
    for _ in range(100_000):
        page = trial.bench.page(f"?after={after}&limit={limit}")
        if not page.items:
            return
        yield page
        if page.items[-1]["seq"] <= after:
            return
        after = page.items[-1]["seq"]


def _order(trial: Trial) -> None:
    trial.shelf.take(5)
    seqs = [item["seq"] for item in trial.bench.page("?limit=500").items]
    if seqs != sorted(set(seqs)):
        failed("items[].seq", seqs[:12], "increasing")


def _after(trial: Trial) -> None:
    mine = {own.seq for own in trial.shelf.take(5)}
    with Notes() as notes:
        seen: list[int] = []
        after = 0
        for page in _pages(trial, 3):
            seqs = [item["seq"] for item in page.items]
            notes.that(min(seqs) > after, f"?after={after}: items[0].seq", min(seqs), f"> {after}")
            seen += seqs
            after = max(seqs)
        notes.that(mine <= set(seen), "?after=…&limit=3: seq", len(mine & set(seen)), f"{len(mine)} of {len(mine)}")
        notes.same("?after=…&limit=3: seq twice", len(seen) - len(set(seen)), 0)


def _limit(trial: Trial) -> None:
    trial.shelf.take(5)
    with Notes() as notes:
        for limit in (1, 2, 500):
            page = trial.bench.page(f"?limit={limit}")
            count = len(page.items)
            notes.that(count <= limit, f"?limit={limit}: items", count, f"≤ {limit}")
            notes.that(count >= min(1, page.number("held")), f"?limit={limit}: items", count, "≥ 1")
        count = len(trial.bench.page().items)
        notes.that(count <= 100, "limit –: items", count, "≤ 100")


def _bounds(trial: Trial) -> None:
    with Notes() as notes:
        for query in _BAD_QUERIES:
            answer = trial.bench.ask("GET", f"/submissions?{query}", role="observer")
            notes.that(answer.status in {400, 422}, f"GET /submissions?{query}: status", answer.status, "400 | 422")


def _look(page: Page, notes: Notes) -> None:
    """What one snapshot can't contradict: each number is held or in the ledger, and nothing else is."""
    high, held, ended = page.number("high_seq"), page.number("held"), page.number("ledger_high")
    notes.that(high == held + ended, "high_seq = held + ledger_high", f"{high} = {held} + {ended}", "equal")
    seqs = [item["seq"] for item in page.items]
    notes.that(max(seqs, default=0) <= high, "items[].seq", max(seqs, default=0), f"≤ high_seq {high}")
    notes.that(len(seqs) <= held, "items", len(seqs), f"≤ held {held}")


def _snapshot(trial: Trial) -> None:
    """List while submissions come in and are taken over: every page must agree with itself."""
    for own in trial.shelf.take(6):
        trial.shelf.receipt(own)
    going = [*trial.shelf.take(12)]
    done = threading.Event()
    pages: list[Page] = []

    def come() -> None:
        try:
            for _ in range(3):
                trial.shelf.adopt(trial.shelf.knock(4))
            for own in going:
                trial.shelf.acknowledge(own)
        finally:
            done.set()

    def look() -> None:
        while not done.is_set():
            pages.append(trial.bench.page("?limit=500"))

    trial.bench.together([come, look])
    pages.append(trial.bench.page("?limit=500"))
    with Notes() as notes:
        for page in pages:
            _look(page, notes)
        last = pages[-1]
        if len(last.items) < 500 and last.size < _MAX_PAGE // 2:
            notes.that(len(last.items) == last.number("held"), "items", len(last.items), f"held {last.number('held')}")


def _late(trial: Trial) -> None:
    """Follow the list by its highest number while several insert at once: none may come in behind."""
    after = trial.bench.page("?limit=1").number("high_seq")
    done = threading.Event()
    ids: list[str] = []
    seen: set[str] = set()

    def come() -> None:
        trial.bench.page("?limit=1", ready=True)
        ids.extend(trial.shelf.knock(8))

    def follow() -> None:
        nonlocal after
        last = False
        while not last:
            last = done.is_set()
            for item in trial.bench.page(f"?after={after}&limit=500").items:
                after = max(after, item["seq"])
                seen.add(item["id"])

    def all_come() -> None:
        try:
            trial.bench.together([come] * 3)
        finally:
            done.set()

    trial.bench.together([all_come, follow])
    missed = [id_ for id_ in ids if id_ not in seen]
    trial.shelf.adopt(tuple(ids))
    if missed:
        failed("?after=<highest seq>: listed", f"{len(ids) - len(missed)} of {len(ids)}", "all")


def _dense(trial: Trial) -> None:
    """Whatever was given since the kit began is held or in the ledger, each number once."""
    trial.shelf.take(5)
    low = min(own.seq for own in trial.shelf.made)
    high = trial.bench.page("?limit=1").number("high_seq")
    held = [item["seq"] for page in _pages(trial, 500) for item in page.items]
    ended = [entry.members.get("seq") for entry in trial.entries()]
    given = {seq for seq in (*held, *ended) if isinstance(seq, int)}
    gaps = [seq for seq in range(low, high + 1) if seq not in given]
    if gaps:
        failed("seq neither held nor in the ledger", gaps[:8], f"{low} … {high}")


def _inline(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    item = _item(trial, own, "16384")
    parts = item.get("parts")
    if not isinstance(parts, dict) or not parts:
        not_applicable("no-inline")
    sizes = {str(part.get("n")): part for part in own.parts}
    with Notes() as notes:
        for n, text in parts.items():
            octets = _base64(text)
            known = sizes.get(n)
            if notes.that(known is not None and octets is not None, f"item.parts.{n}", "?", "a part, base64"):
                assert known is not None
                assert octets is not None
                notes.that(hashlib.sha256(octets).hexdigest() == known["sha256"], f"item.parts.{n}", "?", "= sha256")
        small = _item(trial, own, str(own.parts[0]["size"] - 1)).get("parts", {})
        notes.that("0" not in small, f"?inline={own.parts[0]['size'] - 1}: parts", "0", "≤ inline")


def _base64(text: object) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True) if isinstance(text, str) else None
    except (binascii.Error, ValueError):
        return None


def _item(trial: Trial, own: Own, inline: str) -> dict[str, Any]:
    items = trial.bench.page(f"?after={own.seq - 1}&limit=1&inline={inline}").items
    if not items or items[0]["id"] != own.id:
        skipped("not-listed")
    return items[0]


def _budget(trial: Trial) -> None:
    """Attachments of 700 kB each, all asked for inline: a page stays within 4 MiB and still has an item."""
    big = trial.shelf.take(8, 700_000)
    page = trial.bench.page(f"?after={big[0].seq - 1}&limit=500&inline=1000000")
    with Notes() as notes:
        notes.that(page.size <= _MAX_PAGE, "page: octets", page.size, f"≤ {_MAX_PAGE}")
        notes.that(len(page.items) >= 1, "page: items", len(page.items), "≥ 1")


def _expires_in(trial: Trial) -> None:
    trial.shelf.take(3)
    page = trial.bench.page("?limit=500")
    now = utc(page.raw.get("server_time"))
    known = {own.id: own for own in trial.shelf.made}
    with Notes() as notes:
        for item in page.items:
            said = item.get("expires_in")
            sound = isinstance(said, int | float) and not isinstance(said, bool) and math.isfinite(said)
            if not notes.that(sound and 0 < float(str(said)) <= 3600, "item.expires_in", said, "0 < x ≤ 3600"):
                continue
            own = known.get(item["id"])
            if own is not None and now is not None and sound:
                wanted = (own.expires_at - now).total_seconds()
                near = abs(wanted - float(str(said))) <= 2 or wanted <= 0
                notes.that(near, "item.expires_in", said, f"expires_at − server_time = {wanted:.1f}")


def _wait(trial: Trial) -> None:
    """`Prefer: wait` may be ignored; where it is honoured, an arrival ends it at once, and time ends it in time."""
    clock = trial.bench.setup.clock
    high = trial.bench.page("?limit=1", ready=True).number("high_seq")
    began = clock.elapsed()
    empty = trial.bench.page(f"?after={high}", fields={"Prefer": "wait=1"})
    waited = clock.elapsed() - began
    if waited < 0.5 and not empty.items:
        not_applicable("no-wait")
    with Notes() as notes:
        notes.that(waited < 6, "Prefer: wait=1: seconds", round(waited, 1), "≤ 1")
        high = max([high, *(item["seq"] for item in empty.items)])
        told: list[float] = []
        ids: list[str] = []

        def come() -> tuple[Page, float]:
            threading.Event().wait(0.3)
            ids.extend(trial.shelf.knock(1))
            told.append(clock.elapsed())
            return empty, 0.0

        def listen() -> tuple[Page, float]:
            page = trial.bench.page(f"?after={high}", fields={"Prefer": "wait=9"})
            return page, clock.elapsed()

        _, (page, at) = trial.bench.together([come, listen])
        trial.shelf.adopt(tuple(ids))
        notes.that(bool(page.items), "Prefer: wait=9 + arrival: items", len(page.items), "≥ 1")
        notes.that(at - told[0] < 5, "Prefer: wait=9 + arrival: seconds", round(at - told[0], 1), "≤ 5")


def _observer(trial: Trial) -> None:
    with Notes() as notes:
        for path in ("/submissions?limit=1", "/ledger?limit=1"):
            answer = trial.bench.ask("GET", path, role="observer")
            notes.same(f"GET {path.partition('?')[0]} (observer): status", answer.status, 200)


def _epoch(trial: Trial) -> None:
    for _ in range(3):
        trial.bench.page("?limit=1")
    trial.bench.ledger(0, 1)
    if len(trial.bench.epochs) > 1:
        failed("epoch: values in one run", len(trial.bench.epochs), 1)
    for said in trial.bench.epochs:
        if not 1 <= len(said) <= 255 or not said.isprintable():
            failed("epoch", f"{len(said)} chars", "1..255, printable")


def _clock(trial: Trial) -> None:
    page = trial.bench.page("?limit=1")
    said = utc(page.raw.get("server_time"))
    if said is None:
        skipped("page-unreadable")
    skew = abs((said - trial.bench.setup.clock.now()).total_seconds())
    if skew > _SKEW:
        failed("server_time: skew in seconds", round(skew, 1), f"≤ {_SKEW:.0f}")


def _ended(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    if trial.shelf.listed(own) is None:
        skipped("not-listed")
    trial.shelf.receipt(own)
    if trial.shelf.listed(own) is not None:
        failed("GET /submissions: an acknowledged one", "listed", "not listed")


CHECKS = (
    Check("list.shape", "§3.1", Level.MUST, _shape),
    Check("list.observer", "§1", Level.MUST, _observer),
    Check("list.limit-bounds", "§3.1", Level.MUST, _bounds),
    Check("list.epoch", "§3.1", Level.MUST, _epoch),
    Check("list.server-time", "§4.3", Level.MUST, _clock),
    Check("list.ids", "§1", Level.MUST, _ids, _SUBMISSIONS),
    Check("list.order", "§3.1", Level.MUST, _order, _SUBMISSIONS),
    Check("list.after", "§3.1", Level.MUST, _after, _SUBMISSIONS),
    Check("list.limit", "§3.1", Level.MUST, _limit, _SUBMISSIONS),
    Check("list.inline", "§3.1", Level.MUST, _inline, _SUBMISSIONS),
    Check("list.page-budget", "§3.1", Level.MUST, _budget, _SUBMISSIONS),
    Check("list.expires-in", "§3.1", Level.MUST, _expires_in, _SUBMISSIONS),
    Check("list.wait", "§3.1", Level.SHOULD, _wait, _SUBMISSIONS),
    Check("list.snapshot", "§3.1", Level.MUST, _snapshot, _SUBMISSIONS),
    Check("list.no-late-seq", "§5", Level.MUST, _late, _SUBMISSIONS),
    Check("list.dense", "§3.1", Level.MUST, _dense, _SUBMISSIONS),
    Check("list.ended", "§2", Level.MUST, _ended, _SUBMISSIONS),
)
