"""The demonstration: a reference front end in a process, and a folder, a store and settings of its own.

All of it is gone with the window; the keyring is never touched. What a demonstration brought
home can be told in lines at its end.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from backoffice_gui.domain.case_list import CaseFilter
from backoffice_gui.domain.listing import Filter, ListQuery
from backoffice_gui.domain.office import OfficeState
from backoffice_gui.errors import ConfigurationError
from backoffice_gui.gui import formats
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_counts import Counted
from backoffice_gui.gui.text_words import kind_text, stage_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from backoffice_gui.domain.detail import Detail
    from backoffice_gui.domain.listing import Row
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.office import Office

__all__ = ["Demo", "ReferenceFront", "refusal", "report", "shown"]

_COUNT = 12
_RATE = 1
"""A minute: a newcomer reads, and is not drowned meanwhile."""
_REPORTED = 200
_STOP_SECONDS = 5


class ReferenceFront:
    """Started once, stopped once; `console` are the words that start `backoffice`."""

    def __init__(self, folder: Path, console: Sequence[str]) -> None:
        self._folder = folder
        self._console = tuple(console)
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> Path:
        """Start it and wait until it answers; its configuration's file. Raises `ConfigurationError`.

        Started again, it begins anew. A file that is not in its own folder is none of ours.
        """
        self.stop()
        self._folder.mkdir(parents=True)
        words = ("--json", "reference-front", "--dir", str(self._folder), "--count", str(_COUNT), "--rate", str(_RATE))
        self._process = subprocess.Popen((*self._console, *words), stdout=subprocess.PIPE, text=True)  # noqa: S603  ours
        line = self._process.stdout.readline() if self._process.stdout is not None else ""
        try:
            config = Path(json.loads(line)["config"])
        except (ValueError, KeyError, TypeError) as error:
            self.stop()
            raise ConfigurationError("demo", file="reference-front") from error
        if config.resolve().parent != self._folder.resolve():
            self.stop()
            raise ConfigurationError("demo-not-apart", key="config")
        return config

    def stop(self) -> None:
        """End it and remove its folder."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()
        shutil.rmtree(self._folder, ignore_errors=True)


class Demo:
    """Everything a demonstration makes and takes away again."""

    def __init__(
        self, console: Sequence[str], open_office: Callable[[Path], Office], folder: Path | None = None
    ) -> None:
        if folder is None:
            folder = platformdirs.user_cache_path("ofpra-backoffice", appauthor=False) / f"demo-{os.getpid()}"
        self._front = ReferenceFront(folder, console)
        self._open_office = open_office
        self.preferences = folder.with_suffix(".ini")

    def open_office(self) -> Office:
        """Start the front end, then open the office of its configuration and make its store."""
        office = self._open_office(self._front.start())
        if office.condition().state is OfficeState.NO_STORE:
            office.make_store(office.prepare_store())
        return office

    def stop(self) -> None:
        """End the front end; nothing is left on the disk."""
        self._front.stop()
        self.preferences.unlink(missing_ok=True)


def refusal(failure: Failure) -> str:
    """Why there is no demonstration, what is safe, and the code."""
    said = explain(failure)
    return f"{said.happened} {said.safe} {said.advice} ({said.code})"


def shown(office: Office) -> bool:
    """Whether what waited on the web at the beginning is at home, and a case."""
    caseload = office.cases()
    if caseload is None or office.count(Filter()) < _COUNT:
        return False
    return caseload.count(CaseFilter()).number >= _COUNT


def _lived(detail: Detail) -> float | None:
    at: dict[str, datetime] = {moment.name: moment.at for moment in reversed(detail.timeline)}
    end = at.get("acknowledged") or at.get("foreign") or at.get("expired")
    start = at.get("submitted") or at.get("first_seen")
    return None if end is None or start is None else max(0.0, (end - start).total_seconds())


def _line(row: Row, lived: float | None) -> str:
    words = Counted().lived(formats.duration(lived)) if lived is not None else Counted().still_on_web()
    what = f"{row.seq:>6}  {kind_text(row.kind):<28} {formats.size_text(row.size):>10}"
    return f"{what}  {stage_text(row.stage):<22} {words}"


def report(office: Office) -> str:
    """What was collected, and how long each web copy lived, a line each."""
    rows = sorted(office.page(ListQuery(), 0, _REPORTED).rows, key=lambda row: row.seq)
    lived = [(row, _lived(office.detail(row.row))) for row in rows]
    ended = [seconds for _, seconds in lived if seconds is not None]
    last = f"{Counted().collected(len(rows))}, {Counted().no_longer_on_web(len(ended))}"
    if ended:
        last += f" ({Counted().longest(formats.duration(max(ended)))})"
    return "\n".join([*(_line(row, seconds) for row, seconds in lived), last])
