"""What the window may ask of a desk's company: who has which case open, who writes, and how others are heard.

Everything here returns at once, on any thread: what is said is told to the server by the listening thread, and what is
asked is what was last heard. That it is another now comes as `Bridge.heard`, with `Heard.company`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from backoffice_gui.domain.colleagues import HeardBy, Hearing
    from backoffice_gui.domain.presence import Company, Patience

__all__ = ["ColleagueOffice"]


class ColleagueOffice(Protocol):
    """The company of one desk; alone in an embedded store, where nothing here does or says anything."""

    @property
    def patience(self) -> Patience:
        """How long silence is waited for."""
        ...

    def hear(self, told: HeardBy) -> None:
        """From now on `told` (`Bridge.hear`) hears what is done, on the listening thread, while the desk is open."""
        ...

    def hearing(self) -> Hearing:
        """By which way others are heard: for the health view."""
        ...

    def company(self) -> Company:
        """Who has what open and who writes, as last heard."""
        ...

    def show(self, case: int | None) -> None:
        """This desk shows a case from now on, and the one before no more; `None`: no case at all."""
        ...

    def write(self, case: int) -> None:
        """The agent types about a case: at each key, if one likes. Nothing comes of it while a colleague writes."""
        ...

    def stop_writing(self, case: int) -> None:
        """What was being written was sent, or given up."""
        ...

    def keep_on(self, case: int) -> None:
        """A colleague asked to take over, and this agent goes on writing: the question is answered."""
        ...

    def ask_for(self, case: int) -> None:
        """Take over from who writes: at once where that one is silent, else by asking; the company says which.

        Once `Editing.ends_at` has passed, the same again takes over; whoever wrote hears it (`Company.lost`).
        """
        ...
