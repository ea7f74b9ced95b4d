"""Every error of ours, in one tree, drawn before the first class.

    BackofficeError
    ├── Circumstance             the world's doing: calm words, advice, perhaps a retry; never a traceback
    │   ├── UsageError           the call's words are off                                   exit 2
    │   ├── ConfigurationError   a file or value of the configuration                       exit 2
    │   ├── FrontEndError        the web front end can't be reached, or refuses us           exit 3
    │   │   ├── Unreachable      no connection, a time-out, a name that doesn't resolve
    │   │   ├── CredentialRefused  401, 403, a TLS alert: no certificate of ours is accepted
    │   │   ├── ServerNotTrusted the front end's certificate isn't the one we were told to trust
    │   │   ├── Redirected       any 3xx: never followed
    │   │   ├── Throttled        429, 503: with the pause it asked for
    │   │   ├── BadAnswer        an answer the protocol doesn't know (HTML, a coding, a cut body …)
    │   │   └── Problem          an answer the protocol knows, as problem+json
    │   ├── StoreError           the store can't be used now                                exit 4
    │   │   ├── StoreMissing · StoreExists · StoreHeld · StoreNewer · StoreIncomplete · StoreMoved
    │   │   ├── WrongKey · KeyNotProven · DiskFull · StoreBusy · StoreDamaged · MirrorGone
    │   │   ├── BackupFailed · StoreUnreachable
    │   ├── KeyringError         the system's keyring is absent, locked or not allowed      exit 4
    │   ├── UnlockRefused        the desk stays locked: a passphrase is needed, wrong, or too soon  exit 4
    │   └── PreviewRefused       an attachment can't be looked at here                      exit 1
    └── Defect                   ours: shown once, recorded without values, reported

A `Circumstance` carries a code and facts; the sentences stand at the rim (`gui/text.py`,
`cli/text.py`), where they are translated. Facts never hold personal data.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "BackofficeError",
    "BackupFailed",
    "BadAnswer",
    "Circumstance",
    "ConfigurationError",
    "CredentialRefused",
    "Defect",
    "DiskFull",
    "FrontEndError",
    "KeyNotProven",
    "KeyringError",
    "MirrorGone",
    "PreviewRefused",
    "Problem",
    "Redirected",
    "ServerNotTrusted",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreExists",
    "StoreHeld",
    "StoreIncomplete",
    "StoreMissing",
    "StoreMoved",
    "StoreNewer",
    "StoreUnreachable",
    "Throttled",
    "UnlockRefused",
    "Unreachable",
    "UsageError",
    "WrongKey",
    "all_circumstances",
]

_Fact = str | int | float


class BackofficeError(Exception):
    """The root: nothing of ours raises outside this tree."""


class Circumstance(BackofficeError):
    """Something of the world: said calmly, with what is safe and what to do.

    `facts` are named values for the sentence at the rim (a folder, a host, a count), never
    personal data; `reason` picks a variant of the sentence where a class has several.
    """

    code: ClassVar[str] = "GEN-001"
    exit_code: ClassVar[int] = 1
    retry: ClassVar[bool] = False

    def __init__(self, reason: str = "", **facts: _Fact) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts: dict[str, _Fact] = dict(facts)

    def __str__(self) -> str:
        shown = " ".join(f"{name}={value}" for name, value in self.facts.items())
        return " ".join(part for part in (self.code, self.reason, shown) if part)

    @property
    def named(self) -> str:
        """Code and reason in one word (`TRF-004:expired`): what is kept where only a word can be."""
        return f"{self.code}:{self.reason}" if self.reason else self.code


class Defect(BackofficeError):
    """A broken promise inside the program: never expected, never swallowed."""


class UsageError(Circumstance):
    """The words of the call are off."""

    code = "USE-001"
    exit_code = 2


class ConfigurationError(Circumstance):
    """A configuration file, key or certificate file is absent or unreadable."""

    code = "CFG-001"
    exit_code = 2


class FrontEndError(Circumstance):
    """The web front end, seen from here."""

    code = "TRF-001"
    exit_code = 3
    retry = True


class Unreachable(FrontEndError):
    """No connection could be made, or it broke before an answer."""

    code = "TRF-002"


class CredentialRefused(FrontEndError):
    """The front end does not accept our certificate (401, 403, TLS alert)."""

    code = "TRF-003"


class ServerNotTrusted(FrontEndError):
    """The front end's certificate does not chain to our CA file, or is not for this host."""

    code = "TRF-004"


class Redirected(FrontEndError):
    """A 3xx answer; never followed (protocol §1)."""

    code = "TRF-005"


