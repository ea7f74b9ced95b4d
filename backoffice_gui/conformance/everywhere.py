"""Checks of what every answer owes (protocol §1), told from all that was seen and from one tour."""

from __future__ import annotations

from collections.abc import Callable

from backoffice_gui.conformance.trial import Trial
from backoffice_gui.conformance.verdicts import Check, Failed, Level, NotDone, not_applicable
from backoffice_gui.conformance.watch import RULES
from backoffice_gui.conformance.wire import NoAnswer

__all__ = ["CHECKS"]

_TOUR = "GET /submissions (tour)"


def _tour(trial: Trial) -> None:
    """Ask each route once where no check before has: also with codings offered, and for what isn't there."""
    bench = trial.bench
    if _TOUR in bench.watch.labels:
        return
    codings = {"Accept-Encoding": "gzip, br, deflate, zstd"}
    bench.watch.saw(_TOUR, bench.ask("GET", "/submissions", fields=codings))
    bench.ask("GET", "/submissions/", role="observer")
    bench.ask("GET", "/ledger", fields=codings)
    bench.ask("POST", "/acknowledgements", body={})
    stranger = trial.shelf.stranger()
    for after in ("", "/parts/0", "/acknowledgement"):
        trial.shelf.get(stranger, after)
    if bench.setup.hook is None or trial.shelf.broken:
        return
    try:
        (own,) = trial.shelf.take()
    except (NotDone, Failed):
        return
    for after in ("", "/parts/0", "/parts/1", "/acknowledgement"):
        trial.shelf.get(own, after, fields=codings)
    trial.shelf.acknowledge(own, digest=stranger.digest)
    trial.shelf.acknowledge(own)
    for after in ("", "/parts/0", "/acknowledgement"):
        trial.shelf.get(own, after)


def _told(rule: str) -> Callable[[Trial], None]:
    def look(trial: Trial) -> None:
        try:
            _tour(trial)
        except NoAnswer:
            if not trial.bench.watch.labels:
                raise
        found = trial.bench.watch.notes[rule].found
        if found:
            raise Failed(found)
        if rule == "http.retry-after" and not trial.bench.watch.throttled:
            not_applicable("never-throttled")

    return look


_SHOULD = frozenset({"http.retry-after"})

CHECKS = tuple(Check(rule, "§1", Level.SHOULD if rule in _SHOULD else Level.MUST, _told(rule)) for rule in RULES)
