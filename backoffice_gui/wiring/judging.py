"""By which keys of the site what is in quarantine is judged again: those of its file, as they lie there now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from backoffice_gui.actions.judging import Judge
from backoffice_gui.errors import ConfigurationError
from backoffice_gui.settings import Settings
from backoffice_gui.transfer import TYP_MANIFEST, KeySet, Verdict, verify

__all__ = ["judging_of"]

_Mark = tuple[int, int, int]


def judging_of(settings: Settings) -> Callable[[], Judge | None]:
    """Who judges now, anew where the file has changed; nobody where it can't be read, as at a desk that has none."""
    last: tuple[_Mark | None, Judge | None] = (None, None)

    def judge() -> Judge | None:
        nonlocal last
        try:
            file = settings.path(settings.transfer.front_end_keys)
            found = file.stat()
        except (OSError, ConfigurationError):
            return None
        mark = found.st_ino, found.st_size, found.st_mtime_ns
        if mark != last[0]:
            last = mark, _judge(file)
        return last[1]

    return judge


def _judge(file: Path) -> Judge | None:
    try:
        keys = KeySet.load(file)
    except ConfigurationError:
        return None
    return Judge(lambda jws: verify(jws, keys, TYP_MANIFEST) is Verdict.VALID)
