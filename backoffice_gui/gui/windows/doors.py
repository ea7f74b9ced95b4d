"""What stands before the work: the five steps of the first run, a store that can't be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from backoffice_gui.gui.bridge import Command, Query
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.pages.blocking import Blocking
from backoffice_gui.gui.pages.first_run import MakeStore, NotConfigured
from backoffice_gui.gui.pages.setup import Setup, Step
from backoffice_gui.gui.pages.setup_steps import CopiesStep, TrialStep, WelcomeStep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from backoffice_gui.domain.office import Changes, Condition
    from backoffice_gui.domain.post import Post
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.office import Office
    from backoffice_gui.gui.pages.window_form import WindowForm
    from backoffice_gui.gui.preferences import Preferences
    from backoffice_gui.gui.widgets.trial import Trial
    from backoffice_gui.gui.windows.panes import Panes

__all__ = ["Doors"]

_KEPT = "setup/step"
_AWAY, _AGAIN_MS = "STO-015", 10_000
"""A team's server that is away comes back by itself: so often it is looked for."""


class Doors(QObject):
    """Shows the one that is closed; each is built when it is first needed.

    Which step of the first run was reached is kept in the preferences: who stops in the middle goes on there.
    """

    retried = Signal()
    """The agent wants to look again."""
    renewed = Signal()
    """The configuration was written: the office is to be made anew."""

    def __init__(
        self,
        bridge: Bridge,
        panes: Panes,
        config_file: str,
        preferences: Preferences,
        own: Callable[[], WindowForm] | None = None,
    ) -> None:
        super().__init__(panes)
        self._bridge, self._panes, self._config_file = bridge, panes, config_file
        self._preferences, self._own = preferences, own
        self._office: Office | None = None
        self._blocking: Blocking | None = None
        self._again = QTimer(self, interval=_AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self._look_again)
        self._setup: Setup | None = None
        self._need: NotConfigured
        self._copies: CopiesStep
        self._make: MakeStore
        self._last: TrialStep
        self._configured = False
        self._fresh = False
        self._unbegun = False
        """The site is settled by others, and no step of the first run was reached: it is looked for where to begin."""

    # the steps

    def _built(self) -> Setup:
        if self._setup is None:
            self._need = NotConfigured(self._panes)
            self._need.retried.connect(self.retried)
            self._need.form.settled.connect(self._configure)
            self._need.trial.asked.connect(self._try_site)
            self._copies = CopiesStep(self._panes)
            self._copies.settled.connect(self._keep_copies)
            self._make = MakeStore(self._bridge, self._panes)
            self._make.made.connect(self._made)
            self._last = TrialStep(self._panes)
            self._last.trial.asked.connect(self._try_all)
            self._last.begun.connect(self._begin)
            self._setup = Setup(
                {
                    Step.WELCOME: WelcomeStep(None if self._own is None else self._own(), self._panes),
                    Step.SITE: self._need,
                    Step.COPIES: self._copies,
                    Step.STORE: self._make,
                    Step.TRIAL: self._last,
                },
                self._panes,
            )
            self._setup.back_asked.connect(self._back)
            self._setup.forward_asked.connect(self._forward)
        return self._setup

    @property
    def kept(self) -> Step | None:
        """The step at which the first run was left, where it was not ended."""
        word = self._preferences.text(_KEPT)
        return next((step for step in Step if step.value == word), None)

    def _show(self, step: Step) -> None:
        setup = self._built()
        self._preferences.keep_text(_KEPT, step.value)
        on = step in {Step.WELCOME, Step.COPIES} or (step is Step.SITE and self._configured)
        setup.show_step(step, back=step not in {Step.WELCOME, Step.TRIAL}, forward=on)
        self._panes.show_alone(setup)
        first = {
            Step.WELCOME: setup.forward,
            Step.SITE: self._need.retry,
            Step.COPIES: setup.forward,
            Step.STORE: self._make.prepare_code,
            Step.TRIAL: self._last.begin,
        }
        first[step].setFocus()

    def _back(self) -> None:
        order = list(Step)
        self._show(order[max(0, order.index(self._built().step) - 1)])

    def _forward(self) -> None:
        step = self._built().step
        if step is Step.COPIES:
            self._copies.go_on()
        else:
            self._show(Step.SITE if step is Step.WELCOME else Step.COPIES)

    # what the office's condition asks for

    def show_need(self, failure: Failure | None) -> None:
        """What an administrator must supply; a fault in the file is said at once."""
        self._built()
        self._configured = False
        self._need.show_need(self._config_file, failure)
        self._need.form.setVisible(False)
        known = self._panes.isVisible() and self._setup is not None and self._setup.isVisible()
        begin = self.kept is None and failure is None and not known
        self._show(Step.WELCOME if begin or (self.kept is Step.WELCOME and failure is None) else Step.SITE)

    def offer_form(self, office: Office) -> None:
        """Let what is needed be filled in here: the office is there, and says what is settled already."""
        self._office = office
        self._built()

        def told(post: Post) -> None:
            self._need.show_post(post)
            self._copies.show_post(post)
            self._told(post)

        self._bridge.ask(Query(self._need, office.post, told, lambda _: None, replaces="form"))

    def _told(self, post: Post) -> None:
        """What a policy settles is ticked; where others have configured the workstation it begins at what is open."""
        setup = self._built()
        fixed = {each.key: each.fixed for each in post.settings}
        keys: dict[Step, Iterable[str]] = {Step.SITE: self._need.form.fields, Step.COPIES: self._copies.rows}
        known = {step: [fixed[key] for key in of_step if key in fixed] for step, of_step in keys.items()}
        setup.show_given(frozenset(step for step, found in known.items() if found and all(found)))
        unbegun, self._unbegun = self._unbegun, False
        if unbegun and setup.step is Step.STORE and self._make.untouched and self._copies.open:
            self._show(Step.COPIES)

    def show_make(self, office: Office) -> None:
        """The site is settled: what was written is tried, then come the copies and the making of the store."""
        self._built()
        self._configured = True
        self._need.show_known(self._config_file)
        self._make.use(office)
        self.offer_form(office)
        if self._fresh:
            self._fresh = False
            self._show(Step.SITE)
            self._need.try_site()
            return
        kept = self.kept
        self._unbegun = self._unbegun or kept is None
        self._show(kept if kept in {Step.WELCOME, Step.SITE, Step.COPIES} else Step.STORE)

    @property
    def trying(self) -> bool:
        """Whether the store was made and its trial has not been ended: work waits for it."""
        return self.kept is Step.TRIAL

    def show_trial(self, office: Office) -> None:
        """All is there: it is tried."""
        shown = self._setup is not None and self._setup.isVisible() and self._setup.step is Step.TRIAL
        self._office = office
        if not shown:
            self._show(Step.TRIAL)
            self._last.trial.begin()

    # what a step settles

    def _configure(self, changes: dict[str, str]) -> None:
        office, need = self._office, self._need
        if office is None:
            return

        def written(_: Changes) -> None:
            self._fresh = True
            self.renewed.emit()

        self._bridge.do(Command(need, lambda: office.configure(changes), written, need.form.show_failure))

    def _keep_copies(self, changes: dict[str, str]) -> None:
        office = self._office
        if not changes or office is None:
            self._show(Step.STORE)
            return

        def written(_: Changes) -> None:
            self._preferences.keep_text(_KEPT, Step.STORE.value)
            self.renewed.emit()

        self._bridge.do(Command(self._copies, lambda: office.configure(changes), written, self._copies.show_failure))

    def _try_site(self) -> None:
        self._try(self._need.trial)

    def _try_all(self) -> None:
        self._try(self._last.trial)

    def _try(self, trial: Trial) -> None:
        office = self._office
        if office is not None:
            self._bridge.ask(Query(trial, office.check_post, trial.show_checks, trial.show_failure, apart=True))

    def _made(self) -> None:
        self._preferences.keep_text(_KEPT, Step.TRIAL.value)
        self.retried.emit()

    def _begin(self) -> None:
        self._preferences.keep_text(_KEPT, "")
        self.retried.emit()

    # what can't be used

    def show_blocking(self, failure: Failure) -> None:
        """Why the store can't be used."""
        if self._blocking is None:
            self._blocking = Blocking(self._panes)
            self._blocking.retried.connect(self.retried)
        seen = self._blocking.isVisible()
        self._blocking.show_failure(failure)
        self._panes.show_alone(self._blocking)
        if not seen:
            self._blocking.retry.setFocus()
        if failure.code == _AWAY:
            self._again.start()

    def _look_again(self) -> None:
        if self._blocking is not None and self._blocking.isVisible():
            self.retried.emit()

    def show_condition(self, condition: Condition) -> None:
        """Why the store can't be used, by the office's own word."""
        self.show_blocking(Failure(condition.code or "STO-001", condition.reason, dict(condition.facts), retry=True))
