"""SQLAlchemy's compiled statements, shared by all engines of a process: each would compile its own.

A program has a handful of engines in its life; a process of the tests has thousands, and half of what opening a
store and bringing something home costs is compiling the same statements again.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from backoffice_gui.storage import engine

__all__ = ["share"]

_SHARED: dict[Any, Any] = {}
"""By dialect and statement; the statements of the product are so many and no more."""
_MAKE = engine.create_engine  # type: ignore[attr-defined]


def _made(*words: Any, **more: Any) -> Any:
    one = _MAKE(*words, **more)
    one._compiled_cache = _SHARED
    return one


def share() -> None:
    """From here on; what is compiled is kept for a dialect, and one dialect of SQLite is like any other."""
    engine.create_engine = _made  # type: ignore[attr-defined]
    SQLiteDialect.__hash__ = lambda _self: 7  # type: ignore[method-assign, assignment]
    SQLiteDialect.__eq__ = lambda self, other: type(self) is type(other)  # type: ignore[method-assign]
