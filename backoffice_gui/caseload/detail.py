"""One submission opened with the private key: the form read, the parts listed, what happened to it.

Opening is logged before anything is opened (consultation is logged, not only change: reliability.md §5.10).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.caseload.listing import rows_of
from backoffice_gui.domain.detail import Detail, FormShape, FormView, Moment, PartView
from backoffice_gui.domain.facts import AT_REST, SubmissionFacts, stage_of
from backoffice_gui.domain.forms import read_form
from backoffice_gui.domain.manifest import MalformedManifest, Manifest, parse_manifest
from backoffice_gui.domain.signed import NotCompactJws, payload_octets
from backoffice_gui.errors import StoreDamaged, UsageError
from backoffice_gui.sealing import MANIFEST_PART, PrivateKey, SealBroken
from backoffice_gui.storage.casebook import audit_log, purges
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox import attempts, submissions, taking
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.inbox.unsealing import Unsealer, best_attempt
from backoffice_gui.storage.journeys import ahead

__all__ = ["MAX_FORM", "open_detail", "opened", "opened_over", "timeline"]

_C = cases.c
MAX_FORM = 8 * 1024 * 1024
"""Octets of part 0 that are read as a form; a larger one is shown by its beginning, `extract` has it all."""


def open_detail(
    inbox: Inbox, casebook: Casebook, privates: Mapping[str, PrivateKey], row: int, *, agent: str, at: datetime
) -> Detail:
    """Open one submission, by its row number.

    Where nothing of it is stored (offered, lost …) form and parts are empty. Raises `UsageError`
    (`not-found`, `sealed` where no key of ours opens it), `StoreDamaged` where it does not open
    as it was stored.
    """
    with inbox.reading() as connection:
        facts = submissions.facts(connection, [row]).get(row)
        listed = rows_of(connection, [row])
    if facts is None or not listed:
        raise UsageError("not-found")
    details = (("agent", agent), ("digest", facts.key.digest), ("id", facts.key.id))
    with casebook.transaction() as tx:
        audit_log.append(tx, [AuditEvent(at, Verb.DETAIL_OPENED, Role.DESK, f"submission:{row}", details)])
    form, parts, verified = opened(inbox, Unsealer(privates), facts)
    number, buried = _became(casebook, facts)
    return Detail(
        row=listed[0],
        verified=verified,
        form=form,
        parts=parts,
        timeline=timeline(facts),
        origin=facts.key.origin,
        store_id=None if facts.receipt is None else facts.receipt.store_id,
        case=number,
        retainable=not number and not buried and _held_apart(inbox, facts),
    )


def _became(casebook: Casebook, facts: SubmissionFacts) -> tuple[str, bool]:
    """The number of the case that it is, and whether a purge has removed it."""
    with casebook.reading() as connection:
        number = connection.scalars(
            select(_C.number).where(
                _C.submission == facts.key.id, _C.origin == facts.key.origin, _C.digest == facts.key.digest
            )
        ).first()
        return number or "", bool(purges.buried_keys(connection, [facts.key]))


def _held_apart(inbox: Inbox, facts: SubmissionFacts) -> bool:
    """Ended, held, and nobody's by itself: what is ours comes in, and a peer's is the peer's."""
    if stage_of(facts) not in AT_REST or facts.shown_attempt is None or (facts.receipt and facts.receipt.peer):
        return False
    with inbox.reading() as connection:
        return not any(each.ours or each.erased for each in taking.stands(connection, [facts.row]))


def _nothing(facts: SubmissionFacts) -> FormView:
    return FormView(FormShape.RAW, facts.kind, (), "not_stored")


def opened(inbox: Inbox, unsealer: Unsealer, facts: SubmissionFacts) -> tuple[FormView, tuple[PartView, ...], bool]:
    """The form and the parts of what is stored of a submission, and whether it was verified; nothing is logged here.

    Raises `UsageError("sealed")` where no key of ours opens it, `StoreDamaged` where it does not open as it was stored.
    """
    with inbox.reading() as connection:
        return opened_over(connection, inbox.name, unsealer, facts)


def opened_over(
    connection: Connection, name: str, unsealer: Unsealer, facts: SubmissionFacts
) -> tuple[FormView, tuple[PartView, ...], bool]:
    """The same over a reading connection of the inbox, whose `name` is said where something is damaged."""
    attempt = best_attempt(attempts.attempt_rows(connection, facts.row))
    if attempt is None:
        return _nothing(facts), (), False
    verified = attempt.facts.verified_at is not None
    ahead(connection, unsealer.asked(attempt, MANIFEST_PART, 0))
    try:
        key = unsealer.key(connection, attempt, facts.key)
    except SealBroken as error:
        raise UsageError("sealed") from error
    try:
        manifest = _manifest(unsealer.manifest(connection, attempt.id, key))
        octets, cut = _beginning(unsealer.part(connection, attempt.id, key, 0))
    except SealBroken as error:
        if verified:
            raise StoreDamaged("sealed", file=name) from error
        return _nothing(facts), (), False
    form = read_form(facts.kind, octets)
    form = replace(form, note="truncated") if cut else form
    return form, _parts(manifest), verified


def _beginning(pieces: Iterable[bytes]) -> tuple[bytes, bool]:
    octets = bytearray()
    for piece in pieces:
        octets += piece
        if len(octets) > MAX_FORM:
            return bytes(octets[:MAX_FORM]), True
    return bytes(octets), False


def _manifest(jws: str | None) -> Manifest | None:
    try:
        return None if jws is None else parse_manifest(payload_octets(jws))
    except (NotCompactJws, MalformedManifest):
        return None


def _parts(manifest: Manifest | None) -> tuple[PartView, ...]:
    if manifest is None:
        return ()
    return tuple(PartView(part.n, part.name, part.media_type, part.size, part.sha256) for part in manifest.parts)


def timeline(facts: SubmissionFacts) -> tuple[Moment, ...]:
    """What happened, in order of time; names are code words."""
    shown = facts.shown_attempt
    receipt = facts.receipt
    moments: list[tuple[str, datetime | None]] = [
        ("submitted", facts.submitted_at),
        ("first_seen", facts.first_seen_at),
        ("stored", None if shown is None else shown.stored_at),
        ("verified", None if shown is None else shown.verified_at),
        ("ack_sent", None if shown is None else shown.ack_sent_at),
        ("quarantined", facts.quarantined_at),
        ("released", facts.released_at),
        *(("set_aside", each.set_aside_at) for each in facts.attempts),
    ]
    if receipt is not None:
        moments.append(("acknowledged" if receipt.ours else "foreign", receipt.recorded_at))
    moments += [
        ("expired", facts.expired_at),
        ("closed", facts.closed_at),
        ("disputed", facts.disputed_at),
        ("lost", facts.lost_at),
        ("missing", facts.missing_at),
        ("erased", facts.erased_at),
    ]
    known = [Moment(name, at) for name, at in moments if at is not None]
    return tuple(sorted(known, key=lambda moment: moment.at))
