"""SQLAlchemy's compiled statements, shared by all engines of a process: each would compile its own.

A program has a handful of engines in its life; a process of the tests has thousands, and half of what opening a
store and bringing something home costs is compiling the same statements again.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from backoffice_gui.storage import engine

__all__ = ["share"]

_SHARED: dict[Any, Any] = {}
"""By dialect and statement; the statements of the product are so many and no more."""
_MAKE = sqlalchemy.create_engine


def _made(*words: Any, **more: Any) -> Any:
    one: Any = _MAKE(*words, **more)
    one._compiled_cache = _SHARED
    return one


def share(module: Any = engine, dialect: Any = SQLiteDialect) -> None:
    """From here on, for the engines that a module makes; what is compiled is kept, one such dialect is like any other."""
    module.create_engine = _made
    dialect.__hash__ = lambda _self: 7
    dialect.__eq__ = lambda self, other: type(self) is type(other)
