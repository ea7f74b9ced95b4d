"""What leaves the house of cases: a list as a table, the sheet of one, the labels of several; each for a purpose.

Who takes out what and why is in the casebook's chain before the first octet is written; what was written, with its
digest, or why nothing was, after it. A kill between the two leaves the first line, and that is enough.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from anyascii import anyascii
from sqlalchemy import select

from backoffice_gui.actions.close_incident import checked_reason
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.export_file import export_paper, export_table
from backoffice_gui.actions.moving import never, silent
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.events import Details
from backoffice_gui.clock import Clock
from backoffice_gui.documents.exports.case_table import case_table
from backoffice_gui.documents.papers import Typesetter, case_sheet
from backoffice_gui.documents.papers.case_paper import case_paper
from backoffice_gui.documents.papers.countries import french_countries
from backoffice_gui.documents.papers.labels import LabelFormat, NotPrinted, labels
from backoffice_gui.domain import postal
from backoffice_gui.domain.case_detail import CaseDetail
from backoffice_gui.domain.case_exports import Going, LabelRefused
from backoffice_gui.domain.case_json import read_address
from backoffice_gui.domain.case_list import CaseColumn, CaseRow
from backoffice_gui.domain.cases import Source
from backoffice_gui.domain.sheets import Manifest, TableFormat
from backoffice_gui.errors import Circumstance, UsageError
from backoffice_gui.storage.casebook import audit_log, events, persons, standing
from backoffice_gui.storage.casebook.caseload_schema import cases as case_table_of
from backoffice_gui.storage.casebook.events import CaseEvent
from backoffice_gui.storage.dialect import among, listed

__all__ = ["MOST_LABELS", "export_labels", "export_list", "export_sheet", "logged", "whose"]

MOST_LABELS = 2_000
"""Labels of one print."""


def export_list(
    desk: Desk,
    rows: Iterable[CaseRow],
    going: Going,
    clock: Clock,
    *,
    cases: Sequence[int],
    columns: Sequence[CaseColumn],
    kind: TableFormat,
    most: int,
    title: str = "Demandes",
    progress: Callable[[int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> Manifest:
    """Write these cases as a table; `rows` are read once, one at a time. `most`: what one export may hold.

    Raises `UsageError`: a purpose that is none (`reason-needed` …), `export-over-cap` (with `most`, `count`),
    and what `export_table` raises; nothing is left then.
    """
    purpose, at = checked_reason(going.purpose), clock.now()
    if len(cases) > most:
        raise UsageError("export-over-cap", most=most, count=len(cases))
    named = " ".join(column.value for column in columns)
    what: Details = (("columns", named), ("format", kind.value), *whose(cases), ("what", "list"))
    with logged(desk, "cases", what, purpose, clock) as ended:
        manifest = export_table(
            case_table(title, columns, rows),
            kind,
            Path(going.file),
            purpose=purpose,
            made_at=at,
            replacing=going.replacing,
            cancelled=cancelled,
            progress=progress,
        )
        ended.append(manifest)
    return manifest


def export_sheet(desk: Desk, detail: CaseDetail, going: Going, clock: Clock, typesetter: Typesetter) -> Manifest:
    """Write the sheet of one case (PDF/A-2a, PDF/UA-1); it stands in the case's own timeline too.

    Raises what `export_list` raises.
    """
    purpose, at = checked_reason(going.purpose), clock.now()
    row = detail.row
    with logged(desk, f"case:{row.case}", (("format", "pdf"), ("what", "sheet")), purpose, clock) as ended:
        demo = row.source is Source.PRACTICE
        paper = case_sheet(case_paper(detail), typesetter, made_at=at, demo=demo)
        manifest = export_paper(
            paper.octets,
            Path(going.file),
            pages=paper.pages,
            purpose=purpose,
            made_at=at,
            altered=paper.altered,
            replacing=going.replacing,
        )
        ended.append(manifest)
    with desk.casebook.transaction() as tx:
        version = standing.known(tx, row.case)
        events.add(tx, [CaseEvent(row.case, at, desk.agent, "printed", version)])
    return manifest


def export_labels(
    desk: Desk,
    numbers: Sequence[int],
    form: LabelFormat,
    going: Going,
    *,
    clock: Clock,
    typesetter: Typesetter,
    first: int = 1,
) -> Manifest | tuple[LabelRefused, ...]:
    """Write the address labels of these cases, in order, or say which addresses stop the print: all or none.

    A request for a certificate goes where it was asked to go, all else to the address that holds now. Raises what
    `export_list` raises, `UsageError` `labels-none`, `labels-place`.
    """
    purpose, at = checked_reason(going.purpose), clock.now()
    if len(numbers) > MOST_LABELS:
        raise UsageError("export-over-cap", most=MOST_LABELS, count=len(numbers))
    addressed = _addressed(desk, numbers)
    names = french_countries()
    made = [postal.address_label(one.name, one.address, names, latin=anyascii) for one in addressed]
    demo = any(one.practice for one in addressed)
    paper = labels(made, form, typesetter, made_at=at, first=first, demo=demo)
    if isinstance(paper, NotPrinted):
        return tuple(LabelRefused(addressed[place].case, addressed[place].number, why) for place, why in paper.refused)
    what: Details = (("format", "pdf"), *whose([one.case for one in addressed]), ("what", "labels"))
    with logged(desk, "cases", what, purpose, clock) as ended:
        manifest = export_paper(
            paper.octets,
            Path(going.file),
            pages=paper.pages,
            purpose=purpose,
            made_at=at,
            altered=paper.altered,
            replacing=going.replacing,
        )
        ended.append(manifest)
    return manifest


def whose(numbers: Iterable[int]) -> Details:
    """How many cases, and which: the SHA-256 of their numbers in the store, rising, a line each.

    Who asks whether a case was in an export can find out; who reads the chain alone learns nothing of anybody.
    """
    distinct = sorted(set(numbers))
    lines = "".join(f"{number}\n" for number in distinct)
    return (("cases_sha256", hashlib.sha256(lines.encode()).hexdigest()), ("rows", len(distinct)))


@contextmanager
def logged(desk: Desk, subject: str, what: Details, purpose: str, clock: Clock) -> Iterator[list[Manifest]]:
    """Both lines around an export: who and why before it, what came of it after it."""
    agent = ("agent", desk.agent)
    _line(desk, clock, Verb.EXPORTED, subject, (agent, ("purpose", purpose), *what))
    ended: list[Manifest] = []
    try:
        yield ended
    except Circumstance as error:
        _line(desk, clock, Verb.EXPORT_ENDED, subject, (agent, ("failed", error.reason or error.code)))
        raise
    for each in ended:
        said = (("rows", each.rows), ("sha256", each.sha256), ("size", each.size))
        _line(desk, clock, Verb.EXPORT_ENDED, subject, (agent, *said))


def _line(desk: Desk, clock: Clock, verb: Verb, subject: str, details: Details) -> None:
    with desk.casebook.transaction() as tx:
        audit_log.append(tx, [AuditEvent(clock.now(), verb, Role.DESK, subject, details)])


@dataclass(frozen=True, slots=True)
class _Addressed:
    case: int
    number: str
    name: str
    address: postal.Address
    practice: bool


def _addressed(desk: Desk, numbers: Sequence[int]) -> list[_Addressed]:
    column = case_table_of.c
    query = select(
        column.case, column.number, column.applicant, column.person, column.delivery, column.source
    ).where(among(column.case, "among"))  # fmt: skip
    with desk.casebook.reading() as connection:
        found = {row.case: row for row in connection.execute(query, {"among": listed(list(numbers))})}
        nowhere = {row.person for row in found.values() if row.person is not None and not row.delivery}
        current = {person: persons.contact_now(connection, person) for person in sorted(nowhere)}
    addressed = []
    for case in dict.fromkeys(numbers):
        row = found.get(case)
        if row is None:
            raise UsageError("not-found")
        known = current.get(row.person, {}).get("address")
        text = row.delivery or ("" if known is None else known.value)
        practice = row.source == Source.PRACTICE.value
        addressed.append(_Addressed(case, row.number, row.applicant, _postal(text), practice))
    return addressed


def _postal(text: str) -> postal.Address:
    address = read_address(text)
    if address is None:
        return postal.Address()
    return postal.Address(
        address.lines, address.postcode, address.town, address.country, address.organisation, address.box
    )
