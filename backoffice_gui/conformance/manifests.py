"""Checks of manifests (protocol §1, §3.2): signed, whole, the same wherever they are served."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from backoffice_gui.conformance.reading import ALGORITHMS, Signed, members_of, signed, utc
from backoffice_gui.conformance.shelf import Own
from backoffice_gui.conformance.trial import Trial
from backoffice_gui.conformance.verdicts import Check, Level, Need, Notes, failed, skipped
from backoffice_gui.conformance.watch import problem_of
from backoffice_gui.transfer.jws import TYP_MANIFEST, Verdict

__all__ = ["CHECKS", "see_signature"]

_SUBMISSIONS = frozenset({Need.SUBMISSIONS})
_KIND = re.compile(r"[a-z][a-z0-9_]{0,63}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MAX_JWS = 64 * 1024
_MAX_PARTS = 11
_MAX_NAME = 255
_JOSE = "application/jose"
_ODD_IDS = ("..", "%2e%2e", "a" * 65, "short", "%00" * 24, "a" * 2000, "é".encode().hex() + "~" * 20)


def see_signature(notes: Notes, read: Signed, typ: str, what: str) -> None:
    """Algorithm, key, type and signature of one object, each a finding of its own."""
    notes.that(read.header.get("alg") in ALGORITHMS, f"{what}: alg", read.header.get("alg"), "Ed25519")
    notes.same(f"{what}: typ", read.header.get("typ"), typ)
    notes.that(isinstance(read.header.get("kid"), str), f"{what}: kid", read.header.get("kid"), "string")
    notes.that(read.verdict is Verdict.VALID, f"{what}: signature", read.verdict.value, "valid")


def _served(trial: Trial, own: Own) -> Signed:
    answer = trial.shelf.get(own)
    if answer.status != 200:
        skipped("manifest-unreadable")
    return signed(answer.body.decode("ascii", "replace"), trial.bench.setup.keys, TYP_MANIFEST, "manifest")


def _signature(trial: Trial) -> None:
    with Notes() as notes:
        for own in trial.shelf.take(3):
            see_signature(notes, _served(trial, own), TYP_MANIFEST, "manifest")


def _alone(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    answer = trial.shelf.get(own)
    with Notes() as notes:
        notes.same("GET /submissions/{id}: status", answer.status, 200)
        notes.same("GET /submissions/{id}: Content-Type", answer.media_type, _JOSE)


def _stable(trial: Trial) -> None:
    own = trial.shelf.take(1)[0]
    listed = trial.shelf.listed(own)
    with Notes() as notes:
        if listed is not None:
            notes.that(listed.get("manifest") == own.manifest.jws, "item.manifest twice", "differs", "equal octets")
        for _ in range(2):
            notes.that(
                _served(trial, own).jws == own.manifest.jws, "GET /submissions/{id}", "differs", "= item.manifest"
            )


def _shape(trial: Trial) -> None:
    with Notes() as notes:
        for own in trial.shelf.take(3):
            members = own.manifest.members
            members_of(notes, members, {"version": int, "origin": str, "kind": str}, "M")
            notes.same("M.version", members.get("version"), 1)
            kind = members.get("kind")
            notes.that(isinstance(kind, str) and bool(_KIND.fullmatch(kind)), "M.kind", kind, _KIND.pattern)
            for name in ("submitted_at", "expires_at"):
                notes.that(utc(members.get(name)) is not None, f"M.{name}", members.get(name), "RFC 3339 UTC")


def _parts(trial: Trial) -> None:
    with Notes() as notes:
        for own in trial.shelf.take(3):
            notes.that(1 <= len(own.parts) <= _MAX_PARTS, "M.parts", len(own.parts), f"1 … {_MAX_PARTS}")
            for n, part in enumerate(own.parts):
                _part(notes, n, part)


def _part(notes: Notes, n: int, part: Mapping[str, Any]) -> None:
    members_of(notes, part, {"n": int, "name": str, "media_type": str, "size": int, "sha256": str}, "M.parts[]")
    notes.same("M.parts[].n", part.get("n"), n)
    sha256, name = part.get("sha256"), part.get("name")
    notes.that(isinstance(sha256, str) and bool(_SHA256.fullmatch(sha256)), "M.parts[].sha256", "?", _SHA256.pattern)
    octets = len(name.encode("utf-8", "replace")) if isinstance(name, str) else 0
    notes.that(octets <= _MAX_NAME, "M.parts[].name: octets", octets, f"≤ {_MAX_NAME}")


def _same_as_listed(trial: Trial) -> None:
    with Notes() as notes:
        for own in trial.shelf.take(3):
            item = trial.shelf.listed(own) or {"id": own.id, "seq": own.seq}
            notes.that(own.manifest.members.get("id") == item["id"] == own.id, "M.id", "differs", "= item.id")
            notes.same("M.seq", own.manifest.members.get("seq"), item["seq"])


def _origin(trial: Trial) -> None:
    owned = trial.shelf.take(2)
    said = [own.manifest.members.get("origin") for own in trial.shelf.made]
    read = signed(trial.shelf.receipt(owned[0]), trial.bench.setup.keys, "transfer-receipt", "receipt")
    said.append(read.members.get("origin"))
    names = {one for one in said if isinstance(one, str) and one}
    if len(names) != 1 or not all(isinstance(one, str) and one for one in said):
        failed("origin: values in all that is signed", len(names), 1)


def _lifetime(trial: Trial) -> None:
    wanted = trial.bench.setup.lifetime
    with Notes() as notes:
        for own in trial.shelf.take(3):
            begun = utc(own.manifest.members.get("submitted_at"))
            if begun is None:
                skipped("manifest-unreadable")
            lives = (own.expires_at - begun).total_seconds()
            notes.that(abs(lives - wanted) < 0.01, "M.expires_at − M.submitted_at", f"{lives:g} s", f"{wanted:g} s")


def _size(trial: Trial) -> None:
    trial.shelf.take(1)
    longest = max(len(own.manifest.jws) for own in trial.shelf.made)
    if longest > _MAX_JWS:
        failed("manifest: octets", longest, f"≤ {_MAX_JWS}")


def _unknown(trial: Trial) -> None:
    with Notes() as notes:
        for after in ("", "/parts/0"):
            answer = trial.shelf.get(trial.shelf.stranger(), after)
            notes.same(f"GET /submissions/{{unknown}}{after}: status", answer.status, 404)
            notes.same(f"GET /submissions/{{unknown}}{after}: type", problem_of(answer), "unknown-submission")


def _odd(trial: Trial) -> None:
    with Notes() as notes:
        for odd in _ODD_IDS:
            answer = trial.bench.ask("GET", f"/submissions/{odd}", role="observer")
            told = f"GET /submissions/{odd[:12]}…: status"
            notes.that(answer.status in {400, 403, 404, 414, 422}, told, answer.status, "404 | 400")


CHECKS = (
    Check("manifest.unknown", "§1", Level.MUST, _unknown),
    Check("manifest.odd-ids", "§1", Level.MUST, _odd),
    Check("manifest.alone", "§3.2", Level.MUST, _alone, _SUBMISSIONS),
    Check("manifest.signature", "§1", Level.MUST, _signature, _SUBMISSIONS),
    Check("manifest.stable", "§3.2", Level.MUST, _stable, _SUBMISSIONS),
    Check("manifest.shape", "§3.2", Level.MUST, _shape, _SUBMISSIONS),
    Check("manifest.parts", "§3.2", Level.MUST, _parts, _SUBMISSIONS),
    Check("manifest.as-listed", "§3.2", Level.MUST, _same_as_listed, _SUBMISSIONS),
    Check("manifest.origin", "§1", Level.MUST, _origin, _SUBMISSIONS),
    Check("manifest.lifetime", "§2", Level.MUST, _lifetime, _SUBMISSIONS),
    Check("manifest.size", "§3.1", Level.MUST, _size, _SUBMISSIONS),
)
