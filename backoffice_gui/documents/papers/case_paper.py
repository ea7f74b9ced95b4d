"""What stands on the sheet of one case: the request as declared, what became of it, notes, and what happened."""

from __future__ import annotations

from collections.abc import Iterator

from backoffice_gui.documents import case_words as words
from backoffice_gui.domain.case_detail import CaseDetail, CertificateView, ChangedField
from backoffice_gui.domain.case_json import read_address
from backoffice_gui.domain.detail import Section
from backoffice_gui.domain.paris import shown_date, shown_moment
from backoffice_gui.domain.sheets import Entry, Line, Sheet, SheetSection

__all__ = ["case_paper"]

_PARTS = "Pièces jointes"
_REQUEST = "Demande"
_ANSWERS = "Réponse"
_DOUBT = "à vérifier"


def case_paper(detail: CaseDetail) -> Sheet:
    """The sheet; its title says what kind of request it is, its reference is the case's number."""
    row = detail.row
    sections = [_section(section) for section in detail.form.sections]
    answers = (*map(_certificate, detail.certificates), *map(_change, detail.changes))
    if answers:
        sections.append(SheetSection(_ANSWERS, answers))
    if len(detail.parts) > 1:
        parts = tuple(Line(f"Pièce {part.n}", f"{part.name} ({part.media_type})") for part in detail.parts[1:])
        sections.append(SheetSection(_PARTS, parts))
    if detail.comment and not any(field.name == "comment" for each in detail.form.sections for field in each.fields):
        sections.append(SheetSection("Message de la personne", (Line("Message", detail.comment),)))
    return Sheet(
        title=f"{_REQUEST} : {words.KINDS[row.kind].lower()}",
        reference=row.number,
        sections=tuple(sections),
        timeline=tuple(_timeline(detail)),
        notes=tuple(Entry(note.at, note.text, note.agent) for note in detail.notes),
        summary=tuple(_summary(detail)),
    )


def _summary(detail: CaseDetail) -> Iterator[Line]:
    row = detail.row
    yield Line("Demandeur", row.applicant)
    yield Line("État", words.STATES[row.state])
    yield Line("Reçue", shown_moment(row.received_at))
    yield Line("Échéance", "" if row.due_on is None else shown_date(row.due_on))
    yield Line("Agent", row.agent)
    yield Line("Origine", words.SOURCES[row.source])
    if row.badges:
        yield Line("À voir", words.badges(row.badges))


def _section(section: Section) -> SheetSection:
    title = words.SECTIONS.get(section.name, section.name)
    lines = tuple(
        Line(
            words.MEMBERS.get(field.name, field.name),
            words.VALUES.get(field.name, {}).get(field.value, field.value),
            _DOUBT if field.warning else "",
        )
        for field in section.fields
    )
    return SheetSection(title if section.number is None else f"{title} {section.number}", lines)


def _certificate(one: CertificateView) -> Line:
    said = "" if one.answer is None else words.ANSWERS[one.answer]
    return Line(f"Acte {one.n} ({words.about(one.type)})", _with_reason(said, one.reason))


def _change(one: ChangedField) -> Line:
    decided = "" if one.decision is None else _with_reason(words.DECISIONS[one.decision], one.reason)
    lines = [f"avant : {_reached(one.field, one.before) or '—'}", f"après : {_reached(one.field, one.after) or '—'}"]
    return Line(words.about(one.field).capitalize(), "\n".join([*lines, *filter(None, (decided,))]))


def _with_reason(said: str, reason: str) -> str:
    return f"{said} : {reason}" if said and reason else said


def _reached(field: str, value: str) -> str:
    """A contact detail in a line; an address is stored as JSON."""
    address = read_address(value) if field == "address" and value.startswith("{") else None
    if address is None:
        return value
    place = " ".join(filter(None, (address.postcode, address.town)))
    return ", ".join(filter(None, (*address.lines, address.organisation, address.box, place, address.country)))


def _timeline(detail: CaseDetail) -> Iterator[Entry]:
    for each in detail.timeline:
        said = words.HAPPENINGS.get(each.name, each.name)
        reason = dict(each.details).get("reason", "")
        said = f"{said} : {reason}" if reason else said
        yield Entry(each.at, f"{said} (annulé)" if each.undone else said, "" if each.who == "program" else each.who)
