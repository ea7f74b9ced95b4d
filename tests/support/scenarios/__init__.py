"""Scenarios of what our processes do with the disk, to be killed, cut and failed at every call.

front = FrontProcess()                       # forked; make it while there is one thread
place = Place(root, front.url)               # an empty folder
place.tell("open", folder=str(root))
scenario = SCENARIOS["one small"]
scenario.prepare(place)                      # once; the clock stands still
kept = Snapshot(root)
...
place.tell("close"); kept.put_back(place.clock); place.tell("open", folder=str(root), rules=scenario.rules)
scenario.run(place)                          # in a process that may be killed
scenario.again(place)                        # the next start, to rest
scenario.at_rest(place)                      # must equal what an undisturbed run comes to
scenario.check(place, place.tell("truth"))   # what does not hold
"""

from __future__ import annotations

from tests.support.scenarios.bringing import BRINGING
from tests.support.scenarios.forgetting import FORGETTING
from tests.support.scenarios.front import MARK, FrontProcess
from tests.support.scenarios.growing import GROWING
from tests.support.scenarios.guarding import GUARDING
from tests.support.scenarios.keeping import KEEPING
from tests.support.scenarios.place import Place, Snapshot
from tests.support.scenarios.renewing import RENEWING
from tests.support.scenarios.scenario import Scenario
from tests.support.scenarios.upkeep import UPKEEP

__all__ = ["MARK", "SCENARIOS", "WORKSTATION", "FrontProcess", "Place", "Scenario", "Snapshot"]

WORKSTATION: dict[str, Scenario] = {**UPKEEP, **GUARDING, **FORGETTING, **RENEWING}
"""Those of lock, keys, backup, restore, purge and epoch."""
SCENARIOS: dict[str, Scenario] = {**BRINGING, **KEEPING, **GROWING, **WORKSTATION}
"""All of them by name, in a fixed order."""
