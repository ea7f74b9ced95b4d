"""The product's sources as the rules read them: a path, the text, its syntax tree."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "backoffice_gui"


@dataclass(frozen=True)
class Source:
    """One module; `path` counts from the package's folder and has forward slashes."""

    path: str
    text: str
    tree: ast.Module

    @staticmethod
    def of(path: str, text: str) -> Source:
        """A synthetic module, to plant a fault in."""
        text = textwrap.dedent(text)
        return Source(path, text, ast.parse(text))

    @property
    def module(self) -> str:
        """Its dotted name."""
        parts = [PACKAGE, *self.path.removesuffix(".py").split("/")]
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def is_package(self) -> bool:
        """Whether it is a package's `__init__`."""
        return self.path.rpartition("/")[2] == "__init__.py"

    @property
    def is_revision(self) -> bool:
        """Whether it is one revision of a migration: a script that Alembic loads by its path."""
        return "/versions/" in self.path


@dataclass(frozen=True)
class Rule:
    """One thing that must hold of each module.

    `check` yields a sentence for each fault. `faulty` are modules that it must object to, and
    `sound` ones that it must let pass: a rule that catches nothing proves nothing.
    """

    name: str
    check: Callable[[Source], Iterator[str]]
    faulty: tuple[Source, ...]
    sound: tuple[Source, ...] = ()


@cache
def product() -> tuple[Source, ...]:
    """Every module of the package, in order."""
    folder = ROOT / PACKAGE
    return tuple(
        Source.of(file.relative_to(folder).as_posix(), file.read_text("utf-8")) for file in sorted(folder.rglob("*.py"))
    )


@cache
def parsed(text: str) -> ast.Module:
    """The tree of a text; each file of the tests is read for several reasons, and parsed once."""
    return ast.parse(text)


@cache
def walk(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Every node of a tree, as `ast.walk` gives them: thirty rules ask, and one walk of the package takes a second."""
    return tuple(ast.walk(tree))


@cache
def functions(tree: ast.AST) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
    """Every function of a tree, methods and inner ones included."""
    return tuple(node for node in walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def dotted(node: ast.AST) -> str:
    """`a.b.c` of a name or of attributes of a name; a call or anything else in it reads `?`."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{dotted(value)}.{attr}"
        case _:
            return "?"


@cache
def calls(tree: ast.AST) -> tuple[tuple[str, ast.Call], ...]:
    """Every call of a tree, with the dotted name of what is called."""
    return tuple((dotted(node.func), node) for node in walk(tree) if isinstance(node, ast.Call))


@cache
def imports(tree: ast.AST) -> tuple[tuple[str, ast.Import | ast.ImportFrom], ...]:
    """Every module that a tree imports from, with the statement; `TYPE_CHECKING` blocks left out."""
    return tuple(_imports(tree))


def _imports(tree: ast.AST) -> Iterator[tuple[str, ast.Import | ast.ImportFrom]]:
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node
        elif isinstance(node, ast.If) and dotted(node.test).endswith("TYPE_CHECKING"):
            waiting.extend(node.orelse)
        else:
            waiting.extend(ast.iter_child_nodes(node))
