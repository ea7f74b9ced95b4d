from __future__ import annotations

import string

import pytest

from backoffice_gui.cli.text import ENGLISH, FRENCH, language_of, words_for
from backoffice_gui.errors import (
    Circumstance,
    ConfigurationError,
    Problem,
    StoreError,
    StoreHeld,
    Throttled,
    UsageError,
    all_circumstances,
)


def _an(kind: type[Circumstance]) -> Circumstance:
    if kind is Problem:
        return Problem("unknown-submission", 404)
    return kind("EXEMPLE")


@pytest.mark.parametrize("language", [FRENCH, ENGLISH])
@pytest.mark.parametrize("kind", all_circumstances(), ids=lambda kind: kind.__name__)
def test_every_circumstance_has_its_calm_words(language: str, kind: type[Circumstance]) -> None:
    """What happened, what is safe, what to do, and the code: no class of ours is without a sentence."""
    said = words_for(language).circumstance(_an(kind)).splitlines()
    assert len(said) == 4
    assert said[3].startswith(f"[{kind.code}")
    assert all(line.endswith((".", "]")) for line in said)


def test_a_sentence_names_what_the_circumstance_knows() -> None:
    """Facts stand in the sentence; one that is missing is a question mark, never an error."""
    held = StoreHeld(holder="backoffice collect", host="poste-exemple", pid=4711, since="2026-11-23T09:00:00+00:00")
    assert "backoffice collect (processus 4711 sur poste-exemple" in words_for(FRENCH).circumstance(held)
    assert "process ?" in words_for(ENGLISH).circumstance(StoreHeld(holder="x"))
    assert "TRF-006" in words_for(FRENCH).circumstance(Throttled(pause=5))


def test_a_reason_may_have_words_of_its_own() -> None:
    """A key file that is open to others is said as such, with what to do."""
    said = words_for(FRENCH).circumstance(ConfigurationError("key-mode", file="store.key", mode="0644"))
    assert "store.key est ouvert à d’autres (0644)" in said
    assert "chmod 600" in said
    assert "[CFG-001 key-mode]" in said
    assert "EXEMPLE" in words_for(FRENCH).circumstance(UsageError("EXEMPLE"))


@pytest.mark.parametrize("language", [FRENCH, ENGLISH])
def test_a_reasons_words_are_what_happened_and_what_to_do(language: str) -> None:
    """What is safe is the circumstance's own; a third sentence would be a traceback in the very place of the sentence."""
    said = words_for(language)
    assert {reason: len(parts) for reason, parts in said.reasons.items() if len(parts) != 2} == {}
    assert "store rekey" in said.circumstance(StoreError("rekey-refused", file="casebook.db"))


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, FRENCH),
        ({"LANG": "fr_FR.UTF-8"}, FRENCH),
        ({"LANG": "C"}, FRENCH),
        ({"LANG": "de_DE"}, FRENCH),
        ({"LANG": "en_GB.UTF-8"}, ENGLISH),
        ({"LANG": "en_GB", "LC_MESSAGES": "fr_FR"}, FRENCH),
        ({"LANG": "fr_FR", "LC_ALL": "en_US"}, ENGLISH),
        ({"LC_ALL": "", "LANG": "en"}, ENGLISH),
    ],
)
def test_the_language_is_french_unless_the_locale_is_english(environment: dict[str, str], language: str) -> None:
    """LC_ALL before LC_MESSAGES before LANG, as POSIX has it."""
    assert language_of(environment) == language


def test_both_languages_say_the_same_things() -> None:
    """Each code word has a sentence in both, with the same values in it."""
    french, english = words_for(FRENCH), words_for(ENGLISH)

    def values(sentence: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}

    for one, other in (
        (french.phrases, english.phrases),
        (
            {k: "".join(v) for k, v in french.circumstances.items()},
            {k: "".join(v) for k, v in english.circumstances.items()},
        ),
        ({k: "".join(v) for k, v in french.reasons.items()}, {k: "".join(v) for k, v in english.reasons.items()}),
    ):
        assert one.keys() == other.keys()
        assert {name: values(sentence) for name, sentence in one.items()} == {
            name: values(sentence) for name, sentence in other.items()
        }


def test_a_stage_and_a_defect_have_words() -> None:
    """A stage nobody wrote a word for stays as it is; a defect shows its kind and a code."""
    words = words_for(FRENCH)
    assert words.stage("CLOSED") == "destruction prouvée"
    assert words.stage("EXEMPLE") == "EXEMPLE"
    assert "[DEF-001 KeyError]" in words.defect("KeyError")
    with pytest.raises(KeyError):
        words.say("EXEMPLE")
