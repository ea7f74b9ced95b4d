"""What the window may ask of the office behind it; `wiring` makes one, structurally.

All but `cases`, `poll_now` and `interrupt` may take their time: the window calls them through
`bridge.Query` and `bridge.Command` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from backoffice_gui.domain.office import LockCause
from backoffice_gui.gui.post_office import PostOffice
from backoffice_gui.gui.report_office import ReportOffice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backoffice_gui.domain.case_detail import Unkept
    from backoffice_gui.domain.collecting import Listener
    from backoffice_gui.domain.detail import Detail
    from backoffice_gui.domain.listing import Filter, ListQuery, Page
    from backoffice_gui.domain.monitor import Monitor
    from backoffice_gui.domain.office import Changes, Condition
    from backoffice_gui.gui.case_desk import CaseDesk

__all__ = ["LockOffice", "Office"]


class LockOffice(Protocol):
    """Locking the desk and opening it again; what each raises is a class of `errors.py`.

    In the state LOCKED `Condition.facts` has `passphrase` (1 where one is to be typed), `choose` (1 where the policy
    demands one and none was ever set: `set_passphrase("", new)` sets it and unlocks), `seconds` (to wait before the
    next try) and `waiting` (submissions that arrived since). What opens waits for its turn among the commands: given
    `turn()` of the moment it was asked for, it comes to nothing, without an error, where a lock came between.
    """

    def lock(self, cause: LockCause = LockCause.ASKED, drafts: Sequence[Unkept] = ()) -> Changes:
        """Close the casebook and drop the keys, within 300 ms; collecting goes on. What is locked stays so.

        `drafts` are kept as the last thing. For any thread, beside whatever the office does on others: it waits for no
        command, breaks off what runs, and what is being opened meanwhile is void.
        """
        ...

    def let_go(self, drafts: Sequence[Unkept] = ()) -> Changes:
        """The window is being closed: a team's server that is silent is waited for no longer than a second.

        What is on its way then is kept on this workstation, with `drafts`. For any thread, as `lock`; nothing happens
        where the server answers, or the store is one's own.
        """
        ...

    def turn(self) -> int:
        """How often it was locked; returns at once, for any thread."""
        ...

    def unlock(self, passphrase: str, turn: int | None = None) -> Changes:
        """Open the desk (`""` where the keyring alone opens it) and take in what came; raises `UnlockRefused`."""
        ...

    def set_passphrase(self, old: str, new: str, turn: int | None = None) -> Changes:
        """Set, change or remove (`new` empty) the passphrase; `old` is empty where there is none.

        Raises `UnlockRefused` for a wrong `old`; `UsageError`: `passphrase-short`, `passphrase-simple`,
        `passphrase-required` (the policy forbids removing it), `passphrase-key-file` (a key file opens this store).
        """
        ...

    def recover(self, code: str, passphrase: str, turn: int | None = None) -> Changes:
        """Open the desk with the recovery code, and set another passphrase (`""`: none); the key is kept anew.

        Raises `UsageError`: `code-differs` (not a code, or not this store's), `recovery-none` (the store has no
        recovery key), and what `set_passphrase` raises of `new`.
        """
        ...


class Office(LockOffice, PostOffice, ReportOffice, Protocol):
    """The office: raises classes of `errors.py`, returns frozen values of `domain`."""

    def condition(self) -> Condition:
        """Whether there is something to work with."""
        ...

    def prepare_store(self) -> str:
        """The recovery code to show once, or nothing where an administrator's key file is the recovery."""
        ...

    def make_store(self, typed_code: str) -> Changes:
        """Try the code, then make the store in the proving order; `WrongKey` or `UsageError` if it doesn't match."""
        ...

    def count(self, wanted: Filter, /) -> int:
        """How many submissions the filter leaves."""
        ...

    def page(self, query: ListQuery, start: int, size: int) -> Page:
        """Rows `start` … `start + size - 1` of the list, fewer at its end."""
        ...

    def kinds(self) -> tuple[str, ...]:
        """The kinds the store knows."""
        ...

    def monitor(self) -> Monitor:
        """Everything about the transfer at this moment."""
        ...

    def detail(self, row: int) -> Detail:
        """One submission opened with the private key; audited."""
        ...

    def cases(self) -> CaseDesk | None:
        """The caseload; nothing while the casebook is sealed, or where there is none yet. Returns at once."""
        ...

    def poll_now(self) -> None:
        """Wake the collector; never blocks."""
        ...

    def close_incident(self, number: int, reason: str) -> Changes:
        """Close an incident with a person's reason; audited."""
        ...

    def start_collecting(self, listener: Listener) -> None:
        """Start the collector thread if no other process holds the store; returns at once."""
        ...

    def stop_collecting(self) -> None:
        """Stop it cleanly, within 5 s."""
        ...

    def interrupt(self) -> None:
        """Interrupt the read that is running (a superseded query)."""
        ...

    def close(self) -> None:
        """Close both databases."""
        ...
