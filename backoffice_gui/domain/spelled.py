"""Text as every database takes it: what cannot be written is spelled out, so that nothing of it is lost."""

from __future__ import annotations

__all__ = ["spelled"]


def spelled(text: str) -> str:
    r"""The text with lone surrogates (no encoding has them) and NUL (PostgreSQL has none) spelled out: `\udcff`.

    A form, a clipboard or a shell can bring along either.
    """
    if "\0" in text:
        text = text.replace("\0", "\\x00")
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
