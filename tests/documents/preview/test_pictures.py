"""Images as people send them: upright, opaque, in eight bits; read in this process because a test's own are harmless."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image

from backoffice_gui.documents.preview.pictures import PIXELS, Pictures, warm_up
from backoffice_gui.documents.preview.readers import Pixels
from backoffice_gui.domain.preview import PAGES_SHOWN, SIDE, Flag, Kind, PageSize
from tests.documents.preview.hostile_images import png
from tests.documents.preview.samples import drawn, gif, image, tiff, zeros

_RED, _LIME, _BLUE, _WHITE = (255, 0, 0, 255), (0, 255, 0, 255), (0, 0, 255, 255), (255, 255, 255, 255)
_UPRIGHT = [_RED, _LIME, _BLUE, _WHITE]
_KINDS = [Kind.PNG, Kind.JPEG, Kind.TIFF, Kind.WEBP, Kind.GIF]


def quarters(painted: Pixels) -> list[tuple[int, ...]]:
    """The colours in the middle of the four quarters: top left, top right, bottom left, bottom right."""
    assert len(painted.rgba) == painted.width * painted.height * 4
    places = [(x, y) for y in (1, 3) for x in (1, 3)]
    at = [(painted.height * y // 4 * painted.width + painted.width * x // 4) * 4 for x, y in places]
    return [tuple(255 if value > 127 else 0 for value in bytes(painted.rgba[n : n + 4])) for n in at]


@pytest.mark.parametrize("kind", _KINDS)
def test_each_kind_is_painted_as_it_is(kind: Kind) -> None:
    """In its own size, zoomed, and turned clockwise."""
    warm_up()
    options: dict[str, Any] = {"lossless": True} if kind is Kind.WEBP else {}
    opened = Pictures(image(kind.name, **options), kind)
    assert opened.opened.pages == (PageSize(160, 120),)
    assert quarters(opened.page(0, 1.0, 0)) == _UPRIGHT
    for zoom in (0.25, 0.5, 3.0):
        painted = opened.page(0, zoom, 0)
        assert (painted.width, painted.height) == (160 * zoom, 120 * zoom)
        assert quarters(painted) == _UPRIGHT
    turned = opened.page(0, 1.0, 90)
    assert (turned.width, turned.height) == (120, 160)
    assert quarters(turned) == [_BLUE, _RED, _WHITE, _LIME]
    assert quarters(opened.page(0, 1.0, 180)) == [_WHITE, _BLUE, _LIME, _RED]
    assert quarters(opened.page(0, 1.0, 270)) == [_LIME, _WHITE, _RED, _BLUE]
    assert opened.text(0) == ""


@pytest.mark.parametrize("kind", [Kind.JPEG, Kind.PNG, Kind.WEBP, Kind.TIFF])
@pytest.mark.parametrize("turn", range(1, 9))
def test_a_camera_held_otherwise_is_upright(kind: Kind, turn: int) -> None:
    """All eight ways of Exif, in the size that is seen."""
    stored = drawn()
    for step in {
        1: (),
        2: (Image.Transpose.FLIP_LEFT_RIGHT,),
        3: (Image.Transpose.ROTATE_180,),
        4: (Image.Transpose.FLIP_TOP_BOTTOM,),
        5: (Image.Transpose.TRANSPOSE,),
        6: (Image.Transpose.ROTATE_90,),
        7: (Image.Transpose.TRANSVERSE,),
        8: (Image.Transpose.ROTATE_270,),
    }[turn]:
        stored = stored.transpose(step)
    data = Image.Exif()
    data[0x0112] = turn
    options: dict[str, Any] = {"lossless": True} if kind is Kind.WEBP else {}
    written = (
        image("TIFF", stored, tiffinfo={0x0112: turn})
        if kind is Kind.TIFF
        else image(kind.name, stored, exif=data, **options)
    )
    opened = Pictures(written, kind)
    assert opened.opened.pages == (PageSize(160, 120),)
    for zoom in (0.5, 1.0):
        painted = opened.page(0, zoom, 0)
        assert (painted.width, painted.height) == (160 * zoom, 120 * zoom)
        assert quarters(painted) == _UPRIGHT


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK", "F"])
def test_every_depth_becomes_eight_bits(mode: str) -> None:
    """Scanners' and faxes' modes: what was light is light, what was dark is dark."""
    deep = mode == "I;16"
    grey = Image.new("I;16" if deep else "L", (8, 8), 65535 if deep else 255)
    grey.paste(0, (0, 0, 4, 8))
    stored = grey if deep else grey.convert(mode)
    painted = Pictures(image("TIFF", stored), Kind.TIFF).page(0, 1.0, 0)
    assert quarters(painted) == [(0, 0, 0, 255), _WHITE, (0, 0, 0, 255), _WHITE]


def test_what_is_transparent_is_white() -> None:
    """Not black on a dark desk, in a palette neither."""
    clear = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    for stored in (clear, Image.new("LA", (8, 8), (0, 0))):
        assert set(quarters(Pictures(image("PNG", stored), Kind.PNG).page(0, 1.0, 0))) == {_WHITE}
    palette = Image.new("P", (8, 8), 0)
    assert set(quarters(Pictures(image("GIF", palette, transparency=0), Kind.GIF).page(0, 1.0, 0))) == {_WHITE}


def test_a_scan_has_its_pages_in_any_order() -> None:
    """Each with its own size; more than is shown are counted to one more."""
    opened = Pictures(tiff(3), Kind.TIFF)
    assert opened.opened.pages == (PageSize(160, 120), PageSize(81, 100), PageSize(82, 100))
    assert [opened.page(n, 1.0, 0).width for n in (2, 0, 1, 0)] == [82, 160, 81, 160]
    small = Image.new("1", (1, 1))
    many = Pictures(image("TIFF", small, save_all=True, append_images=[small] * (PAGES_SHOWN + 5)), Kind.TIFF)
    assert (many.opened.total, len(many.opened.pages)) == (PAGES_SHOWN + 1, PAGES_SHOWN)


def test_of_an_animation_the_first_frame_is_shown() -> None:
    """And that there are more is told; two pictures in a phone's file are no animation."""
    opened = Pictures(gif(), Kind.GIF).opened
    assert (opened.total, opened.flags) == (1, frozenset({Flag.MORE_FRAMES}))
    two = image("MPO", save_all=True, append_images=[drawn(40, 30)])
    pictures = Pictures(two, Kind.JPEG)
    assert (pictures.opened.total, pictures.opened.flags) == (1, frozenset())
    assert quarters(pictures.page(0, 0.5, 0)) == _UPRIGHT


def test_a_large_photograph_fits() -> None:
    """Within the longest side, and a zoom that would exceed it is lessened."""
    wide = Pictures(image("JPEG", Image.new("RGB", (9000, 900))), Kind.JPEG)
    painted = wide.page(0, 1.0, 90)
    assert (painted.width, painted.height) == (410, SIDE)


def test_too_many_pixels_are_refused_before_they_are_made() -> None:
    """By their number in the head alone."""
    warm_up()
    for width in (PIXELS + 1, 2 * PIXELS + 1):
        with pytest.raises((Image.DecompressionBombError, Image.DecompressionBombWarning)):
            Pictures(png(width, 1, zeros(100)), Kind.PNG)
