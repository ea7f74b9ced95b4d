from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.postal import (
    CODES,
    FRENCH_TERRITORIES,
    LINE_LENGTH,
    MOST_LINES,
    Address,
    Label,
    NotPrintable,
    Suggestion,
    address_label,
)

COUNTRIES = {"DE": "Allemagne", "GB": "Royaume-Uni", "US": "États-Unis", "HK": "R.A.S. chinoise de Hong Kong"}
_STREET = ("12 rue de l’Exemple",)


def _label(addressee: str = "EXEMPLE Démo", /, **address: Any) -> Label | NotPrintable:
    whole = {"lines": _STREET, "postcode": "94120", "town": "Fontenay-sous-Démo", **address}
    return address_label(addressee, Address(**whole), COUNTRIES)


def _lines(addressee: str = "EXEMPLE Démo", /, **address: Any) -> tuple[str, ...]:
    found = _label(addressee, **address)
    assert isinstance(found, Label), found
    return found.lines


def _problems(found: Label | NotPrintable) -> list[tuple[str, int, int]]:
    assert isinstance(found, NotPrintable)
    return [(each.code, each.line, each.by) for each in found.problems]


def test_from_the_person_to_the_place() -> None:
    """Addressee, complement as typed, then capitals without punctuation; accents stay."""
    assert _lines("Mme NGUYỄN Şükrü", lines=("Bât. B, esc. 2", "", "12 rue de l’Exemple, n°3")) == (
        "Mme NGUYỄN Şükrü",
        "Bât. B, esc. 2",
        "12 RUE DE L EXEMPLE N° 3",
        "94120 FONTENAY SOUS DÉMO",
    )


def test_the_locality_below_the_street_is_in_capitals_too() -> None:
    """From the street on, every line obeys."""
    assert _lines(lines=("rue de l'Exemple", "Lieu-dit « Démo »"))[1:3] == ("RUE DE L EXEMPLE", "LIEU DIT DÉMO")


@pytest.mark.parametrize(
    ("lines", "street"),
    [
        (("2e étage, porte 3", "12 bis, rue A"), "12 BIS RUE A"),
        (("Résidence Démo", "Avenue A"), "AVENUE A"),
        (("Tour Démo", "Esplanade"), "ESPLANADE"),
        (("Chez voisin", "Démo"), "DÉMO"),
        (("12/14 rue A",), "12/14 RUE A"),
        (("12 - 14 rue A",), "12-14 RUE A"),
        (("12.14 rue A",), "12 14 RUE A"),
        (("1 rue A\x0b2 lieu B",), "1 RUE A"),
    ],
)
def test_the_street_is_found(lines: tuple[str, ...], street: str) -> None:
    """By its number or its kind, never by a floor; numbers that belong together stay so."""
    assert street in _lines(lines=lines)


def test_the_host_of_a_domiciliation_is_shown_with_the_box() -> None:
    """Hundreds of people have the same address: host and box tell them apart."""
    assert _lines(organisation="Association Exemple", box="1234")[1:3] == ("CHEZ Association Exemple", "BOITE 1234")
    assert _lines(organisation="Chez Exemple", box="Domiciliation 7")[1:3] == ("Chez Exemple", "Domiciliation 7")
    assert _lines(lines=(), organisation="Association Exemple")[1] == "CHEZ Association Exemple"


def test_host_and_box_share_a_line_where_two_have_no_place() -> None:
    """Six lines are kept without a cut."""
    lines = _lines(lines=("Bât B", "1 rue A", "Lieu B"), organisation="Exemple", box="12")
    assert lines[1] == "CHEZ Exemple BOITE 12"
    assert len(lines) == MOST_LINES


def test_what_the_lines_say_is_not_said_twice() -> None:
    """A host, a box and a town that a person typed among the lines are not repeated."""
    lines = ("Chez Association Exemple", "Boîte 12 - boite 12", "1 rue A", "94120 Démo", "démo")
    found = _lines(lines=lines, town="Démo", organisation="Association Exemple", box="12")
    assert found == ("EXEMPLE Démo", "Chez Association Exemple", "Boîte 12 - boite 12", "1 RUE A", "94120 DÉMO")


def test_abroad_has_a_seventh_line() -> None:
    """The country in French, in capitals, last; a postcode is not asked for."""
    lines = ("a", "b", "1 rue C", "d")
    assert _lines(lines=lines, country="de", postcode="", town="Démo") == (
        "EXEMPLE Démo",
        "a",
        "b",
        "1 RUE C",
        "D",
        "DÉMO",
        "ALLEMAGNE",
    )
    assert _lines(country="GB", postcode="sw1a-1aa", town="London")[-2:] == ("LONDON SW1A-1AA", "ROYAUME UNI")
    assert _lines(country="HK")[-1] == "R A S CHINOISE DE HONG KONG"


@pytest.mark.parametrize("country", ["", *sorted(FRENCH_TERRITORIES)])
def test_french_territories_have_no_line_of_a_country(country: str) -> None:
    """Postcode and town are enough, and are asked for."""
    assert _lines(country=country)[-1] == "94120 FONTENAY SOUS DÉMO"
    assert _problems(_label(country=country, postcode="")) == [("postcode_missing", 0, 0)]


def test_what_is_missing_is_named_all_at_once() -> None:
    """Nobody corrects one thing to be told of the next."""
    nothing = address_label(" ", Address(country="ZZ"), COUNTRIES)
    assert _problems(nothing) == [
        ("addressee_missing", 0, 0),
        ("street_missing", 0, 0),
        ("town_missing", 0, 0),
        ("country_unknown", 0, 0),
    ]


