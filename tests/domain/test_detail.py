"""A submission opened, as values."""

from __future__ import annotations

from backoffice_gui.domain.detail import FieldValue, FormShape, FormView, PartView, Section


def test_what_a_person_wrote_is_kept_as_it_is() -> None:
    """A value is never corrected; a warning stands beside it."""
    field = FieldValue("birth_date", "1985-13-45", "not_a_date")
    view = FormView(FormShape.KNOWN, "contact_change", (Section("person", None, (field,)),))
    assert view.sections[0].fields[0].value == "1985-13-45"
    assert view.note is None
    assert FieldValue("email", "x").warning is None


def test_a_part_is_what_its_manifest_says() -> None:
    """Its name is data: nothing of it is opened or made a path."""
    assert PartView(1, "../../x", "image/png", 3, "0" * 64).name == "../../x"
