"""Agents at real windows: each strikes keys, remembers what he did and what his window told him of it; and who judges that.

A case is taken, noted on or closed. What was told done is there once; what was said to wait is there, or is shown as
left to decide; what was refused, or given up in a conflict, is not there; and nothing is there that nobody did.
"""

from __future__ import annotations

import contextlib
import enum
import json
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from backoffice_gui.storage.casebook import events
from backoffice_gui.storage.casebook.caseload_schema import cases, note
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.outbox import OUTBOX_FILE
from tests.support.real_windows import Agent, Window
from tests.support.waiting import until

__all__ = ["Clerk", "Deed", "Told", "What", "every_deed_is_there_as_told"]

_NEAR = 6
"""Agents look at the first few cases only, so that they meet."""
_OPENED_SECONDS, _AGAIN_SECONDS = 90.0, 8.0
"""A line that fell silent amid a transaction keeps the others from writing for a minute."""
_MOST_LINES = 20


_GONE = "Serveur de l’équipe injoignable"


class What(enum.Enum):
    """What is done to a case: its event's name; in what waits it is called `shown`."""

    TAKE = "take"
    NOTE = "note"
    CLOSE = "close"

    @property
    def shown(self) -> str:
        """As the window calls it where it waits."""
        return {What.TAKE: "Prendre", What.NOTE: "Note interne", What.CLOSE: "Clore"}[self]


class Told(enum.Enum):
    """What an agent was told of a deed."""

    UNKNOWN = enum.auto()
    """Nothing, before his window was no more."""
    DONE = enum.auto()
    WAITS = enum.auto()
    LEFT = enum.auto()
    """It was refused, or he gave way in a conflict: nothing was done."""


@dataclass(slots=True)
class Deed:
    """Something an agent did to the case of this number; `word` is what he wrote, empty where nothing is written."""

    agent: str
    number: str
    what: What
    word: str
    told: Told = Told.UNKNOWN


_DONE = {What.TAKE: "Demande prise.", What.NOTE: "Note ajoutée.", What.CLOSE: "Demande close."}


