"""Make the mutants of a room, in a tree that lies apart and can be gone on with.

    python -m tests.proof.mutation.making ROOM      in the folder of the tree, with the checkout in PYTHONPATH

`mutmut` makes and names them, writes each module with its mutants and a `.meta` of what they came to, and keeps
that for functions that have not changed.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bugbank.planting import copy_tree
from tests.support.proof import ROOT

__all__ = ["ROOMS", "lay_out"]

ROOMS = ("sealing", "audit", "transfer", "storage/inbox", "collector")
"""Where a slip loses somebody's request, or hides that it was lost; the smallest first."""
_PACKAGE = "backoffice_gui"


def lay_out(tree: Path, room: str) -> None:
    """The checkout as it is now under `tree/mutants`, where the tests run; what is mutated also beside it, as it is.

    Modules with mutants in them stay: `mutmut` sees by their time whether the source is newer.
    """
    (tree / "mutants").mkdir(parents=True, exist_ok=True)
    kept = {file: file.read_bytes() for file in (tree / "mutants" / _PACKAGE / room).glob("*.py")}
    times = {file: file.stat().st_mtime for file in kept}
    copy_tree(tree / "mutants")
    (tree / _PACKAGE / room).mkdir(parents=True, exist_ok=True)
    shutil.copy2(ROOT / "pyproject.toml", tree)
    for source in (ROOT / _PACKAGE / room).glob("*.py"):
        shutil.copy2(source, tree / _PACKAGE / room)
        target = tree / "mutants" / _PACKAGE / room / source.name
        if times.get(target, 0.0) > source.stat().st_mtime:
            target.write_bytes(kept[target])


def main(words: Sequence[str]) -> int:
    """Make all mutants of one room in the working directory; how many is seen in what is kept."""
    # it has parsers and a text window behind it, and wants to be asked in its own folder
    from mutmut.__main__ import create_file_mutants

    (room,) = words
    for source in sorted(Path(_PACKAGE, room).glob("*.py")):
        made = create_file_mutants(source)
        if made.error:
            raise made.error
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
