"""Cases and persons that resemble others, with the reasons: to be looked at, never acted on alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, select

from backoffice_gui.storage.casebook.caseload_schema import proposal
from backoffice_gui.storage.dialect import Many, moment_text, unless_there

__all__ = ["DUPLICATE", "REPEAT", "SAME_PERSON", "Proposed", "add", "dismiss", "open_of", "restore"]

DUPLICATE, REPEAT, SAME_PERSON = "duplicate", "repeat", "same_person"

_P = proposal.c
_ADD = Many(unless_there(proposal), "case", "other", "kind", "score", "reasons", "made_at")


@dataclass(frozen=True, slots=True)
class Proposed:
    """`other` is a case, or a person where `kind` is `same_person`; `reasons` are code words."""

    case: int
    other: int
    kind: str
    score: int
    reasons: tuple[str, ...]


def add(tx: Connection, new: Sequence[Proposed], at: datetime) -> None:
    """Propose; what was proposed before stays as it is, dismissed or not."""
    rows = [(each.case, each.other, each.kind, each.score, json.dumps(each.reasons), moment_text(at)) for each in new]
    _ADD.run(tx, rows)


def open_of(connection: Connection, case: int) -> tuple[Proposed, ...]:
    """What is proposed for a case and was not dismissed, the likeliest first."""
    query = (
        select(_P.case, _P.other, _P.kind, _P.score, _P.reasons)
        .where(and_(_P.case == case, _P.dismissed_at.is_(None)))
        .order_by(_P.score.desc(), _P.kind, _P.other)
    )
    return tuple(
        Proposed(row.case, row.other, row.kind, row.score, tuple(json.loads(row.reasons)))
        for row in connection.execute(query)
    )


def dismiss(tx: Connection, case: int, other: int, kind: str, at: datetime) -> bool:
    """Take a proposal off the table; false where there is none open."""
    which = and_(_P.case == case, _P.other == other, _P.kind == kind, _P.dismissed_at.is_(None))
    return tx.execute(proposal.update().where(which).values(dismissed_at=at)).rowcount > 0


def restore(tx: Connection, case: int, other: int, kind: str) -> None:
    """Put a dismissed proposal back."""
    which = and_(_P.case == case, _P.other == other, _P.kind == kind)
    tx.execute(proposal.update().where(which).values(dismissed_at=None))
