"""A program that has more files open than `select` can count: the next one's number is above 1,023."""

from __future__ import annotations

import contextlib
import os
import resource
from collections.abc import Iterator

__all__ = ["many_descriptors"]

_MANY = 1_200


@contextlib.contextmanager
def many_descriptors() -> Iterator[None]:
    """So many are open inside."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2 * _MANY), hard))
    held = [os.open(os.devnull, os.O_RDONLY) for _ in range(_MANY)]
    try:
        yield
    finally:
        for each in held:
            os.close(each)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
