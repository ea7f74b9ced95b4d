"""Files that are something else, or cut, or changed by chance: polyglots, foreign formats, texts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from random import Random

from tests.documents.preview.samples import image, pdf, sound, tiff

Made = tuple[str, bytes]


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), b"EXEMPLE " * 50)
    return out.getvalue()


def polyglots() -> Iterator[Made]:
    """Two formats at once: the first octets decide, whatever else is in there."""
    gif, png, jpeg, webp = image("GIF"), image("PNG"), image("JPEG"), image("WEBP")
    yield "gif-then-pdf.pdf", b"GIF89a" + pdf()
    yield "gif-and-pdf.gif", gif + pdf()
    yield "png-then-zip.png", png + _zip("a.exe")
    yield "jpeg-then-html.jpg", jpeg + b"<html><script>alert(1)</script></html>"
    yield "pdf-then-zip.pdf", pdf() + _zip("a.exe")
    yield "zip-then-pdf.pdf", _zip("a.txt") + pdf()
    yield "html-then-pdf.pdf", b"<html><!--" + pdf() + b"-->"
    yield "script-gif.gif", b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)"
    yield "program-then-pdf.pdf", b"MZ" + bytes(60) + pdf()
    yield "words-then-pdf.pdf", b"EXEMPLE\n" + pdf()
    yield "blanks-then-pdf.pdf", b"\xef\xbb\xbf\r\n\r\n" + pdf()
    yield "junk-then-pdf.pdf", b"\x01" * 500 + pdf()
    yield "two-pdfs.pdf", pdf() + pdf(2)
    yield "tiff-and-pdf.tif", tiff() + pdf()
    yield "webp-and-pdf.webp", webp + pdf()
    yield "pdf-in-jpeg.jpg", jpeg[:2] + b"\xff\xfe\x40\x00" + pdf()[:0x3FFE] + jpeg[2:]
    yield "sound.webp", b"RIFF\x24\0\0\0WAVEfmt " + bytes(40)
    yield "photoshop.jpg", b"8BPS\0\x01" + bytes(100)


def foreign() -> Iterator[Made]:
    """What there is no preview of, under every name."""
    kinds = {
        "exemple.docx": _zip("[Content_Types].xml", "word/document.xml"),
        "exemple.odt": _zip("mimetype", "content.xml"),
        "archive.zip": _zip("a", "b"),
        "exemple.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "page.html": b"<!DOCTYPE html><p>EXEMPLE</p>",
        "page.txt": b"\n\n  <html><p>EXEMPLE</p>",
        "dessin.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "donnees.xml": b"\xef\xbb\xbf<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "exemple.rtf": b"{\\rtf1 EXEMPLE}",
        "exemple.ps": b"%!PS-Adobe-3.0\n(EXEMPLE) show",
        "exemple.exe": b"MZ\x90\0" + bytes(600),
        "exemple.sh": b"#!/bin/sh\necho EXEMPLE",
        "photo.heic": b"\0\0\0\x18ftypheic" + bytes(300),
        "photo.avif": b"\0\0\0\x18ftypavif" + bytes(300),
        "photo.bmp": b"BM" + bytes(300),
        "icone.ico": b"\0\0\x01\0\x01\0" + bytes(300),
        "film.mp4": b"\0\0\0\x18ftypmp42" + bytes(300),
        "archive.gz": b"\x1f\x8b\x08\0" + bytes(300),
        "archive.7z": b"7z\xbc\xaf\x27\x1c" + bytes(300),
        "programme.elf": b"\x7fELF" + bytes(300),
        "vide.pdf": b"",
        "vide.jpg": b"",
        "vide.txt": b"",
        "nul.pdf": bytes(5000),
    }
    yield from kinds.items()


def misnamed() -> Iterator[Made]:
    """A sound document under another's name."""
    given = sound()
    names = list(given)
    for n, name in enumerate(names):
        extension = names[(n + 3) % len(names)].rpartition(".")[2]
        yield f"mal-nomme-{n}.{extension}", given[name]
    yield "exemple.pdf.exe", pdf()
    yield "exemple\u202efdp.exe", pdf()


def cut() -> Iterator[Made]:
    """Every sound document, cut at five places."""
    for name, octets in sound().items():
        for part in (3, 30, 60, 90, 99):
            stem, _, extension = name.partition(".")
            yield f"{stem}-{part}.{extension}", octets[: max(1, len(octets) * part // 100)]


def texts(dice: Random) -> Iterator[Made]:
    """Words in every coding, and none."""
    yield "bidi.txt", "EXEMPLE \u202e\u2066\u200f abc \u2069\u202c".encode()
    yield "surrogates.txt", b"\xff\xfe" + b"\x00\xd8a\x00\x00\xdc" * 50
    yield "utf-32.txt", b"\xff\xfe\0\0" + "EXEMPLE".encode("utf-32-le")
    yield "utf-16-be.txt", b"\xfe\xff" + "EXEMPLE é".encode("utf-16-be")
    yield "utf-16-html.txt", b"\xff\xfe" + "<script>".encode("utf-16-le")
    yield "invalid.txt", "été".encode("cp1252") * 100 + b"\x81\x8d\x8f"
    yield "mark-only.txt", b"\xef\xbb\xbf"
    yield "controls-late.txt", b"EXEMPLE " * 2000 + b"\0\x01\x02"
    yield "long-line.txt", b"EXEMPLE " * 2_000_000
    yield "lines.txt", b"\n" * 20_000_000
    yield "pages-528.txt", b"EXEMPLE " * 6_600_000
    yield "too-large.txt", b"x" * (65 * 2**20)
    yield "escape.txt", b"\x1b]0;EXEMPLE\x07\x1b[2J" * 10
    yield "chance.txt", dice.randbytes(3000)


def changed(dice: Random) -> Iterator[Made]:
    """Sound documents without end, each with a few octets changed, left out or doubled."""
    given = sorted(sound().items())
    number = 0
    while True:
        name, octets = given[number % len(given)]
        spoiled = bytearray(octets)
        for _ in range(dice.choice((1, 3, 10, 40))):
            place = dice.randrange(len(spoiled))
            match dice.randrange(3):
                case 0:
                    spoiled[place] ^= 1 << dice.randrange(8)
                case 1:
                    del spoiled[place : place + dice.randrange(1, 30)]
                case _:
                    spoiled[place:place] = spoiled[place : place + dice.randrange(1, 200)]
        stem, _, extension = name.partition(".")
        yield f"{stem}-change-{number}.{extension}", bytes(spoiled)
        number += 1
