"""Phones, e-mail and postal addresses: as they are compared, as they are shown, and what is odd (domain.md §7.5).

What was typed is kept beside. Nobody is called, written to or looked up: an address is odd by its form only.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, PhoneNumberType
from rapidfuzz.distance import DamerauLevenshtein

from backoffice_gui.domain.identifiers import plain_digits
from backoffice_gui.domain.identity import Address
from backoffice_gui.domain.names import folded

__all__ = ["REACH_WARNINGS", "Reach", "address_key", "email", "phone"]

REACH_WARNINGS = ("phone_odd", "phone_foreign", "phone_no_sms", "email_odd", "email_domain_doubtful")
"""Every code word that can stand beside a phone or an e-mail address."""

_LONGEST = 254
_HOME = "FR"
_FRENCH_CODES = frozenset({33, 262, 590, 594, 596})
# Overseas numbers written as at home: their first digits, and the region they are dialled in.
_OVERSEAS = {
    "0590": "GP",
    "0690": "GP",
    "0691": "GP",
    "0594": "GF",
    "0694": "GF",
    "0596": "MQ",
    "0696": "MQ",
    "0697": "MQ",
    "0262": "RE",
    "0263": "RE",
    "0692": "RE",
    "0693": "RE",
    "0269": "YT",
    "0639": "YT",
}
_SMS = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})

# Where most people have their address; a domain that is one slip away from one of these is doubtful.
_FREQUENT = (
    *("gmail.com", "hotmail.com", "hotmail.fr", "outlook.com", "outlook.fr", "yahoo.com", "yahoo.fr", "live.com"),
    *("live.fr", "icloud.com", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net", "mail.ru", "msn.com"),
)
_KNOWN = frozenset(
    (*_FREQUENT, "ymail.com", "mail.com", "email.com", "gmx.com", "gmx.fr", "me.com", "mac.com", "aol.com")
)

_STREETS = {
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "boul": "boulevard",
    "all": "allee",
    "imp": "impasse",
    "pl": "place",
    "rte": "route",
    "chem": "chemin",
    "che": "chemin",
    "fg": "faubourg",
    "fbg": "faubourg",
    "sq": "square",
    "res": "residence",
    "bat": "batiment",
    "st": "saint",
    "ste": "sainte",
    "apt": "appartement",
    "appt": "appartement",
}
_CIVILITIES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "et", "ou"})


@dataclass(frozen=True, slots=True)
class Reach:
    """A phone number or e-mail address: `raw` as typed, `key` as compared and indexed, `shown` as an agent reads it.

    The key of what is odd is its plain text: two who typed the same odd thing still share it.
    """

    raw: str
    key: str
    shown: str
    warnings: tuple[str, ...] = ()


def _plain(text: str) -> str:
    kept = "".join(char for char in text if unicodedata.category(char)[0] not in "CZ")
    return kept.casefold()[:_LONGEST]


def _parsed(raw: str) -> PhoneNumber | None:
    """The number, where it can be one; letters and a second number are not guessed away."""
    plain = plain_digits(raw)
    if not plain.removeprefix("+").isdecimal() or len(plain) > 20:
        return None
    region = _OVERSEAS.get(plain[:4], _HOME) if len(plain) == 10 else _HOME
    try:
        number = phonenumbers.parse(plain, region)
    except NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None


def phone(raw: str) -> Reach:
    """A phone number: E.164 as key; French ones shown as `06 12 34 56 78`, others with their country code.

    Warnings: `phone_odd` (no number by its form), `phone_foreign`, `phone_no_sms` (a fixed or special
    line, which gets no notice of a new document).
    """
    number = _parsed(raw)
    if number is None:
        return Reach(raw, _plain(plain_digits(raw)), raw, ("phone_odd",) if raw.strip() else ())
    french = number.country_code in _FRENCH_CODES
    form = PhoneNumberFormat.NATIONAL if french else PhoneNumberFormat.INTERNATIONAL
    warnings = []
    if not phonenumbers.is_valid_number(number):
        warnings.append("phone_odd")
    elif phonenumbers.number_type(number) not in _SMS:
        warnings.append("phone_no_sms")
    if not french:
        warnings.append("phone_foreign")
    key = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return Reach(raw, key, phonenumbers.format_number(number, form), tuple(warnings))


def _is_slip(domain: str) -> bool:
    """Whether it looks like a well-known domain with one letter wrong, missing, doubled or swapped."""
    return domain not in _KNOWN and any(
        DamerauLevenshtein.distance(domain, known, score_cutoff=1) == 1 for known in _FREQUENT
    )


def email(raw: str) -> Reach:
    """An e-mail address; its key is without case, and has the domain in ASCII (IDNA).

    The local part is shown as it was typed. Warnings: `email_odd`, `email_domain_doubtful` (`gmial.com`).
    """
    text = raw.strip()
    try:
        if len(text) > _LONGEST:
            raise EmailNotValidError
        read = validate_email(text, check_deliverability=False, globally_deliverable=False, test_environment=True)
    except EmailNotValidError:
        return Reach(raw, _plain(text), raw, ("email_odd",) if text else ())
    domain = read.ascii_domain.lower()
    if "." not in domain:
        return Reach(raw, _plain(text), raw, ("email_odd",))
    key = f"{unicodedata.normalize('NFKC', read.local_part).casefold()}@{domain}"
    return Reach(raw, key, f"{read.local_part}@{read.domain}", ("email_domain_doubtful",) if _is_slip(domain) else ())


def _line(text: str) -> str:
    return " ".join(_STREETS.get(word, word) for word in folded(text[:_LONGEST]).split())


def address_key(address: Address, addressee: str = "") -> str:
    """A postal address as it is compared between persons, without the person; empty where too little was said.

    `addressee` is every name of the person: lines of nothing but these are left out, because two who live
    at one place write different ones. Streets are compared by their long words (`av` is `avenue`).
    """
    mine = {*folded(addressee).split(), *_CIVILITIES}
    lines = [_line(line) for line in address.lines[:40]]
    place = " ".join(line for line in lines if not set(line.split()) <= mine)
    postcode = plain_digits(address.postcode[:20]).lower().encode("utf-8", "ignore").decode("utf-8")
    town = f"{postcode} {_line(address.town)}".strip()
    if not place or not town:
        return ""
    box = _line(address.box)
    country = folded(address.country[:20]) or "fr"
    return f"{place}|{box}|{town}|{country}"[:500]
