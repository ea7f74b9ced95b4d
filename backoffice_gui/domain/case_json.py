"""What was declared, as JSON in the casebook's columns, and read again: nothing is lost on the way.

Members that a newer version wrote and this one does not know are skipped when read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from backoffice_gui.domain.case_forms import CertificateWish, Parent
from backoffice_gui.domain.dates import parse_edtf, shown
from backoffice_gui.domain.declared import DeclaredDate
from backoffice_gui.domain.identity import Address, Identity

__all__ = [
    "address_json",
    "address_text",
    "event_json",
    "event_text",
    "identity_json",
    "identity_of_members",
    "listed_json",
    "read_address",
    "read_identity",
    "read_list",
    "read_members",
]

_NUMBER = re.compile(r"[0-9]{1,6} ?[A-Za-z]?")
"""A box that is a bare number; `BP 12` and the like say by themselves what they are."""


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _filled(**members: Any) -> dict[str, Any]:
    """Only what was said."""
    return {name: value for name, value in members.items() if value not in ("", (), [], None)}


def _identity(identity: Identity) -> dict[str, Any]:
    return _filled(
        family_name=identity.family_name,
        used_name=identity.used_name,
        given_names=identity.given_names,
        sex=identity.sex,
        birth_date=identity.birth.raw,
        birth_date_declared=identity.birth_date_declared,
        birth_place=identity.birth_place,
        birth_country=identity.birth_country,
        nationalities=identity.nationalities,
        ofpra_number=identity.ofpra_number,
        foreigner_number=identity.foreigner_number,
    )


def identity_json(identity: Identity) -> str:
    """An identity as declared, under the names of the form's members (protocol §6)."""
    return _json(_identity(identity))


def identity_of_members(members: Mapping[str, Any]) -> Identity:
    """An identity of the members that `identity_json` writes."""
    raw = _text(members, "birth_date")
    declared = members.get("birth_date_declared")
    return Identity(
        family_name=_text(members, "family_name"),
        used_name=_text(members, "used_name"),
        given_names=_texts(members, "given_names"),
        sex=_text(members, "sex"),
        birth=DeclaredDate(raw, parse_edtf(raw.strip())),
        birth_date_declared=declared if isinstance(declared, bool) else None,
        birth_place=_text(members, "birth_place"),
        birth_country=_text(members, "birth_country"),
        nationalities=_texts(members, "nationalities"),
        ofpra_number=_text(members, "ofpra_number"),
        foreigner_number=_text(members, "foreigner_number"),
    )


def read_identity(text: str) -> Identity:
    """What `identity_json` wrote."""
    return identity_of_members(read_members(text))


def address_json(address: Address | None) -> str:
    """A postal address as declared; an empty text where nothing was said."""
    if address is None or address.empty:
        return ""
    members = _filled(
        lines=address.lines,
        postcode=address.postcode,
        town=address.town,
        country=address.country,
        organisation=address.organisation,
        box=address.box,
    )
    return _json(members)


def read_address(text: str) -> Address | None:
    """What `address_json` wrote; nothing where nothing was said."""
    if not text:
        return None
    members = read_members(text)
    names = ("postcode", "town", "country", "organisation", "box")
    return Address(_texts(members, "lines"), *(_text(members, name) for name in names))


def _parent(parent: Parent) -> dict[str, Any]:
    return _filled(family_name=parent.family_name, given_names=parent.given_names)


def event_json(wish: CertificateWish) -> str:
    """What a certificate is about: date, place, country, spouse and parents."""
    event = wish.event
    members = _filled(
        date=event.date.raw,
        place=event.place,
        country=event.country,
        spouse=None if wish.spouse is None else _identity(wish.spouse),
        parents=[_parent(each) for each in wish.parents],
    )
    return _json(members) if members else ""


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def address_text(text: str, countries: Mapping[str, str] | None = None) -> str:
    """An address as people read it, a line each; what is not ours is shown as it stands.

    The host of a person without stable housing is named, unless a line of the address does so already; a box
    without its host says what it is. `countries`: names by code, where the country is to be read in words.
    """
    address = read_address(text) if _is_object(text) else None
    if address is None or address.empty:
        return text
    said = " ".join(address.lines).casefold()
    host = " ".join(each for each in (address.organisation, address.box) if each and each.casefold() not in said)
    if host and host == address.box and _NUMBER.fullmatch(host):
        host = f"boîte {host}"
    country = (countries or {}).get(address.country, address.country)
    town = " ".join(each for each in (address.postcode, address.town) if each)
    return "\n".join(each for each in (*address.lines, host, town, country) if each)


def event_text(text: str) -> str:
    """What a certificate is about, in one line: the day as a French reader writes it, place, country, spouse."""
    members = read_members(text) if _is_object(text) else {}
    if not members:
        return text
    day = _text(members, "date")
    read = parse_edtf(day.strip())
    spouse = members.get("spouse")
    who = ""
    if isinstance(spouse, Mapping):
        who = " ".join((_text(spouse, "family_name"), *_texts(spouse, "given_names"))).strip()
    parts = (day if read is None else shown(read), _text(members, "place"), _text(members, "country"), who)
    return " · ".join(each for each in parts if each)


def listed_json(values: tuple[str, ...]) -> str:
    """A list of texts; an empty text for none."""
    return _json(values) if values else ""


def read_list(text: str) -> tuple[str, ...]:
    """What `listed_json` wrote."""
    return tuple(value for value in json.loads(text) if isinstance(value, str)) if text else ()


def read_members(text: str) -> dict[str, Any]:
    """An object; an empty one where there is none."""
    value = json.loads(text) if text else {}
    return value if isinstance(value, dict) else {}


def _text(members: Mapping[str, Any], name: str) -> str:
    value = members.get(name, "")
    return value if isinstance(value, str) else ""


def _texts(members: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = members.get(name, ())
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list | tuple) else ()
