"""Rules of shape: ceilings, words that introduce, names that are exported."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import PACKAGE, Rule, Source, calls, dotted, functions, walk

MODULE_LINES = 400
FUNCTION_LINES = 40
PUBLIC_METHODS = 15
INTRODUCTION_LINES = 4


def module_ceiling(source: Source) -> Iterator[str]:
    """A long module is two that have not been parted yet."""
    lines = len(source.text.splitlines())
    if lines > MODULE_LINES:
        yield f"{lines} lines"


def function_ceiling(source: Source) -> Iterator[str]:
    """Counted from `def` to its last line."""
    for function in functions(source.tree):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > FUNCTION_LINES:
            yield f"{function.name}: {lines} lines"


def class_ceiling(source: Source) -> Iterator[str]:
    """One class must not become the place where everything goes."""
    for node in walk(source.tree):
        if isinstance(node, ast.ClassDef):
            public = {f.name for f in node.body if isinstance(f, ast.FunctionDef) and not f.name.startswith("_")}
            if len(public) > PUBLIC_METHODS:
                yield f"{node.name}: {len(public)} public methods"


def _public(body: list[ast.stmt]) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node


def _has_words_elsewhere(method: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether its base, its getter or its general form says what it is."""
    endings = ("override", ".setter", "overload")
    return any(dotted(decorator).endswith(endings) for decorator in method.decorator_list)


def documented(source: Source) -> Iterator[str]:
    """Modules, packages, public classes, functions and methods say what they are."""
    words = ast.get_docstring(source.tree)
    if not words:
        yield "no docstring"
    elif source.is_package and source.path != "__init__.py" and len(words.splitlines()) < INTRODUCTION_LINES:
        yield "a package says in about ten lines what it is, its primitives, and what it never does"
    for node in _public(source.tree.body):
        if not ast.get_docstring(node):
            yield f"{node.name} has no docstring"
        for method in _public(node.body) if isinstance(node, ast.ClassDef) else ():
            if not ast.get_docstring(method) and not _has_words_elsewhere(method):
                yield f"{node.name}.{method.name} has no docstring"


def exported_names(tree: ast.Module) -> list[str] | None:
    """The names in `__all__`, or nothing where there is none."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and [dotted(target) for target in node.targets] == ["__all__"]:
            return list(ast.literal_eval(node.value))
    return None


def defined_names(tree: ast.Module) -> set[str]:
    """Every name bound at the top of a module, imports included."""
    names: set[str] = set()
    for node in walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names.update(alias.asname or alias.name for alias in node.names)
    return names


def _is_registered(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether it is a command of the console: called by what it was registered with, and by nobody else."""
    made_by = (dotted(d.func) for d in node.decorator_list if isinstance(d, ast.Call))
    return any(name.endswith((".command", ".callback")) for name in made_by)


def exports(source: Source) -> Iterator[str]:
    """`__all__` is every public function and class, perhaps constants, and nothing that is not there."""
    listed = exported_names(source.tree)
    public = {node.name for node in _public(source.tree.body) if not _is_registered(node)}
    if source.is_revision or source.path.endswith(("__main__.py", "migrations/env.py")):
        return
    if listed is None:
        if public:
            yield "no __all__"
        return
    for name in sorted(public - set(listed)):
        yield f"{name} is public and not in __all__"
    for name in sorted(set(listed) - defined_names(source.tree)):
        yield f"{name} is in __all__ and nowhere else"
    if len(set(listed)) != len(listed):
        yield "__all__ says a name twice"


def future_annotations(source: Source) -> Iterator[str]:
    """So that a type may be named before it stands, and costs nothing at start."""
    code = [node for node in source.tree.body if not isinstance(node, ast.Expr)]
    has_code = any(isinstance(node, ast.ClassDef | ast.FunctionDef) for node in code)
    if has_code and not any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in code):
        yield "no `from __future__ import annotations`"


def named_for_the_trade(source: Source) -> Iterator[str]:
    """A drawer for everything has no name of its own."""
    if source.path.rpartition("/")[2] in ("utils.py", "util.py", "manager.py", "helpers.py", "common.py", "misc.py"):
        yield "a module is a noun of the trade"


