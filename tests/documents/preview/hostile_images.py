"""Images made to hurt whoever opens them: bombs, loops of pages, sizes that are lies."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from random import Random

from PIL import Image

from tests.documents.preview.samples import drawn, gif, image, tiff, zeros

Made = tuple[str, bytes]


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, pixels: bytes, *more: bytes, depth: int = 8, colour: int = 0) -> bytes:
    """A PNG of these deflated pixels, whatever they are."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def pngs() -> Iterator[Made]:
    """Bombs in every place where a PNG may be deflated."""
    yield "bomb-100-megapixels.png", png(10_000, 10_000, zeros(10_001 * 10_000))
    yield "bomb-1-bit.png", png(30_000, 30_000, zeros(30_000 * 3751), depth=1)
    yield "bomb-16-bit-rgba.png", png(9_000, 9_000, zeros(300 * 2**20), depth=16, colour=6)
    yield "size-million.png", png(1_000_000, 1_000_000, zeros(1000))
    yield "size-greatest.png", png(2**31 - 1, 2**31 - 1, zeros(1000))
    yield "size-zero.png", png(0, 0, zeros(10))
    yield "size-thin.png", png(1, 1_000_000, zeros(2_000_000))
    yield "size-flat.png", png(1_000_000, 1, zeros(1_000_001))
    yield "text-bomb.png", png(1, 1, zeros(2), chunk(b"zTXt", b"EXEMPLE\0\0" + zeros(300 * 2**20)))
    yield "profile-bomb.png", png(1, 1, zeros(2), chunk(b"iCCP", b"EXEMPLE\0\0" + zeros(300 * 2**20)))
    yield "texts-many.png", png(1, 1, zeros(2), chunk(b"tEXt", b"a\0" + b"b" * 1000) * 2000)
    yield "palette-missing.png", png(50, 50, zeros(2550), colour=3)
    yield "exif-junk.png", png(9, 9, zeros(90), chunk(b"eXIf", b"II*\0\xff\xff\xff\xff" * 20))
    control = chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0))
    yield "frames-lie.png", png(9, 9, zeros(90), control)


def gifs(dice: Random) -> Iterator[Made]:
    """Screens and frames larger than any."""
    screen = b"GIF89a\xff\xff\xff\xff\xf0\0\0" + bytes(6)
    yield "screen-65535.gif", screen + b",\0\0\0\0\xff\xff\xff\xff\0\x08" + b"\xff" + dice.randbytes(255) + b"\0;"
    yield "screen-only.gif", screen + b";"
    yield (
        "frames-5000.gif",
        b"GIF89a\x09\0\x09\0\xf0\0\0" + bytes(6) + b",\0\0\0\0\x09\0\x09\0\0\x02\x03\x84\x51\0\0" * 5000 + b";",
    )
    yield "no-end.gif", gif()[:-1] + b"!\xff\x0bEXEMPLE1.00" * 1000
    yield (
        "code-size.gif",
        b"GIF89a\x09\0\x09\0\x80\0\0" + bytes(6) + b",\0\0\0\0\x09\0\x09\0\0\xff" + dice.randbytes(400),
    )


def entries(*given: tuple[int, int, int, int], following: int = 0) -> bytes:
    """A directory of a TIFF: tag, type, count, value."""
    body = b"".join(struct.pack("<HHII", *entry) for entry in sorted(given))
    return struct.pack("<H", len(given)) + body + struct.pack("<I", following)


def _plain_page(
    width: int, height: int, offset: int, octets: int, compression: int = 1
) -> tuple[tuple[int, int, int, int], ...]:
    return (
        *((256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, compression), (262, 3, 1, 1)),
        *((273, 4, 1, offset), (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, octets)),
    )


def tiffs(dice: Random) -> Iterator[Made]:
    """Directories that lead back, counts and offsets that lie, bombs in each compression."""
    head = b"II*\0\x08\0\0\0"
    yield "loop-itself.tif", head + entries(*_plain_page(9, 9, 8, 81), following=8) + bytes(200)
    first = entries(*_plain_page(9, 9, 8, 81), following=8 + 118)
    yield "loop-two.tif", head + first.ljust(118, b"\0") + entries(*_plain_page(9, 9, 8, 81), following=8) + bytes(200)
    size = len(entries(*_plain_page(9, 9, 8, 81)))
    many = b"".join(entries(*_plain_page(9, 9, 8, 81), following=8 + size * (n + 1)) for n in range(20_000))
    yield "pages-20000.tif", head + many + bytes(200)
    yield "pages-600.tif", head + many[: size * 600] + bytes(200)
    yield "size-greatest.tif", head + entries(*_plain_page(2**31 - 1, 2**31 - 1, 8, 81)) + bytes(200)
    yield "size-100-megapixels.tif", head + entries(*_plain_page(11_000, 10_000, 8, 110_000_000)) + bytes(200)
    yield "offset-beyond.tif", head + entries(*_plain_page(9, 9, 2**32 - 1, 81))
    yield "directory-beyond.tif", b"II*\0\xff\xff\xff\xff"
    yield "count-greatest.tif", head + entries(*_plain_page(9, 9, 8, 81), (270, 2, 2**32 - 1, 8)) + bytes(200)
    yield (
        "strips-greatest.tif",
        head + entries(*_plain_page(9, 9, 8, 81)[:5], (273, 4, 2**30, 8), (279, 4, 2**30, 8)) + bytes(200),
    )
    yield "tags-65535.tif", head + b"\xff\xff" + dice.randbytes(65535 * 12)
    body = zeros(9_000 * 9_000)
    yield "deflate-bomb.tif", head + entries(*_plain_page(9_000, 9_000, 8 + size, len(body), 8)) + body
    yield "fax.tif", head + entries(*_plain_page(60_000, 60_000, 8 + size, 500, 4)) + dice.randbytes(500)
    yield "jpeg-inside.tif", head + entries(*_plain_page(500, 500, 8 + size, 500, 7)) + dice.randbytes(500)
    yield "lzw-junk.tif", head + entries(*_plain_page(5000, 5000, 8 + size, 5000, 5)) + dice.randbytes(5000)
    yield "big.tif", b"II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0" + b"\xff" * 8 + dice.randbytes(300)
    yield "turned-9.tif", image("TIFF", tiffinfo={274: 9})


