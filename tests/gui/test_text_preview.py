"""Each reason for which an attachment can't be looked at has a sentence of its own in the window."""

from __future__ import annotations

import ast
from pathlib import Path

from backoffice_gui.gui.text_preview import PREVIEW

_ROOM = Path(__file__).resolve().parents[2] / "backoffice_gui" / "documents" / "preview"


def _raised() -> set[str]:
    calls = (
        n
        for file in _ROOM.glob("*.py")
        for n in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(n, ast.Call)
    )
    named = (c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "PreviewRefused" and c.args)
    return {str(c.args[0].value) for c in named if isinstance(c.args[0], ast.Constant)}


def test_every_reason_is_told_apart() -> None:
    """All that the room gives, no other, and no two with one title or one advice."""
    assert PREVIEW.keys() == {"PRE-001", *(f"PRE-001:{reason}" for reason in _raised())}
    assert len({title for title, *_ in PREVIEW.values()}) == len(PREVIEW)
    assert len({happened for _, happened, *_ in PREVIEW.values()}) == len(PREVIEW)
    assert len({advice for *_, advice in PREVIEW.values()}) == len(PREVIEW)
