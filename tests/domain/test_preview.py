"""What a document is by its first octets, and what is told of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.preview import Kind, Protections, differs, extension_of, sniff
from tests.documents.preview.hostile_files import foreign
from tests.documents.preview.samples import sound


@pytest.mark.parametrize("name", sorted(sound()))
def test_each_kind_is_known_by_its_octets(name: str) -> None:
    """Whatever it is called."""
    kinds = {"pdf": Kind.PDF, "png": Kind.PNG, "jpg": Kind.JPEG, "tif": Kind.TIFF, "webp": Kind.WEBP, "gif": Kind.GIF}
    assert sniff(sound()[name][:4096]) is kinds.get(extension_of(name), Kind.TEXT)


@pytest.mark.parametrize(("name", "octets"), sorted(foreign()))
def test_nothing_else_is_shown(name: str, octets: bytes) -> None:
    """Office files, pages, drawings, archives, programs and emptiness, under any name."""
    assert sniff(octets[:4096]) is None


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xef\xbb\xbf\r\n %PDF-1.4", Kind.PDF),
        (b"EXEMPLE %PDF-1.4", Kind.TEXT),
        (b"\x01%PDF-1.4", None),
        (b"<html>%PDF-1.4", None),
        (b"\xff\xfea\0b\0", Kind.TEXT),
        (b"\xff\xfe<\0h\0", None),
        (b"\xfe\xff\0 \0<", None),
        (b"\n\n  #!/bin/sh", None),
        ("été".encode("cp1252"), Kind.TEXT),
        (b"a\0b", None),
        (b"RIFF\0\0\0\0WAVE", None),
    ],
)
def test_the_beginning_decides(head: bytes, kind: Kind | None) -> None:
    """A PDF after anything but blanks is none, markup in any coding is no text."""
    assert sniff(head) is kind


@given(st.binary(max_size=64))
def test_any_octets_have_an_answer(head: bytes) -> None:
    """And a text is never something with a zero in it, but for UTF-16."""
    assert sniff(head) is not Kind.TEXT or b"\0" not in head or head[:2] in (b"\xff\xfe", b"\xfe\xff")


@pytest.mark.parametrize(
    ("kind", "declared", "name", "wrong"),
    [
        (Kind.PDF, "application/pdf", "acte.pdf", False),
        (Kind.PDF, "Application/PDF; name=x", "ACTE.PDF", False),
        (Kind.PDF, "", "", False),
        (Kind.PDF, "application/octet-stream", "acte", False),
        (Kind.PDF, "", "M. EXEMPLE", False),
        (Kind.PDF, "", "acte du 12.05.2020 (copie)", False),
        (Kind.JPEG, "image/jpeg", "photo.jpeg", False),
        (Kind.TEXT, "text/plain", "notes.txt", False),
        (Kind.JPEG, "image/png", "photo.jpg", True),
        (Kind.JPEG, "image/jpeg", "photo.png", True),
        (Kind.PDF, "", "acte.pdf.exe", True),
        (Kind.PDF, "application/msword", "", True),
        (Kind.TEXT, "", "acte.pdf", True),
        (Kind.TEXT, "", "acte.pdf . ", True),
    ],
)
def test_what_is_called_otherwise_is_told(kind: Kind, declared: str, name: str, wrong: bool) -> None:
    """By its declared type or by its name; what says nothing is not wrong."""
    assert differs(kind, declared, name) is wrong


def test_walls_are_named_and_judged() -> None:
    """Without bounds on memory and time nothing is opened; the kernel's own walls make it whole."""
    bare = Protections(no_new_privileges=True, landlock=7, seccomp=True)
    assert (bare.enough, bare.whole) == (False, False)
    limited = Protections(limits=True)
    assert (limited.enough, limited.whole, limited.names) == (True, False, ("limits",))
    linux = Protections(limits=True, no_new_privileges=True, landlock=7, seccomp=True)
    assert (linux.enough, linux.whole) == (True, True)
    assert linux.names == ("limits", "no-new-privileges", "landlock-7", "seccomp")
    windows = Protections(job=True, low_integrity=True)
    assert (windows.enough, windows.whole, windows.names) == (True, True, ("job", "low-integrity"))
