"""PDF, by PDFium: no script is run, no XFA is laid out, no address is followed.

What was typed into a form's fields is painted (PDFium does so in its form environment only), which is safe because the
library we ship has no engine for scripts; with one that had, forms would stay empty rather than run anything.
"""

from __future__ import annotations

import ctypes
import re

import pypdfium2 as pdfium
from pypdfium2 import raw

from backoffice_gui.documents.preview.readers import Pixels, fitting
from backoffice_gui.documents.preview.wire import TEXT_CHARACTERS, Opened
from backoffice_gui.domain.preview import PAGES_SHOWN, Flag, PageSize
from backoffice_gui.errors import PreviewRefused

__all__ = ["Pdf", "warm_up"]

_WHITE = (255, 255, 255, 255)
_LONGEST_SIDE = 1e6
_LOCKED = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
_CAN_RUN_SCRIPTS = bool({"V8", "XFA"} & set(pdfium.PDFIUM_INFO.flags))
_SCRIPT = re.compile(rb"/(?:JavaScript|JS)\b")
_XFA = (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)


class Pdf:
    """One PDF in memory.

    Raises `PreviewRefused("preview-encrypted")` where it wants a password, `pdfium.PdfiumError` where it is none.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            if error.err_code in _LOCKED:
                raise PreviewRefused("preview-encrypted") from error
            raise
        if not _CAN_RUN_SCRIPTS:
            self._document.init_forms()
        total = len(self._document)
        if total < 1:
            raise ValueError("no page")
        sizes = tuple(self._size(n) for n in range(min(total, PAGES_SHOWN)))
        self.opened = Opened(total, sizes, frozenset(self._flags(data)))

    def _size(self, number: int) -> PageSize:
        size = raw.FS_SIZEF()
        if not raw.FPDF_GetPageSizeByIndexF(self._document, number, ctypes.byref(size)):
            return PageSize(0, 0)
        return PageSize(_bounded(size.width), _bounded(size.height))

    def _flags(self, data: bytes) -> set[Flag]:
        """What can be seen from outside; a script inside a compressed object is not, and is not run either."""
        document = self._document
        seen = {
            Flag.ENCRYPTED: raw.FPDF_GetSecurityHandlerRevision(document) >= 0,
            Flag.HAS_JAVASCRIPT: raw.FPDFDoc_GetJavaScriptActionCount(document) > 0 or bool(_SCRIPT.search(data)),
            Flag.HAS_ATTACHMENTS: raw.FPDFDoc_GetAttachmentCount(document) > 0,
            Flag.HAS_DYNAMIC_FORM: raw.FPDF_GetFormType(document) in _XFA,
        }
        return {flag for flag, is_so in seen.items() if is_so}

    def page(self, number: int, zoom: float, turn: int) -> Pixels:
        """Paint a page on white, with its annotations and the fields of its form as they were filled."""
        page = self._document[number]
        try:
            width, height = page.get_size()
            scale = fitting(width, height, zoom)
            bitmap = page.render(
                scale=scale,
                rotation=turn,
                fill_color=_WHITE,
                force_bitmap_format=raw.FPDFBitmap_BGRA,
                rev_byteorder=True,
                limit_image_cache=True,
            )
        finally:
            page.close()
        return Pixels(bitmap.width, bitmap.height, memoryview(bitmap.buffer).cast("B"))

    def text(self, number: int) -> str:
        """The text of a page, as its own order has it."""
        page = self._document[number]
        try:
            words = page.get_textpage()
            try:
                return str(words.get_text_range(0, min(words.count_chars(), TEXT_CHARACTERS)))
            finally:
                words.close()
        finally:
            page.close()


def _bounded(side: float) -> float:
    return min(max(side, 0.0), _LONGEST_SIDE)


def warm_up() -> None:
    """Paint an empty page once, so that PDFium's tables stand before the doors are shut."""
    document = pdfium.PdfDocument.new()
    page = document.new_page(10, 10)
    page.render(may_draw_forms=False)
    page.get_textpage().close()
    page.close()
    document.close()
