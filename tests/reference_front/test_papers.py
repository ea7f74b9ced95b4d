"""Attachments, opened with libraries that have nothing to do with their maker."""

from __future__ import annotations

import io
import random

import pytest
from PIL import Image
from pypdf import PdfReader

from backoffice_gui.reference_front.papers import MARK, pdf, png


@pytest.mark.parametrize("pages", [1, 3])
@pytest.mark.parametrize("padding", [0, 5000])
def test_a_pdf_opens_and_says_what_it_is(pages: int, padding: int) -> None:
    """Each page carries the mark and the title, accents, brackets and all; strict reading finds no fault."""
    octets = pdf(random.Random(1), "Acte (inventé) \\ n° 1", pages, padding)
    reader = PdfReader(io.BytesIO(octets), strict=True)
    assert len(reader.pages) == pages
    for page in reader.pages:
        text = page.extract_text()
        assert MARK in text
        assert "Acte (inventé) \\ n° 1" in text
    assert len(octets) > padding


@pytest.mark.parametrize("padding", [0, 5000])
def test_a_png_opens_and_shows_the_mark(padding: int) -> None:
    """It decodes whole, in two colours: ink on a pale ground, letters of some width."""
    octets = png(random.Random(1), padding)
    with Image.open(io.BytesIO(octets)) as picture:
        picture.load()
        assert picture.text["Comment"] == MARK  # type: ignore[attr-defined]
        colours = picture.convert("RGB").getcolors()
        assert picture.size[0] > 300
    assert colours is not None
    (ink_count, _ink), (ground_count, ground) = sorted(colours, key=lambda each: each[0])
    assert ink_count * 8 > ground_count > ink_count
    assert isinstance(ground, tuple)
    assert min(ground) >= 190
    assert len(octets) > padding


def test_the_same_dice_make_the_same_octets() -> None:
    """Both are the same for the same randomness."""
    assert pdf(random.Random(3), "x", 2, 100) == pdf(random.Random(3), "x", 2, 100)
    assert png(random.Random(3), 100) == png(random.Random(3), 100) != png(random.Random(4), 100)
