"""Attachments that really open: a PDF and a PNG written by hand, each marked DÉMO · DONNÉES FICTIVES.

Padding stands where readers skip it (an unused stream, a private chunk), so that an attachment can
have the size of a scan without the scan.
"""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterator

__all__ = ["MARK", "pdf", "png"]

MARK = "DÉMO · DONNÉES FICTIVES"

_GLYPHS = {
    "C": "01110 10001 10000 10000 10000 10001 01110",
    "D": "11110 10001 10001 10001 10001 10001 11110",
    "E": "11111 10000 10000 11110 10000 10000 11111",
    "É": "00110 11111 10000 11110 10000 10000 11111",
    "F": "11111 10000 10000 11110 10000 10000 10000",
    "I": "01110 00100 00100 00100 00100 00100 01110",
    "M": "10001 11011 10101 10101 10001 10001 10001",
    "N": "10001 11001 10101 10101 10011 10001 10001",
    "O": "01110 10001 10001 10001 10001 10001 01110",
    "S": "01111 10000 10000 01110 00001 00001 11110",
    "T": "11111 00100 00100 00100 00100 00100 00100",
    "V": "10001 10001 10001 10001 10001 01010 00100",
    " ": "00000 00000 00000 00000 00000 00000 00000",
}
_LINES = ("DÉMO", "DONNÉES", "FICTIVES")
_SCALE = 8
_INK = (20, 20, 60)


def _text(line: str) -> bytes:
    """A PDF string of WinAnsi octets."""
    octets = line.encode("cp1252", "replace")
    return b"(" + octets.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def _page(title: str, number: int, pages: int) -> bytes:
    lines = [
        b"q 1 0.95 0.6 rg 0 780 595 62 re f Q",
        b"BT /F1 22 Tf 56 802 Td " + _text(MARK) + b" Tj ET",
        b"BT /F1 16 Tf 56 720 Td " + _text(title) + b" Tj ET",
        b"BT /F1 11 Tf 56 690 Td " + _text("Document inventé. Aucune personne réelle n’est concernée.") + b" Tj ET",
        b"BT /F1 9 Tf 56 40 Td " + _text(f"Page {number} sur {pages}") + b" Tj ET",
        b"0.6 w 56 670 m 539 670 l S",
    ]
    return b"\n".join(lines)


def _objects(title: str, pages: int, padding: bytes) -> Iterator[bytes]:
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(pages))
    yield b"<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) >>"
    yield b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages
    yield b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    for n in range(pages):
        yield (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            b" /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (5 + 2 * n)
        )
        yield _stream(zlib.compress(_page(title, n + 1, pages)), b" /Filter /FlateDecode")
    yield _stream(padding, b"")


def _stream(octets: bytes, extra: bytes) -> bytes:
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(octets), extra, octets)


def pdf(rng: random.Random, title: str, pages: int = 1, padding: int = 0) -> bytes:
    """A PDF 1.4 of A4 pages that say what they are; `padding` more octets in a stream nothing refers to."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets: list[int] = []
    for number, body in enumerate(_objects(title, pages, rng.randbytes(padding)), start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, table)
    return bytes(out)


def _dots() -> list[str]:
    """The mark as rows of 0 and 1, one more column between letters and two more rows between lines."""
    width = max(map(len, _LINES)) * 6 + 2
    rows = ["0" * width] * 2
    for line in _LINES:
        glyphs = [_GLYPHS[letter].split() for letter in line]
        rows += [("0" + "0".join(glyph[y] for glyph in glyphs)).ljust(width, "0") for y in range(7)]
        rows += ["0" * width] * 2
    return rows


def _chunk(name: bytes, octets: bytes) -> bytes:
    return struct.pack(">I", len(octets)) + name + octets + struct.pack(">I", zlib.crc32(name + octets))


def png(rng: random.Random, padding: int = 0) -> bytes:
    """A picture of the mark on a pale ground of some colour; `padding` more octets in a private chunk."""
    ground = bytes(rng.randint(190, 255) for _ in range(3))
    pixels = {"0": ground * _SCALE, "1": bytes(_INK) * _SCALE}
    rows = _dots()
    scanlines = b"".join((b"\0" + b"".join(pixels[dot] for dot in row)) * _SCALE for row in rows)
    head = struct.pack(">IIBBBBB", len(rows[0]) * _SCALE, len(rows) * _SCALE, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", head),
            _chunk(b"tEXt", b"Comment\0" + MARK.encode("latin-1")),
            _chunk(b"deMo", rng.randbytes(padding)) if padding else b"",
            _chunk(b"IDAT", zlib.compress(scanlines, 6)),
            _chunk(b"IEND", b""),
        )
    )