def no_mutable_module_state(source: Source) -> Iterator[str]:
    """What is filled at run time belongs to an object that somebody was given."""
    for node in source.tree.body:
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        empty = isinstance(value, ast.List | ast.Set) and not value.elts
        empty |= isinstance(value, ast.Dict) and not value.keys
        empty |= isinstance(value, ast.Call) and dotted(value.func) in ("list", "dict", "set") and not value.args
        if empty:
            yield f"line {node.lineno}: an empty container at module level waits to be filled"
    for inner in walk(source.tree):
        if isinstance(inner, ast.Global):
            yield f"line {inner.lineno}: global {', '.join(inner.names)}"


def frozen_values(source: Source) -> Iterator[str]:
    """What crosses rooms cannot change on the way."""
    if not source.path.startswith("domain/"):
        return
    for node in walk(source.tree):
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
            continue
        for decorator in node.decorator_list:
            if dotted(decorator) == "dataclass":
                yield f"{node.name} is a dataclass that is neither frozen nor slotted"
            if isinstance(decorator, ast.Call) and dotted(decorator.func) == "dataclass":
                on = {k.arg for k in decorator.keywords if isinstance(k.value, ast.Constant) and k.value.value is True}
                if not {"frozen", "slots"} <= on:
                    yield f"{node.name} is not frozen and slotted"


def matches_end(source: Source) -> Iterator[str]:
    """A case that nobody thought of is a defect, and is said."""
    for node in walk(source.tree):
        if isinstance(node, ast.Match):
            last = node.cases[-1]
            open_end = isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None and last.guard is None
            if not open_end:
                yield f"line {node.lineno}: a match that does not end with `case _` (assert_never)"


def named_threads(source: Source) -> Iterator[str]:
    """A thread that is seen in a stack or left behind says whose it is."""
    wanted = {"Thread": "name", "ThreadPoolExecutor": "thread_name_prefix"}
    for name, call in calls(source.tree):
        keyword = wanted.get(name.rpartition(".")[2])
        if keyword is not None and keyword not in {k.arg for k in call.keywords}:
            yield f"line {call.lineno}: a thread without a name"


def _lines(count: int) -> str:
    return '"""Long."""\n' + "x = 1\n" * count


def _methods(count: int) -> str:
    return "class C:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(count))


_LOOSE = re.compile("« | »| [:;!?](?=\\s|$)")
_FRENCH = re.compile("[àâçèéêëîïôùûœÀÉŒ’«»]")
_SPOKEN = ("gui/", "documents/")
"""Rooms whose every text may reach a reader."""


