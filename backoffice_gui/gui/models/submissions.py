"""A hundred thousand submissions, two hundred at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt

from backoffice_gui.domain.listing import Column
from backoffice_gui.gui import formats
from backoffice_gui.gui.models.paged import ROW_ROLE, PagedModel
from backoffice_gui.gui.text_counts import Counted
from backoffice_gui.gui.text_words import column_text, kind_text, stage_hint, stage_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QIcon

    from backoffice_gui.domain.facts import Stage
    from backoffice_gui.domain.listing import Row

__all__ = ["COLUMNS", "ROW_ROLE", "SubmissionsModel"]

translate = QCoreApplication.translate

COLUMNS = (Column.STAGE, Column.SEQ, Column.KIND, Column.RECEIVED, Column.PARTS, Column.SIZE)
"""The columns in the order shown."""

_DECORATION = Qt.ItemDataRole.DecorationRole
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
_TIP = Qt.ItemDataRole.ToolTipRole
_RIGHT_COLUMNS = frozenset({Column.PARTS, Column.SIZE})


class SubmissionsModel(PagedModel["Row"]):
    """The list's rows by pages."""

    def __init__(self, icon: Callable[[Stage], QIcon], parent: QObject | None = None) -> None:
        super().__init__(frozenset({_DECORATION, _ACCESSIBLE, _TIP}), parent)
        self._icon = icon
        self._names = tuple(column_text(column) for column in COLUMNS)
        self._shown = {Column.STAGE: self._stage, Column.SEQ: self._seq, Column.KIND: self._kind,
                       Column.RECEIVED: self._received, Column.PARTS: self._parts, Column.SIZE: self._size}  # fmt: skip

    def _key(self, row: Row) -> int:
        return row.row

    def _headers(self) -> Sequence[str]:
        return self._names

    def _to_the_right(self, section: int) -> bool:
        return COLUMNS[section] in _RIGHT_COLUMNS

    def _text(self, row: Row, section: int) -> str:
        return self._shown[COLUMNS[section]](row)

    def _more(self, row: Row, section: int, role: int) -> Any:
        if section == 0:
            return self._of_first(row, role)
        return self._tip(row, COLUMNS[section]) if role == _TIP else None

    def _of_first(self, row: Row, role: int) -> Any:
        if role == _DECORATION:
            return self._icon(row.stage)
        if role == _ACCESSIBLE:
            return self.sentence(row)
        return stage_hint(row.stage) if role == _TIP else None

    def _tip(self, row: Row, column: Column) -> str | None:
        if column is Column.RECEIVED:
            return formats.full_moment(row.first_seen_at, seconds=True)
        return row.id if column is Column.SEQ else None

    def sentence(self, row: Row) -> str:
        """The whole row in one sentence, for a screen reader."""
        return translate(
            "SubmissionsModel", "Demande {seq}, {kind}, {stage}, reçue le {moment}, {parts}, {size}"
        ).format(
            seq=row.seq,
            kind=kind_text(row.kind),
            stage=stage_text(row.stage),
            moment=formats.full_moment(row.first_seen_at),
            parts=Counted().parts(row.parts),
            size=formats.size_text(row.size),
        )

    def _stage(self, row: Row) -> str:
        return stage_text(row.stage)

    def _seq(self, row: Row) -> str:
        return str(row.seq)

    def _kind(self, row: Row) -> str:
        return kind_text(row.kind)

    def _received(self, row: Row) -> str:
        return formats.short_moment(row.first_seen_at)

    def _parts(self, row: Row) -> str:
        return str(row.parts)

    def _size(self, row: Row) -> str:
        return formats.size_text(row.size)
