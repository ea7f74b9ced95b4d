"""Who a person says to be and where they can be reached, exactly as declared in a form (protocol §6).

Identities are declarations, not persons: two forms of one person give two of them, and neither
corrects the other (domain.md §7.2, §7.3). Doubts stand beside them, never in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from backoffice_gui.domain import form_fields as fields
from backoffice_gui.domain.dates import PartialDate
from backoffice_gui.domain.declared import Declared, DeclaredDate, Doubt, Left, Notes

__all__ = ["Address", "Contact", "Identity", "address_in", "contact_in", "identity_in", "identity_of"]


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as declared; an empty text or tuple where the form says nothing.

    `sex` is `F`, `M`, `X` or what was sent instead; countries are ISO 3166-1 alpha-2, or what was sent;
    `birth_date_declared` tells a date on the person's word from one on a document.
    """

    family_name: str = ""
    used_name: str = ""
    given_names: tuple[str, ...] = ()
    sex: str = ""
    birth: DeclaredDate = field(default_factory=DeclaredDate)
    birth_date_declared: bool | None = None
    birth_place: str = ""
    birth_country: str = ""
    nationalities: tuple[str, ...] = ()
    ofpra_number: str = ""
    foreigner_number: str = ""

    @property
    def birth_date(self) -> PartialDate | None:
        """The date of birth with its unknown parts; nothing where none could be read."""
        return self.birth.date

    @property
    def given(self) -> str:
        """The given names as one text, separated by commas (domain.md §7.2)."""
        return ", ".join(self.given_names)


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address as declared: its lines as they were sent, never cut or merged.

    `organisation` and `box` name the host of a person without stable housing, who shares its address with hundreds.
    """

    lines: tuple[str, ...] = ()
    postcode: str = ""
    town: str = ""
    country: str = ""
    organisation: str = ""
    box: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return self == Address()

    @property
    def hosted(self) -> bool:
        """Whether it is an organisation's: such an address says nothing about who lives there."""
        return bool(self.organisation.strip() or self.box.strip())


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a person can be reached; nothing where the form does not speak of it, empty where it says "none"."""

    address: Address | None = None
    email: str | None = None
    phone: str | None = None


_NOBODY = Identity()
_SEX = fields.one_of(("F", "M", "X"))


def identity_in(declared: Declared) -> Identity:
    """Read an identity, and keep what is left of the object."""
    if not declared.present:
        return _NOBODY
    read = Identity(
        family_name=declared.text("family_name", fields.name),
        used_name=declared.text("used_name", fields.name),
        given_names=declared.texts("given_names", fields.name),
        sex=declared.text("sex", _SEX),
        birth=declared.date("birth_date"),
        birth_date_declared=declared.flag("birth_date_declared"),
        birth_place=declared.text("birth_place"),
        birth_country=declared.text("birth_country", fields.country),
        nationalities=declared.texts("nationalities", fields.country),
        ofpra_number=declared.text("ofpra_number", fields.ofpra_number),
        foreigner_number=declared.text("foreigner_number", fields.foreigner_number),
    )
    declared.rest()
    return read


def identity_of(value: Any) -> tuple[Identity, tuple[Doubt, ...], tuple[Left, ...]]:
    """Read an identity from any JSON value (`lenient_json`); what is no object gives an empty one, and is left."""
    notes = Notes()
    if not isinstance(value, Mapping):
        if value is not None:
            notes.doubt("", "wrong_type")
            notes.leave("", value)
        value = {}
    read = identity_in(Declared(value, "", notes))
    return read, tuple(notes.doubts), tuple(notes.left)


def address_in(declared: Declared) -> Address | None:
    """Read an address, and keep what is left of the object; nothing where none was sent."""
    if not declared.present:
        return None
    host = declared.child("domiciliation")
    read = Address(
        lines=declared.texts("lines", whole=fields.address_lines),
        postcode=declared.text("postcode"),
        town=declared.text("town"),
        country=declared.text("country", fields.country),
        organisation=host.text("organisation"),
        box=host.text("box"),
    )
    host.rest()
    declared.rest()
    return read


def contact_in(declared: Declared) -> Contact:
    """Read a contact, and keep what is left of the object."""
    read = Contact(
        address=address_in(declared.child("address")),
        email=declared.optional("email", fields.email),
        phone=declared.optional("phone", fields.phone),
    )
    declared.rest()
    return read
