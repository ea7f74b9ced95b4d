"""A disk that is lost, and a backup that is put back beside the reference front end (issue 6).

Whatever was acknowledged after the backup is named as missing, by the front end's own ledger; what is
there is not acknowledged again, and what comes now is collected under the new name.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.wiring import keeping, parts
from tests.support import proof
from tests.support.houses import House, a_house

CLOCK = SystemClock()


def _name(house: House) -> str:
    with parts.inbox(house.settings, CLOCK) as opened:
        return parts.names(opened).current


@pytest.mark.expected_logs("incident")
def test_a_lost_disk_and_a_backup(tmp_path: Path) -> None:
    """The disk is gone: what the backup holds opens, what came later is missing by name, what comes now is taken."""
    with proof.suite("keys") as done, a_house(tmp_path, count=2) as house:
        house.collect()
        keeping.back_up(house.settings, CLOCK, tmp_path / "backups")
        house.more(3)
        assert house.collect().acknowledged == 3
        first = _name(house)
        shutil.rmtree(house.store)
        made = keeping.restore(house.settings, CLOCK, tmp_path / "backups")
        assert (made.store_id != first, _name(house)) == (True, made.store_id)
        assert house.incidents() == [IncidentKind.RESTORED]
        house.more(1)
        assert house.collect().acknowledged == 1
        assert house.incidents() == [IncidentKind.RESTORED, *[IncidentKind.MISSING] * 3]
        assert house.counts() == {Stage.CLOSED: 3, Stage.MISSING: 3}
        assert house.opens() == 6
        done["key_cases"] += 1


@pytest.mark.expected_logs("incident")
def test_while_the_lost_one_still_collects(tmp_path: Path) -> None:
    """Two stores of one past: neither acknowledges for the other, and each names what it lacks."""
    with proof.suite("keys") as done, a_house(tmp_path, count=1) as house:
        house.collect()
        keeping.back_up(house.settings, CLOCK, tmp_path / "backups")
        twin = house.clone(tmp_path / "twin")
        shutil.rmtree(twin.store)
        keeping.restore(twin.settings, CLOCK, tmp_path / "backups")
        house.more(2)
        assert house.collect().acknowledged == 2
        twin.collect()
        assert twin.incidents() == [IncidentKind.RESTORED, *[IncidentKind.MISSING] * 2]
        house.more(1)
        assert twin.collect().acknowledged == 1
        assert (house.opens(), twin.opens()) == (6, 4)
        done["key_cases"] += 1


@pytest.mark.expected_logs("incident")
def test_with_a_mirror_and_the_casebook_alone_nothing_is_lost(tmp_path: Path) -> None:
    """The inbox comes back from its second copy, the casebook from the backup: all that was acknowledged opens."""
    with proof.suite("keys") as done, a_house(tmp_path, count=1) as house:
        config = house.root / "config.toml"
        config.write_text(
            config.read_text("utf-8").replace("[store]", f'[store]\nmirror = "{tmp_path / "mirror"}"'), "utf-8"
        )
        (tmp_path / "mirror").mkdir()
        house.collect()
        keeping.back_up(house.settings, CLOCK, tmp_path / "backups")
        house.more(2)
        assert house.collect().acknowledged == 2
        shutil.rmtree(house.store)
        parts.rebuild_store(house.settings, CLOCK, tmp_path / "mirror")
        keeping.restore(house.settings, CLOCK, tmp_path / "backups", casebook_only=True)
        house.collect()
        assert house.incidents() == [IncidentKind.RESTORED]
        assert house.opens() == 6
        done["key_cases"] += 1
