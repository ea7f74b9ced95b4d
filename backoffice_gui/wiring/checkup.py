"""`doctor`: one look at everything that collecting rests on, each on its own, none of them an obstacle to the next."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from backoffice_gui import __version__
from backoffice_gui.actions import proof
from backoffice_gui.actions.backup_state import BackupState
from backoffice_gui.clock import Clock, iso
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.domain.monitor import Expiry, expiry_of
from backoffice_gui.errors import BackupFailed, Circumstance, MirrorGone, StoreError, StoreIncomplete, StoreMissing
from backoffice_gui.security.sources import source_for
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox import epochs, identity, incidents, keys
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.room import MARGIN, free_bytes
from backoffice_gui.system.capture import can_exclude
from backoffice_gui.transfer import FrontEnd, Role, load_endpoint
from backoffice_gui.wiring import keeping, parts, preview
from backoffice_gui.wiring.passphrases import Standing, standing

__all__ = ["SKEW_SECONDS", "Check", "CheckState", "checkup"]

SKEW_SECONDS = 120.0
"""Skew beyond this is shown (protocol §4.3)."""
_EPOCH_DAYS = 31
"""So long after a purge may the keys of then live."""
_MEBIBYTE = 1024 * 1024
_CERTIFICATE = {
    Expiry.FAR: "certificate",
    Expiry.MONTH: "certificate_month",
    Expiry.WEEK: "certificate_week",
    Expiry.DAY: "certificate_day",
    Expiry.ENDED: "certificate_ended",
}


class CheckState(enum.Enum):
    """How a check came out."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of `doctor`: `says` is a code word, or the circumstance that was met."""

    name: str
    state: CheckState
    says: str = ""
    facts: Mapping[str, str | int | float] = field(default_factory=dict)
    error: Circumstance | None = None


_Checks = Callable[[Settings, Clock], Iterator[Check]]


def checkup(settings: Settings, clock: Clock) -> Iterator[Check]:
    """Every check, in order; never raises a `Circumstance`."""
    checks: tuple[tuple[str, _Checks], ...] = (
        ("configuration", _configuration),
        ("policy", _policy),
        ("version", _version),
        ("key", _key),
        ("client_certificate", _certificate),
        ("disk", _disk),
        ("store", _store),
        ("mirror", _mirror),
        ("backup", _backup),
        ("epoch", _epoch),
        ("anchor", _anchor),
        ("collector", _collector),
        ("front_end", _front_end),
        ("preview", _preview),
        ("capture", _capture),
    )
    for name, check in checks:
        try:
            yield from check(settings, clock)
        except Circumstance as error:
            yield Check(name, CheckState.FAILED, error=error)


def _configuration(settings: Settings, _clock: Clock) -> Iterator[Check]:
    if not settings.exists:
        yield Check("configuration", CheckState.WARNING, "defaults", {"file": str(settings.file)})
        return
    yield Check("configuration", CheckState.OK, "file", {"file": str(settings.file)})


def _policy(settings: Settings, _clock: Clock) -> Iterator[Check]:
    fixed = settings.fixed
    if not fixed.source:
        yield Check("policy", CheckState.OK, "no_policy")
        return
    yield Check("policy", CheckState.OK, "policy", {"source": fixed.source, "keys": ", ".join(fixed.keys) or "–"})


def _version(settings: Settings, _clock: Clock) -> Iterator[Check]:
    facts = {"version": __version__, "wanted": settings.fixed.minimum_version}
    if settings.fixed.update_needed:
        yield Check("version", CheckState.WARNING, "update_needed", facts)
    else:
        yield Check("version", CheckState.OK, "version", facts)


def _key(settings: Settings, _clock: Clock) -> Iterator[Check]:
    source = source_for(settings)
    yield Check("key", CheckState.OK, "key", {"source": source.name, "detail": source.check()})
    if source.recoverable_by_copy:
        yield Check("recovery", CheckState.OK, "copy")


def _certificate(settings: Settings, clock: Clock) -> Iterator[Check]:
    found = parts.certificate(settings)
    now = clock.now()
    state = CheckState.OK if found.valid_at(now) else CheckState.FAILED
    if state is CheckState.OK and found.expires_soon(now):
        state = CheckState.WARNING
    facts = {"subject": found.subject, "until": iso(found.not_after)}
    said = "certificate" if now < found.not_before else _CERTIFICATE[expiry_of(found.not_after, now)]
    yield Check("client_certificate", state, said, facts)


