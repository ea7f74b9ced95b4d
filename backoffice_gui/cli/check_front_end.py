"""`check-front-end`: each check with its paragraph and how it came out; 0 where none failed, 1 where one did."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from backoffice_gui.cli.console import INTERRUPTED, Console
from backoffice_gui.cli.signals import run_until_signalled
from backoffice_gui.conformance import Check, Interrupted, Outcome, Setup, Verdict, chosen, run
from backoffice_gui.wiring.conformance import Wishes, kit_setup

__all__ = ["check_front_end", "list_checks"]

_UNDONE = 1


def list_checks(console: Console, only: Sequence[str]) -> int:
    """Every check with its paragraph, without asking anything of anybody."""
    for check in chosen(only):
        words = console.words
        said = words.say("kit.listed", **_named(console, check))
        console.result({**_members(check), "requirement": words.say(f"check.{check.id}")}, said)
    return 0


def _members(check: Check) -> dict[str, object]:
    return {"check": check.id, "paragraph": check.paragraph, "level": check.level.value}


def _named(console: Console, check: Check) -> dict[str, object]:
    words = console.words
    return {
        "id": check.id,
        "paragraph": check.paragraph,
        "level": words.say(f"kit.{check.level.value}"),
        "said": words.say(f"check.{check.id}"),
    }


@dataclass(slots=True)
class _Told:
    """What was told so far; called on the kit's thread."""

    console: Console
    outcomes: Counter[Outcome] = field(default_factory=Counter)

    def verdict(self, verdict: Verdict) -> None:
        """One line for a check, and one for each thing that was found."""
        words = self.console.words
        self.outcomes[verdict.outcome] += 1
        members: dict[str, object] = {
            **_members(verdict.check),
            "outcome": verdict.outcome.value,
            "requirement": words.say(f"check.{verdict.check.id}"),
            "reason": verdict.reason,
            "findings": [{"what": f.what, "seen": f.seen, "wanted": f.wanted} for f in verdict.findings],
            "seconds": verdict.seconds,
        }
        state = words.say(f"kit.{verdict.outcome.value}")
        lines = [words.say("kit.line", state=state, **_named(self.console, verdict.check))]
        if verdict.reason:
            lines.append(words.say("kit.reason", reason=words.say(f"why.{verdict.reason}")))
        lines += [words.say("kit.finding", what=f.what, seen=f.seen, wanted=f.wanted) for f in verdict.findings]
        self.console.result(members, "\n".join(lines))

    def wait(self, check: str, seconds: float) -> None:
        """A long wait is said before it begins."""
        self.console.note(self.console.words.say("kit.waits", id=check, seconds=round(seconds)))

    def end(self, seconds: float) -> None:
        """The last line."""
        facts = {
            "passed": self.outcomes[Outcome.PASSED],
            "failed": self.outcomes[Outcome.FAILED],
            "skipped": self.outcomes[Outcome.SKIPPED],
            "absent": self.outcomes[Outcome.NOT_APPLICABLE],
            "seconds": round(seconds, 1),
        }
        self.console.result({"event": "summary", **facts}, self.console.words.say("kit.summary", **facts))


def check_front_end(console: Console, wishes: Wishes, only: Sequence[str]) -> int:
    """Try the front end; returns the exit code. Raises the `Circumstance` that kept it from beginning."""
    checks = chosen(only)
    stop = threading.Event()
    told = _Told(console)
    setup = kit_setup(console.settings(), wishes, console.clock, stop, told.wait)
    begun = console.clock.elapsed()
    outcome = run_until_signalled(lambda: _work(setup, checks, told), stop.set, name="conformance")
    if outcome.error is not None and not isinstance(outcome.error, Interrupted):
        raise outcome.error
    told.end(console.clock.elapsed() - begun)
    if outcome.received is not None:
        console.note(console.words.say("stopped"))
    code = INTERRUPTED if outcome.received == signal.SIGINT else _code(told, whole=outcome.received is None)
    if not outcome.finished:
        # a thread that waits on the network must not keep the process: it holds nothing
        os._exit(code)
    return code


def _work(setup: Setup, checks: Sequence[Check], told: _Told) -> None:
    for verdict in run(setup, checks):
        told.verdict(verdict)


def _code(told: _Told, *, whole: bool) -> int:
    return _UNDONE if told.outcomes[Outcome.FAILED] or not whole else 0
