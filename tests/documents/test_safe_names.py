"""Names of applicants' files, made harmless."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backoffice_gui.documents.safe_names import OCTETS, safe_name

_PDF = b"%PDF-1.7\n"
_JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF"
_ZIP = b"PK\x03\x04"
_PROGRAM = b"MZ\x90\0"


@pytest.mark.parametrize(
    ("name", "head", "safe"),
    [
        ("acte de naissance.pdf", _PDF, "acte de naissance.pdf"),
        ("Été nœud Şükrü.PDF", _PDF, "Été nœud Şükrü.pdf"),
        ("M. EXEMPLE - acte 12.05.2020.pdf", _PDF, "M. EXEMPLE - acte 12.05.2020.pdf"),
        ("photo.jpeg", _JPEG, "photo.jpeg"),
        ("photo.png", _JPEG, "photo_png.jpg"),
        ("facture.pdf.exe", _PDF, "facture.pdf_exe.pdf"),
        ("facture.pdf", _PROGRAM, "facture_pdf.bin"),
        ("lettre.docx", _ZIP, "lettre.docx"),
        ("macros.docm", _ZIP, "macros_docm.bin"),
        ("page.html", b"<html>", "page_html.bin"),
        ("exemple\u202efdp.exe", _PDF, "exemplefdp_exe.pdf"),
        ("\u2066a\u2069\u200d\ufeffb.pdf", _PDF, "ab.pdf"),
        ("../../etc/passwd", _PDF, "passwd.pdf"),
        ("C:\\Users\\EXEMPLE\\acte.pdf", _PDF, "acte.pdf"),
        ("dossier/", _PDF, "dossier.pdf"),
        ("a\0b\x1b[2J\x7f.pdf", _PDF, "ab[2J.pdf"),
        ("a\u2028b\u00a0\t c.pdf", _PDF, "a b c.pdf"),
        ('a<b>c:"d|e?f*.pdf', _PDF, "a_b_c__d_e_f_.pdf"),
        ("acte.pdf:Zone.Identifier", _PDF, "acte.pdf_Zone.Identifier.pdf"),
        (".htaccess", _PDF, "htaccess.pdf"),
        ("--rf.pdf", _PDF, "rf.pdf"),
        ("~$acte.docx", _ZIP, "$acte.docx"),
        ("acte.pdf. . .", _PDF, "acte.pdf"),
        ("con.pdf", _PDF, "_con.pdf"),
        ("NUL", _PDF, "_NUL.pdf"),
        ("Com1.carte.pdf", _PDF, "_Com1.carte.pdf"),
        ("LPT².pdf", _PDF, "_LPT².pdf"),
        ("AUX .pdf", _PDF, "_AUX.pdf"),
        ("console.pdf", _PDF, "console.pdf"),
        ("", _PDF, "document.pdf"),
        ("...", b"", "document.bin"),
        ("\ud800\udfff", _PDF, "document.pdf"),
        ("notes.txt", b"EXEMPLE", "notes.txt"),
        ("a\u0301.pdf", _PDF, "á.pdf"),
    ],
)
def test_a_name_keeps_what_is_harmless(name: str, head: bytes, safe: str) -> None:
    """Words stay, whatever could be taken for something else goes."""
    assert safe_name(name, head) == safe


@given(
    st.text(max_size=300) | st.text("./\\:-~ conCON123\u202e\u0301\0é漢", max_size=60),
    st.sampled_from((_PDF, _ZIP, b"")),
)
@example("con" + "\u200b" * 3, _PDF)
@example("漢" * 200, _PDF)
@example("a" + "\u0323" * 300, _PDF)
@example("." * 200 + "pdf", b"")
@example("A\x1f\u0300", _PDF)
def test_no_name_is_harmful(name: str, head: bytes) -> None:
    """Of any text at all: one part of a path, visible, short, no device, no option, nothing hidden, and stable."""
    safe = safe_name(name, head)
    assert 1 <= len(safe.encode("utf-8")) <= OCTETS
    assert not set(safe) & set('<>:"|?*/\\')
    assert not [
        c for c in safe if unicodedata.category(c)[0] == "C" or (c != " " and unicodedata.category(c)[0] == "Z")
    ]
    assert safe[0] not in " .-~"
    assert safe[-1] not in " ."
    stem, dot, extension = safe.rpartition(".")
    assert stem
    assert dot
    assert extension.isascii()
    assert stem.partition(".")[0].strip(" ").casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}
    assert safe_name(safe, head) == safe


def test_a_long_name_keeps_its_extension() -> None:
    """What is cut is the name, between characters."""
    safe = safe_name("é" * 500 + ".jpeg", _JPEG)
    assert safe.endswith("é.jpeg")
    assert OCTETS - 4 <= len(safe.encode("utf-8")) <= OCTETS
