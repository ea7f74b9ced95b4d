"""What the inbox knows of its second copy: which mirrors there were, and which attempts they hold.

An attempt counts as mirrored only in the newest mirror: a new disk begins with everything. The
facts of submissions follow by the audit's lines, each of which says what moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.facts import Stage, SubmissionFacts
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.storage.audit_log import line_of
from backoffice_gui.storage.dialect import Many, among, listed, moment_text
from backoffice_gui.storage.inbox import audit_log, projection
from backoffice_gui.storage.inbox.schema import attempt, audit, mirror, submission

__all__ = [
    "Lag",
    "MirrorRow",
    "Moved",
    "Waiting",
    "begin",
    "current",
    "follow",
    "give_up",
    "lag",
    "mirrored",
    "moved",
    "waiting",
]

_A = attempt.c
_S = submission.c
_UNSETTLED = (Stage.OFFERED.value, Stage.STORED.value)
"""Stages in which an attempt that is not verified may still be, or give way to another."""
_MOVING = frozenset(
    verb.value
    for verb in (
        Verb.QUARANTINED, Verb.RELEASED, Verb.ACKNOWLEDGED, Verb.FOREIGN, Verb.CLOSED, Verb.EXPIRED,
        Verb.STORED_EXPIRED, Verb.DISPUTED, Verb.LOST, Verb.MISSING, Verb.ERASED, Verb.REBUILT,
    )
)  # fmt: skip
_OF_THE_STORE = frozenset(
    verb.value for verb in (Verb.LEDGER_PINNED, Verb.KEY_MADE, Verb.RECOVERY_MADE, Verb.RECOVERY_DROPPED)
)
_SUBMISSION = "submission"
_DIGITS = 19
"""As many digits no number has that a database holds."""
_GIVEN_UP = "given-up-"


@dataclass(frozen=True, slots=True)
class MirrorRow:
    """A mirror that was begun; `followed`: the last line of the audit whose facts it has."""

    n: int
    mirror_id: str
    store_id: StoreId
    begun_at: datetime
    followed: int

    @property
    def given_up(self) -> bool:
        """Whether there is no second copy any more, as a person has said: no folder has this name."""
        return self.mirror_id.startswith(_GIVEN_UP)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An attempt that a mirror should hold and does not; `size` in octets of its submission."""

    attempt: int
    row: int
    size: int


@dataclass(frozen=True, slots=True)
class Lag:
    """How many attempts the mirror does not hold yet, and since when the oldest of them is stored."""

    count: int
    oldest: datetime | None


@dataclass(frozen=True, slots=True)
class Moved:
    """What lines of the audit up to `upto` say has moved; `store`: its keys or its ledger; `more`: there are more.

    `run_keys`: all of them, each sealed to another recovery key.
    """

    upto: int
    rows: tuple[int, ...]
    store: bool
    more: bool
    run_keys: bool = False


def current(connection: Connection) -> MirrorRow | None:
    """The mirror that is written to now, where one was begun."""
    row = connection.execute(mirror.select().order_by(mirror.c.n.desc()).limit(1)).first()
    if row is None:
        return None
    return MirrorRow(row.n, row.mirror_id, StoreId(row.store_id), row.begun_at, row.followed)


def begin(tx: Connection, mirror_id: str, store_id: StoreId, at: datetime) -> MirrorRow:
    """Note a mirror whose folder was made; from now on nothing counts as mirrored but what it holds."""
    known = current(tx)
    if known is not None and known.mirror_id == mirror_id:
        return known
    new = MirrorRow(1 if known is None else known.n + 1, mirror_id, store_id, at, 0)
    _put(tx, new)
    audit_log.append(tx, [AuditEvent(at, Verb.MIRROR_BEGUN, Role.COLLECTOR, f"mirror:{new.n}")])
    return new


def give_up(tx: Connection, at: datetime) -> bool:
    """Note that there is no second copy any more, and say whether there was one; audited.

    What lies in its folder counts for nothing from now on, also where that is named again: keys may change without it.
    """
    known = current(tx)
    if known is None or known.given_up:
        return False
    _put(tx, MirrorRow(known.n + 1, f"{_GIVEN_UP}{known.n}", known.store_id, at, 0))
    audit_log.append(tx, [AuditEvent(at, Verb.MIRROR_GIVEN_UP, Role.ADMINISTRATOR, f"mirror:{known.n}")])
    return True


