"""From a document's octets to the pixels of its first page, behind the walls, beside PDFium in one's own process."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from backoffice_gui.documents.preview import Preview
from benchmarks.figures import Figure, median

__all__ = ["measure"]

_ZOOM = 1.5
"""A page of A4 on a screen: 893 × 1263 pixels."""
_LINES = 60


def _letter() -> bytes:
    """One invented page of A4, full of words: what most attachments are."""
    made = pypdfium2.PdfDocument.new()
    page = made.new_page(595, 842)
    font = raw.FPDFText_LoadStandardFont(made, b"Helvetica")
    for line in range(_LINES):
        words = raw.FPDFPageObj_CreateTextObj(made, font, 10.0)
        text = (f"EXEMPLE {line} : " + "une ligne de texte inventée pour la mesure " * 2).encode("utf-16-le") + b"\0\0"
        raw.FPDFText_SetText(words, raw.cast(text, raw.FPDF_WIDESTRING))
        raw.FPDFPageObj_Transform(words, 1, 0, 0, 1, 40, 800 - line * 13)
        raw.FPDFPage_InsertObject(page, words)
    page.gen_content()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _here(octets: bytes) -> float:
    begun = time.perf_counter()
    document = pypdfium2.PdfDocument(octets)
    document[0].render(scale=_ZOOM, force_bitmap_format=raw.FPDFBitmap_BGRA, rev_byteorder=True)
    document.close()
    return time.perf_counter() - begun


def _walled_in(preview: Preview, octets: bytes) -> float:
    begun = time.perf_counter()
    with preview.open([octets], name="exemple.pdf") as session:
        session.page(0, _ZOOM)
        return time.perf_counter() - begun


def _warm(preview: Preview) -> None:
    """Until the process that waits has said that it is ready."""
    preview.warm()
    preview.protections()


def measure(rounds: int = 40) -> Iterator[Figure]:
    """Medians of interleaved openings, and the slowest of those that found a warm process."""
    octets = _letter()
    warm: list[float] = []
    cold: list[float] = []
    here: list[float] = []
    preview = Preview()
    for n in range(rounds + 1):
        _warm(preview)
        fresh = Preview()
        taken = (_walled_in(preview, octets), _walled_in(fresh, octets), _here(octets))
        fresh.close()
        if n:
            for kept, seconds in zip((warm, cold, here), taken, strict=True):
                kept.append(seconds)
    preview.close()
    said = f"PDFium in one's own process ({median(here) * 1000:.0f} ms)"
    yield Figure(
        "preview_first_page", median(warm) * 1000, "ms", f"its octets, a warm process; {said}", 300, 100, at_most=True
    )
    yield Figure("preview_first_page_slowest", max(warm) * 1000, "ms", f"the slowest of {rounds}", 300, at_most=True)
    yield Figure("preview_first_page_cold", median(cold) * 1000, "ms", "the same where no process waits")
    yield Figure("preview_walls_cost", median(warm) / median(here), "×", said)
