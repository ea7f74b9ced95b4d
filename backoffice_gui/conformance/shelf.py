"""The kit's own submissions: made by the hook, proven to be demonstrations, and the only ones ever touched.

The guard, in three steps: an id counts as ours only if the hook named it; it must not have been listed
before the hook was called; and part 0 must be a JSON object with a true `demonstration` member. Where one
fails, nothing more is made, fetched or acknowledged. `Own` is made here alone: the type is the proof.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backoffice_gui.clock import iso
from backoffice_gui.conformance.bench import Bench, Page
from backoffice_gui.conformance.hook import FormClosed, HookFailed
from backoffice_gui.conformance.reading import Signed, digest_of, signed, utc
from backoffice_gui.conformance.verdicts import Failed, NotDone, failed, skipped
from backoffice_gui.conformance.wire import Answer, NoAnswer
from backoffice_gui.domain.strict_json import NotStrictJson, loads
from backoffice_gui.errors import Defect
from backoffice_gui.transfer.jws import TYP_MANIFEST

__all__ = ["ATTACHED", "BATCH", "Own", "Shelf", "Stranger"]

BATCH = 30
"""How many are made at once, so that the hook is called seldom."""
ATTACHED = 3000
"""Octets of the attachment that most have."""

_INLINE = 16 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PAGES = 2000
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Own:
    """A demonstration submission of ours; `left` counts from its manifest's `expires_at`."""

    id: str
    seq: int
    digest: str
    manifest: Signed
    parts: tuple[Mapping[str, Any], ...]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Stranger:
    """An id that was never anybody's: made up by dice, to be answered 404."""

    id: str
    digest: str = "sha256-" + "0" * 64


