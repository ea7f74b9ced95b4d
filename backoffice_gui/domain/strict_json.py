"""Protocol JSON, read without mercy: what two readers could understand differently is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

__all__ = ["MAX_DEPTH", "MAX_INTEGER", "MAX_OCTETS", "UNFIT", "NotStrictJson", "Unfit", "loads"]

MAX_OCTETS = 8 * 1024 * 1024
"""A page, a manifest or a problem (protocol §4.9)."""
MAX_DEPTH = 64
MAX_INTEGER = 2**53

_STRINGS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
"""Possessive, and an unclosed string runs to the end: with backtracking, 8 MiB of `\\"` would take hours."""
_AS_SQUARE = bytes.maketrans(b"{}", b"[]")
_NO_BRACKET = bytes(set(range(256)) - set(b"[]{}"))
_OPENING = ord("[")
_LONG_NUMBER = 400


class NotStrictJson(ValueError):
    """The octets are not JSON as the protocol wants it; the message says which rule, no value."""


class Unfit:
    """Stands where a number was that protocol JSON does not take: nothing that wants a value of a type accepts it."""


UNFIT = Unfit()


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotStrictJson("duplicate member")
    return members


def _no_constant(_name: str) -> Any:
    raise NotStrictJson("not a finite number")


def _integer(text: str) -> int:
    if len(text) > 17 or abs(number := int(text)) > MAX_INTEGER:
        raise NotStrictJson("number beyond 2^53")
    return number


def _real(text: str) -> float:
    if len(text) > _LONG_NUMBER:
        raise NotStrictJson("number too long")
    number = float(text)
    if not abs(number) <= MAX_INTEGER:
        raise NotStrictJson("number beyond 2^53")
    return number


_DECODER = json.JSONDecoder(
    object_pairs_hook=_no_duplicates,
    parse_constant=_no_constant,
    parse_int=_integer,
    parse_float=_real,
)


def _or_unfit(read: Callable[[str], Any]) -> Callable[[str], Any]:
    def reading(text: str) -> Any:
        try:
            return read(text)
        except NotStrictJson:
            return UNFIT

    return reading


_FORBEARING = json.JSONDecoder(
    object_pairs_hook=_no_duplicates,
    parse_constant=lambda _name: UNFIT,
    parse_int=_or_unfit(_integer),
    parse_float=_or_unfit(_real),
)


def _too_deep(untrusted: bytes) -> bool:
    """Whether more brackets are open at once than levels are allowed; whether they match is the decoder's business."""
    depth = 0
    for octet in _STRINGS.sub(b"", untrusted).translate(_AS_SQUARE, _NO_BRACKET):
        depth += 1 if octet == _OPENING else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _is_unfit(value: object) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return value is UNFIT or any(map(_is_unfit, inner))


def loads(untrusted: bytes, *, forbearing_in: str | None = None) -> Any:
    """Read JSON octets under the budgets of protocol §4.9.

    UTF-8 without a byte order mark, no duplicate member, no NaN or infinity, no number beyond
    2^53, no lone surrogate, at most `MAX_DEPTH` levels and `MAX_OCTETS` octets. Raises
    `NotStrictJson`. `forbearing_in`: within this member of the top such a number becomes `UNFIT`, and what stands
    beside it can be read.
    """
    if len(untrusted) > MAX_OCTETS:
        raise NotStrictJson("over 8 MiB")
    if untrusted.count(b"[") + untrusted.count(b"{") > MAX_DEPTH and _too_deep(untrusted):
        raise NotStrictJson("deeper than 64 levels")
    try:
        text = untrusted.decode("utf-8")
        value = _DECODER.decode(text) if forbearing_in is None else _FORBEARING.decode(text)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False, default=lambda _unfit: None).encode("utf-8")
    except UnicodeEncodeError as error:
        raise NotStrictJson("lone surrogate") from error
    except UnicodeDecodeError as error:
        raise NotStrictJson("not UTF-8") from error
    except RecursionError as error:
        raise NotStrictJson("deeper than 64 levels") from error
    except NotStrictJson:
        raise
    except ValueError as error:
        raise NotStrictJson("not JSON") from error
    top = value if isinstance(value, dict) else {"": value}
    if forbearing_in is not None and any(_is_unfit(top[name]) for name in top if name != forbearing_in):
        raise NotStrictJson("number beyond 2^53")
    return value
