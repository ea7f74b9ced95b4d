"""What a change of a case has changed, as JSON, so that an undo can put exactly that back."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from backoffice_gui.domain.cases import Badge, CaseState, befitting
from backoffice_gui.domain.treating import Answered, Decided, Standing

__all__ = ["before_of", "changed_json", "put_back", "rewound"]

_NEVER = frozenset({"case", "version", "kind", "received_at"})
_MOMENTS = frozenset({"receipt_done_at", "closed_at"})
_OF_PROGRAM = int(Badge.NEWS | Badge.PIECE_REFUSED | Badge.TO_PURGE)
"""What comes and goes beside the versions of a case: of these, an undo takes none away that came since."""
_NAMES = tuple(each.name for each in fields(Standing) if each.name not in _NEVER)


def _plain(value: Any) -> Any:
    if isinstance(value, Answered):
        return [value.n, value.answer, value.reason, _plain(value.at)]
    if isinstance(value, Decided):
        return [value.field, value.decision, value.reason, _plain(value.at)]
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, CaseState) else value


def changed_json(was: Standing, new: Standing, beside: dict[str, Any]) -> str:
    """What was there before of what is another now; `beside`: what else an undo needs."""
    changed = {name: _plain(getattr(was, name)) for name in _NAMES if getattr(was, name) != getattr(new, name)}
    return json.dumps({"case": changed, **beside}, ensure_ascii=False)


def before_of(text: str) -> dict[str, Any]:
    """The members of what `changed_json` wrote."""
    value = json.loads(text) if text else {}
    return value if isinstance(value, dict) else {}


def _moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _value(name: str, value: Any) -> Any:
    if name == "state":
        return CaseState(value)
    if name == "due_on":
        return None if value is None else date.fromisoformat(value)
    if name in _MOMENTS:
        return _moment(value)
    if name == "certificates":
        return tuple(Answered(n, answer, reason, _moment(at)) for n, answer, reason, at in value)
    if name == "changes":
        return tuple(Decided(field, decision, reason, _moment(at)) for field, decision, reason, at in value)
    return value


def put_back(case: Standing, before: dict[str, Any]) -> Standing:
    """The case with what was there before, as the next version; its badges as far as they befit its state."""
    old = {name: _value(name, value) for name, value in before.get("case", {}).items() if name in _NAMES}
    new = replace(case, **old, version=case.version + 1)
    kept = new.badges & ~int(Badge.NEWS) | case.badges & _OF_PROGRAM
    return replace(new, badges=befitting(kept, new.state))


def rewound(case: Standing, before: dict[str, Any]) -> Standing:
    """The case exactly as it was before what `changed_json` wrote of: its version before."""
    old = {name: _value(name, value) for name, value in before.get("case", {}).items() if name in _NAMES}
    return replace(case, **old, version=case.version - 1)
