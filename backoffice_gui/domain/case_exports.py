"""What leaves the house of cases, where to and what for, and which addresses stopped a print."""

from __future__ import annotations

from dataclasses import dataclass

from backoffice_gui.domain.case_list import CaseColumn
from backoffice_gui.domain.postal import NotPrintable

__all__ = ["Going", "LabelRefused", "TableWanted"]


@dataclass(frozen=True, slots=True)
class TableWanted:
    """The columns in order, and the kind of file (`csv`, `ods`, `xlsx`)."""

    columns: tuple[CaseColumn, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Going:
    """Where something goes, and what for; `replacing` writes over what lies there, where a person said so."""

    file: str
    purpose: str
    replacing: bool = False


@dataclass(frozen=True, slots=True)
class LabelRefused:
    """A case whose address can't be printed; `why` names each problem, and what would make it fit."""

    case: int
    number: str
    why: NotPrintable