@dataclass(slots=True)
class Clerk:
    """One agent; `undecided`: of which cases what was left to decide when he last looked, as his window showed it.

    `writes`: whether his window is amid a transaction; `held_up`: inside it no change of a case is committed, and it
    says whether one of his window's waits for that.
    """

    agent: Agent
    dice: random.Random
    writes: Callable[[], bool]
    held_up: Callable[[], contextlib.AbstractContextManager[Callable[[], bool]]]
    deeds: list[Deed] = field(default_factory=list)
    undecided: list[tuple[str, str]] = field(default_factory=list)
    seat: Window | None = None

    @property
    def window(self) -> Window:
        """His window."""
        assert self.seat is not None
        return self.seat

    # his window

    def sits(self) -> None:
        """He begins the program."""
        self.seat = self.agent.begin()
        self.window.waits(lambda seen: seen.get("rows"))

    def is_killed(self) -> None:
        """His program is no more."""
        self.window.process.send_signal(signal.SIGKILL)
        self.leaves()

    def leaves(self) -> None:
        """Whatever he has open is no more."""
        if self.seat is not None:
            self.seat.end()
        self.seat = None

    def quits(self) -> None:
        """He ends it by its key, and says so once more where something waits."""
        self.window.tell("keys", "ctrl+q")
        if self.window.heard() is not None or self.window.process.poll() is None:
            self.window.tell("keys", "return")
        assert self.window.ended() == 0
        self.leaves()

    # what he does

    def opens(self, many: int) -> list[str]:
        """He has a look at some cases, so that they stay readable; their numbers."""
        undecided = {number for number, _what in self.undecided}
        rows = self.window.see()["rows"]
        near = sorted(number for number in rows if _to_do(rows, number) and number not in undecided)[:_NEAR]
        return [number for number in self.dice.sample(near, min(many, len(near))) if self._on(number)]

    def _on(self, number: str) -> dict[str, Any] | None:
        """He has this case open; nothing where it is to be done no more."""
        found: list[dict[str, Any]] = []
        asked = [0.0]

        def there() -> bool:
            seen = self.window.see()
            found[:] = [seen]
            if not _to_do(seen["rows"], number) or seen["open"] == number:
                return True
            if time.monotonic() - asked[0] > _AGAIN_SECONDS:
                asked[0] = time.monotonic()
                for row in (next(iter(seen["rows"])), number):  # to be where one is already opens nothing
                    self.window.ask("go", row)
            return False

        try:
            until(there, _OPENED_SECONDS)
        except AssertionError:
            raise AssertionError(f"{number} does not open: {found[0]}") from None
        return found[0] if _to_do(found[0]["rows"], number) else None

    def does(self, numbers: Iterable[str]) -> list[Deed]:
        """He does something to each of these, as it is, and hears what came of it."""
        done = []
        for number in numbers:
            deed = self.begins(number)
            if deed is not None:
                self.hears(deed)
                done.append(deed)
        return done

    def begins(self, number: str, ready: Callable[[], object] = lambda: None) -> Deed | None:
        """He strikes the keys, and has heard nothing yet; nothing where the case is to be done no more.

        `ready` is called once he has it open, before the first key.
        """
        seen = self._on(number)
        if seen is None:
            return None
        mine = seen["rows"][number] == ["taken", self.agent.login]
        deed = self._deed(
            number, self.dice.choice((What.NOTE, What.CLOSE) if mine else (What.TAKE, What.TAKE, What.NOTE))
        )
        ready()
        for line in _lines(deed):
            self.window.ask(*line)
        if deed.what is What.CLOSE:
            self._close(deed)
        return deed

    def stands_still(self, number: str, meanwhile: Callable[[], None]) -> None:
        """His window stands still, and his keys are struck on what he saw before; then he is told."""
        seen = self._on(number)
        if seen is None:
            return
        mine = seen["rows"][number] == ["taken", self.agent.login]
        until(self._stood_still)
        meanwhile()
        deed = self._deed(number, What.NOTE if mine else What.TAKE)
        lines = _lines(deed)
        for line in lines:
            self.window.tell(*line)
        self.window.thaw()
        for _ in lines:
            self.window.heard()
        self.hears(deed)

    def _stood_still(self) -> bool:
        """It stands still now, amid no transaction: nobody else could write before the server ends it, a minute later."""
        self.window.freeze()
        if self.writes():
            self.window.thaw()
            return False
        return True

    def _deed(self, number: str, what: What) -> Deed:
        word = "" if what is What.TAKE else f"EXEMPLE {self.agent.login} {len(self.deeds):03}"
        self.deeds.append(Deed(self.agent.login, number, what, word))
        return self.deeds[-1]

    def _close(self, deed: Deed) -> None:
        """By the menu of its other acts, and with a reason."""
        window = self.window
        window.waits(lambda seen: seen["menu"] is not None)
        for _ in range(_MOST_LINES):
            window.keys("down")
            on = window.see()["menu"]
            if not on:  # the case was read again meanwhile, and its menu with it
                window.keys("escape")
                window.ask("go", deed.number)
                window.keys("s")
            if on == What.CLOSE.shown:
                window.keys("return")
                window.waits(lambda seen: seen["focus"].startswith("Pourquoi clore"))
                window.ask("type", deed.word)
                window.keys("return")
                return
        raise AssertionError("nothing in the menu closes a case")

    def hears(self, deed: Deed) -> None:
        """He is told what came of it; where it met another act he gives way, or takes the case all the same."""
        seen = self.window.waits(_answered)
        if seen["insists"] and deed.what is What.TAKE and self.dice.random() < 0.5:
            self.window.press("Prendre quand même")
            self.window.waits(lambda seen: not seen["conflict"])
            self.hears(deed)
        elif seen["conflict"]:
            self.window.press("Garder ce qui est là")
            self.window.waits(lambda seen: not seen["conflict"])
            deed.told = Told.LEFT
        elif not seen["undo"]:
            deed.told = Told.LEFT
        else:
            deed.told = _told(deed, seen["undo"])

    def is_answered(self) -> bool:
        """Whether he is told what came of what he did last."""
        return _answered(self.window.see())

    def lies_by(self, deed: Deed) -> bool:
        """Whether what nobody answers is surely kept on his workstation by now; waits until something is, or he is told.

        Of what was typed it may be the draft, and behind what was there before nothing is to be seen.
        """
        kept = self.agent.settings.store_folder / OUTBOX_FILE
        seen = self.window.waits(lambda seen: kept.exists() or _answered(seen))
        if _answered(seen):
            self.hears(deed)
        return deed.what is What.TAKE and kept.exists() and not self.undecided

    def sees(self, to_do: dict[str, list[str]]) -> None:
        """Once he has looked anew his list is this: of each case its state, and who has it."""
        self.window.keys("ctrl+r")
        self.window.waits(lambda seen: seen["rows"] == to_do)

    def settles(self) -> None:
        """The server is there: what waited is sent; he looks at what is left to decide."""
        if self.window.see()["status"].startswith(_GONE):  # else it would look in its own time
            self.window.keys("f7")
            self.window.waits(lambda seen: seen["dialogs"] == ["En attente"])
            with contextlib.suppress(AssertionError):  # it may have found it by itself meanwhile
                self.window.press("Réessayer maintenant")
            self.window.keys("escape")
            self.window.waits(lambda seen: not seen["dialogs"])
        seen = self.window.waits(_settled)
        self.undecided = []
        if seen["pending"]:
            self.window.keys("f7")
            seen = self.window.waits(lambda seen: seen["dialogs"] == ["En attente"] and _held(seen["lines"]))
            self.undecided = [(number, what) for what, _fate, number, _when in seen["lines"]]
            self.window.keys("escape")
            self.window.waits(lambda seen: not seen["dialogs"])


