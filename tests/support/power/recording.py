"""The process whose writes are recorded: it imports once, and forks for each stage that is asked for.

    python -m tests.support.power.recording        (with the library of `tests.support.calls` in front)

A line in is a JSON object: `folder` (watched), `record` (a file to append to), `stage` (a function of
`stages`), `planted` (functions of `planting`), `kill` (the number of a durable call, or -1); or, with `rest` (a
file for its findings), what the next start does in the folder, unwatched; or, with `borrow`, one of
`tests.support.scenarios`. A line out is the exit status. What
the process says to the front end is noted where it leaves it.
"""

from __future__ import annotations

import json
import os
import re
import sys
import traceback
from pathlib import Path
from typing import Any

import httpx

from backoffice_gui import settings
from backoffice_gui.transfer.transport import KeptConnections
from tests.support import compiled, memory, tables
from tests.support.calls import Calls
from tests.support.power import borrowing, planting, resting, stages
from tests.support.power.stages import House

__all__ = ["main"]

_ACKNOWLEDGES = re.compile(r"/(acknowledgements|submissions/(?P<id>[^/]+)/acknowledgement)$")


def _note_acknowledgements(calls: Calls) -> None:
    """Note each acknowledgement as its request leaves, and again when its answer has come."""
    plain = KeptConnections.handle_request

    def noted(self: KeptConnections, request: httpx.Request) -> httpx.Response:
        found = _ACKNOWLEDGES.search(request.url.path)
        if found is None or request.method not in {"PUT", "POST"}:
            return plain(self, request)
        body = json.loads(request.read())
        items = body.get("items") or [{"id": found["id"], **body}]
        for item in items:
            calls.note(f"ack {item['id']} {item['digest']}")
        calls.note("asked")
        response = plain(self, request)
        calls.note("answered")
        return response

    KeptConnections.handle_request = noted  # type: ignore[method-assign]


def _stage(asked: dict[str, Any]) -> None:
    folder = Path(asked["folder"])
    if "rest" in asked:
        Path(asked["rest"]).write_text(json.dumps(resting.rest(folder, made=asked["made"])))
        return
    calls = Calls()
    if "borrow" in asked:
        _note_acknowledgements(calls)
        borrowing.borrow(calls, asked["borrow"], folder, Path(asked["record"]), Path(asked["kept"]))
        return
    calls.watch(folder)
    calls.record(Path(asked["record"]))
    for name in asked["planted"]:
        getattr(planting, name)(calls)
    _note_acknowledgements(calls)
    house = House(folder, settings.load(folder / "config.toml", {}), calls)
    calls.reset()
    calls.kill(asked["kill"], after=True)
    getattr(stages, asked["stage"])(house)


def _forked(asked: dict[str, Any]) -> int:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            _stage(asked)
            status = 0
        except BaseException:  # noqa: BLE001 - a child of a fork must end here, whatever happened
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> None:
    """Serve until the input ends."""
    memory.as_the_depth_asks()
    compiled.share()
    tables.share()
    tables.know()
    for line in sys.stdin:
        status = _forked(json.loads(line))
        sys.stdout.write(f"{status}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
