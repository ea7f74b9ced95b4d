"""A bell wakes who waits for it, and for something else besides."""

from __future__ import annotations

import socket
import threading
from contextlib import closing

from backoffice_gui.storage.bell import Bell


def test_it_is_heard_once_however_often_it_was_rung() -> None:
    """Also what was rung before anybody waited, ten thousand times."""
    with closing(Bell()) as bell:
        assert not bell.wait(0.0)
        for _ in range(10_000):
            bell.ring()
        assert bell.wait(20.0)
        assert not bell.wait(0.0)


def test_it_wakes_from_another_thread_and_a_socket_wakes_as_well() -> None:
    """Whichever comes first; who waits knows which it was."""
    here, there = socket.socketpair()
    with closing(Bell()) as bell, here, there:
        ringer = threading.Thread(target=bell.ring, name="ringer")
        ringer.start()
        assert bell.wait(20.0, here.fileno())
        ringer.join()
        there.send(b"!")
        assert not bell.wait(20.0, here.fileno())


def test_a_closed_bell_is_rung_in_vain() -> None:
    """Its thread has ended; who rings need not know."""
    bell = Bell()
    bell.close()
    bell.ring()
