"""The kit's first look at what it is given: a hook that makes demonstrations, marked as such, and nothing else."""

from __future__ import annotations

from backoffice_gui.conformance.trial import Trial
from backoffice_gui.conformance.verdicts import Check, Level, Need, NotDone, failed

__all__ = ["CHECKS"]

_FAULTS = frozenset({"guard-known-id", "guard-no-mark"})


def _demonstrations(trial: Trial) -> None:
    """Where the guard is broken here, every check that would touch a submission is skipped."""
    try:
        trial.shelf.take(1)
    except NotDone as error:
        if error.reason in _FAULTS:
            failed("--submit", error.reason, "new ids, part 0 with a true member `demonstration`")
        raise


CHECKS = (Check("kit.demonstrations", "§1", Level.MUST, _demonstrations, frozenset({Need.SUBMISSIONS})),)
