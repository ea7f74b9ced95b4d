"""The private keys that open the inbox, and what ties this casebook to it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.events import Details
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.sealing import PrivateKey, PublicKey
from backoffice_gui.storage import seeds
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.casebook.schema import private_key, recovery_key, store_link

__all__ = [
    "any_private",
    "drop_privates",
    "drop_recoveries",
    "link",
    "links",
    "privates",
    "prove",
    "put_private",
    "put_recovery",
    "recovery",
    "secret_name",
]


def prove(tx: Connection) -> None:
    """That our key opens what is here; raises `WrongKey("team-key")` where another took its place that is not ours.

    A key that opens nothing seals nothing: a desk that was open while a team's key was made anew has the new one from
    here on. In a writing transaction it holds until its end: whoever makes the key anew waits for that.
    """
    first = tx.execute(select(private_key.c.fingerprint, private_key.c.seed).order_by(private_key.c.n).limit(1)).first()
    if first is not None:
        seeds.proven(tx, secret_name(first.fingerprint), bytes(first.seed))


def put_private(tx: Connection, private: PrivateKey, at: datetime) -> None:
    """Keep a private key; one that is there already stays as it is. Raises `WrongKey` (`prove`)."""
    prove(tx)
    fingerprint = private.public().fingerprint
    known = select(private_key.c.n).where(private_key.c.fingerprint == fingerprint)
    if tx.execute(known).first() is not None:
        return
    n = (tx.execute(select(func.max(private_key.c.n))).scalar() or 0) + 1
    seed = seeds.closed(tx, secret_name(fingerprint), bytes(private.seed))
    values = {"n": n, "fingerprint": fingerprint, "suite": private.suite, "seed": seed, "made_at": at}
    tx.execute(private_key.insert().values(**values))
    details = (("fingerprint", fingerprint),)
    audit_log.append(tx, [AuditEvent(at, Verb.KEY_MADE, Role.PROGRAM, f"private_key:{n}", details)])


def privates(connection: Connection) -> dict[str, PrivateKey]:
    """Every private key by its public half's fingerprint, oldest first; raises `WrongKey` (`seeds.opened`)."""
    rows = connection.execute(private_key.select().order_by(private_key.c.n)).all()
    return {
        row.fingerprint: PrivateKey(
            row.suite, bytearray(seeds.opened(connection, secret_name(row.fingerprint), row.seed))
        )
        for row in rows
    }


def any_private(connection: Connection) -> bool:
    """Whether there is a private key: the last thing that making a casebook commits."""
    return connection.execute(select(private_key.c.n).limit(1)).first() is not None


def secret_name(fingerprint: str) -> str:
    """What a seed is bound to where it is sealed (`seeds`)."""
    return f"private_key:{fingerprint}"


def drop_privates(tx: Connection, used: Collection[str]) -> int:
    """Forget the private keys whose public halves are not among these fingerprints; how many there were."""
    gone = private_key.c.fingerprint.not_in(sorted(used))
    return tx.execute(private_key.delete().where(gone)).rowcount


def put_recovery(tx: Connection, public: PublicKey, sealed_master: bytes, at: datetime, agent: str = "") -> int:
    """Keep the recovery key's public half, and the master secret sealed to it; returns its number. Audited, with who.

    `agent`: a login; nobody where the program makes it with the store.
    """
    n = (tx.execute(select(func.max(recovery_key.c.n))).scalar() or 0) + 1
    values = {"n": n, "suite": public.suite, "public": public.octets, "sealed_master": sealed_master, "made_at": at}
    tx.execute(recovery_key.insert().values(**values))
    role, who = _by(agent)
    details = (*who, ("fingerprint", public.fingerprint))
    audit_log.append(tx, [AuditEvent(at, Verb.RECOVERY_MADE, role, f"recovery_key:{n}", details)])
    return n


def _by(agent: str) -> tuple[Role, Details]:
    return (Role.DESK, (("agent", agent),)) if agent else (Role.PROGRAM, ())


def recovery(connection: Connection) -> tuple[PublicKey, bytes] | None:
    """The recovery key's public half and the master secret sealed to it, where there is one."""
    row = connection.execute(recovery_key.select().order_by(recovery_key.c.n.desc()).limit(1)).first()
    return None if row is None else (PublicKey(row.suite, row.public), row.sealed_master)


def drop_recoveries(tx: Connection, at: datetime, agent: str = "") -> None:
    """Overwrite the master secret as it was sealed to recovery keys of before, or under secrets of before; audited.

    `agent`: as for `put_recovery`.
    """
    c = recovery_key.c
    newest = select(func.max(c.n)).scalar_subquery()
    older = and_(c.n < newest, func.length(c.sealed_master) > 0)
    dropped = list(tx.scalars(select(c.n).where(older).order_by(c.n)))
    tx.execute(recovery_key.update().where(older).values(sealed_master=b""))
    role, who = _by(agent)
    audit_log.append(
        tx, [AuditEvent(at, Verb.RECOVERY_DROPPED, role, f"recovery_key:{number}", who) for number in dropped]
    )


def link(tx: Connection, store_id: StoreId, at: datetime) -> None:
    """Note that the keys here are those of this inbox; twice does nothing."""
    known = select(store_link.c.store_id).where(store_link.c.store_id == store_id)
    if tx.execute(known).first() is None:
        tx.execute(store_link.insert().values(store_id=store_id, at=at))
        audit_log.append(tx, [AuditEvent(at, Verb.STORE_LINKED, Role.PROGRAM, f"store:{store_id}")])


def links(connection: Connection) -> frozenset[StoreId]:
    """The inboxes whose keys are here, by every name they were linked under."""
    return frozenset(StoreId(name) for name in connection.scalars(select(store_link.c.store_id)))