class Throttled(FrontEndError):
    """429 or 503; `pause` is what `Retry-After` asked for in seconds, 0 where it said nothing."""

    code = "TRF-006"

    def __init__(self, reason: str = "", *, pause: float = 0.0, **facts: _Fact) -> None:
        super().__init__(reason, **facts)
        self.pause = pause


class BadAnswer(FrontEndError):
    """What came back is not an answer of the protocol; it counts as nothing at all."""

    code = "TRF-007"


class Problem(FrontEndError):
    """An answer the protocol knows: `name` is the last part of its problem `type` (protocol §1)."""

    code = "TRF-008"

    def __init__(self, name: str, status: int, receipt: str | None = None) -> None:
        super().__init__(name, status=status)
        self.name = name
        self.status = status
        self.receipt = receipt


class StoreError(Circumstance):
    """The store can't be used now; nothing in it is lost by that."""

    code = "STO-001"
    exit_code = 4


class StoreMissing(StoreError):
    """There is no store in this folder yet."""

    code = "STO-002"


class StoreExists(StoreError):
    """A store is there already; it is never touched by making one."""

    code = "STO-003"
    exit_code = 2


class StoreHeld(StoreError):
    """Another collector holds this store; the fact `holder` says who."""

    code = "STO-004"
    retry = True


class StoreNewer(StoreError):
    """The store's schema is newer than this program; facts `found` and `known` name both."""

    code = "STO-005"


class StoreIncomplete(StoreError):
    """The making of this store was cut; `store init` completes it."""

    code = "STO-006"


class WrongKey(StoreError):
    """The casebook does not open with the key we have."""

    code = "STO-007"


class KeyNotProven(StoreError):
    """The inbox's public key is not the one pinned for this store: nothing is sealed to it."""

    code = "STO-008"


class DiskFull(StoreError):
    """No room on the disk for what should be stored."""

    code = "STO-009"
    retry = True


class StoreBusy(StoreError):
    """The database was locked by another process for too long."""

    code = "STO-010"
    retry = True


class StoreDamaged(StoreError):
    """The file is not a database of ours, or its pages do not hold together."""

    code = "STO-011"


class StoreMoved(StoreError):
    """The store lies where it can't be trusted (a network share)."""

    code = "STO-012"


class MirrorGone(StoreError):
    """The second copy can't be written or read now: `reason` says how; the store itself is well."""

    code = "STO-013"
    retry = True


class BackupFailed(StoreError):
    """A backup can't be made, or one that is there can't be relied on; the store itself is as it was.

    Reasons: `gone`, `unwritable` (its folder), `none`, `several` (no backup there, or of several stores),
    `manifest`, `content` (files that are not what it says), `forged` (not made with this key), `not-proven`
    (opened, and does not hold; the fact `what` says what).
    """

    code = "STO-014"
    retry = True


class StoreUnreachable(StoreError):
    """The server that holds a team's store can't be reached, or the connection to it went; nothing stored is lost.

    Reasons: `connect` (no connection: name, network, certificate, role or database), `refused` (the server takes no
    one by this role), `starting` (it starts or stops), `lost` (a connection that was there has gone).
    """

    code = "STO-015"
    retry = True


class KeyringError(Circumstance):
    """The operating system's keyring is absent, locked, or of a kind we do not allow."""

    code = "KEY-001"
    exit_code = 4


class UnlockRefused(Circumstance):
    """The desk stays locked.

    Reasons: `passphrase-needed` (nothing was typed), `passphrase-wrong`, `wait` (too soon after wrong ones),
    `passphrase-choose` (one is demanded and none set), `memory` (too little for a try). Facts: `seconds` to wait before
    the next try, rounded up, 0 for none; `tries` that were wrong since the last right one.
    """

    code = "KEY-002"
    exit_code = 4


class PreviewRefused(Circumstance):
    """An attachment can't be looked at; it is stored as it came, whatever becomes of its preview.

    Reasons: `preview-empty` (not an octet), `preview-unsupported` (no preview of such files), `preview-encrypted` (a
    password is needed), `preview-broken` (damaged, or the process that decodes it died of it), `preview-timeout`,
    `preview-memory` (more than it is given), `preview-unavailable` (no walled-in process on this machine),
    `preview-closed`.
    """

    code = "PRE-001"


def all_circumstances() -> list[type[Circumstance]]:
    """Every class of circumstance, parents first: the rim has a sentence for each of them."""
    found: list[type[Circumstance]] = []
    waiting: list[type[Circumstance]] = [Circumstance]
    while waiting:
        kind = waiting.pop(0)
        found.append(kind)
        waiting.extend(kind.__subclasses__())
    return found
