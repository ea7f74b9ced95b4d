"""The two forms of protocol §6 with every member they have, filled for invented people."""

from __future__ import annotations

import random

from backoffice_gui.reference_front.people import Person, address, email, partial_date, person, phone

__all__ = ["FORM_KINDS", "certificate_request", "contact_change"]

FORM_KINDS = ("certificate_request", "contact_change")

_RELATIONS = ("self", "self", "self", "self", "spouse", "ascendant", "descendant", "legal_representative")
_FORMS = {
    "birth": ("full_copy", "extract_with_parentage", "extract"),
    "marriage": ("full_copy", "extract_with_parentage", "extract"),
    "death": ("full_copy",),
}
_COMMENTS = (
    "",
    "",
    "DÉMO : demande inventée pour la démonstration.",
    "DÉMO : merci d’écrire à l’adresse de l’association.\nDeuxième ligne.",
    "DÉMO: هذا طلب وهمي للعرض فقط.",
    "ДЕМО / DÉMO: вымышленный запрос.",
    "DÉMO — እዚ ናይ መርኣያ ሕቶ እዩ።",
    "DÉMO 演示数据。",
)


def _certificate(rng: random.Random, holder: Person) -> dict[str, object]:
    kind = rng.choices(tuple(_FORMS), (70, 20, 10))[0]
    form = rng.choice(_FORMS[kind])
    parents = [person(rng) for _ in range(rng.choice((0, 1, 2, 2)))] if form != "extract" else []
    return {
        "type": kind,
        "form": form,
        "copies": rng.randint(1, 5),
        "event": {
            "date": holder.identity["birth_date"] if kind == "birth" else partial_date(rng, 1980, 2025),
            "place": holder.identity["birth_place"],
            "country": holder.identity["birth_country"],
        },
        "spouse": person(rng).identity if kind == "marriage" else None,
        "parents": [{"family_name": one.family_name, "given_names": one.given_names} for one in parents],
    }


def certificate_request(rng: random.Random) -> dict[str, object]:
    """A request for one to four civil-status certificates."""
    holder = person(rng)
    relation = rng.choice(_RELATIONS)
    asks = holder if relation == "self" else person(rng)
    return {
        "person": holder.identity,
        "requester": {"relation": relation, "family_name": asks.family_name, "given_names": asks.given_names},
        "certificates": [_certificate(rng, holder) for _ in range(rng.choice((1, 1, 1, 2, 3, 4)))],
        "delivery": address(rng, asks),
        "email": email(rng),
        "phone": phone(rng),
        "language": holder.language,
        "comment": rng.choice(_COMMENTS),
    }


def contact_change(rng: random.Random, proofs: int) -> dict[str, object]:
    """A change of contact details; `proofs` attachments follow as its parts 1, 2 and so on."""
    who = person(rng)

    def contact() -> dict[str, object]:
        return {"address": address(rng, who), "email": email(rng), "phone": phone(rng)}

    return {
        "person": who.identity,
        "status": rng.choice(("applicant", "protected")),
        "old": contact(),
        "new": contact(),
        "effective_date": f"2026-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        "proofs": list(range(1, proofs + 1)),
        "language": who.language,
        "comment": rng.choice(_COMMENTS),
    }