class Shelf:
    """Takes from what was made before while it is fresh, and has more made when it is not."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._stock: dict[int, list[Own]] = {}
        self._ids: set[str] = set()
        self.broken = ""
        self.made: list[Own] = []
        self.taken_at = bench.setup.clock.elapsed()
        """When one was taken over last, in elapsed seconds."""

    def stranger(self) -> Stranger:
        """An id nobody was ever given."""
        return Stranger(f"conformance-unknown-{self._bench.setup.dice.getrandbits(96):024x}")

    def take(self, count: int = 1, octets: int = ATTACHED) -> list[Own]:
        """So many fresh ones, each used once; skips the check where there can be none."""
        least = self._bench.setup.lifetime / 2
        stock = [one for one in self._stock.get(octets, ()) if self.left(one) > least]
        if len(stock) < count:
            stock += self.fresh(max(count - len(stock), BATCH if octets == ATTACHED else 0), octets)
        self._stock[octets] = stock[count:]
        return stock[:count]

    def fresh(self, count: int, octets: int = ATTACHED) -> list[Own]:
        """So many that are made now; skips the check where there can be none."""
        if self.broken:
            skipped(self.broken)
        self._bench.page("?limit=1", ready=True)  # a heartbeat, so that the form is open
        return self.adopt(self._submitted(count, octets))

    def clear(self) -> None:
        """Take over what is left of ours: old ones that wait would close the form, also after the kit has gone."""
        try:
            held = {item["id"] for item in self._held(inline=0)}
            left = [own for own in self.made if own.id in held]
            for first in range(0, len(left), _AT_ONCE):
                self._take_over_together(left[first : first + _AT_ONCE])
        except (Failed, NotDone, NoAnswer):
            pass  # what can't be listed or taken over has its own finding, and expires by itself
        self._stock.clear()

    def _take_over_together(self, owned: list[Own]) -> None:
        bodies = [self.body(own) for own in owned]
        items = [
            {"id": o.id, "digest": o.digest, "stored_at": b["stored_at"]} for o, b in zip(owned, bodies, strict=True)
        ]
        self.taken_at = self._bench.setup.clock.elapsed()
        answer = self._bench.ask(
            "POST", "/acknowledgements", body={"store_id": self._bench.store_ids[0], "items": items}
        )
        if answer.status != 200:
            for own in owned:
                self.acknowledge(own)

    def left(self, own: Own) -> float:
        """Seconds until it expires, by the front end's clock."""
        return (own.expires_at - self._bench.now()).total_seconds()

    def knock(self, count: int, octets: int = ATTACHED) -> tuple[str, ...]:
        """Submit through the form, heartbeat or not: the ids, to be `adopt`ed; raises `FormClosed`."""
        hook = self._bench.setup.hook
        if hook is None or self.broken:
            skipped(self.broken or "no-hook")
        before = self._listed()
        try:
            ids = hook.submit(count, octets)
        except HookFailed as error:
            skipped(error.reason)
        if len(set(ids)) != len(ids) or set(ids) & (before | self._ids):
            self._break("guard-known-id")
        self._ids.update(ids)
        return ids

    def _submitted(self, count: int, octets: int) -> tuple[str, ...]:
        try:
            return self.knock(count, octets)
        except FormClosed:
            self.clear()  # what is old and ours may be what closed it
        try:
            return self.knock(count, octets)
        except FormClosed:
            skipped("form-closed")

    def _listed(self) -> set[str]:
        """Ids that wait before the hook is called; only where others may be among them it is worth the pages."""
        if not self._bench.setup.others:
            return set()
        return {item["id"] for item in self._held(inline=0)}

    def _held(self, inline: int, after: int = 0) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for _ in range(_PAGES):
            page = self._bench.page(f"?after={after}&limit=500&inline={inline}")
            if not page.items:
                break
            found += page.items
            if page.items[-1]["seq"] <= after:
                break
            after = page.items[-1]["seq"]
        return found

    def adopt(self, ids: tuple[str, ...]) -> list[Own]:
        """Read in what the hook has made, and see that each is marked as a demonstration; in the order of `seq`."""
        last = max((own.seq for own in self.made), default=0)
        try:
            listed = {item["id"]: item for item in self._held(_INLINE, last)}
        except Failed:
            listed = {}
        owned = [self._own(id_, listed.get(id_, {})) for id_ in ids]
        self.made += owned
        return sorted(owned, key=lambda own: own.seq)

    def _own(self, id_: str, item: Mapping[str, Any]) -> Own:
        if id_ not in self._ids:
            raise Defect("only what the hook made is ours")
        jws: object = item.get("manifest")
        if jws is None:
            answer = self._bench.ask("GET", f"/submissions/{id_}")
            if answer.status != 200:
                failed("GET /submissions/{id}: status", answer.status, 200)
            jws = answer.body.decode("ascii", "replace")
        read = signed(jws, self._bench.setup.keys, TYP_MANIFEST, "manifest")
        members = read.members
        seq, parts, until = members.get("seq"), members.get("parts"), utc(members.get("expires_at"))
        sound = isinstance(parts, list) and parts and all(_is_part(part) for part in parts)
        if not isinstance(seq, int) or not sound or until is None or not isinstance(parts, list):
            skipped("manifest-unreadable")
        own = Own(id_, seq, digest_of(read.octets), read, tuple(parts), until)
        self._see_mark(own, item)
        return own

    def _see_mark(self, own: Own, item: Mapping[str, Any]) -> None:
        octets = _inlined(item)
        if octets is None or hashlib.sha256(octets).hexdigest() != own.parts[0]["sha256"]:
            octets = self._bench.ask("GET", f"/submissions/{own.id}/parts/0").body
        try:
            form = loads(octets)
        except NotStrictJson:
            form = None
        if not isinstance(form, dict) or not form.get("demonstration"):
            self._break("guard-no-mark")

    def _break(self, reason: str) -> None:
        self.broken = reason
        skipped(reason)

    def path(self, target: Own | Stranger, after: str = "") -> str:
        """The path of one of ours, or of one that can't be anybody's: there is no other way to a path."""
        if isinstance(target, Own) and target.id not in self._ids:
            raise Defect("only what the hook made is ours")
        return f"/submissions/{target.id}{after}"

    def get(self, target: Own | Stranger, after: str = "", **how: Any) -> Answer:
        """`GET /submissions/{id}` and what stands after it."""
        return self._bench.ask("GET", self.path(target, after), **how)

    def body(self, target: Own | Stranger, *, digest: str = "", store: int = 0) -> dict[str, str]:
        """The body of 3.4; by default the right digest."""
        return {
            "digest": digest or target.digest,
            "store_id": self._bench.store_ids[store],
            "stored_at": iso(self._bench.now()),
        }

    def acknowledge(
        self, target: Own | Stranger, *, digest: str = "", store: int = 0, peer: int = 0, role: str = "collector"
    ) -> Answer:
        """Take over (3.4): destroys a demonstration."""
        body = self.body(target, digest=digest, store=store)
        ready = role == "collector"
        self.taken_at = self._bench.setup.clock.elapsed()
        return self._bench.ask(
            "PUT", self.path(target, "/acknowledgement"), body=body, peer=peer, role=role, ready=ready
        )

    def receipt(self, target: Own, **how: Any) -> str:
        """Take over and give the receipt as served; skips the check where there is none."""
        answer = self.acknowledge(target, **how)
        if answer.status not in {200, 201}:
            skipped("no-receipt")
        return answer.body.decode("ascii", "replace")

    def listed(self, own: Own) -> dict[str, Any] | None:
        """Its item in a list of its own, or nothing where it is not held."""
        page: Page = self._bench.page(f"?after={own.seq - 1}&limit=1")
        return next((item for item in page.items if item["id"] == own.id), None)


def _is_part(part: object) -> bool:
    if not isinstance(part, dict):
        return False
    size, sha256 = part.get("size"), part.get("sha256")
    return type(size) is int and isinstance(sha256, str) and _SHA256.fullmatch(sha256) is not None


def _inlined(item: Mapping[str, Any]) -> bytes | None:
    parts = item.get("parts")
    text = parts.get("0") if isinstance(parts, dict) else None
    try:
        return base64.b64decode(text, validate=True) if isinstance(text, str) else None
    except (binascii.Error, ValueError):
        return None
