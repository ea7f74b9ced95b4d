"""Rules of conduct: what only a named adapter may do, and what nobody may."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from tests.architecture.source import PACKAGE, Rule, Source, calls, dotted, functions, imports, walk

LAZY_IMPORTS = {
    ("__main__.py", f"{PACKAGE}.wiring"): "the window paints first, then a worker imports the adapters",
    ("__main__.py", f"{PACKAGE}.gui.windows.house"): "the same: what stands behind the painted window",
    ("__main__.py", f"{PACKAGE}.settings"): "the same: msgspec is for the worker, not for the first paint",
    ("__main__.py", f"{PACKAGE}.gui.demo"): "--demo only",
    ("cli/reference_front.py", f"{PACKAGE}.reference_front"): "a collector never loads a server, nor uvicorn",
    ("__main__.py", f"{PACKAGE}.gui.selftest"): "the walk of the self-test, on no agent's day",
    ("wiring/preview.py", f"{PACKAGE}.documents.preview"): "PDFium and Pillow are for the walled-in process alone",
    **{
        (f"cli/{name}.py", f"{PACKAGE}.{package}"): "a call loads what it does: all of it takes a second and a half"
        for name, package in (
            ("app", "cli"),
            ("app", "wiring"),
            ("audit_app", "cli"),
            ("cases_app", "cli"),
            ("retention_app", "cli"),
            ("store_app", "cli"),
            ("team_app", "cli"),
            ("teaming", "wiring"),
        )
    },
    ("documents/exports/workbook.py", "xlsxwriter"): "the same: what writes a workbook, where one is written",
    ("wiring/__init__.py", f"{PACKAGE}.wiring"): "the same: what is asked for here comes with the asking",
    ("wiring/parts.py", f"{PACKAGE}.collector"): "the same: the collector, and with it the network, where one runs",
    ("storage/opening.py", f"{PACKAGE}.storage.migrations"): "Alembic, only when a schema is old",
    ("storage/team/making.py", f"{PACKAGE}.storage.migrations"): "the same on a server",
    ("wiring/homes.py", f"{PACKAGE}.actions.team_casebooks"): "the same",
    ("wiring/homes.py", f"{PACKAGE}.storage.team"): "psycopg, only where a team's server is configured",
}
"""(module, imported package): why this import may stand inside a function. No entry without use."""

BROAD_EXCEPT = {
    "gui/bridge.py": "an unhandled failure of background work gets one dialog",
    "cli/main.py": "the console's main turns a defect into one line and an exit code",
    "actions/arrivals.py": "a form that the reader fails on is a case that nobody could read",
    "actions/compare_persons.py": "one person who can't be compared stops no other",
    "actions/intake.py": "one submission that can't be taken in as it was read stops no other",
    "wiring/tidying.py": "what can't be ended keeps nothing else from its end, nor the thread from the next hour",
}
"""Modules that may catch `Exception`."""

CLOCKS = {"clock.py": "the one that reads clocks"}
"""Modules that may read a clock or sleep."""

FILES = {
    "settings.py": "reads the configuration",
    "policy.py": "reads the machine's policy",
    "system/": "what differs between systems",
    "resources.py": "finds what ships with the program",
    "storage/": "locks, backups, free room",
    "documents/preview/sandbox.py": "tries the doors that it has shut",
    "security/": "key files, pins, certificates",
    "transfer/jws.py": "reads the pinned keys",
    "transfer/tls.py": "reads certificates",
    "actions/": "extracts to a folder; makes the recovery key's file",
    "reference_front/": "a server of its own, with its outbox and truth file",
    "gui/": "style, icons and screenshots",
    "__main__.py": "the demonstration's folder",
    "cli/": "the recovery key's file",
}
"""Modules that may open files."""

RANDOMNESS = {
    "sealing/": "keys and nonces",
    "security/": "the master secret",
    "storage/": "the store's id",
    "transfer/": "request ids",
    "collector/arrivals.py": "the tag of an attempt, which decides nothing",
    "reference_front/": "invented people",
    "wiring/": "gives the collector its dice",
    "__main__.py": "the demonstration",
}
"""Modules that may draw random numbers."""

HTTP_CLIENT = {"transfer/": "the one client"}
"""Modules that may know httpx."""


def _allowed(source: Source, table: dict[str, str]) -> bool:
    return any(source.path == key or (key.endswith("/") and source.path.startswith(key)) for key in table)


def lazy_imports(source: Source) -> Iterator[str]:
    """An import in a function hides a dependency, so each has its reason in the list."""
    for name, node in _lazy(source):
        if not any(source.path == path and name.startswith(package) for path, package in LAZY_IMPORTS):
            yield f"line {node.lineno}: {name} inside a function"
    for name, call in calls(source.tree):
        if source.path == "system/names.py":
            continue  # a module that only one system has
        if name in ("__import__", "importlib.import_module", "import_module"):
            yield f"line {call.lineno}: {name}()"


def _lazy(source: Source) -> Iterator[tuple[str, ast.stmt]]:
    seen: set[int] = set()
    for function in functions(source.tree):
        for name, node in imports(function):
            if id(node) not in seen:
                seen.add(id(node))
                full = f"{name}.{node.names[0].name}" if isinstance(node, ast.ImportFrom) and name == PACKAGE else name
                yield full, node


def unused_lazy_imports(sources: tuple[Source, ...]) -> Iterator[str]:
    """Entries of the allow-list that nothing needs any longer."""
    found = [(source.path, name) for source in sources for name, _ in _lazy(source)]
    for path, package in LAZY_IMPORTS:
        if not any(path == where and name.startswith(package) for where, name in found):
            yield f"{path} no longer imports {package} inside a function"


def one_maker_of_proofs(source: Source) -> Iterator[str]:
    """The type is the proof, as long as one place makes it."""
    if source.path == "storage/inbox/read_back.py":
        return
    for name, call in calls(source.tree):
        if name.rpartition(".")[2] == "VerifiedCopy":
            yield f"line {call.lineno}: constructs VerifiedCopy"


_CLOCK_CALLS = {
    "time.time",
    "time.time_ns",
    "time.monotonic",
    "time.monotonic_ns",
    "time.perf_counter",
    "time.clock_gettime",
    "time.sleep",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "datetime.datetime.now",
    "datetime.date.today",
}


def clocks(source: Source) -> Iterator[str]:
    """Logic that reads a clock cannot be tested with another."""
    if _allowed(source, CLOCKS):
        return
    for name, call in calls(source.tree):
        if name in _CLOCK_CALLS:
            yield f"line {call.lineno}: {name}()"
    for name, node in imports(source.tree):
        if name == "time" and isinstance(node, ast.ImportFrom):
            yield f"line {node.lineno}: names of `time` hide what they are"


_FILE_METHODS = {"read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink"}


def files(source: Source) -> Iterator[str]:
    """Opening files is I/O, and I/O lives in adapters."""
    if _allowed(source, FILES):
        return
    for name, call in calls(source.tree):
        last = name.rpartition(".")[2]
        if name in ("open", "os.open", "io.open", "Path.open") or (last in _FILE_METHODS and "." in name):
            yield f"line {call.lineno}: {name}()"


def randomness(source: Source) -> Iterator[str]:
    """Dice come in as a parameter (`random.Random`), so that a test can replay a seed."""
    if _allowed(source, RANDOMNESS):
        return
    for name, node in imports(source.tree):
        borrowed = isinstance(node, ast.ImportFrom) and any(alias.name != "Random" for alias in node.names)
        if name == "secrets" or (name == "random" and borrowed):
            yield f"line {node.lineno}: imports {name}"
    for name, call in calls(source.tree):
        if name.startswith("random.") or name in ("Random", "os.urandom", "uuid.uuid4", "uuid4", "urandom"):
            yield f"line {call.lineno}: {name}()"


def http_client(source: Source) -> Iterator[str]:
    """The library for HTTP lives in transfer."""
    if _allowed(source, HTTP_CLIENT):
        return
    for name, node in imports(source.tree):
        if name.partition(".")[0] in ("httpx", "httpcore", "requests", "urllib3") or name in (
            "urllib.request",
            "http.client",
        ):
            yield f"line {node.lineno}: imports {name}"


def _passes_on(handler: ast.ExceptHandler) -> bool:
    """Whether it only cleans up, and raises what it caught."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def narrow_except(source: Source) -> Iterator[str]:
    """What is caught is named; cleaning up and raising again is no catching."""
    if _allowed(source, BROAD_EXCEPT):
        return
    for node in walk(source.tree):
        if isinstance(node, ast.ExceptHandler) and not _passes_on(node):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            for kind in kinds:
                if kind is None or dotted(kind) in ("Exception", "BaseException"):
                    yield f"line {node.lineno}: catches everything"


