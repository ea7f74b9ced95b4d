"""What of the configuration is noted in the journal where it changes: what makes the desk safer or less safe.

Numbers and choices as they are; of a folder, an address or a file only whether there is one: a path may name a person.
"""

from __future__ import annotations

import msgspec

from backoffice_gui.settings import Settings

__all__ = ["noted_settings"]

_SECTIONS = ("security", "audit", "backup", "retention")
_MORE = ("cases.export_rows", "cases.practice", "store.key_file", "store.mirror", "store.mirror_policy")
_PLACES = frozenset({"audit.anchor", "backup.folder", "store.key_file", "store.mirror", "retention.owner"})


def noted_settings(settings: Settings) -> dict[str, str | int]:
    """The keys that matter and their values, in order, and `fixed`: those that the policy fixes."""
    names = [*(f"{section}.{name}" for section in _SECTIONS for name in _keys(getattr(settings, section))), *_MORE]
    values = {name: _value(name, _of(settings, name)) for name in sorted(names)}
    return {**values, "fixed": " ".join(sorted(settings.fixed.keys))}


def _keys(section: msgspec.Struct) -> list[str]:
    return [field.name for field in msgspec.structs.fields(section)]


def _of(settings: Settings, name: str) -> object:
    section, _, key = name.partition(".")
    return getattr(getattr(settings, section), key)


def _value(name: str, value: object) -> str | int:
    if name in _PLACES:
        return int(bool(value))
    return int(value) if isinstance(value, bool | int) else str(value)
