"""`cases export`: a view or chosen cases as a table, one case's sheet, address labels; each for a purpose."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.cli.case_lists import Wanted, asked
from backoffice_gui.cli.console import Console
from backoffice_gui.cli.options import typed
from backoffice_gui.domain.case_exports import Going, LabelRefused, TableWanted
from backoffice_gui.domain.case_list import CaseColumn
from backoffice_gui.domain.sheets import Manifest
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring.case_session import CaseSession, case_session

__all__ = ["ExportWanted", "export"]

_PDF = "pdf"
_REFUSED = 1
_ALL = tuple(CaseColumn)


@dataclass(frozen=True, slots=True)
class ExportWanted:
    """Cases by number, or a view; the kind of file (else by its name), columns by their words, a sheet of labels."""

    numbers: tuple[str, ...]
    view: Wanted
    kind: str = ""
    columns: str = ""
    labels: str = ""


def export(console: Console, wanted: ExportWanted, to: Path, purpose: str) -> int:
    """Write the file and its manifest; 1 where addresses stop the labels."""
    kind = wanted.kind or to.suffix.removeprefix(".").lower()
    named = bool(wanted.view.view or wanted.view.filter)
    if named == bool(wanted.numbers):
        raise UsageError("export-what")
    with case_session(console.settings(), console.clock, console.passphrase) as session:
        going = Going(str(to.expanduser().absolute()), typed(purpose))
        numbers = [session.cases.numbered(number).case for number in wanted.numbers]
        if wanted.labels:
            made = session.cases.exports.labels(numbers or _of_view(console, session, wanted), wanted.labels, going)
        elif kind == _PDF:
            if len(numbers) != 1:
                raise UsageError("export-sheet")
            made = session.cases.exports.sheet(numbers[0], going)
        else:
            made = _table(console, session, wanted, (numbers, kind, going))
    if isinstance(made, Manifest):
        _told(console, made)
        return 0
    _refused(console, made)
    return _REFUSED


def _table(console: Console, session: CaseSession, wanted: ExportWanted, how: tuple[list[int], str, Going]) -> Manifest:
    numbers, kind, going = how
    columns = _columns(wanted.columns)
    exports = session.cases.exports
    if numbers:
        return exports.chosen(numbers, TableWanted(columns or _ALL, kind), going, lambda _: None, lambda: False)
    view = asked(console, session, wanted.view)
    shown = columns or view.columns
    return exports.view(view.query, TableWanted(shown, kind), going, lambda _: None, lambda: False)


def _of_view(console: Console, session: CaseSession, wanted: ExportWanted) -> list[int]:
    query = asked(console, session, wanted.view).query
    return [row.case for row in session.cases.page(query, 0, session.cases.exports.most_labels + 1).rows]


def _columns(text: str) -> tuple[CaseColumn, ...]:
    """Columns by their code words, in the order in which they are named."""
    known = {column.value: column for column in CaseColumn}
    names = text.replace(",", " ").split()
    if unknown := [name for name in names if name not in known]:
        raise UsageError("column-unknown", name=unknown[0], columns=" ".join(known))
    return tuple(dict.fromkeys(known[name] for name in names))


def _told(console: Console, made: Manifest) -> None:
    line = {
        "file": made.file,
        "format": made.format,
        "rows": made.rows,
        "size": made.size,
        "sha256": made.sha256,
        "altered": {each.reason: each.cells for each in made.altered},
    }
    console.result(line, console.words.say("cases.exported", file=made.file, rows=made.rows, sha256=made.sha256))


def _refused(console: Console, refused: tuple[LabelRefused, ...]) -> None:
    """Which addresses stop the print: nothing was written."""
    for each in refused:
        problems = [{"code": one.code, "line": one.line, "by": one.by} for one in each.why.problems]
        said = " · ".join(
            console.words.say(f"cases.address.{one.code}", line=one.line, by=one.by) for one in each.why.problems
        )
        console.result({"number": each.number, "problems": problems}, f"{each.number:<15}  {said}")
    console.note(console.words.say("cases.labels_refused", count=len(refused)))