_LOG_METHODS = {"debug", "info", "warning", "error", "critical", "exception", "log"}


def typed_logs(source: Source) -> Iterator[str]:
    """A sentence built at run time could carry what a person wrote."""
    if source.path == "logs.py":
        return
    for name, call in calls(source.tree):
        owner, _, method = name.rpartition(".")
        if method in _LOG_METHODS and owner.rpartition(".")[2].lower().strip("_") in ("logger", "log", "logging"):
            yield f"line {call.lineno}: {name}() instead of logs.event()"
        if name in ("event", "logs.event") and len(call.args) > 2:
            words = call.args[2]
            if not isinstance(words, ast.Constant):
                yield f"line {call.lineno}: an event's name is a constant"


def bodies_are_streamed(source: Source) -> Iterator[str]:
    """Neither a decoded body in memory nor a lenient parser for what came over the wire."""
    if source.path.startswith("reference_front/"):
        return
    for node in walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr == "content" and isinstance(node.ctx, ast.Load):
            yield f"line {node.lineno}: .content holds a whole body in memory, decoded"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "json":
            yield f"line {node.lineno}: .json() reads what the strict parser would refuse"


_UNSAFE_KEYWORDS = (("verify", False), ("follow_redirects", True), ("trust_env", True), ("check_hostname", False))


