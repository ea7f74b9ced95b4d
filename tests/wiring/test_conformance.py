from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from backoffice_gui import settings
from backoffice_gui.clock import SystemClock
from backoffice_gui.conformance import LIFETIME, ProgramHook, RouteHook, Setup
from backoffice_gui.errors import ConfigurationError, UsageError
from backoffice_gui.reference_front import Desk
from backoffice_gui.reference_front.site import prepare
from backoffice_gui.wiring.conformance import Wishes, kit_setup

URL = "https://127.0.0.1:9/transfer/v1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a front end's folder gives to whoever collects from it."""
    desk = Desk(tmp_path, SystemClock())
    site = prepare(tmp_path, desk.signer, SystemClock())
    site.write_config(URL)
    desk.close()
    return tmp_path


def _setup(folder: Path, **wishes: Any) -> Setup:
    read = settings.load(folder / "config.toml", {})
    return kit_setup(read, Wishes(**wishes), SystemClock(), threading.Event(), lambda *_: None)


def test_the_configuration_is_enough_for_what_reads(folder: Path) -> None:
    """Address, authority, certificate and keys are the collector's own."""
    made = _setup(folder)
    assert (made.url, made.hook, made.lifetime, len(made.contexts)) == (URL, None, LIFETIME, 1)
    assert len(made.keys.kids) == 1
    assert _setup(folder, url="https://front.example/x").url == "https://front.example/x"


def test_a_hook_is_a_program_or_an_address(folder: Path) -> None:
    """And a second certificate makes races between two collectors."""
    assert isinstance(_setup(folder, submit="./make-demos --staging").hook, ProgramHook)
    assert isinstance(_setup(folder, submit="https://127.0.0.1:9/demo").hook, RouteHook)
    second = {"second_cert": folder / "collector-2.pem", "second_key": folder / "collector-2.key"}
    assert len(_setup(folder, **second).contexts) == 2


@pytest.mark.parametrize(
    ("wishes", "reason"),
    [
        ({"url": "http://127.0.0.1:9/x"}, "no-url"),
        ({"second_cert": Path("x.pem")}, "second"),
        ({"lifetime": 5.0}, "lifetime"),
        ({"lifetime": 2000.0}, "lifetime"),
        ({"lifetime": float("nan")}, "lifetime"),
    ],
)
def test_what_is_asked_wrongly_is_said_before_anything_is_sent(
    folder: Path, wishes: dict[str, Any], reason: str
) -> None:
    """As errors of the call."""
    with pytest.raises(UsageError) as raised:
        _setup(folder, **wishes)
    assert raised.value.reason == reason


def test_an_address_that_is_none_is_an_error_of_the_configuration(folder: Path) -> None:
    """Wherever it stands."""
    for wishes in ({"url": "https://"}, {"submit": "https://u:p@x/"}, {"url": "ftp://x"}):
        with pytest.raises(ConfigurationError):
            _setup(folder, **wishes)
