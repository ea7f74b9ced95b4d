"""Which functions write into a database, and whether they, or what they call, add a line to its audit chain.

Read from the source: a function that opens a transaction (`changing` is one with its keys) must reach `append` or
`of_rows` of an audit log, or a line that is said with COMMIT (`in_turn`), through calls that can be followed by name
(functions of this package, of modules it imports, methods of its own class).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.architecture.source import PACKAGE

__all__ = ["Function", "read_functions", "silent_writers"]

ROOMS = ("actions", "caseload", "wiring", "storage", "collector", "cli")
_LOGS = ("audit_log", "casebook_log", "inbox_log", "log", "LOG")
_LINES = ("in_turn.say_line", "in_turn.say_move", "in_turn.say_note")


@dataclass(slots=True)
class Function:
    """A function or method: what it calls, by full names; whether it opens a transaction; whether it logs."""

    name: str
    calls: set[str] = field(default_factory=set)
    transaction: bool = False
    logs: bool = False
    handed: bool = False
    """It is given the transaction of another (`tx`), or is a method named `transaction` itself."""


def read_functions(folder: Path) -> dict[str, Function]:
    """Every function of the rooms under a package's folder, by its full name (`actions.desk.Desk.close`)."""
    found: dict[str, Function] = {}
    for room in ROOMS:
        for file in sorted((folder / room).rglob("*.py")):
            module = ".".join(file.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")
            found.update(_of_module(module, ast.parse(file.read_text("utf-8"))))
    return found


def _of_module(module: str, tree: ast.Module) -> Iterator[tuple[str, Function]]:
    names = dict(_imports(tree))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names[node.name] = f"{module}.{node.name}"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield f"{module}.{node.name}", _function(f"{module}.{node.name}", node, names, "")
        elif isinstance(node, ast.ClassDef):
            for one in node.body:
                if isinstance(one, ast.FunctionDef):
                    full = f"{module}.{node.name}.{one.name}"
                    yield full, _function(full, one, names, f"{module}.{node.name}")


def _imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(PACKAGE):
            module = node.module.removeprefix(PACKAGE).lstrip(".")
            for alias in node.names:
                yield alias.asname or alias.name, f"{module}.{alias.name}".lstrip(".")


def _function(name: str, node: ast.FunctionDef, names: dict[str, str], owner: str) -> Function:
    found = Function(name)
    for one in ast.walk(node):
        if not isinstance(one, ast.Call):
            continue
        said = ast.unparse(one.func)
        head, _, last = said.rpartition(".")
        if last == "transaction" or said == "changing":
            found.transaction = True
        if last in {"append", "of_rows"} and head.rpartition(".")[2].lstrip("_") in _LOGS:
            found.logs = True
        if said in _LINES:
            found.logs = True
        first, _, rest = said.partition(".")
        if first == "self" and owner and "." not in rest:
            found.calls.add(f"{owner}.{rest}")
        elif first in names:
            found.calls.add(f"{names[first]}.{rest}".rstrip("."))
    return found


def silent_writers(functions: dict[str, Function]) -> Iterator[str]:
    """The functions that open a transaction, and from which no line of a chain is reached."""
    logging = {name for name, one in functions.items() if one.logs}
    while True:
        more = {
            name
            for name, one in functions.items()
            if name not in logging and any(call in logging for call in one.calls)
        }
        if not more:
            break
        logging |= more
    yield from sorted(name for name, one in functions.items() if one.transaction and name not in logging)