def _put(tx: Connection, row: MirrorRow) -> None:
    tx.execute(mirror.insert().values(**asdict(row)))


_ROWS_OF = select(_A.row).where(among(_A.attempt, "among")).distinct().order_by(_A.row)
_MIRRORED = Many(
    attempt.update()
    .where(_A.attempt == bindparam("of_attempt"))
    .values(mirrored_at=bindparam("at"), mirrored_in=bindparam("number")),
    "at",
    "number",
    "of_attempt",
)


def mirrored(tx: Connection, numbers: Sequence[int], n: int, at: datetime) -> list[SubmissionFacts]:
    """Note that mirror `n` holds these attempts, durable and read back; returns the facts. Twice does nothing."""
    rows = list(tx.scalars(_ROWS_OF, {"among": listed(list(numbers))}))
    before = [each.facts for each in projection.load_rows(tx, rows)]
    wanted = set(numbers)
    new = {one.attempt for each in before for one in each.attempts if one.attempt in wanted and one.mirrored_in != n}
    _MIRRORED.run(tx, [(moment_text(at), n, number) for number in sorted(new)])
    if new:
        details = (("attempts", len(new)),)
        audit_log.append(tx, [AuditEvent(at, Verb.MIRRORED, Role.COLLECTOR, f"mirror:{n}", details)])
    return [
        replace(
            each,
            attempts=tuple(replace(one, mirrored_in=n) if one.attempt in new else one for one in each.attempts),
        )
        for each in before
    ]


def _unmirrored(n: int) -> ColumnElement[bool]:
    """What mirror `n` should hold: what is verified, and of what will not be, what was stored."""
    settled = or_(_A.verified_at.is_not(None), _S.stage.not_in(_UNSETTLED))
    missing = or_(_A.mirrored_in.is_(None), _A.mirrored_in != n)
    return and_(_A.stored_at.is_not(None), _A.set_aside_at.is_(None), missing, settled, _S.erased_at.is_(None))


def waiting(
    connection: Connection, n: int, *, after: int = 0, limit: int = 50, rows: Sequence[int] | None = None
) -> list[Waiting]:
    """Attempts numbered beyond `after` that mirror `n` should hold and does not, in order; of these `rows` only."""
    query = (
        select(_A.attempt, _A.row, _S.size)
        .join(submission, _S.row == _A.row)
        .where(and_(_A.attempt > after, _unmirrored(n)))
        .order_by(_A.attempt)
        .limit(limit)
    )
    if rows is not None:
        found = connection.execute(query.where(among(_A.row, "among")), {"among": listed(list(rows))})
    else:
        found = connection.execute(query)
    return [Waiting(row.attempt, row.row, row.size) for row in found]


def lag(connection: Connection, n: int) -> Lag:
    """How far mirror `n` is behind; walks all attempts."""
    query = select(func.count(), func.min(_A.stored_at)).join(submission, _S.row == _A.row).where(_unmirrored(n))
    count, oldest = connection.execute(query).one()
    return Lag(count, oldest)


def moved(connection: Connection, after: int, limit: int = 2_000) -> Moved:
    """What the lines of the audit after number `after`, at most `limit` of them, say has moved."""
    query = select(audit.c.n, audit.c.event).where(audit.c.n > after).order_by(audit.c.n).limit(limit)
    rows: dict[int, None] = {}
    upto, store, anew, lines = after, False, False, 0
    for line in connection.execute(query):
        upto, lines = line.n, lines + 1
        said = line_of(line.n, line.event)
        store = store or said.verb in _OF_THE_STORE
        anew = anew or said.verb == Verb.RECOVERY_MADE.value
        kind, _, number = said.object.partition(":")
        if said.verb in _MOVING and kind == _SUBMISSION and _is_number(number):
            rows[int(number)] = None
    return Moved(upto, tuple(rows), store, lines == limit, anew)


def _is_number(word: str) -> bool:
    """Whether it is the number of a row: whoever may add a line may say any word there."""
    return word.isascii() and word.isdecimal() and len(word) < _DIGITS


def follow(tx: Connection, n: int, upto: int) -> None:
    """Note that mirror `n` has the facts up to this line of the audit; it only rises."""
    tx.execute(mirror.update().where(and_(mirror.c.n == n, mirror.c.followed < upto)).values(followed=upto))
