"""The collector: it brings submissions home without losing one.

Primitives: `machine.plan(known, now) -> Step`, a pure function that decides; `schedule`, the
order in which decisions get the slots; `Driver`, which does the steps and records what came of
them; `Collector`, which outlives what the disk does to a driver. There is no stored queue of work
and no recovery path: starting up is the loop's first turn. One thread decides and writes;
downloads and calls run in lanes that hand back values.

It never reads a form, never holds a key that opens what it stored earlier, never acknowledges
anything but a `VerifiedCopy`, and never deletes because something vanished from the web.
"""

from __future__ import annotations

from backoffice_gui.collector.lives import Collector
from backoffice_gui.collector.run import CollectorParts, MirrorPolicy, MirrorTo

__all__ = ["Collector", "CollectorParts", "MirrorPolicy", "MirrorTo"]
