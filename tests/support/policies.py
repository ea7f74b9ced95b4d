"""A machine's policy in a folder of the test, written by whom the test says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from backoffice_gui.policy import PolicyPlace

__all__ = ["policy_in"]


def policy_in(
    folder: Path,
    text: str | bytes | None = None,
    *,
    registry: dict[str, dict[str, Any]] | None = None,
    open_to_others: bool = False,
) -> PolicyPlace:
    """Where `load` finds a policy: a file with this text, or none, and the registry's values."""
    file = folder / "policy.toml"
    if text is not None:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return PolicyPlace(lambda: file, lambda: registry or {}, lambda _: open_to_others)
