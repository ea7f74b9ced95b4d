from __future__ import annotations

import re

import pytest

from backoffice_gui.cli.text import ENGLISH, FRENCH, words_for
from backoffice_gui.conformance.catalogue import CATALOGUE, chosen
from backoffice_gui.errors import UsageError


def test_every_check_has_an_id_a_paragraph_and_a_sentence_in_both_languages() -> None:
    """Ids are unique, paragraphs are those of the protocol, and what must hold is one sentence."""
    ids = [check.id for check in CATALOGUE]
    assert len(set(ids)) == len(ids) >= 45
    for check in CATALOGUE:
        assert re.fullmatch(r"[a-z]+\.[a-z0-9-]+", check.id)
        assert re.fullmatch(r"§[1-5](\.[1-9])?", check.paragraph)
        for language in (FRENCH, ENGLISH):
            assert words_for(language).say(f"check.{check.id}").endswith(".")


def test_no_sentence_is_of_a_check_that_is_not_there() -> None:
    """A check that goes takes its words with it."""
    words = {name.removeprefix("check.") for name in words_for(FRENCH).phrases if name.startswith("check.")}
    assert words - {"0", "1", "2", "3"} == {check.id for check in CATALOGUE}


def test_checks_are_chosen_by_id_or_by_group_in_their_own_order() -> None:
    """A name that is neither is an error of the call."""
    assert chosen([]) == CATALOGUE
    assert [check.id for check in chosen(["ack.race", "tls"])][-1] == "ack.race"
    assert {check.id.partition(".")[0] for check in chosen(["ledger", "list.order"])} == {"ledger", "list"}
    for name in ("lists", "list.", "", "list.orders"):
        with pytest.raises(UsageError) as raised:
            chosen([name])
        assert raised.value.facts == {"name": name}
