"""The conformance kit on a front end of the test: time passes at the test's word, and nothing is waited for.

with running_front(tmp_path, clock=ShiftedClock()) as front:
    verdicts = judged(front)                          # every check, by its id
    verdicts = judged(front, "ack", "list.snapshot")  # some
"""

from __future__ import annotations

import random
import threading
from typing import Any
from urllib.parse import urlsplit

from backoffice_gui.conformance import RouteHook, Setup, Verdict, chosen, run
from backoffice_gui.conformance.bench import Bench
from backoffice_gui.conformance.trial import Trial
from backoffice_gui.reference_front.demonstration import DEMONSTRATION
from backoffice_gui.security.nobody import nobodys, showing
from backoffice_gui.transfer import KeySet, tls_context
from tests.support.front import Front

__all__ = ["a_trial", "failures", "judged", "setup_for"]


def setup_for(front: Front, **choices: Any) -> Setup:
    """A setup for this front end: its clock is the kit's, and to wait is to push it forward and turn the destroyer."""

    def wait(seconds: float) -> None:
        front.clock.forward(seconds=seconds)
        front.desk.turn()

    pairs = (front.site.client, front.site.second_client)
    contexts = tuple(tls_context(front.site.authority, pair.certificate, pair.key) for pair in pairs)
    site = urlsplit(front.url)
    given: dict[str, Any] = {
        "url": front.url,
        "contexts": contexts,
        "bare": tls_context(front.site.authority, None, None),
        "nobody": showing(nobodys(front.clock.now()), tls_context(front.site.authority, None, None)),
        "keys": KeySet.load(front.site.keys),
        "clock": front.clock,
        "dice": random.Random(2026),
        "stop": threading.Event(),
        "version": "0",
        "hook": RouteHook(f"{site.scheme}://{site.netloc}{DEMONSTRATION}", contexts[0], front.clock),
        "patient": True,
        "wait": wait,
    }
    return Setup(**(given | choices))


def judged(front: Front, *only: str, **choices: Any) -> dict[str, Verdict]:
    """How the checks came out, by id."""
    return {verdict.check.id: verdict for verdict in run(setup_for(front, **choices), chosen(only))}


def failures(verdicts: dict[str, Verdict]) -> dict[str, list[str]]:
    """What was found, by check."""
    return {
        name: [f"{one.what}: {one.seen}, not {one.wanted}" for one in verdict.findings]
        for name, verdict in verdicts.items()
        if verdict.findings
    }


def a_trial(front: Front, **choices: Any) -> Trial:
    """A trial as the checks are given it, for the tests of what they rest on."""
    bench = Bench(setup_for(front, **choices))
    bench.begin(600)
    return Trial(bench)