def _lines(deed: Deed) -> tuple[tuple[str, ...], ...]:
    """The keys of a deed, in the list, once what was said before is read; of closing those before it has to look."""
    keys = {
        What.TAKE: (("keys", "a"),),
        What.NOTE: (("keys", "n"), ("type", deed.word), ("keys", "ctrl+return")),
        What.CLOSE: (("keys", "s"),),
    }
    return (("read",), ("go", deed.number), *keys[deed.what])


def _to_do(rows: dict[str, list[str]], number: str) -> bool:
    return rows.get(number, [""])[0] in {"new", "taken"}


def _answered(seen: dict[str, Any]) -> bool:
    return bool(seen["undo"] or seen["conflict"] or seen["refused"])


def _told(deed: Deed, said: str) -> Told:
    if "gardée sur ce poste" in said:
        return Told.WAITS
    assert said == _DONE[deed.what], said
    return Told.DONE


def _settled(seen: dict[str, Any]) -> bool:
    alone = "en attente" in seen["pending"] and not any(word in seen["pending"] for word in ("trancher", "refusée"))
    return not alone and not seen["status"].startswith(_GONE)


def _held(lines: list[list[str]]) -> bool:
    """Whether all that still waits was made upon something that is to be decided."""
    decided = {number for _what, fate, number, _when in lines if not fate.startswith("En attente")}
    return all(number in decided for _what, _fate, number, _when in lines)


def every_deed_is_there_as_told(
    casebook: Casebook, deeds: Sequence[Deed], undecided: Sequence[tuple[str, ...]]
) -> None:
    """Judge what everybody did by what lies in the casebook; `undecided`: agent, number and what as it is shown."""
    there = _there(casebook)
    for deed in deeds:
        if deed.word:
            found = there[_key(deed)]
            wanted = {Told.DONE: (1,), Told.LEFT: (0,)}.get(deed.told, (0, 1))
            assert found in wanted, f"{deed}: there {found} times"
    kept, asked = Counter(undecided), Counter((each.agent, each.number, each.what) for each in deeds)
    found_of = Counter[tuple[str, str, What]]()
    for (agent, number, what, _word), many in there.items():
        found_of[agent, number, what] += many
    assert not set(found_of) - set(asked), "somebody did what nobody did"
    assert {key[:3] for key in there} <= set(asked)
    assert {_key(deed) for deed in deeds} >= set(there), "words that nobody wrote"
    for agent, number, what in asked:
        mine = [each.told for each in deeds if (each.agent, each.number, each.what) == (agent, number, what)]
        least = mine.count(Told.DONE) + mine.count(Told.WAITS)
        found = found_of[agent, number, what] + kept[agent, number, what.shown]
        said = f"{what.value} of {number} by {agent}: told {[each.name for each in mine]}"
        assert least <= found <= least + mine.count(Told.UNKNOWN), (
            f"{said}, there {found_of[agent, number, what]} times, to decide {kept[agent, number, what.shown]} times"
        )
        absent = [
            each.told
            for each in deeds
            if each.word and (each.agent, each.number, each.what) == (agent, number, what) and not there[_key(each)]
        ]
        gone = absent.count(Told.WAITS)  # another's being there, of which nothing was told, stands in for none of these
        left = kept[agent, number, what.shown] if what is not What.TAKE else 0
        assert gone <= left <= gone + absent.count(Told.UNKNOWN), (
            f"{said}, {gone} that wait are not there, to decide {left} times"
        )


def _key(deed: Deed) -> tuple[str, str, What, str]:
    return deed.agent, deed.number, deed.what, deed.word


def _there(casebook: Casebook) -> Counter[tuple[str, str, What, str]]:
    """How often each deed lies there, of all that can be done to a case."""
    found = Counter[tuple[str, str, What, str]]()
    with casebook.reading() as connection:
        numbers = {row.case: row.number for row in connection.execute(select(cases.c.case, cases.c.number))}
        for case, number in numbers.items():
            for each in (kept.what for kept in events.of_case(connection, case) if kept.what.before):
                reason = json.loads(each.details or "{}").get("reason", "")
                found[each.who, number, What(each.name), reason] += 1
        for row in connection.execute(select(note.c.case, note.c.text, note.c.agent)):
            found[row.agent, numbers[row.case], What.NOTE, row.text] += 1
    return found