@pytest.mark.parametrize("postcode", ["2A004", "9412", "941200", "94-120", "٩٤١٢٠"])
def test_a_postcode_of_france_has_five_digits(postcode: str) -> None:
    """An INSEE code or a wrong length is no postcode."""
    assert ("postcode_odd", 0, 0) in _problems(_label(postcode=postcode))


def test_a_line_over_38_stops_and_says_by_how_much() -> None:
    """38 are printed, 39 are refused, and the line is named as it would stand."""
    assert _lines("E" * LINE_LENGTH)[0] == "E" * LINE_LENGTH
    found = _label("E" * (LINE_LENGTH + 3))
    assert _problems(found) == [("too_long", 1, 3)]
    assert isinstance(found, NotPrintable)
    assert found.problems[0].text == found.lines[0] == "E" * 41


def test_growing_in_capitals_counts() -> None:
    """A letter that is two in capitals is counted as two."""
    assert _problems(_label(lines=("1 rue " + "ß" * 17,))) == [("too_long", 2, 2)]


def test_seven_lines_in_france_stop() -> None:
    """Forty lines are 34 too many once the town and the person have theirs."""
    assert _problems(_label(lines=tuple(f"1 rue {n}" for n in range(40)))) == [("too_many_lines", 0, 36)]


def test_abbreviations_are_proposed_only_where_they_are_needed() -> None:
    """A street of more than 32 characters has a proposal; a short one is left alone; a name is never abbreviated."""
    short = _label(lines=("12 avenue de l’Exemple",))
    assert isinstance(short, Label)
    assert short.suggestions == ()
    long = _label(lines=("12 boulevard du Général Exemple de la Démo",))
    assert isinstance(long, NotPrintable)
    assert long.suggestions[0].after == "12 BD DU GÉNÉRAL EXEMPLE DE LA DÉMO"
    fits = _label(lines=("1 boulevard de la Démonstration Démo",))
    assert isinstance(fits, Label)
    assert fits.suggestions[0].after == "1 BD DE LA DÉMONSTRATION DÉMO"
    assert fits.lines[1] == "1 BOULEVARD DE LA DÉMONSTRATION DÉMO"
    name = _label("SAINT " * 7)
    assert isinstance(name, NotPrintable)
    assert name.suggestions == ()


def test_an_accepted_proposal_is_taken_and_judged_again() -> None:
    """What a person accepts stands on the label; what still does not fit still stops."""
    address = Address(("12 boulevard du Général Exemple de la Démo",), "94120", "Démo")
    first = address_label("EXEMPLE", address, COUNTRIES)
    assert isinstance(first, NotPrintable)
    second = address_label("EXEMPLE", address, COUNTRIES, accepted=first.suggestions)
    assert isinstance(second, Label)
    assert second.lines[1] == "12 BD DU GÉNÉRAL EXEMPLE DE LA DÉMO"
    bad = [Suggestion(2, first.lines[1], "X" * 50)]
    assert _problems(address_label("EXEMPLE", address, COUNTRIES, accepted=bad)) == [("too_long", 2, 12)]


def test_a_civility_may_be_shortened() -> None:
    """MADAME is MME where the name passes 38."""
    found = _label("Madame " + "E" * 33)
    assert isinstance(found, NotPrintable)
    assert found.suggestions == (Suggestion(1, "Madame " + "E" * 33, "MME " + "E" * 33),)


def test_hidden_characters_stop() -> None:
    """A mark that turns the line round, a control, a lone surrogate: refused, with the line without them."""
    found = _label("EXEM\u202ePLE\x07 \ud800")
    assert _problems(found) == [("unprintable_characters", 1, 3)]
    assert isinstance(found, NotPrintable)
    assert found.suggestions[0].after == "EXEMPLE"


def test_another_script_stops_in_france_and_has_its_proposal() -> None:
    """The French post reads Latin letters; abroad, the country's own script may stand."""
    address = Address(_STREET, "94120", "Démo")
    found = address_label("ПРИМЕР", address, COUNTRIES, latin=lambda text: text.replace("ПРИМЕР", "PRIMER"))
    assert _problems(found) == [("other_script", 1, 6)]
    assert isinstance(found, NotPrintable)
    assert found.suggestions == (Suggestion(1, "ПРИМЕР", "PRIMER"),)
    assert isinstance(_label("ПРИМЕР", country="DE"), Label)
    assert isinstance(_label("ʼExemple ªº"), Label)


_TEXT = st.text(max_size=45)


@given(
    addressee=_TEXT,
    lines=st.lists(_TEXT, max_size=8).map(tuple),
    postcode=st.one_of(_TEXT, st.just("94120")),
    town=_TEXT,
    country=st.sampled_from(["", "FR", "DE", "GB", "ZZ", "\ud800"]),
    organisation=_TEXT,
    box=_TEXT,
)
def test_whatever_comes_a_label_obeys_or_is_refused(addressee: str, **address: Any) -> None:
    """Total over all text: a label that is made keeps every rule of the standard; a refusal has its reasons."""
    found = address_label(addressee, Address(**address), COUNTRIES, latin=str.upper)
    if isinstance(found, NotPrintable):
        assert found.problems
        assert {each.code for each in found.problems} <= set(CODES)
        return
    abroad = address["country"] in COUNTRIES
    assert len(found.lines) <= MOST_LINES + abroad
    assert all(line and line == line.strip() and len(line) <= LINE_LENGTH for line in found.lines)
    assert found.lines[-1] == found.lines[-1].upper()
    assert not any(unicodedata.category(char)[0] in "CZ" and char != " " for line in found.lines for char in line)
