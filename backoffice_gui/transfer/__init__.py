"""The transfer protocol's client: every route over HTTPS with mutual TLS, and what its answers are worth.

Primitives: `Endpoint` (where, and by which certificates), `FrontEnd` (one method per route),
`PartReader` and `mebibytes` (a part on its way), `KeySet` and `verify` (pinned signatures), and
the frozen values of `values`. Bytes from outside are `untrusted` until `wire` or `domain` has
parsed them.

It never follows a redirect, never reads proxies from the environment, never decodes a coding,
never takes for a receipt what isn't signed, and knows neither store, keys of ours nor window.
"""

from backoffice_gui.transfer.client import FrontEnd
from backoffice_gui.transfer.endpoint import Endpoint, load_endpoint, tls_context
from backoffice_gui.transfer.jws import TYP_MANIFEST, KeySet, Verdict, verify
from backoffice_gui.transfer.parts import PartReader, Slice, mebibytes
from backoffice_gui.transfer.values import (
    AckAnswer,
    LedgerPage,
    ListItem,
    ListPage,
    Role,
    SignedManifest,
    SignedReceipt,
)

__all__ = [
    "TYP_MANIFEST",
    "AckAnswer",
    "Endpoint",
    "FrontEnd",
    "KeySet",
    "LedgerPage",
    "ListItem",
    "ListPage",
    "PartReader",
    "Role",
    "SignedManifest",
    "SignedReceipt",
    "Slice",
    "Verdict",
    "load_endpoint",
    "mebibytes",
    "tls_context",
    "verify",
]
