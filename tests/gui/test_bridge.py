"""The two verbs: what comes back, in which order, on which thread, and what does not."""

from __future__ import annotations

import threading
import weakref

import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.colleagues import CaseChange, Heard
from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.errors import DiskFull, StoreBusy
from backoffice_gui.gui.bridge import Bridge, Command, Query
from backoffice_gui.gui.failure import DEFECT, Failure


def _held(bridge: Bridge, parent: QObject) -> threading.Event:
    """Keeps the reading thread busy until the event is set; it *has* the job, so what is asked next waits."""
    begun, gate = threading.Event(), threading.Event()

    def hold() -> bool:
        begun.set()
        return gate.wait(20)

    bridge.ask(Query(parent, hold, lambda _: None))
    assert begun.wait(20)
    return gate


def test_a_query_reads_elsewhere_and_comes_back_here(qtbot: QtBot, bridge: Bridge) -> None:
    """The callable runs on the reading thread, the answer arrives on the GUI's."""
    parent = QObject()
    seen: list[tuple[str, str]] = []
    bridge.ask(
        Query(
            parent,
            lambda: threading.current_thread().name,
            lambda name: seen.append((name, threading.current_thread().name)),
        )
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("reading", threading.main_thread().name)]


def test_nothing_that_was_read_is_held_while_the_next_is_waited_for(qtbot: QtBot, bridge: Bridge) -> None:
    """What came back may be a person's: once it was delivered, no thread of the bridge keeps it."""

    class Read:
        """What a query returns."""

    parent = QObject()
    read: list[weakref.ref[Read]] = []

    def seen(value: Read) -> None:
        read.append(weakref.ref(value))

    bridge.ask(Query(parent, Read, seen))
    bridge.ask(Query(parent, Read, seen, apart=True))
    qtbot.waitUntil(lambda: len(read) == 2)
    qtbot.waitUntil(lambda: all(kept() is None for kept in read))


def test_what_takes_its_time_holds_no_list_up(qtbot: QtBot, bridge: Bridge) -> None:
    """A preview that hangs is looked for apart: the list behind it is read meanwhile; it can be dropped too."""
    parent, gate = QObject(), threading.Event()
    seen: list[str] = []
    bridge.ask(Query(parent, lambda: gate.wait(20), lambda _: seen.append("late"), replaces="part", apart=True))
    bridge.ask(Query(parent, lambda: "list", seen.append))
    qtbot.waitUntil(lambda: seen == ["list"])
    bridge.drop(parent, "part", gate.set)
    bridge.ask(Query(parent, lambda: threading.current_thread().name, seen.append, apart=True))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == ["list", "looking"]


def test_a_command_tells_its_changes_once(qtbot: QtBot, bridge: Bridge) -> None:
    """What a command touched is broadcast with its initiator, after its own success."""
    parent = QObject()
    changes = Changes(frozenset({Topic.INCIDENTS}))
    order: list[object] = []
    bridge.changed.connect(lambda said, who: order.append((said, who)))
    bridge.do(Command(parent, lambda: changes, order.append))
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == [changes, (changes, parent)]


def test_commands_run_in_turn(qtbot: QtBot, bridge: Bridge) -> None:
    """The office thread does one after the other, as they were asked."""
    parent = QObject()
    done: list[int] = []

    def act(n: int) -> Changes:
        done.append(n)
        return Changes()

    for n in range(20):
        bridge.do(Command(parent, lambda n=n: act(n)))  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == list(range(20))


def test_locking_waits_for_no_command(qtbot: QtBot, bridge: Bridge) -> None:
    """While the office's thread and the one for previews are held, it is done, and told as any command is."""
    parent, gate = QObject(), threading.Event()

    def hold() -> Changes:
        gate.wait(20)
        return Changes()

    bridge.do(Command(parent, hold))
    bridge.ask(Query(parent, lambda: gate.wait(20), lambda _: None, apart=True))
    seen: list[str] = []

    def lock() -> Changes:
        seen.append(threading.current_thread().name)
        return Changes()

    with qtbot.waitSignal(bridge.changed):
        bridge.at_once(Command(parent, lock))
    assert seen == ["locking"]
    assert not gate.is_set()
    gate.set()


