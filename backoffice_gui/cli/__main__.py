"""`python -m backoffice_gui.cli` is `backoffice`."""

from __future__ import annotations

import sys

from backoffice_gui.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
