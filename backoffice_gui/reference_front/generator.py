"""Whole submissions: a form and its attachments, ordinary or strange, the same for the same randomness."""

from __future__ import annotations

import random
from collections.abc import Callable

import msgspec

from backoffice_gui.reference_front.forms import certificate_request, contact_change
from backoffice_gui.reference_front.intake import NewPart, NewSubmission
from backoffice_gui.reference_front.papers import MARK, pdf, png

__all__ = ["STRANGE", "form_part", "strange", "submission"]

_PDF_TITLES = ("Justificatif de domicile", "Attestation de domiciliation", "Copie du titre de séjour", "Acte inventé")
_PDF_NAMES = (
    "justificatif.pdf",
    "attestation domiciliation.pdf",
    "Scan 2026-03-14 (2).pdf",
    "وثيقة.pdf",
    "документ.pdf",
)
_PNG_NAMES = ("photo.png", "IMG_20260314_101500.png", "Capture d’écran.png", "ሰነድ.png", "扫描.png")


def form_part(form: object) -> NewPart:
    """Part 0: the form as JSON."""
    return NewPart("form.json", "application/json", (msgspec.json.encode(form),))


def _attachment(rng: random.Random) -> NewPart:
    padding = int(min(rng.expovariate(1 / 40_000), 900_000))
    if rng.random() < 0.6:
        octets = pdf(rng, rng.choice(_PDF_TITLES), rng.randint(1, 3), padding)
        return NewPart(rng.choice(_PDF_NAMES), "application/pdf", (octets,))
    return NewPart(rng.choice(_PNG_NAMES), "image/png", (png(rng, padding),))


def submission(rng: random.Random) -> NewSubmission:
    """An ordinary submission of one of the two kinds, marked as a demonstration."""
    attached = tuple(_attachment(rng) for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 3))))
    if rng.random() < 0.55:
        kind, form = "certificate_request", certificate_request(rng)
    else:
        kind, form = "contact_change", contact_change(rng, len(attached))
    return NewSubmission(kind, (form_part({"demonstration": MARK, **form}), *attached))


def _unknown_kind(_rng: random.Random) -> NewSubmission:
    return NewSubmission("family_reunion_2031", (form_part({"demonstration": MARK, "members": [1, None, {"a": "b"}]}),))


def _odd_kind(rng: random.Random) -> NewSubmission:
    return NewSubmission("Étrange Démo!\u202e<b>", submission(rng).parts)


def _not_json(_rng: random.Random) -> NewSubmission:
    broken = NewPart("form.json", "application/json", (b'{"person": {"family_name": "D\xc9MO \xff',))
    return NewSubmission("certificate_request", (broken,))


def _invalid_dates(rng: random.Random) -> NewSubmission:
    form = contact_change(rng, 0)
    form["person"] = {
        **dict.fromkeys(("family_name", "used_name"), "EXEMPLE"),
        "birth_date": "31/02/1985",
        "birth_country": "??",
    }
    form["effective_date"] = "0000-99-99"
    return NewSubmission("contact_change", (form_part({"demonstration": MARK, **form}),))


def _turned_text(rng: random.Random) -> NewSubmission:
    form = contact_change(rng, 1)
    form["comment"] = "DÉMO \u202egnp.exe \u2066isolé\u2069 \u200f\ufeff\u0000 <script>alert(1)</script>\r\n=1+1"
    photo = NewPart("d\u00e9mo\u202egnp.exe", "image/png", (png(rng),))
    return NewSubmission("contact_change", (form_part({"demonstration": MARK, **form}), photo))


def _paths(rng: random.Random) -> NewSubmission:
    names = ("../../etc/passwd", "C:\\CON", "/absolu.pdf", "", ".", "a/\x00b", "é" * 127, "form.json")
    attached = tuple(NewPart(name, "application/pdf", (pdf(rng, "Acte inventé"),)) for name in names)
    return NewSubmission(
        "certificate_request", (form_part({"demonstration": MARK, **certificate_request(rng)}), *attached)
    )


def _empty_parts(_rng: random.Random) -> NewSubmission:
    empty = NewPart("vide.pdf", "application/pdf", ())
    return NewSubmission("contact_change", (NewPart("form.json", "application/json", ()), empty))


def _odd_types(_rng: random.Random) -> NewSubmission:
    attached = (
        NewPart("page.html", "text/html\r\nX: 1", (b"<h1>D\xc3\x89MO</h1>",)),
        NewPart("x", "", (b"MZ D\xc3\x89MO",)),
    )
    return NewSubmission("certificate_request", (form_part([MARK, [[]], 1e300, "nested"]), *attached))


STRANGE: tuple[Callable[[random.Random], NewSubmission], ...] = (
    _unknown_kind,
    _odd_kind,
    _not_json,
    _invalid_dates,
    _turned_text,
    _paths,
    _empty_parts,
    _odd_types,
)
"""What is merely strange: to be stored raw, acknowledged and shown, each in its turn."""


def strange(rng: random.Random, n: int) -> NewSubmission:
    """The n-th strange submission (they repeat)."""
    return STRANGE[n % len(STRANGE)](rng)
