"""Whether a socket has something to say, on a system with `poll` and on one without."""

from __future__ import annotations

import select
import socket

import pytest

from backoffice_gui.system.sockets import readable


@pytest.mark.parametrize("poll", [True, False])
def test_a_socket_is_readable_once_its_other_end_spoke_or_closed(poll: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """An idle one is not."""
    if not poll:
        monkeypatch.delattr(select, "poll")
    here, there = socket.socketpair()
    with here, there:
        assert not readable(here)
        there.close()
        assert readable(here)
