"""The journal's events by pages: five million are never loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt

from backoffice_gui.gui import formats
from backoffice_gui.gui.models.paged import PagedModel
from backoffice_gui.gui.plain import one_line, tooltip
from backoffice_gui.gui.text_journal import action_text, object_text, result_text, role_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backoffice_gui.domain.journal import JournalLine

__all__ = ["JournalModel"]

translate = QCoreApplication.translate

_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
_TIP = Qt.ItemDataRole.ToolTipRole


class JournalModel(PagedModel["JournalLine"]):
    """One event a row; read only."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(frozenset({_ACCESSIBLE, _TIP}), parent)

    def _key(self, row: JournalLine) -> int:
        return row.n

    def _headers(self) -> Sequence[str]:
        return (
            translate("JournalModel", "Date et heure"),
            translate("JournalModel", "Agent"),
            translate("JournalModel", "Action"),
            translate("JournalModel", "Objet"),
            translate("JournalModel", "Résultat"),
            translate("JournalModel", "Poste"),
        )

    def _to_the_right(self, section: int) -> bool:
        return False

    def _text(self, row: JournalLine, section: int) -> str:
        return self._cells(row)[section]

    @staticmethod
    def _cells(row: JournalLine) -> tuple[str, ...]:
        who = one_line(row.agent) if row.agent else role_text(row.role)
        return (
            formats.full_moment(row.at, seconds=True), who, action_text(row.verb), object_text(row), result_text(row),
            one_line(row.post) if row.post else "—",
        )  # fmt: skip

    def _more(self, row: JournalLine, section: int, role: int) -> Any:
        if role == _ACCESSIBLE:
            return self.sentence(row) if section == 0 else None
        return self._tip(row)

    @staticmethod
    def _tip(row: JournalLine) -> str:
        """Everything that the event says, as it stands in the chain."""
        number = translate("JournalModel", "Événement n° {n}").format(n=formats.number(row.n))
        said = [
            number,
            f"{row.verb} · {row.role} · {row.object}",
            *(f"{name} : {value}" for name, value in row.details),
        ]
        return tooltip("\n".join(said))

    def sentence(self, row: JournalLine) -> str:
        """The whole row in one sentence, for a screen reader."""
        return ", ".join(cell for cell in self._cells(row) if cell and cell != "—")
