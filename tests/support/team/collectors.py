"""A collector of a history: it waits for the lead, collects until that is lost or its life ends, and waits again."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from backoffice_gui.collector import Collector
from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.leader import TeamLock
from tests.support.collecting import Desk
from tests.support.team.cutting import Cuts

__all__ = ["LeadingCollector"]


@dataclass(slots=True)
class LeadingCollector:
    """One collector; `leads` counts how often it took the lead, `lost` how often it lost its lock."""

    name: str
    address: Address
    desk: Desk
    cuts: Cuts
    stop: threading.Event
    leads: int = 0
    lost: int = 0
    broken: BaseException | None = None
    _collector: Collector | None = None
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def live(self) -> None:
        """Until told to stop; what breaks is kept for whoever asks."""
        try:
            while (lock := TeamLock.wait(self.address, self.name, self.stop, every=0.02)) is not None:
                try:
                    self._lead(lock)
                except StoreError:
                    self.lost += 1  # as whoever supervises the process would: it is started again
                finally:
                    lock.release()
        except BaseException as error:  # noqa: BLE001 - told by the history, on its own thread
            self.broken = error

    def _lead(self, lock: TeamLock) -> None:
        self.leads += 1

        def heard(event: CollectorEvent) -> None:
            if event.name is EventName.STORED:
                self.cuts.lead_goes(lock._raw)

        front = self.desk.front()
        try:
            collector = Collector(self.desk.parts(front, listener=heard, leads=lambda: lock.held))
            with self._guard:
                self._collector = collector
                if self.stop.is_set():
                    return
            collector.run()
        finally:
            front.close()

    def end(self) -> None:
        """Stop cleanly; `stop` is set already."""
        with self._guard:
            if self._collector is not None:
                self._collector.stop()
