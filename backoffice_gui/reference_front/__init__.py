"""The web side as the contract wants it: a real server of the transfer protocol v1, with its duties.

It serves the demonstration and the tests, and is a model for the web team. It is an oracle: it
shares no parser, no storage and no sealing with the client, only errors, clocks and logs.

Primitives: `Desk` (every duty without the network), `run`/`serve_folder` (the same behind TLS with client
certificates), `NewSubmission` (what comes in), `submission`/`strange` (invented ones), `Pace` and
`Limits` (every duration and bound), `truth.jsonl` (its own account, for whoever checks).

It never follows a client's word on what it holds, never destroys without the digest, never leaves
an octet of what has ended, never logs a person's data.
"""

from __future__ import annotations

from backoffice_gui.reference_front.desk import Desk
from backoffice_gui.reference_front.generator import strange, submission
from backoffice_gui.reference_front.intake import Accepted, NewPart, NewSubmission, TurnedAway
from backoffice_gui.reference_front.pace import Limits, Pace
from backoffice_gui.reference_front.serve import Hooks, Options, run, serve_folder

__all__ = [
    "Accepted",
    "Desk",
    "Hooks",
    "Limits",
    "NewPart",
    "NewSubmission",
    "Options",
    "Pace",
    "TurnedAway",
    "run",
    "serve_folder",
    "strange",
    "submission",
]
