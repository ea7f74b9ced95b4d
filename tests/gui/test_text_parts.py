"""What attachments are, in words."""

from __future__ import annotations

from backoffice_gui.domain.preview import Flag, Kind
from backoffice_gui.gui.text_parts import flag_text, kind_text


def test_each_kind_and_each_flag_has_words(qapp: object) -> None:
    """What has no preview is said to have none; no two kinds read alike."""
    assert len({kind_text(kind) for kind in (None, *Kind)}) == len(Kind) + 1
    assert all(flag_text(flag).endswith(".") for flag in Flag)
    assert "500" in flag_text(Flag.TOO_MANY_PAGES)
