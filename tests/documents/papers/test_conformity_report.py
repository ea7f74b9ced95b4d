from __future__ import annotations

import io

import pikepdf
import pypdf
import pytest

from backoffice_gui.documents.papers import Typesetter
from backoffice_gui.documents.papers.conformity_report import conformity_report, figures, verdict
from backoffice_gui.documents.papers.typesetting import Paper
from backoffice_gui.documents.report_words import report_words
from tests.support.conformities import a_bad_month, a_good_month


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    """The fonts that every machine has."""
    return Typesetter(system_fonts=False)


def _text(paper: Paper) -> str:
    pages = pypdf.PdfReader(io.BytesIO(paper.octets)).pages
    said = "\n".join(page.extract_text() for page in pages)
    return said.replace("\u200b", "").replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("language", "named"), [("fr", "fr-FR"), ("en", "en-GB")])
def test_it_is_what_archives_and_screen_readers_ask_for(typesetter: Typesetter, language: str, named: str) -> None:
    """PDF/A-2a and PDF/UA-1, in its language; both figures are described, each table has its heads."""
    paper = conformity_report(a_bad_month(), report_words(language), typesetter)
    with pikepdf.open(io.BytesIO(paper.octets)) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["pdfuaid:part"] == "1"
        assert str(pdf.Root.Lang) == named
        tagged = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        described = [str(each.Alt) for each in tagged if str(each.S) == "/Figure" and "/Alt" in each]
        assert len(described) == 2
        assert "31 min 40 s" in described[0].replace("\u00a0", " ")
        roles = [str(each.S) for each in tagged]
        assert roles.count("/H1") == 1
        assert roles.count("/Table") == roles.count("/THead") >= 6


def test_the_same_figures_give_the_same_octets(typesetter: Typesetter) -> None:
    """Whoever has the store can make it again, and compare."""
    words = report_words("fr")
    assert (
        conformity_report(a_good_month(), words, typesetter).octets
        == conformity_report(a_good_month(), words, Typesetter(system_fonts=False)).octets
    )


def test_it_says_what_it_rests_on(typesetter: Typesetter) -> None:
    """Store, head of the chain and program stand in it; a reason a person wrote does not."""
    said = _text(conformity_report(a_bad_month(), report_words("fr"), typesetter))
    for each in (
        "e" * 32,
        "4 711",
        "ab" * 32,
        "ofpra-backoffice",
        "PROVISOIRE",
        "30 min",
        "Dépassé",
        "Site injoignable",
    ):
        assert each in said.replace("\n", "") or each in said
    assert "EXEMPLE" not in said
    assert "PROVISOIRE" not in _text(conformity_report(a_good_month(), report_words("fr"), typesetter))


def test_the_verdict_names_each_way_the_promise_was_broken() -> None:
    """Too long, lost, still served; what is not known yet is said too."""
    words = report_words("en")
    assert verdict(a_good_month(), words).startswith("The promise of 30 minutes was kept")
    assert verdict(a_bad_month(), words) == (
        "The promise was not kept for all: submissions that stayed longer than 30 minutes: 1; submissions lost, or not "
        "to be found with us: 1; copies still served after the acknowledgement: 1. Fate still unknown: 1."
    )
    assert dict(figures(a_bad_month(), words))["Longest"].replace("\u00a0", " ") == "31 min 40 s"