def _disk(settings: Settings, _clock: Clock) -> Iterator[Check]:
    folder = next(path for path in (settings.store_folder, *settings.store_folder.parents) if path.is_dir())
    free = free_bytes(folder)
    state = CheckState.OK if free >= 3 * MARGIN else CheckState.WARNING if free >= MARGIN else CheckState.FAILED
    yield Check("disk", state, "room", {"free": free // _MEBIBYTE})


def _store(settings: Settings, clock: Clock) -> Iterator[Check]:
    with parts.inbox(settings, clock, migrate=False) as opened:
        proof.pinned(opened, settings.pins_folder)
        with opened.reading() as connection:
            store_id = identity.ids(connection).current
            recovery = keys.recovery(connection) is not None
        facts = {"folder": settings.store.server or str(settings.store_folder), "store_id": str(store_id)}
        yield Check("store", CheckState.OK, "store", facts)
        if not source_for(settings).recoverable_by_copy:
            yield Check(
                "recovery",
                CheckState.OK if recovery else CheckState.WARNING,
                "recovery_key" if recovery else "no_recovery",
            )
        yield from _casebook(settings, opened, clock)


def _casebook(settings: Settings, opened: Inbox, clock: Clock) -> Iterator[Check]:
    now = standing(settings, opened, clock)
    yield _passphrase(now)
    if now.wrapped or now.missing:
        yield Check("casebook", CheckState.SKIPPED, "casebook_locked")
        return
    try:
        with parts.tried(settings, opened, clock):
            yield Check("casebook", CheckState.OK, "casebook")
    except (StoreMissing, StoreIncomplete) as error:
        yield Check("casebook", CheckState.FAILED, error=error)
    except Circumstance as error:  # collecting does not need it
        yield Check("casebook", CheckState.WARNING, error=error)


def _passphrase(now: Standing) -> Check:
    if now.missing:
        return Check("passphrase", CheckState.WARNING, "passphrase_missing")
    if now.by_file:
        return Check("passphrase", CheckState.OK, "passphrase_file")
    if now.seconds:
        facts = {"tries": now.tries, "seconds": now.seconds}
        return Check("passphrase", CheckState.WARNING, "passphrase_wait", facts)
    return Check("passphrase", CheckState.OK, "wrapped" if now.wrapped else "unwrapped")


def _mirror(settings: Settings, clock: Clock) -> Iterator[Check]:
    """There, writable, ours, how far behind; on the store's own disk it saves from little. Not demanded: no line."""
    if settings.mirror_folder is None:
        return
    with parts.inbox(settings, clock, migrate=False) as opened:
        state = parts.mirror_state(settings, opened)
    if state is None:
        return
    facts: dict[str, str | int | float] = {"folder": str(state.root), "behind": state.lag.count}
    if state.trouble is not None:
        yield Check("mirror", CheckState.FAILED, error=MirrorGone(state.trouble, folder=str(state.root)))
    elif state.same_disk:
        yield Check("mirror", CheckState.WARNING, "same_disk", facts)
    elif state.lag.count:
        yield Check("mirror", CheckState.WARNING, "behind", facts)
    else:
        yield Check("mirror", CheckState.OK, "mirror", facts)


def _epoch(settings: Settings, clock: Clock) -> Iterator[Check]:
    """Whether the keys have changed within a month of what was purged; nothing is said where nothing waits for it."""
    try:
        with parts.inbox(settings, clock, migrate=False) as opened, opened.reading() as connection:
            since = epochs.purged_since(connection)
    except StoreError:  # which the store's own line says
        return
    days = 0 if since is None else (clock.now() - since).days
    if days > _EPOCH_DAYS:
        yield Check("epoch", CheckState.WARNING, "epoch_due", {"days": days})


def _backup(settings: Settings, clock: Clock) -> Iterator[Check]:
    """Made as often as they should be, by none too old, on another disk; that there are none is said too."""
    if settings.backup_folder is None:
        yield Check("backup", CheckState.WARNING, "no_backup")
        return
    with parts.inbox(settings, clock, migrate=False) as opened:
        state = keeping.backup_state(settings, opened, clock)
        with opened.reading() as connection:
            failed = [alarm.detail for alarm in incidents.alarms(connection) if alarm.kind is AlarmKind.BACKUP]
    if state is None:
        return
    if state.trouble is not None:
        yield Check("backup", CheckState.FAILED, error=BackupFailed(state.trouble, folder=str(state.folder)))
        return
    says, check = _said_of(state, failed)
    facts: dict[str, str | int | float] = {"folder": str(state.folder), "count": state.count, "stale": state.stale}
    facts |= {"newest": "–" if state.newest is None else iso(state.newest), "detail": failed[0] if failed else "–"}
    yield Check("backup", check, says, facts | {"days": keeping.retention_of(settings).days})


def _anchor(settings: Settings, clock: Clock) -> Iterator[Check]:
    """Whether the journals' heads are kept elsewhere: without that, nobody sees that an end was cut off."""
    folder = settings.anchor_folder
    if folder is None and not settings.audit.syslog:
        yield Check("anchor", CheckState.WARNING, "no_anchor")
        return
    facts: dict[str, str | int | float] = {"folder": "–" if folder is None else str(folder)}
    if folder is not None and not folder.is_dir():
        yield Check("anchor", CheckState.FAILED, "anchor_absent", facts)
        return
    with parts.inbox(settings, clock, migrate=False) as opened, opened.reading() as connection:
        failed = [alarm.detail for alarm in incidents.alarms(connection) if alarm.kind is AlarmKind.ANCHOR]
    if failed:
        yield Check("anchor", CheckState.FAILED, "anchor_failed", facts | {"detail": failed[0]})
    else:
        yield Check("anchor", CheckState.OK, "anchored", facts)


def _said_of(state: BackupState, failed: list[str]) -> tuple[str, CheckState]:
    if state.overdue:
        return "backup_overdue", CheckState.FAILED
    if failed:
        return "backup_failed", CheckState.FAILED
    if state.stale:
        return "backup_stale", CheckState.WARNING
    if state.newest is None:
        return "backup_none", CheckState.WARNING
    return ("backup_same_disk", CheckState.WARNING) if state.same_disk else ("backup", CheckState.OK)


def _collector(settings: Settings, _clock: Clock) -> Iterator[Check]:
    by = parts.holder(settings)
    if by is None:
        yield Check("collector", CheckState.OK, "nobody")
    else:
        yield Check("collector", CheckState.OK, "collector", {"program": by.program, "pid": by.pid, "host": by.host})


def _front_end(settings: Settings, clock: Clock) -> Iterator[Check]:
    """List as an observer: nothing is fetched, nothing acknowledged, and no heartbeat is given."""
    if not settings.transfer.url:
        yield Check("front_end", CheckState.SKIPPED, "no_url")
        yield Check("clock", CheckState.SKIPPED, "unknown")
        return
    try:
        front = FrontEnd(load_endpoint(settings, __version__), role=Role.OBSERVER, clock=clock)
        try:
            page = front.submissions(limit=1, ready=False)
        finally:
            front.close()
    except Circumstance as error:
        yield Check("front_end", CheckState.FAILED, error=error)
        yield Check("clock", CheckState.SKIPPED, "unknown")
        return
    yield Check("front_end", CheckState.OK, "front", {"held": page.held, "high_seq": page.high_seq})
    if page.server_time is None:
        yield Check("clock", CheckState.SKIPPED, "unknown")
        return
    state = CheckState.OK if abs(page.skew) <= SKEW_SECONDS else CheckState.WARNING
    yield Check("clock", state, "skew", {"skew": round(page.skew, 1)})


def _preview(_settings: Settings, _clock: Clock) -> Iterator[Check]:
    """The walls around the process that opens attachments; without any there is no preview, fewer are told."""
    stands = preview.protections()
    state = CheckState.OK if stands.whole else CheckState.WARNING if stands.enough else CheckState.FAILED
    yield Check("preview", state, "walls", {"walls": ", ".join(stands.names) or "–"})


def _capture(settings: Settings, _clock: Clock) -> Iterator[Check]:
    """Whether captures of the screen leave the window out, where that is asked for; a system that can't is told."""
    if not settings.security.exclude_capture:
        return
    if can_exclude():
        yield Check("capture", CheckState.OK, "captures_excluded")
    else:
        yield Check("capture", CheckState.WARNING, "captures_show")
