"""The one package that knows every adapter: it builds the parts from the settings.

Primitives: `parts` (the open inbox, the unlocked desk, who collects: what the console asks for),
`CollectorRun` (one collector, for the console and for the window), `Office` (what the window
asks, structurally `gui.office.Office`) and `open_office`; `demonstration_settings`
are all that a demonstration may be opened with.

It never decides anything of the trade, never draws or prints, and never loads Qt. What is imported from here comes with
the first asking for it: a call of the console that lists a team's members loads no window's office, and no network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from backoffice_gui.wiring.collecting import CollectorRun
    from backoffice_gui.wiring.demonstration import demonstration_settings
    from backoffice_gui.wiring.office import Office, open_office

__all__ = ["CollectorRun", "Office", "demonstration_settings", "open_office"]


def __getattr__(name: str) -> object:
    if name == "CollectorRun":
        from backoffice_gui.wiring.collecting import CollectorRun

        return CollectorRun
    if name == "demonstration_settings":
        from backoffice_gui.wiring.demonstration import demonstration_settings

        return demonstration_settings
    if name in {"Office", "open_office"}:
        from backoffice_gui.wiring import office

        return getattr(office, name)
    raise AttributeError(name)
