"""How demonstration submissions come to be: a program or a test route that the web team supplies.

The protocol has no route to submit, and the kit acknowledges, which destroys: so it only ever touches
what was made for it. The program is called with two kinds of words, and answers with JSON lines:

    PROGRAM submit COUNT OCTETS    {"id": "…"} a line, or {"closed": true} where the form accepts nothing
    PROGRAM residue ID …           {"octets": N}: what is left of these ids on the web side (optional)

A test route answers the same to `POST URL/submissions {"count", "octets"}` and `POST URL/residue {"ids"}`.
"""

from __future__ import annotations

import json
import shlex
import ssl
import subprocess
from collections.abc import Iterable, Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit

from backoffice_gui.clock import Clock
from backoffice_gui.conformance.wire import Line, NoAnswer, Place, request_octets
from backoffice_gui.domain.strict_json import NotStrictJson, loads

__all__ = ["FormClosed", "Hook", "HookFailed", "ProgramHook", "RouteHook"]

_SECONDS = 120.0


class FormClosed(ValueError):
    """The form accepts nothing now: the intake gate."""


class HookFailed(ValueError):
    """The web team's program or route did not do what was asked; `reason` is a code word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Hook(Protocol):
    """Makes demonstration submissions through the form's own door."""

    def submit(self, count: int, octets: int) -> tuple[str, ...]:
        """Make so many, each a form and, with `octets`, one attachment of that size; their ids.

        Raises `FormClosed` and `HookFailed`.
        """
        ...

    def residue(self, ids: Sequence[str]) -> int | None:
        """Octets of these that are left anywhere on the web side; nothing where the hook can't tell."""
        ...


def _ids_of(said: Iterable[Any], count: int) -> tuple[str, ...]:
    ids: list[str] = []
    for one in said:
        if isinstance(one, dict) and one.get("closed") is True:
            raise FormClosed("closed")
        if not isinstance(one, dict) or not isinstance(one.get("id"), str):
            raise HookFailed("hook-words")
        ids.append(one["id"])
    if len(ids) != count:
        raise HookFailed("hook-count")
    return tuple(ids)


def _octets_of(said: object) -> int | None:
    octets = said.get("octets") if isinstance(said, dict) else None
    return octets if isinstance(octets, int) and not isinstance(octets, bool) else None


class ProgramHook:
    """A program of the web team's, called once for each batch."""

    def __init__(self, command: str) -> None:
        self._words = shlex.split(command)

    def submit(self, count: int, octets: int) -> tuple[str, ...]:
        """`PROGRAM submit COUNT OCTETS`."""
        return _ids_of(self._called("submit", str(count), str(octets)), count)

    def residue(self, ids: Sequence[str]) -> int | None:
        """`PROGRAM residue ID …`."""
        try:
            said = self._called("residue", *ids)
        except HookFailed:
            return None
        return _octets_of(said[0]) if len(said) == 1 else None

    def _called(self, *words: str) -> list[Any]:
        """The JSON lines it wrote; what it says on standard error is its own affair."""
        try:
            ended = subprocess.run(  # noqa: S603 - the program that whoever runs the kit named
                [*self._words, *words],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise HookFailed("hook-program") from error
        if ended.returncode != 0:
            raise HookFailed("hook-exit")
        try:
            return [loads(line) for line in ended.stdout.splitlines() if line.strip()]
        except NotStrictJson as error:
            raise HookFailed("hook-words") from error


class RouteHook:
    """A test route of the web team's, asked with the client's certificate; never one of the protocol."""

    def __init__(self, url: str, context: ssl.SSLContext, clock: Clock) -> None:
        parts = urlsplit(url)
        self._place = Place(parts.hostname or "", parts.port or 443, parts.path.rstrip("/"))
        self._context, self._clock = context, clock

    def submit(self, count: int, octets: int) -> tuple[str, ...]:
        """`POST URL/submissions`."""
        said = self._posted("/submissions", {"count": count, "octets": octets})
        if isinstance(said, dict) and said.get("closed") is True:
            raise FormClosed("closed")
        listed = said.get("submissions") if isinstance(said, dict) else None
        return _ids_of(listed if isinstance(listed, list) else [None], count)

    def residue(self, ids: Sequence[str]) -> int | None:
        """`POST URL/residue`."""
        try:
            return _octets_of(self._posted("/residue", {"ids": list(ids)}))
        except HookFailed:
            return None

    def _posted(self, path: str, body: object) -> object:
        line = Line(self._place, self._context, self._clock)
        fields = {"Content-Type": "application/json", "Connection": "close"}
        octets = json.dumps(body).encode()
        try:
            answer = line.ask(request_octets(self._place, "POST", self._place.base + path, fields, octets), _SECONDS)
            said = loads(answer.body)
        except (NoAnswer, ssl.SSLError, NotStrictJson) as error:
            raise HookFailed("hook-route") from error
        finally:
            line.close()
        if answer.status not in {200, 201, 503}:
            raise HookFailed("hook-route")
        return said
