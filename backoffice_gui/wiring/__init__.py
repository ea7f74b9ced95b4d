"""The one package that knows every adapter: it builds the parts from the settings.

Primitives: `parts` (the open inbox, the unlocked desk, who collects: what the console asks for),
`CollectorRun` (one collector, for the console and for the window), `Office` (what the window
asks, structurally `gui.office.Office`) and `open_office`; `demonstration_settings`
are all that a demonstration may be opened with.

It never decides anything of the trade, never draws or prints, and never loads Qt.
"""

from __future__ import annotations

from backoffice_gui.wiring.collecting import CollectorRun
from backoffice_gui.wiring.demonstration import demonstration_settings
from backoffice_gui.wiring.office import Office, open_office

__all__ = ["CollectorRun", "Office", "demonstration_settings", "open_office"]
