from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from backoffice_gui.conformance.hook import FormClosed, HookFailed, ProgramHook, RouteHook
from backoffice_gui.transfer import tls_context
from tests.support.front import Front

_SAYS = """
import sys
words = sys.argv[1:]
if words[0] == "submit":
    for n in range(int(words[1])):
        print('{"id": "EXEMPLE-%020d"}' % n)
elif words[0] == "residue":
    print('{"octets": %d}' % len(words[1:]))
"""


def _program(folder: Path, text: str) -> ProgramHook:
    file = folder / "hook.py"
    file.write_text(text)
    return ProgramHook(shlex.join([sys.executable, "-S", str(file)]))


def test_a_program_says_what_it_made_and_what_is_left(tmp_path: Path) -> None:
    """A JSON line for each; the words it is called with are those that are documented."""
    hook = _program(tmp_path, _SAYS)
    assert hook.submit(2, 5) == (f"EXEMPLE-{0:020d}", f"EXEMPLE-{1:020d}")
    assert hook.residue(["a", "b", "c"]) == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("print('not JSON')", "hook-words"),
        ("print('[]')", "hook-words"),
        ("""print('{"id": 5}')""", "hook-words"),
        ("""print('{"id": "a"}')""", "hook-count"),
        ("pass", "hook-count"),
        ("raise SystemExit(3)", "hook-exit"),
    ],
)
def test_a_program_that_does_something_else_has_failed(tmp_path: Path, text: str, reason: str) -> None:
    """With a word for why; what is left it then can't tell."""
    hook = _program(tmp_path, text)
    with pytest.raises(HookFailed) as raised:
        hook.submit(2, 0)
    assert raised.value.reason == reason
    assert hook.residue(["a"]) is None


def test_a_program_that_is_not_there_has_failed(tmp_path: Path) -> None:
    """As one that can't be run."""
    with pytest.raises(HookFailed) as raised:
        ProgramHook(str(tmp_path / "absent")).submit(1, 0)
    assert raised.value.reason == "hook-program"


def test_a_closed_form_is_told_apart(tmp_path: Path) -> None:
    """It is an answer, not a failure."""
    with pytest.raises(FormClosed):
        _program(tmp_path, """print('{"closed": true}')""").submit(1, 0)


def test_a_route_does_the_same(front: Front) -> None:
    """On the reference front end: made, counted, closed while the gate is; and a route that is none has failed."""
    context = tls_context(front.site.authority, front.site.client.certificate, front.site.client.key)
    base = front.url.removesuffix("/transfer/v1")
    hook = RouteHook(f"{base}/demonstration/v1", context, front.clock)
    with front.client() as client:
        client.get("/submissions")
    ids = hook.submit(2, 5000)
    assert set(ids) <= set(front.made())
    assert (hook.residue(ids) or 0) > 10_000
    assert hook.residue(["unknown"]) == 0
    front.clock.forward(minutes=11)
    with pytest.raises(FormClosed):
        hook.submit(1, 0)
    absent = RouteHook(f"{base}/absent", context, front.clock)
    with pytest.raises(HookFailed):
        absent.submit(1, 0)
    assert absent.residue(ids) is None
