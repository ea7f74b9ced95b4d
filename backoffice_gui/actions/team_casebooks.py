"""A team's casebook: opened with the team's key, which each agent has sealed to the key pair of his workstation.

Whoever makes the store is the first who has it. Everybody else asks at the first opening, and waits until somebody who
has it has compared the fingerprint (`storage.team.agent_keys`).
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.authority import Authority
from backoffice_gui.errors import StoreExists, StoreIncomplete, WrongKey
from backoffice_gui.sealing import PrivateKey, SealBroken
from backoffice_gui.sealing.team_keys import membership, new_team_key, open_team_key, seal_team_key
from backoffice_gui.sealing.vouching import vouch
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.team import agent_keys
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.casebook import casebook_begun, create_casebook, keyless, make_tables, open_casebook
from backoffice_gui.storage.team.granted import granted

__all__ = ["TeamCasebook"]


class TeamCasebook:
    """Where it is; `folder`: what this machine keeps beside it. A key that was made waits here to be sealed."""

    shared = True

    def __init__(self, address: Address, folder: Path) -> None:
        self._address, self._folder = address, folder
        self._new = bytearray()

    def begun(self) -> bool:
        """Whether its tables are there; raises `StoreUnreachable`."""
        return casebook_begun(self._address)

    def recoverable(self, master: MasterSecret, clock: Clock) -> MasterSecret:
        """The team's key: whoever recovers it opens everything, whichever agents are left."""
        if self.begun():
            with closing(self._keyless(clock)) as bare, bare.reading() as connection:
                kept = self._held(connection, bare.login(), master.agent_key())
            if kept is not None:
                return MasterSecret(kept)
        self._new = self._new or bytearray(new_team_key())
        return MasterSecret(self._new)

    def create(self, master: MasterSecret, clock: Clock) -> Casebook:
        """Tables, then the team's key sealed to whoever makes it; what is complete is opened.

        Raises `StoreExists("casebook-of-another")` where a team's key is there, and none of it is ours.
        """
        own = master.agent_key()
        make_tables(self._address, clock)
        key = bytes(self.recoverable(master, clock).octets)
        with closing(self._keyless(clock)) as bare, bare.transaction() as tx:
            if agent_keys.sealed(tx) is None:
                self._be_first(tx, bare.login(), own, key, clock)
        self._new[:] = bytes(len(self._new))
        self._new = bytearray()
        try:
            return create_casebook(self._address, self._folder, key, clock)
        except StoreExists:
            return open_casebook(self._address, self._folder, key, clock)

    def _be_first(self, tx: Connection, agent: str, own: PrivateKey, key: bytes, clock: Clock) -> None:
        if agent_keys.sealed_to_anybody(tx):
            raise StoreExists("casebook-of-another", folder=str(self._address))
        at, public = clock.now(), own.public()
        _ask(tx, agent, own, clock)
        code = vouch(key, membership(agent, public))
        agent_keys.admit(tx, agent, public.fingerprint, seal_team_key(public, agent, key), at, code=code)
        details = (("agent", agent), ("fingerprint", public.fingerprint))
        audit_log.append(tx, [AuditEvent(at, Verb.AGENT_ADMITTED, Role.DESK, "agent_key", details)])

    def open(self, master: MasterSecret, clock: Clock) -> Casebook:
        """Open it with the team's key, or ask for that.

        Raises `WrongKey`: `not-admitted` (asked for, now or before; the fact `fingerprint` is what is compared),
        `key-elsewhere` (this agent was admitted with the key of another workstation, whose `fingerprint` that is).
        """
        own = master.agent_key()
        try:
            with closing(self._keyless(clock)) as bare:
                key = self._admitted(bare, own, clock)
            return open_casebook(self._address, self._folder, key, clock)
        except StoreIncomplete as error:
            raise StoreIncomplete("casebook", folder=str(self._address)) from error

    def granted(self, casebook: Casebook) -> Authority:
        """What the roles of his login let him do, and in which services."""
        with casebook.reading() as connection:
            return granted(connection)

    def _keyless(self, clock: Clock) -> Database:
        return keyless(self._address, self._folder, clock)

    def _held(self, connection: Connection, agent: str, own: PrivateKey) -> bytes | None:
        """The team's key, where it is sealed to us; raises `WrongKey("key-elsewhere")`."""
        sealed, known = agent_keys.sealed(connection), agent_keys.mine(connection)
        if sealed is None or known is None:
            return None
        if known.public != own.public():
            raise WrongKey("key-elsewhere", fingerprint=known.fingerprint)
        try:
            return open_team_key(own, agent, sealed)
        except SealBroken as error:
            raise WrongKey("team-key") from error

    def _admitted(self, bare: Database, own: PrivateKey, clock: Clock) -> bytes:
        with bare.reading() as connection:
            key, known = self._held(connection, bare.login(), own), agent_keys.mine(connection)
        if key is not None:
            return key
        fingerprint = own.public().fingerprint
        if known is None or known.ended_at is not None or known.fingerprint != fingerprint:
            with bare.transaction() as tx:
                _ask(tx, bare.login(), own, clock)
        raise WrongKey("not-admitted", fingerprint=fingerprint)


def _ask(tx: Connection, agent: str, own: PrivateKey, clock: Clock) -> None:
    at = clock.now()
    fingerprint = agent_keys.ask(tx, own.public(), at)
    details = (("agent", agent), ("fingerprint", fingerprint))
    audit_log.append(tx, [AuditEvent(at, Verb.ADMISSION_ASKED, Role.DESK, "agent_key", details)])
