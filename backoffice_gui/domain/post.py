"""This workstation as its configuration has it: each setting, who fixed it, and how each check came out.

No secret is among them: files are named, never read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["Post", "PostCheck", "Setting"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `transfer.url`, its value as text, and whether the machine's policy fixes it."""

    key: str
    value: str
    fixed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The whole configuration; `source` names the policy, empty where there is none.

    `wanted`: the oldest version that the policy lets work without being told. `certificate_until`: nothing where
    the client certificate can't be read.
    """

    file: str
    source: str
    settings: tuple[Setting, ...]
    version: str
    wanted: str
    update_needed: bool
    certificate_subject: str = ""
    authority: str = ""
    """Who vouches for the site; empty where that file can't be read."""
    certificate_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class PostCheck:
    """One check: `state` is ok, warning, failed or skipped; `says` a code word, `code` and `reason` an error's."""

    name: str
    state: str
    says: str = ""
    code: str = ""
    reason: str = ""
    facts: Mapping[str, str | int | float] = field(default_factory=dict)
