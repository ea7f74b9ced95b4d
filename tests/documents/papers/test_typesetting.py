from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import typst

from backoffice_gui.documents.papers import typesetting
from backoffice_gui.documents.papers.typesetting import Scribe, Typesetter
from backoffice_gui.domain.sheets import Altered
from backoffice_gui.errors import Defect

_AT = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
_TEMPLATE = '#set document(title: "Essai")\n#set text(lang: "fr")\n#json(bytes(sys.inputs.data))\n'


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A template that prints what it is given."""
    (tmp_path / "essai.typ").write_text(_TEMPLATE, "utf-8")
    monkeypatch.setattr(typesetting, "resource", lambda *parts: tmp_path.joinpath(*parts[1:]))
    return "essai.typ"


def test_words_that_no_font_has_are_transliterated_and_counted(template: str) -> None:
    """Ethiopic, Tamil, Bengali and Chinese among Latin: the paper is made, and says how many values it changed."""
    words = "EXEMPLE ተስፋዬ தமிழ் বাংলা 中文"
    said: list[str] = []

    def data(scribe: Scribe) -> str:
        said.append(scribe.shown(words)[0])
        return said[-1]

    paper = Typesetter(system_fonts=False).set(template, data, _AT)
    assert paper.altered == (Altered("transliterated", 1),)
    assert said[-1].startswith("EXEMPLE tesfaye tmil")
    assert said[-1].isascii()
    assert paper.pages == 1


def test_scripts_that_the_fonts_have_stay_as_they_are(template: str) -> None:
    """Arabic, Cyrillic, Vietnamese, Hebrew, Greek, Armenian, Georgian, Devanagari need no other font."""
    words = "عبد الله Мухаммед NGUYỄN שלום Ελλάδα Հայ საქართ हिन्दी Şükrü ə"
    paper = Typesetter(system_fonts=False).set(template, lambda scribe: scribe.shown(words)[0], _AT)
    assert paper.altered == ()


def test_the_same_data_and_moment_are_the_same_octets(template: str) -> None:
    """A paper can be made again and compared."""
    name, setter = template, Typesetter(system_fonts=False)
    first, second, later = (setter.set(name, lambda _: "EXEMPLE", at).octets for at in (_AT, _AT, _AT.replace(hour=14)))
    assert first == second
    assert first != later


def test_quotes_and_backslashes_beside_what_is_missing_are_read(template: str) -> None:
    """The compiler's message quotes each cluster with escapes, its marks too."""
    paper = Typesetter(system_fonts=False).set(template, lambda scribe: scribe.shown('"\\த\u0bcd"')[0], _AT)
    assert paper.altered == (Altered("transliterated", 1),)


def test_a_template_that_fails_is_a_defect_that_repeats_no_data(template: str, tmp_path: Path) -> None:
    """What the compiler says quotes the data, so it is not passed on."""
    name = template
    (tmp_path / name).write_text(_TEMPLATE + "#panic(sys.inputs.data)", "utf-8")
    with pytest.raises(Defect) as caught:
        Typesetter(system_fonts=False).set(name, lambda _: "SECRET-EXEMPLE", _AT)
    assert "EXEMPLE" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_characters_that_stay_missing_are_a_defect(template: str) -> None:
    """Data that does not heed the scribe is not tried for ever."""
    with pytest.raises(Defect):
        Typesetter(system_fonts=False).set(template, lambda _: "த", _AT)


def test_the_compiler_reads_nothing_beyond_the_templates(tmp_path: Path) -> None:
    """A file beside the root is out of reach, whatever a template says."""
    (tmp_path / "in").mkdir()
    (tmp_path / "out.txt").write_text("x", "utf-8")
    (tmp_path / "in" / "a.typ").write_text('#read("../out.txt")', "utf-8")
    with pytest.raises(typst.TypstError):
        typst.Compiler(tmp_path / "in" / "a.typ", root=tmp_path / "in").compile(format="pdf")