def channel(source: Source) -> Iterator[str]:
    """No certificate unchecked, no redirect followed, no proxy taken from the environment."""
    for node in walk(source.tree):
        match node:
            case ast.keyword(arg=name, value=ast.Constant(value=bool(value))) if (name, value) in _UNSAFE_KEYWORDS:
                yield f"line {node.value.lineno}: {name}={value}"
            case ast.Assign(targets=targets, value=ast.Constant(value=False)):
                if any(isinstance(t, ast.Attribute) and t.attr in ("check_hostname", "verify") for t in targets):
                    yield f"line {node.lineno}: checks switched off"
            case ast.Attribute(attr="CERT_NONE" | "_create_unverified_context"):
                yield f"line {node.lineno}: {node.attr}"
            case _:
                pass


_MACHINE_MAY = (f"{PACKAGE}.domain", f"{PACKAGE}.errors")


def pure_plan(source: Source) -> Iterator[str]:
    """The plan is a pure function of facts and time."""
    if source.path != "collector/machine.py":
        return
    for name, node in imports(source.tree):
        known = name.partition(".")[0] in sys.stdlib_module_names or name.startswith(_MACHINE_MAY)
        if not known or name.partition(".")[0] in ("os", "socket", "time", "random", "threading", "pathlib"):
            yield f"line {node.lineno}: imports {name}"


