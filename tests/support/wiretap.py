"""A proxy below TLS: it passes octets on as they are, and cuts or spoils those that come back at a chosen place."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from types import TracebackType
from typing import Self

from tests.support.weather import CLEAR, Weather

__all__ = ["Wiretap"]


class Wiretap:
    """Between a client and `port`; `weather` counts octets of the encrypted stream (`cut`, `end`, `garbage`, `at`, `over`).

    `passed` says how many octets came back over the last connection.
    """

    def __init__(self, port: int) -> None:
        self._behind = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.weather: Weather = CLEAR
        self.passed = 0
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)
        self._listener.close()

    def _start(self, run: object, *args: object) -> None:
        thread = threading.Thread(target=run, args=args, name="wiretap")  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                front, _ = self._listener.accept()
            except OSError:
                return
            back = socket.create_connection(("127.0.0.1", self._behind))
            self._threads = [thread for thread in self._threads if thread.is_alive()]
            self._start(self._forth, front, back)
            self._start(self._home, back, front, self.weather)

    def _forth(self, front: socket.socket, back: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := front.recv(65536):
                back.sendall(piece)
        with contextlib.suppress(OSError):
            back.shutdown(socket.SHUT_RDWR)

    def _home(self, back: socket.socket, front: socket.socket, weather: Weather) -> None:
        came = 0
        with contextlib.suppress(OSError):
            while piece := back.recv(65536):
                out = _through(piece, came, weather)
                came += len(piece)
                self.passed = came
                front.sendall(out)
                if weather.cut is not None and came >= weather.cut:
                    break
        with contextlib.suppress(OSError):
            if weather.end == "rst":
                front.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            else:
                front.shutdown(socket.SHUT_RDWR)
        front.close()
        back.close()


def _through(piece: bytes, came: int, weather: Weather) -> bytes:
    """A piece that begins after `came` octets, as this weather lets it through."""
    out = piece if weather.cut is None else piece[: max(0, weather.cut - came)]
    at = weather.at - came
    if weather.garbage and 0 <= at < len(out):
        after = at + len(weather.garbage) if weather.over else at
        out = out[:at] + weather.garbage + out[after:]
    return out
