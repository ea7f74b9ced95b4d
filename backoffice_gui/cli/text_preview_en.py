"""What the console says in English of an attachment that can't be looked at, and of the walls around its preview."""

from __future__ import annotations

__all__ = ["CIRCUMSTANCES", "PHRASES", "REASONS"]

CIRCUMSTANCES = {
    "PRE-001": (
        "This attachment can't be shown ({reason}).",
        "It is kept as it came; it was opened nowhere else.",
        "Ask the person for another copy, or save the attachment with a reason.",
    )
}

REASONS = {
    "PRE-001/preview-empty": (
        "This attachment came without any content: 0 octets.",
        "Ask the person for another copy.",
    ),
    "PRE-001/preview-unsupported": (
        "There is no preview of this kind of file.",
        "PDF, images (PNG, JPEG, TIFF, WebP, GIF) and plain texts are shown.",
    ),
    "PRE-001/preview-encrypted": (
        "This attachment is protected by a password.",
        "Ask the person for a copy without a password.",
    ),
    "PRE-001/preview-broken": (
        "This attachment is damaged, or not made like an ordinary document.",
        "Ask the person for another copy.",
    ),
    "PRE-001/preview-timeout": (
        "This page needs more time than the preview has (20 seconds).",
        "Look at another page, or ask for a simpler copy.",
    ),
    "PRE-001/preview-memory": (
        "This attachment needs more memory than the preview has (512 MiB).",
        "Ask for a lighter copy.",
    ),
    "PRE-001/preview-unavailable": (
        "The preview can't be opened without danger on this machine, so it isn't.",
        "Tell your administrator, who will run “backoffice doctor”.",
    ),
    "PRE-001/preview-closed": (
        "The preview was closed before the answer.",
        "Open the attachment again.",
    ),
}

PHRASES = {
    "doctor.preview": "Attachment preview",
    "doctor.capture": "Screen captures",
    "doctor.says.captures_excluded": "the window is left out of them",
    "doctor.says.captures_show": "this system can leave no window out of them; it is seen (exclude_capture)",
    "doctor.says.walls": "walled in ({walls})",
}
