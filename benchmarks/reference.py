"""The reference front end, holding a benchmark's submissions instead of invented ones.

    python -m benchmarks.reference --dir D --load small

A line `submit N` on its standard input makes it hold one more submission with an attachment of N octets.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from backoffice_gui.reference_front import Desk, NewPart, NewSubmission, Options
from backoffice_gui.reference_front.serve import Hooks, serve_folder
from benchmarks.workload import by_name

__all__ = ["main"]

_PIECE = 1024 * 1024


def _submission(parts: tuple[bytes, ...]) -> NewSubmission:
    form = NewPart("form.json", "application/json", (parts[0],))
    attached = (NewPart("scan.pdf", "application/pdf", (octets,)) for octets in parts[1:])
    return NewSubmission("contact_change", (form, *attached))


def _pieces(octets: int) -> Iterator[bytes]:
    piece = hashlib.sha256(b"DONNEES FICTIVES").digest() * (_PIECE // 32)
    while octets > 0:
        yield piece[:octets]
        octets -= _PIECE


def _obey(desk: Desk) -> None:
    for line in sys.stdin:
        form = NewPart("form.json", "application/json", (b'{"demonstration": "DONNEES FICTIVES"}',))
        scan = NewPart("scan.pdf", "application/pdf", _pieces(int(line.split()[1])))
        (held,) = desk.take_in([NewSubmission("contact_change", (form, scan))])
        print(json.dumps({"event": "held", "seq": held.seq}), flush=True)


def main(arguments: list[str]) -> None:
    """Serve until SIGTERM; the first line says the address and the files for a client."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--dir", type=Path, required=True)
    parser.add_argument("--load")
    parser.add_argument("--share", type=float, default=1.0)
    options = parser.parse_args(arguments)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    ids: list[list[str]] = []

    def opened(desk: Desk) -> None:
        if options.load:
            made = desk.take_in(_submission(parts) for parts in by_name(options.load, options.share).submissions())
            ids.extend([f"/submissions/{one.id}/parts/{part.n}" for part in one.parts] for one in made)
        threading.Thread(target=_obey, args=(desk,), name="orders", daemon=True).start()

    def announce(url: str, config: Path) -> None:
        (options.dir / "parts.json").write_text(json.dumps([[url + path for path in paths] for paths in ids]), "utf-8")
        print(json.dumps({"event": "ready", "url": url, "config": str(config)}), flush=True)

    serve_folder(options.dir, Options(), Hooks(announce, stop, opened=opened))


if __name__ == "__main__":
    main(sys.argv[1:])
