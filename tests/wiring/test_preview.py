from __future__ import annotations

import subprocess
import sys

from backoffice_gui.documents.preview.wire import HEADER
from backoffice_gui.wiring import preview
from tests.support.proof import ROOT


def test_the_walls_of_this_machine_are_told() -> None:
    """By a process that has put them up, and is gone afterwards."""
    assert preview.protections().enough


def test_it_becomes_the_process_that_decodes() -> None:
    """Until its input ends; PDFium and Pillow are loaded there, and not by whoever only starts it."""
    serve = "from backoffice_gui.wiring import preview; preview.serve()"
    said = subprocess.run([sys.executable, "-c", serve], cwd=ROOT, input=b"", capture_output=True, check=True)
    assert said.stdout[0] == 1
    assert len(said.stdout) == HEADER.size + 3
    light = "import sys; from backoffice_gui.wiring import preview; print({'PIL', 'pypdfium2'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", light], cwd=ROOT, capture_output=True, check=True)
    assert said.stdout.strip() == b"set()"
