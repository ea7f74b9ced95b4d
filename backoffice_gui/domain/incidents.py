"""Alarms end with their cause; incidents end when a person closes them (protocol §4.6)."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

__all__ = ["Alarm", "AlarmKind", "Capacity", "Incident", "IncidentKind", "Notified"]


class AlarmKind(enum.Enum):
    """What is wrong as long as its cause lasts."""

    CREDENTIAL = "credential"
    NOT_RELOADED = "not_reloaded"
    REDIRECT = "redirect"
    DEADLINE_BLOCKED = "deadline_blocked"
    DISK_FULL = "disk_full"
    CLOCK_SKEW = "clock_skew"
    SERVER_CLOCK = "server_clock"
    LOCKED = "locked"
    LEAD_SILENT = "lead_silent"
    UPKEEP = "upkeep"
    FRONT_UNREACHABLE = "front_unreachable"
    KEY_NOT_PROVEN = "key_not_proven"
    CANARY_UNOPENED = "canary_unopened"
    MIRROR = "mirror"
    BACKUP = "backup"
    ANCHOR = "anchor"
    INTAKE = "intake"


class IncidentKind(enum.Enum):
    """What happened and has to be answered for by a person."""

    LOST = "lost"
    MISSING = "missing"
    STRANGER = "stranger"
    NOT_DESTROYED = "not_destroyed"
    LEDGER_BROKEN = "ledger_broken"
    EPOCH_CHANGED = "epoch_changed"
    DISPUTED = "disputed"
    RECEIPT_INVALID = "receipt_invalid"
    PAGE_UNREADABLE = "page_unreadable"
    OFFERED_AFTER_PURGE = "offered_after_purge"
    CANARY_FAILED = "canary_failed"
    ID_REUSE = "id_reuse"
    RESTORED = "restored"
    CASEBOOK_LOST = "casebook_lost"
    LOCK_HELD = "lock_held"
    UNPROVEN = "unproven"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A cause that lasts; `detail` is a code word or a number, never personal."""

    kind: AlarmKind
    since: datetime
    detail: str


class Capacity(enum.Enum):
    """In which capacity somebody notified the supervisory authority; their name stands in the casebook's journal."""

    DPO = "dpo"
    CONTROLLER = "controller"
    MANDATED = "mandated"


@dataclass(frozen=True, slots=True)
class Notified:
    """An incident was notified to the supervisory authority: when, under which reference of theirs, in which capacity.

    `recorded_at` is when that was written down here (GDPR, art. 33(1) and (5)).
    """

    at: datetime
    reference: str
    capacity: Capacity
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Incident:
    """One recorded incident; open until `closed_at`."""

    number: int
    kind: IncidentKind
    opened_at: datetime
    seq: int | None
    id: str | None
    detail: str
    closed_at: datetime | None
    reason: str | None
    notified: Notified | None = None
