"""The front end as it stood at a cut, for what the next start asks of it."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import replace

from tests.support.front import running_front
from tests.support.power.promises import Promises
from tests.support.power.recorder import Recorded, Recorder, write_config

__all__ = ["Resting"]


class Resting:
    """Has the state that lies in the folder come to rest, against the front end of its moment."""

    def __init__(self, recorder: Recorder, recorded: Recorded, dice: random.Random) -> None:
        self._recorder, self._recorded, self._dice = recorder, recorded, dice
        self._made = 0

    def findings(self, promises: Promises) -> tuple[list[str], Promises]:
        """What does not hold at rest; and what has been promised by then: all that the front end destroyed."""
        recorded = self._recorded
        self._made += 1
        folder = recorded.front_folder.with_name(f"front-at-rest-{self._made}")
        shutil.copytree(recorded.front_folder, folder, ignore=shutil.ignore_patterns("front.db*", "truth.jsonl"))
        at = self._dice.randint(promises.least, min(promises.most, len(recorded.fronts) - 1))
        shutil.copy(recorded.fronts[at], folder / "front" / "front.db")
        said = folder / "findings"
        with running_front(folder) as front:
            write_config(recorded.folder, front)
            status = self._recorder.ask(folder=recorded.folder, rest=said, made=promises.made)
            gone = [id_ for id_, outcome in front.outcomes().items() if outcome == "acknowledged"]
        found: list[str] = json.loads(said.read_text()) if said.exists() else [f"it ended with {status}"]
        shutil.rmtree(folder)
        sent = {**promises.sent, **{id_: recorded.truth[id_].digest for id_ in gone}}
        return found, replace(promises, made=True, sent=sent)
