"""What is worked out once for a word and kept a while: names, days and domains of persons, so it is forgotten as one.

`functools.lru_cache`, with a list of all that there are: whoever closes a desk empties them, so that what lay in a
locked workstation's memory is no collection of names.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

__all__ = ["forget_words", "remembered"]

_Asked = ParamSpec("_Asked")
_Told = TypeVar("_Told")


class _Kept:
    """All the answers that are kept, of all who keep some."""

    def __init__(self) -> None:
        self._forgetting: list[Callable[[], None]] = []

    def remembered(self, most: int) -> Callable[[Callable[_Asked, _Told]], Callable[_Asked, _Told]]:
        """Keep the answers to the `most` questions that were asked last, until all is forgotten."""

        def keeping(answer: Callable[_Asked, _Told]) -> Callable[_Asked, _Told]:
            kept = lru_cache(maxsize=most)(answer)
            self._forgetting.append(kept.cache_clear)
            return kept  # type: ignore[return-value]  # typeshed's wrapper takes any arguments; ours the function's

        return keeping

    def forget(self) -> None:
        """Keep nothing of what was remembered, whoever asked for it."""
        for forget in self._forgetting:
            forget()


_KEPT = _Kept()
remembered = _KEPT.remembered
forget_words = _KEPT.forget