CONDUCT_RULES = (
    Rule(
        "no import inside a function, but for the listed ones",
        lazy_imports,
        (
            Source.of("collector/x.py", "def f():\n    import httpx"),
            Source.of("gui/x.py", "class C:\n    def f(self):\n        from backoffice_gui import wiring"),
            Source.of("gui/x.py", "importlib.import_module('x')"),
        ),
        (
            Source.of("__main__.py", "def f():\n    from backoffice_gui.wiring import open_office"),
            Source.of("__main__.py", "def f():\n    from backoffice_gui import wiring"),
            Source.of("gui/x.py", "import os\nif TYPE_CHECKING:\n    from backoffice_gui.wiring import Office"),
        ),
    ),
    Rule(
        "only read_back constructs VerifiedCopy",
        one_maker_of_proofs,
        (
            Source.of("collector/driver.py", "VerifiedCopy(1, 2, key, now)"),
            Source.of("actions/x.py", "verified.VerifiedCopy(1, 2, key, now)"),
        ),
        (Source.of("storage/inbox/read_back.py", "VerifiedCopy(1, 2, key, now)"),),
    ),
    Rule(
        "time comes in as a parameter",
        clocks,
        (
            Source.of("collector/x.py", "time.time()"),
            Source.of("storage/x.py", "datetime.now(UTC)"),
            Source.of("gui/x.py", "from time import monotonic"),
            Source.of("transfer/x.py", "time.sleep(1)"),
        ),
        (Source.of("clock.py", "time.monotonic()"), Source.of("collector/x.py", "clock.now()")),
    ),
    Rule(
        "files are opened by adapters",
        files,
        (
            Source.of("collector/x.py", "open('x')"),
            Source.of("caseload/x.py", "path.read_text()"),
            Source.of("domain/x.py", "path.with_name('x').write_bytes(b'')"),
        ),
        (Source.of("security/x.py", "path.read_bytes()"),),
    ),
    Rule(
        "randomness comes in as a parameter",
        randomness,
        (
            Source.of("collector/schedule.py", "import random\nrandom.uniform(0, 1)"),
            Source.of("collector/schedule.py", "import random\ndice = random.Random()"),
            Source.of("domain/x.py", "from secrets import token_hex"),
            Source.of("actions/x.py", "os.urandom(16)"),
        ),
        (
            Source.of("sealing/chunks.py", "import secrets"),
            Source.of("collector/schedule.py", "import random\ndef pause(dice: random.Random): return dice.random()"),
        ),
    ),
    Rule(
        "one client speaks HTTP",
        http_client,
        (Source.of("cli/x.py", "import httpx"), Source.of("storage/x.py", "from urllib.request import urlopen")),
        (Source.of("transfer/x.py", "import httpx"),),
    ),
    Rule(
        "`except Exception` stands in few places",
        narrow_except,
        (
            Source.of("collector/x.py", "try:\n    f()\nexcept Exception:\n    pass"),
            Source.of("collector/x.py", "try:\n    f()\nexcept (OSError, BaseException):\n    pass"),
            Source.of("collector/x.py", "try:\n    f()\nexcept:\n    pass"),
        ),
        (
            Source.of("gui/bridge.py", "try:\n    f()\nexcept Exception:\n    pass"),
            Source.of("collector/x.py", "try:\n    f()\nexcept OSError:\n    pass"),
            Source.of("storage/x.py", "try:\n    f()\nexcept BaseException:\n    g()\n    raise"),
        ),
    ),
    Rule(
        "logs are events with a constant name",
        typed_logs,
        (
            Source.of("storage/x.py", "logger.warning(f'lost {id}')"),
            Source.of("storage/x.py", "logging.info('x')"),
            Source.of("storage/x.py", "logs.event(_LOGGER, 30, f'lost {id}')"),
        ),
        (Source.of("storage/x.py", "logs.event(_LOGGER, logging.WARNING, 'lost', seq=1)"),),
    ),
    Rule(
        "bodies are streamed, and read by the strict parser",
        bodies_are_streamed,
        (Source.of("transfer/x.py", "response.content"), Source.of("transfer/x.py", "response.json()")),
        (Source.of("transfer/x.py", "response.iter_raw()"),),
    ),
    Rule(
        "nothing weakens the channel",
        channel,
        (
            Source.of("transfer/x.py", "httpx.Client(verify=False)"),
            Source.of("transfer/x.py", "client.get(u, follow_redirects=True)"),
            Source.of("transfer/x.py", "httpx.Client(trust_env=True)"),
            Source.of("transfer/x.py", "context.check_hostname = False"),
            Source.of("transfer/x.py", "context.verify_mode = ssl.CERT_NONE"),
        ),
        (Source.of("transfer/x.py", "httpx.Client(verify=context, follow_redirects=False, trust_env=False)"),),
    ),
    Rule(
        "the plan knows the domain and nothing else",
        pure_plan,
        (
            Source.of("collector/machine.py", "from backoffice_gui.storage import inbox"),
            Source.of("collector/machine.py", "import msgspec"),
            Source.of("collector/machine.py", "import time"),
        ),
        (Source.of("collector/machine.py", "import enum\nfrom backoffice_gui.domain.facts import Stage"),),
    ),
)
"""What is asked of every module's conduct."""
