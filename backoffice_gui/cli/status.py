"""`status`: where collecting stands, read from the inbox alone; `--check`: one line for a monitoring system.

2, critical: no good list for 10 minutes, or one of a time to come, an open incident, something over 20 minutes on the
web, a certificate that ends within a day, an alarm under which nothing is taken or acknowledged, or one that says
that what comes in comes in for nobody;
1, warning: no list for 2 minutes, something over 10 minutes, a certificate within 30 days, or one that can't be read,
any other alarm that stands, a backup that is overdue, a collector that acknowledges nothing for now, or what a team's
server is short of (`domain.server_health`);
3: the inbox can't be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from backoffice_gui.caseload.monitor import Watch, snapshot
from backoffice_gui.cli import health
from backoffice_gui.cli.console import Console
from backoffice_gui.cli.text import Words
from backoffice_gui.clock import iso
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.domain.monitor import WEB_SECONDS, Expiry, Monitor, expiry_of
from backoffice_gui.domain.server_health import ServerHealth, troubles
from backoffice_gui.errors import Circumstance
from backoffice_gui.wiring import keeping, parts
from backoffice_gui.wiring.homes import health_of
from backoffice_gui.wiring.passphrases import Standing, standing

if TYPE_CHECKING:
    from backoffice_gui.actions.backup_state import BackupState

__all__ = ["CRITICAL", "OK", "UNKNOWN", "WARNING", "Judgement", "judge", "status"]

OK, WARNING, CRITICAL, UNKNOWN = 0, 1, 2, 3
_NO_LIST = {CRITICAL: 10 * 60.0, WARNING: 2 * 60.0}
_AHEAD = 2 * 60.0
"""Seconds by which two clocks may differ; a list of a later time was written by one that says nothing of its age."""
_ON_THE_WEB = {CRITICAL: 20 * 60.0, WARNING: 10 * 60.0}
_CERTIFICATE = {
    Expiry.MONTH: "certificate",
    Expiry.WEEK: "certificate_week",
    Expiry.DAY: "certificate_day",
    Expiry.ENDED: "certificate_ended",
}

_STOPPING = frozenset(
    {
        AlarmKind.KEY_NOT_PROVEN,
        AlarmKind.DISK_FULL,
        AlarmKind.LOCKED,
        AlarmKind.SERVER_CLOCK,
        AlarmKind.CREDENTIAL,
        AlarmKind.DEADLINE_BLOCKED,
        AlarmKind.CANARY_UNOPENED,
        AlarmKind.LEAD_SILENT,
        AlarmKind.INTAKE,
    }
)
"""Alarms under which nothing comes in or is acknowledged while what waits runs out, or it comes in for nobody."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A monitoring exit code, and the code words of what made it."""

    code: int
    causes: tuple[str, ...]


def _age(moment: datetime | None, now: datetime) -> float | None:
    return None if moment is None else max(0.0, (now - moment).total_seconds())


def _listed(seen: Monitor) -> list[tuple[int, str]]:
    """What there is to say of the last list, and with it that nobody collects: a restart alone is nothing to say."""
    age = _age(seen.last_good_list_at, seen.at)
    if seen.last_good_list_at is not None and (seen.last_good_list_at - seen.at).total_seconds() > _AHEAD:
        found = [(CRITICAL, "list_ahead")]
    else:
        found = [(level, "no_list") for level in (CRITICAL, WARNING) if age is None or age > _NO_LIST[level]]
    return found + [(level, "nobody") for level, _ in found if seen.holder is None]


def judge(
    seen: Monitor, *, overdue: bool = False, server: ServerHealth | None = None, uncertified: bool = False
) -> Judgement:
    """What a monitoring system is to think of it; `overdue`: backups are late, or their folder can't be read.

    `uncertified`: the client certificate can't be read.
    """
    oldest = None if seen.oldest_expires_in is None else WEB_SECONDS - seen.oldest_expires_in
    found = _listed(seen)
    for level in (CRITICAL, WARNING):
        if oldest is not None and oldest > _ON_THE_WEB[level]:
            found.append((level, "on_the_web"))
    if seen.incidents:
        found.append((CRITICAL, "incidents"))
    kinds = [alarm.kind for alarm in seen.alarms]
    found += [(CRITICAL if kind in _STOPPING else WARNING, kind.value) for kind in kinds]
    if overdue:
        found.append((WARNING, AlarmKind.BACKUP.value))
    if seen.holder is not None and not seen.ready:
        found.append((WARNING, "not_ready"))
    found += [] if server is None else [(WARNING, trouble) for trouble in troubles(server)]
    found += [(WARNING, "certificate_gone")] if uncertified else []
    expiry = expiry_of(seen.certificate_expires_at, seen.at)
    if expiry is not Expiry.FAR:
        found.append((CRITICAL if expiry >= Expiry.DAY else WARNING, _CERTIFICATE[expiry]))
    code = max((level for level, _ in found), default=OK)
    return Judgement(code, tuple(dict.fromkeys(cause for level, cause in found if level == code)))


