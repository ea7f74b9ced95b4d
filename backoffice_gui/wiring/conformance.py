"""What the conformance kit is given, built from the configuration and from what was wished for on the command line."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from backoffice_gui import __version__
from backoffice_gui.clock import Clock
from backoffice_gui.conformance import LIFETIME, Hook, ProgramHook, RouteHook, Setup
from backoffice_gui.errors import UsageError
from backoffice_gui.security.nobody import nobodys, showing
from backoffice_gui.settings import Settings, check_url
from backoffice_gui.transfer import KeySet, tls_context

__all__ = ["Wishes", "kit_setup"]

_SHORTEST = 10.0


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for: `submit` is a program with its arguments, or an https address; `lifetime` in seconds."""

    url: str = ""
    submit: str = ""
    lifetime: float = LIFETIME
    patient: bool = False
    others: bool = False
    second_cert: Path | None = None
    second_key: Path | None = None


def kit_setup(
    settings: Settings, wishes: Wishes, clock: Clock, stop: threading.Event, tell: Callable[[str, float], None]
) -> Setup:
    """The kit's setup; raises `ConfigurationError` and `UsageError`, before anything is sent."""
    url = wishes.url or settings.transfer.url
    check_url(url)
    if urlsplit(url).scheme != "https":
        raise UsageError("no-url")
    if (wishes.second_cert is None) != (wishes.second_key is None):
        raise UsageError("second")
    if not _SHORTEST <= wishes.lifetime <= LIFETIME:
        raise UsageError("lifetime")
    authority = settings.path(settings.transfer.ca_file)
    own = (settings.path(settings.transfer.client_cert), settings.path(settings.transfer.client_key))
    contexts = [tls_context(authority, *own)]
    if wishes.second_cert is not None and wishes.second_key is not None:
        contexts.append(tls_context(authority, wishes.second_cert, wishes.second_key))
    hook: Hook | None = None
    if wishes.submit.startswith("https://"):
        check_url(wishes.submit)
        hook = RouteHook(wishes.submit, contexts[0], clock)
    elif wishes.submit:
        hook = ProgramHook(wishes.submit)
    return Setup(
        url=url,
        contexts=tuple(contexts),
        bare=tls_context(authority, None, None),
        nobody=showing(nobodys(clock.now()), tls_context(authority, None, None)),
        keys=KeySet.load(settings.path(settings.transfer.front_end_keys)),
        clock=clock,
        dice=random.SystemRandom(),
        stop=stop,
        version=__version__,
        hook=hook,
        lifetime=wishes.lifetime,
        patient=wishes.patient,
        others=wishes.others,
        tell=tell,
    )
