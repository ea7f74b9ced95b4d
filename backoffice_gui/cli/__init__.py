"""The console `backoffice`: the interface that services, scripts and acceptance tests rely on.

Primitives: `main` (runs a command, turns every end into an exit code and calm words), `app` (the
commands and their options), one module for each group of commands, `console` (what goes to
standard output: JSON lines or words), `text` (sentences in French and English).

Standard output carries results only, one JSON object a line with `--json`; all else goes to
standard error. It never loads Qt, never opens a database, a keyring or a connection by itself,
and never shows a traceback.
"""

from __future__ import annotations

from backoffice_gui.cli.main import main

__all__ = ["main"]
