"""A team's casebook: opened with the team's key, which each agent has sealed to the key pair of his workstation.

Whoever makes the store is the first who has it. Everybody else asks at the first opening, and waits until somebody who
has it has compared the fingerprint (`storage.team.agent_keys`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection

from backoffice_gui.actions import recovery
from backoffice_gui.clock import Clock
from backoffice_gui.domain.authority import Action, Authority
from backoffice_gui.errors import StoreError, StoreExists, StoreIncomplete, UsageError, WrongKey
from backoffice_gui.sealing import PrivateKey, SealBroken
from backoffice_gui.sealing.team_keys import membership, new_team_key, open_team_key, recovery_word, seal_team_key
from backoffice_gui.sealing.vouching import vouch
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.seeds import HeldKey
from backoffice_gui.storage.team import agent_keys, recoveries
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.casebook import (
    beside,
    casebook_begun,
    create_casebook,
    keyless,
    make_tables,
    open_casebook,
)
from backoffice_gui.storage.team.granted import granted
from backoffice_gui.storage.team.recoveries import RecoveryKey

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
        agent_keys.ask(tx, public, at)
        code = vouch(key, membership(agent, public))
        agent_keys.admit(tx, agent, public.fingerprint, seal_team_key(public, agent, key), at, code=code)

    def open(self, master: MasterSecret, clock: Clock) -> Casebook:
        """Open it with the team's key, or ask for that.

        Raises `WrongKey`: `not-admitted` (asked for, now or before; the fact `fingerprint` is what is compared),
        `key-elsewhere` (this agent was admitted with the key of another workstation, whose `fingerprint` that is).
        """
        own = master.agent_key()
        try:
            with closing(self._keyless(clock)) as bare:
                key, agent = self._admitted(bare, own, clock), bare.login()
            held = HeldKey(key, lambda: self._newest(agent, own), own.wipe)
            return open_casebook(self._address, self._folder, held, clock)
        except StoreIncomplete as error:
            raise StoreIncomplete("casebook", folder=str(self._address)) from error

    def _newest(self, agent: str, own: PrivateKey) -> bytes | None:
        """The team's key as it is sealed to us now, for a desk that is open; nothing where it can't be had."""
        with suppress(StoreError), closing(beside(self._address, self._folder)) as bare, bare.reading() as connection:
            return self._held(connection, agent, own)
        return None

    def ask_anew(self, master: MasterSecret, clock: Clock) -> str:
        """Ask to be admitted at this workstation, in place of another that is lost; returns the fingerprint.

        What was sealed to the other one opens nothing any more. Raises `UsageError("member-last")` where nobody else
        is admitted: then only the recovery key opens.
        """
        public = master.agent_key().public()
        with closing(self._keyless(clock)) as bare:
            try:
                with bare.transaction() as tx:
                    return agent_keys.ask(tx, public, clock.now())
            except StoreError as error:
                if error.reason != "not-permitted":
                    raise
                raise UsageError("member-last", member=bare.login()) from error

    def recover(self, private: PrivateKey, workstation: Callable[[], MasterSecret], clock: Clock) -> None:
        """Admit this workstation by the recovery key, under one's own login; audited by the server.

        `workstation` is asked for its master secret, which it keeps already, once the recovery key has opened. Raises
        `UsageError`: `may-not-recover` (a lead's or an administrator's login is wanted), `recovery-none`,
        `code-differs` (nothing here is sealed to this key), `recovery-wordless` (the server does not know it: the
        owner's login is wanted); `WrongKey("not-recovered")` where what it gives back opens nothing.
        """
        with closing(self._keyless(clock)) as bare, bare.reading() as connection:
            who, kept = granted(connection), recoveries.living(connection)
        if not who.may(Action.RECOVER):
            raise UsageError("may-not-recover", member=who.agent)
        key = _recovered(private, kept)
        with closing(open_casebook(self._address, self._folder, key, clock)) as casebook:
            try:
                with casebook.reading() as connection:
                    casebook_keys.privates(connection)
            except WrongKey as error:
                raise WrongKey("not-recovered") from error
            own, word = workstation().agent_key().public(), recovery_word(private)
            try:
                with casebook.transaction() as tx:
                    casebook_keys.prove(tx)
                    sealed, code = casebook.share_key(own, who.agent), casebook.vouch(membership(who.agent, own))
                    recoveries.admit(tx, own, sealed, clock.now(), code=code, word=word)
            except StoreError as error:
                if error.reason != "not-permitted":
                    raise
                raise UsageError("recovery-wordless") from error

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
                agent_keys.ask(tx, own.public(), clock.now())
        raise WrongKey("not-admitted", fingerprint=fingerprint)


def _recovered(private: PrivateKey, kept: Sequence[RecoveryKey]) -> bytes:
    """The team's key as it is sealed to this recovery key, the newest first."""
    if not kept:
        raise UsageError("recovery-none")
    public = private.public()
    for each in kept:
        if each.public == public:
            with suppress(SealBroken):
                return recovery.opens(private, each.sealed).octets
    raise UsageError("code-differs")
