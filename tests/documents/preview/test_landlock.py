from __future__ import annotations

import subprocess
import sys

import pytest

from backoffice_gui.documents.preview.landlock import _FILE_RIGHTS, _NET_RIGHTS, _SCOPES, _bits
from tests.support.proof import ROOT

_TRY = """
import ctypes, os, sys
from backoffice_gui.documents.preview.landlock import deny_everything
ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)
kept = os.open("/", os.O_RDONLY)
abi = deny_everything()
print(abi, flush=True)
for what in (lambda: os.open("/", os.O_RDONLY), lambda: os.listdir("."), lambda: os.mkdir("EXEMPLE")):
    try:
        what()
    except PermissionError:
        print("refused", flush=True)
os.fstat(kept)
print("kept", flush=True)
"""


def test_rights_are_those_of_the_kernels_abi() -> None:
    """A kernel refuses a bit that it does not know: each ABI asks for its own."""
    assert [_bits(_FILE_RIGHTS, abi) for abi in (1, 2, 3, 4, 5)] == [0x1FFF, 0x3FFF, 0x7FFF, 0x7FFF, 0xFFFF]
    assert [_bits(_NET_RIGHTS, abi) for abi in (3, 4, 7)] == [0, 3, 3]
    assert [_bits(_SCOPES, abi) for abi in (5, 6, 7)] == [0, 3, 3]


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has it")
def test_every_path_is_shut_for_good() -> None:
    """Where the kernel has it; without a filter or a limit beside it. What is open stays open."""
    said = subprocess.run([sys.executable, "-c", _TRY], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = said.stdout.split()
    if lines[0] == "0":
        pytest.skip("this kernel has no Landlock")
    assert lines[1:] == ["refused", "refused", "refused", "kept"]
