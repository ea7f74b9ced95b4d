"""Whether a socket has something to say, or has room, whatever its number is."""

from __future__ import annotations

import contextlib
import selectors
import socket

import pytest

from backoffice_gui.system.sockets import readable, ready
from tests.support.descriptors import many_descriptors


@pytest.mark.parametrize("kind", [selectors.DefaultSelector, selectors.SelectSelector])
def test_a_socket_is_readable_once_its_other_end_spoke_or_closed(
    kind: type[selectors.BaseSelector], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An idle one is not; with what Linux has, and with what every system has."""
    monkeypatch.setattr(selectors, "DefaultSelector", kind)
    here, there = socket.socketpair()
    with here, there:
        assert not readable(here)
        there.close()
        assert readable(here)


def test_a_socket_of_a_high_number_is_asked_too() -> None:
    """It is writable until nobody takes what was written."""
    with many_descriptors():
        here, there = socket.socketpair()
        with here, there:
            assert here.fileno() > 1_023
            here.setblocking(False)
            assert ready(here, writing=True, seconds=0)
            with contextlib.suppress(BlockingIOError):
                while here.send(bytes(65_536)):
                    pass
            assert not ready(here, writing=True, seconds=0)
            assert ready(there, writing=False, seconds=0)
