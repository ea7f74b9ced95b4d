"""`reference-front`: the web side on this machine, with invented people."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.cli.console import Console

__all__ = ["reference_front"]


def reference_front(console: Console, folder: Path, count: int, rate: float) -> int:
    """Serve until SIGTERM (0) or SIGINT (130); says once that it is ready."""
    from backoffice_gui.reference_front.serve import run  # no other command loads a server

    def announce(url: str, config: Path) -> None:
        said = console.words.say("front.ready", url=url, config=config)
        console.result({"event": "ready", "url": url, "config": str(config)}, said)

    run(folder.expanduser().absolute(), count, rate, announce=announce)
    return 0
