"""A change that waits, as JSON: stable words, so that what an older version kept is read by a newer one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from backoffice_gui.domain.conflicts import Conflict
from backoffice_gui.domain.outbox import (
    Act,
    Change,
    Drafted,
    Fate,
    Freed,
    Held,
    Judged,
    Linked,
    LinkedPerson,
    Looked,
    Marked,
    Noted,
    Pending,
    Undone,
)

__all__ = ["DEEDS", "pending_json", "read_pending"]

DEEDS: Mapping[str, type[Change]] = {
    "act": Act,
    "marked": Marked,
    "noted": Noted,
    "drafted": Drafted,
    "undone": Undone,
    "judged": Judged,
    "linked": Linked,
    "linked_person": LinkedPerson,
    "held": Held,
    "freed": Freed,
    "looked": Looked,
}
"""The word of each kind of change; once written, it keeps its meaning."""
_WORDS = {kind: word for word, kind in DEEDS.items()}


class _Kept(msgspec.Struct):
    """`Pending`, its change apart: of which kind that is, another member says."""

    key: str
    case: int
    number: str
    deed: str
    change: dict[str, Any]
    version: int
    after: int
    at: datetime
    fate: Fate
    code: str
    conflict: Conflict | None = None


_ALIKE = frozenset(_Kept.__struct_fields__) - {"deed", "change"}


def pending_json(pending: Pending) -> str:
    """What `read_pending` reads again; ASCII, whatever was typed."""
    members = msgspec.to_builtins(pending)
    return json.dumps({**members, "deed": _WORDS[type(pending.change)]})


def read_pending(text: str) -> Pending | None:
    """The change of what was kept; nothing where this version does not know its words."""
    try:
        kept = msgspec.convert(json.loads(text), _Kept)
        change = msgspec.convert(kept.change, DEEDS[kept.deed])
    except (ValueError, KeyError):
        return None
    members = {name: getattr(kept, name) for name in _ALIKE}
    return Pending(change=change, **members)
