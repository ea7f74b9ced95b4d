"""The same targets searched by coverage with Atheris, where it is installed: in a process of its own.

    python -m tests.support.fuzz_atheris TARGET [libFuzzer's options]

New inputs lie in `build/fuzz/found/TARGET/` (`tests.support.fuzz_corpus` takes them up), finds in `build/fuzz/`.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import subprocess
import sys
from typing import Any

from tests.support.proof import ROOT

__all__ = ["available", "search"]

_SECONDS = 40
_DONE = re.compile(r"Done (\d+) runs")


def available() -> bool:
    """Whether Atheris is installed; it has no wheel for every Python."""
    return importlib.util.find_spec("atheris") is not None


def search(target: str, runs: int) -> int:
    """Search a target in a process of its own; how many inputs were run. Raises `AssertionError` for a find."""
    words = [sys.executable, "-m", "tests.support.fuzz_atheris", target, f"-runs={runs}", f"-max_total_time={_SECONDS}"]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    done = _DONE.search(said.stderr)
    if said.returncode != 0 or done is None:
        raise AssertionError(f"{said.stdout[-2000:]}{said.stderr[-2000:]}")
    return int(done[1])


def _main(words: list[str]) -> None:
    atheris: Any = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["backoffice_gui"]):
        fuzzing: Any = importlib.import_module("tests.support.fuzzing")
    name, *options = words
    target = fuzzing.TARGETS[name]
    found = ROOT / "build" / "fuzz" / "found" / name
    found.mkdir(parents=True, exist_ok=True)
    usual = [
        f"-max_len={fuzzing.MOST}",
        "-seed=1",
        "-rss_limit_mb=1024",
        f"-artifact_prefix={ROOT / 'build' / 'fuzz'}/",
    ]
    folders = [str(found), str(fuzzing.CORPUS / name)]
    atheris.Setup([sys.argv[0], *usual, *options, *folders], lambda octets: fuzzing.execute(target, octets))
    atheris.Fuzz()


if __name__ == "__main__":
    _main(sys.argv[1:])