def test_the_newest_query_goes_first(qtbot: QtBot, bridge: Bridge) -> None:
    """What was asked last is what the agent looks at."""
    parent = QObject()
    order: list[int] = []
    gate = _held(bridge, parent)
    for n in range(3):
        bridge.ask(Query(parent, lambda n=n: n, order.append))  # type: ignore[misc]
    gate.set()
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order == [2, 1, 0]


def test_a_superseded_query_is_never_run(qtbot: QtBot, bridge: Bridge) -> None:
    """A waiting query of the same parent and name makes way for the next."""
    parent, other = QObject(), QObject()
    ran: list[str] = []
    told: list[str] = []

    def run(name: str) -> str:
        ran.append(name)
        return name

    gate = _held(bridge, parent)
    bridge.ask(Query(parent, lambda: run("old"), told.append, replaces="page"))
    bridge.ask(Query(other, lambda: run("other"), told.append, replaces="page"))
    bridge.ask(Query(parent, lambda: run("new"), told.append, replaces="page"))
    gate.set()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert ran == ["new", "other"]


def test_dropping_interrupts_the_one_that_runs(qtbot: QtBot, bridge: Bridge) -> None:
    """A query that is superseded while it runs is interrupted and says nothing, not even its failure."""
    parent = QObject()
    started, interrupted = threading.Event(), threading.Event()
    told: list[object] = []

    def slow() -> None:
        started.set()
        interrupted.wait(5)
        raise StoreBusy("interrupted")

    bridge.failed.connect(told.append)
    bridge.ask(Query(parent, slow, told.append, told.append, replaces="page"))
    assert started.wait(5)
    asked, answered = threading.Event(), threading.Event()

    def interrupt() -> None:
        asked.set()
        answered.wait(5)
        interrupted.set()

    bridge.drop(parent, "page", interrupt)
    assert asked.wait(5)
    assert not interrupted.is_set(), "a server is asked, and the window does not wait for its answer"
    answered.set()
    assert interrupted.wait(5)
    after: list[int] = []
    bridge.ask(Query(parent, lambda: 1, after.append))
    qtbot.waitUntil(lambda: bool(after))
    assert told == []


def test_nothing_is_begun_while_one_is_interrupted(qtbot: QtBot, bridge: Bridge) -> None:
    """It would be hit by mistake: a server breaks off whatever a connection runs when it hears so."""
    parent = QObject()
    started, done, answered, begun = (threading.Event() for _ in range(4))

    def slow() -> None:
        started.set()
        done.wait(5)

    bridge.ask(Query(parent, slow, lambda _: None, replaces="page"))
    assert started.wait(5)

    def interrupt() -> None:
        done.set()
        answered.wait(5)

    bridge.drop(parent, "page", interrupt)
    bridge.ask(Query(parent, begun.set, lambda _: None))
    assert done.wait(5)
    assert not begun.wait(0.1)
    answered.set()
    qtbot.waitUntil(begun.is_set)


def test_dropping_leaves_the_queries_of_others_alone(bridge: Bridge) -> None:
    """Nothing of ours runs: nothing is interrupted."""
    hit: list[int] = []
    bridge.drop(QObject(), "page", lambda: hit.append(1))
    assert hit == []


def test_a_circumstance_goes_to_who_wants_it(qtbot: QtBot, bridge: Bridge) -> None:
    """A handler takes the failure; without one it is emitted once."""
    parent = QObject()
    handled: list[Failure] = []
    unhandled: list[Failure] = []
    bridge.failed.connect(unhandled.append)

    def full() -> None:
        raise DiskFull("folder", folder="base")

    bridge.ask(Query(parent, full, lambda _: None, handled.append))
    qtbot.waitUntil(lambda: bool(handled))
    bridge.ask(Query(parent, full, lambda _: None))
    qtbot.waitUntil(lambda: bool(unhandled))
    assert handled[0].code == unhandled[0].code == "STO-009"
    assert handled[0].facts == {"folder": "base"}
    assert handled[0].retry


