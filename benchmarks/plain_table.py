"""The jump to the middle by `QSqlTableModel`, over a plain SQLite table of as many invented cases.

    python -m benchmarks.plain_table CASES

Qt has no driver for SQLCipher, so the table is not encrypted: an advantage that is left to the model.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile  # noqa: TID251  # a benchmark's table is invented, and goes with its folder
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtSql import QSqlDatabase, QSqlQuery, QSqlTableModel

from benchmarks.figures import Figure, show

__all__ = ["measure"]

_NAME = "plain"
_RESTS, _LONGEST = 1.0, 120.0
"""Seconds without work after which a program has done what it was asked, and the longest that is waited."""
_TABLE = (
    "CREATE TABLE cases (n INTEGER PRIMARY KEY, number TEXT, applicant TEXT, state TEXT, kind TEXT, received TEXT, "
    "due TEXT, agent TEXT, badges INTEGER, parts INTEGER)"
)
_ROWS = (
    "INSERT INTO cases WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {cases}) "
    "SELECT n, printf('DEMO-2026-%06d', n), printf('EXEMPLE %d Démo', n * 7919 % 65536), 'new', 'certificate', "
    "'2026-11-20T08:00:00Z', '2026-12-04', 'demo.agent007', n % 16, n % 3 FROM c"
)


def _fill(database: QSqlDatabase, cases: int) -> None:
    for statement in (_TABLE, _ROWS.format(cases=int(cases))):
        query = QSqlQuery(database)
        if not query.exec(statement):
            raise SystemExit(query.lastError().text())


def _worked(process: subprocess.Popen[bytes]) -> float:
    """Seconds of the processor this process has had (proc(5))."""
    fields = Path(f"/proc/{process.pid}/stat").read_bytes().rpartition(b")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _browser(file: Path, cases: int, *, table: bool = True) -> Iterator[Figure]:
    """How long DB Browser for SQLite works until it rests, with the table open or with nothing but the file."""
    program = shutil.which("sqlitebrowser")
    if program is None:
        return
    words = [program, "--read-only", *(("--table", "cases") if table else ()), str(file)]
    home = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(file.parent), "XDG_CONFIG_HOME": str(file.parent)}
    with subprocess.Popen(words, env=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        begun = time.perf_counter()
        rested, worked = begun, 0.0
        while process.poll() is None and time.perf_counter() - rested < _RESTS and rested - begun < _LONGEST:
            time.sleep(0.02)
            now = _worked(process)
            if now > worked:
                worked, rested = now, time.perf_counter()
        ended = process.poll() is not None
        process.kill()
    if ended:  # it would not start here: that is no figure
        return
    what = "with the table open" if table else "with no table"
    yield Figure(
        "browser_table" if table else "browser_start",
        (rested - begun) * 1000,
        "ms",
        f"DB Browser for SQLite, {cases} rows, until it rests {what} ({worked * 1000:.0f} of the processor)",
    )


def measure(cases: int) -> Iterator[Figure]:
    """Milliseconds to open the table, and to reach the middle for the first time; DB Browser where it is installed."""
    application = QCoreApplication.instance() or QCoreApplication([])
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        database = QSqlDatabase.addDatabase("QSQLITE", _NAME)
        database.setDatabaseName(str(Path(folder) / "plain.db"))
        if not database.open():
            raise SystemExit(database.lastError().text())
        _fill(database, cases)
        model = QSqlTableModel(None, database)
        model.setTable("cases")
        begun, used = time.perf_counter(), time.thread_time()
        model.select()
        opened = time.perf_counter()
        while model.rowCount() <= cases // 2 and model.canFetchMore():
            model.fetchMore()
        model.index(cases // 2, 2).data()
        took, busy = (time.perf_counter() - opened) * 1000, (time.thread_time() - used) * 1000
        yield Figure("plain_open", (opened - begun) * 1000, "ms", f"QSqlTableModel over {cases} rows, not encrypted")
        yield Figure(
            "plain_jump", took, "ms", f"its first jump to the middle ({busy:.0f} of the processor with opening)"
        )
        model.clear()
        model.deleteLater()
        application.processEvents()
        database.close()
        for table in (False, True):
            yield from _browser(Path(folder) / "plain.db", cases, table=table)


if __name__ == "__main__":
    for figure in measure(int(sys.argv[1])):
        show(figure)
