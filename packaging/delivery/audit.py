"""`make audit`: pip-audit over the lock of what ships, in an environment of its own; it says where it can't ask."""

from __future__ import annotations

import subprocess
import sys

from delivery.version import ROOT

__all__ = ["main"]

_TOOL = "pip-audit==2.10.1"
_WEAK = 1


def main() -> int:
    """0: nothing known; 1: something is known, named on the output; 2: the advisories could not be asked."""
    uv = ROOT / ".venv" / "bin" / "uv"
    words = [
        str(uv),
        "tool",
        "run",
        "--quiet",
        _TOOL,
        "--require-hashes",
        "--disable-pip",
        "--progress-spinner",
        "off",
        "--strict",
    ]
    told = subprocess.run(
        [*words, "-r", str(ROOT / "requirements" / "runtime.txt")], capture_output=True, text=True, check=False
    )
    sys.stdout.write(told.stdout)
    if told.returncode == 0 and "could not be audited" not in told.stdout:
        return 0
    if told.returncode == _WEAK and "Found" in told.stderr:  # "Found 2 known vulnerabilities": else it never asked
        sys.stderr.write(told.stderr)
        return _WEAK
    last = (told.stderr.strip().splitlines() or ["no word"])[-1]
    sys.stderr.write(f"the advisories could not be asked, so nothing is known of the packages: {last}\n")
    return 2


if __name__ == "__main__":
    raise SystemExit(main())
