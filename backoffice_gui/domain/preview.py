"""What crosses to the window about an attachment that is looked at: frozen values, pixels and text, never the file.

The numbers have passed the caller's own checks (`documents.preview`): a `Document` has at most `PAGES_SHOWN`
pages, a `Picture` at most `SIDE` pixels a side and exactly four octets a pixel.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

__all__ = [
    "PAGES_SHOWN",
    "SIDE",
    "TURNS",
    "Document",
    "Flag",
    "Kind",
    "PageSize",
    "Picture",
    "Protections",
    "differs",
    "extension_of",
    "sniff",
]

PAGES_SHOWN = 500
"""Pages of one document that can be looked at; how many there are in all is told."""
SIDE = 4096
"""Pixels a side that a picture never exceeds."""
TURNS = (0, 90, 180, 270)
"""Degrees, clockwise, that a page can be turned by."""


class Kind(enum.Enum):
    """What a document is by its own first octets; there is no preview of anything else."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"
    WEBP = "webp"
    GIF = "gif"
    TEXT = "text"


class Flag(enum.Enum):
    """What the reader of a document should know of it."""

    TYPE_DIFFERS = "type_differs"
    """It is not what its name or its declared type says."""
    ENCRYPTED = "encrypted"
    """It is encrypted, but opens without a password."""
    HAS_JAVASCRIPT = "has_javascript"
    """It carries a script, which is never run here."""
    HAS_ATTACHMENTS = "has_attachments"
    """Other files are embedded in it; they are not shown."""
    HAS_DYNAMIC_FORM = "has_dynamic_form"
    """An XFA form: what other programs show may not be what its pages say."""
    TOO_MANY_PAGES = "too_many_pages"
    """Only its first `PAGES_SHOWN` pages are shown."""
    MORE_FRAMES = "more_frames"
    """An animation, of which the first frame is shown."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page's size at zoom 1: points of a PDF, pixels of an image, nothing of a text."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Protections:
    """Which walls stand around the process that decodes; each was tried after it was put up.

    `limits`: memory, processor time, no new file, no file written, no core. `no_new_privileges`: and not
    inspectable by others. `landlock`: the kernel's ABI, 0 where it has none. `seccomp`: the filter of system
    calls. `job`: Windows' Job Object. `low_integrity`: Windows' token lowered.
    """

    limits: bool = False
    no_new_privileges: bool = False
    landlock: int = 0
    seccomp: bool = False
    job: bool = False
    low_integrity: bool = False

    @property
    def enough(self) -> bool:
        """Whether a document of an applicant may be opened behind them: memory and time are bounded."""
        return self.limits or self.job

    @property
    def whole(self) -> bool:
        """Whether nothing is missing: on Linux the kernel's own walls, on Windows the job and the lowered token."""
        return (self.limits and self.landlock > 0 and self.seccomp) or (self.job and self.low_integrity)

    @property
    def names(self) -> tuple[str, ...]:
        """The walls that stand, in words for a list (`landlock-7`)."""
        given = {
            "limits": self.limits,
            "no-new-privileges": self.no_new_privileges,
            f"landlock-{self.landlock}": self.landlock > 0,
            "seccomp": self.seccomp,
            "job": self.job,
            "low-integrity": self.low_integrity,
        }
        return tuple(name for name, stands in given.items() if stands)


@dataclass(frozen=True, slots=True)
class Document:
    """A document that opened: `pages` can be shown, `total` is how many it says it has."""

    kind: Kind
    total: int
    pages: tuple[PageSize, ...]
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels of a page: rows from the top, four octets each (R, G, B, A; A is always 255), without padding."""

    width: int
    height: int
    rgba: bytes | bytearray


_SIGNATURES = (
    (b"%PDF-", Kind.PDF),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"II+\0", Kind.TIFF),
    (b"MM\0+", Kind.TIFF),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
)
_BLANK = b"\xef\xbb\xbf \t\r\n\0"
_SCRIPTED = (b"<", b"{\\rtf", b"%!", b"#!", b"PK", b"MZ")
"""Beginnings of what is text to the eye and a programme to others: markup, RTF, PostScript, scripts."""
_UNICODE = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_NEVER_IN_TEXT = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")

_EXTENSIONS = {
    "pdf": Kind.PDF,
    "png": Kind.PNG,
    "jpg": Kind.JPEG,
    "jpeg": Kind.JPEG,
    "jpe": Kind.JPEG,
    "jfif": Kind.JPEG,
    "tif": Kind.TIFF,
    "tiff": Kind.TIFF,
    "webp": Kind.WEBP,
    "gif": Kind.GIF,
    "txt": Kind.TEXT,
    "text": Kind.TEXT,
    "csv": Kind.TEXT,
    "log": Kind.TEXT,
    "md": Kind.TEXT,
    "json": Kind.TEXT,
}
_MEDIA_TYPES = {
    "application/pdf": Kind.PDF,
    "image/png": Kind.PNG,
    "image/jpeg": Kind.JPEG,
    "image/jpg": Kind.JPEG,
    "image/tiff": Kind.TIFF,
    "image/webp": Kind.WEBP,
    "image/gif": Kind.GIF,
    "text/plain": Kind.TEXT,
    "text/csv": Kind.TEXT,
    "application/json": Kind.TEXT,
}
_SAYS_NOTHING = ("", "application/octet-stream", "binary/octet-stream")
_LONGEST_EXTENSION = 5


def sniff(head: bytes) -> Kind | None:
    """What a document is by its first octets (a few KiB are enough); nothing where there is no preview of it.

    Signatures are compared, nothing is decoded. A PDF may have blanks before it, but nothing else: a reader
    that searches further takes a web page for a PDF.
    """
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    begun = head.lstrip(_BLANK)
    if begun.startswith(b"%PDF-"):
        return Kind.PDF
    return Kind.TEXT if _is_text(head, begun) else None


def _is_text(head: bytes, begun: bytes) -> bool:
    if head.startswith(_UNICODE[:2]):
        wide = head.translate(None, b"\0").lstrip(b"\xff\xfe" + _BLANK)
        return not wide.startswith(_SCRIPTED)
    if not head or begun.startswith(_SCRIPTED):
        return False
    return not _NEVER_IN_TEXT.intersection(head)


def differs(kind: Kind, declared: str, name: str) -> bool:
    """Whether a document is something else than its declared media type or its name's extension says.

    A type or an extension that is not there says nothing, nor does `application/octet-stream`.
    """
    media_type = declared.partition(";")[0].strip().lower()
    if media_type not in _SAYS_NOTHING and _MEDIA_TYPES.get(media_type) is not kind:
        return True
    extension = extension_of(name)
    return bool(extension) and _EXTENSIONS.get(extension) is not kind


def extension_of(name: str) -> str:
    """The extension of a file's name in small letters, without its dot; nothing where what follows a dot is none."""
    stem, _, extension = name.rstrip(". ").rpartition(".")
    is_one = bool(stem) and extension.isascii() and extension.isalnum() and len(extension) <= _LONGEST_EXTENSION
    return extension.lower() if is_one else ""