def jpegs(dice: Random) -> Iterator[Made]:
    """Frames larger than their data, scans without end, metadata that lies."""
    sound = image("JPEG", quality=80)
    frame = sound.index(b"\xff\xc0") + 5
    yield "size-65500.jpg", sound[:frame] + struct.pack(">HH", 65500, 65500) + sound[frame + 4 :]
    yield "size-12000.jpg", sound[:frame] + struct.pack(">HH", 9000, 12000) + sound[frame + 4 :]
    yield "size-zero.jpg", sound[:frame] + bytes(4) + sound[frame + 4 :]
    progressive = image("JPEG", progressive=True)
    start = progressive.index(b"\xff\xda")
    frame = progressive.index(b"\xff\xc2") + 5
    large = progressive[:frame] + struct.pack(">HH", 8000, 8000) + progressive[frame + 4 : start]
    yield "scans-2000.jpg", large + progressive[start:-2] * 2000 + b"\xff\xd9"
    exif = b"Exif\0\0" + b"II*\0\x08\0\0\0" + entries((0x0112, 3, 2**31, 6), (0x8769, 4, 1, 8), following=8)
    yield "exif-loop.jpg", sound[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + sound[2:]
    for turn in (0, 8, 99):
        data = Image.Exif()
        data[0x0112] = turn
        yield f"turn-{turn}.jpg", image("JPEG", exif=data)
    yield "comments.jpg", sound[:2] + (b"\xff\xfe\xff\xff" + bytes(65533)) * 300 + sound[2:]
    mpo = b"MPF\0II*\0\x08\0\0\0" + dice.randbytes(80)
    yield "second-picture.jpg", sound[:2] + b"\xff\xe2" + struct.pack(">H", len(mpo) + 2) + mpo + sound[2:]
    yield "lossless.jpg", sound.replace(b"\xff\xc0", b"\xff\xc3", 1)
    yield "arithmetic.jpg", sound.replace(b"\xff\xc0", b"\xff\xc9", 1)
    yield "cmyk.jpg", image("JPEG", drawn(mode="CMYK"))


def webps(dice: Random) -> Iterator[Made]:
    """The largest canvas, frames that are not there, sizes of chunks that lie."""
    yield "largest.webp", bytes.fromhex("524946461a000000574542505650384c0e0000002ffebfff0f071011fd0f4444ff03")
    canvas = b"VP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + b"\xff" * 6
    yield "canvas-16777216.webp", b"RIFF" + struct.pack("<I", 300) + b"WEBP" + canvas + dice.randbytes(280)
    sound = image("WEBP")
    yield "riff-lies.webp", sound[:4] + b"\xff\xff\xff\xff" + sound[8:]
    yield "chunk-lies.webp", sound[:16] + b"\xff\xff\xff\x7f" + sound[20:]
    moving = image(
        "WEBP", drawn(64, 64), save_all=True, append_images=[Image.new("RGB", (64, 64), (n, 0, 0)) for n in range(200)]
    )
    yield "frames-201.webp", moving
    yield "frames-cut.webp", moving[: len(moving) // 3]


def sound_but_odd() -> Iterator[Made]:
    """Modes that people's scanners and phones do write."""
    for mode in ("1", "L", "LA", "P", "RGBA", "I;16"):
        picture = drawn(mode="L").convert("I").convert("I;16") if mode == "I;16" else drawn(mode=mode)
        yield f"mode-{mode.replace(';', '-')}.png", image("PNG", picture)
    yield "float.tif", image("TIFF", drawn(mode="L").convert("F"))
    yield "lab.tif", image("TIFF", drawn(mode="LAB"))
    yield "fax-scan.tif", image("TIFF", drawn(mode="1"), compression="group4")
    yield "named-pages.tif", tiff(9)
