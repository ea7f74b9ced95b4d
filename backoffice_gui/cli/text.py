"""Every sentence of the console, by code word: French by default, English where the locale is.

An error is said in four parts: what happened, what is safe, what to do, and its code
(`ui.md` §4.7). A few reasons have words of their own for the first and the third.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backoffice_gui.cli import (
    checks_en,
    checks_fr,
    text_audit_en,
    text_audit_fr,
    text_cases_en,
    text_cases_fr,
    text_en,
    text_fr,
    text_keeping_en,
    text_keeping_fr,
    text_members_en,
    text_members_fr,
    text_preview_en,
    text_preview_fr,
    text_report_en,
    text_report_fr,
    text_retention_en,
    text_retention_fr,
    text_shown_en,
    text_shown_fr,
    text_system_en,
    text_system_fr,
    text_team_en,
    text_team_fr,
    text_unlock_en,
    text_unlock_fr,
)
from backoffice_gui.errors import Circumstance

__all__ = ["ENGLISH", "FRENCH", "Words", "language_of", "words_for"]

FRENCH, ENGLISH = "fr", "en"


def language_of(environment: Mapping[str, str]) -> str:
    """French, unless the locale of messages is an English one (POSIX: LC_ALL, LC_MESSAGES, LANG)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        said = environment.get(name, "")
        if said:
            return ENGLISH if said.lower().startswith("en") else FRENCH
    return FRENCH


class _Facts(dict[str, Any]):
    """Named values of a sentence; one that is missing shows as `?` and never raises."""

    def __missing__(self, name: str) -> str:
        return "?"


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language."""

    language: str
    circumstances: Mapping[str, tuple[str, str, str]]
    reasons: Mapping[str, tuple[str, str]]
    phrases: Mapping[str, str]

    def say(self, phrase: str, /, **facts: object) -> str:
        """A phrase with its values; raises `KeyError` for a phrase that nobody wrote."""
        return self.phrases[phrase].format_map(_Facts(facts))

    def stage(self, stage: str) -> str:
        """A stage in words."""
        return self.phrases.get(f"stage.{stage}", stage)

    def code(self, of: str, code: str) -> str:
        """A code word in words; itself where nobody has any for it: nothing that is there is hidden."""
        return self.phrases.get(f"{of}.{code}", code)

    def circumstance(self, error: Circumstance) -> str:
        """What happened · what is safe · what to do · code."""
        what, safe, advice = self.circumstances[error.code]
        if f"{error.code}/{error.reason}" in self.reasons:
            what, advice = self.reasons[f"{error.code}/{error.reason}"]
        facts = _Facts({"reason": error.reason or "–", **error.facts})
        parts = [part.format_map(facts) for part in (what, safe, advice) if part]
        return "\n".join([*parts, f"[{error.code}{f' {error.reason}' if error.reason else ''}]"])

    def trouble(self, named: str) -> str:
        """What a kept word says (`TRF-004:expired`), and what to do: a paragraph; nothing for a word nobody knows."""
        code, _, reason = named.partition(":")
        what, _safe, advice = self.circumstances.get(code, ("", "", ""))
        what, advice = self.reasons.get(f"{code}/{reason}", (what, advice))
        facts = _Facts({"reason": reason or "–"})
        shown = f"{code} {reason}" if reason else code
        return f"{what} {advice} [{shown}]".format_map(facts) if what else ""

    def defect(self, name: str) -> str:
        """A broken promise of the program: its kind, never its values."""
        return self.say("defect", name=name)


_BOOKS = (
    (text_fr, text_en),
    (checks_fr, checks_en),
    (text_preview_fr, text_preview_en),
    (text_cases_fr, text_cases_en),
    (text_keeping_fr, text_keeping_en),
    (text_audit_fr, text_audit_en),
    (text_report_fr, text_report_en),
    (text_retention_fr, text_retention_en),
    (text_shown_fr, text_shown_en),
    (text_system_fr, text_system_en),
    (text_team_fr, text_team_en),
    (text_members_fr, text_members_en),
    (text_unlock_fr, text_unlock_en),
)
"""Each of the modules that speak for a part of the console, in both languages."""


def _all_of(name: str, books: Sequence[object]) -> dict[str, Any]:
    return {key: said for book in books for key, said in getattr(book, name, {}).items()}


def words_for(language: str) -> Words:
    """The words of a language: `fr` or `en`."""
    books = [english if language == ENGLISH else french for french, english in _BOOKS]
    return Words(language, *(_all_of(name, books) for name in ("CIRCUMSTANCES", "REASONS", "PHRASES")))
