from __future__ import annotations

import io
from datetime import UTC, datetime

import pikepdf
import pypdf
import pytest

from backoffice_gui.documents.papers import LabelFormat, NotPrinted, Typesetter, labels
from backoffice_gui.documents.papers.typesetting import Paper
from backoffice_gui.domain.postal import Label, NotPrintable, Problem
from backoffice_gui.errors import UsageError

_AT = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
_LABEL = Label(("Mme EXEMPLE Démo", "CHEZ Association", "12 RUE DE L EXEMPLE", "94120 DÉMO"))
_WIDEST = Label(("M" * 38,) * 7)
_SIZES = {
    LabelFormat.SHEET_2X7: (595, 842, 14),
    LabelFormat.SHEET_3X8: (595, 842, 24),
    LabelFormat.ENVELOPE_DL: (624, 312, 1),
    LabelFormat.WINDOW_DL: (595, 842, 1),
}
_every_format = pytest.mark.parametrize("form", list(LabelFormat))


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    """The fonts that every machine has."""
    return Typesetter(system_fonts=False)


def _placed(paper: Paper) -> list[list[tuple[str, float, float]]]:
    """Text with its place in points from the left and the foot, page by page."""
    found = []
    for page in pypdf.PdfReader(io.BytesIO(paper.octets)).pages:
        lines: list[tuple[str, float, float]] = []

        def visit(
            text: str, cm: list[float], tm: list[float], *_: object, lines: list[tuple[str, float, float]] = lines
        ) -> None:
            if text.strip():
                lines.append((text.strip(), tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]))

        page.extract_text(visitor_text=visit)
        found.append(lines)
    return found


@_every_format
def test_pages_have_their_size_and_as_many_places(typesetter: Typesetter, form: LabelFormat) -> None:
    """One more address than there are places takes another page."""
    width, height, places = _SIZES[form]
    assert form.places == places
    paper = labels([_LABEL] * (places + 1), form, typesetter, made_at=_AT)
    assert isinstance(paper, Paper)
    assert paper.pages == 2
    box = pypdf.PdfReader(io.BytesIO(paper.octets)).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (width, height)


@_every_format
def test_the_longest_lines_stay_within_their_label(typesetter: Typesetter, form: LabelFormat) -> None:
    """Seven lines of 38 capitals are neither broken nor cut, nor do they touch the next label."""
    paper = labels([_WIDEST] * form.places, form, typesetter, made_at=_AT)
    assert isinstance(paper, Paper)
    assert paper.pages == 1
    lines = [each for page in _placed(paper) for each in page]
    text = pypdf.PdfReader(io.BytesIO(paper.octets)).pages[0].extract_text()
    assert text.count("M" * 38) == 7 * form.places
    tops = sorted({round(y) for _, _, y in lines})
    assert len(tops) == 7 * {LabelFormat.SHEET_2X7: 7, LabelFormat.SHEET_3X8: 8}.get(form, 1)


def test_a_started_sheet_is_used_up(typesetter: Typesetter) -> None:
    """The first label stands at the place named, counted row by row, the next beside it."""
    for first, (x, row) in {1: (0, 0), 2: (1, 0), 3: (0, 1), 14: (1, 6)}.items():
        paper = labels([_LABEL], LabelFormat.SHEET_2X7, typesetter, made_at=_AT, first=first)
        assert isinstance(paper, Paper)
        _, left, foot = _placed(paper)[0][0]
        assert round(left * 25.4 / 72 - 10.65 - 101.6 * x) == 0
        middle = 297 - 15.15 - 38.1 * (row + 0.5)
        assert abs(foot * 25.4 / 72 - middle) < 12


@pytest.mark.parametrize("first", [0, 15, -1])
def test_a_place_that_the_sheet_has_not_is_refused(typesetter: Typesetter, first: int) -> None:
    """With how many there are."""
    with pytest.raises(UsageError, match="labels-place") as caught:
        labels([_LABEL], LabelFormat.SHEET_2X7, typesetter, made_at=_AT, first=first)
    assert caught.value.facts == {"most": 14}


def test_no_address_is_refused(typesetter: Typesetter) -> None:
    """An empty page is nobody's wish."""
    with pytest.raises(UsageError, match="labels-none"):
        labels([], LabelFormat.SHEET_2X7, typesetter, made_at=_AT)


def test_one_that_cannot_be_printed_stops_all_and_is_named(typesetter: Typesetter) -> None:
    """By its place in the order given, with its reasons."""
    bad = NotPrintable((Problem("town_missing"),), ("EXEMPLE",))
    found = labels([_LABEL, bad, _LABEL, bad], LabelFormat.SHEET_2X7, typesetter, made_at=_AT)
    assert found == NotPrinted(((1, bad), (3, bad)))


def test_what_no_font_has_stops_too(typesetter: Typesetter) -> None:
    """An address is never transliterated in silence: the line is named."""
    strange = Label(("ተስፋዬ", "1 A", "94120 DÉMO"))
    found = labels([_LABEL, strange], LabelFormat.SHEET_3X8, typesetter, made_at=_AT)
    assert isinstance(found, NotPrinted)
    ((number, refused),) = found.refused
    assert (number, refused.problems) == (1, (Problem("unprintable_characters", 1, 1, "ተስፋዬ"),))


def test_markup_stays_text(typesetter: Typesetter) -> None:
    """A name is not a command."""
    words = '#emph[x] *g* $x$ \\ [l] @r <b> "q"'
    paper = labels([Label((words, "94120 DÉMO"))], LabelFormat.ENVELOPE_DL, typesetter, made_at=_AT)
    assert isinstance(paper, Paper)
    assert words in pypdf.PdfReader(io.BytesIO(paper.octets)).pages[0].extract_text()


def test_labels_are_kept_and_read_like_any_paper(typesetter: Typesetter) -> None:
    """PDF/A-2a and PDF/UA-1, French, a title without a name; letters of Vietnamese in a font that has them."""
    paper = labels([Label(("NGUYỄN Ẫ", "94120 DÉMO"))], LabelFormat.WINDOW_DL, typesetter, made_at=_AT, demo=True)
    assert isinstance(paper, Paper)
    with pikepdf.open(io.BytesIO(paper.octets)) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == (
                "2",
                "A",
                "1",
            )
            assert metadata["dc:title"] == "Étiquettes d’adresses"
        assert str(pdf.Root.Lang) == "fr-FR"
        names = {
            str(each.FontName) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each
        }
    assert not any("DejaVu" in name for name in names)
