"""The bank: every planted bug, by what it breaks."""

from __future__ import annotations

from tests.bugbank.collecting import COLLECTING
from tests.bugbank.deciding import DECIDING
from tests.bugbank.keeping import KEEPING
from tests.bugbank.receiving import RECEIVING

__all__ = ["BUGS"]

BUGS = (*DECIDING, *COLLECTING, *RECEIVING, *KEEPING)
