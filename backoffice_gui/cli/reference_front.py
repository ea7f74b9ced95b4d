"""`reference-front`: the web side on this machine, with invented people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from backoffice_gui.cli.console import Console

__all__ = ["FrontOptions", "reference_front"]


@dataclass(frozen=True, slots=True)
class FrontOptions:
    """What a run may differ in: submissions at start and a minute, how fast it lives, whether a kit may submit."""

    count: int = 0
    rate: float = 0.0
    speed: float = 1.0
    demonstrations: bool = False


def reference_front(console: Console, folder: Path, options: FrontOptions) -> int:
    """Serve until SIGTERM (0) or SIGINT (130); says once that it is ready."""
    from backoffice_gui.reference_front import Pace  # no other command loads a server
    from backoffice_gui.reference_front.demonstration import DEMONSTRATION
    from backoffice_gui.reference_front.serve import run

    def announce(url: str, config: Path) -> None:
        said = console.words.say("front.ready", url=url, config=config)
        members = {"event": "ready", "url": url, "config": str(config)}
        if options.demonstrations:
            members["submit"] = urljoin(url, DEMONSTRATION)
            said += "\n" + console.words.say("front.submits", submit=members["submit"])
        console.result(members, said)

    run(
        folder.expanduser().absolute(),
        options.count,
        options.rate,
        announce=announce,
        pace=Pace().faster(options.speed),
        demonstrations=options.demonstrations,
    )
    return 0
