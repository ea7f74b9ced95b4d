"""Nothing is revealed: no word of a person, no secret of ours, in any file of the office, whatever was killed.

What an agent typed and what was read of a form lie in the casebook, which is encrypted; so they are looked for in
every form, folded too, as the search index has them. The master secret lies in its key file or its keyring alone,
the private keys in the casebook alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.support.scenarios.front import MARK, spoken_forms
from tests.support.scenarios.place import GIVEN_OUT, Place

__all__ = ["PHRASES", "revealed"]

KEYRING = re.compile(r"keyring(\.part)?\.json")
"""What the keyring of a scenario keeps, in the office."""
KEYS = re.compile(r"store\.key(\.next)?|second\.key|\.(store|second)\.key.*|recovery\.txt|second\.txt|\..*\.txt\.new")
"""Files whose purpose is to hold a secret, and what lies beside them while they are written."""
PHRASES = ("trois rivières EXEMPLE", "quatre montagnes DÉMO")
"""What an agent types; nothing of it is ever written."""
_HEX = re.compile(rb"[0-9a-f]{64}")


def _words() -> Iterator[bytes]:
    for mark in (MARK.lower(), *PHRASES):
        yield from spoken_forms(mark)


_WORDS = tuple(_words())


def _secrets(place: Place) -> list[bytes]:
    """The master secrets that lie in key files, and the seeds of the private keys: as octets and in hexadecimal."""
    found = set()
    for path in place.office.rglob("*"):
        if path.is_file() and (path.name.startswith("store.key") or KEYRING.fullmatch(path.name)):
            found |= {bytes.fromhex(each.decode()) for each in _HEX.findall(path.read_bytes())}
    if (place.root / "private").exists():
        found |= {bytes(private.seed) for private in place.privates.values()}
    if (place.root / "master").exists():
        found.add((place.root / "master").read_bytes())
    return [form for each in found for form in (each, each.hex().encode(), each.hex().upper().encode())]


def _said(place: Place) -> list[str]:
    """The files in which a passphrase lies, or a folded word of a form."""
    return [
        f"a word of a person lies in {path.name}"
        for path in place.office.rglob("*")
        if path.is_file() and path.stat().st_blocks and path.parent.name != GIVEN_OUT
        if any(form in octets for octets in (path.read_bytes(),) for form in _WORDS)
    ]


def revealed(place: Place) -> list[str]:
    """Every file in which something lies that should not."""
    secrets = _secrets(place)
    faults = _said(place)
    for path in place.office.rglob("*"):
        if not path.is_file() or not path.stat().st_blocks or KEYS.fullmatch(path.name) or KEYRING.fullmatch(path.name):
            continue
        octets = path.read_bytes()
        faults += [f"a secret of ours lies in {path.name}" for each in secrets if each in octets]
    return faults
