"""Another system's name, and what stands in the place of its own modules and libraries."""

from __future__ import annotations

import ctypes
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from backoffice_gui.system import names


def pretend(monkeypatch: pytest.MonkeyPatch, name: str, **modules: object) -> None:
    """This is Windows (`win32`), a Mac (`darwin`) or Linux from here on; `modules` are its own, by their names."""
    monkeypatch.setattr(names, "_PLATFORM", name)
    for module, fake in modules.items():
        monkeypatch.setitem(sys.modules, module.replace("__", "."), fake)


def lend(monkeypatch: pytest.MonkeyPatch, **libraries: object) -> None:
    """Windows' own libraries (`kernel32`, `advapi32`), as `ctypes.WinDLL` would give them."""

    def library(name: str, *, use_last_error: bool) -> Any:
        assert use_last_error
        return libraries[name]

    monkeypatch.setattr(ctypes, "WinDLL", library, raising=False)


class Calls:
    """A library that keeps what was called, and answers as it was told; 1 (done) otherwise."""

    def __init__(self, **answers: object) -> None:
        self.said: list[tuple[str, tuple[Any, ...]]] = []
        self._answers = answers
        self._functions: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._functions:
            self._functions[name] = _function(self, name, self._answers.get(name, 1))
        return self._functions[name]

    @property
    def names(self) -> list[str]:
        """What was called, in order."""
        return [name for name, _ in self.said]


def _function(library: Calls, name: str, answer: object) -> Any:
    class Function(SimpleNamespace):
        """A function of the library, which can be given its types."""

        def __call__(self, *arguments: object) -> object:
            library.said.append((name, arguments))
            return answer(*arguments) if callable(answer) else answer

    return Function()


class Registry(SimpleNamespace):
    """`winreg` over a dictionary: a key is a path, its values by their names."""

    HKEY_LOCAL_MACHINE = "HKLM"

    def __init__(self, keys: dict[str, dict[str, object]]) -> None:
        super().__init__()
        self.keys = keys

    def OpenKey(self, above: Any, name: str) -> Any:  # noqa: N802
        path = name if above == "HKLM" else f"{above.path}\\{name}"
        if path not in self.keys and not any(each.startswith(f"{path}\\") for each in self.keys):
            raise FileNotFoundError(path)

        class Key(SimpleNamespace):
            def __enter__(self) -> Any:
                return self

            def __exit__(self, *_: object) -> None:
                return None

        return Key(path=path)

    def _below(self, key: Any) -> list[str]:
        return [each.removeprefix(f"{key.path}\\") for each in self.keys if each.startswith(f"{key.path}\\")]

    def QueryInfoKey(self, key: Any) -> tuple[int, int, int]:  # noqa: N802
        return len(self._below(key)), len(self.keys.get(key.path, {})), 0

    def EnumKey(self, key: Any, number: int) -> str:  # noqa: N802
        return self._below(key)[number]

    def EnumValue(self, key: Any, number: int) -> tuple[str, object, int]:  # noqa: N802
        name, value = list(self.keys[key.path].items())[number]
        return name, value, 1

    def QueryValueEx(self, key: Any, name: str) -> tuple[object, int]:  # noqa: N802
        return self.keys[key.path][name], 1