def _members(seen: Monitor, verdict: Judgement) -> dict[str, object]:
    by = seen.holder
    oldest = seen.oldest_expires_in
    ends = seen.certificate_expires_at
    list_age, acknowledged_age = _age(seen.last_good_list_at, seen.at), _age(seen.last_acknowledged_at, seen.at)
    return {
        "at": iso(seen.at),
        "connection": seen.connection.value,
        "trouble": seen.trouble,
        "last_good_list_age": None if list_age is None else round(list_age, 3),
        "last_acknowledged_age": None if acknowledged_age is None else round(acknowledged_age, 3),
        "held": seen.held,
        "oldest_expires_in": None if oldest is None else round(oldest, 3),
        "counts": {stage.value: number for stage, number in seen.counts.items()},
        "incidents": len(seen.incidents),
        "alarms": [alarm.kind.value for alarm in seen.alarms],
        "ready": seen.ready,
        "skew": None if seen.skew is None else round(seen.skew, 3),
        "collector": None
        if by is None
        else {"program": by.program, "host": by.host, "pid": by.pid, "since": iso(by.since)},
        "certificate_expires_at": None if ends is None else iso(ends),
        "check": verdict.code,
        "causes": list(verdict.causes),
    }


def _duration(seconds: float) -> str:
    whole = round(seconds)
    if abs(whole) < 120:
        return f"{whole} s"
    return f"{whole // 60} min" if whole < 2 * 3600 else f"{whole // 3600} h {whole % 3600 // 60:02} min"


def _said(console: Console, seen: Monitor) -> list[str]:
    words = console.words

    def ago(moment: datetime | None) -> str:
        age = _age(moment, seen.at)
        return words.say("status.never") if age is None else words.say("status.ago", age=_duration(age))

    left = seen.oldest_expires_in
    counts = ", ".join(f"{words.stage(s.value)} {n}" for s, n in seen.counts.items() if n) or "–"
    trouble = words.trouble(seen.trouble or "")
    lines = [
        words.say(f"status.connection.{seen.connection.value}"),
        *([trouble] if trouble else []),
        words.say("status.list", age=ago(seen.last_good_list_at)),
        words.say("status.acknowledged", age=ago(seen.last_acknowledged_at)),
        words.say("status.none_held")
        if seen.held == 0
        else words.say("status.held", held=seen.held, left="–" if left is None else _duration(left)),
        words.say("status.counts", counts=counts),
        words.say("status.incidents", count=len(seen.incidents)),
        *(_held(words, each.detail) for each in seen.incidents if each.kind is IncidentKind.LOCK_HELD),
    ]
    by = seen.holder
    if by is None:
        return [*lines, words.say("status.nobody")]
    return [*lines, words.say("status.collector", program=by.program, pid=by.pid, host=by.host)]


def _held(words: Words, detail: str) -> str:
    what, _, login = detail.partition(":")
    return words.say(f"status.lock_held.{what}", login=login)


@dataclass(frozen=True, slots=True)
class _Mirror:
    """The second copy: a code word of what is wrong with it, how many it lacks, for how long the oldest of them."""

    trouble: str | None
    behind: int
    oldest: datetime | None

    def members(self, now: datetime) -> dict[str, object]:
        age = _age(self.oldest, now)
        return {"trouble": self.trouble, "behind": self.behind, "oldest_age": None if age is None else round(age, 3)}

    def said(self, console: Console, now: datetime) -> str:
        age = _age(self.oldest, now)
        facts = {"behind": self.behind, "age": "–" if age is None else _duration(age), "trouble": self.trouble}
        return console.words.say("status.mirror_gone" if self.trouble else "status.mirror", **facts)


