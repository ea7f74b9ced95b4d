"""All of the caseload that the window is given: what it asks of cases, of what came with them, and to take out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from backoffice_gui.gui.case_office import CaseOffice
from backoffice_gui.gui.case_verbs import CaseVerbs

if TYPE_CHECKING:
    from backoffice_gui.domain.authority import Authority
    from backoffice_gui.gui.attachment_office import AttachmentOffice
    from backoffice_gui.gui.colleague_office import ColleagueOffice
    from backoffice_gui.gui.export_office import ExportOffice
    from backoffice_gui.gui.journal_office import JournalOffice
    from backoffice_gui.gui.outbox_office import OutboxOffice
    from backoffice_gui.gui.retention_office import RetentionOffice
    from backoffice_gui.gui.team_office import TeamOffice

__all__ = ["CaseDesk"]


class CaseDesk(CaseOffice, CaseVerbs, Protocol):
    """The caseload with its neighbours."""

    @property
    def authority(self) -> Authority:
        """What the one who sits here may do: what he may not is not offered. Returns at once."""
        ...

    @property
    def attachments(self) -> AttachmentOffice:
        """Previews, and copies that are saved."""
        ...

    @property
    def journal(self) -> JournalOffice:
        """Who did what, and who looked at what."""
        ...

    @property
    def retention(self) -> RetentionOffice:
        """How long things are kept: what is due, holds, purges."""
        ...

    @property
    def outbox(self) -> OutboxOffice:
        """The line to a team's server, and what waits for it."""
        ...

    @property
    def exports(self) -> ExportOffice:
        """Tables, sheets and labels."""
        ...

    @property
    def team(self) -> TeamOffice:
        """Who is in the team, for those who look after it."""
        ...

    @property
    def colleagues(self) -> ColleagueOffice:
        """Who else is there."""
        ...
