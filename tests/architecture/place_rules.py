"""Rules of place: what stands in one room, and is only asked for elsewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import Rule, Source, calls, dotted, imports, walk

_NAMES = {"sys.platform", "os.name", "os.uname", "sys.getwindowsversion", "platform.system", "platform.machine"}
_FRAMED = {("sys", "platform"), ("os", "name"), ("os", "uname"), ("platform", "system")}
_ONE_SYSTEMS = {"fcntl", "msvcrt", "winreg", "resource", "pwd", "grp", "termios", "win32ctypes"}
_GUESSED = {"os", "signal", "select", "socket", "ctypes", "fcntl"}
_KEY_TOLD = re.compile(r"PRAGMA (?:re)?key\s*=", re.IGNORECASE)
_ITS_OWN = {
    "documents/preview/seccomp.py": "a filter is made of the processor's numbers",
}


def systems(source: Source) -> Iterator[str]:
    """Which system this is, and what it has, is asked in one room: elsewhere a branch is tried by nobody."""
    if source.path.startswith("system/") or source.path in _ITS_OWN:
        return
    for node in walk(source.tree):
        if isinstance(node, ast.Attribute) and dotted(node) in _NAMES:
            yield f"line {node.lineno}: {dotted(node)}"
        if isinstance(node, ast.ImportFrom) and any((node.module, alias.name) in _FRAMED for alias in node.names):
            yield f"line {node.lineno}: the system's name by another name"
    for name, statement in imports(source.tree):
        if name.partition(".")[0] in _ONE_SYSTEMS:
            yield f"line {statement.lineno}: imports {name}, which one system has"
    for name, call in calls(source.tree):
        if name in ("hasattr", "getattr") and call.args and dotted(call.args[0]) in _GUESSED:
            yield f"line {call.lineno}: {name}({dotted(call.args[0])}, …) asks what the system has"


def clipboards(source: Source) -> Iterator[str]:
    """What is copied is marked and cleared in one place: a copy made elsewhere stays for every program to read."""
    if source.path == "gui/clipboard.py":
        return
    for name, call in calls(source.tree):
        if name.rpartition(".")[2] == "clipboard":
            yield f"line {call.lineno}: {name}() instead of gui/clipboard.py"
    for name, statement in imports(source.tree):
        borrowed = statement.names if isinstance(statement, ast.ImportFrom) else []
        if name.startswith("PySide6") and any(alias.name == "QClipboard" for alias in borrowed):
            yield f"line {statement.lineno}: QClipboard instead of gui/clipboard.py"


def keys_told(source: Source) -> Iterator[str]:
    """A key that is told as text is overwritten where it was told: any other text of it lies in memory after a lock."""
    if source.path == "storage/engine.py":
        return
    for node in walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _KEY_TOLD.search(node.value):
            yield f"line {node.lineno}: tells a key instead of engine.hand_over"


PLACE_RULES = (
    Rule(
        "one room asks which operating system this is",
        systems,
        (
            Source.of("storage/x.py", "if sys.platform == 'win32':\n    pass"),
            Source.of("storage/x.py", "posix = os.name != 'nt'"),
            Source.of("gui/x.py", "from sys import platform"),
            Source.of("cli/x.py", "platform.system()"),
            Source.of("storage/x.py", "try:\n    import fcntl\nexcept ImportError:\n    fcntl = None"),
            Source.of("cli/x.py", "getattr(signal, 'SIGHUP', None)"),
            Source.of("storage/x.py", "def f():\n    return hasattr(os, 'getuid')"),
        ),
        (
            Source.of("system/x.py", "import fcntl\nsys.platform"),
            Source.of("storage/x.py", "from backoffice_gui.system.files import try_lock"),
            Source.of("gui/x.py", "hasattr(self, '_made')"),
        ),
    ),
    Rule(
        "one place copies to the clipboard",
        clipboards,
        (
            Source.of("gui/x.py", "QGuiApplication.clipboard().setText('x')"),
            Source.of("gui/pages/x.py", "from PySide6.QtGui import QClipboard"),
            Source.of("gui/pages/x.py", "def f(app):\n    c = app.clipboard()"),
        ),
        (
            Source.of("gui/clipboard.py", "QGuiApplication.clipboard()"),
            Source.of("gui/x.py", "from backoffice_gui.gui import clipboard\nclipboard.copy('x')"),
        ),
    ),
    Rule(
        "one place tells a database its key",
        keys_told,
        (
            Source.of("storage/x.py", 'raw.execute(f"PRAGMA key = \\"x\'{key.hex()}\'\\"")'),
            Source.of("storage/x.py", "raw.execute('pragma rekey=1')"),
        ),
        (
            Source.of("storage/engine.py", 'raw.execute(f"PRAGMA key = {key}")'),
            Source.of("storage/x.py", "hand_over(raw, 'key', key)"),
        ),
    ),
)
"""What is asked of every module's place."""
