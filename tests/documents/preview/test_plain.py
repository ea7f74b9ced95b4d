"""Texts in every coding, read in this process because a test's own are harmless."""

from __future__ import annotations

import pytest

from backoffice_gui.documents.preview.plain import Plain, warm_up
from backoffice_gui.documents.preview.wire import TEXT_CHARACTERS
from backoffice_gui.domain.preview import PAGES_SHOWN
from backoffice_gui.errors import PreviewRefused

_WORDS = "EXEMPLE : été, nœud"


@pytest.mark.parametrize(
    "octets",
    [
        _WORDS.encode(),
        b"\xef\xbb\xbf" + _WORDS.encode(),
        b"\xff\xfe" + _WORDS.encode("utf-16-le"),
        b"\xfe\xff" + _WORDS.encode("utf-16-be"),
        _WORDS.encode("cp1252"),
    ],
)
def test_a_text_is_read_in_its_coding(octets: bytes) -> None:
    """UTF-8, UTF-16 by its mark, else what Windows wrote before."""
    warm_up()
    assert Plain(octets).text(0) == _WORDS


def test_lines_end_in_one_way() -> None:
    """Whatever ended them; a form feed ends a line too."""
    assert Plain(b"a\r\nb\rc\fd\n").text(0) == "a\nb\nc\nd\n"


def test_a_long_text_has_pages() -> None:
    """Each of so many characters, no more of them than is shown."""
    text = Plain(b"x" * (TEXT_CHARACTERS * 2 + 1))
    assert (text.opened.total, len(text.opened.pages)) == (3, 3)
    assert [len(text.text(n)) for n in range(3)] == [TEXT_CHARACTERS, TEXT_CHARACTERS, 1]
    endless = Plain(b"x" * (TEXT_CHARACTERS * (PAGES_SHOWN + 2)))
    assert (endless.opened.total, len(endless.opened.pages)) == (PAGES_SHOWN + 2, PAGES_SHOWN)


def test_what_turns_out_to_be_no_text_is_refused() -> None:
    """A zero after the first octets is seen too, and a text has no pixels."""
    with pytest.raises(PreviewRefused, match="preview-unsupported"):
        Plain(b"EXEMPLE " * 2000 + b"\0")
    with pytest.raises(PreviewRefused, match="preview-unsupported"):
        Plain(b"EXEMPLE").page(0, 1.0, 0)
