"""What stands before the work: no configuration, no store yet, a store that can't be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from backoffice_gui.gui.bridge import Command, Query
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.pages.blocking import Blocking
from backoffice_gui.gui.pages.first_run import MakeStore, NotConfigured

if TYPE_CHECKING:
    from backoffice_gui.domain.office import Condition
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.office import Office
    from backoffice_gui.gui.post_office import PostOffice
    from backoffice_gui.gui.windows.panes import Panes

__all__ = ["Doors"]


class Doors(QObject):
    """Shows the one that is closed; each is built when it is first needed."""

    retried = Signal()
    """The agent wants to look again."""
    renewed = Signal()
    """The configuration was written: the office is to be made anew."""

    def __init__(self, bridge: Bridge, panes: Panes, config_file: str) -> None:
        super().__init__(panes)
        self._bridge, self._panes, self._config_file = bridge, panes, config_file
        self._need: NotConfigured | None = None
        self._office: PostOffice | None = None
        self._blocking: Blocking | None = None
        self._make: MakeStore | None = None

    def show_need(self, failure: Failure | None) -> None:
        """What an administrator must supply."""
        if self._need is None:
            self._need = NotConfigured(self._panes)
            self._need.retried.connect(self.retried)
            self._need.form.settled.connect(self._configure)
        self._need.show_need(self._config_file, failure)
        self._need.form.setVisible(False)
        self._panes.show_alone(self._need)
        self._need.retry.setFocus()

    def offer_form(self, office: PostOffice) -> None:
        """Let what is needed be filled in here: the office is there, and says what is settled already."""
        self._office, need = office, self._need
        if need is not None:
            self._bridge.ask(Query(need, office.post, need.form.show_post, lambda _: None, replaces="form"))

    def _configure(self, changes: dict[str, str]) -> None:
        office, need = self._office, self._need
        if office is not None and need is not None:
            self._bridge.do(
                Command(need, lambda: office.configure(changes), lambda _: self.renewed.emit(), need.form.show_failure)
            )

    def show_make(self, office: Office) -> None:
        """The making of the store."""
        if self._make is None:
            self._make = MakeStore(self._bridge, office, self._panes)
            self._make.made.connect(self.retried)
        self._panes.show_alone(self._make)
        self._make.prepare_code.setFocus()

    def show_blocking(self, failure: Failure) -> None:
        """Why the store can't be used."""
        if self._blocking is None:
            self._blocking = Blocking(self._panes)
            self._blocking.retried.connect(self.retried)
        self._blocking.show_failure(failure)
        self._panes.show_alone(self._blocking)
        self._blocking.retry.setFocus()

    def show_condition(self, condition: Condition) -> None:
        """Why the store can't be used, by the office's own word."""
        self.show_blocking(Failure(condition.code or "STO-001", condition.reason, dict(condition.facts), retry=True))
