"""An applicant's file name made harmless for a folder of ours, its extension by what the file is.

The name they gave is shown elsewhere, isolated; here it becomes a name that no system takes for a path, a device, an
option, a hidden file, a program, or for another name than it looks like.
"""

from __future__ import annotations

import unicodedata

from backoffice_gui.domain.preview import Kind, extension_of, sniff

__all__ = ["OCTETS", "safe_name"]

OCTETS = 140
"""UTF-8 octets of a whole name: under what encrypted home folders (143) and Windows' paths leave."""
_EMPTY = "document"
_UNKNOWN = "bin"

_EXTENSIONS = {
    Kind.PDF: ("pdf",),
    Kind.PNG: ("png",),
    Kind.JPEG: ("jpg", "jpeg", "jpe", "jfif"),
    Kind.TIFF: ("tif", "tiff"),
    Kind.WEBP: ("webp",),
    Kind.GIF: ("gif",),
    Kind.TEXT: ("txt", "csv"),
}
"""What a document of a kind may be called; the first where it is called otherwise."""
_CONTAINERS = (
    (0, b"PK\x03\x04", ("docx", "odt", "xlsx", "ods", "pptx", "odp", "zip")),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("doc", "xls", "ppt", "msg")),
    (0, b"{\\rtf", ("rtf",)),
    (0, b"BM", ("bmp",)),
    (4, b"ftyp", ("heic", "heif", "avif", "mp4", "mov", "m4a", "3gp")),
)
"""Of what has no preview: where its signature stands, and what it may keep being called."""
_FORBIDDEN = frozenset('<>:"|?*/\\')
_DEVICES = {"con", "prn", "aux", "nul", "clock$", "conin$", "conout$"} | {
    name + digit for name in ("com", "lpt") for digit in "0123456789¹²³"
}
_LEADING = " .-~_"


def safe_name(name: str, head: bytes) -> str:
    """A name for a file whose first octets (4 KiB are enough) are `head`: never empty, at most `OCTETS` octets.

    Only the last part of a path is kept; what is invisible or turns the direction of writing goes (Unicode Cc, Cf, Cs,
    Co, Cn), what Windows forbids becomes `_`, its devices are no names (Microsoft, *Naming Files, Paths, and
    Namespaces*). An extension that is not the file's own becomes part of the name, before the right one.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    kept = unicodedata.normalize("NFC", "".join(map(_harmless, last)))  # what stood apart may now be one letter
    plain = " ".join(kept.split()).lstrip(_LEADING).rstrip(" .")
    stem, extension = _typed(plain, head)
    stem = _fitting(stem, OCTETS - len(extension) - 1) or _EMPTY
    if stem.partition(".")[0].rstrip(" ").casefold() in _DEVICES:
        stem = f"_{stem}"
    return f"{stem}.{extension}"


def _harmless(character: str) -> str:
    category = unicodedata.category(character)
    if category.startswith("Z") or character in "\t\r\n":
        return " "
    if category.startswith("C"):
        return ""
    return "_" if character in _FORBIDDEN else character


def _typed(name: str, head: bytes) -> tuple[str, str]:
    """The name without its extension, and the extension that is the file's own."""
    shown = sniff(head)
    allowed = _EXTENSIONS[shown] if shown is not None else (_UNKNOWN, *_contained(head))
    said = extension_of(name)
    if said in allowed:
        return name.rpartition(".")[0], said
    if said:
        stem, _, wrong = name.rpartition(".")
        name = f"{stem}_{wrong}"
    return name, allowed[0]


def _contained(head: bytes) -> tuple[str, ...]:
    for place, signature, extensions in _CONTAINERS:
        if head[place:].startswith(signature):
            return extensions
    return ()


def _fitting(stem: str, octets: int) -> str:
    """As much of it as fits, cut between characters and before a combining one, without a blank or dot at its end."""
    room = min(octets, OCTETS - 1 - len(_UNKNOWN)) - 1
    kept = stem.encode("utf-8")[:room].decode("utf-8", "ignore")
    if len(kept) < len(stem):
        while kept and unicodedata.combining(stem[len(kept)]):
            kept = kept[:-1]
    return kept.rstrip(" .")