def test_a_defect_ends_what_waits_and_is_said_once_for_all(qtbot: QtBot, bridge: Bridge) -> None:
    """Whatever is no circumstance is ours: emitted with its place, without its words; the pane hears that it is over."""
    parent = QObject()
    handled: list[Failure] = []
    unhandled: list[Failure] = []
    bridge.failed.connect(unhandled.append)

    def broken() -> None:
        raise KeyError("EXEMPLE-AHMADZAI")

    def broken_too() -> Changes:
        raise KeyError("EXEMPLE-AHMADZAI")

    bridge.ask(Query(parent, broken, lambda _: None, handled.append))
    qtbot.waitUntil(lambda: bool(unhandled))
    bridge.do(Command(parent, broken_too, None, handled.append))
    qtbot.waitUntil(lambda: len(unhandled) == 2)
    assert [each.code for each in handled] == [DEFECT, DEFECT]
    assert unhandled[0].code == DEFECT
    assert unhandled[0].error == "KeyError"
    assert "AHMADZAI" not in repr(unhandled[0])


def test_a_dead_parent_hears_nothing(qtbot: QtBot, bridge: Bridge) -> None:
    """What comes back for a pane that is gone is dropped."""
    parent = QObject()
    gate = threading.Event()
    told: list[object] = []
    bridge.ask(Query(parent, lambda: gate.wait(5), told.append))
    shiboken6.delete(parent)
    gate.set()
    after: list[int] = []
    alive = QObject()
    bridge.ask(Query(alive, lambda: 1, after.append))
    qtbot.waitUntil(lambda: bool(after))
    assert told == []


def test_the_collector_is_heard_in_bundles(qtbot: QtBot, bridge: Bridge) -> None:
    """A thousand events arrive in order, in few bundles."""
    bundles: list[tuple[CollectorEvent, ...]] = []
    bridge.collector_spoke.connect(bundles.append)
    events = [CollectorEvent(EventName.STORED, n, None) for n in range(1_000)]

    def speak() -> None:
        for event in events:
            bridge.listen(event)

    speaker = threading.Thread(target=speak, name="collector")
    speaker.start()
    speaker.join()
    qtbot.waitUntil(lambda: sum(map(len, bundles)) == 1_000)
    assert [event for bundle in bundles for event in bundle] == events
    assert len(bundles) <= 3


def test_what_colleagues_do_is_told_together_and_changes_panes_like_our_own(qtbot: QtBot, bridge: Bridge) -> None:
    """On the window's thread, with no initiator; who has what open refreshes no list."""
    heard: list[Heard] = []
    changed: list[tuple[object, object]] = []
    bridge.heard.connect(heard.append)
    bridge.changed.connect(lambda changes, initiator: changed.append((changes, initiator)))
    take = CaseChange(event=9, case=3, who="collegue.exemple", name="take", version=2)
    told = [Heard(company=True), Heard((take,), frozenset({3})), Heard(arrived=2)]

    def speak() -> None:
        for each in told:
            bridge.hear(each)

    speaker = threading.Thread(target=speak, name="listening")
    speaker.start()
    speaker.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [Heard((take,), frozenset({3}), arrived=2, company=True)]
    assert changed == [(Changes(frozenset({Topic.CASES, Topic.VIEWS})), None)]
    bridge.hear(Heard(company=True))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert len(changed) == 1


def test_a_stopped_bridge_takes_nothing_more(qtbot: QtBot, bridge: Bridge) -> None:
    """After the stop nothing runs, and nothing is told."""
    ran: list[int] = []
    assert bridge.stop(5.0)
    bridge.ask(Query(bridge, lambda: ran.append(1), lambda _: None))
    bridge.do(Command(bridge, Changes))
    assert ran == []
