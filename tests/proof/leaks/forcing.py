"""Errors of every kind that carries words: raised where they hurt, each with a canary in its message and in its locals."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import CodeType, FrameType

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import IntegrityError, StatementError

from tests.proof.leaks.canaries import PEOPLE, canaries

__all__ = ["KINDS", "Forced", "kind", "raiser"]

_OURS = "backoffice_gui."
_MAIN = ("backoffice_gui.cli.main", "backoffice_gui.logs")


def _json(word: str) -> Exception:
    return json.JSONDecodeError(word, json.dumps(word), 0)


def _coding(word: str) -> Exception:
    return UnicodeDecodeError("utf-8", word.encode(), 0, 1, word)


def _noted(word: str) -> Exception:
    error = RuntimeError(word)
    error.add_note(word)
    return error


def _chained(word: str) -> Exception:
    error = LookupError(word)
    error.__cause__ = ValueError(word)
    return error


KINDS: tuple[Callable[[str], Exception], ...] = (
    ValueError,
    KeyError,
    _json,
    _coding,
    _noted,
    _chained,
    lambda word: OSError(2, word, word),
    lambda word: ExceptionGroup(word, [ValueError(word), TypeError(word)]),
    lambda word: type("Exemple", (Exception,), {"__repr__": lambda _: word, "__str__": lambda _: word})(word),
    lambda word: IntegrityError(f"INSERT INTO x VALUES ('{word}')", {"name": word}, driver.IntegrityError(word)),
    lambda word: StatementError(word, f"SELECT '{word}'", {"name": word}, ValueError(word)),
)
"""How such an error is made of a word."""


def kind(n: int) -> Exception:
    """The n-th error, the canary of its turn in it."""
    words = canaries()
    return KINDS[n % len(KINDS)](words[n % len(words)])


class Forced:
    """Counts our functions as each is called for the first time, and raises in the place of one of them."""

    def __init__(self, at: int, error: Callable[[], Exception]) -> None:
        self._at, self._error = at, error
        self._known = set[CodeType]()
        self.count, self.place = 0, ""

    def __call__(self, frame: FrameType, event: str, _argument: object) -> None:
        """What `sys.setprofile` calls."""
        name = str(frame.f_globals.get("__name__"))
        if event != "call" or not name.startswith(_OURS) or name in _MAIN or frame.f_code in self._known:
            return
        self._known.add(frame.f_code)
        self.count += 1
        if self.count == self._at:
            self.place = f"{name}.{frame.f_code.co_qualname}"
            raise self._error()


def raiser(n: int) -> Callable[[], None]:
    """What raises the n-th error, a person's words among its locals."""

    def fail(person: object = PEOPLE[n % len(PEOPLE)]) -> None:
        held = [person, *canaries()]
        raise kind(n + len(held) * 0)

    return fail
