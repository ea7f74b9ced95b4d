"""By which keys of the site what is in quarantine is judged again: those of its file, as they lie there now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from backoffice_gui.actions.judging import Judge
from backoffice_gui.errors import ConfigurationError
from backoffice_gui.settings import Settings

__all__ = ["judging_of"]


def judging_of(settings: Settings) -> Callable[[], Judge | None]:
    """Who judges now, anew where the file has changed; nobody where it can't be read, as at a desk that has none."""
    return _Judging(settings).judge


class _Judging:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._seen: tuple[int, int, int] | None = None
        self._judge: Judge | None = None

    def judge(self) -> Judge | None:
        try:
            file = self._settings.path(self._settings.transfer.front_end_keys)
            found = file.stat()
        except (OSError, ConfigurationError):
            return None
        mark = found.st_ino, found.st_size, found.st_mtime_ns
        if mark != self._seen:
            self._judge, self._seen = _judge(file), mark
        return self._judge


def _judge(file: Path) -> Judge | None:
    # httpx comes with it: a window has painted long before somebody is judged
    from backoffice_gui.transfer import TYP_MANIFEST, KeySet, Verdict, verify

    try:
        keys = KeySet.load(file)
    except ConfigurationError:
        return None
    return Judge(lambda jws: verify(jws, keys, TYP_MANIFEST) is Verdict.VALID)
