"""Two real windows, two agents, one server over TLS: two acts that meet, and a desk that was away."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.real_windows import Agent, Window, tls_server, two_agents

_MEMORY = Path("/dev/shm")
CASES = 90


@pytest.fixture
def agents(tmp_path: Path) -> Iterator[tuple[Agent, Agent]]:
    """Ada and Blaise, each at a workstation of his own."""
    short = (_MEMORY if os.access(_MEMORY, os.W_OK) else Path("/tmp")) / f"tls{secrets.token_hex(3)}"
    with (
        tls_server(short, tmp_path) as (server, host, authority),
        two_agents(server, host, authority, tmp_path, CASES) as made,
    ):
        yield made


def _free(window: Window) -> list[str]:
    """The numbers of cases that nobody holds."""
    seen = window.waits(lambda seen: len(seen.get("rows", {})) > 3)
    return [number for number, (state, agent) in seen["rows"].items() if state == "new" and not agent]


@pytest.mark.deep
@pytest.mark.timeout(300)
def test_two_acts_meet_and_a_desk_comes_back(agents: tuple[Agent, Agent]) -> None:
    """The second one sees all three values and decides by keys; what was done offline outlives its program, and meets too."""
    ada, blaise = agents
    with ada.window() as first:
        with blaise.window() as second:
            one, two, three = _free(first)[:3]
            _presence(first, second, one)
            _met(ada, blaise, first, second, one)
            _away(blaise, second, two, three)
        first.on(two)
        first.keys("a")
        first.waits(lambda seen: seen["holder"] == ada.login)
        blaise.wire.up()
        with blaise.window() as again:
            _back(ada, blaise, again, two, three)
        first.waits(lambda seen: seen["rows"][three] == ["taken", blaise.login])


def _presence(first: Window, second: Window, number: str) -> None:
    first.on(number)
    second.on(number)
    first.waits(lambda seen: "demo_blaise" in seen["company"])
    _picture(first, "presence")
    second.waits(lambda seen: "demo_ada" in seen["company"])


def _met(ada: Agent, blaise: Agent, first: Window, second: Window, number: str) -> None:
    """Ada takes it while Blaise's window stands still: his key is struck on what he saw."""
    second.freeze()
    first.keys("a")
    first.waits(lambda seen: seen["holder"] == ada.login)
    second.tell("keys", "a")
    second.thaw()
    second.heard()
    shown = second.waits(lambda seen: seen["conflict"])["conflict"]
    said = " ".join(shown)
    assert "demo_ada" in said
    for column in ("Avant", "Entre-temps", "Vous"):
        assert any(column in word for word in shown), shown
    assert "Rien n’a été écrasé" in said
    _picture(second, "conflit")
    second.press("Prendre quand même")
    second.waits(lambda seen: seen["holder"] == blaise.login and not seen["conflict"])
    first.waits(lambda seen: seen["holder"] == blaise.login)


def _picture(window: Window, name: str) -> None:
    """For eyes, where somebody wants them (`WINDOW_PICTURES`), at both sizes of text."""
    folder = os.environ.get("WINDOW_PICTURES")
    for zoom in (100, 200, 100) if folder else ():
        window.ask("zoom", zoom)
        for _ in range(20):  # laid out by what goes on between two questions
            window.see()
        window.ask("grab", f"{folder}/{name}-{zoom}.png")


def _away(blaise: Agent, window: Window, two: str, three: str) -> None:
    """Offline he takes two cases and writes a note; he quits, and is told that it is kept."""
    for number in (two, three):
        window.on(number)
    blaise.wire.down()
    for number in (two, three):
        window.on(number)
        window.keys("a")
        window.waits(lambda seen: "gardée sur ce poste" in seen["undo"])
    window.keys("n")
    window.ask("type", "Note prise hors ligne (EXEMPLE)")
    window.keys("ctrl+return")
    seen = window.waits(lambda seen: seen["pending"].startswith("3 modifications en attente"))
    gone = "Serveur de l’équipe injoignable depuis"
    seen = window.waits(lambda seen: seen["status"].startswith(gone))
    assert seen["strip"].startswith(gone)
    assert seen["rows"][three] == ["taken", blaise.login]
    _picture(window, "hors-ligne")
    window.keys("ctrl+q")
    window.waits(lambda seen: seen["dialogs"] == ["Quitter"])
    _picture(window, "quitter")
    window.tell("keys", "return")
    assert window.ended() == 0


def _back(ada: Agent, blaise: Agent, window: Window, two: str, three: str) -> None:
    """What met nothing is done; of what met another act is said where one looks, and it is decided by keys."""
    seen = window.waits(lambda seen: seen.get("pending") == "1 modification à trancher")
    assert two in seen["strip"]
    assert "Rien n’est écrasé ni perdu" in seen["strip"]
    window.waits(lambda seen: seen["rows"].get(three) == ["taken", blaise.login])
    _picture(window, "a-trancher")
    window.keys("f7")
    window.waits(lambda seen: seen["dialogs"] == ["En attente"])
    _picture(window, "en-attente")
    window.keys("return")
    seen = window.waits(lambda seen: seen["conflict"])
    assert seen["open"] == two
    assert ada.login in " ".join(seen["conflict"])
    assert any(word.startswith("2/") for word in seen["words"]), "the row is lit that is shown"
    _picture(window, "trancher")
    window.press("Garder ce qui est là")
    window.waits(lambda seen: not seen["pending"] and not seen["conflict"])
    assert window.see()["holder"] == ada.login
    window.tell("keys", "ctrl+q")
    assert window.ended() == 0
