"""Mistakes a web team could make, planted in the reference front end: each at its edge, and each found by one check.

`edited` alters answers on their way out (an ASGI wrapper, for `running_front(wrap=…)`); a `Plant` may also change
a function of the front end (`prepare`), or its pace.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from backoffice_gui.reference_front import Pace
from backoffice_gui.reference_front.app import PREFIX

__all__ = ["Asked", "Plant", "Prepare", "Said", "changed", "edited", "in_json", "planted", "with_header"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as a wrapper sees it; `path` counts from the base URL."""

    method: str
    path: str
    query: str
    headers: dict[str, str]

    @property
    def is_part(self) -> bool:
        """Whether it asks for a part."""
        return "/parts/" in self.path


@dataclass(slots=True)
class Said:
    """An answer that may be changed; the length follows the body unless it is taken out."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body's value."""
        return json.loads(self.body)


Edit = Callable[[Asked, Said], None]
Prepare = Callable[[pytest.MonkeyPatch], None]


def edited(*edits: Edit) -> Callable[[ASGIApp], ASGIApp]:
    """A wrapper that lets each look at every answer of the protocol's routes and change it."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def outer(scope: Scope, receive: Receive, send: Send) -> None:
            if not scope["path"].startswith(PREFIX):
                await app(scope, receive, send)
                return
            said = await _gathered(app, scope, receive)
            if said is None:
                return
            headers = {name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]}
            query = scope["query_string"].decode("latin-1")
            asked = Asked(scope["method"], scope["path"].removeprefix(PREFIX), query, headers)
            for edit in edits:
                edit(asked, said)
            if "content-length" in said.headers:
                said.headers["content-length"] = str(len(said.body))
            fields = [(name.encode(), value.encode("latin-1")) for name, value in said.headers.items()]
            await send({"type": "http.response.start", "status": said.status, "headers": fields})
            await send({"type": "http.response.body", "body": said.body})

        return outer

    return wrap


async def _gathered(app: ASGIApp, scope: Scope, receive: Receive) -> Said | None:
    parts: list[Message] = []

    async def keep(message: Message) -> None:
        parts.append(message)

    await app(scope, receive, keep)
    if not parts:
        return None
    headers = {name.decode().lower(): value.decode("latin-1") for name, value in parts[0]["headers"]}
    return Said(parts[0]["status"], headers, b"".join(part.get("body", b"") for part in parts[1:]))


def in_json(path: str, change: Callable[[Any], None], *, status: int = 200) -> Edit:
    """Change the JSON that this route answers with this status."""

    def edit(asked: Asked, said: Said) -> None:
        if asked.path == path and said.status == status:
            value = said.json()
            change(value)
            said.body = json.dumps(value).encode()

    return edit


def with_header(name: str, value: str | None, where: Callable[[Asked, Said], bool]) -> Edit:
    """Set a header, or take it out, where this holds."""

    def edit(asked: Asked, said: Said) -> None:
        if where(asked, said):
            if value is None:
                said.headers.pop(name, None)
            else:
                said.headers[name] = value

    return edit


@dataclass(frozen=True, slots=True)
class Plant:
    """One mistake: the check that must find it, and those that may also speak of it because of what it breaks."""

    name: str
    finds: str
    also: frozenset[str] = frozenset()
    prepare: Callable[[pytest.MonkeyPatch], None] | None = None
    wrap: Callable[[ASGIApp], ASGIApp] | None = None
    pace: Pace = field(default_factory=Pace)

    @staticmethod
    def of(
        name: str,
        finds: str,
        also: Iterable[str] = (),
        *,
        wrap: Callable[[ASGIApp], ASGIApp] | None = None,
        prepare: Callable[[pytest.MonkeyPatch], None] | None = None,
        pace: Pace | None = None,
    ) -> Plant:
        """A plant in fewer words."""
        return Plant(name, finds, frozenset(also), prepare, wrap, pace or Pace())


def changed(owner: Any, name: str, make: Callable[[Any], Any]) -> Prepare:
    """Put something in a function's place that is made of the function itself."""
    return lambda patch: patch.setattr(owner, name, make(getattr(owner, name)))


def planted(name: str, finds: str, prepare: Prepare, *also: str) -> Plant:
    """A mistake in a function of the front end."""
    return Plant.of(name, finds, also, prepare=prepare)
