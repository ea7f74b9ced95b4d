"""The certificate of a purge: what went, by which rules, who asked and who agreed, and which copies had left before.

A view that was saved keeps what was searched for, maybe a name: the numbers of those there are stand in it too.
Nothing in it says anything of a person: counts, digests, references of the chain.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, column, func, select

from backoffice_gui.audit import Verb
from backoffice_gui.domain.purging import Purge
from backoffice_gui.storage.audit_log import line_of
from backoffice_gui.storage.casebook import purges, views
from backoffice_gui.storage.casebook.purges import DONE
from backoffice_gui.storage.casebook.schema import audit

__all__ = ["FORMAT", "Copy", "certify", "copies_of"]

FORMAT = "ofpra-backoffice-purge-1"
_COPIED = (Verb.PART_SAVED, Verb.EXPORTED, Verb.EXTRACTED)
_MOST_COPIES = 5_000
"""Copies that are listed one by one; more are counted."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that had left the store, by its line of the chain; `sure`: of what was purged, and not only maybe."""

    n: int
    at: str
    what: str
    agent: str
    sha256: str
    sure: bool


def copies_of(connection: Connection, purged: AbstractSet[str]) -> Iterator[Copy]:
    """Copies that the chain knows of: of what was purged (`case:1`, `submission:2`) for sure, and lists and labels.

    Those may have held something of it: the chain has their cases as one digest.
    """
    copied = column("verb").in_([verb.value for verb in _COPIED])
    for n, event in connection.execute(select(audit.c.n, audit.c.event).where(copied).order_by(audit.c.n)):
        line = line_of(n, event)
        sure = line.object in purged
        if not sure and line.object != "cases":
            continue
        details = dict(line.details)
        at, what = line.at.isoformat(timespec="microseconds"), str(details.get("what", line.verb))
        yield Copy(n, at, what, str(details.get("agent", "")), str(details.get("sha256", "")), sure)


def certify(connection: Connection, row: Purge, submissions: AbstractSet[int], at: datetime) -> str:
    """The certificate as JSON, in ASCII with sorted members; `submissions`: whose copies went in the inbox."""
    counts = purges.counts(connection, row.purge)
    purged = {f"case:{case}" for case in purges.purged_cases(connection, row.purge)}
    copies = list(copies_of(connection, purged | {f"submission:{number}" for number in submissions}))
    done: dict[str, int] = {}
    left: dict[str, int] = {}
    for (category, outcome), count in counts.items():
        into, name = (done, category) if outcome == DONE else (left, outcome)
        into[name] = into.get(name, 0) + count
    said = {
        "format": FORMAT,
        "purge": row.purge,
        "requested_at": row.requested_at.isoformat(),
        "requester": row.requester,
        "approved_at": "" if row.approved_at is None else row.approved_at.isoformat(),
        "approver": row.approver,
        "started_at": "" if row.started_at is None else row.started_at.isoformat(),
        "ended_at": at.isoformat(),
        "selection_sha256": row.digest,
        "selected": row.items,
        "rules_days": json.loads(row.rules),
        "purged": done,
        "submissions_erased": len(submissions),
        "left": left,
        "journal_from_line": connection.execute(select(func.min(audit.c.n))).scalar() or 0,
        "copies": [
            {"line": each.n, "at": each.at, "what": each.what, "agent": each.agent, "sha256": each.sha256}
            for each in copies
            if each.sure
        ][:_MOST_COPIES],
        "copies_counted": sum(each.sure for each in copies),
        "saved_views": list(views.numbers(connection)),
        "lists_that_may_hold_some": [each.n for each in copies if not each.sure][:_MOST_COPIES],
    }
    return json.dumps(said, ensure_ascii=True, sort_keys=True)
