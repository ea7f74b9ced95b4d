"""What `status` says of a team's server, in members and in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from backoffice_gui.cli.text import Words
from backoffice_gui.clock import iso
from backoffice_gui.domain.server_health import ServerHealth, Standby, troubles

__all__ = ["members", "said"]

_MEBIBYTE = 1024 * 1024


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else round(span.total_seconds(), 3)


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else iso(moment)


def members(seen: ServerHealth) -> dict[str, object]:
    """The object of `--json`."""
    return {
        "version": seen.version,
        "database": seen.database,
        "size": seen.size,
        "leader_since": None if seen.leader is None else iso(seen.leader.since),
        "leader_login": None if seen.leader is None else seen.leader.login,
        "programs": [
            {"version": each.version, "connections": each.connections, "roles": each.roles} for each in seen.programs
        ],
        "monitored": seen.monitored,
        "notices": seen.notices,
        "pooled": seen.pooled,
        "synchronous_commit": seen.waits,
        "standbys_wanted": seen.standbys_wanted,
        "standbys": [_standby(each) for each in seen.standbys],
        "oldest_transaction": _seconds(seen.oldest_transaction),
        "archived_at": _moment(seen.archived_at),
        "backup_at": _moment(seen.backup_at),
        "checksums": seen.checksums,
        "audited": seen.audited,
        "schemas": dict(seen.schemas),
        "known": dict(seen.known),
        "troubles": list(troubles(seen)),
    }


def _standby(one: Standby) -> dict[str, object]:
    return {
        "name": one.name,
        "state": one.state,
        "sync": one.sync,
        "behind": one.behind,
        "replay": _seconds(one.replay),
    }


def said(words: Words, seen: ServerHealth) -> list[str]:
    """The lines of `status`, troubles last."""
    return [*_lines(words, seen), *(words.say(f"health.trouble.{trouble}") for trouble in troubles(seen))]


def _lines(words: Words, seen: ServerHealth) -> Iterator[str]:
    yield words.say(
        "health.server", version=seen.version, database=seen.database, size=-(-seen.size // _MEBIBYTE), waits=seen.waits
    )
    if seen.leader is not None:
        yield words.say("health.leader", since=iso(seen.leader.since), login=seen.leader.login)
    for each in seen.programs:
        yield words.say("health.programs", version=each.version or "?", connections=each.connections, roles=each.roles)
    yield words.say("health.notices" if seen.notices else "health.polling")
    if not seen.standbys:
        yield words.say("health.no_standby")
    for one in seen.standbys:
        behind = "?" if one.behind is None else -(-one.behind // _MEBIBYTE)
        facts = {"name": one.name or "?", "state": one.state or "?", "sync": one.sync or "?", "behind": behind}
        yield words.say("health.standby", **facts)
    oldest = seen.oldest_transaction
    if oldest is not None:
        yield words.say("health.oldest", seconds=round(oldest.total_seconds()))
    if not seen.monitored:
        yield words.say("health.unmonitored")
    if seen.archived_at is not None:
        yield words.say("health.archived", at=iso(seen.archived_at))
    yield (
        words.say("health.no_backup") if seen.backup_at is None else words.say("health.backup", at=iso(seen.backup_at))
    )
    if not seen.checksums:
        yield words.say("health.no_checksums")
    yield words.say("health.audited" if seen.audited else "health.unaudited")
    known = dict(seen.known)
    for name, found in seen.schemas:
        yield words.say("health.schema", name=name, found=found, known=known[name])
