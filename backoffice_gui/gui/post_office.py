"""What the window may ask about this workstation; `wiring` makes it, structurally.

All take their time: the window calls them through `bridge.Query` and `bridge.Command` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backoffice_gui.domain.office import Changes
    from backoffice_gui.domain.post import Post, PostCheck

__all__ = ["PostOffice"]


class PostOffice(Protocol):
    """The configuration in force, and how it holds."""

    def post(self) -> Post:
        """The settings, and who fixed them."""
        ...

    def configure(self, changes: Mapping[str, str]) -> Changes:
        """Settle these keys (`transfer.url` …) in the configuration file; what changed is noted in the journal.

        Precautions and backups hold at once, the others once the office is made anew.

        Raises `ConfigurationError` (`url`, `unreadable`), `UsageError` (`setting-fixed`, `setting-value`,
        `setting-folder`, `folder`), `DiskFull`.
        """
        ...

    def note_preference(self, name: str, value: str) -> Changes:
        """Note in the journal what the agent chose for this window; nothing while the desk is not open."""
        ...

    def check_post(self) -> tuple[PostCheck, ...]:
        """Every check, in order; the site is asked for its list without collecting."""
        ...