def _passphrase(now: Standing) -> str:
    """How the casebook is opened, as a code word."""
    return "missing" if now.missing else "key_file" if now.by_file else "wrapped" if now.wrapped else "none"


def _backup_members(state: BackupState | None, now: datetime) -> dict[str, object] | None:
    if state is None:
        return None
    age = _age(state.newest, now)
    trouble = state.trouble or ("overdue" if state.overdue else None)
    return {
        "trouble": trouble,
        "count": state.count,
        "newest_age": None if age is None else round(age, 3),
        "stale": state.stale,
    }


def _backup_said(console: Console, state: BackupState, now: datetime) -> str:
    words = console.words
    age = _age(state.newest, now)
    facts = {"count": state.count, "age": words.say("status.never") if age is None else _ago(words, age)}
    trouble = state.trouble or ("overdue" if state.overdue else None)
    if trouble is None:
        return words.say("status.backup", **facts)
    return words.say("status.backup_trouble", trouble=words.say(f"trouble.{trouble}"), **facts)


def _ago(words: Words, age: float) -> str:
    return words.say("status.ago", age=_duration(age))


@dataclass(frozen=True, slots=True)
class _Seen:
    """All that is looked at; `moved`: where the store went, where it did; `server`: a team's."""

    monitor: Monitor
    mirror: _Mirror | None
    backups: BackupState | None
    opening: Standing
    moved: str | None
    server: ServerHealth | None
    uncertified: bool

    @property
    def verdict(self) -> Judgement:
        """What a monitoring system is to think of all of it."""
        backups = self.backups
        overdue = backups is not None and (backups.overdue or backups.trouble is not None)
        return judge(self.monitor, overdue=overdue, server=self.server, uncertified=self.uncertified)


def _read(console: Console) -> _Seen:
    settings = console.settings()
    with parts.inbox(settings, console.clock, migrate=False) as opened:
        with opened.reading() as connection:
            seen = snapshot(
                connection,
                Watch(console.clock),
                holder=parts.holder(settings),
                certificate_expires_at=parts.certificate_end(settings),
            )
        state = parts.mirror_state(settings, opened)
        backups = keeping.backup_state(settings, opened, console.clock)
        opening = standing(settings, opened, console.clock)
        moved = parts.moved_to(opened)
    mirror = None if state is None else _Mirror(state.trouble, state.lag.count, state.lag.oldest)
    uncertified = parts.certificate_gone(settings)
    return _Seen(seen, mirror, backups, opening, moved, health_of(settings), uncertified)


def _line(console: Console, verdict: Judgement) -> str:
    words = console.words
    causes = ", ".join(words.code("cause", cause) for cause in verdict.causes)
    head = words.say(f"check.{verdict.code}")
    return f"{head} – {causes}" if causes else head


def status(console: Console, *, check: bool) -> int:
    """Say where collecting stands; with `check` in one line and a monitoring exit code."""
    try:
        found = _read(console)
    except Circumstance as error:
        if not check:
            raise
        unknown = {"check": UNKNOWN, "code": error.code, "reason": error.reason}
        said = f"{console.words.say('check.3')} – {console.words.circumstance(error).splitlines()[0]} [{error.code}]"
        console.result(unknown, said)
        return UNKNOWN
    seen, mirror, verdict = found.monitor, found.mirror, found.verdict
    members = _members(seen, verdict) | {"mirror": None if mirror is None else mirror.members(seen.at)}
    members["backup"] = _backup_members(found.backups, seen.at)
    members["passphrase"] = _passphrase(found.opening)
    members["moved"] = found.moved
    members["server"] = None if found.server is None else health.members(found.server)
    if check:
        console.result(members, _line(console, verdict))
        return verdict.code
    console.result(members, "\n".join(_lines(console, found)))
    return OK


def _lines(console: Console, found: _Seen) -> list[str]:
    words, at = console.words, found.monitor.at
    lines = [] if found.moved is None else [words.say("status.moved", to=found.moved)]
    lines += _said(console, found.monitor)
    lines += [] if found.mirror is None else [found.mirror.said(console, at)]
    lines += [] if found.backups is None else [_backup_said(console, found.backups, at)]
    lines += [] if found.server is None else health.said(words, found.server)
    if found.opening.wrapped or found.opening.missing:
        lines.append(words.say("status.passphrase_missing" if found.opening.missing else "status.wrapped"))
    return lines
