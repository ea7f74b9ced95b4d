"""`retention …` and `purge …`: what is kept how long, what is due, and what two people agree to let go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from backoffice_gui.cli.console import Console
from backoffice_gui.cli.options import typed
from backoffice_gui.cli.text import Words
from backoffice_gui.domain.purging import Purge, Purged
from backoffice_gui.domain.retention import SITE_MINUTES, Category, Due, Plan
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring.case_session import CaseSession, case_session

__all__ = ["approve", "certificate", "due", "hold", "holds", "listed", "release", "request", "rules", "run", "withdraw"]

_UNDONE = 1


@contextmanager
def _session(console: Console) -> Iterator[CaseSession]:
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        yield session


def rules(console: Console) -> int:
    """The rules in force, one a line; the site's own half hour is another clock, and said to be."""
    words = console.words
    with _session(console) as session:
        found = session.cases.retention.rules()
    for rule in found:
        members = {
            "category": rule.category.value, "start": rule.start.value, "days": rule.days,
            "basis": rule.basis.value, "owner": rule.owner,
        }  # fmt: skip
        said = words.say(
            "retention.rule",
            category=words.say(f"retention.category.{rule.category.value}"),
            days=rule.days,
            start=words.say(f"retention.start.{rule.start.value}"),
            basis=words.say(f"retention.basis.{rule.basis.value}"),
            owner=rule.owner or words.say("retention.no_owner"),
        )
        console.result(members, said)
    console.say(words.say("retention.site", minutes=SITE_MINUTES))
    return 0


def due(console: Console) -> int:
    """What is due today, what may go first, each with what stops it; nothing is changed."""
    with _session(console) as session:
        made = session.cases.retention.plan()
    for each in made.due:
        console.result(_members(each), _said(console.words, each))
    _sum_up(console, made)
    return 0


def _members(each: Due) -> dict[str, object]:
    return {
        "category": each.category.value,
        "number": each.number,
        "subject": each.item.subject,
        "due_on": each.on.isoformat(),
        "stops": [stop.value for stop in each.stops],
    }


def _said(words: Words, each: Due) -> str:
    name = each.number or words.say("retention.submission", row=each.item.subject)
    why = ", ".join(words.say(f"retention.stop.{stop.value}") for stop in each.stops) or words.say("retention.free")
    return f"{name:<16}  {each.on.isoformat()}  {words.say(f'retention.category.{each.category.value}')}  {why}"


def _sum_up(console: Console, made: Plan) -> None:
    words, counts = console.words, made.counts()
    by_category = {category.value: counts.get(category, 0) for category in Category}
    members: dict[str, object] = {"free": len(made.free), "due": len(made.due), **by_category}
    members |= {"more": made.more, "cut": made.cut}
    members["digest"] = made.digest if made.free else ""
    said = [words.say("retention.sum", free=len(made.free), due=len(made.due))]
    if made.free:
        said.append(words.say("retention.digest", digest=made.digest))
    if made.more:
        said.append(words.say("retention.more"))
    if made.cut:
        said.append(words.say("retention.cut"))
    console.result(members, "\n".join(said))


def hold(console: Console, number: str, reason: str, until: str) -> int:
    """Keep a case from being purged until the end of a day."""
    try:
        day = date.fromisoformat(until)
    except ValueError as error:
        raise UsageError("hold-day") from error
    with _session(console) as session:
        row = session.cases.numbered(number)
        session.cases.retention.hold(row.number, typed(reason), day)
    members = {"number": row.number, "until": day.isoformat()}
    console.result(members, console.words.say("retention.held", number=row.number, until=day.isoformat()))
    return 0


def release(console: Console, number: str, hold: int) -> int:
    """End one hold on a case, by the number that `retention holds` says."""
    with _session(console) as session:
        row = session.cases.numbered(number)
        session.cases.retention.release(row.case, hold)
    console.result(
        {"number": row.number, "hold": hold}, console.words.say("retention.released", number=row.number, hold=hold)
    )
    return 0


def holds(console: Console) -> int:
    """The holds that stand."""
    with _session(console) as session:
        found = session.cases.retention.holds()
    for each in found:
        until = each.until.isoformat()
        members = {
            "hold": each.hold, "number": each.number, "agent": each.agent, "reason": each.reason, "until": until,
        }  # fmt: skip
        console.result(members, f"{each.hold:>6}  {each.number:<16}  {until}  {each.agent}  {each.reason}")
    if not found:
        console.say(console.words.say("retention.no_hold"))
    return 0


def request(console: Console, digest: str) -> int:
    """Ask for a purge of exactly the selection of this digest, as `retention due` has shown it."""
    with _session(console) as session:
        made = session.cases.retention.request(digest)
    _report(console, made, "purge.requested")
    return 0


def _report(console: Console, row: Purge, phrase: str) -> None:
    stage = row.stage(console.clock.now()).value
    members = {
        "purge": row.purge, "stage": stage, "items": row.items, "digest": row.digest, "requester": row.requester,
        "approver": row.approver, "requested_at": row.requested_at.isoformat(),
    }  # fmt: skip
    words = console.words
    facts = {**members, "stage": words.say(f"purge.stage.{stage}"), "approver": row.approver or "-"}
    console.result(members, words.say(phrase, **facts))


def approve(console: Console, number: int, digest: str) -> int:
    """Agree to exactly what another person asked for."""
    with _session(console) as session:
        made = session.cases.retention.approve(number, digest)
    _report(console, made, "purge.approved")
    return 0


def withdraw(console: Console, number: int) -> int:
    """Take a request back."""
    with _session(console) as session:
        made = session.cases.retention.withdraw(number)
    _report(console, made, "purge.withdrawn")
    return 0


def listed(console: Console) -> int:
    """Every purge, the newest first."""
    with _session(console) as session:
        found = session.cases.retention.purges()
    for each in found:
        _report(console, each, "purge.line")
    if not found:
        console.say(console.words.say("purge.none"))
    return 0


def run(console: Console, number: int) -> int:
    """Carry a purge out, or go on with one; 1 where something of it was left as it was."""
    words = console.words
    with _session(console) as session:
        done: Purged = session.cases.retention.run(number, lambda _done: None, lambda: False)
    members = {"purge": done.purge, "done": done.done, "left": done.left, "cancelled": done.cancelled}
    console.result(members, words.say("purge.done", purge=done.purge, done=done.done, left=done.left))
    return _UNDONE if done.left else 0


def certificate(console: Console, number: int, file: Path) -> int:
    """Write the certificate of a purge, as PDF and JSON."""
    with _session(console) as session:
        made = session.cases.retention.certificate(number, str(file.expanduser().absolute()))
    members = {"file": made.file, "sha256": made.sha256, "pages": made.rows}
    console.result(members, console.words.say("purge.certificate", file=made.file, sha256=made.sha256))
    return 0
