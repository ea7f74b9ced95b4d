"""The conformance kit: tries a web front end on the transfer protocol, with demonstration submissions only.

Primitives: `CATALOGUE` (every check, with its id and the paragraph it stands for), `run` (makes them, one
`Verdict` after the other), `Setup` (what the kit is given), `ProgramHook` and `RouteHook` (how the web team
makes demonstration submissions for it).

It looks at raw octets and headers with a client of its own (`wire`), and borrows of the product only how a
JWS and strict JSON are read. It acknowledges, which destroys: so it never fetches or acknowledges a
submission that the hook did not make for it and that is not marked as a demonstration (`shelf`). What it
tells holds no personal data.
"""

from __future__ import annotations

from backoffice_gui.conformance.bench import LIFETIME, Interrupted, Setup
from backoffice_gui.conformance.catalogue import CATALOGUE, chosen
from backoffice_gui.conformance.hook import Hook, ProgramHook, RouteHook
from backoffice_gui.conformance.run import run
from backoffice_gui.conformance.verdicts import Check, Finding, Level, Outcome, Verdict

__all__ = [
    "CATALOGUE",
    "LIFETIME",
    "Check",
    "Finding",
    "Hook",
    "Interrupted",
    "Level",
    "Outcome",
    "ProgramHook",
    "RouteHook",
    "Setup",
    "Verdict",
    "chosen",
    "run",
]
