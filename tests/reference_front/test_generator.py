"""Whole submissions, ordinary and strange."""

from __future__ import annotations

import io
import json
import random

from PIL import Image
from pypdf import PdfReader

from backoffice_gui.reference_front.generator import STRANGE, form_part, strange, submission
from backoffice_gui.reference_front.intake import NewSubmission, turned_away
from backoffice_gui.reference_front.pace import Limits
from backoffice_gui.reference_front.papers import MARK


def _octets(new: NewSubmission) -> list[tuple[str, str, bytes]]:
    return [(part.name, part.media_type, b"".join(part.pieces)) for part in new.parts]


def test_the_same_seed_makes_the_same_submission() -> None:
    """Kind, names and every octet."""
    first, again = (submission(random.Random("demo:1")) for _ in range(2))
    assert (first.kind, _octets(first)) == (again.kind, _octets(again))


def test_each_one_is_marked_as_a_demonstration() -> None:
    """The form says so, and so does each attachment, which opens."""
    kinds, types = set(), set()
    for n in range(60):
        made = submission(random.Random(f"demo:{n}"))
        (_name, _type, form), *attached = _octets(made)
        assert json.loads(form)["demonstration"] == MARK
        kinds.add(made.kind)
        for _name, media_type, octets in attached:
            types.add(media_type)
            if media_type == "application/pdf":
                assert MARK in PdfReader(io.BytesIO(octets), strict=True).pages[0].extract_text()
            else:
                with Image.open(io.BytesIO(octets)) as picture:
                    picture.verify()
    assert kinds == {"certificate_request", "contact_change"}
    assert types == {"application/pdf", "image/png"}


def test_proofs_are_the_attachments() -> None:
    """A change of contact names exactly the parts that follow its form."""
    for n in range(40):
        made = submission(random.Random(n))
        if made.kind == "contact_change":
            form = json.loads(b"".join(made.parts[0].pieces))
            assert form["proofs"] == list(range(1, len(made.parts)))


def test_an_ordinary_one_passes_the_form() -> None:
    """None is turned away for its size or its number of files."""
    assert all(turned_away(submission(random.Random(n)), Limits()) is None for n in range(60))


def test_the_strange_ones_are_strange_each_in_its_way() -> None:
    """Unknown kinds, no JSON, impossible dates, turned text, paths, empty parts, odd types."""
    made = [strange(random.Random(n), n) for n in range(len(STRANGE))]
    kinds = [one.kind for one in made]
    names = [part.name for one in made for part in one.parts]
    forms = [b"".join(one.parts[0].pieces) for one in made]
    assert "family_reunion_2031" in kinds
    assert any(" " in kind for kind in kinds)
    assert "../../etc/passwd" in names
    assert any("\u202e" in name for name in names)
    assert b"" in forms
    assert any(b"\xff" in form for form in forms)
    assert any(b"31/02/1985" in form for form in forms)
    assert any("\r" in part.media_type for one in made for part in one.parts)


def test_a_form_is_json() -> None:
    """Part 0 is UTF-8 as a browser would send it."""
    assert b"".join(form_part({"a": "é"}).pieces) == '{"a":"é"}'.encode()
