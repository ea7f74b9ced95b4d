"""What an administrator has fixed for this machine: read as it lies, judged by who could have written it.

It wins over the file and the environment of the person who works here. A policy that is broken, or that others
could have written, is refused whole: to ignore it would be to work without what it demands.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backoffice_gui.errors import ConfigurationError
from backoffice_gui.system import policy_place

__all__ = ["FixedValues", "PolicyPlace", "older", "read_policy"]


@dataclass(frozen=True, slots=True)
class PolicyPlace:
    """Where a policy is looked for; only tests give another."""

    file: Callable[[], Path] = policy_place.policy_file
    registry: Callable[[], dict[str, dict[str, Any]]] = policy_place.policy_registry
    open_to_others: Callable[[Path], bool] = policy_place.open_to_others


@dataclass(frozen=True, slots=True)
class FixedValues:
    """The tables of a policy, nothing of them checked yet; `source` names the file, or the registry."""

    source: str = ""
    tables: Mapping[str, Any] = field(default_factory=dict)


def read_policy(place: PolicyPlace) -> FixedValues:
    """The machine's policy, the registry's values laid over the file's; empty where there is none.

    Raises `ConfigurationError`: `policy-broken`, `policy-writable`.
    """
    file = place.file()
    try:
        octets = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        octets = None
    except OSError as error:
        raise ConfigurationError("policy-broken", file=str(file)) from error
    tables: dict[str, Any] = {} if octets is None else _tables(file, octets, place)
    registry = place.registry()
    for name, values in registry.items():
        there = tables.setdefault(name, {})
        if isinstance(there, dict):  # where it is none, the file's fault is found by who checks it
            there.update(values)
    sources = ([] if octets is None else [str(file)]) + (
        [r"HKLM\Software\Policies\Ofpra\BackOffice"] if registry else []
    )
    return FixedValues(", ".join(sources), tables)


def _tables(file: Path, octets: bytes, place: PolicyPlace) -> dict[str, Any]:
    try:
        if place.open_to_others(file):
            raise ConfigurationError("policy-writable", file=str(file))
        return tomllib.loads(octets.decode("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigurationError("policy-broken", file=str(file)) from error


def older(version: str, wanted: str) -> bool:
    """Whether a version (`0.4.1`, `0.5.0.dev3`) is older than the one that is wanted; numbers alone count."""
    return _numbers(version) < _numbers(wanted)


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in version.split("+", maxsplit=1)[0].split(".") if part.isdecimal()]
    return (*numbers, 0, 0, 0)[:3]
