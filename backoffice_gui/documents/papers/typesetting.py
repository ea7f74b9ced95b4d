"""Typst: a template and data in, a PDF out that archives keep and screen readers read.

The compiler's own fonts show Latin (Vietnamese included), Cyrillic, Greek, Armenian, Georgian, Hebrew,
Arabic and Devanagari; the system's fonts are asked for the rest. Made to PDF/A, it names each cluster that
no font has, instead of setting an empty box: those words are transliterated, and it is asked again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import typst
from anyascii import anyascii

from backoffice_gui.domain.sheets import Altered
from backoffice_gui.errors import Defect
from backoffice_gui.resources import resource

__all__ = ["Paper", "Scribe", "Typesetter"]

_STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_PAGES = re.compile(rb"<xmpTPg:NPages>([0-9]+)<")
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
_PASSES = 8


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF; `altered` counts values that are not set as they were: `transliterated`, `shortened`."""

    octets: bytes
    pages: int
    altered: tuple[Altered, ...]


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else _NAMED.get(found[2], found[2])


class Scribe:
    """Puts one paper's values into words that the fonts at hand can show, and counts those it had to change."""

    def __init__(self, missing: frozenset[str]) -> None:
        self._missing = missing
        self._transliterated = self._shortened = 0

    def shows(self, text: str) -> bool:
        """Whether every character can be shown, as far as is known."""
        return self._missing.isdisjoint(text)

    def shown(self, text: str) -> tuple[str, bool]:
        """The text, words that can't be shown replaced by their transliteration, and whether there were any."""
        if self.shows(text):
            return text, False
        self._transliterated += 1
        return "".join(part if self.shows(part) else anyascii(part) for part in re.split(r"(\s+)", text)), True

    def was_shortened(self) -> None:
        """One value was longer than there is place for."""
        self._shortened += 1

    def altered(self) -> tuple[Altered, ...]:
        """What was changed, by reason."""
        counts = (("transliterated", self._transliterated), ("shortened", self._shortened))
        return tuple(Altered(reason, count) for reason, count in counts if count)


class Typesetter:
    """Sets papers; the fonts are looked for once, here (some 20 ms, more on a machine with hundreds)."""

    def __init__(self, *, system_fonts: bool = True) -> None:
        self._fonts = typst.Fonts(include_system_fonts=system_fonts)

    def set(self, template: str, data: Callable[[Scribe], object], made_at: datetime) -> Paper:
        """The paper that a template under `resources/papers` makes of what `data` tells the scribe.

        `data` is asked again, with another scribe, for as long as the fonts lack something. The same data and
        moment give the same octets on the same machine.
        """
        compiler = typst.Compiler(
            resource("papers", template), root=resource("papers"), font_paths=self._fonts, ignore_system_fonts=True
        )
        missing: frozenset[str] = frozenset()
        whole = made_at.astimezone(UTC).replace(microsecond=0)
        for _ in range(_PASSES):
            scribe = Scribe(missing)
            inputs = {"data": json.dumps(data(scribe))}
            try:
                octets = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=_STANDARDS, timestamp=whole)
            except typst.TypstError as error:
                more = frozenset(_clusters([error.message, error.diagnostic]))
                if more <= missing:
                    raise Defect("typst") from None  # its words quote what a person typed
                missing |= more
                continue
            if not isinstance(octets, bytes):
                raise Defect("typst")
            return Paper(octets, int(_PAGES.findall(octets)[-1]), scribe.altered())
        raise Defect("typst-fonts")


def _clusters(said: Iterable[str]) -> Iterable[str]:
    """The characters of what Typst says no font has."""
    for words in said:
        for found in _MISSING.finditer(words):
            yield from _ESCAPE.sub(_unescaped, found[1])