def no_loose_punctuation(source: Source) -> Iterator[str]:
    """An ordinary space before high punctuation, or inside guillemets, lets a line begin with the sign."""
    alone = {id(node.value) for node in walk(source.tree) if isinstance(node, ast.Expr)}
    french = source.path.startswith(_SPOKEN) or source.path.endswith("_fr.py")
    for node in walk(source.tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in alone:
            continue
        found = _LOOSE.search(node.value)
        if found is not None and (french or _FRENCH.search(node.value)):
            yield f"line {node.lineno}: an ordinary space in {found[0]!r}"


SHAPE_RULES = (
    Rule(
        "a module has at most 400 lines",
        module_ceiling,
        (Source.of("gui/x.py", _lines(MODULE_LINES)),),
        (Source.of("gui/x.py", _lines(MODULE_LINES - 1)),),
    ),
    Rule(
        "a function has at most 40 lines",
        function_ceiling,
        (
            Source.of("cli/x.py", "def f():\n" + "    x = 1\n" * FUNCTION_LINES),
            Source.of("cli/x.py", "class C:\n    async def f():\n" + "        x = 1\n" * FUNCTION_LINES),
        ),
        (Source.of("cli/x.py", "def f():\n" + "    x = 1\n" * (FUNCTION_LINES - 1)),),
    ),
    Rule(
        "a class has at most 15 public methods",
        class_ceiling,
        (Source.of("gui/x.py", _methods(PUBLIC_METHODS + 1)),),
        (Source.of("gui/x.py", _methods(PUBLIC_METHODS) + "    def _own(self): ...\n"),),
    ),
    Rule(
        "modules, classes and functions say what they are",
        documented,
        (
            Source.of("domain/x.py", "x = 1"),
            Source.of("domain/__init__.py", '"""Too short."""'),
            Source.of("domain/x.py", '"""Words."""\ndef f(): ...'),
            Source.of("domain/x.py", '"""Words."""\nclass C:\n    """Words."""\n    def f(self): ...'),
        ),
        (Source.of("domain/x.py", '"""Words."""\ndef _f(): ...\nclass C:\n    """Words."""\n    def _f(self): ...'),),
    ),
    Rule(
        "__all__ names what is public, and nothing else",
        exports,
        (
            Source.of("domain/x.py", "def f(): ..."),
            Source.of("domain/x.py", "__all__ = []\nclass C: ..."),
            Source.of("domain/x.py", "__all__ = ['gone']"),
            Source.of("domain/x.py", "__all__ = ['f', 'f']\ndef f(): ..."),
        ),
        (
            Source.of("domain/x.py", "__all__ = ['f', 'X']\nX = 1\ndef f(): ...\ndef _g(): ..."),
            Source.of("storage/migrations/versions/0001.py", "def upgrade(): ..."),
            Source.of("cli/x.py", "__all__ = []\n@app.command(help='x')\ndef collect(): ..."),
        ),
    ),
    Rule("annotations are not evaluated", future_annotations, (Source.of("cli/x.py", "def f(): ..."),)),
    Rule("no utils.py, no manager.py", named_for_the_trade, (Source.of("storage/utils.py", ""),)),
    Rule(
        "no mutable module state",
        no_mutable_module_state,
        (
            Source.of("gui/x.py", "_CACHE: dict[str, int] = {}"),
            Source.of("gui/x.py", "seen = set()"),
            Source.of("gui/x.py", "def f():\n    global x\n    x = 1"),
        ),
        (Source.of("gui/x.py", "TABLE = {'a': 1}\nNAMES = frozenset()"),),
    ),
    Rule(
        "values of the domain are frozen and slotted",
        frozen_values,
        (
            Source.of("domain/x.py", "@dataclass\nclass C: ..."),
            Source.of("domain/x.py", "@dataclass(frozen=True)\nclass C: ..."),
        ),
        (Source.of("domain/x.py", "@dataclass(frozen=True, slots=True)\nclass C: ..."),),
    ),
    Rule(
        "a match has an end",
        matches_end,
        (Source.of("cli/x.py", "match x:\n    case 1:\n        y = 1"),),
        (Source.of("cli/x.py", "match x:\n    case 1:\n        y = 1\n    case _:\n        y = 2"),),
    ),
    Rule(
        "French keeps its signs with their words",
        no_loose_punctuation,
        (
            Source.of("cli/text_x_fr.py", "A = 'Reste : 2'"),
            Source.of("cli/x.py", "A = ('Rien de gardé' ' ; voilà')"),
            Source.of("cli/x.py", "A = '« doctor »'"),
            Source.of("gui/x.py", "def f(a, b):\n    return f'{a} : {b}'"),
            Source.of("documents/x.py", "A = 'Quoi ?'"),
        ),
        (
            Source.of("cli/text_x_fr.py", "A = 'Reste\u00a0: 2, «\u00a0doctor\u00a0»\u202f; 14:05'"),
            Source.of("storage/x.py", "A = 'SELECT 1 WHERE a = ? AND b = :b'"),
            Source.of("gui/x.py", 'def f():\n    """Quoi : rien."""\n    return \'???? ????\''),
        ),
    ),
    Rule(
        "threads have names",
        named_threads,
        (
            Source.of("collector/x.py", "threading.Thread(target=f)"),
            Source.of("collector/x.py", "ThreadPoolExecutor(max_workers=2)"),
        ),
        (Source.of("collector/x.py", "threading.Thread(target=f, name='collector')"),),
    ),
)
"""What is asked of every module's shape."""


def borrowed_private_names(sources: tuple[Source, ...]) -> Iterator[str]:
    """What a module imports of another of ours that this one does not export."""
    exported = {source.module: exported_names(source.tree) for source in sources}
    for source in sources:
        for node in walk(source.tree):
            if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith(PACKAGE):
                continue
            listed = exported.get(node.module or "")
            for alias in node.names:
                is_module = f"{node.module}.{alias.name}" in exported
                if not is_module and listed is not None and alias.name not in listed:
                    yield f"{source.path}: {alias.name} is not in the __all__ of {node.module}"
