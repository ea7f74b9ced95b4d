"""A recording of which a state did not hold, kept; and one of its states, laid out and checked again.

python -m tests.support.power.again build/proof/power-group-of-50.recording strict:412:mixed:0.1
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from tests.support import proof
from tests.support.power.checks import Examiner
from tests.support.power.disk import Disk, Fate, Mode
from tests.support.power.laying import Floor
from tests.support.power.promises import Promises
from tests.support.power.recorder import Recorded

__all__ = ["again", "keep"]


def keep(recorded: Recorded) -> Path:
    """Keep a recording beside the proof's records; returns where."""
    kept = proof.folder() / f"power-{recorded.scenario.name.replace(' ', '-')}.recording"
    kept.parent.mkdir(parents=True, exist_ok=True)
    there = (recorded.scenario.name, recorded.folder, recorded.baseline, list(recorded.calls), dict(recorded.truth))
    kept.write_bytes(pickle.dumps(there))
    return kept


def again(kept: Path, state: str) -> list[str]:
    """Lay a state (`mode:cut:fate[:seed]`) out in the folder it was recorded in, and say what does not hold."""
    _name, folder, baseline, calls, truth = pickle.loads(kept.read_bytes())
    mode, cut, fate, *seed = state.split(":")
    disk, promises = Disk(Mode(mode), baseline), Promises()
    for call in calls[: int(cut)]:
        disk.take(call)
        if call.op == "n":
            promises.note(call.octets.decode())
    folder.mkdir(parents=True, exist_ok=True)
    found = disk.state(Fate(fate), *seed)
    Floor(folder).lay(found)
    return Examiner(folder, truth).findings(found, promises, whole=True)


if __name__ == "__main__":
    for words in again(Path(sys.argv[1]), sys.argv[2]):
        print(words)  # noqa: T201 - a person asked
