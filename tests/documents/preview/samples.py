"""Sound documents of every kind, invented, small and the same at every run; hostile ones are made of them."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache
from typing import Any

import pikepdf
from PIL import Image, ImageDraw

WORDS = "EXEMPLE Démo : page"


def zeros(octets: int) -> bytes:
    """A bomb: so many zeros, deflated (RFC 1950), put together of one block so that it costs nothing to make."""
    whole, rest = divmod(octets, 2**20)
    made = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = made.compress(bytes(2**20)) + made.flush(zlib.Z_FULL_FLUSH)
    end = made.compress(bytes(rest)) + made.flush()
    return b"\x78\xda" + block * whole + end + struct.pack(">HH", octets % 65521, 1)


def raw_pdf(objects: dict[int, bytes], *, root: int = 1, trailer: bytes = b"", version: bytes = b"1.7") -> bytes:
    """A PDF of these bodies, as they are: whatever is wrong in them stays so."""
    out = io.BytesIO()
    out.write(b"%PDF-" + version + b"\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    size = max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        place = places.get(number)
        out.write(b"0000000000 65535 f \n" if place is None else b"%010d 00000 n \n" % place)
    out.write(b"trailer\n<< /Size %d /Root %d 0 R " % (size, root) + trailer + b" >>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def stream(data: bytes, members: bytes = b"") -> bytes:
    """A stream object's body."""
    return b"<< /Length %d " % len(data) + members + b" >>\nstream\n" + data + b"\nendstream"


def one_page(
    content: bytes = b"",
    resources: bytes = b"",
    *,
    page: bytes = b"/MediaBox [0 0 200 200]",
    catalogue: bytes = b"",
    more: dict[int, bytes] | None = None,
    content_members: bytes = b"",
) -> bytes:
    """A PDF of one page; further objects begin at number 10."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R " + catalogue + b" >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R " + page + b" /Resources << " + resources + b" >> >>",
        4: stream(content, content_members),
    }
    return raw_pdf(objects | (more or {}))


@cache
def pdf(pages: int = 3) -> bytes:
    """Text, a box and a picture on A4 pages."""
    made = pikepdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    for number in range(1, pages + 1):
        words = f"BT /F1 24 Tf 72 700 Td ({WORDS} {number}) Tj ET 1 0 0 rg 72 72 100 50 re f".encode("cp1252")
        made.add_blank_page(page_size=(595, 842))
        page = made.pages[-1]
        page.Contents = made.make_stream(words)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    return _saved(made)


def locked_pdf(user: str, *, revision: int = 6) -> bytes:
    """The same, encrypted; with an empty user password it opens for everyone."""
    made = pikepdf.open(io.BytesIO(pdf()))
    out = io.BytesIO()
    old = revision < 4
    with_ = pikepdf.Encryption(user=user, owner="EXEMPLE", R=revision, aes=not old, metadata=not old)  # type: ignore[arg-type]
    made.save(out, encryption=with_, static_id=True)
    return out.getvalue()


def _saved(made: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    made.save(out, static_id=True)
    return out.getvalue()


@cache
def drawn(width: int = 160, height: int = 120, mode: str = "RGB") -> Image.Image:
    """Four quarters of four colours: its turn can be told, and no codec makes nothing of it."""
    picture = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill="red")
    pen.rectangle((width // 2, 0, width, height // 2 - 1), fill="lime")
    pen.rectangle((0, height // 2, width // 2 - 1, height), fill="blue")
    return picture.convert(mode)


def image(kind: str, picture: Image.Image | None = None, **options: Any) -> bytes:
    """A picture written by Pillow: `PNG`, `JPEG`, `TIFF`, `WEBP` or `GIF`."""
    out = io.BytesIO()
    (picture or drawn()).save(out, kind, **options)
    return out.getvalue()


@cache
def tiff(pages: int = 3) -> bytes:
    """A scan of several pages."""
    return image(
        "TIFF", save_all=True, append_images=[drawn(80 + n, 100) for n in range(1, pages)], compression="tiff_lzw"
    )


@cache
def gif(frames: int = 3) -> bytes:
    """An animation."""
    more = [Image.new("P", (160, 120), n) for n in range(1, frames)]
    return image("GIF", save_all=True, append_images=more)


def sound() -> dict[str, bytes]:
    """One of each kind, by the name of a file."""
    return {
        "exemple.pdf": pdf(),
        "exemple.png": image("PNG"),
        "exemple.jpg": image("JPEG", quality=80),
        "progressif.jpg": image("JPEG", progressive=True),
        "exemple.tif": tiff(),
        "exemple.webp": image("WEBP"),
        "exemple.gif": gif(),
        "exemple.txt": ("EXEMPLE : été, nœud, Şükrü, عبد الله\n" * 20).encode(),
    }
