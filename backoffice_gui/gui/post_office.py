"""What the window may ask about this workstation; `wiring` makes it, structurally.

Both take their time: the window calls them through `bridge.Query` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from backoffice_gui.domain.post import Post, PostCheck

__all__ = ["PostOffice"]


class PostOffice(Protocol):
    """The configuration in force, and how it holds."""

    def post(self) -> Post:
        """The settings, and who fixed them."""
        ...

    def check_post(self) -> tuple[PostCheck, ...]:
        """Every check, in order; the site is asked for its list without collecting."""
        ...
