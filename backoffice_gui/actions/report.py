"""Writing the conformity report of a period into a folder: the paper, and its figures as two tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from backoffice_gui.actions.export_file import export_paper, export_table, manifest_path
from backoffice_gui.documents.exports.conformity_tables import coverage_table, days_table, incidents_table
from backoffice_gui.documents.papers import Typesetter
from backoffice_gui.documents.papers.conformity_report import conformity_report
from backoffice_gui.documents.report_words import report_words
from backoffice_gui.domain.conformity import Conformity
from backoffice_gui.domain.sheets import Manifest, TableFormat
from backoffice_gui.errors import UsageError

__all__ = ["PIECES", "ReportGoing", "write_report"]

PIECES = 4
"""Files of a report, without their manifests."""
_PURPOSE = "conformity report for the data protection officer"


@dataclass(frozen=True, slots=True)
class ReportGoing:
    """Where a report goes, in which language (`fr`, `en`), and whether one that is there gives way."""

    folder: Path
    language: str = "fr"
    replacing: bool = False


def write_report(
    known: Conformity,
    going: ReportGoing,
    typesetter: Typesetter,
    *,
    progress: Callable[[int], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Manifest, ...]:
    """Write `conformite-2026-11.pdf`, `-jours.csv`, `-incidents.csv`, `-releve.csv`, with manifests; all or none.

    A period that has not ended makes `conformite-2026-11-provisoire…`. `progress` is told the files written. Raises
    `UsageError` (`export-exists`, `folder`, `export-cancelled`), `DiskFull`.
    """
    words = report_words(going.language)
    stem = f"conformite-{known.period.name}" + ("-provisoire" if known.provisional else "")
    tables = (
        ("jours", days_table(known, words)),
        ("incidents", incidents_table(known, words)),
        ("releve", coverage_table(known, words)),
    )
    paths = [going.folder / f"{stem}.pdf", *(going.folder / f"{stem}-{name}.csv" for name, _ in tables)]
    if not going.replacing:
        taken = next((path for path in paths if path.exists() or manifest_path(path).exists()), None)
        if taken is not None:
            raise UsageError("export-exists", file=str(taken))
    paper = conformity_report(known, words, typesetter)
    how: dict[str, Any] = {"purpose": _PURPOSE, "made_at": known.as_of, "replacing": going.replacing}
    writing: list[Callable[[], Manifest]] = [
        partial(export_paper, paper.octets, paths[0], pages=paper.pages, altered=paper.altered, **how)
    ]
    for path, (_, table) in zip(paths[1:], tables, strict=True):
        writing.append(partial(export_table, table, TableFormat.CSV, path, **how))
    return _written(writing, paths, progress, cancelled, replacing=going.replacing)


def _written(
    writing: Sequence[Callable[[], Manifest]],
    paths: Sequence[Path],
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
    *,
    replacing: bool,
) -> tuple[Manifest, ...]:
    """Write one after the other; half a report is none."""
    made: list[Manifest] = []
    try:
        for write in writing:
            if cancelled():
                raise UsageError("export-cancelled")
            made.append(write())
            progress(len(made))
    except BaseException:
        if not replacing:
            _take_back(paths[: len(made)])
        raise
    return tuple(made)


def _take_back(paths: Sequence[Path]) -> None:
    for path in paths:
        for each in (path, manifest_path(path)):
            with suppress(OSError):  # what is told is why it failed
                each.unlink(missing_ok=True)
