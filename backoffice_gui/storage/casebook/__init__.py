"""The casebook: what agents work with, encrypted whole (SQLCipher, raw key). Open only while the desk is.

Primitives: `Casebook` (the open store), `keys` (the inbox's private keys, the recovery key's
public half, the stores it belongs to), `audit_log` (its own chain, which may name a person).
Cases, persons and views come with the caseload.

It is never needed by the collector, and never holds what the inbox does not know sealed.
"""
