"""PNG, JPEG, TIFF, WebP and GIF, by Pillow: pixels only; what a camera wrote beside them is read for its turn alone."""

from __future__ import annotations

import io
import math
import struct

from PIL import GifImagePlugin, Image, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

from backoffice_gui.documents.preview.readers import Pixels, fitting
from backoffice_gui.documents.preview.wire import Opened
from backoffice_gui.domain.preview import PAGES_SHOWN, SIDE, Flag, Kind, PageSize

__all__ = ["Pictures", "warm_up"]

PIXELS = 120_000_000
"""Pixels of one image; how much of that fits is said by the process's memory."""
_FORMATS = {
    Kind.PNG: (PngImagePlugin.PngImageFile.format,),
    Kind.JPEG: (JpegImagePlugin.JpegImageFile.format,),
    Kind.TIFF: (TiffImagePlugin.TiffImageFile.format,),
    Kind.WEBP: (WebPImagePlugin.WebPImageFile.format,),
    Kind.GIF: (GifImagePlugin.GifImageFile.format,),
}
"""A JPEG with a second picture behind it (phones) becomes another class of Pillow's; its first is shown."""
_MOVING = (Kind.GIF, Kind.PNG, Kind.WEBP)
_TURN_TAG = 0x0112
_UPRIGHT = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_270,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_90,),
}
_BAD_EXIF = (OSError, ValueError, SyntaxError, LookupError, TypeError, struct.error)
_SIDEWAYS = range(5, 9)
_CLOCKWISE = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


class Pictures:
    """One image file in memory: the pages of a TIFF, or the one picture of the others.

    Raises what Pillow raises: `OSError`, `ValueError`, `SyntaxError`, `Image.DecompressionBombError` …
    """

    def __init__(self, data: bytes, kind: Kind) -> None:
        self._data = data
        self._kind = kind
        self._file = Image.open(io.BytesIO(data), formats=_FORMATS[kind])
        sizes = tuple(self._sizes())
        moves = kind in _MOVING and bool(getattr(self._file, "is_animated", False))
        flags = {Flag.MORE_FRAMES} if moves else set()
        self.opened = Opened(len(sizes), sizes[:PAGES_SHOWN], frozenset(flags))

    def _sizes(self) -> list[PageSize]:
        """Sizes as they are looked at, upright; pages of a TIFF are counted to one more than is shown."""
        sizes = [self._size()]
        while self._kind is Kind.TIFF and len(sizes) <= PAGES_SHOWN:
            try:
                self._file.seek(len(sizes))
            except EOFError:
                break
            sizes.append(self._size())
        return sizes

    def _size(self) -> PageSize:
        width, height = self._file.size
        if width * height > PIXELS:
            raise Image.DecompressionBombError("too many pixels")
        return PageSize(height, width) if self._turned() in _SIDEWAYS else PageSize(width, height)

    def _turned(self) -> int:
        """How the camera was held (Exif 2.32, 4.6.4); a TIFF is turned by its decoder.

        Asked of a PNG that has none, Pillow decodes the whole of it to be sure.
        """
        if self._kind is Kind.TIFF or (self._kind is Kind.PNG and "exif" not in self._file.info):
            return 1
        try:
            turned = self._file.getexif().get(_TURN_TAG)
        except _BAD_EXIF:
            return 1
        return turned if isinstance(turned, int) else 1

    def page(self, number: int, zoom: float, turn: int) -> Pixels:
        """Paint a picture upright on white; a JPEG is decoded no larger than it is wanted, where that is possible."""
        if number != self._file.tell():
            self._file.seek(number)
        turned = self._turned()
        width, height = self._file.size
        scale = fitting(width, height, zoom)
        wanted = (_pixels(width * scale), _pixels(height * scale))
        picture = self._reduced(wanted) if self._kind is Kind.JPEG and scale < 1 else self._file
        picture.load()
        picture = _opaque(_resized(picture, wanted))
        for step in _UPRIGHT.get(turned, ()):
            picture = picture.transpose(step)
        if turn:
            picture = picture.transpose(_CLOCKWISE[turn])
        return Pixels(*picture.size, picture.tobytes())

    def _reduced(self, wanted: tuple[int, int]) -> Image.Image:
        """The JPEG read anew, in the smallest of its own sizes that is not smaller than what is wanted."""
        again = Image.open(io.BytesIO(self._data), formats=_FORMATS[Kind.JPEG])
        again.draft("RGB", wanted)
        return again

    def text(self, number: int) -> str:
        """Nothing: pixels have no text."""
        return ""


def _pixels(side: float) -> int:
    return max(1, min(SIDE, math.ceil(side)))


def _resized(picture: Image.Image, wanted: tuple[int, int]) -> Image.Image:
    """The picture in the wanted size, in 8 bits a channel, with or without transparency."""
    eight = _eight_bits(picture)
    if eight.size == wanted:
        return eight
    grows = wanted[0] > eight.width
    method = Image.Resampling.BICUBIC if grows else Image.Resampling.LANCZOS
    return eight.resize(wanted, method, reducing_gap=2.0)


def _eight_bits(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16"):
        picture = picture.convert("I")
    if picture.mode == "I":
        return picture.point(lambda value: value * (1 / 257)).convert("L")
    if picture.mode in ("P", "PA") and "transparency" in picture.info:
        return picture.convert("RGBA")
    if picture.mode in ("L", "RGB", "RGBA"):
        return picture
    return picture.convert(
        "RGBA" if picture.mode in ("LA", "La", "PA", "RGBa") else "L" if picture.mode == "1" else "RGB"
    )


def _opaque(picture: Image.Image) -> Image.Image:
    """On white, because what is transparent would be black on a dark desk."""
    if picture.mode != "RGBA":
        return picture.convert("RGBA")
    sheet = Image.new("RGBA", picture.size, "white")
    sheet.alpha_composite(picture)
    return sheet


def warm_up() -> None:
    """Write and read a small picture of each kind, so that every codec is loaded before the doors are shut."""
    Image.MAX_IMAGE_PIXELS = PIXELS
    Image.preinit()
    small = Image.new("RGB", (2, 2), "white")
    for kind in _FORMATS:
        there = io.BytesIO()
        small.save(there, MpoImagePlugin.MpoImageFile.format if kind is Kind.JPEG else kind.name)
        Pictures(there.getvalue(), kind).page(0, 1.0, 90)
