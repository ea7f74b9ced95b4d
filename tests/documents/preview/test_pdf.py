"""PDFs as people send them; read in this process because a test's own are harmless."""

from __future__ import annotations

import pypdfium2
import pytest

from backoffice_gui.documents.preview.pdf import Pdf, warm_up
from backoffice_gui.documents.preview.wire import TEXT_CHARACTERS
from backoffice_gui.domain.preview import PAGES_SHOWN, SIDE, Flag, PageSize
from backoffice_gui.errors import PreviewRefused
from tests.documents.preview import hostile_pdf
from tests.documents.preview.samples import WORDS, locked_pdf, one_page, pdf, stream

_MADE = dict([*hostile_pdf.trees(), *hostile_pdf.boxes(), *hostile_pdf.active()])


def _pixel(document: Pdf, x: int, y: int, *, zoom: float = 1.0, turn: int = 0) -> tuple[int, ...]:
    painted = document.page(0, zoom, turn)
    at = (y * painted.width + x) * 4
    return tuple(painted.rgba[at : at + 4])


def test_a_page_is_painted_and_read() -> None:
    """White paper, its drawings in their colours, in the wished zoom; its words as text."""
    warm_up()
    document = Pdf(pdf())
    assert document.opened.pages == (PageSize(595, 842),) * 3
    assert document.opened.flags == frozenset()
    assert _pixel(document, 0, 0) == (255, 255, 255, 255)
    assert _pixel(document, 100, 842 - 100) == (255, 0, 0, 255)
    assert _pixel(document, 200, 2 * (842 - 100), zoom=2.0) == (255, 0, 0, 255)
    assert document.text(0) == f"{WORDS} 1"
    assert document.text(2) == f"{WORDS} 3"
    turned = document.page(0, 1.0, 90)
    assert (turned.width, turned.height) == (842, 595)
    assert _pixel(document, 100, 100, turn=90) == (255, 0, 0, 255)


def test_a_filled_form_is_seen_as_it_was_filled() -> None:
    """By the field's own appearance, or by its words where it has none; a blank one would be read as left blank."""
    look = stream(b"0 0 1 rg 0 0 50 20 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 50 20]")
    field = b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (EXEMPLE) /F 4 /Rect [100 100 150 120] /AP << /N 11 0 R >> /P 3 0 R >>"
    made = one_page(
        page=b"/MediaBox [0 0 200 200] /Annots [10 0 R]",
        catalogue=b"/AcroForm << /Fields [10 0 R] >>",
        more={10: field, 11: look},
    )
    assert _pixel(Pdf(made), 125, 90) == (0, 0, 255, 255)
    bare = field.replace(b"/AP << /N 11 0 R >>", b"/DA (/F 12 Tf 0 g)")
    form = b"/AcroForm << /Fields [10 0 R] /NeedAppearances true /DA (/F 12 Tf 0 g) /DR << /Font << /F 11 0 R >> >> >>"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    page = b"/MediaBox [0 0 200 200] /Annots [10 0 R]"
    painted = Pdf(one_page(page=page, catalogue=form, more={10: bare, 11: font})).page(0, 1.0, 0)
    assert min(painted.rgba) < 64


@pytest.mark.expected_logs("pypdfium2._helpers.document")
def test_what_it_carries_is_told() -> None:
    """Scripts, files inside, dynamic forms, a lock that is open."""
    for name, flag in {
        "script-open.pdf": Flag.HAS_JAVASCRIPT,
        "script-names.pdf": Flag.HAS_JAVASCRIPT,
        "script-page.pdf": Flag.HAS_JAVASCRIPT,
        "embedded.pdf": Flag.HAS_ATTACHMENTS,
        "xfa.pdf": Flag.HAS_DYNAMIC_FORM,
        "locked-open.pdf": Flag.ENCRYPTED,
    }.items():
        assert Pdf(_MADE[name]).opened.flags == {flag}, name


@pytest.mark.parametrize("revision", [2, 3, 4, 6])
def test_what_wants_a_password_is_told_apart(revision: int) -> None:
    """From what is damaged, for every handler of the standard."""
    with pytest.raises(PreviewRefused, match="preview-encrypted"):
        Pdf(locked_pdf("EXEMPLE", revision=revision))
    with pytest.raises(pypdfium2.PdfiumError):
        Pdf(b"%PDF-1.7\nEXEMPLE")


def test_a_thousand_pages_are_counted_and_five_hundred_shown() -> None:
    """Twenty thousand, to be exact."""
    opened = Pdf(_MADE["pages-20000.pdf"]).opened
    assert (opened.total, len(opened.pages)) == (20_000, PAGES_SHOWN)


@pytest.mark.parametrize("box", ["huge", "thin", "integers"])
def test_a_page_of_any_size_fits(box: str) -> None:
    """No side is longer than it may be, none is nothing."""
    painted = Pdf(_MADE[f"box-{box}.pdf"]).page(0, 5.0, 0)
    assert 1 <= min(painted.width, painted.height) <= max(painted.width, painted.height) <= SIDE


def test_a_text_without_end_is_cut() -> None:
    """To the characters of one page."""
    font = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    words = b"BT /F 1 Tf (" + b"x" * (TEXT_CHARACTERS + 500) + b") Tj ET"
    assert 0 < len(Pdf(one_page(words, font)).text(0)) <= TEXT_CHARACTERS
