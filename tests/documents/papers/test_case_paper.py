from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from backoffice_gui.documents.papers.case_paper import case_paper
from backoffice_gui.domain.case_detail import CertificateView, ChangedField, Happening
from backoffice_gui.domain.cases import Answer, Decision
from tests.support.invented_cases import case_row, fresh_detail

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_the_sheet_names_the_kind_and_nobody_in_its_title() -> None:
    """The reference is the case's number; who asks stands inside."""
    detail = fresh_detail(case_row(1, NOW))
    sheet = case_paper(detail)
    assert sheet.reference == detail.row.number
    assert detail.row.applicant.split()[0] not in sheet.title
    assert sheet.summary[0].value == detail.row.applicant
    assert len(sheet.sections) >= len(detail.form.sections)
    assert len(sheet.notes) == len(detail.notes)
    assert len(sheet.timeline) == len(detail.timeline)


def test_what_became_of_it_is_said_with_its_reason() -> None:
    """Certificate by certificate, detail by detail; an address on one line, whatever is stored."""
    address = '{"lines":["2 RUE DÉMO"],"postcode":"99998","town":"AUTREVILLE"}'
    detail = replace(
        fresh_detail(case_row(1, NOW)),
        certificates=(CertificateView(1, "birth", "extract", "1", "", Answer.NOT_ENTITLED, "ni lui, ni parent"),),
        changes=(ChangedField("address", "", False, address, Decision.REFUSED, "illisible", ()),),
    )
    answers = next(each for each in case_paper(detail).sections if each.title == "Réponse")
    assert answers.lines[0].value == "Demandeur sans qualité\u00a0: ni lui, ni parent"
    assert (
        answers.lines[1].value == "avant\u00a0: —\naprès\u00a0: 2 RUE DÉMO, 99998 AUTREVILLE\nRefusé\u00a0: illisible"
    )


def test_what_happened_is_said_and_an_unknown_word_stays() -> None:
    """What was taken back says so; what the program did is nobody's."""
    story = (
        Happening("close", NOW, "c.exemple", (("reason", "retirée"),), undone=True),
        Happening("EXEMPLE", NOW, "program"),
    )
    first, second = case_paper(replace(fresh_detail(case_row(1, NOW)), timeline=story)).timeline
    assert (first.words, first.by) == ("Close\u00a0: retirée (annulé)", "c.exemple")
    assert (second.words, second.by) == ("EXEMPLE", "")
