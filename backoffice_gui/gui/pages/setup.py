"""The first run as five steps, one after the other: where one is, what comes, back and on.

What was filled in stays when one goes back. Each step writes what it settles before the next is shown.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.widgets.labels import Heading, Muted

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Setup", "Step"]

translate = QCoreApplication.translate


class Step(enum.Enum):
    """The steps, in order; a value is kept where one stopped in the middle."""

    WELCOME = "welcome"
    SITE = "site"
    COPIES = "copies"
    STORE = "store"
    TRIAL = "trial"


def _name(step: Step) -> str:
    return {
        Step.WELCOME: translate("Setup", "Bienvenue"),
        Step.SITE: translate("Setup", "Le site et ses certificats"),
        Step.COPIES: translate("Setup", "Les copies"),
        Step.STORE: translate("Setup", "La base et son code de secours"),
        Step.TRIAL: translate("Setup", "L’essai"),
    }[step]


class Setup(QWidget):
    """Shows one of its pages under the list of all; who owns it says what may be gone back to or on from."""

    back_asked = Signal()
    """The step before."""
    forward_asked = Signal()
    """The step after."""

    def __init__(self, pages: Mapping[Step, QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = dict(pages)
        self.step = Step.WELCOME
        self._given: frozenset[Step] = frozenset()
        self._where, self._all = Heading("", 1, self), Muted("", self)
        self._stack = QStackedWidget(self)
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.back = QPushButton(self.tr("Précédent"), self)
        self.back.clicked.connect(self.back_asked)
        self.forward = QPushButton(self.tr("Suivant"), self)
        self.forward.clicked.connect(self.forward_asked)
        head = QVBoxLayout()
        head.setContentsMargins(em(self), em(self) // 2, em(self), 0)
        head.addWidget(self._where)
        head.addWidget(self._all)
        foot = QHBoxLayout()
        foot.setContentsMargins(em(self), 0, em(self), em(self) // 2)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.forward)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addLayout(head)
        body.addWidget(self._stack, 1)
        body.addLayout(foot)

    @property
    def text(self) -> str:
        """Where one is, as it is said."""
        return self._where.text()

    def show_given(self, steps: frozenset[Step]) -> None:
        """What the machine's policy settles is ticked in the list, and said to be: nothing is left to do there."""
        self._given = steps
        self._name_all()

    def _name_all(self) -> None:
        ticked = self.tr("{n}. {name} ✓ (fixé par votre administration)")
        plain = "{n}. {name}"
        said = [
            (ticked if each in self._given else plain).format(n=n, name=_name(each)) for n, each in enumerate(Step, 1)
        ]
        self._all.setText(" → ".join(said))

    @property
    def steps(self) -> str:
        """The list of all, as it is said."""
        return self._all.text()

    def show_step(self, step: Step, *, back: bool = True, forward: bool = False) -> None:
        """Show a step; whether there is a way back, and one on that needs no doing."""
        self.step = step
        order = list(Step)
        number = order.index(step) + 1
        said = self.tr("Étape {n} sur {count} · {name}").format(n=number, count=len(order), name=_name(step))
        self._where.setText(said)
        self._name_all()
        self._stack.setCurrentWidget(self._pages[step])
        self.back.setVisible(back)
        self.forward.setVisible(forward)
        announce(self, said)
