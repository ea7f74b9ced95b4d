"""What the window may ask about attachments."""

from __future__ import annotations

import inspect

import pytest

from backoffice_gui.gui.attachment_office import AttachmentOffice
from backoffice_gui.wiring.attachments import Attachments
from tests.support.attachments import MemoryAttachments

_ASKED = [name for name in vars(AttachmentOffice) if not name.startswith("_")]


@pytest.mark.parametrize("kind", [Attachments, MemoryAttachments])
@pytest.mark.parametrize("name", _ASKED)
def test_both_keep_the_protocol(name: str, kind: type) -> None:
    """Each method is there, with the parameters asked for."""
    asked, given = inspect.signature(getattr(AttachmentOffice, name)), inspect.signature(getattr(kind, name))
    assert [p.name for p in asked.parameters.values()] == [p.name for p in given.parameters.values()]


def test_the_memory_one_is_one_too() -> None:
    """For the tests of the window."""
    office: AttachmentOffice = MemoryAttachments()
    office.warm()
    opened = office.open_part(1, 2)
    assert len(opened.document.pages) == 3
    picture = office.picture(0, 0.5, 90)
    assert len(picture.rgba) == picture.width * picture.height * 4
    assert office.text(0)
    office.close_part()
