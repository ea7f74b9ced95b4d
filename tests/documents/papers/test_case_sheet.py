from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest

from backoffice_gui.documents.papers import Typesetter, case_sheet
from backoffice_gui.documents.papers.typesetting import Paper
from backoffice_gui.domain.sheets import Altered, Entry, Line, Sheet, SheetSection

_AT = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
_MARKUP = '#emph[x] *gras* _it_ $x^2$ \\ [lien] @ref `c` = t // c /* d */ <lbl> ~ -- "q" #sys.inputs'


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    """The fonts that every machine has."""
    return Typesetter(system_fonts=False)


def _sheet(*lines: Line, **more: Any) -> Sheet:
    return Sheet("Demande de copie d’acte", "C-EXEMPLE-1", (SheetSection("Personne", lines),), **more)


def _text(paper: Paper) -> str:
    pages = pypdf.PdfReader(io.BytesIO(paper.octets)).pages
    return "\n".join(page.extract_text() for page in pages).replace("\u200b", "")


def test_it_is_what_archives_and_screen_readers_ask_for(typesetter: Typesetter) -> None:
    """PDF/A-2a and PDF/UA-1, French, tagged, titled, every font embedded, nothing that runs, nobody's name."""
    paper = case_sheet(_sheet(Line("Nom", "EXEMPLE")), typesetter, made_at=_AT)
    with pikepdf.open(io.BytesIO(paper.octets)) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Demande de copie d’acte C-EXEMPLE-1"
            assert "dc:creator" not in metadata
        assert str(pdf.Root.Lang) == "fr-FR"
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        assert "/StructTreeRoot" in pdf.Root
        assert "/OutputIntents" in pdf.Root
        assert {"/OpenAction", "/AA", "/AcroForm"}.isdisjoint(pdf.Root.keys())
        descriptors = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
        assert descriptors
        assert all({"/FontFile2", "/FontFile3"} & set(each.keys()) for each in descriptors)
    assert paper.pages == 1


def test_headings_are_tagged_and_the_watermark_is_not_read(typesetter: Typesetter) -> None:
    """A screen reader hears one title and the sections under it, and not the letters behind them."""
    paper = case_sheet(_sheet(Line("Nom", "EXEMPLE"), notes=(Entry(_AT, "x"),)), typesetter, made_at=_AT, demo=True)
    with pikepdf.open(io.BytesIO(paper.octets)) as pdf:
        roles = [str(each.S) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        assert (roles.count("/H1"), roles.count("/H2")) == (1, 2)
        assert b"/Artifact" in pdf.pages[0].Contents.read_bytes()
    assert "DÉMO" in _text(paper)
    assert "DÉMO" not in _text(case_sheet(_sheet(), typesetter, made_at=_AT))


def test_markup_stays_text(typesetter: Typesetter) -> None:
    """In a label, a value, a warning, a note, a title, a reference: what was typed is what stands there."""
    sheet = Sheet(
        _MARKUP, _MARKUP, (SheetSection(_MARKUP, (Line(_MARKUP, _MARKUP, _MARKUP),)),), (Entry(_AT, _MARKUP, _MARKUP),)
    )
    said = "".join(_text(case_sheet(sheet, typesetter, made_at=_AT)).split())
    assert said.count("".join(_MARKUP.split())) == 9


def test_what_happened_stands_with_its_hour_in_paris(typesetter: Typesetter) -> None:
    """Notes, then the history, each with who; the foot says when the sheet was made and counts pages."""
    sheet = _sheet(
        timeline=(Entry(_AT - timedelta(days=200), "Déposée"), Entry(_AT, "Prise", "A. EXEMPLE")),
        notes=(Entry(_AT, "Ligne une\nLigne deux", "B. EXEMPLE"),),
        summary=(Line("État", "Prise"),),
    )
    text = _text(case_sheet(sheet, typesetter, made_at=_AT))
    for words in ("07/05/2026 15:05", "23/11/2026 14:05", "A. EXEMPLE", "Ligne deux", "Page 1 sur 1", "État"):
        assert words in text
    assert "fiche établie le 23/11/2026 à 14:05" in text
    assert text.index("Notes") < text.index("Historique")


def test_an_absent_answer_is_a_dash_and_an_empty_sheet_is_a_sheet(typesetter: Typesetter) -> None:
    """Nothing is left out in silence."""
    assert "—" in _text(case_sheet(_sheet(Line("Nationalités", "")), typesetter, made_at=_AT))
    assert case_sheet(Sheet("", ""), typesetter, made_at=_AT).pages == 1


def test_a_script_without_a_font_is_transliterated_and_said(typesetter: Typesetter) -> None:
    """Beside the value, on the paper; and in the result, for whoever prints."""
    paper = case_sheet(_sheet(Line("Nom", "ተስፋዬ"), Line("Prénom", "Démo")), typesetter, made_at=_AT)
    assert paper.altered == (Altered("transliterated", 1),)
    assert "tesfaye" in _text(paper)
    assert _text(paper).count("transcription automatique") == 1


@pytest.mark.parametrize(
    "value",
    [
        "M" * 10_000,
        "é " * 5_000,
        "عبد الله " * 1_000,
        "\n".join(f"{number} rue de l’Exemple" for number in range(40)),
        "\n" * 3_000,
        "\u202eabc\u2066\x00\ud800\uffff",
        "\u0301" * 500,
        "🙂👨\u200d👩\u200d👧",
        "ﷺ" * 100,
    ],
    ids=["run", "words", "right-to-left", "lines", "breaks", "hidden", "marks", "emoji", "wide"],
)
def test_whatever_was_typed_a_sheet_is_made(typesetter: Typesetter, value: str) -> None:
    """It wraps, goes on over the page, or ends with a mark; the page's edge is never passed."""
    paper = case_sheet(_sheet(Line(value[:300], value, value[:300])), typesetter, made_at=_AT)
    with pdfium.PdfDocument(paper.octets) as pdf:
        pages = [page.get_textpage() for page in pdf]
        boxes = [text.get_charbox(place) for text in pages for place in range(0, text.count_chars(), 7)]
        said = "".join(text.get_text_range() for text in pages)
    assert min(left for left, _, _, _ in boxes) >= 24 / 25.4 * 72 - 4
    assert max(right for _, _, right, _ in boxes) <= 595.3 - 22 / 25.4 * 72 + 4
    long = len(value) > 4_000 or value.count("\n") > 60
    assert ("shortened" in {each.reason for each in paper.altered}) == long
    assert ("abrégé ici" in said) == long


def test_the_summary_is_brief(typesetter: Typesetter) -> None:
    """What is looked for first stays at the top of the page, whatever stands there."""
    paper = case_sheet(_sheet(summary=(Line("Nom", "M" * 10_000), Line("État", "Prise"))), typesetter, made_at=_AT)
    assert paper.pages == 1
    assert paper.altered == (Altered("shortened", 1),)


def test_hidden_directions_are_seen(typesetter: Typesetter) -> None:
    """A name that turns its line round is shown as what it is."""
    assert "abc⟨U+202E⟩def" in _text(case_sheet(_sheet(Line("Nom", "abc\u202edef")), typesetter, made_at=_AT))
