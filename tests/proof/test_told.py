"""The judge of what agents did at their windows is red for what was dropped, doubled, lost, or done by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from backoffice_gui.domain.case_acts import Asked, CaseKey
from backoffice_gui.domain.cases import CaseAct
from tests.support.caseloads import Served, served
from tests.support.clerks import Deed, Told, What, every_deed_is_there_as_told
from tests.support.desks import a_store

_ME, _NOTE = "agent-exemple", "Note interne"


class Office:
    """A desk, and what its agent remembers of it: one case taken, one noted on, a change of each left to decide."""

    def __init__(self, desk: Served) -> None:
        self.desk = desk
        one, two, three = (desk.cases.case(case).row.number for case in (1, 2, 3))
        desk.cases.do([CaseKey(1, 1)], Asked(CaseAct.TAKE), lambda _: None, lambda: False)
        desk.cases.write_note(2, "EXEMPLE, une")
        self.taken = Deed(_ME, one, What.TAKE, "", Told.DONE)
        self.noted = Deed(_ME, two, What.NOTE, "EXEMPLE, une", Told.DONE)
        self.waiting = Deed(_ME, three, What.NOTE, "EXEMPLE, en attente", Told.WAITS)
        self.undecided = [(_ME, three, _NOTE)]

    def judge(self, *deeds: Deed) -> None:
        """By what it remembers, but for these deeds, in place of those to the same case."""
        others = {deed.number for deed in deeds}
        kept = [deed for deed in (self.taken, self.noted, self.waiting) if deed.number not in others]
        every_deed_is_there_as_told(self.desk.store.desk.casebook, [*kept, *deeds], self.undecided)

    def red(self, why: str, *deeds: Deed) -> None:
        """The judge says so."""
        with pytest.raises(AssertionError, match=why):
            self.judge(*deeds)


@pytest.fixture
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """What was told, and is so."""
    with a_store(tmp_path_factory.mktemp("told") / "s") as store:
        desk = served(store)
        yield Office(desk)
        desk.cases.attachments.close()


def test_what_is_as_it_was_told_is_green_and_what_was_lost_is_not(office: Office) -> None:
    """Waiting or done, of what is written and of what moves a case; what was given up, or nobody did, is not there."""
    office.judge()
    office.judge(replace(office.taken, told=Told.WAITS), replace(office.noted, told=Told.UNKNOWN))
    office.red("DONE.*there 0 times", office.taken, replace(office.taken, number=office.noted.number), office.noted)
    office.red("there 0 times", office.noted, replace(office.noted, word="EXEMPLE, perdue"))
    office.red("there 1 times", replace(office.noted, told=Told.LEFT))
    office.red("there 1 times", replace(office.taken, told=Told.LEFT))
    office.red("nobody did", replace(office.noted, what=What.TAKE, word="", told=Told.UNKNOWN))
    office.red("words that nobody wrote", replace(office.noted, word="EXEMPLE, autre", told=Told.UNKNOWN))


def test_what_waited_and_was_dropped_is_red(office: Office) -> None:
    """Also where something else of the same kind is there, of which nothing was told."""
    dropped = replace(office.noted, word="EXEMPLE, abandonnée", told=Told.WAITS)
    office.red("to decide 0 times", office.noted, dropped)
    office.red("1 that wait are not there", replace(office.noted, told=Told.UNKNOWN), dropped)
    office.undecided = []
    office.red("to decide 0 times")


def test_what_was_done_twice_is_red(office: Office) -> None:
    """Whatever was told of it; and where it is there, and is to be decided all the same."""
    office.undecided.append((_ME, office.taken.number, "Prendre"))
    office.red("there 1 times, to decide 1 times", replace(office.taken, told=Told.WAITS))
    office.undecided[-1] = (_ME, office.noted.number, _NOTE)
    office.red("to decide 1 times", office.noted, replace(office.noted, word="EXEMPLE, perdue", told=Told.LEFT))
    office.undecided.pop()
    office.desk.cases.write_note(2, office.noted.word)
    for told in Told:
        office.red("there 2 times", replace(office.noted, told=told))
