"""What must hold of every answer, whatever was asked (protocol §1): looked at in passing, told by its own checks.

So a cookie is found by the check for cookies, on whichever route it is set, and by no other.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping

from backoffice_gui.conformance.verdicts import Notes
from backoffice_gui.conformance.wire import Answer
from backoffice_gui.domain.strict_json import NotStrictJson, loads

__all__ = ["PROBLEMS", "RULES", "Watch", "problem_of"]

PROBLEMS: Mapping[str, frozenset[int]] = {
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
"""The problems of protocol §1, each with its statuses."""

_PREFIX = "urn:transfer:problem:"
_ROUTES = re.compile(
    r"(?!HEAD)[A-Z]+ (?:/submissions(?:/\{id\}(?:/parts/\{n\}|/acknowledgement)?)?|/acknowledgements|/ledger)"
    r"(?: \(.*\))?"
)
_PAUSE = re.compile(r"[0-9]{1,9}|[A-Z][a-z]{2}, .* GMT")


def problem_of(answer: Answer) -> str:
    """The problem's name, or nothing where the answer is no problem of the protocol."""
    try:
        raw = loads(answer.body)
    except NotStrictJson:
        return ""
    said = raw.get("type") if isinstance(raw, dict) else None
    return said.removeprefix(_PREFIX) if isinstance(said, str) and said.startswith(_PREFIX) else ""


def _no_store(label: str, answer: Answer, notes: Notes) -> None:
    said = answer.header("cache-control") or ""
    notes.that("no-store" in re.split(r"[\s,]+", said.lower()), f"{label}: Cache-Control", said or "–", "no-store")


def _no_cookies(label: str, answer: Answer, notes: Notes) -> None:
    notes.that(answer.header("set-cookie") is None, f"{label}: Set-Cookie", "…", "–")


def _identity(label: str, answer: Answer, notes: Notes) -> None:
    said = answer.header("content-encoding")
    notes.that((said or "identity").lower() == "identity", f"{label}: Content-Encoding", said, "–")


def _framed(label: str, answer: Answer, notes: Notes) -> None:
    """By one word: where a length stands twice, or beside chunks, two readers may see two bodies."""
    said = [name for name, _value in answer.fields if name in {"content-length", "transfer-encoding"}]
    notes.that(len(said) < 2, f"{label}: framing", " + ".join(said), "Content-Length | chunked")
    notes.that(answer.framing != "close", f"{label}: framing", "close", "Content-Length | chunked")


def _no_redirect(label: str, answer: Answer, notes: Notes) -> None:
    notes.that(not 300 <= answer.status < 400, f"{label}: status", answer.status, "≠ 3xx")


def _problem(label: str, answer: Answer, notes: Notes) -> None:
    """What the protocol names a problem for, on its own routes; a proxy's 413 is the proxy's own."""
    if answer.status not in frozenset().union(*PROBLEMS.values()) or not _ROUTES.fullmatch(label):
        return
    if not notes.same(f"{label} {answer.status}: Content-Type", answer.media_type, "application/problem+json"):
        return
    name = problem_of(answer)
    notes.that(answer.status in PROBLEMS.get(name, ()), f"{label} {answer.status}: type", name or "?", _PREFIX + "…")
    try:
        raw = loads(answer.body)
    except NotStrictJson:
        return
    status = raw.get("status", answer.status) if isinstance(raw, dict) else None
    notes.same(f"{label} {answer.status}: problem.status", status, answer.status)


def _retry_after(label: str, answer: Answer, notes: Notes) -> None:
    if answer.status in {429, 503}:
        said = answer.header("retry-after") or ""
        notes.that(_PAUSE.fullmatch(said) is not None, f"{label} {answer.status}: Retry-After", said or "–", "seconds")


RULES: Mapping[str, Callable[[str, Answer, Notes], None]] = {
    "http.no-store": _no_store,
    "http.no-cookies": _no_cookies,
    "http.no-coding": _identity,
    "http.framing": _framed,
    "http.no-redirects": _no_redirect,
    "http.problems": _problem,
    "http.retry-after": _retry_after,
}
"""The id of each check, and the rule it tells of."""


class Watch:
    """Looks at every answer from any thread; keeps findings only."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.notes = {name: Notes() for name in RULES}
        self.labels: set[str] = set()
        self.throttled = False

    def saw(self, label: str, answer: Answer) -> None:
        """Judge one answer; `label` is its route, without ids."""
        with self._lock:
            self.labels.add(label)
            self.throttled |= answer.status in {429, 503}
            for name, rule in RULES.items():
                rule(label, answer, self.notes[name])
