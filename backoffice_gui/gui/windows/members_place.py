"""*Équipe* in the window: the members, read when one comes here and whenever they changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from backoffice_gui.domain.authority import Action
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.gui.bridge import Command, Query
from backoffice_gui.gui.pages.team import TeamPage
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.text import in_a_line
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.admit_dialog import AdmitDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.authority import Authority
    from backoffice_gui.domain.team import Member, Service, Wanted
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.team_office import TeamOffice
    from backoffice_gui.gui.windows.panes import Panes

__all__ = ["MembersPlace"]

_Read = tuple[tuple["Member", ...], tuple["Service", ...]]


class MembersPlace(QObject):
    """Joins the page, the panes and the office; it lives as long as its page."""

    def __init__(self, bridge: Bridge, office: TeamOffice, authority: Authority, panes: Panes) -> None:
        page = TeamPage(panes)
        super().__init__(page)
        self.page = page
        self._bridge, self._office, self._panes = bridge, office, panes
        self.dialog: AdmitDialog | None = None
        page.allow(changing=authority.may(Action.CHANGE_ROLES))
        page.refresh_asked.connect(self.refresh)
        page.admit_asked.connect(self._compare)
        page.changed.connect(self._change)
        page.ended.connect(self._end)
        panes.add_place(Place.TEAM, page)
        panes.went.connect(self._went)
        bridge.changed.connect(self._changed)

    def _went(self, place: Place) -> None:
        if place is Place.TEAM:
            self.refresh()

    def _changed(self, changes: Changes, _by: object) -> None:
        if Topic.TEAM in changes.topics and self._panes.navigation.place is Place.TEAM:
            self.refresh()

    def refresh(self) -> None:
        """Read who is in the team."""

        def read() -> _Read:
            return self._office.members(), self._office.services()

        def show(got: _Read) -> None:
            self.page.show_team(*got)

        self._bridge.ask(Query(self, read, show, self.page.show_failure, replaces="team"))

    def _do(self, call: Callable[[], Changes], words: str, failed: Callable[[Failure], None] | None = None) -> None:
        self._bridge.do(Command(self, call, lambda _: self.page.tell(words), failed or self.page.show_failure))

    def _compare(self, member: Member) -> None:
        dialog = self.dialog = AdmitDialog(member, self.page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.compared.connect(self._admit)
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self, _result: int) -> None:
        self.dialog = None

    def _admit(self, agent: str, fingerprint: str) -> None:
        words = self.tr("{agent} est admis : son poste s’ouvrira au prochain essai.").format(agent=one_line(agent))
        self._do(lambda: self._office.admit(agent, fingerprint), words)

    def _change(self, agent: str, wanted: Wanted, seen: Wanted) -> None:
        words = self.tr("Droits de {agent} enregistrés.").format(agent=one_line(agent))
        self._do(lambda: self._office.change(agent, wanted, seen), words, self._not_changed)

    def _not_changed(self, failure: Failure) -> None:
        """What the page shows may be of before somebody else's change: it is read again beneath the sentence."""
        self.page.show_failure(failure)
        self.refresh()

    def _end(self, agent: str) -> None:
        named = one_line(agent)
        ended = self.tr("L’accès de {agent} est retiré. La clé de l’équipe est en train d’être refaite…")
        made = self.tr("L’accès de {agent} est retiré, et la clé de l’équipe est refaite pour les autres.")
        left = self.tr("L’accès de {agent} est retiré, mais la clé de l’équipe n’a pas été refaite :")

        def done(_changes: Changes) -> None:
            self.page.tell(ended.format(agent=named))
            self._bridge.do(
                Command(
                    self,
                    self._office.renew,
                    lambda _: self.page.tell(made.format(agent=named)),
                    lambda failure: self.page.tell(f"{left.format(agent=named)} {in_a_line(failure)}", Tone.WARNING),
                )
            )

        self._bridge.do(Command(self, lambda: self._office.disable(agent), done, self.page.show_failure))
