"""What is asked of a front end, and how it came out: checks, findings, verdicts.

A finding is written in the words of the protocol (routes, members, headers, statuses), so that it reads
the same in every language; it never shows a body, a name or an octet of a form.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn, Self

if TYPE_CHECKING:
    from backoffice_gui.conformance.trial import Trial

__all__ = [
    "Check",
    "Failed",
    "Finding",
    "Level",
    "Need",
    "NotDone",
    "Notes",
    "Outcome",
    "Verdict",
    "failed",
    "not_applicable",
    "skipped",
]

_MOST_SHOWN = 90
_MOST_FINDINGS = 5


class Level(enum.Enum):
    """How binding a requirement is (RFC 2119)."""

    MUST = "MUST"
    SHOULD = "SHOULD"


class Outcome(enum.Enum):
    """How a check came out."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not-applicable"


class Need(enum.Enum):
    """What a check can't do without: submissions of its own, or the time that one lives."""

    SUBMISSIONS = "submissions"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was not as it must be: where, what was seen, what was expected."""

    what: str
    seen: str
    wanted: str


class Failed(ValueError):
    """A check found something; it holds all that was found."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        super().__init__("failed")
        self.findings = tuple(findings)


class NotDone(ValueError):
    """A check could not be made here, or concerns what this front end does not offer; `reason` is a code word."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Check:
    """One requirement: its id, the protocol's paragraph, and the function that tries it within `seconds`."""

    id: str
    paragraph: str
    level: Level
    run: Callable[[Trial], None]
    needs: frozenset[Need] = frozenset()
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one check came out; `reason` where it was not made, `findings` where it failed."""

    check: Check
    outcome: Outcome
    reason: str = ""
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    text = "".join(char if char.isprintable() else "?" for char in text)
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"


def failed(what: str, seen: object, wanted: object) -> NoReturn:
    """End the check with one finding."""
    raise Failed([Finding(what, _shown(seen), _shown(wanted))])


def skipped(reason: str) -> NoReturn:
    """End the check: it can't be made here."""
    raise NotDone(Outcome.SKIPPED, reason)


def not_applicable(reason: str) -> NoReturn:
    """End the check: the protocol leaves this open, and the front end does not do it."""
    raise NotDone(Outcome.NOT_APPLICABLE, reason)


@dataclass(slots=True)
class Notes:
    """Findings gathered while a check looks on; used in a `with`, it raises `Failed` at its end if there are any."""

    found: list[Finding] = field(default_factory=list)

    def that(self, holds: bool, what: str, seen: object, wanted: object) -> bool:
        """Note a finding unless this holds; the same one only once, at most five in all."""
        finding = Finding(what, _shown(seen), _shown(wanted))
        if not holds and finding not in self.found and len(self.found) < _MOST_FINDINGS:
            self.found.append(finding)
        return holds

    def same(self, what: str, seen: object, wanted: object) -> bool:
        """Note a finding unless what was seen is what was wanted, in type and value."""
        return self.that(type(seen) is type(wanted) and seen == wanted, what, seen, wanted)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None and self.found:
            raise Failed(self.found)
