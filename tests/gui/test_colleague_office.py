"""What the window may ask of its company."""

from __future__ import annotations

import inspect

import pytest

from backoffice_gui.domain.colleagues import Heard, Way
from backoffice_gui.gui.colleague_office import ColleagueOffice
from backoffice_gui.wiring.colleagues import Colleagues
from tests.support.colleagues import MemoryColleagues
from tests.support.invented_cases import ME
from tests.support.office import NOW

_ASKED = [name for name in vars(ColleagueOffice) if not name.startswith("_") and name != "patience"]


@pytest.mark.parametrize("kind", [Colleagues, MemoryColleagues])
@pytest.mark.parametrize("name", _ASKED)
def test_both_keep_the_protocol(name: str, kind: type) -> None:
    """Each method is there, with the parameters asked for."""
    asked, given = inspect.signature(getattr(ColleagueOffice, name)), inspect.signature(getattr(kind, name))
    assert [p.name for p in asked.parameters.values()] == [p.name for p in given.parameters.values()]


def test_the_memory_one_is_one_too() -> None:
    """For the tests of the window: it writes where nobody does, and takes over from who is silent."""
    heard: list[Heard] = []
    made = MemoryColleagues(NOW, ME)
    office: ColleagueOffice = made
    office.hear(heard.append)
    assert office.hearing().way is Way.LISTENING
    office.show(3)
    office.write(3)
    editor = office.company().editor(3)
    assert editor is not None
    assert editor.here
    office.ask_for(3)
    office.keep_on(3)
    office.stop_writing(3)
    assert office.company().editor(3) is None
    assert [what for what, _ in made.said] == ["show", "write", "ask_for", "keep_on", "stop_writing"]
    assert made.told is not None
    made.told(Heard(company=True))
    assert heard == [Heard(company=True)]
    assert office.patience.gone.total_seconds() == 90
